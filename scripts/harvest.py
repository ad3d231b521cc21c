"""Harvests a service as others would. Called by harvest.sh, which see."""
import atexit
import collections
import csv
import gzip
import hashlib
import http.client
import io
import json
import re
import shutil
import subprocess
import sys
import threading
import time
import urllib.parse
import xml.etree.ElementTree as xml
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

BASE, ARGUMENTS = sys.argv[1], sys.argv[2:]  # of a service of its own: the jar, and an empty folder
HOST = urllib.parse.urlsplit(BASE).netloc
RDF = "application/n-triples"
MOST = 100_000  # a walk that needs more has no end
WORKERS = 4

checks = []


def check(what, good, why=""):
    checks.append((what, bool(good)))
    print(("  ok     " if good else "  WRONG  ") + what + (f": {why}" if why != "" else ""), flush=True)


def few(things, most=3):
    things = sorted(things)
    return ", ".join(map(str, things[:most])) + (f" … {len(things)} in all" if len(things) > most else "") if things else ""


# Asking

class Answer:
    def __init__(self, address, status, headers, body):
        self.address, self.status, self.headers, self.body = address, status, headers, body

    @property
    def type(self):
        return (self.headers.get("Content-Type") or "").split(";")[0].strip()

    def text(self):
        return self.body.decode("utf-8")

    def links(self):
        """The Link header as (target, {parameter: value})."""
        found = []
        for value in self.headers.get_all("Link") or []:
            for target, rest in re.findall(r"<([^>]*)>((?:\s*;\s*[\w*-]+\s*=\s*(?:\"[^\"]*\"|[^\s;,\"]+))*)", value):
                parameters = dict((name.lower(), quoted or plain) for name, quoted, plain
                                  in re.findall(r";\s*([\w*-]+)\s*=\s*(?:\"([^\"]*)\"|([^\s;,\"]+))", rest))
                found.append((urllib.parse.urljoin(self.address, target), parameters))
        return found


class Client:
    """Keeps its connections, waits when it is told to, follows what redirects, and counts."""

    def __init__(self):
        self.local = threading.local()
        self.lock = threading.Lock()
        self.statuses, self.requests, self.bytes, self.waited = collections.Counter(), 0, 0, 0.0

    def once(self, address, headers=None, method="GET"):
        sent = {"User-Agent": "stay-tuned-harvest", "Accept": "*/*", **(headers or {})}
        path = address[len(BASE) - 1:] or "/"
        for attempt in range(60):
            connection = getattr(self.local, "connection", None)
            if connection is None:
                connection = self.local.connection = http.client.HTTPConnection(HOST, timeout=120)
            try:
                connection.request(method, path, headers=sent)
                response = connection.getresponse()
                body = response.read()
            except (http.client.HTTPException, ConnectionError):
                connection.close()
                self.local.connection = None
                if attempt > 3:
                    raise
                continue
            with self.lock:
                self.requests += 1
                self.bytes += len(body)
                self.statuses[response.status] += 1
            if response.status in (429, 503) and response.headers.get("Retry-After"):
                wait = min(float(response.headers["Retry-After"]), 10)
                with self.lock:
                    self.waited += wait
                time.sleep(wait)
                continue
            return Answer(address, response.status, response.headers, body)
        raise RuntimeError("no end of waiting for " + address)

    def get(self, address, headers=None, method="GET"):
        """With its redirects; what it comes to."""
        address = address.split("#")[0]
        for hops in range(6):
            answer = self.once(address, headers, method)
            if answer.status not in (301, 302, 303, 307, 308):
                return answer
            address = urllib.parse.urljoin(address, answer.headers["Location"]).split("#")[0]
            if not address.startswith(BASE):
                return answer
        raise RuntimeError("redirected without end: " + address)


client = Client()


# Reading

LINE = re.compile(r"(<[^>]*>|_:\S+) (<[^>]*>) (.+) \.$")
IRI = re.compile(r"<([^>]*)>")


def statements(text):
    """N-Triples as (subject, predicate, object), as they are written."""
    found = []
    for line in text.splitlines():
        if line and not line.startswith("#"):
            found.append(LINE.match(line).groups())
    return found


def blank(statement):
    return statement[0].startswith("_:") or statement[2].startswith("_:")


def document(iri):
    """The document that tells of an IRI of ours."""
    plain = iri.split("#")[0]
    return (BASE + "doc/" + plain[len(BASE + "id/"):]).rstrip("/") if plain.startswith(BASE + "id/") else plain


def own(iri):
    return iri.startswith(BASE)


class Told:
    """Statements with blank nodes replaced by what is said of them, so that they can be compared across files."""

    def __init__(self, found):
        self.of = collections.defaultdict(list)
        for subject, predicate, value in found:
            if subject.startswith("_:"):
                self.of[subject].append((predicate, value))
        self.known = {}
        self.about = collections.defaultdict(set)
        referred = {value for _, _, value in found if value.startswith("_:")}
        for subject, predicate, value in found:
            if not subject.startswith("_:"):
                self.about[subject[1:-1]].add((predicate, self.term(value)))
            elif subject not in referred:
                self.about["_:"].add(("", self.term(subject)))

    def term(self, value):
        if not value.startswith("_:"):
            return value
        if value not in self.known:
            self.known[value] = "[]"  # in a circle
            lines = sorted(predicate + " " + self.term(each) for predicate, each in self.of[value])
            self.known[value] = "[" + hashlib.sha256("\n".join(lines).encode()).hexdigest() + "]"
        return self.known[value]

    def all(self):
        return {(subject, *rest) for subject, told in self.about.items() for rest in told}


def mentioned(found):
    """Every document of ours that the statements lead to."""
    return {document(term[1:-1]) for statement in found for term in statement if term.startswith("<" + BASE)}


def dump_of(release=None):
    """The statements of a release, from its N-Triples dump; and its number."""
    index = json.loads(client.get(BASE + "dumps.json").body)
    for _ in range(60):
        if release in (None, index["release"]):
            break
        time.sleep(0.5)
        index = json.loads(client.get(BASE + "dumps.json").body)
    file = next(file for file in index["files"] if file["format"] == RDF)
    answer = client.get(file["url"])
    good = len(answer.body) == file["bytes"] and hashlib.sha256(answer.body).hexdigest() == file["sha256"]
    text = gzip.decompress(answer.body).decode("utf-8")
    found = statements(text)
    check(f"the N-Triples of release {index['release']} arrive with the size and checksum that their index says",
          good and len(found) == file["statements"], f"{len(found)} statements, {file['bytes']} bytes")
    return found, index["release"]


def graphs_of():
    """The statements of each named graph of the newest release, from its N-Quads."""
    file = next(file for file in json.loads(client.get(BASE + "dumps.json").body)["files"] if file["format"] == "application/n-quads")
    graphs = collections.defaultdict(set)
    for line in gzip.decompress(client.get(file["url"]).body).decode("utf-8").splitlines():
        rest, graph = re.match(r"(.*) <([^>]*)> \.$", line).groups()
        graphs[graph].add(LINE.match(rest + " .").groups())
    return graphs


# 1. Everything, once

