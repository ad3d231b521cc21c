package eu.staytuned.lod.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.staytuned.lod.store.Edition;
import eu.staytuned.lod.store.LaterKnowledge;
import eu.staytuned.lod.store.Shelf;
import eu.staytuned.lod.store.Store;
import eu.staytuned.lod.store.StoreAwayException;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.jena.riot.system.StreamRDF;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** An answer from memory is the answer that was given before, to the letter, and nobody else's. */
@SpringBootTest(webEnvironment = WebEnvironment.DEFINED_PORT)
class KeptAnswerTests extends ServedSite {

    private static final int PORT = PublishedFixture.freePort();

    /** Nothing is given from memory to who sends this, and no answer depends on it. */
    private static final String ANEW = "Authorization: none";

    private static final List<String> EXTENSIONS = List.of("html", "ttl", "jsonld", "rdf", "nt", "nq", "trig");
    private static final List<String> DOCUMENTS =
            List.of("doc/city/ghent", "doc/city", "ontology", "graph/people", "releases", "doc/person/p001");

    private int number = PublishedFixture.EDITION.number();

    private static final AtomicBoolean STORE_IS_THERE = new AtomicBoolean(true);
    private static final AtomicInteger CHANGES = new AtomicInteger();

    @Autowired
    Store store;

    @Autowired
    MeterRegistry meters;

    @DynamicPropertySource
    static void address(DynamicPropertyRegistry settings) {
        settings.add("server.port", () -> PORT);
        settings.add("management.server.port", () -> -1);
        settings.add("publication.sources", () -> "ontology, rdf-data");
    }

    /** The store of the site, which can be away, and somebody who learns more of a release. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Circumstances {

        @Bean
        @Primary
        Store storeThatMayBeAway(@Qualifier("embeddedStore") Store store) {
            return new Store() {

                private Store present() {
                    if (!isThere()) {
                        throw new StoreAwayException("The store does not answer.");
                    }
                    return store;
                }

                @Override
                public Optional<Edition> edition() {
                    return present().edition();
                }

                @Override
                public Optional<Edition> standing() {
                    return store.standing();
                }

                @Override
                public boolean isThere() {
                    return STORE_IS_THERE.get();
                }

                @Override
                public <T> T read(Function<Shelf, T> reading) {
                    return present().read(reading);
                }

                @Override
                public Pin pin(int number, Supplier<Shelf> elsewhere) {
                    return present().pin(number, elsewhere);
                }

                @Override
                public void replaceWith(Edition edition, Consumer<StreamRDF> content) {
                    present().replaceWith(edition, content);
                }
            };
        }

        @Bean
        LaterKnowledge learning() {
            return CHANGES::get;
        }
    }

    /** An answer as it came: the head but for its time, and the bytes of the body. */
    private record Answer(int status, List<String> head, byte[] body) {

        String header(String name) {
            return head.stream()
                    .filter(line -> line.toLowerCase().startsWith(name.toLowerCase() + ": "))
                    .map(line -> line.substring(name.length() + 2))
                    .reduce((one, other) -> one + ", " + other)
                    .orElse("");
        }
    }

    @BeforeAll
    void forgetEverything() {
        number++;
        PublishedFixture.publish(
                store, iris, new Edition(number, PublishedFixture.HASH, PublishedFixture.ISSUED.plusSeconds(number)));
        // The search index is made after the release has been published.
        for (int tries = 0; ask("GET", "search?q=ghent", ANEW).status() == 503 && tries < 10; tries++) {
            assertThat(tries).isLessThan(9);
        }
    }

    private double given() {
        return meters.get("publication.kept").tag("result", "given").functionCounters().stream()
                .mapToDouble(FunctionCounter::count)
                .sum();
    }

