package eu.staytuned.lod.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import eu.staytuned.lod.store.Edition;
import eu.staytuned.lod.store.Store;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.resultset.ResultSetLang;
import org.apache.jena.riot.rowset.RowSetReader;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.exec.RowSetRewindable;
import org.apache.jena.sparql.resultset.ResultsCompare;
import org.apache.jena.sparql.util.Context;
import org.apache.jena.system.Txn;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/** The release stands in a Fuseki server in another process, which is frozen, killed, emptied and started again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RemoteStoreTests {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String GHENT = "rdf-data/cities/ghent.ttl";

    private final AtomicInteger wishes = new AtomicInteger();
    private Path home;
    private RemoteFuseki fuseki;
    private Sources sources;
    private Service service;

    @BeforeAll
    void serve(@TempDir Path folder) throws IOException {
        home = folder;
        fuseki = RemoteFuseki.start(Files.createDirectory(home.resolve("fuseki")));
        sources = Sources.small(Files.createDirectory(home.resolve("publisher")));
        service = sources.serve(
                fuseki.settings("--publication.remote.answer-time=20s", "--publication.sparql.max-result-size=2MB"));
    }

    @AfterAll
    void end() {
        try {
            service.close();
        } finally {
            fuseki.close();
        }
    }

    // --- Reading

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
                "SELECT DISTINCT ?s ?o { ?s a ?o } ORDER BY ?s ?o",
                "SELECT ?b ?p ?name { ?s ?p ?b . ?b <http://www.w3.org/2000/01/rdf-schema#label> ?name"
                        + " FILTER(isBlank(?b)) }",
                "SELECT (COUNT(?s) AS ?n) { ?s ?p ?o FILTER(isIRI(?o)) }",
                "SELECT (COUNT(?s) AS ?n) { { SELECT ?s { ?s ?p ?b FILTER(isBlank(?b)) } } }",
                "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } FILTER(!STRENDS(STR(?g), \"/graph/release\")) }"
                        + " GROUP BY ?g",
                "SELECT (COUNT(*) AS ?n) FROM <BASEgraph/cities/ghent> { ?s ?p ?o }",
                "SELECT (COUNT(*) AS ?n) FROM NAMED <BASEgraph/cities/ghent> { GRAPH ?g { ?s ?p ?o } }",
                "ASK { ?s <BASEontology#twinOf> ?o }",
                "ASK { ?s <BASEontology#nothing> ?o }"
            })
    void aQueryFindsWhatItFindsInMemory(String query) {
        String asked = query.replace("BASE", service.base());
        HttpResponse<String> answer = ask(asked);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        DatasetGraph inMemory = service.bean(Archive.class)
                .open(service.edition().number())
                .shelf()
                .data();
        Txn.executeRead(inMemory, () -> {
            try (QueryExec expected = QueryExec.dataset(inMemory).query(asked).build()) {
                if (asked.startsWith("ASK")) {
                    assertThat(answer.body()).contains("" + expected.ask());
                    return;
                }
                RowSetRewindable rows = expected.select().rewindable();
                RowSetRewindable found = RowSetReader.createReader(ResultSetLang.RS_JSON)
                        .read(new ByteArrayInputStream(answer.body().getBytes(StandardCharsets.UTF_8)), new Context())
                        .rewindable();
                assertThat(rows.size()).isPositive();
                assertThat(ResultsCompare.equalsByTerm(found, rows))
                        .as(answer.body())
                        .isTrue();
            }
        });
    }

    @Test
    void aGraphIsMadeOfWhatIsFoundThere() {
        Model described = graph("DESCRIBE <" + service.base() + "id/city/ghent>");
        Model built = graph("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o FILTER(?s = <" + service.base() + "id/city/ghent>) }");
        assertThat(built.listStatements()
                        .filterDrop(made -> made.getObject().isAnon())
                        .toList())
                .isNotEmpty()
                .allMatch(described::contains);
        assertThat(described
                        .listStatements()
                        .filterKeep(statement -> statement.getSubject().isAnon())
                        .toList())
                .as("what is said of the blank node")
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ASK { SERVICE <http://localhost:1/> { ?s ?p ?o } }",
                "ASK { SERVICE SILENT <http://localhost:1/> { ?s ?p ?o } }",
                "SELECT * { ?s ?p ?o FILTER NOT EXISTS { SERVICE <http://localhost:1/> { ?s ?p ?o } } }",
                "SELECT * { { SELECT * { OPTIONAL { SERVICE ?o { ?s ?p ?o } } } } }"
            })
    void noQueryMakesTheStoreCallAnybody(String query) {
        assertThat(ask(query).statusCode()).isEqualTo(403);
    }

    @Test
    void pagesDocumentsAndSearchAreThoseOfTheRelease() {
        String city = service.get("doc/city/ghent.ttl").body();
        assertThat(city).contains("\"Gent\"@nl").contains("[ rdfs:label");
        assertThat(service.get("doc/city/ghent.html", "Accept-Language", "nl").body())
                .contains("Gent");
        assertThat(service.get("search?q=ghent").body()).contains("/id/city/ghent");
        assertThat(service.get("data").statusCode()).isEqualTo(200);
        assertThat(service.get("releases/" + service.edition().number()).statusCode())
                .isEqualTo(200);
        assertThat(service.get("id/city/nowhere").statusCode()).isEqualTo(404);
        // What could end a name in a query is no name.
        assertThat(service.get("resolve?uri=" + encode("http://x/> ?p ?o } UNION { ?s ?p ?o"))
                        .statusCode())
                .isBetween(400, 404);
    }

    @Test
    void aDocumentThatNamesManyThingsTakesFewCalls() throws IOException {
        StringBuilder many = new StringBuilder("\n");
        for (int i = 0; i < 300; i++) {
            many.append("<https://w3id.org/stay-tuned/id/city/ghent> <http://www.w3.org/2000/01/rdf-schema#seeAlso> "
                    + "<https://example.org/about-ghent/" + i + "> .\n");
        }
        String before = sources.text(GHENT);
        sources.append(GHENT, many.toString());
        try {
            service.publish();
            service.get("doc/city/aveiro.ttl"); // what is asked once for a release is known then
            double calls = calls("look", "answered");

            assertThat(service.get("doc/city/ghent.ttl").body()).contains("about-ghent/299>");

            assertThat(calls("look", "answered") - calls).isBetween(1.0, 20.0);
        } finally {
            sources.write(GHENT, before);
        }
    }

    /** What it keeps in memory is for the store to limit; how long it takes, and how much comes, is for us. */
    @Test
    void aQueryThatTakesTooLongOrFindsTooMuchIsStoppedHere() {
        double left = calls("query", "left");

        HttpResponse<String> large = ask("SELECT * { ?a ?b ?c . ?d ?e ?f }");
        assertThat(large.statusCode()).as(large.body()).isEqualTo(503);
        assertThat(large.body()).contains("2 MB");

        HttpResponse<String> slow = service.get("sparql?timeout=0.05&query="
                + encode("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f FILTER(STRLEN(CONCAT(STR(?c), STR(?f)))"
                        + " > 0) }"));
        assertThat(slow.statusCode()).as(slow.body()).isEqualTo(503);
        assertThat(slow.body()).contains("took too long");

        await().atMost(PATIENCE).until(() -> calls("query", "left") >= left + 2);
        assertThat(ask("ASK { ?s ?p ?o }").statusCode()).isEqualTo(200);
    }

    @Test
    void callsToTheStoreAreCountedByKindAndOutcome() {
        double answered = calls("query", "answered");
        assertThat(ask("SELECT * { ?s <http://example.org/counted> ?o }").statusCode())
                .isEqualTo(200);
        assertThat(calls("query", "answered")).isEqualTo(answered + 1);
        assertThat(calls("write", "answered")).isPositive();
        assertThat(calls("probe", "answered")).isPositive();
    }

    /** How often the store was asked so and answered so. */
    private double calls(String kind, String outcome) {
        return service
                .bean(MeterRegistry.class)
                .find("publication.store.calls")
                .tags("kind", kind, "outcome", outcome)
                .timers()
                .stream()
                .mapToLong(Timer::count)
                .sum();
    }

    // --- Publishing

    @Test
    void aReleaseTakesItsPlaceBesideTheOneBeforeAndWhoFollowsSeesIt() throws IOException {
        Sources none = Sources.small(Files.createDirectories(home.resolve("follower")));
        try (Service follower =
                none.serve(fuseki.settings("--publication.follow=true", "--publication.base-uri=" + service.base()))) {
            assertThat(follower.edition()).isEqualTo(service.edition());

            String wish = publishAWish();

            assertThat(service.get("doc/city/ghent.ttl").body()).contains(wish);
            await().atMost(PATIENCE).until(() -> follower.edition().equals(service.edition()));
            assertThat(follower.get("doc/city/ghent.ttl").body()).contains(wish);
            assertThat(follower.bean(Publisher.class).request().join()).isInstanceOf(Outcome.Failed.class);
        }
    }

    @Test
    void whatIsWrittenHalfIsNeverSeen() {
        Edition before = service.edition();
        Store store = service.bean(Store.class);
        assertThatThrownBy(() ->
                        store.replaceWith(new Edition(before.number() + 1, "f".repeat(64), before.issued()), sink -> {
                            for (int i = 0; i < 12_000; i++) {
                                sink.triple(Triple.create(
                                        NodeFactory.createURI(service.base() + "id/half/" + i),
                                        NodeFactory.createURI("http://www.w3.org/2000/01/rdf-schema#label"),
                                        NodeFactory.createLiteralString("half")));
                            }
                            throw new IllegalStateException("the other half is missing");
                        }))
                .hasMessage("the other half is missing");
        assertThat(service.edition()).isEqualTo(before);
        assertThat(ask("ASK { ?s ?p \"half\" }").body()).contains("false");
        // Nor by whoever looks for the newest release: there is the one before.
        publishAWish();
        assertThat(ask("ASK { ?s ?p \"half\" }").body()).contains("false");
    }

    @Test
    void aStoreThatIsKilledWhileAReleaseComesLeavesTheOldOneAndTakesTheNewOneLater() {
        Edition before = service.edition();
        String wish = wish();
        fuseki.kill();
        try {
            assertThat(service.bean(Publisher.class).request().join())
                    .isInstanceOfSatisfying(Outcome.Failed.class, failed -> assertThat(failed.still())
                            .contains(before));
        } finally {
            fuseki.start();
        }
        await().atMost(PATIENCE).until(() -> isThere() && service.edition().number() > before.number());
        assertThat(service.bean(Publisher.class).request().join())
                .as("nothing is left to be done")
                .isEqualTo(new Outcome.Unchanged(service.edition(), false));
        assertThat(service.get("doc/city/ghent.ttl").body()).contains(wish);
        assertThat(service.bean(PublishEndpoint.class).state()).doesNotContainKey("waitsForTheStore");
    }

    @Test
    void aReleaseThatWaitsForItsStoreIsToldOfAndIsWhatWasAcceptedWhateverTheFilesSayByThen() {
        Edition before = service.edition();
        String wish = wish();
        String later;
        fuseki.kill();
        try {
            assertThat(service.bean(Publisher.class).request().join()).isInstanceOf(Outcome.Failed.class);
            assertThat(service.bean(PublishEndpoint.class).state())
                    .extractingByKey("waitsForTheStore", InstanceOfAssertFactories.MAP)
                    .containsEntry("number", before.number() + 1)
                    .containsKeys("attempts", "again");
            assertThat(waiting()).isEqualTo(before.number() + 1);
            later = wish();
        } finally {
            fuseki.start();
        }
        await().atMost(PATIENCE).until(() -> isThere() && service.edition().number() > before.number());
        assertThat(service.edition().number()).isEqualTo(before.number() + 1);
        assertThat(service.get("doc/city/ghent.ttl").body()).contains(wish).doesNotContain(later);
        assertThat(waiting()).isZero();
    }

    private double waiting() {
        return service.bean(MeterRegistry.class)
                .get("publication.release.waiting")
                .gauge()
                .value();
    }

    @Test
    void whatTheStoreHasLostIsPutBackFromTheArchive() throws Exception {
        Edition before = service.edition();
        for (String place : new String[] {"blue", "green"}) {
            HttpRequest emptying = HttpRequest.newBuilder(URI.create(fuseki.address(place, "update")))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .timeout(PATIENCE)
                    .POST(HttpRequest.BodyPublishers.ofString("update=" + encode("CLEAR ALL")))
                    .build();
            assertThat(HttpClient.newHttpClient()
                            .send(emptying, HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(200);
        }
        await().atMost(PATIENCE).until(() -> ask("ASK { <" + service.base() + "id/city/ghent> a ?kind }")
                .body()
                .contains("true"));
        assertThat(service.edition()).isEqualTo(before);
    }

    // --- Outages

    @Test
    void whileTheStoreIsFrozenWhatWasAnsweredIsAnsweredAgainAndTheRestIsRefused() {
        String known = service.get("doc/city/ghent.ttl").body();
        fuseki.freeze();
        try {
            await().atMost(PATIENCE).until(() -> !isThere());
            assertThat(health()).isEqualTo(Status.DOWN);

            assertThat(service.get("doc/city/ghent.ttl").body()).isEqualTo(known);
            HttpResponse<String> query = ask("SELECT * { ?s <http://example.org/frozen> ?o }");
            assertThat(query.statusCode()).isEqualTo(503);
            assertThat(query.headers().firstValue("Retry-After")).isPresent();
            assertThat(query.body())
                    .doesNotContain("localhost:"
                            + URI.create(fuseki.address("blue", "")).getPort());
            HttpResponse<String> page = service.get("resolve?uri=" + encode("http://example.org/frozen"));
            assertThat(page.statusCode()).isIn(404, 503);
        } finally {
            fuseki.thaw();
        }
        awaitThere();
        assertThat(ask("SELECT * { ?s <http://example.org/frozen> ?o }").statusCode())
                .isEqualTo(200);
        assertThat(health()).isEqualTo(Status.UP);
    }

    @Test
    void aQueryThatIsOnItsWayWhenTheStoreFreezesEnds() throws Exception {
        fuseki.freeze();
        try {
            assertThat(ask("SELECT * { ?s <http://example.org/caught> ?o }").statusCode())
                    .isEqualTo(503);
        } finally {
            fuseki.thaw();
        }
        awaitThere();
    }

    @Test
    void aStoreThatWasStoppedIsReadAgainAsSoonAsItIsBack() {
        Edition before = service.edition();
        fuseki.kill();
        try {
            await().atMost(PATIENCE).until(() -> !isThere());
            assertThat(ask("SELECT * { ?s <http://example.org/stopped> ?o }").statusCode())
                    .isEqualTo(503);
        } finally {
            fuseki.start();
        }
        awaitThere();
        assertThat(service.edition()).isEqualTo(before);
        assertThat(ask("SELECT * { ?s <http://example.org/stopped> ?o }").statusCode())
                .isEqualTo(200);
    }

    // ---

    private boolean isThere() {
        return service.bean(Store.class).isThere();
    }

    private void awaitThere() {
        await().atMost(PATIENCE).until(this::isThere);
    }

    private Status health() {
        return service.bean("storeHealthIndicator", HealthIndicator.class)
                .health()
                .getStatus();
    }

    /** Something new to be published. */
    private String wish() {
        String wish = "wish number " + wishes.incrementAndGet();
        sources.append(
                GHENT,
                "\n<https://w3id.org/stay-tuned/id/city/ghent> <http://www.w3.org/2004/02/skos/core#changeNote> \""
                        + wish + "\"@en .\n");
        return wish;
    }

    private String publishAWish() {
        String wish = wish();
        service.publish();
        return wish;
    }

    private HttpResponse<String> ask(String query) {
        return service.get("sparql?query=" + encode(query), "Accept", "application/sparql-results+json");
    }

    private Model graph(String query) {
        Model model = ModelFactory.createDefaultModel();
        RDFDataMgr.read(
                model,
                new ByteArrayInputStream(
                        service.bytes("sparql?query=" + encode(query), "Accept", "application/n-triples")
                                .body()),
                Lang.NTRIPLES);
        return model;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