def walk(start, accept=RDF):
    """Follows each IRI of ours in what it reads, from a start: documents as they were answered."""
    harvest, known, waiting = {}, {start}, [start]
    with ThreadPoolExecutor(WORKERS) as workers:
        while waiting:
            if len(harvest) > MOST:
                raise RuntimeError("the walk does not end")
            batch, waiting = waiting, []
            for address, answer in zip(batch, workers.map(lambda each: client.get(each, {"Accept": accept + ",*/*;q=0.1"}), batch)):
                harvest[address] = answer
                if answer.type == RDF:
                    for found in sorted(mentioned(statements(answer.text())) - known):
                        known.add(found)
                        waiting.append(found)
    return harvest


def compare(harvest, dump, graphs, what):
    """That a harvest of documents is the release of a dump: each document of ours once, with all its statements, and no others."""
    released = Told(dump)
    documents = collections.defaultdict(set)
    for subject, told in released.about.items():
        if own(subject):
            documents[document(subject)] |= {(subject, *rest) for rest in told}
    union, lacking, beyond, answered = set(), {}, collections.Counter(), collections.defaultdict(list)
    for address, answer in harvest.items():
        if "/.well-known/" not in address:  # where a name that is known to all redirects to what it stands for
            answered[answer.headers.get("Content-Location") or answer.address].append(address)
        if answer.type != RDF:
            continue
        told = Told(statements(answer.text())).all()
        union |= told
        # A release's document has the partitions of VoID as far as a page can show them; its graph has all.
        missing = {each for each in documents.get(address, set()) - told if not each[1].endswith("Partition>")}
        if missing and address != SEEN:
            lacking[address] = missing
        for subject, predicate, value in told if address not in (BASE + "sparql", SEEN) else ():  # of a service, and what was found after the release
            # The document itself, the page of a list that it is, and what of its files is known after the release only.
            of_document = subject.split("?")[0] == re.sub(r"(\.nt)?(\?.*)?$", "", answer.address) \
                or "/hydra/" in predicate + value or value.startswith("<" + SEEN)
            if not of_document and not known_later((subject, predicate, value)):
                beyond[(subject, predicate, value)] += 1
    everything = released.all()
    missed = set(documents) - set(harvest)
    check(f"{what}: every document of ours is there", not missed, f"{len(documents)} documents; " + few(missed) if missed
          else f"{len(documents)} documents with {sum(map(len, documents.values()))} statements")
    # The first page of a list is the list, and a file of a document is a form of it: their Content-Location says so.
    twice = {place: found for place, found in answered.items() if len({each.split("?page=1")[0] for each in found} - {place}) > 1}
    check(f"{what}: no two addresses are the same document", not twice, few(twice.values()))
    check(f"{what}: each document says all that the release says of its subject", not lacking, few(lacking))
    check(f"{what}: together they say the release", not everything - union,
          f"{len(everything)} statements" if not everything - union else few(everything - union))
    # Shapes and earlier versions of the ontology are in graphs of their own only.
    invented = set(beyond) - everything - {each for found in graphs.values() for each in Told(list(found)).all()}
    check(f"{what}: and nothing else, but of themselves", not invented, few(invented))


SEEN = BASE + "how-you-see-us"


def known_later(statement):
    """Size and checksum of a file: no release can hold those of its own."""
    subject, predicate, value = statement
    return predicate == "<http://www.w3.org/ns/dcat#byteSize>" or "//spdx.org/rdf/terms#" in predicate + value


def everything_once(dump, graphs):
    print("\nEvery link, from the catalogue on")
    start, before = time.time(), client.requests
    harvest = walk(BASE + "catalog")
    kinds = collections.Counter(answer.type for answer in harvest.values())
    print(f"         {len(harvest)} addresses, {client.requests - before} requests in {time.time() - start:.0f} s: "
          + ", ".join(f"{count} {kind}" for kind, count in kinds.most_common()))
    broken = {f"{address} {answer.status}" for address, answer in harvest.items() if answer.status not in (200, 410)}
    check("it ends, and every answer is 200, or 410 of what was withdrawn", not broken, few(broken))
    check("at most two requests for an address", client.requests - before <= 2 * len(harvest))
    compare(harvest, dump, graphs, "by links")
    return harvest


# 2. Sitemap

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def sitemap():
    """Addresses and when they last changed; asserts the limits of the protocol."""
    for _ in range(60):
        index = client.get(BASE + "sitemap.xml")
        if index.status == 200:
            break
        time.sleep(0.5)
    pages, files, fine = {}, 0, True
    for entry in xml.fromstring(index.body).iter(SITEMAP + "sitemap"):
        file = client.get(entry.findtext(SITEMAP + "loc"))
        urls = list(xml.fromstring(file.body).iter(SITEMAP + "url"))
        fine &= file.status == 200 and 0 < len(urls) <= 50_000 and len(file.body) <= 50 << 20
        for url in urls:
            place = url.findtext(SITEMAP + "loc")
            fine &= own(place) and place not in pages
            pages[place] = url.findtext(SITEMAP + "lastmod")
        files += 1
    return pages, files, fine


def by_sitemap(harvest, dump):
    print("\nThe sitemap")
    lines = [line.split(":", 1) for line in client.get(BASE + "robots.txt").text().splitlines() if ":" in line and not line.startswith("#")]
    robots = {name: [value.strip() for key, value in lines if key.lower() == name] for name in ("sitemap", "disallow")}
    pages, files, fine = sitemap()
    forbidden = {page for page in pages for path in robots["disallow"] if path and page[len(BASE) - 1:].startswith(path)}
    check("robots.txt names it and forbids none of its addresses", BASE + "sitemap.xml" in robots["sitemap"] and not forbidden, few(forbidden))
    check("within the limits of the protocol, each address once, all ours", fine, f"{len(pages)} addresses in {files} file(s)")
    documents = {document(subject[1:-1]) for subject, _, _ in dump if subject.startswith("<" + BASE)}
    withdrawn = {document(subject[1:-1]) for subject, predicate, value in dump
                 if predicate == "<http://www.w3.org/2002/07/owl#deprecated>" and value.startswith('"true"')}
    # a register is in the dump as a class of ours at most
    missed = {page for page in documents - withdrawn if page.rstrip("/") not in {each.rstrip("/") for each in pages}}
    check("it lists every document of the release", not missed, few(missed))

    def again(page):
        answer = harvest.get(page)
        headers = {"Accept": RDF + ",*/*;q=0.1"}
        if answer is not None and answer.headers.get("ETag"):
            headers["If-None-Match"] = answer.headers["ETag"]
        return page, client.get(page, headers)

    with ThreadPoolExecutor(WORKERS) as workers:
        answers = dict(workers.map(again, pages))
    fresh = {page for page, answer in answers.items() if answer.status == 304}
    rest = {f"{page} {answer.status}" for page, answer in answers.items() if answer.status not in (200, 304)}
    check("each address answers", not rest, few(rest))
    asked = {page for page in pages if page in harvest and harvest[page].headers.get("ETag")}
    check("what was harvested before is 304 now", asked <= fresh, f"{len(fresh)} of {len(asked)} " + few(asked - fresh))
    return pages


# 3. Registers

HYDRA = "http://www.w3.org/ns/hydra/core#"


def register_page(address):
    """Members, the next page, and how many members all pages have."""
    answer = client.get(address, {"Accept": RDF})
    found = statements(answer.text()) if answer.type == RDF else []
    of = lambda name: [value for _, predicate, value in found if predicate == f"<{HYDRA}{name}>"]
    following = [IRI.match(value).group(1) for value in of("next")]
    total = [int(re.match(r'"(\d+)"', value).group(1)) for value in of("totalItems")]
    header = [target for target, parameters in answer.links() if "next" in parameters.get("rel", "").split()]
    return answer, [value[1:-1] for value in of("member")], (following or [None])[0], (total or [None])[0], header


