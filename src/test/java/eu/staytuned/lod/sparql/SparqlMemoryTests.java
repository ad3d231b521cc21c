package eu.staytuned.lod.sparql;

import static org.assertj.core.api.Assertions.assertThat;

import eu.staytuned.lod.store.Store;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A query that keeps more than it may is stopped, whatever it keeps it for; one that only passes rows on is not. */
@SpringBootTest(
        classes = SparqlServer.Parts.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "publication.base-uri=" + PublishedFixture.BASE,
            "management.server.port=0",
            "publication.sparql.max-query-memory=2MB"
        })
class SparqlMemoryTests {

    /** Some hundred thousand rows. */
    private static final String MANY = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o";

    private static final String EVERYWHERE =
            "!<urn:x>/^!<urn:x>/!<urn:x>/^!<urn:x>/!<urn:x>/^!<urn:x>/!<urn:x>/^!<urn:x>/!<urn:x>/^!<urn:x>/!<urn:x>/^!<urn:x>/";

    @LocalServerPort
    int port;

    @Autowired
    Store store;

    @Autowired
    QueryPlaces places;

    private SparqlServer server;

    @BeforeEach
    void publish() {
        PublishedFixture.publish(store);
        server = new SparqlServer(port);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * { " + MANY + " } ORDER BY ?o ?c",
                "SELECT DISTINCT * { " + MANY + " }",
                "SELECT DISTINCT ?c ?f ?i ?l ?o { " + MANY + " FILTER(STRLEN(STR(?c)) > 0) BIND(1 AS ?x) }",
                "SELECT ?c ?f ?i ?l ?o (COUNT(*) AS ?count) { " + MANY + " } GROUP BY ?c ?f ?i ?l ?o",
                "SELECT ?c ?f ?i ?l ?o (SUM(STRLEN(STR(?a))) AS ?count) { " + MANY + " } GROUP BY ?c ?f ?i ?l ?o",
                "SELECT ?c ?f ?i ?l ?o { " + MANY + " BIND(1 AS ?x) } GROUP BY ?c ?f ?i ?l ?o",
                "SELECT (COUNT(DISTINCT *) AS ?count) { " + MANY + " }",
                "SELECT (GROUP_CONCAT(?c) AS ?count) { " + MANY + " }",
                "SELECT (COUNT(DISTINCT ?x) AS ?count) { " + MANY
                        + " BIND(CONCAT(STR(?c), STR(?f), STR(?i), STR(?l), STR(?o)) AS ?x) }",
                "SELECT (COUNT(*) AS ?count) { { SELECT ?a ?d { " + MANY + " } LIMIT 900000 } { SELECT ?a ?f { " + MANY
                        + " } LIMIT 900000 } }",
                "SELECT (COUNT(*) AS ?count) { ?a ?x ?y OPTIONAL { { SELECT ?a ?f { " + MANY + " } } } }",
                "SELECT (COUNT(*) AS ?count) { ?a ?x ?y MINUS { " + MANY + " } }",
                "SELECT (COUNT(*) AS ?count) { ?a (" + EVERYWHERE + EVERYWHERE + EVERYWHERE + "!<urn:x>)? ?b }",
                "SELECT (STRLEN(?x5) AS ?count) { VALUES ?x { 'sixteen letters.' } BIND(CONCAT(?x, ?x, ?x, ?x, ?x, ?x,"
                        + " ?x, ?x, ?x, ?x, ?x, ?x, ?x, ?x, ?x, ?x) AS ?x1) BIND(CONCAT(?x1, ?x1, ?x1, ?x1, ?x1, ?x1, ?x1,"
                        + " ?x1, ?x1, ?x1, ?x1, ?x1, ?x1, ?x1, ?x1, ?x1) AS ?x2) BIND(CONCAT(?x2, ?x2, ?x2, ?x2, ?x2, ?x2,"
                        + " ?x2, ?x2, ?x2, ?x2, ?x2, ?x2, ?x2, ?x2, ?x2, ?x2) AS ?x3) BIND(REPLACE(?x3, '.', ?x2) AS ?x4)"
                        + " BIND(REPLACE(?x4, '.', ?x2) AS ?x5) }",
                "SELECT (STRLEN(?x) AS ?count) { BIND(REPLACE('aaaaaaaaaaaaaaaaaaaa', 'a+', "
                        + "REPLACE('aaaaaaaaaaaaaaaaaaaa', 'a', REPLACE('aaaaaaaaaaaaaaaaaaaa', 'a', "
                        + "REPLACE('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'a', 'thirty letters, thirty letters')))) AS ?y) "
                        + "BIND(REPLACE(?y, 't', ?y) AS ?x) }"
            })
    void whatKeepsTooMuchIsStopped(String query) {
        HttpResponse<byte[]> response = server.ask(query);
        String problem = SparqlServer.text(response);
        assertThat(response.statusCode()).as(problem).isEqualTo(503);
        assertThat(problem).contains("took too much memory", "one part at a time");
        assertThat(response.headers().firstValue("Retry-After")).isPresent();
        assertThat(server.ask("ASK {}").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT (COUNT(*) AS ?count) { " + MANY + " }",
                "SELECT (SUM(STRLEN(STR(?c))) AS ?count) { " + MANY + " }",
                "SELECT ?a (COUNT(*) AS ?count) { " + MANY + " } GROUP BY ?a",
                "SELECT DISTINCT ?a ?o { " + MANY + " }",
                "SELECT ?a ?o { " + MANY + " } ORDER BY ?a LIMIT 10",
                "SELECT (COUNT(*) AS ?count) { " + MANY + " . ?a (!<urn:x>/^!<urn:x>)* ?z }",
                "SELECT * { " + MANY + " } LIMIT 20000",
                "SELECT * { ?a ?b ?c } ORDER BY ?a LIMIT 2147483648 OFFSET 9223372036854775807",
                "SELECT (REPLACE('Gent, Ghent', 'G(h)?', '$1x') AS ?x) (REGEX('a', '^A', 'i') AS ?y) (CONCAT('a', 'b')"
                        + " AS ?z) {}"
            })
    void whatPassesRowsOnOrKeepsFewIsAnswered(String query) {
        HttpResponse<byte[]> response = server.ask(query);
        assertThat(response.statusCode()).as(SparqlServer.text(response)).isEqualTo(200);
    }

    @Test
    void functionsOnTextsSayWhatTheyAlwaysSaid() {
        String rows = SparqlServer.text(server.ask(
                """
                SELECT (REPLACE('Gent, Ghent', 'G(h)?', '<$1>') AS ?a) (REPLACE('abc'@en, 'B', 'x', 'i') AS ?b)
                       (REGEX('Gent'@nl, '^g', 'i') AS ?c) (REGEX('a.c', 'a.c', 'q') AS ?d) (REGEX(1, '1') AS ?e)
                       (REGEX('a', CONCAT('(', '')) AS ?f) (CONCAT('a'@en, 'b'@en) AS ?g) (ENCODE_FOR_URI('é /') AS ?h)
                       (<http://www.w3.org/2005/xpath-functions#matches>('abba', '(b)\\\\1') AS ?i) {}
                """,
                "Accept",
                "text/tab-separated-values"));
        assertThat(rows).startsWith("?a\t");
        assertThat(rows.lines().skip(1).findFirst().orElse(""))
                .isEqualTo("\"<>ent, <h>ent\"\t\"axc\"@en\ttrue\ttrue\t\t\t\"ab\"@en\t\"%C3%A9%20%2F\"\ttrue");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ASK { FILTER(REGEX('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!', '(.*a){18}b')) }",
                "ASK { ?s ?p ?o BIND(CONCAT(STR(?o), 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!') AS ?x)"
                        + " FILTER(REGEX(?x, '(.*a){18}b')) }",
                "SELECT (REPLACE(CONCAT(STR(?o), 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'), '(.*a){18}b',"
                        + " 'x') AS ?x) { ?s ?p ?o }",
                "SELECT (<http://www.w3.org/2005/xpath-functions#matches>(CONCAT(STR(?o),"
                        + " 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'), '(.*a){18}b') AS ?x) { ?s ?p ?o }"
            })
    void aPatternThatIsLookedForWithoutEndEndsWithItsQuery(String query) {
        HttpResponse<byte[]> response =
                server.send("GET", "/sparql?timeout=0.3&query=" + SparqlServer.encoded(query), "");
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(SparqlServer.text(response)).contains("took too long");
        SparqlServer.await(() -> places.taken() == 0);
    }

    @Test
    void sixteenAtOnceTakeNothingFromTheNext() {
        long before = places.ended(QueryEnd.MEMORY);
        ExecutorService clients = Executors.newFixedThreadPool(16);
        try {
            List<CompletableFuture<HttpResponse<byte[]>>> all = IntStream.range(0, 16)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> server.ask("SELECT DISTINCT * { " + MANY + " BIND(" + i + " AS ?x) } ORDER BY ?o"),
                            clients))
                    .toList();
            assertThat(all)
                    .allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(503));
        } finally {
            clients.shutdownNow();
        }
        assertThat(places.ended(QueryEnd.MEMORY)).isGreaterThan(before);
        assertThat(server.ask("SELECT DISTINCT ?p { ?s ?p ?o } ORDER BY ?p").statusCode())
                .isEqualTo(200);
    }
}
