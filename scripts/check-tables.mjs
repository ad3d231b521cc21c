// What check-tables.sh runs.
import JsonLdParser from "@rdfjs/parser-jsonld";
import TurtleParser from "@rdfjs/parser-n3";
import CsvwParser from "@zazuko/rdf-parser-csvw";
import rdf from "rdf-ext";
import {Readable} from "node:stream";

const service = process.argv[2];
const csvw = "http://www.w3.org/ns/csvw#";
const xsd = "http://www.w3.org/2001/XMLSchema#";

// The context of CSV on the Web, as far as the tables use it: it stands in for the one on the web, which is not fetched here.
const context = {
    "@vocab": csvw,
    dc: "http://purl.org/dc/terms/",
    dcat: "http://www.w3.org/ns/dcat#",
    schema: "http://schema.org/",
    columns: {"@id": `${csvw}column`, "@container": "@list"},
    datatype: {"@id": `${csvw}datatype`, "@type": "@vocab"},
    foreignKeys: {"@id": `${csvw}foreignKey`},
    notes: {"@id": `${csvw}note`},
    tables: {"@id": `${csvw}table`},
    titles: {"@id": `${csvw}title`, "@container": "@language"},
};
for (const type of ["anyURI", "boolean", "date", "decimal", "double", "gYear", "integer", "nonNegativeInteger", "string"]) {
    context[type] = xsd + type;
}

const get = async (address, accept = "*/*") => {
    const answer = await fetch(new URL(address, service), {headers: {Accept: accept, Connection: "close"}});
    if (!answer.ok) {
        throw new Error(`${address} answers ${answer.status}`);
    }
    return answer;
};
const said = quad => [quad.subject.value, quad.predicate.value, quad.object.value].join(" ");

const everything = encodeURIComponent("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }");
const published = new Set();
const triples = await (await get(`sparql?query=${everything}`, "application/n-triples")).text();
for await (const quad of new TurtleParser().import(Readable.from([triples]))) {
    published.add(said(quad));
}

const group = await (await get("data/csv-metadata.json")).json();
let faults = 0;
console.log("table                rows  statements  not published");
for (const {url} of group.tables) {
    const name = url.replace(/^.*\//, "");
    const metadata = await (await get(`data/${name}-metadata.json`)).json();
    const base = new URL(`data/${name}`, service).href;
    const description = rdf.dataset();
    for await (const quad of new JsonLdParser({baseIRI: base}).import(Readable.from([JSON.stringify({...metadata, "@context": context})]))) {
        description.add(quad);
    }
    const csv = await (await get(`data/${name}`, "text/csv")).text();
    // A cell with a list in it is one value to this library; it is left out.
    const lists = new Set(metadata.tableSchema.columns.filter(column => column.separator).map(column => column.propertyUrl));
    let rows = 0;
    let statements = 0;
    const unknown = [];
    for await (const quad of new CsvwParser({metadata: description, baseIRI: base, timezone: "UTC"}).import(Readable.from([csv]))) {
        rows += quad.predicate.value === `${csvw}rownum` ? 1 : 0;
        // It makes an empty IRI of an empty cell, which has no value URL (Metadata Vocabulary for Tabular Data §5.7).
        const empty = quad.object.termType === "NamedNode" && quad.object.value === "";
        const structure = quad.predicate.value.startsWith(csvw) || quad.object.value.startsWith(csvw) || quad.subject.termType === "BlankNode";
        if (!structure && !empty && !lists.has(quad.predicate.value) && quad.subject.value !== metadata["@id"]) {
            statements++;
            if (!published.has(said(quad))) {
                unknown.push(said(quad));
            }
        }
    }
    faults += unknown.length + (rows === metadata["schema:numberOfItems"] ? 0 : 1);
    console.log(`${name.padEnd(20)} ${String(rows).padStart(4)}  ${String(statements).padStart(10)}  ${String(unknown.length).padStart(13)}`);
    unknown.slice(0, 3).forEach(one => console.log(`    ${one}`));
}
process.exit(faults ? 1 : 0);