def read_register(address, limit=2000):
    members, pages, totals, problems = [], 0, set(), set()
    while address:
        answer, found, following, total, _ = register_page(address)
        if answer.status != 200 or pages > limit:
            problems.add(f"{address} {answer.status}")
            break
        members += found
        totals.add(total)
        pages += 1
        address = following
    return members, pages, totals, problems


def registers(dump):
    print("\nThe registers")
    kinds = collections.defaultdict(set)
    withdrawn = {subject for subject, predicate, value in dump
                 if predicate == "<http://www.w3.org/2002/07/owl#deprecated>" and value.startswith('"true"')}
    for subject, _, _ in dump:
        if subject.startswith("<" + BASE + "id/") and "#" not in subject and subject not in withdrawn:
            path = subject[1 + len(BASE + "id/"):-1]
            if path.count("/") == 1 and not path.endswith("/"):
                kinds[path.split("/")[0]].add(subject[1:-1])
    wrong, pages_read, members_read, longest = {}, 0, 0, 0
    for kind, things in sorted(kinds.items()):
        members, pages, totals, problems = read_register(BASE + "id/" + kind + "/")
        members_read, pages_read, longest = members_read + len(members), pages_read + pages, max(longest, pages)
        if problems or sorted(members) != sorted(things) or totals != {len(things)}:
            wrong[kind] = problems or f"{len(members)} of {len(things)}, total {totals}"
    check("each lists every thing of its kind once, and says before how many there are", not wrong,
          f"{members_read} things in {len(kinds)} registers, {pages_read} pages, {longest} the most" if not wrong else few(wrong.items()))


# 4. VoID and distributions

def graph_of(*addresses):
    import rdflib
    graph = rdflib.Graph()
    for address in addresses:
        answer = client.get(address, {"Accept": "text/turtle"})
        graph.parse(data=answer.text(), format="turtle", publicID=answer.address)
    return graph


def described(dump, graphs):
    """
    The statements that VoID counts: all but what the publisher says of the release, which would have to count itself. Of
    those graphs that are in the default graph.
    """
    default = {each for each in dump if not blank(each)}
    return {each for graph, found in graphs.items() if graph not in (BASE + "graph/release", BASE + "graph/quality")
            and {each for each in found if not blank(each)} <= default for each in found}


def void(dump, graphs, release):
    import rdflib
    print("\nVoID")
    VOID = rdflib.Namespace("http://rdfs.org/ns/void#")
    graph = graph_of(BASE + ".well-known/void", BASE + "catalog")
    dataset = rdflib.URIRef(BASE + f"releases/{release}")
    number = lambda subject, name: next((int(value) for value in graph.objects(subject, VOID[name])), None)
    data = described(dump, graphs)
    check("it says how many statements there are, without what it says itself", number(dataset, "triples") == len(data),
          f"{number(dataset, 'triples')} and {len(data)}")
    classes, properties = collections.Counter(), collections.Counter()
    for subject, predicate, value in data:
        properties[predicate[1:-1]] += 1
        if predicate == "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>":
            classes[value[1:-1]] += 1
    said = {str(graph.value(part, VOID["class"])): number(part, "entities")
            for part in graph.objects(dataset, VOID.classPartition)}
    wrong = {name for name in said if said[name] != classes[name]}
    check("each class has as many entities as it says", said and not wrong, f"{len(said)} of {len(classes)} classes " + few(wrong))
    said = {str(graph.value(part, VOID.property)): number(part, "triples")
            for part in graph.objects(dataset, VOID.propertyPartition)}
    wrong = {name for name in said if said[name] != properties[name]}
    check("each property has as many statements as it says", said and not wrong,
          f"{len(said)} of {len(properties)} properties " + few(wrong))
    sets, links, wrong = set(graph.subjects(rdflib.RDF.type, VOID.Linkset)), 0, {}
    for linkset in sets:
        target, predicate = graph.value(linkset, VOID.objectsTarget), graph.value(linkset, VOID.linkPredicate)
        space = graph.value(target, VOID.uriSpace) or target
        found = sum(1 for s, p, o in dump if p == f"<{predicate}>" and o.startswith(f"<{space}") and s.startswith("<" + BASE))
        links += found
        if found != number(linkset, "triples"):
            wrong[str(linkset)] = f"{found}, it says {number(linkset, 'triples')}"
    check("each linkset has as many links as it says", sets and not wrong, f"{len(sets)} linksets, {links} links " + few(wrong.items()))
    dumps = [str(value) for value in graph.objects(None, VOID.dataDump)]
    broken = {f"{address} {answer.status}" for address in dumps for answer in [client.get(address, method="HEAD")] if answer.status != 200}
    check("its dumps are there", dumps and not broken, f"{len(dumps)} files {few(broken)}")
    look_up = [str(value) for value in graph.objects(None, VOID.uriLookupEndpoint)]
    check("its look-up takes an address of others", look_up and all(
        client.once(each + urllib.parse.quote("http://www.wikidata.org/entity/Q1296", safe="")).status == 303 for each in look_up), few(look_up))
    examples = [str(value) for value in graph.objects(None, VOID.exampleResource)]
    check("its example resources answer", examples and all(client.get(each).status == 200 for each in examples), f"{len(examples)}")


# 5. The catalogue

def namespaces():
    import rdflib
    return {name: rdflib.Namespace(space) for name, space in {
        "dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/", "foaf": "http://xmlns.com/foaf/0.1/",
        "vcard": "http://www.w3.org/2006/vcard/ns#", "adms": "http://www.w3.org/ns/adms#", "spdx": "http://spdx.org/rdf/terms#",
        "dcatap": "http://data.europa.eu/r5r/", "owl": "http://www.w3.org/2002/07/owl#", "schema": "http://schema.org/",
        "time": "http://www.w3.org/2006/time#", "skos": "http://www.w3.org/2004/02/skos/core#", "locn": "http://www.w3.org/ns/locn#",
        "hydra": HYDRA}.items()}


IANA = "https://www.iana.org/assignments/media-types/"