    private Answer ask(String method, String path, String... headers) {
        try (Socket socket = new Socket("localhost", PORT)) {
            StringBuilder request = new StringBuilder(method + " /" + path + " HTTP/1.1\r\n");
            if (Arrays.stream(headers).noneMatch(header -> header.startsWith("Host:"))) {
                request.append("Host: localhost:" + PORT + "\r\n");
            }
            for (String header : headers) {
                request.append(header).append("\r\n");
            }
            request.append("Connection: close\r\n\r\n");
            socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.ISO_8859_1));
            return read(new BufferedInputStream(socket.getInputStream()));
        } catch (IOException e) {
            throw new AssertionError(method + " " + path, e);
        }
    }

    private static Answer read(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            head.write(in.read());
        }
        List<String> lines = new ArrayList<>(
                List.of(head.toString(StandardCharsets.ISO_8859_1).split("\r\n")));
        lines.removeIf(line -> line.startsWith("Date: "));
        return new Answer(Integer.parseInt(lines.get(0).substring(9, 12)), lines, in.readAllBytes());
    }

    /** Asks for the same thrice: anew, so that it is kept, and from memory. */
    private Answer sameAgain(String method, String path, String... headers) {
        String[] anew = Arrays.copyOf(headers, headers.length + 1);
        anew[headers.length] = ANEW;
        Answer computed = ask(method, path, anew);
        Answer first = ask("GET", path, headers);
        double before = given();
        Answer again = ask(method, path, headers);
        String what = method + " " + path + " " + List.of(headers);
        assertThat(given()).as("from memory: " + what).isEqualTo(before + 1);
        assertThat(again.head()).as(what).isEqualTo(computed.head());
        assertThat(again.body()).as(what).isEqualTo(computed.body());
        assertThat(first.status()).as(what).isEqualTo(again.status());
        return again;
    }

    @Test
    void everyDocumentInEveryFormIsTheSameFromMemory() {
        for (String document : DOCUMENTS) {
            for (String extension : EXTENSIONS) {
                String path = document + "." + extension;
                Answer plain = sameAgain("GET", path);
                assertThat(plain.status()).as(path).isEqualTo(200);
                Answer compressed = sameAgain("GET", path, "Accept-Encoding: gzip");
                if (plain.body().length >= CompressedResponse.WORTHWHILE) {
                    assertThat(compressed.body()).as(path).hasSizeLessThan(plain.body().length);
                }
                assertThat(sameAgain("HEAD", path).body()).isEmpty();
                assertThat(sameAgain("GET", path, "If-None-Match: " + plain.header("ETag"))
                                .status())
                        .isEqualTo(304);
                assertThat(sameAgain("GET", path, "If-None-Match: W/" + plain.header("ETag"))
                                .status())
                        .isEqualTo(304);
                Answer known =
                        sameAgain("GET", path, "Accept-Encoding: gzip", "If-None-Match: " + compressed.header("ETag"));
                assertThat(known.status()).isEqualTo(304);
                assertThat(known.header("ETag")).isEqualTo(compressed.header("ETag"));
                assertThat(sameAgain("GET", path, "If-None-Match: \"of-yesterday\"")
                                .body())
                        .isEqualTo(plain.body());
                assertThat(sameAgain("GET", path, "If-Modified-Since: " + plain.header("Last-Modified"))
                                .status())
                        .isEqualTo(304);
                assertThat(sameAgain("GET", path, "If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT")
                                .status())
                        .isEqualTo(200);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "index.html",
                "doc/city",
                "doc/person?page=2",
                "doc/city/ghent?lang=nl",
                "id/city/ghent",
                "id/city/",
                "id/city/ghent?lang=el",
                "search?q=ghent",
                "search/suggestions?q=gh",
                "opensearch.xml",
                "explore",
                "explore?city=ghent&lang=nl",
                "compare",
                "data",
                "queries",
                "guides",
                "quality",
                "releases"
            })
    void everyPageIsTheSameFromMemory(String path) {
        for (String accept : List.of("text/html", "text/html,application/xhtml+xml,*/*;q=0.8", "*/*")) {
            for (String language : List.of("en", "nl,en;q=0.5", "el", "zh")) {
                Answer answer = sameAgain("GET", path, "Accept: " + accept, "Accept-Language: " + language);
                assertThat(answer.status()).as(path).isIn(200, 303);
                sameAgain(
                        "GET",
                        path,
                        "Accept: " + accept,
                        "Accept-Language: " + language,
                        "Accept-Encoding: gzip, deflate, br");
                sameAgain("HEAD", path, "Accept: " + accept, "Accept-Language: " + language);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "text/turtle, text/turtle",
        "application/ld+json, application/ld+json",
        "application/rdf+xml, application/rdf+xml",
        "text/html, text/html",
        "application/n-triples;q=0.9, application/n-triples",
        "'text/turtle;q=0.5,application/ld+json', application/ld+json"
    })
    void eachGetsTheFormAskedForWhoeverAskedBefore(String accept, String type) {
        for (String other : List.of("text/html", "text/turtle", "application/rdf+xml", "*/*", "application/ld+json")) {
            ask("GET", "doc/city/ghent", "Accept: " + other);
        }
        Answer answer = sameAgain("GET", "doc/city/ghent", "Accept: " + accept);
        assertThat(answer.header("Content-Type")).startsWith(type);
    }

    @Test
    void oneLanguageIsNotGivenToReadersOfAnother() {
        Set<String> bodies = new HashSet<>();
        for (String language : List.of("en", "nl", "fr", "de", "el", "pt", "es", "ca", "sv", "bg", "et")) {
            Answer answer = sameAgain("GET", "doc/city/ghent", "Accept: text/html", "Accept-Language: " + language);
            assertThat(answer.header("Content-Language")).isEqualTo(language);
            bodies.add(new String(answer.body(), StandardCharsets.UTF_8));
        }
        assertThat(bodies).hasSize(11);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: evil.example",
                "X-Forwarded-Host: evil.example",
                "X-Forwarded-Proto: gopher",
                "X-Forwarded-For: 203.0.113.7",
                "X-Forwarded-Prefix: /evil",
                "X-Forwarded-Port: 666",
                "Forwarded: host=evil.example;proto=http",
                "X-Original-URL: /admin",
                "X-Rewrite-URL: /admin",
                "X-HTTP-Method-Override: POST",
                "Cookie: lang=xx",
                "Origin: https://evil.example",
                "Referer: https://evil.example/",
                "User-Agent: <script>alert(1)</script>"
            })
    void whatIsPutIntoARequestDoesNotReachTheNextOne(String header) {
        for (String path : List.of("doc/city/ghent", "id/city/ghent", "search?q=ghent", "doc/city/ghent.ttl")) {
            Answer computed = ask("GET", path, ANEW);
            ask("GET", path, header);
            ask("GET", path, header);
            Answer after = ask("GET", path);
            assertThat(after.head()).as(path).isEqualTo(computed.head());
            assertThat(after.body()).as(path).isEqualTo(computed.body());
            assertThat(new String(after.body(), StandardCharsets.UTF_8)).doesNotContain("evil");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: a\r\nHost: b",
                "Accept: ",
                "Accept: nonsense",
                "Accept: text/turtle\r\nAccept: text/html",
                "Accept: text/html;q=0",
                "Accept: */*;q=0",
                "Accept: application/octet-stream",
                "Accept: \u00e9",
                "Accept-Language: \u00e9",
                "Accept-Language: en\r\nAccept-Language: nl",
                "Accept-Encoding: gzip;q=0",
                "Accept-Encoding: br",
                "Range: bytes=0-9",
                "If-Match: \"x\"",
                "If-Unmodified-Since: Sun, 06 Nov 1994 08:49:37 GMT",
                "If-None-Match: *",
                "If-None-Match: \"x\", \"y\"",
                "If-None-Match: nonsense",
                "If-Modified-Since: yesterday",
                "Content-Length: 0"
            })
    void anOddRequestIsAnsweredAsEverAndLeavesNothingBehind(String header) {
        for (String path : List.of("doc/city/ghent", "doc/city/ghent.ttl", "id/city/ghent", "search?q=ghent")) {
            Answer computed = ask("GET", path, ANEW);
            Answer odd = ask("GET", path, header, ANEW);
            for (int i = 0; i < 2; i++) {
                Answer again = ask("GET", path, header);
                assertThat(again.head()).as(path).isEqualTo(odd.head());
                assertThat(again.body()).as(path).isEqualTo(odd.body());
                Answer after = ask("GET", path);
                assertThat(after.head()).as(path).isEqualTo(computed.head());
                assertThat(after.body()).as(path).isEqualTo(computed.body());
            }
        }
    }

    /** As the JDK's client does with its first request. */
    @Test
    void whoOffersAnotherProtocolIsAnsweredFromMemoryInThisOne() {
        sameAgain(
                "GET",
                "doc/city/ghent.ttl",
                "Upgrade: h2c",
                "HTTP2-Settings: AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "doc/city/nowhere",
                "id/city/nowhere",
                "doc/city?page=0",
                "doc/city?page=999",
                "doc/city/ghent.ttl?utm_source=x",
                "doc/city/ghent?x",
                "doc/city/ghent.xyz",
                "compare.csv?table=none",
                "sparql?query=nonsense",
                "%2e%2e/secret",
                "doc/city/ghent;a=b"
            })
    void problemsAndUnknownParametersAreNeverKept(String path) {
        double before = given();
        Answer first = ask("GET", path);
        for (int i = 0; i < 3; i++) {
            assertThat(ask("GET", path).status()).isEqualTo(first.status());
        }
        assertThat(given()).as(path).isEqualTo(before);
    }

    @Test
    void answersToQueriesAreTheSameFromMemory() {
        String query = "sparql?query=" + encoded("SELECT ?c ?n { ?c ?p ?n } ORDER BY ?c ?n LIMIT 200");
        for (String accept : List.of("application/sparql-results+json", "text/csv", "application/sparql-results+xml")) {
            Answer answer = sameAgain("GET", query, "Accept: " + accept);
            assertThat(answer.header("Content-Type")).startsWith(accept);
            sameAgain("GET", query, "Accept: " + accept, "Accept-Encoding: gzip");
            sameAgain("HEAD", query, "Accept: " + accept);
            assertThat(sameAgain("GET", query, "Accept: " + accept, "If-None-Match: " + answer.header("ETag"))
                            .status())
                    .isEqualTo(304);
        }
        sameAgain("GET", query + "&format=tsv");
        sameAgain("GET", "sparql?query=" + encoded("ASK { ?s ?p 'nowhere' }"));
        sameAgain("GET", "sparql?query=" + encoded("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 0"));
    }

    @Test
    void aQueryIsKnownHoweverItIsLaidOut() {
        Answer one = ask("GET", "sparql?query=" + encoded("SELECT ?s{?s ?p 'Ghent'@en}ORDER BY ?s"), ANEW);
        double known = known();
        Answer other = ask(
                "GET", "sparql?query=" + encoded("SELECT ?s # a comment\n{ ?s ?p  'Ghent'@en }\n\tORDER BY ?s"), ANEW);
        assertThat(known()).isEqualTo(known + 1);
        assertThat(other.body()).isEqualTo(one.body());
        assertThat(other.header("ETag")).as("as if it were computed").isNotEqualTo(one.header("ETag"));
        Answer another = ask("GET", "sparql?query=" + encoded("SELECT ?s{?s ?p 'Ghent  '@en}ORDER BY ?s"), ANEW);
        assertThat(known()).isEqualTo(known + 1);
        assertThat(another.body()).isNotEqualTo(one.body());
    }

    private double known() {
        return meters.get("publication.sparql.answers")
                .tag("result", "known")
                .functionCounter()
                .count();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT (RAND() AS ?r) {}",
                "SELECT (NOW() AS ?r) {}",
                "SELECT (UUID() AS ?r) {}",
                "SELECT * { nonsense",
                "SELECT * { SERVICE <http://localhost/> { ?s ?p ?o } }",
                "INSERT DATA { <a> <b> <c> }"
            })
    void queriesWithoutOneAnswerAreNeverKept(String query) {
        double given = given();
        double known = known();
        for (int i = 0; i < 3; i++) {
            ask("GET", "sparql?query=" + encoded(query));
        }
        assertThat(given()).isEqualTo(given);
        assertThat(known()).isEqualTo(known);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Test
    void otherMethodsAreAnsweredAsIfNothingWereKept() {
        sameAgain("GET", "doc/city/ghent.ttl");
        double before = given();
        assertThat(ask("POST", "doc/city/ghent.ttl", "Content-Length: 0").status())
                .isEqualTo(405);
        assertThat(ask("OPTIONS", "doc/city/ghent.ttl").status()).isEqualTo(204);
        assertThat(ask("DELETE", "doc/city/ghent.ttl").status()).isEqualTo(405);
        assertThat(given()).isEqualTo(before);
    }

    @Test
    void anotherReleaseTakesTheAnswersOfTheOneBeforeWithIt() {
        Answer before = sameAgain("GET", "doc/city/ghent.ttl");
        forgetEverything();
        double given = given();
        Answer after = ask("GET", "doc/city/ghent.ttl", "If-None-Match: " + before.header("ETag"));
        assertThat(given()).isEqualTo(given);
        assertThat(after.status()).isEqualTo(200);
        assertThat(after.header("ETag")).isNotEqualTo(before.header("ETag"));
        assertThat(sameAgain("GET", "doc/city/ghent.ttl").header("ETag")).isEqualTo(after.header("ETag"));
    }

    @Test
    void aReleaseThatCannotBePublishedTakesNothingWithIt() {
        Answer before = sameAgain("GET", "doc/city/ghent.ttl");
        double given = given();
        assertThatThrownBy(() -> store.replaceWith(
                        new Edition(number + 1, PublishedFixture.HASH, PublishedFixture.ISSUED), sink -> {
                            throw new IllegalStateException("no such file");
                        }))
                .hasMessageContaining("no such file");
        Answer after = ask("GET", "doc/city/ghent.ttl");
        assertThat(given()).isEqualTo(given + 1);
        assertThat(after.head()).isEqualTo(before.head());
    }

    @Test
    void whatBecomesKnownLaterMakesAllAnswersAnew() {
        sameAgain("GET", "doc/city/ghent.ttl");
        CHANGES.incrementAndGet();
        double given = given();
        ask("GET", "doc/city/ghent.ttl");
        assertThat(given()).isEqualTo(given);
        sameAgain("GET", "doc/city/ghent.ttl");
    }

    @Test
    void whoWantsADatasetInTheTermsOfARepositoryIsSentThereWhoeverAskedBefore() {
        String forRepository = "Accept: application/vnd.datacite.datacite+json, text/html;q=0.5";
        for (int i = 0; i < 3; i++) {
            assertThat(ask("GET", "dataset/stay-tuned", "Accept: text/html").header("Content-Type"))
                    .startsWith("text/html");
            assertThat(ask("GET", "dataset/stay-tuned", forRepository).header("Location"))
                    .endsWith("dataset/stay-tuned.datacite.json");
            assertThat(ask("GET", "dataset/stay-tuned", "Accept: text/turtle").header("Content-Type"))
                    .startsWith("text/turtle");
        }
        sameAgain("GET", "dataset/stay-tuned", "Accept: text/html");
    }

    @Test
    void whileTheStoreIsAwayAnswersGoOnAndSayHowOldTheyAre() {
        forgetEverything();
        List<String> paths = List.of(
                "doc/city/ghent",
                "doc/city/ghent.ttl",
                "id/city/ghent",
                "search?q=ghent",
                "sparql?query=" + encoded("ASK { ?s ?p 'Ghent'@en }"));
        List<Answer> before = paths.stream().map(path -> sameAgain("GET", path)).toList();
        STORE_IS_THERE.set(false);
        try {
            for (int i = 0; i < paths.size(); i++) {
                Answer meanwhile = ask("GET", paths.get(i));
                assertThat(meanwhile.body()).isEqualTo(before.get(i).body());
                assertThat(meanwhile.header("Age")).matches("\\d+");
                assertThat(meanwhile.header("Cache-Status")).contains("hit", "the store does not answer");
                List<String> head = new ArrayList<>(meanwhile.head());
                head.removeIf(line -> line.startsWith("Age: ") || line.startsWith("Cache-Status: "));
                assertThat(head).isEqualTo(before.get(i).head());
            }
            // Nobody asked for these with a condition before.
            String tag = before.get(1).header("ETag");
            String time = before.get(1).header("Last-Modified");
            for (String condition : List.of("If-None-Match: W/" + tag, "If-Modified-Since: " + time)) {
                Answer known = ask("GET", "doc/city/ghent.ttl", condition);
                assertThat(known.status()).isEqualTo(304);
                assertThat(known.header("ETag")).isEqualTo(tag);
                assertThat(known.header("Age")).isNotEmpty();
                assertThat(known.header("Content-Type") + known.header("Link")).isEmpty();
            }
            Answer all = ask("GET", "doc/city/ghent.ttl", "If-None-Match: \"of-yesterday\"");
            assertThat(all.body()).isEqualTo(before.get(1).body());
            assertThat(ask("GET", "doc/city/ghent.nt", ANEW).status()).isGreaterThanOrEqualTo(500);
        } finally {
            STORE_IS_THERE.set(true);
        }
        for (int i = 0; i < paths.size(); i++) {
            assertThat(ask("GET", paths.get(i)).head()).isEqualTo(before.get(i).head());
        }
    }

    /** The server reuses what it writes headers into: an answer that follows on one connection must not reach what is kept. */
    @Test
    void answersThatFollowOneAnotherOnAConnectionLeaveEachOtherAlone() throws IOException {
        List<String> paths = List.of(
                "doc/city/ghent.ttl", "doc/city/ghent.html", "id/city/ghent", "style.css", "nowhere", "search?q=ghent");
        List<Answer> computed =
                paths.stream().map(path -> ask("GET", path, ANEW)).toList();
        paths.forEach(path -> ask("GET", path));
        try (Socket socket = new Socket("localhost", PORT)) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (int i = 0; i < 95; i++) {
                int which = (i * 7 + i / 5) % paths.size();
                socket.getOutputStream()
                        .write(("GET /" + paths.get(which) + " HTTP/1.1\r\nHost: localhost:" + PORT + "\r\n\r\n")
                                .getBytes(StandardCharsets.ISO_8859_1));
                ByteArrayOutputStream head = new ByteArrayOutputStream();
                while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                    head.write(in.read());
                }
                List<String> lines = new ArrayList<>(
                        List.of(head.toString(StandardCharsets.ISO_8859_1).split("\r\n")));
                lines.removeIf(line -> line.startsWith("Date: "));
                Answer expected = computed.get(which);
                List<String> expectedLines = new ArrayList<>(expected.head());
                expectedLines.remove("Connection: close");
                assertThat(lines).as(paths.get(which)).isEqualTo(expectedLines);
                byte[] body = in.readNBytes(Integer.parseInt(expected.header("Content-Length")));
                assertThat(body).isEqualTo(expected.body());
            }
        }
    }
}
