"""Asks a service with independent clients; expects what rdflib reads from the Turtle files. Called by clients.sh."""
import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
import time
import urllib.request
import xml.etree.ElementTree as xml
from pathlib import Path

import rdflib
from rdflib.namespace import RDF, RDFS

BASE, TEMPORARY = sys.argv[1], Path(sys.argv[2])
CANONICAL = "https://w3id.org/stay-tuned/"
ENDPOINT = BASE + "sparql"
ST = rdflib.Namespace(BASE + "ontology#")
GHENT = rdflib.URIRef(BASE + "id/city/ghent")

PREFIXES = f"PREFIX rdfs: <{RDFS}> PREFIX st: <{ST}> PREFIX city: <{BASE}id/city/> "
QUERIES = {
    "rows": PREFIXES + """SELECT ?city ?country { ?c a st:City ; rdfs:label ?city ; st:country/rdfs:label ?country
        FILTER(LANG(?city) = "en" && LANG(?country) = "en") }""",
    "scripts": PREFIXES + "SELECT ?name { city:ghent rdfs:label ?name }",
    "empty": PREFIXES + "SELECT ?city ?name { ?city a st:City ; st:noSuchProperty ?name }",
    "large": PREFIXES + "SELECT ?observation ?rate { ?observation st:earlyLeavingRate ?rate }",
    "yes": PREFIXES + 'ASK { city:ghent rdfs:label "Гент"@bg }',
    "no": PREFIXES + 'ASK { city:ghent rdfs:label "Paris"@bg }',
    "graph": PREFIXES + "CONSTRUCT { ?c rdfs:label ?name } WHERE { ?c a st:City ; rdfs:label ?name }",
    "describe": PREFIXES + "DESCRIBE city:ghent",
    "error": PREFIXES + "SELECT ?city { ?city a st:City ",
}
SELECTS, ASKS, GRAPHS = ["rows", "scripts", "empty", "large"], ["yes", "no"], ["graph", "describe"]


def number(text):
    try:
        return repr(float(text))
    except ValueError:
        return text


def rows(found):
    """Rows as lines that can be compared, whatever format they came in."""
    return sorted("\t".join(number(value) for value in row) for row in found)


def statements(graph):
    return sorted(" ".join(term.n3() for term in triple) for triple in graph)


def expected():
    files = rdflib.Graph()
    for folder in ("rdf-data", "ontology"):
        for file in sorted(Path(folder).rglob("*.ttl")):
            if "history" not in file.parts and "queries" not in file.parts:
                files.parse(data=file.read_text("utf-8").replace("<" + CANONICAL, "<" + BASE), format="turtle")
    cities = list(files.subjects(RDF.type, ST.City))

    def english(thing):
        return [str(name) for name in files.objects(thing, RDFS.label) if name.language == "en"]

    names = [(city, RDFS.label, name) for city in cities for name in files.objects(city, RDFS.label)]
    return {
        "rows": rows([name, country] for city in cities for name in english(city)
                     for place in files.objects(city, ST.country) for country in english(place)),
        "scripts": rows([str(name)] for name in files.objects(GHENT, RDFS.label)),
        "empty": [],
        "large": rows([str(s), str(o)] for s, o in files.subject_objects(ST.earlyLeavingRate)),
        "yes": True,
        "no": False,
        "graph": statements(names),
        # What is said of it in the files; the release adds what its rules conclude.
        "describe": statements(triple for triple in files.triples((GHENT, None, None))
                               if not isinstance(triple[2], rdflib.BNode)),
        "error": "refused",
    }


def from_json(text):
    answer = json.loads(text)
    if "boolean" in answer:
        return answer["boolean"]
    return rows([row[name]["value"] if name in row else "" for name in answer["head"]["vars"]]
                for row in answer["results"]["bindings"])


def from_xml(text):
    ns = "{http://www.w3.org/2005/sparql-results#}"
    root = xml.fromstring(text)
    if root.find(ns + "boolean") is not None:
        return root.find(ns + "boolean").text == "true"
    names = [variable.get("name") for variable in root.find(ns + "head")]
    found = []
    for result in root.iter(ns + "result"):
        values = {binding.get("name"): binding[0].text or "" for binding in result}
        found.append([values.get(name, "") for name in names])
    return rows(found)


def from_csv(text, delimiter=","):
    table = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    return table[1][0] == "true" if table[0] == ["_askResult"] else rows(table[1:])


def from_tsv(text):
    """Terms as in Turtle, so Turtle reads them."""
    found = []
    for line in text.splitlines()[1:]:
        found.append([str(rdflib.util.from_n3(term)) if term else "" for term in line.split("\t")])
    if text.startswith("?_askResult"):
        return found[0][0] == "true"
    return rows(found)


def from_rdf(syntax):
    return lambda text: statements(rdflib.Graph().parse(data=text, format=syntax))