def catalogue_files():
    """Whether each file is what its distribution says."""
    print("\nThe files of the catalogue")
    ns, graph = namespaces(), graph_of(BASE + "catalog")
    dcat, dct, spdx = ns["dcat"], ns["dct"], ns["spdx"]
    for _ in range(20):  # sizes are known a little after a release
        if set(graph.objects(None, dcat.byteSize)):
            break
        time.sleep(0.5)
        graph = graph_of(BASE + "catalog")
    wrong, whole, sized = {}, 0, 0
    for distribution in set(graph.objects(None, dcat.distribution)):
        problems = []
        size, media, packed = (graph.value(distribution, dcat[name]) for name in ("byteSize", "mediaType", "compressFormat"))
        for address in graph.objects(distribution, dcat.downloadURL):
            # As an unassuming client asks; what is sent compressed is another thing than what lies on the disk.
            answer = client.get(str(address), {"Accept-Encoding": "identity"})
            whole += 1
            if answer.status != 200:
                problems.append(f"answers {answer.status}")
                continue
            sent = (packed or media)
            if IANA + answer.type != str(sent):
                problems.append(f"is {answer.type}, says {sent}")
            if size is not None:
                sized += 1
                if int(size) != len(answer.body) or size.datatype is None or not size.datatype.endswith("#nonNegativeInteger"):
                    problems.append(f"has {len(answer.body)} bytes, says {size.n3()}")
            for checksum in graph.objects(distribution, spdx.checksum):
                digest = hashlib.sha256(answer.body).hexdigest()
                if str(graph.value(checksum, spdx.checksumValue)) != digest:
                    problems.append(f"has checksum {digest}")
                if str(graph.value(checksum, spdx.algorithm)).rsplit("_", 1)[-1] != "sha256":
                    problems.append("has another algorithm than SHA-256")
        if (size is None) != (graph.value(distribution, spdx.checksum) is None):
            problems.append("has one of size and checksum")
        if problems:
            wrong[str(distribution)] = "; ".join(problems)
    check("each file is of the type, size and checksum that are said", whole and not wrong, f"{whole} files, {sized} with a size " + few(wrong.items()))
    files = {d for d in graph.subjects(dcat.downloadURL, None)}
    without = {str(d) for d in files if graph.value(d, dcat.byteSize) is None}
    check("each file has a size and a checksum", files and not without, few(without))
    addresses = {str(value) for name in ("accessURL", "downloadURL", "endpointURL", "endpointDescription", "landingPage")
                 for value in graph.objects(None, dcat[name])} | {str(value) for value in graph.objects(None, ns["foaf"].page)}
    broken = {}
    for address in addresses:
        if own(address):
            head, got = client.get(address, method="HEAD"), client.get(address)
            if head.status != 200 or got.status != 200 or head.headers.get("ETag") != got.headers.get("ETag"):
                broken[address] = f"HEAD {head.status}, GET {got.status}"
    check("every address in it answers HEAD and GET", addresses and not broken, f"{len(addresses)} addresses " + few(broken.items()))
    same = {}
    for extension, syntax in {"ttl": "turtle", "rdf": "xml", "jsonld": "json-ld", "nt": "nt"}.items():
        import rdflib
        answer = client.get(BASE + "catalog." + extension)
        read = rdflib.Graph().parse(data=answer.text(), format=syntax, publicID=BASE)
        # The document of each syntax tells of itself as well, under a name of its own.
        same[extension] = {each for each in read if not any(isinstance(term, rdflib.BNode) for term in each)
                           and not str(each[0]).startswith(BASE + "catalog.")}
    check("rdflib reads the same from Turtle, RDF/XML, JSON-LD and N-Triples", len({frozenset(each) for each in same.values()}) == 1,
          ", ".join(f"{len(each)} {extension}" for extension, each in same.items()))


# 6. As CKAN takes it

class Ckan:
    """
    What a CKAN portal stores of a catalogue, field by field. Written after the mapping table of ckanext-dcat (docs/mapping.md) and what its
    profiles for DCAT-AP 2 and 3 read: the first value in the portal's language, or else the first one; of a thing with a label, the label.
    """

    LANGUAGE = "en"

    def __init__(self, graph):
        self.graph, self.ns = graph, namespaces()

    def value(self, subject, *properties):
        import rdflib
        other = ""
        for name in properties:
            for each in self.graph.objects(subject, name):
                if isinstance(each, rdflib.Literal):
                    if each.language == self.LANGUAGE:
                        return str(each)
                    other = other or str(each)
                else:
                    return str(next(self.graph.objects(each, rdflib.RDFS.label), each))
            if other:
                return other
        return ""

    def values(self, subject, name):
        return [str(each) for each in self.graph.objects(subject, name)]

    def agent(self, subject, name):
        foaf, dct, vcard = (self.ns[each] for each in ("foaf", "dct", "vcard"))
        return [{"uri": str(each), "name": self.value(each, foaf.name), "email": self.value(each, foaf.mbox, vcard.hasEmail),
                 "url": self.value(each, foaf.homepage), "type": self.value(each, dct.type)} for each in self.graph.objects(subject, name)]

    def datasets(self):
        import rdflib
        return {str(each): self.dataset(each) for each in set(self.graph.subjects(rdflib.RDF.type, self.ns["dcat"].Dataset))}

    def dataset(self, it):
        import rdflib
        dcat, dct, adms, foaf, vcard, owl, skos, locn = (self.ns[each] for each in ("dcat", "dct", "adms", "foaf", "vcard", "owl", "skos", "locn"))
        found = {
            "title": self.value(it, dct.title), "notes": self.value(it, dct.description), "url": self.value(it, dcat.landingPage),
            "tags": [part.strip() for keyword in self.values(it, dcat.keyword) for part in keyword.split(",")],
            "version": self.value(it, dcat.version, owl.versionInfo), "version_notes": self.value(it, adms.versionNotes),
            "issued": self.value(it, dct.issued), "modified": self.value(it, dct.modified), "identifier": self.value(it, dct.identifier),
            "frequency": self.value(it, dct.accrualPeriodicity), "provenance": self.value(it, dct.provenance), "dcat_type": self.value(it, dct.type),
            "language": self.values(it, dct.language), "theme": self.values(it, dcat.theme), "conforms_to": self.values(it, dct.conformsTo),
            "documentation": self.values(it, foaf.page), "has_version": self.values(it, dcat.hasVersion), "source": self.values(it, dct.source),
            "access_rights": self.value(it, dct.accessRights),
            "contact": [{"uri": str(each), "name": self.value(each, vcard.fn, vcard.hasFN), "email": self.value(each, vcard.hasEmail),
                         "url": self.value(each, vcard.hasURL)} for each in self.graph.objects(it, dcat.contactPoint)],
            "publisher": self.agent(it, dct.publisher), "creator": self.agent(it, dct.creator),
            "temporal": [(self.value(each, dcat.startDate), self.value(each, dcat.endDate)) for each in self.graph.objects(it, dct.temporal)],
            "spatial": [{"uri": str(each), "text": self.value(each, rdflib.RDFS.label, skos.prefLabel)} for each in self.graph.objects(it, dct.spatial)],
            "homepage": self.value(it, foaf.homepage),
            "resources": [self.resource(each) for each in self.graph.objects(it, dcat.distribution)],
        }
        return found

    def resource(self, it):
        dcat, dct, adms, spdx, dcatap, foaf = (self.ns[each] for each in ("dcat", "dct", "adms", "spdx", "dcatap", "foaf"))
        checksum = next(self.graph.objects(it, spdx.checksum), None)
        size = self.value(it, dcat.byteSize)
        return {
            "uri": str(it), "name": self.value(it, dct.title), "description": self.value(it, dct.description),
            "url": self.value(it, dcat.downloadURL) or self.value(it, dcat.accessURL), "access_url": self.value(it, dcat.accessURL),
            "download_url": self.value(it, dcat.downloadURL), "mimetype": self.value(it, dcat.mediaType),
            "format": next((str(each) for each in self.graph.objects(it, dct["format"])), ""), "size": int(size) if size else None,
            "hash": self.value(checksum, spdx.checksumValue) if checksum else "", "hash_algorithm": self.value(checksum, spdx.algorithm) if checksum else "",
            "license": self.values(it, dct.license), "rights": self.value(it, dct.rights), "issued": self.value(it, dct.issued),
            "modified": self.value(it, dct.modified), "availability": self.value(it, dcatap.availability), "status": self.value(it, adms.status),
            "compress_format": self.value(it, dcat.compressFormat), "conforms_to": self.values(it, dct.conformsTo),
            "documentation": self.values(it, foaf.page), "language": self.values(it, dct.language),
            "access_services": [{"title": self.value(each, dct.title), "endpoint_url": self.values(each, dcat.endpointURL),
                                 "endpoint_description": self.value(each, dcat.endpointDescription), "license": self.value(each, dct.license),
                                 "contact": self.value(each, dcat.contactPoint)} for each in self.graph.objects(it, dcat.accessService)],
        }


