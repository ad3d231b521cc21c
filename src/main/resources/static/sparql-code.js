/* A query as a program that asks it. Each takes {endpoint, query, form}; what it gives can be run as it is. */
"use strict";

const SparqlCode = (() => {
    const LONG = 4000;
    const isGraph = form => form === "CONSTRUCT" || form === "DESCRIBE";
    const lines = text => text.replace(/\r\n?/g, "\n");

    // Literals. The text has to arrive letter by letter, and its lines should stay lines for whoever reads the program.

    /** In single quotes a shell reads everything as it stands, but for the quote itself. */
    const shell = text => `'${lines(text).replaceAll("'", "'\\''")}'`;
    /** Three quotes in a row, or one at the end, would close the literal. */
    const python = text => `"""${lines(text).replace(/\\|"""|"+$/g, found => [...found].map(letter => `\\${letter}`).join(""))}"""`;
    const r = text => `"${lines(text).replace(/[\\"]/g, "\\$&")}"`;
    const javascript = text => `\`${lines(text).replace(/\\|`|\$(?=\{)/g, "\\$&")}\``;
    /** A text block would lose spaces at the ends of lines. */
    const java = (text, indent) => lines(text).split("\n")
        .map((line, i, all) => `"${line.replace(/[\\"]/g, "\\$&").replaceAll("\t", "\\t")}${i < all.length - 1 ? "\\n" : ""}"`)
        .join(`\n${indent}+ `);

    const curl = ({endpoint, query, form}) => [
        `curl ${query.length > LONG ? "" : "--get "}${shell(endpoint)}`,
        `--header 'Accept: ${isGraph(form) ? "text/turtle" : "text/csv"}'`,
        `--data-urlencode ${shell(`query=${lines(query)}`)}`
    ].join(" \\\n  ") + "\n";

    const sparqlWrapper = ({endpoint, query, form}) => `from SPARQLWrapper import SPARQLWrapper, ${isGraph(form) ? "RDFXML" : "JSON"}

endpoint = SPARQLWrapper(${python(endpoint)})
endpoint.setReturnFormat(${isGraph(form) ? "RDFXML" : "JSON"})
endpoint.setQuery(${python(query)})
answer = endpoint.queryAndConvert()
${isGraph(form) ? `print(answer.serialize(format="turtle"))`
        : form === "ASK" ? `print(answer["boolean"])`
            : `for row in answer["results"]["bindings"]:
    print({name: term["value"] for name, term in row.items()})`}
`;

    const rdflib = ({endpoint, query, form}) => `from rdflib import Graph
from rdflib.plugins.stores.sparqlstore import SPARQLStore

graph = Graph(SPARQLStore(${python(endpoint)}))
answer = graph.query(${python(query)})
${isGraph(form) ? `print(answer.graph.serialize(format="turtle"))`
        : form === "ASK" ? "print(answer.askAnswer)"
            : `for row in answer:
    print(row.asdict())`}
`;

    const pandas = ({endpoint, query}) => `from urllib.parse import urlencode

import pandas

query = ${python(query)}
table = pandas.read_csv(${python(endpoint)} + "?" + urlencode({"query": query, "format": "csv"}))
print(table)
`;

    const rProgram = ({endpoint, query, form}) => `query <- ${r(query)}
address <- paste0(${r(endpoint)}, "?format=${isGraph(form) ? "ttl" : "csv"}&query=", URLencode(enc2utf8(query), reserved = TRUE))
${isGraph(form) || form === "ASK" ? `cat(readLines(address, encoding = "UTF-8"), sep = "\\n")`
        : `rows <- read.csv(address, encoding = "UTF-8")
print(rows)`}
`;

    const fetched = ({endpoint, query, form}) => `const query = ${javascript(query)};
const response = await fetch(${javascript(endpoint)}, {
    method: "POST",
    headers: {Accept: "${isGraph(form) ? "text/turtle" : "application/sparql-results+json"}"},
    body: new URLSearchParams({query})
});
if (!response.ok) {
    throw new Error(await response.text());
}
${isGraph(form) ? "console.log(await response.text());"
        : form === "ASK" ? "console.log((await response.json()).boolean);"
            : `const {results} = await response.json();
for (const row of results.bindings) {
    console.log(Object.fromEntries(Object.entries(row).map(([name, term]) => [name, term.value])));
}`}
`;

    const jena = ({endpoint, query, form}) => `${isGraph(form) ? `import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
` : form === "ASK" ? "" : `import org.apache.jena.query.ResultSetFormatter;
`}import org.apache.jena.sparql.exec.http.QueryExecutionHTTP;

public class Ask {

    public static void main(String[] arguments) {
        String query = ${java(query, "                ")};
        try (QueryExecutionHTTP asked = QueryExecutionHTTP.service(${java(endpoint, "")}, query)) {
            ${form === "CONSTRUCT" ? "RDFDataMgr.write(System.out, asked.execConstruct(), Lang.TURTLE);"
        : form === "DESCRIBE" ? "RDFDataMgr.write(System.out, asked.execDescribe(), Lang.TURTLE);"
            : form === "ASK" ? "System.out.println(asked.execAsk());"
                : "ResultSetFormatter.out(System.out, asked.execSelect());"}
        }
    }
}
`;

    /** By the names that people know. */
    const programs = {
        "curl": curl,
        "Python (SPARQLWrapper)": sparqlWrapper,
        "Python (rdflib)": rdflib,
        "Python (pandas)": pandas,
        "R": rProgram,
        "JavaScript": fetched,
        "Java (Jena)": jena
    };

    return {
        isGraph,
        names: form => Object.keys(programs).filter(name => programs[name] !== pandas || !form || form === "SELECT"),
        write: (name, asked) => programs[name](asked)
    };
})();