ROW_FORMATS = {
    "application/sparql-results+json": from_json, "application/sparql-results+xml": from_xml,
    "text/csv": from_csv, "text/tab-separated-values": from_tsv}
GRAPH_FORMATS = {
    "text/turtle": from_rdf("turtle"), "application/n-triples": from_rdf("nt"), "application/rdf+xml": from_rdf("xml"),
    "application/ld+json": from_rdf("json-ld")}


class Refused(Exception):
    pass


def run(command, **options):
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=300, **options)
    if done.returncode != 0:
        raise Refused((done.stderr or done.stdout).strip()[-300:])
    return done.stdout


def curl(case, how, accept):
    data = {"GET": ["-G", "--data-urlencode", "query=" + QUERIES[case]],
            "form": ["--data-urlencode", "query=" + QUERIES[case]],
            "POST": ["-H", "Content-Type: application/sparql-query", "--data-binary", QUERIES[case]]}[how]
    compressed = ["--compressed"] if how == "form" else []
    return run(["curl", "-sS", "--fail-with-body", *compressed, "-H", "Accept: " + accept, *data, ENDPOINT])


def curls():
    for how in ("GET", "form", "POST"):
        for accept, read in ROW_FORMATS.items():
            for case in SELECTS + ASKS:
                yield f"curl {how}", case, accept, lambda c=case, h=how, a=accept, r=read: r(curl(c, h, a))
        for accept, read in GRAPH_FORMATS.items():
            for case in GRAPHS:
                yield f"curl {how}", case, accept, lambda c=case, h=how, a=accept, r=read: r(curl(c, h, a))
        yield f"curl {how}", "error", "problem", lambda h=how: curl("error", h, "text/csv")


def wrappers():
    import SPARQLWrapper as sw

    def ask(case, method, form):
        wrapper = sw.SPARQLWrapper(ENDPOINT)
        wrapper.setMethod(method)
        wrapper.setReturnFormat(form)
        wrapper.setQuery(QUERIES[case])
        try:
            return wrapper.query().convert()
        except sw.SPARQLExceptions.QueryBadFormed as e:
            raise Refused(str(e))

    readers = {sw.JSON: lambda answer: from_json(json.dumps(answer)), sw.XML: lambda answer: from_xml(answer.toxml()),
               sw.CSV: lambda answer: from_csv(answer.decode()), sw.TSV: lambda answer: from_tsv(answer.decode())}
    for method in (sw.GET, sw.POST):
        for form, read in readers.items():
            for case in SELECTS + ASKS:
                yield f"SPARQLWrapper {method}", case, form, lambda c=case, m=method, f=form, r=read: r(ask(c, m, f))
        # Its JSON-LD needs a package that Debian no longer has.
        for form, read in {sw.TURTLE: from_rdf("turtle"), sw.N3: from_rdf("turtle"), sw.RDFXML: statements}.items():
            for case in GRAPHS:
                def graph(c=case, m=method, f=form, r=read):
                    answer = ask(c, m, f)
                    return r(answer.decode() if isinstance(answer, bytes) else answer)
                yield f"SPARQLWrapper {method}", case, form, graph
        yield f"SPARQLWrapper {method}", "error", "json", lambda m=method: ask("error", m, sw.JSON)


def rdflibs():
    from rdflib.plugins.stores.sparqlstore import SPARQLStore

    def ask(case, method, form):
        store = SPARQLStore(ENDPOINT, method=method, returnFormat=form)
        try:
            answer = store.query(QUERIES[case])
        except Exception as e:
            raise Refused(str(e))
        if isinstance(answer, tuple):  # its way to tell of a failed POST: status, message, nothing
            raise Refused(str(answer))
        if answer.type == "ASK":
            return answer.askAnswer
        if answer.type == "SELECT":
            return rows([str(value) if value is not None else "" for value in row] for row in answer)
        return statements(answer.graph)

    for method in ("GET", "POST", "POST_FORM"):
        for form in ("json", "xml", "csv", "tsv"):
            # Its reader of CSV and TSV expects the rows of SELECT.
            for case in SELECTS + (ASKS if form in ("json", "xml") else []):
                yield f"rdflib {method}", case, form, lambda c=case, m=method, f=form: ask(c, m, f)
        for case in GRAPHS:
            yield f"rdflib {method}", case, "xml", lambda c=case, m=method: ask(c, m, "xml")
        yield f"rdflib {method}", "error", "json", lambda m=method: ask("error", m, "json")

    def dereference():
        graph = rdflib.Graph().parse(str(GHENT))
        return statements(graph)

    yield "rdflib parse", "describe", "negotiated", dereference