# Names by which CKAN lists its formats (ckan/config/resource_formats.json); of others it shows what the catalogue gives.
CKAN_FORMATS = {"text/csv": "CSV", "application/rdf+xml": "RDF", "application/json": "JSON", "text/html": "HTML",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "XLSX", "application/gzip": "GZ"}

# Fields that each dataset has to have for a portal; of the others it is counted how many have them.
OF_EVERY_DATASET = ("title", "notes", "url", "tags", "issued", "modified", "identifier", "frequency", "provenance", "language", "theme",
                    "conforms_to", "access_rights", "contact", "publisher", "creator", "resources")
OF_A_COVERAGE = ("temporal", "spatial")  # but of a vocabulary
OF_EVERY_RESOURCE = ("uri", "name", "description", "url", "access_url", "mimetype", "format", "license", "rights", "availability")
OF_EVERY_FILE = ("download_url", "size", "hash", "hash_algorithm", "modified")
VOCABULARIES = ("THESAURUS", "ONTOLOGY")
DATE = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2}))?")


def ckan_pages(address):
    """The pages of a catalogue as CKAN's harvester follows them: hydra:next, or the older hydra:nextPage, of the page it is on."""
    import rdflib
    graph, pages = rdflib.Graph(), 0
    while address:
        head, answer = client.get(address, method="HEAD"), client.get(address)
        if head.status != 200 or answer.status != 200 or answer.type != "text/turtle" or len(answer.body) > 50 << 20:
            raise RuntimeError(f"CKAN would stop at {address}: {head.status}, {answer.status}, {answer.type}, {len(answer.body)} bytes")
        page = rdflib.Graph().parse(data=answer.text(), format="turtle", publicID=address)
        hydra = namespaces()["hydra"]
        following = [str(value) for kind in (hydra.PartialCollectionView, hydra.PagedCollection) for view in page.subjects(rdflib.RDF.type, kind)
                     for name in (hydra.next, hydra.nextPage) for value in page.objects(view, name)]
        graph += page
        pages += 1
        address = following[0] if following else None
        if pages > 1000:
            raise RuntimeError("CKAN would never end")
    return graph, pages


def as_ckan():
    import rdflib
    print("\nAs ckanext-dcat reads it")
    graph, pages = ckan_pages(BASE + "catalog.ttl")
    reader = Ckan(graph)
    datasets = reader.datasets()
    entries = {str(each) for each in graph.objects(None, reader.ns["dcat"].dataset)}
    check("it takes every dataset of the catalogue, and no other thing for one", set(datasets) == entries,
          f"{len(datasets)} datasets on {pages} page(s) " + few(set(datasets) ^ entries))
    missing = collections.defaultdict(list)
    for uri, dataset in datasets.items():
        vocabulary = any(str(kind).endswith(VOCABULARIES) for kind in graph.objects(rdflib.URIRef(uri), reader.ns["dct"].type))
        for field in OF_EVERY_DATASET + (() if vocabulary else OF_A_COVERAGE):
            if not dataset[field]:
                missing[field].append(uri)
        for field in ("issued", "modified"):
            if dataset[field] and not DATE.fullmatch(dataset[field]):
                missing["date in " + field].append(uri)
        for agent in dataset["publisher"] + dataset["creator"]:
            if not agent["name"]:
                missing["name of " + agent["uri"]].append(uri)
        for contact in dataset["contact"]:
            if not contact["name"] or not (contact["email"] or contact["url"]):
                missing["name and address of a contact"].append(uri)
        for tag in dataset["tags"]:
            # What CKAN takes for a tag: 2 to 100 characters, letters, digits and "-_. "
            if not (2 <= len(tag) <= 100 and all(letter.isalnum() or letter in "-_. " for letter in tag)):
                missing["tag " + tag].append(uri)
        for resource in dataset["resources"]:
            for field in OF_EVERY_RESOURCE + (OF_EVERY_FILE if resource["download_url"] else ("access_services",)):
                # A dump never changes: it has the day on which it was made.
                if resource[field] in ("", None, []) and not (field == "modified" and resource["issued"]):
                    missing["resource " + field].append(resource["uri"])
            if len(resource["license"]) != 1:
                missing["one licence"].append(resource["uri"])
            if resource["mimetype"].startswith("http") or resource["format"].startswith("https://www.iana.org"):
                missing["media type in words"].append(resource["uri"])
            if resource["hash"] and not re.fullmatch("[0-9a-f]{64}", resource["hash"]):
                missing["hash in small hexadecimal digits"].append(resource["uri"])
    check("every field that a portal shows has a value", datasets and not missing, "; ".join(f"{field} of {few(each)}" for field, each in missing.items()))
    resources = [resource for dataset in datasets.values() for resource in dataset["resources"]]
    check("no two resources are the same", len({each["uri"] for each in resources}) == len(resources), f"{len(resources)} resources")
    fields = [field for field in datasets[next(iter(datasets))] if field != "resources"]
    counts = {field: sum(1 for dataset in datasets.values() if dataset[field]) for field in fields}
    print("         of " + str(len(datasets)) + " datasets: " + ", ".join(f"{field} {count}" for field, count in counts.items()))
    counts = {field: sum(1 for resource in resources if resource[field] not in ("", None, [])) for field in resources[0]}
    print("         of " + str(len(resources)) + " resources: " + ", ".join(f"{field} {count}" for field, count in counts.items()))
    shown = collections.Counter(CKAN_FORMATS.get(each["mimetype"], "…" + each["format"].rsplit("/", 1)[-1]) for each in resources)
    print("         formats as a portal shows them: " + ", ".join(f"{count} {name}" for name, count in shown.most_common()))
    return datasets


# 7. Signposting and linksets

LINKSET = "application/linkset+json"


def rels(links):
    found = collections.defaultdict(list)
    for target, parameters in links:
        for rel in parameters.get("rel", "").split():
            found[rel].append((target, parameters))
    return found


def linkset_of(answer):
    """RFC 9264 §4.2: one member, an array of contexts, each with an anchor and arrays of targets by relation."""
    read = json.loads(answer.body)
    if set(read) != {"linkset"} or not isinstance(read["linkset"], list):
        raise ValueError("is no linkset")
    found = set()
    for context in read["linkset"]:
        anchor = urllib.parse.urljoin(answer.address, context["anchor"])
        for rel, targets in context.items():
            if rel != "anchor":
                for target in targets:
                    found.add((anchor, rel, urllib.parse.urljoin(answer.address, target["href"]), target.get("type")))
    return found


