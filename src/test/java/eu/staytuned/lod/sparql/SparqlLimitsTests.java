package eu.staytuned.lod.sparql;

import static eu.staytuned.lod.sparql.SparqlServer.ENDLESS;
import static eu.staytuned.lod.sparql.SparqlServer.await;
import static org.assertj.core.api.Assertions.assertThat;

import eu.staytuned.lod.store.Edition;
import eu.staytuned.lod.store.Store;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A query gets its whole answer or an error, and the others never wait for it. */
@SpringBootTest(
        classes = SparqlServer.Parts.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "publication.base-uri=" + PublishedFixture.BASE,
            "management.server.port=0",
            "publication.sparql.concurrent-queries=1",
            "publication.sparql.waiting-queries=1",
            "publication.sparql.waiting-time=100ms",
            "publication.sparql.max-result-size=16MB",
            "publication.sparql.max-result-triples=1000"
        })
class SparqlLimitsTests {

    /** Long enough for the answers that these tests wait for on a busy machine. */
    private static final int TIME_LIMIT = 8_000;

    /** How long the clients wait whose queries never end. */
    private static final String IMPATIENT = "/sparql?timeout=0.5&query=";

    /** More than a hundred thousand rows. */
    private static final String MANY = "{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }";

    @TempDir
    static Path dataDir;

    @LocalServerPort
    int port;

    @Autowired
    Store store;

    @Autowired
    QueryPlaces places;

    private SparqlServer server;

    @DynamicPropertySource
    static void impatience(DynamicPropertyRegistry registry) throws IOException {
        String configuration = Files.readString(Path.of("fuseki-config/config.ttl"));
        assertThat(configuration).contains("\"30000\"");
        Path impatient = Files.writeString(
                dataDir.resolve("config.ttl"), configuration.replace("\"30000\"", "\"" + TIME_LIMIT + "\""));
        registry.add("publication.store", impatient::toString);
        registry.add("publication.data-dir", dataDir::toString);
    }