def comunica():
    command = os.environ.get("COMUNICA")
    if not command:
        return

    def ask(case, form):
        return run(["node", command, "sparql@" + ENDPOINT, "-q", QUERIES[case], "-t", form])

    def table(text):
        return sorted(re.sub(r"<([^>\t]*)>", r"\1", row) for row in from_csv(text))

    # It asks in JSON whatever it is to write; what it writes as XML is not well-formed where there is a language.
    for form, read in (("application/sparql-results+json", from_json), ("text/csv", table)):
        for case in SELECTS + (ASKS if form != "text/csv" else []):
            yield "Comunica", case, form, lambda c=case, f=form, r=read: r(ask(c, f))
    for case in GRAPHS:
        yield "Comunica", case, "application/n-triples", lambda c=case: from_rdf("nt")(ask(c, "application/n-triples"))
    yield "Comunica", "error", "json", lambda: ask("error", "application/sparql-results+json")


R = """
arguments <- commandArgs(trailingOnly = TRUE)
endpoint <- arguments[1]; query <- paste(readLines(arguments[2], encoding = "UTF-8"), collapse = "\\n"); how <- arguments[3]
if (how == "read.csv") {
  table <- read.csv(paste0(endpoint, "?format=csv&query=", URLencode(query, reserved = TRUE)), encoding = "UTF-8", colClasses = "character")
} else if (how == "httr") {
  answer <- httr::POST(endpoint, httr::accept("text/csv"), body = list(query = query), encode = "form")
  httr::stop_for_status(answer)
  table <- read.csv(text = httr::content(answer, as = "text", encoding = "UTF-8"), colClasses = "character")
} else {
  suppressMessages(library(SPARQL))
  table <- SPARQL(endpoint, query)$results
}
write.csv(table, row.names = FALSE, fileEncoding = "UTF-8")
"""


def r():
    if not shutil.which("Rscript"):
        return
    script = TEMPORARY / "ask.R"
    script.write_text(R)

    def ask(case, how):
        query = TEMPORARY / (case + ".rq")
        query.write_text(QUERIES[case], "utf-8")
        answer = run(["Rscript", "--vanilla", str(script), ENDPOINT, str(query), how])
        if how == "SPARQL":
            # It gives terms as they are written in Turtle.
            table = list(csv.reader(io.StringIO(answer)))[1:]
            return rows([re.sub(r'^"(.*)"@\w+$|^<(.*)>$', r"\1\2", value) for value in row] for row in table)
        return from_csv(answer)

    for how in ("read.csv", "httr", "SPARQL"):
        # The package SPARQL fails on an empty answer, and on letters beyond ASCII in some locales.
        for case in ["rows", "large"] if how == "SPARQL" else SELECTS:
            yield "R " + how, case, "xml" if how == "SPARQL" else "text/csv", lambda c=case, h=how: ask(c, h)
        yield "R " + how, "error", "", lambda h=how: ask("error", h)


def verdict(case, wanted, ask):
    try:
        found = ask()
    except Refused as e:
        return case == "error", "refused: " + str(e)[:200]
    except Exception as e:
        return False, f"{type(e).__name__}: {str(e)[:300]}"
    if case == "describe":
        missing = sorted(set(wanted) - set(found))
        return not missing and len(wanted) > 10, f"{len(missing)} of {len(wanted)} statements are missing: {missing[:2]}"
    if found == wanted:
        return True, ""
    if isinstance(found, list) and isinstance(wanted, list):
        return False, f"{len(found)} where {len(wanted)} are expected: {sorted(set(found) ^ set(wanted))[:3]}"
    return False, f"{found!r:.200} where {wanted!r:.200} is expected"


def main():
    with urllib.request.urlopen(ENDPOINT + "?query=ASK%7B%7D") as answer:  # else every refusal would look right
        answer.read()
    wanted = expected()
    sizes = {case: len(value) if isinstance(value, list) else value for case, value in wanted.items()}
    print("Expected from the files:", ", ".join(f"{case} {size}" for case, size in sizes.items()))
    table, faults, count, start = {}, [], 0, time.time()
    for clients in (curls, wrappers, rdflibs, comunica, r):
        if len(sys.argv) > 3 and clients.__name__ not in sys.argv[3].split(","):
            continue
        none = True
        for client, case, form, ask in clients():
            none = False
            good, why = verdict(case, wanted[case], ask)
            right, all_ = table.setdefault(client, {}).get(case, (0, 0))
            table[client][case] = right + good, all_ + 1
            count += 1
            if not good:
                faults.append(f"{client}, {case}, {form}: {why}")
        if none:
            print("Left out, since it is not here:", clients.__name__)
    cases = list(QUERIES)
    print(f"{'right / asked':24}" + "".join(f"{case:>10}" for case in cases))
    for client, results in table.items():
        cells = (f"{results[case][0]}/{results[case][1]}" if case in results else "" for case in cases)
        print(f"{client:24}" + "".join(f"{cell:>10}" for cell in cells))
    for fault in faults:
        print("WRONG", fault)
    print(f"{count - len(faults)} of {count} answers are right, in {time.time() - start:.0f} s")
    sys.exit(1 if faults else 0)


main()
