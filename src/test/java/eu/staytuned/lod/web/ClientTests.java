package eu.staytuned.lod.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.jena.query.QueryExecution;
import org.apache.jena.query.ResultSetFactory;
import org.apache.jena.query.ResultSetRewindable;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdfconnection.RDFConnection;
import org.apache.jena.rdfconnection.RDFConnectionRemote;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.sparql.engine.http.QueryExceptionHTTP;
import org.apache.jena.sparql.exec.http.QueryExecutionHTTP;
import org.apache.jena.sparql.exec.http.QuerySendMode;
import org.apache.jena.vocabulary.RDFS;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that others wrote get right answers: Jena's here, and those of Python where they are; more by scripts/clients.sh. */
class ClientTests extends RepositorySiteTest {

    private String prefixed(String query) {
        return "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX st: <" + base()
                + "ontology#> PREFIX city: <" + base() + "id/city/> " + query;
    }

    private QueryExecution ask(String query, QuerySendMode mode, String accept) {
        return QueryExecutionHTTP.service(base() + "sparql")
                .query(prefixed(query))
                .sendMode(mode)
                .acceptHeader(accept)
                .build();
    }

    @ParameterizedTest
    @EnumSource(
            value = QuerySendMode.class,
            names = {"asGetAlways", "asPostForm", "asPost"})
    void jenaReadsRowsInEveryFormatItKnows(QuerySendMode mode) {
        for (String format : List.of(
                "application/sparql-results+json",
                "application/sparql-results+xml",
                "text/csv",
                "text/tab-separated-values",
                "application/sparql-results+thrift",
                "application/sparql-results+protobuf")) {
            try (QueryExecution names = ask("SELECT ?name { city:ghent rdfs:label ?name }", mode, format);
                    QueryExecution none = ask("SELECT ?x { ?x st:noSuchProperty ?y }", mode, format);
                    QueryExecution rates = ask("SELECT * { ?o st:earlyLeavingRate ?rate }", mode, format)) {
                ResultSetRewindable found = ResultSetFactory.makeRewindable(names.execSelect());
                assertThat(found.size()).as(format).isEqualTo(11);
                assertThat(found)
                        .toIterable()
                        .extracting(row -> row.getLiteral("name").getLexicalForm())
                        .contains("Ghent", "Гент", "Γάνδη");
                assertThat(none.execSelect().hasNext()).isFalse();
                assertThat(ResultSetFactory.makeRewindable(rates.execSelect()).size())
                        .isGreaterThan(2_000);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/turtle",
                "application/n-triples",
                "application/ld+json",
                "application/rdf+xml",
                "application/trig",
                "application/rdf+thrift"
            })
    void jenaReadsGraphs(String format) {
        Model file = ModelFactory.createDefaultModel();
        RDFDataMgr.read(file, "rdf-data/cities/ghent.ttl");
        for (QuerySendMode mode : List.of(QuerySendMode.asGetAlways, QuerySendMode.asPost)) {
            try (QueryExecution names = ask(
                            "CONSTRUCT { ?c rdfs:label ?name } WHERE { ?c a st:City ; rdfs:label ?name }",
                            mode,
                            format);
                    QueryExecution ghent = ask("DESCRIBE city:ghent", mode, format)) {
                Model labels = names.execConstruct();
                assertThat(labels.size()).isEqualTo(9 * 11);
                Model described = ghent.execDescribe();
                // The file's own statements of it, moved to this base.
                file.listStatements(
                                file.createResource("https://w3id.org/stay-tuned/id/city/ghent"), RDFS.label, (String)
                                        null)
                        .forEach(label -> assertThat(described.contains(
                                        described.createResource(base() + "id/city/ghent"),
                                        RDFS.label,
                                        label.getObject()))
                                .as(label.toString())
                                .isTrue());
            }
        }
    }

    @Test
    void jenaConnects() {
        try (RDFConnection connection = RDFConnectionRemote.newBuilder()
                .destination(base())
                .queryEndpoint("sparql")
                .build()) {
            assertThat(connection.queryAsk(prefixed("ASK { city:ghent rdfs:label \"Гент\"@bg }")))
                    .isTrue();
            assertThat(connection.queryAsk(prefixed("ASK { city:ghent rdfs:label \"Paris\"@bg }")))
                    .isFalse();
            assertThat(connection.queryDescribe(prefixed("DESCRIBE city:ghent")).isEmpty())
                    .isFalse();
        }
    }

    @Test
    void jenaIsToldOfMistakes() {
        try (QueryExecution refused = QueryExecutionHTTP.service(base() + "sparql")
                .queryString("SELECT * {")
                .build()) {
            assertThatThrownBy(refused::execSelect)
                    .isInstanceOfSatisfying(QueryExceptionHTTP.class, e -> assertThat(e.getStatusCode())
                            .isEqualTo(400));
        }
    }

    @Test
    void theClientsOfPythonAndCurlAreRight(@TempDir Path folder) throws IOException, InterruptedException {
        assumeTrue(
                isThere("import rdflib, SPARQLWrapper"), "python3-rdflib and python3-sparqlwrapper are not installed");
        Path report = folder.resolve("report");
        Process python = new ProcessBuilder(
                        "/usr/bin/python3", "scripts/clients.py", base(), folder.toString(), "curls,wrappers,rdflibs")
                .redirectErrorStream(true)
                .redirectOutput(report.toFile())
                .start();
        assertThat(python.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(python.exitValue())
                .as(Files.readString(report, StandardCharsets.UTF_8))
                .isZero();
    }

    private static boolean isThere(String imports) throws InterruptedException {
        try {
            return new ProcessBuilder("/usr/bin/python3", "-c", imports)
                            .redirectErrorStream(true)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noPython) {
            return false;
        }
    }
}