def signposting(harvest):
    """One page of each kind, as a client of Signposting reads its headers, and the set of links that they lead to."""
    print("\nSignposting")
    pages = {}
    for page, answer in harvest.items():
        if answer.status == 200 and answer.type == RDF and "?" not in page and "." not in page[len(BASE):] and page != BASE + "sparql":
            pages.setdefault("/".join(page[len(BASE):].split("/")[:2]) if page[len(BASE):].startswith("doc/") else page[len(BASE):].split("/")[0], page)
    problems, levels, seen, asked = collections.defaultdict(list), collections.Counter(), {}, set()

    def target(address, kind):
        if address not in seen:
            seen[address] = client.get(address, {"Accept": kind or "*/*"}, "HEAD")
        return seen[address]

    for page in sorted(pages.values()):
        answer = client.get(page, {"Accept": "text/html"}, "HEAD")
        found = rels(answer.links())
        if len(found["cite-as"]) != 1:
            problems["one cite-as"].append(page)
        for address, _ in found["cite-as"]:
            if own(address) and target(address, "text/html").status != 200:
                problems["cite-as answers"].append(page)
        for rel in ("describedby", "item"):
            for address, parameters in found[rel]:
                if own(address):
                    got = target(address, parameters.get("type"))
                    if got.status not in (200, 503) or parameters.get("type") and got.status == 200 and got.type != parameters["type"]:
                        problems[rel + " is there, of its type"].append(f"{address} of {page}")
        for rel in ("describedby", "type", "license"):
            if not found[rel]:
                problems["a " + rel].append(page)
        sets = [each for each in found["linkset"] if each[1].get("type", LINKSET) == LINKSET]
        levels[2 if sets else 1] += 1
        for address, _ in sets[:1]:
            got = client.get(address, {"Accept": LINKSET})
            try:
                links = linkset_of(got)
            except (ValueError, KeyError, TypeError) as e:
                problems["a linkset as RFC 9264 has it"].append(f"{address}: {got.status} {got.type} {e}")
                continue
            asked.add(address)
            if got.type != LINKSET:
                problems["a linkset of its type"].append(f"{address}: {got.type}")
            told = {(rel, target) for _, rel, target, _ in links}
            for rel in ("cite-as", "describedby", "license", "type", "author", "item", "collection"):
                for address_, _ in found[rel]:
                    if (rel, address_) not in told:
                        problems["the linkset has what the header has"].append(f"{rel} {address_} of {page}")
            for _, rel, address_, kind in links:
                if own(address_) and target(address_, kind).status not in (200, 503):
                    problems["a linkset leads to what is there"].append(f"{address_} {seen[address_].status}")
    check("headers of a page of each kind are as they should be, and lead to what is there", pages and not problems,
          f"{len(pages)} pages, {levels[2]} of them with a linkset, {len(seen)} targets " + "; ".join(f"{what}: {few(each)}" for what, each in problems.items()))
    check("each of them has a linkset", levels[2] == len(pages))


JOINING = re.compile("<http://www.w3.org/2002/07/owl#sameAs>|<http://www.w3.org/2004/02/skos/core#\\w+Match>"
                     "|<http://www.w3.org/2000/01/rdf-schema#seeAlso>")


def links_out(dump):
    """What /links says of those who link to others, beside the dump."""
    print("\nLinks to others")
    for space in ("http://www.wikidata.org/entity/", "http://eurovoc.europa.eu/", "https://sws.geonames.org/"):
        expected = {each for each in dump if each[0].startswith("<" + BASE) and each[2].startswith("<" + space) and JOINING.fullmatch(each[1])}
        address = BASE + "links?to=" + urllib.parse.quote(space, safe="")
        graph, table = (client.get(address, {"Accept": kind}) for kind in (RDF, "text/csv"))
        found = {each for each in statements(graph.text()) if each[2].startswith("<" + space) and JOINING.fullmatch(each[1])} if graph.type == RDF else set()
        rows = list(csv.reader(io.StringIO(table.text())))[1:] if table.type == "text/csv" else []
        check(f"to {space} each link is there", expected and found == expected and len(rows) == len(expected),
              f"{len(found)} statements, {len(rows)} rows of {len(expected)} links {few(found ^ expected)}")


# 8. Comunica

COMUNICA = """
PREFIX dcat: <http://www.w3.org/ns/dcat#> PREFIX dct: <http://purl.org/dc/terms/> PREFIX void: <http://rdfs.org/ns/void#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX foaf: <http://xmlns.com/foaf/0.1/> PREFIX st: <BASEontology#>
"""

FILES = "SELECT ?dataset ?file { <BASEcatalog> dcat:dataset ?dataset . ?dataset dcat:distribution/dcat:downloadURL ?file }"
CLASSES = "SELECT ?class ?count { <BASEreleases/1> void:classPartition [ void:class ?class ; void:entities ?count ] }"
NAMES = "SELECT ?name { <BASEid/city/ghent> rdfs:label ?name }"
PATH = """SELECT ?dataset ?country ?name { <BASEcatalog> dcat:dataset ?dataset . ?dataset dct:subject/st:leadPartner ?city . ?city st:country ?country .
    ?country rdfs:label ?name FILTER(LANG(?name) = "en") }"""


def comunica(dump, release):
    """Rows that Comunica finds over documents, beside those that rdflib finds over the dump."""
    import os
    import rdflib
    engine, traversal = os.environ.get("COMUNICA"), os.environ.get("TRAVERSAL")
    if not engine:
        print("\nComunica is not here")
        return
    print("\nComunica")
    graph = rdflib.Graph().parse(data="\n".join(" ".join(each) + " ." for each in dump
                                               if re.search("#type>|dcat#|terms/|void#|label>|ontology#", each[1])), format="nt")
    text = lambda query: (COMUNICA + query).replace("BASE", BASE).replace("releases/1>", f"releases/{release}>")

    def ask(command, sources, query, *options):
        done = subprocess.run(["node", command, *sources, "-q", text(query), "-t", "application/sparql-results+json", *options],
                              capture_output=True, text=True, encoding="utf-8", timeout=300)
        if done.returncode != 0:
            return "failed: " + (done.stderr or done.stdout)[-300:]
        answer = json.loads(done.stdout)
        return sorted(tuple(row[name]["value"] for name in answer["head"]["vars"]) for row in answer["results"]["bindings"])

    def expected(query):
        return sorted(tuple(str(value) for value in row) for row in graph.query(text(query)))

    for source, query in ((["catalog.ttl"], FILES), (["catalog"], FILES), (["catalog.jsonld"], FILES), ([".well-known/void"], CLASSES),
                          (["id/city/ghent"], NAMES)):
        wanted, found = expected(query), ask(engine, [BASE + each for each in source], query)
        check("over /" + source[0], wanted and found == wanted, f"{len(found)} of {len(wanted)} rows" if isinstance(found, list) else found)
    if not traversal:
        print("         its engine for link traversal is not here")
        return
    wanted, found = expected(PATH), ask(traversal, [BASE + "catalog"], PATH, "--lenient", "-l", "fatal")
    check("by link traversal from /catalog", wanted and found == wanted,
          f"{len(found)} of {len(wanted)} rows: {few(found)}" if isinstance(found, list) else found)


# 9. What changes

CANONICAL = "https://w3id.org/stay-tuned/"

