package eu.staytuned.lod.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Results that were cited, on a service that publishes one release after the other. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CitedResultTests {

    private static final int MOST = 40;
    private static final String NAMES =
            "SELECT ?thing ?name { ?thing <http://www.w3.org/2000/01/rdf-schema#label> ?name } ORDER BY ?thing ?name";
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    static Path folder;

    private static Sources sources;
    private static Service service;
    private static int edits;

    @BeforeAll
    static void start() {
        if (sources == null) {
            sources = Sources.small(folder);
        }
        service = sources.serve(
                "--publication.citations.max-number=" + MOST, "--publication.citations.max-query-size=2KB");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    @Order(1)
    void theRowsStayTheSameAfterTheNextReleaseAndAfterARestart() {
        JsonNode kept = keep(NAMES);
        String path = "/q/" + kept.get("hash").asString();
        HttpResponse<String> before = get(path + ".csv");
        assertThat(before.statusCode()).isEqualTo(200);
        assertThat(before.headers().firstValue("Cache-Control")).contains("public, max-age=31536000, immutable");
        String tag = before.headers().firstValue("ETag").orElseThrow();
        assertThat(page(path)).contains("This is the current release.").doesNotContain("Ask the current release");

        int release = change();
        assertThat(release).isEqualTo(kept.get("release").asInt() + 1);
        assertThat(get("/sparql?format=csv&query=" + encoded(NAMES)).body()).isNotEqualTo(before.body());
        assertThat(get(path + ".csv").body()).isEqualTo(before.body());
        assertThat(get(path + ".csv").headers().firstValue("ETag")).contains(tag);
        assertThat(get(path + ".csv", "If-None-Match", tag).statusCode()).isEqualTo(304);
        assertThat(page(path))
                .contains("they have the same checksum")
                .containsPattern("The current release, " + release + ", gives other rows: \\d+ rows\\.");
        assertThat(keep(NAMES).get("hash")).isNotEqualTo(kept.get("hash"));

        stop();
        start();
        assertThat(get(path + ".csv").body()).isEqualTo(before.body());
        assertThat(get(path + ".csv").headers().firstValue("Last-Modified"))
                .isEqualTo(before.headers().firstValue("Last-Modified"));
    }

    @Test
    @Order(2)
    void theSameQueryIsKeptOnceAndABrowserIsSentToItsPage() {
        String query = "ASK { ?thing ?property ?value }";
        HttpResponse<String> first = post("query=" + encoded(query), "application/json");
        HttpResponse<String> again = post("query=" + encoded(query + "\r\n"), "application/json");
        HttpResponse<String> browser =
                post("query=" + encoded(query), "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        String address = json(first.body()).get("address").asString();
        assertThat(first.headers().firstValue("Location")).contains(address);
        assertThat(browser.statusCode()).isEqualTo(303);
        assertThat(browser.headers().firstValue("Location"))
                .contains("q/" + json(first.body()).get("hash").asString());
        assertThat(page(address.substring(service.base().length() - 1))).contains("<h2 id=\"rows\">yes</h2>");
    }

    @ParameterizedTest
    @Order(3)
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o      | text/csv                                | text/csv",
                "SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o      | application/sparql-results+json         | application/sparql-results+json",
                "SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o      | text/tab-separated-values, */*;q=0.1    | text/tab-separated-values",
                "SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o      | text/html, text/csv;q=0.5               | text/html",
                "SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o      | */*                                     | text/html",
                "SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o      | .xml                                    | application/sparql-results+xml",
                "SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o      | .rq                                     | application/sparql-query",
                "SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o      | .html                                   | text/html",
                "CONSTRUCT { ?s ?p [] } WHERE { ?s ?p ?o }    | text/turtle                             | text/turtle",
                "CONSTRUCT { ?s ?p [] } WHERE { ?s ?p ?o }    | .jsonld                                 | application/ld+json",
                "CONSTRUCT { ?s ?p [] } WHERE { ?s ?p ?o }    | .html                                   | text/html"
            })
    void itComesInEveryFormat(String query, String accept, String type) {
        String path = "/q/" + keep(query).get("hash").asString();
        HttpResponse<String> answer = accept.startsWith(".") ? get(path + accept) : get(path, "Accept", accept);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith(type);
        assertThat(answer.body()).isNotBlank();
    }

    @ParameterizedTest
    @Order(4)
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT (NOW() AS ?n) {}                               | 422 | differ each time",
                "SELECT (RAND() AS ?n) {}                              | 422 | differ each time",
                "SELECT (UUID() AS ?n) {}                              | 422 | differ each time",
                "SELECT * { SERVICE <http://example.org/> { ?s ?p ?o }} | 403 | SERVICE",
                "SELECT * { ?s ?p }                                    | 400 | line",
                "INSERT DATA { <a> <b> <c> }                           | 403 | Read-only",
                "JSON { \"a\" : ?s } WHERE { ?s ?p ?o }                | 422 | Jena",
                "''                                                    | 400 | no query",
                "SELECT * FROM <http://example.org/no> { ?s ?p ?o }    | 400 | has no graph"
            })
    void whatHasNoLastingAnswerIsRefusedWithAReason(String query, int status, String reason) {
        HttpResponse<String> refused = post("query=" + encoded(query), "application/json");

        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(status);
        assertThat(refused.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(refused.body()).contains(reason);
    }

    @Test
    @Order(5)
    void tooLongAQueryAndTwoQueriesAreRefused() {
        assertThat(post("query=" + encoded(NAMES + " #" + "x".repeat(3000)), "application/json")
                        .statusCode())
                .isEqualTo(413);
        assertThat(post("query=" + encoded(NAMES) + "&query=" + encoded(NAMES), "application/json")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    @Order(6)
    void theGraphsAskedForBelongToIt() {
        String graph = service.base() + "graph/cities/aveiro";
        JsonNode whole = keep(NAMES);
        JsonNode part =
                json(post("query=" + encoded(NAMES) + "&default-graph-uri=" + encoded(graph), "application/json")
                        .body());

        assertThat(part.get("hash")).isNotEqualTo(whole.get("hash"));
        assertThat(part.get("rows").asInt())
                .isPositive()
                .isLessThan(whole.get("rows").asInt());
        String path = "/q/" + part.get("hash").asString();
        assertThat(get(path + ".csv").body().lines().count() - 1)
                .isEqualTo(part.get("rows").asInt());
        assertThat(page(path)).contains(graph);
    }

    @Test
    @Order(6)
    void rowsThatNothingOrdersAreChosenFromTheArchiveAsFromTheShelf() {
        JsonNode kept = keep("SELECT * { ?s ?p ?o } LIMIT 7");
        String path = "/q/" + kept.get("hash").asString() + ".csv";
        String rows = get(path).body();
        assertThat(rows.lines()).hasSize(8);
        change();

        assertThat(get(path).body().lines())
                .containsExactlyInAnyOrderElementsOf(rows.lines().toList());
    }

    @ParameterizedTest
    @Order(7)
    @ValueSource(
            strings = {
                "/q/aaaaaaaaaaaa",
                "/q/AAAAAAAAAAAA",
                "/q/a",
                "/q/..%2F..%2Flock",
                "/q/..%5C..%5Clock",
                "/q/%00",
                "/q/aaaaaaaaaaaa%00.csv",
                "/q/.csv",
                "/q/aaaaaaaaaaaa/citation",
                "/q/..%2Freleases%2F1%2Fmanifest.json",
                "/q/%F0%9F%98%80"
            })
    void anAddressThatNobodyMadeIsNotFound(String path) {
        assertThat(get(path).statusCode()).isIn(400, 404);
    }

    @Test
    @Order(8)
    void manyWhoAskForAnOldReleaseAtOnceGetTheSameRows() {
        String path = "/q/" + keep(NAMES).get("hash").asString() + ".csv";
        String rows = get(path).body();
        change();
        List<CompletableFuture<String>> readers = new ArrayList<>();
        for (int reader = 0; reader < 4; reader++) {
            readers.add(CompletableFuture.supplyAsync(() -> get(path).body()));
        }

        assertThat(readers).allSatisfy(reader -> assertThat(reader.join()).isEqualTo(rows));
    }

    @Test
    @Order(9)
    void whereTheReleaseIsDamagedOrGoneNoOtherRowsAreShown() throws IOException {
        JsonNode kept = keep(NAMES);
        String path = "/q/" + kept.get("hash").asString();
        change();
        Path release =
                sources.dataDir().resolve("releases/" + kept.get("release").asInt());
        byte[] data = Files.readAllBytes(release.resolve("release.nq.gz"));
        data[data.length / 2] ^= 1;
        Files.write(release.resolve("release.nq.gz"), data);

        HttpResponse<String> damaged = get(path + ".csv");
        assertThat(damaged.statusCode()).isEqualTo(503);
        assertThat(damaged.body()).contains("damaged");
        assertThat(get(path, "Accept", "text/html").statusCode()).isEqualTo(503);

        try (Stream<Path> files = Files.walk(release)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        assertThat(get(path + ".csv").statusCode()).isEqualTo(410);
        assertThat(get(path + "/citation?as=text").statusCode()).isEqualTo(200);
        assertThat(get(path + ".rq").body()).isEqualTo(NAMES);
    }

    @Test
    @Order(10)
    void whatIsKeptAndWasChangedOnTheDiskIsNotShown() throws IOException {
        String hash = keep(NAMES + " LIMIT 3").get("hash").asString();
        Path file = sources.dataDir().resolve("citations/" + hash.substring(0, 2) + "/" + hash + ".json");
        Files.writeString(file, Files.readString(file).replace("LIMIT 3", "LIMIT 2"));
        assertThat(get("/q/" + hash + ".csv").statusCode()).isEqualTo(503);
        Files.writeString(file, "{");
        assertThat(get("/q/" + hash, "Accept", "text/html").statusCode()).isEqualTo(503);
        Files.delete(file);
    }

    @Test
    @Order(11)
    void itIsCitedInEveryForm() {
        JsonNode kept = keep(NAMES);
        String path = "/q/" + kept.get("hash").asString() + "/citation";

        for (String form : List.of("text", "bibtex", "cff", "csl")) {
            HttpResponse<String> citation = get(path + "?as=" + form);
            assertThat(citation.statusCode()).isEqualTo(200);
            assertThat(citation.body())
                    .contains(kept.get("address").asString())
                    .contains(kept.get("checksum").asString())
                    .contains("CC-BY-4.0");
            assertThat(get(
                                    path + "?as=" + form,
                                    "If-None-Match",
                                    citation.headers().firstValue("ETag").orElseThrow())
                            .statusCode())
                    .isEqualTo(304);
        }
        assertThat(get(path + "?as=bibtex").body()).startsWith("@misc{");
        assertThat(get(path + "?as=csl").body()).startsWith("[");
        assertThat(get(path + "?as=cff").body()).startsWith("cff-version: 1.2.0");
        assertThat(formFor(path, "application/x-bibtex")).isEqualTo("citation?as=bibtex");
        assertThat(formFor(path, "application/vnd.citationstyles.csl+json")).isEqualTo("citation?as=csl");
        assertThat(formFor(path, "text/yaml")).isEqualTo("citation?as=cff");
        assertThat(formFor(path, "text/x-bibliography, */*;q=0.1")).isEqualTo("citation?as=text");
        assertThat(formFor(path, "*/*")).isEqualTo("citation?as=text");
        assertThat(get(path + "?as=ris").statusCode()).isEqualTo(400);
    }

    @Test
    @Order(12)
    void aFullStoreRefusesWhatIsNewAndKeepsWhatItHas() {
        String path = "/q/" + keep(NAMES).get("hash").asString();
        Set<Integer> statuses = new TreeSet<>();
        for (int number = 0; number <= MOST && !statuses.contains(507); number++) {
            statuses.add(post("query=" + encoded("SELECT * { } # " + number), "application/json")
                    .statusCode());
        }

        assertThat(statuses).containsExactly(201, 507);
        assertThat(post("query=" + encoded(NAMES), "application/json").statusCode())
                .isEqualTo(200);
        assertThat(get(path + ".csv").statusCode()).isEqualTo(200);
    }

    private static String formFor(String path, String accept) {
        HttpResponse<String> answer = get(path, "Accept", accept);
        assertThat(answer.statusCode()).isEqualTo(303);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    /** Publishes the next release. */
    private static int change() {
        edits++;
        sources.replace(
                "rdf-data/cities/aveiro.ttl", "\"Aveiro\"@pt", "\"Aveiro\"@pt , \"Aveiro " + edits + "\"@pt-x-b");
        service.bean(Publisher.class).request().join();
        return service.bean(Publisher.class).current().orElseThrow().number();
    }

    private static JsonNode keep(String query) {
        HttpResponse<String> kept = post("query=" + encoded(query), "application/json");
        assertThat(kept.statusCode()).as(kept.body()).isIn(200, 201);
        return json(kept.body());
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    private static String page(String path) {
        HttpResponse<String> page = get(path, "Accept", "text/html", "Accept-Language", "en");
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        return page.body();
    }

    private static HttpResponse<String> post(String form, String accept) {
        return send(HttpRequest.newBuilder(URI.create(service.base() + "q"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", accept)
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build());
    }

    private static HttpResponse<String> get(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(service.base() + path.substring(1)));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(request.toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