    @BeforeEach
    void publish() {
        PublishedFixture.publish(store);
        server = new SparqlServer(port);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT (COUNT(*) AS ?count) " + ENDLESS,
                "SELECT * " + ENDLESS + " ORDER BY ?a LIMIT 1",
                "ASK { " + ENDLESS + " FILTER(STRLEN(STR(?o1)) < 0) }",
                "CONSTRUCT { ?a ?b ?c } WHERE { " + ENDLESS + " FILTER(STRLEN(STR(?o1)) < 0) }",
                "DESCRIBE ?a WHERE { " + ENDLESS + " FILTER(STRLEN(STR(?o1)) < 0) }",
                "SELECT (SUM(?a) AS ?sum) { VALUES ?a {1 2 3 4 5 6 7 8 9} VALUES ?b {1 2 3 4 5 6 7 8 9} "
                        + "VALUES ?c {1 2 3 4 5 6 7 8 9} VALUES ?d {1 2 3 4 5 6 7 8 9} VALUES ?e {1 2 3 4 5 6 7 8 9} "
                        + "VALUES ?f {1 2 3 4 5 6 7 8 9} VALUES ?g {1 2 3 4 5 6 7 8 9} VALUES ?h {1 2 3 4 5 6 7 8 9} "
                        + "VALUES ?i {1 2 3 4 5 6 7 8 9} VALUES ?j {1 2 3 4 5 6 7 8 9} }",
                "SELECT (COUNT(*) AS ?paths) { ?a (!<urn:x>|^!<urn:x>)* ?b . ?b (!<urn:x>|^!<urn:x>)* ?c . "
                        + "?c (!<urn:x>|^!<urn:x>)* ?d . ?d (!<urn:x>|^!<urn:x>)* ?e . ?e (!<urn:x>|^!<urn:x>)* ?f . "
                        + "?f (!<urn:x>|^!<urn:x>)* ?g }",
                "SELECT DISTINCT ?a { " + ENDLESS + " FILTER(REGEX(STR(?o1), 'nowhere')) }"
            })
    void aQueryThatTakesTooLongIsStopped(String query) {
        Instant start = Instant.now();
        HttpResponse<byte[]> response = server.send("GET", IMPATIENT + SparqlServer.encoded(query), "");
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).hasValue("30");
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(SparqlServer.text(response)).contains("took too long", "500 ms");
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofMillis(TIME_LIMIT));
    }

    @Test
    void rowsFoundBeforeTheTimeLimitAreNotSentAsIfTheyWereAll() {
        // The first row is there at once; the others never come.
        HttpResponse<byte[]> response = server.send(
                "GET",
                IMPATIENT
                        + SparqlServer.encoded("SELECT * { { VALUES ?found { 'first' } } UNION { " + ENDLESS
                                + " FILTER(STRLEN(STR(?o1)) < 0) } }"),
                "",
                "Accept",
                "text/csv");
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(SparqlServer.text(response)).doesNotContain("first").contains("took too long");
    }

    @ParameterizedTest
    @MethodSource("formats")
    void inNoFormatIsAnAnswerCutWithoutAWord(String query, ResultFormat format) {
        String never = ENDLESS + " FILTER(STRLEN(STR(?o1)) < 0)";
        if (query.startsWith("ASK")) {
            assertRefused(query + "{ " + never + " }", format, "200 ms");
            // A yes or no has no size.
            return;
        }
        String found = "{ { VALUES (?a ?b ?c) { (<urn:found> <urn:p:found> 'found') } } UNION { " + never + " } }";
        assertRefused(query + found, format, "200 ms");
        if (query.startsWith("SELECT")) {
            String large = "{ VALUES ?long { '" + "found ".repeat(8_000) + "' } " + MANY.substring(1);
            assertRefused(query + large, format, "16 MB");
        } else {
            String many = "{ ?x ?y ?z . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l BIND(STRUUID() AS ?c) "
                    + "BIND(IRI(CONCAT('urn:found:', ?c)) AS ?a) BIND(<urn:p:found> AS ?b) }";
            assertRefused(query + many, format, "1000 different triples");
        }
    }

    private void assertRefused(String query, ResultFormat format, String limit) {
        boolean time = limit.endsWith(" ms");
        HttpResponse<byte[]> response = server.send(
                "GET",
                (time ? "/sparql?timeout=0.2&query=" : "/sparql?query=") + SparqlServer.encoded(query),
                "",
                "Accept",
                format.mediaType(),
                "Accept-Encoding",
                time ? "identity" : "gzip");
        assertThat(response.statusCode()).as(format.label()).isEqualTo(503);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(response.headers().firstValue("Retry-After")).isPresent();
        assertThat(response.headers().firstValue("Cache-Control").orElse("")).doesNotContain("public");
        assertThat(response.headers().firstValue("ETag")).isEmpty();
        assertThat(SparqlServer.text(response))
                .contains(limit, "at a time", "nothing of")
                .doesNotContain("found");
    }

    static Stream<Arguments> formats() {
        return Stream.of(
                        ResultFormat.ROWS.stream().map(format -> Arguments.of("SELECT * WHERE", format)),
                        ResultFormat.YES_OR_NO.stream().map(format -> Arguments.of("ASK WHERE", format)),
                        ResultFormat.GRAPH.stream().map(format -> Arguments.of("CONSTRUCT { ?a ?b ?c } WHERE", format)),
                        ResultFormat.DATASET.stream()
                                .map(format -> Arguments.of("CONSTRUCT { GRAPH ?a { ?a ?b ?c } } WHERE", format)))
                .flatMap(formats -> formats);
    }

    @Test
    void aClientMayNotWaitLongerThanTheLimit() {
        HttpResponse<byte[]> response = server.send(
                "GET",
                "/sparql?timeout=600&query=" + SparqlServer.encoded("SELECT (COUNT(*) AS ?count) " + ENDLESS),
                "");
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(SparqlServer.text(response)).contains(TIME_LIMIT / 1000 + " s");
    }

    @Test
    void anAnswerBeyondTheLimitIsRefusedWhole() {
        HttpResponse<byte[]> response = server.ask(
                "SELECT ?long { VALUES ?long { '" + "long ".repeat(8_000) + "' } " + MANY.substring(1),
                "Accept",
                "text/csv");
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).isPresent();
        assertThat(SparqlServer.text(response)).contains("16 MB").doesNotContain("long long");
    }

    @Test
    void whatManyRowsSayCountsOnceInAConstructedGraph() {
        String rows = "{ VALUES ?a { 0 1 2 3 4 5 6 7 8 9 } VALUES ?b { 0 1 2 3 4 5 6 7 8 9 } "
                + "VALUES ?c { 0 1 2 3 4 5 6 7 8 9 } VALUES ?d { 0 1 2 3 4 5 6 7 8 9 } }";
        HttpResponse<byte[]> response =
                server.ask("CONSTRUCT { <urn:found> <urn:p> ?a } WHERE " + rows, "Accept", "application/n-triples");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(SparqlServer.text(response).lines()).hasSize(10);
    }

    @Test
    void aConstructedGraphBeyondTheLimitIsRefusedWhole() {
        HttpResponse<byte[]> response =
                server.ask("CONSTRUCT { ?a ?b [ <urn:p> ?c ] } WHERE " + MANY, "Accept", "application/n-triples");
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(SparqlServer.text(response)).contains("1000 different triples");
    }

    @Test
    void aLargeAnswerComesWholeAndLeavesNoFile() throws IOException {
        HttpResponse<byte[]> response = server.ask("SELECT ?a ?g ?m " + MANY + " LIMIT 30000", "Accept", "text/csv");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).hasSizeGreaterThan(2_000_000);
        assertThat(response.headers().firstValueAsLong("Content-Length")).hasValue(response.body().length);
        assertThat(SparqlServer.text(response).lines()).hasSize(30_001);
        assertThat(keptAnswers()).isEmpty();
    }

    @Test
    void whereAllPlacesAreTakenTheNextIsToldToComeBack() {
        ExecutorService clients = Executors.newFixedThreadPool(4);
        try {
            String slow = "/sparql?timeout=2&query=" + SparqlServer.encoded("SELECT (COUNT(*) AS ?count) " + ENDLESS);
            List<CompletableFuture<HttpResponse<byte[]>>> all = IntStream.range(0, 4)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> server.send("GET", slow, ""), clients))
                    .toList();
            await(() -> places.taken() == 1);
            // Whoever does not query is not concerned.
            assertThat(server.send("GET", "/sparql", "").statusCode()).isEqualTo(200);
            List<HttpResponse<byte[]>> answers =
                    all.stream().map(CompletableFuture::join).toList();
            assertThat(answers).allMatch(answer -> answer.statusCode() == 503);
            assertThat(answers)
                    .filteredOn(answer -> SparqlServer.text(answer).contains("Too many queries"))
                    .hasSize(3)
                    .allMatch(answer -> answer.headers()
                            .firstValue("Retry-After")
                            .orElse("")
                            .equals("5"));
            assertThat(places.taken()).isZero();
            assertThat(places.waiting()).isZero();
        } finally {
            clients.shutdownNow();
        }
    }

    @Test
    void aClientThatReadsSlowlyHoldsNoPlace() throws IOException {
        try (Socket slow = request("SELECT ?a ?g ?m " + MANY + " LIMIT 50000")) {
            // It has begun to answer, so the query is done, and much of the answer is still to be read.
            assertThat(slow.getInputStream().read()).isEqualTo('H');
            assertThat(server.ask("ASK {}").statusCode()).isEqualTo(200);
            Edition next = new Edition(8, "8".repeat(64), Instant.parse("2026-03-05T05:06:07Z"));
            PublishedFixture.publish(store, next);
            assertThat(store.edition()).hasValue(next);
            assertThat(slow.getInputStream().readNBytes(10_000_000)).hasSize(10_000_000);
        }
    }

    @Test
    void aClientThatLeavesTakesNothingWithIt() throws IOException {
        for (int i = 0; i < 5; i++) {
            request("SELECT ?a ?g ?m " + MANY + " LIMIT 60000").close();
            await(() -> places.taken() == 0);
        }
        request("SELECT (COUNT(*) AS ?count) " + ENDLESS, "timeout=1&").close();
        await(() -> places.taken() == 1);
        await(() -> places.taken() == 0);
        assertThat(keptAnswers()).isEmpty();
        assertThat(server.ask("ASK {}").statusCode()).isEqualTo(200);
    }

    private Socket request(String query) throws IOException {
        return request(query, "");
    }

    private Socket request(String query, String parameters) throws IOException {
        Socket socket = new Socket("localhost", port);
        socket.getOutputStream()
                .write(("GET /sparql?" + parameters + "query=" + SparqlServer.encoded(query)
                                + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return socket;
    }

    private static List<Path> keptAnswers() throws IOException {
        Path folder = dataDir.resolve("answers");
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }
}