ENTRY = """
dataset:{name} a dcat:Dataset ;
    rdfs:label "{title}"@en ;
    dcterms:title "{title}"@en ;
    dcterms:description "A dataset of the harvest that is tried here: {title}."@en ;
    dcterms:accessRights <http://publications.europa.eu/resource/authority/access-right/PUBLIC> ;
    dcterms:accrualPeriodicity <http://publications.europa.eu/resource/authority/frequency/IRREG> ;
    dcterms:conformsTo <http://www.w3.org/TR/skos-reference/> ;
    dcterms:creator organisation:stay-tuned-linked-data ;
    dcterms:hasPart <https://w3id.org/stay-tuned/ontology> ;
    dcterms:identifier "https://w3id.org/stay-tuned/dataset/{name}" ;
    dcterms:issued "2026-11-22"^^xsd:date ;
    dcterms:language eu-language:ENG ;
    dcterms:license <https://creativecommons.org/licenses/by/4.0/> ;
    dcterms:provenance document:editorial-method ;
    dcterms:publisher organisation:stay-tuned-linked-data ;
    dcterms:rights <https://w3id.org/stay-tuned/catalog#rights> ;
    dcterms:type <http://publications.europa.eu/resource/authority/dataset-type/THESAURUS> ;
    dcat:contactPoint contact-point:stay-tuned-linked-data ;
    dcat:keyword "harvest"@en ;
    dcat:landingPage <https://w3id.org/stay-tuned/ontology> ;
    dcat:theme data-theme:EDUC ;
    dqv:hasQualityMetadata <https://w3id.org/stay-tuned/quality> .

<https://w3id.org/stay-tuned/catalog> dcat:dataset dataset:{name} .
<https://w3id.org/stay-tuned/catalog#sparql> dcat:servesDataset dataset:{name} .
"""

SOURCE = """
document:{name} a st:Document ;
    rdfs:label "{title}"@en ;
    dcterms:language eu-language:ENG ;
    dcterms:publisher organisation:cedefop ;
    schema:url <https://www.cedefop.europa.eu/harvest/{name}> ;
    st:documentKind document-kind:article .
"""

PREFIXES = """
PREFIX contact-point: <https://w3id.org/stay-tuned/id/contact-point/>
PREFIX data-theme:    <http://publications.europa.eu/resource/authority/data-theme/>
PREFIX dataset:       <https://w3id.org/stay-tuned/dataset/>
PREFIX dcat:          <http://www.w3.org/ns/dcat#>
PREFIX dcterms:       <http://purl.org/dc/terms/>
PREFIX document:      <https://w3id.org/stay-tuned/id/document/>
PREFIX document-kind: <https://w3id.org/stay-tuned/id/document-kind/>
PREFIX dqv:           <http://www.w3.org/ns/dqv#>
PREFIX eu-language:   <http://publications.europa.eu/resource/authority/language/>
PREFIX organisation:  <https://w3id.org/stay-tuned/id/organisation/>
PREFIX owl:           <http://www.w3.org/2002/07/owl#>
PREFIX rdfs:          <http://www.w3.org/2000/01/rdf-schema#>
PREFIX schema:        <http://schema.org/>
PREFIX st:            <https://w3id.org/stay-tuned/ontology#>
PREFIX xsd:           <http://www.w3.org/2001/XMLSchema#>
"""

# What the two releases have besides the repository's own.
BEFORE = (PREFIXES + ENTRY.format(name="goes", title="A dataset that goes")
          + SOURCE.format(name="goes", title="A document that goes")
          + SOURCE.format(name="is-replaced", title="A document that is replaced")
          + SOURCE.format(name="changes", title="A document that changes"))
AFTER = (PREFIXES + ENTRY.format(name="comes", title="A dataset that comes")
         + SOURCE.format(name="comes", title="A document that comes")
         + SOURCE.format(name="is-replaced", title="A document that is replaced")
         + "document:is-replaced owl:deprecated true ; dcterms:isReplacedBy document:comes .\n"
         + SOURCE.format(name="changes", title="A document that has changed"))


class Service:
    """A service of the script's own, on a copy of the repository's ontology and data."""

    def __init__(self, jar, folder, port):
        self.folder, self.port = Path(folder), port
        for name in ("ontology", "rdf-data", "fuseki-config"):
            shutil.copytree(name, self.folder / name)
        self.write(BEFORE)
        log = open(self.folder / "log.txt", "w")
        self.process = subprocess.Popen(
            ["java", "-Xmx900m", "-jar", str(Path(jar).resolve()), f"--server.port={port}", f"--management.server.port={port + 1}"],
            cwd=self.folder, stdout=log, stderr=subprocess.STDOUT)
        atexit.register(self.stop)
        for _ in range(1200):
            try:
                if self.manage("health")["status"] == "UP":
                    return
            except (OSError, http.client.HTTPException, ValueError):
                pass
            if self.process.poll() is not None:
                raise RuntimeError("the service did not start:\n" + (self.folder / "log.txt").read_text()[-3000:])
            time.sleep(0.5)
        raise RuntimeError("the service did not come up in ten minutes")

    def write(self, text):
        (self.folder / "rdf-data" / "harvest.ttl").write_text(text, "utf-8")

    def manage(self, path, method="GET"):
        connection = http.client.HTTPConnection("127.0.0.1", self.port + 1, timeout=300)
        connection.request(method, "/actuator/" + path)
        return json.loads(connection.getresponse().read())

    def publish(self, text):
        time.sleep(1.1)  # releases are told apart by the second
        self.write(text)
        answer = self.manage("publish", "POST")
        if "published" not in json.dumps(answer):
            raise RuntimeError("not published: " + json.dumps(answer)[:3000])

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()


def own_statements(dump):
    """What a release says of each document of ours."""
    documents = collections.defaultdict(set)
    for subject, told in Told(dump).about.items():
        if own(subject):
            documents[document(subject)] |= {(subject, *rest) for rest in told}
    return documents


def activities(since):
    """IIIF Change Discovery: from the last page back to what is known; what was done to each resource after that time, the latest last."""
    page, found, pages = json.loads(client.get(BASE + "changes.json").body).get("last"), {}, 0
    while page:
        read = json.loads(client.get(page["id"]).body)
        pages += 1
        for activity in reversed(read["orderedItems"]):
            if activity["endTime"] <= since:
                return found, pages
            found.setdefault(document(activity["object"]["id"]), activity["type"])
        page = read.get("prev")
    return found, pages


def resource_sync(since):
    """From the well-known address by what it names to the change lists."""
    rs = "{http://www.openarchives.org/rs/terms/}"
    waiting, known, found = [BASE + ".well-known/resourcesync"], set(), {}
    while waiting:
        address = waiting.pop()
        if address in known:
            continue
        known.add(address)
        for entry in xml.fromstring(client.get(address).body):
            place, told = entry.findtext(SITEMAP + "loc"), entry.find(rs + "md")
            if place and told is not None and told.get("change"):
                if told.get("datetime") > since:
                    found[document(place)] = {"created": "Create", "updated": "Update", "deleted": "Delete"}[told.get("change")]
            elif place:
                waiting.append(place)
    return found, len(known)


def followed(since, gone, new, differ):
    print("\nWho follows the changes")
    for name, follow in (("Activity Streams", activities), ("ResourceSync", resource_sync)):
        try:
            found, pages = follow(since)
        except (ValueError, KeyError, xml.ParseError) as e:
            check(f"{name}: it can be read", False, repr(e))
            continue
        of = lambda kind: {page for page, what in found.items() if what == kind}
        check(f"{name}: what went", of("Delete") == gone, few(of("Delete") ^ gone) or few(gone))
        check(f"{name}: what came", of("Create") == new, few(of("Create") ^ new) or few(new))
        check(f"{name}: what changed", of("Update") == differ, few(of("Update") ^ differ) or f"{len(differ)} on {pages} page(s)")


