package eu.staytuned.lod.sparql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.staytuned.lod.store.Store;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import org.apache.jena.fuseki.Fuseki;
import org.apache.jena.query.QueryDeniedException;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.system.Txn;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A query reads what is published here and reaches nothing else; a mistake in it is explained. */
@SpringBootTest(
        classes = SparqlServer.Parts.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"publication.base-uri=" + PublishedFixture.BASE, "management.server.port=0"})
class SparqlSafetyTests {

    @LocalServerPort
    int port;

    @Autowired
    Store store;

    @Autowired
    DatasetGraph data;

    private SparqlServer server;

    @BeforeEach
    void publish() {
        PublishedFixture.publish(store);
        server = new SparqlServer(port);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * { SERVICE <URL> { ?s ?p ?o } }",
                "SELECT * { service silent <URL> { ?s ?p ?o } }",
                "SELECT * { BIND(<URL> AS ?x) SERVICE ?x { ?s ?p ?o } }",
                "SELECT * { ?a ?b ?c OPTIONAL { SERVICE SILENT <URL> { ?s ?p ?o } } }",
                "SELECT * { { SELECT ?s { { SELECT ?s { SERVICE <URL> { ?s ?p ?o } } } } } }",
                "SELECT * { ?s ?p ?o FILTER EXISTS { SERVICE SILENT <URL> { ?s ?p ?o } } }",
                "SELECT * { ?s ?p ?o FILTER(1 = IF(NOT EXISTS { SERVICE <URL> { ?s ?p ?o } }, 1, 2)) }",
                "SELECT (EXISTS { SERVICE <URL> { ?s ?p ?o } } AS ?x) {}",
                "SELECT (SUM(IF(EXISTS { SERVICE <URL> { ?s ?p ?o } }, 1, 0)) AS ?x) { ?s ?p ?o }",
                "SELECT * { ?s ?p ?o } ORDER BY (EXISTS { SERVICE <URL> { ?s ?p ?o } })",
                "SELECT ?s { ?s ?p ?o } GROUP BY ?s HAVING (EXISTS { SERVICE <URL> { ?s ?p ?o } })",
                "SELECT * { GRAPH ?g { ?s ?p ?o MINUS { SERVICE <URL> { ?s ?p ?o } } } }",
                "SELECT * { ?s ?p ?o . LATERAL { SERVICE <URL> { ?s ?p ?o } } }",
                "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <URL> { ?s ?p ?o } }",
                "DESCRIBE ?s WHERE { SERVICE <URL> { ?s ?p ?o } }",
                "ASK { SERVICE <URL> { ?s ?p ?o } }",
                "SELECT * FROM <URL> { ?s ?p ?o }",
                "SELECT * FROM NAMED <URL> { GRAPH ?g { ?s ?p ?o } }",
                "LOAD <URL>",
                "LOAD SILENT <URL> INTO GRAPH <urn:g>",
                "INSERT { ?s ?p ?o } WHERE { SERVICE <URL> { ?s ?p ?o } }"
            })
    void noQueryMakesUsCallAnotherAddress(String query) throws IOException {
        try (ServerSocket elsewhere = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            elsewhere.setSoTimeout(150);
            HttpResponse<byte[]> response =
                    server.ask(query.replace("URL", "http://localhost:" + elsewhere.getLocalPort() + "/data.ttl"));
            assertThat(response.statusCode()).isIn(400, 403);
            assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThatThrownBy(elsewhere::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void graphsOfTheProtocolAreNotFetchedEither() throws IOException {
        try (ServerSocket elsewhere = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            elsewhere.setSoTimeout(150);
            String url = "http://localhost:" + elsewhere.getLocalPort() + "/data.ttl";
            for (String parameter : new String[] {"default-graph-uri", "named-graph-uri", "query-ref"}) {
                HttpResponse<byte[]> response = server.send(
                        "GET",
                        "/sparql?query=" + SparqlServer.encoded("SELECT * { ?s ?p ?o }") + "&" + parameter + "=" + url,
                        "");
                assertThat(response.statusCode()).isEqualTo(parameter.equals("query-ref") ? 200 : 400);
            }
            assertThatThrownBy(elsewhere::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void jenaItselfWouldRefuseServiceToo() {
        Txn.executeRead(data, () -> {
            var evaluation = QueryExec.dataset(data)
                    .query("SELECT * { SERVICE <http://localhost:1/> { ?s ?p ?o } }")
                    .context(Fuseki.getContext().copy())
                    .build();
            assertThatThrownBy(() -> evaluation.select().materialize()).isInstanceOf(QueryDeniedException.class);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<http://jena.apache.org/ARQ/function#wait>(90000)",
                "<http://jena.hpl.hp.com/ARQ/function#wait>(90000)",
                "<java:org.apache.jena.sparql.function.library.wait>(90000)",
                "<http://jena.apache.org/ARQ/function#context>('http://jena.apache.org/ARQ#queryTimeout')",
                "<http://www.w3.org/2005/xpath-functions#apply>(<http://jena.apache.org/ARQ/function#wait>, 90000)",
                "<java:eu.staytuned.lod.sparql.SparqlSafetyTests.Trap>()"
            })
    void functionsThatSleepOrSpyOrLoadClassesAreNotThere(String call) {
        long start = System.nanoTime();
        HttpResponse<byte[]> response = server.ask("SELECT (" + call + " AS ?x) {}", "Accept", "text/csv");
        assertThat((System.nanoTime() - start) / 1_000_000).isLessThan(45_000);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(SparqlServer.text(response).strip()).isEqualTo("x");
    }

    @Test
    void noClassIsLoadedForAPredicateOrAFunction() {
        HttpResponse<byte[]> response = server.ask("SELECT * { ?s <java:" + Trap.class.getName() + "> ?o "
                + "FILTER(<java:" + Trap.class.getName() + ">(?o)) }");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(System.getProperty("sparql.trap")).isNull();
    }

    /** Would be noticed if a query could have it loaded. */
    static class Trap {
        static {
            System.setProperty("sparql.trap", "sprung");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<http://jena.apache.org/ARQ/function#localname>(<http://example.org/a#b>)      | b",
                "<http://www.w3.org/2005/xpath-functions#upper-case>('x')                       | X",
                "<http://www.w3.org/2005/xpath-functions/math#sqrt>(16)                         | 4.0e0",
                "<http://www.w3.org/2001/XMLSchema#integer>('7')                                | 7",
                "CONCAT('Άγιοι', ' ', '都市')                                                    | Άγιοι 都市"
            })
    void functionsOfTheStandardsAndOfJenaAreThere(String call, String result) {
        HttpResponse<byte[]> response = server.ask("SELECT (" + call + " AS ?x) {}", "Accept", "text/csv");
        assertThat(SparqlServer.text(response)).isEqualTo("x\r\n" + result + "\r\n");
    }

    @Test
    void jenasPropertyFunctionsAreThere() {
        HttpResponse<byte[]> response = server.ask(
                "SELECT ?part { ?part <http://jena.apache.org/ARQ/property#strSplit> ('a,b' ',') } ORDER BY ?part",
                "Accept",
                "text/csv");
        assertThat(SparqlServer.text(response)).isEqualTo("part\r\na\r\nb\r\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT * WHERE { ?都市 都市:名前 東京 }                   | 1 | 22 | 都市:名前",
                "SELECT * WHERE { ?都市 <urn:名前> 東京 }                  | 1 | 31 | 東京",
                "SELECT * WHERE { ?πόλη <urn:label> Αθήνα }                | 1 | 36 | Αθήνα",
                "SELECT * WHERE { ?град a «град» }                         | 1 | 26 | «град»",
                "SELECT * WHERE { ?s ?p ?o } ORDER BY 都市                 | 1 | 38 | 都市",
                "SELEKT * WHERE { ?s ?p ?o }                               | 1 | 1  | SELEKT",
                "SELECT * WHERE { ?s ?p 'Άγιοι }                           | 1 | 24 | 'Άγιοι",
                "SELECT * WHERE { ?s ?p ?o ; ; 'x' }                       | 1 | 31 | 'x'",
                "SELECT ?s ?o WHERE { ?s ?p ?o } GROUP BY ?s               | 0 | 0  | ?o",
                "SELECT * WHERE { ?s ?p ?o BIND(1 AS ?o) }                 | 0 | 0  | ?o"
            },
            quoteCharacter = '`')
    void aMisspeltQueryIsExplainedInItsOwnScript(String query, int line, int column, String near) {
        HttpResponse<byte[]> response = server.ask(query);
        String problem = SparqlServer.text(response);
        assertThat(response.statusCode()).as(problem).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        if (line > 0) {
            assertThat(problem).contains("\"line\":" + line + ",\"column\":" + column, "\"near\":\"" + near + "\"");
        }
        assertThat(problem).contains("\"detail\":\"", near).doesNotContain("\\u", "jena", "Encountered");
    }

    @Test
    void theLineIsCountedInQueriesOfSeveralLines() {
        String problem = SparqlServer.text(server.ask("# 都市\nSELECT *\nWHERE {\n  ?s 名前 ?o\n}"));
        assertThat(problem).contains("\"line\":4,\"column\":6", "名前");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT", "SELECT * WHERE { ?s ?p ?o", "ASK { ?s ?p ?o\n"})
    void whatIsMissingAtTheEndIsMissedThere(String query) {
        HttpResponse<byte[]> response = server.ask(query);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(SparqlServer.text(response))
                .contains(", at the end: expected ", "\"near\":\"\"")
                .doesNotContain("\"column\":0");
    }

    @Test
    void aQueryNestedTooDeeplyIsRefusedAndTheServerLives() {
        HttpResponse<byte[]> response = server.send(
                "POST",
                "/sparql",
                "SELECT * " + "{".repeat(40_000) + "}".repeat(40_000),
                "Content-Type",
                "application/sparql-query");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(SparqlServer.text(response)).contains("nested too deeply");
        assertThat(server.ask("ASK {}").statusCode()).isEqualTo(200);
    }

    @Test
    void nothingIsWrittenWhateverIsSent() {
        long before = Txn.calculateRead(data, () -> data.stream().count());
        String update = "DELETE WHERE { ?s ?p ?o }";
        server.ask(update);
        server.send("POST", "/sparql", update, "Content-Type", "application/sparql-update");
        server.send(
                "POST",
                "/sparql",
                "update=" + SparqlServer.encoded(update),
                "Content-Type",
                "application/x-www-form-urlencoded");
        for (String method : new String[] {"PUT", "POST", "DELETE", "PATCH"}) {
            for (String target : new String[] {
                "/sparql",
                "/sparql?default",
                "/sparql?graph=urn:g",
                "/sparql/data",
                "/sparql/update",
                "/sparql/get",
                "/sparql/upload",
                "/sparql/patch"
            }) {
                HttpResponse<byte[]> response =
                        server.send(method, target, "<urn:s> <urn:p> <urn:o> .", "Content-Type", "text/turtle");
                assertThat(response.statusCode()).as(method + " " + target).isBetween(400, 499);
            }
        }
        assertThat(Txn.calculateRead(data, () -> data.stream().count())).isEqualTo(before);
    }
}
