package eu.staytuned.lod.sparql;

import static org.assertj.core.api.Assertions.assertThat;

import eu.staytuned.lod.store.Store;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Compressed or not, an answer is the same answer, and a cache can tell the two apart. */
@SpringBootTest(
        classes = SparqlServer.Parts.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"publication.base-uri=" + PublishedFixture.BASE, "management.server.port=0"})
class SparqlCompressionTests {

    private static final String ROWS =
            "/sparql?query=" + SparqlServer.encoded("SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o");
    private static final String GRAPH =
            "/sparql?query=" + SparqlServer.encoded("CONSTRUCT { ?a ?b ?o . ?d ?e ?c } WHERE { ?a ?b ?c . ?d ?e ?o }");
    /** More than 1 MB even when compressed. */
    private static final String HUGE = "/sparql?query="
            + SparqlServer.encoded("SELECT (SHA512(CONCAT(?k, '1')) AS ?x) (SHA512(CONCAT(?k, '2')) AS ?y) "
                    + "(SHA512(CONCAT(?k, '3')) AS ?z) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k1 ?l "
                    + "BIND(CONCAT(STR(?a), STR(?c), STR(?d), STR(?f), STR(?g), STR(?i), STR(?j), STR(?l)) AS ?k) }");

    @LocalServerPort
    int port;

    @Autowired
    Store store;

    private SparqlServer server;

    @BeforeEach
    void publish() {
        PublishedFixture.publish(store);
        server = new SparqlServer(port);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/sparql-results+json",
                "application/sparql-results+xml",
                "application/sparql-results+thrift",
                "application/sparql-results+protobuf",
                "text/csv",
                "text/tab-separated-values",
                "text/plain"
            })
    void rowsAreCompressedInEveryFormat(String type) throws IOException {
        isTheSameCompressed(ROWS, type);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/turtle",
                "application/ld+json",
                "application/rdf+xml",
                "application/n-triples",
                "application/trig",
                "application/n-quads",
                "application/rdf+thrift"
            })
    void graphsAreCompressedInEverySyntax(String type) throws IOException {
        isTheSameCompressed(GRAPH, type);
    }

    @Test
    void anAnswerTooLargeToHoldBackComesInPieces() throws IOException {
        HttpResponse<byte[]> compressed = isTheSameCompressed(HUGE, "text/csv");
        assertThat(compressed.headers().firstValue("Content-Length")).isEmpty();
        assertThat(compressed.body()).hasSizeGreaterThan(1024 * 1024);
        HttpResponse<byte[]> head = server.send("HEAD", HUGE, "", "Accept", "text/csv", "Accept-Encoding", "gzip");
        assertThat(stable(head)).isEqualTo(stable(compressed));
    }

    private HttpResponse<byte[]> isTheSameCompressed(String target, String type) throws IOException {
        HttpResponse<byte[]> plain = server.send("GET", target, "", "Accept", type);
        HttpResponse<byte[]> compressed = server.send("GET", target, "", "Accept", type, "Accept-Encoding", "gzip");
        assertThat(plain.statusCode()).isEqualTo(200);
        assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(compressed.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(compressed.body()).hasSizeLessThan(plain.body().length);
        assertThat(unzipped(compressed)).isEqualTo(plain.body());
        for (HttpResponse<byte[]> response : new HttpResponse[] {plain, compressed}) {
            assertThat(response.headers().allValues("Vary"))
                    .containsExactly("Accept, Accept-Language, Accept-Encoding");
            response.headers()
                    .firstValueAsLong("Content-Length")
                    .ifPresentOrElse(
                            length -> assertThat(length).isEqualTo(response.body().length),
                            () -> assertThat(response.body()).hasSizeGreaterThan(1024 * 1024));
        }
        return compressed;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip                      | true",
                "gzip, deflate, br, zstd   | true",
                "br;q=1.0, gzip;q=0.8, *;q=0.1 | true",
                "x-gzip                    | true",
                "GZIP                      | true",
                "*                         | true",
                "gzip;q=0                  | false",
                "gzip;q=0.5, identity      | false",
                "identity                  | false",
                "br                        | false",
                "*;q=0                     | false",
                "gzip;q=nonsense           | false"
            })
    void theClientDecides(String acceptEncoding, boolean compressed) {
        HttpResponse<byte[]> response = server.send("GET", ROWS, "", "Accept-Encoding", acceptEncoding);
        assertThat(response.headers().firstValue("Content-Encoding").isPresent())
                .isEqualTo(compressed);
    }

    @Test
    void whatIsShortIsNotCompressed() {
        HttpResponse<byte[]> response = server.ask("ASK {}", "Accept-Encoding", "gzip");
        assertThat(response.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(response.headers().allValues("Vary")).containsExactly("Accept, Accept-Language, Accept-Encoding");
        assertThat(SparqlServer.text(response)).contains("true");
    }

    @Test
    void aStrongEntityTagIsAnotherForTheCompressedBodyAndBothAreUnderstood() {
        String plain = header(server.send("GET", "/sparql", ""), "ETag");
        String compressed = header(server.send("GET", "/sparql", "", "Accept-Encoding", "gzip"), "ETag");
        assertThat(plain).matches("\"[0-9a-f]+\"");
        assertThat(compressed).isEqualTo(plain.replaceFirst("\"$", "-gzip\""));
        for (String known : new String[] {plain, compressed, "\"other\", " + compressed, "W/" + plain}) {
            HttpResponse<byte[]> response =
                    server.send("GET", "/sparql", "", "If-None-Match", known, "Accept-Encoding", "gzip");
            assertThat(response.statusCode()).as(known).isEqualTo(304);
            assertThat(response.body()).isEmpty();
            assertThat(header(response, "ETag")).isEqualTo(known.contains("-gzip") ? compressed : plain);
            assertThat(header(response, "Vary")).isEqualTo("Accept, Accept-Language, Accept-Encoding");
            assertThat(response.headers().firstValue("Content-Encoding")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "gzip"})
    void headHasTheHeadersOfGet(String acceptEncoding) {
        for (String target : new String[] {ROWS, GRAPH, "/sparql", "/sparql?query=nonsense"}) {
            for (String accept : new String[] {"*/*", "text/html"}) {
                String[] headers = {"Accept", accept, "Accept-Encoding", acceptEncoding};
                HttpResponse<byte[]> get = server.send("GET", target, "", headers);
                HttpResponse<byte[]> head = server.send("HEAD", target, "", headers);
                assertThat(head.statusCode()).isEqualTo(get.statusCode());
                assertThat(head.body()).isEmpty();
                assertThat(stable(head)).as(target + " " + accept).isEqualTo(stable(get));
            }
        }
    }

    /** All but the time, and but the framing of a body that HEAD does not have. */
    private static Map<String, Object> stable(HttpResponse<byte[]> response) {
        Map<String, Object> headers = new TreeMap<>(response.headers().map());
        headers.remove("date");
        headers.remove("transfer-encoding");
        return headers;
    }

    private static byte[] unzipped(HttpResponse<byte[]> response) throws IOException {
        return new GZIPInputStream(new ByteArrayInputStream(response.body())).readAllBytes();
    }

    private static String header(HttpResponse<byte[]> response, String name) {
        return response.headers().firstValue(name).orElse("none");
    }
}