def changing(service, dump, harvest):
    print("\nA release is published while four harvests are on their way")
    first = {page: lastmod for page, lastmod in sitemap()[0].items()}
    datasets = Ckan(ckan_pages(BASE + "catalog.ttl")[0]).datasets()

    # a: a register, three pages of it
    register = BASE + "id/observation/"
    whole = read_register(register)[0]
    members, address = [], register
    for _ in range(3):
        _, found, address, total, header = register_page(address)
        members += found
    # b: a dump, half of it
    file = next(file for file in json.loads(client.get(BASE + "dumps.json").body)["files"] if file["format"] == "application/n-quads")
    half = file["bytes"] // 2
    part = client.get(file["url"], {"Range": f"bytes=0-{half - 1}"})
    # c: the sitemap, every second document of it
    pages = sorted(page for page in first if page in harvest and harvest[page].type == RDF)
    store = {page: client.get(page, {"Accept": RDF}) for page in pages[::2]}

    service.publish(AFTER)
    after, release = dump_of(2)

    while address:
        answer, found, address, _, _ = register_page(address)
        if answer.status != 200:
            break
        members += found
    check("a register goes on in the release in which it was begun", sorted(members) == sorted(whole),
          f"{len(members)} members of {len(whole)}")
    rest = client.get(file["url"], {"Range": f"bytes={half}-", "If-Range": part.headers["ETag"]})
    check("a dump goes on where it broke off", part.status == rest.status == 206
          and hashlib.sha256(part.body + rest.body).hexdigest() == file["sha256"], f"{half} and {len(rest.body)} bytes")
    for page in pages[1::2]:
        store[page] = client.get(page, {"Accept": RDF})
    mixed = collections.Counter()
    for page, answer in store.items():
        mixed.update({value[1:-1].rsplit("/", 1)[1] for _, predicate, value in statements(answer.text())
                      if predicate == "<http://purl.org/dc/terms/isPartOf>" and value.startswith("<" + BASE + "releases/")})
    print("         a harvest of documents came to " + ", ".join(f"{count} of release {number}" for number, count in sorted(mixed.items())))

    second = sitemap()[0]
    gone, new = set(first) - set(second), set(second) - set(first)
    later = {page for page in second if page in first and second[page] != first[page]}
    before, now = own_statements(dump), own_statements(after)
    differ = {page for page in before.keys() & now.keys() if before[page] != now[page] and page in second}
    for page in gone & store.keys():
        del store[page]
    for page in sorted((new | later) & (set(now) | store.keys())):
        answer = client.get(page, {"Accept": RDF + ",*/*;q=0.1"})
        if answer.type == RDF:
            store[page] = answer
    torn = set()
    for page in store.keys() & now.keys() - {SEEN}:
        told = {each for each in Told(statements(store[page].text())).all() if own(each[0]) and document(each[0]) == page}
        lacking = {each for each in now[page] if not each[1].endswith("Partition>")} - told
        # What a document says of itself names the release in which it was read; what named graphs alone say (shapes) is not in this dump.
        dumped = {each[0] for each in before.get(page, set()) | now[page]}
        outdated = {each for each in told - now[page] if each[0] in dumped - {page} and not known_later(each)}
        if lacking or outdated:
            torn.add(page)
    check("a harvest of documents that reads the sitemap again holds the new release, whole", not torn,
          f"{len(store)} documents, {len((new | later) & store.keys())} of them asked again " + few(torn))

    print("\nThe second harvest")
    expected_gone = {BASE + "dataset/goes", BASE + "doc/document/goes", BASE + "doc/document/is-replaced"}
    expected_new = {BASE + "dataset/comes", BASE + "doc/document/comes", BASE + "releases/2"}
    check("the sitemap has lost what is gone, and nothing else", gone == expected_gone, few(gone ^ expected_gone) or few(gone))
    check("it has what is new, and nothing else", new == expected_new, few(new ^ expected_new) or few(new))
    of_things = {page for page in later if page in before and page != SEEN}
    check("it dates those documents anew of which other things are said", of_things == differ,
          f"{len(differ)} of {len(before)} documents" if of_things == differ else few(of_things ^ differ, 6))
    followed(max(first.values()), gone, new, differ)
    print("\nWhat is gone")
    answers = {name: client.once(BASE + name, {"Accept": RDF}) for name in (
        "id/document/goes", "id/document/is-replaced", "doc/document/is-replaced", "dataset/goes", "id/document/comes", "dataset/comes")}
    print("         " + ", ".join(f"{name} {answer.status}" for name, answer in answers.items()))
    check("what is gone says that it is not there", all(answers[name].status in (404, 410) for name in ("id/document/goes", "dataset/goes")))
    check("what was withdrawn is gone, and names its successor", all(
        answers[name].status == 410 and any(target.endswith("id/document/comes") and "successor-version" in parameters.get("rel", "")
                                            for target, parameters in answers[name].links())
        for name in ("id/document/is-replaced", "doc/document/is-replaced")))
    again = Ckan(ckan_pages(BASE + "catalog.ttl")[0]).datasets()
    deleted, added = set(datasets) - set(again), set(again) - set(datasets)
    check("CKAN deletes the dataset that is gone, and takes the new one", deleted == {BASE + "dataset/goes"} and added == {BASE + "dataset/comes"},
          f"{few(deleted)} and {few(added)}")
    changed = {uri: sorted(field for field in again[uri] if again[uri][field] != datasets[uri][field]
                           and field not in ("resources", "modified", "version", "has_version"))
               for uri in again.keys() & datasets.keys()}
    print("         fields of other datasets that differ: " + (", ".join(f"{uri} {fields}" for uri, fields in changed.items() if fields) or "none"))

    def conditional(page):
        answer = harvest[page]
        return page, client.get(page, {"Accept": RDF + ",*/*;q=0.1", "If-None-Match": answer.headers["ETag"]})

    with ThreadPoolExecutor(WORKERS) as workers:
        asked = dict(workers.map(conditional, [page for page in harvest if harvest[page].headers.get("ETag")]))
    unchanged = {page for page in asked if page in before and page in now and page not in differ}
    same = {page for page in unchanged if asked[page].status == 304}
    wrong = {page for page in asked if page in differ and asked[page].status == 304}
    check("no document that changed is 304", not wrong, few(wrong))
    fixed = {page for page in asked if "/dumps/1/" in page}
    check("the dumps of the first release are 304", fixed and all(asked[page].status == 304 for page in fixed), f"{len(fixed)} files")
    print(f"         304 for {len(same)} of the {len(unchanged)} documents of which nothing else is said")
    third = walk(BASE + "catalog")
    compare(third, after, graphs_of(), "the new release by links")
    return third, after


def main():
    if ARGUMENTS:
        service = Service(ARGUMENTS[0], ARGUMENTS[1], urllib.parse.urlsplit(BASE).port)
    dump, release = dump_of()
    graphs = graphs_of()
    harvest = everything_once(dump, graphs)
    by_sitemap(harvest, dump)
    registers(dump)
    void(dump, graphs, release)
    catalogue_files()
    as_ckan()
    signposting(harvest)
    links_out(dump)
    comunica(dump, release)
    if ARGUMENTS:
        changing(service, dump, harvest)
    right = sum(good for _, good in checks)
    print(f"\n{right} of {len(checks)} hold; {client.requests} requests, {client.bytes / 1e6:.0f} MB, answers "
          + ", ".join(f"{status} {count}" for status, count in sorted(client.statuses.items()))
          + (f"; waited {client.waited:.0f} s where it was told to" if client.waited else ""))
    for what, good in checks:
        if not good:
            print("WRONG", what)
    sys.exit(0 if right == len(checks) else 1)


main()
