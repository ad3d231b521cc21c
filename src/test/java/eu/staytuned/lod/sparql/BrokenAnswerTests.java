package eu.staytuned.lod.sparql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.staytuned.lod.store.Store;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where an answer breaks off on its way, the client cannot take it for a whole one. */
@SpringBootTest(
        classes = SparqlServer.Parts.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"publication.base-uri=" + PublishedFixture.BASE, "management.server.port=0"})
@Import(BrokenAnswerTests.Breaking.class)
class BrokenAnswerTests {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** More than 1 MB even when compressed. */
    private static final String HUGE = "/sparql?query="
            + SparqlServer.encoded("SELECT (SHA512(CONCAT(?k, '1')) AS ?x) (SHA512(CONCAT(?k, '2')) AS ?y) "
                    + "(SHA512(CONCAT(?k, '3')) AS ?z) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k1 ?l "
                    + "BIND(CONCAT(STR(?a), STR(?c), STR(?d), STR(?f), STR(?g), STR(?i), STR(?j), STR(?l)) AS ?k) }");

    @LocalServerPort
    int port;

    @Autowired
    Store store;

    /** What happens when the file of an answer can no longer be read. */
    @Controller
    static class Breaking {

        @GetMapping("/breaks")
        void answer(@RequestParam int after, HttpServletResponse response) throws IOException {
            response.setContentType("text/csv");
            response.setContentLengthLong(10_000_000);
            byte[] bytes = new byte[after];
            new Random(1).nextBytes(bytes);
            response.getOutputStream().write(bytes);
            throw new IOException("The disk is gone");
        }
    }

    @BeforeEach
    void publish() {
        PublishedFixture.publish(store);
    }

    @ParameterizedTest
    @CsvSource({"identity, 5000000", "gzip, 5000000", "identity, 50000"})
    void whatWeCannotSendToItsEndBreaksTheConnection(String coding, int after) {
        assertThatThrownBy(() -> get(port, "/breaks?after=" + after, coding)).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @CsvSource({"identity, 0", "gzip, 0", "identity, 500", "gzip, 5000"})
    void whatBreaksBeforeAnythingIsSentIsAProblem(String coding, int after) throws Exception {
        HttpResponse<byte[]> response = get(port, "/breaks?after=" + after, coding);
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "gzip"})
    void whatBreaksOnTheWayIsNotWholeToTheClient(String coding) throws Exception {
        HttpResponse<byte[]> whole = get(port, HUGE, coding);
        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(whole.body()).hasSizeGreaterThan(1_100_000);
        // A length, or chunks whose end is marked: either tells.
        assertThat(whole.headers().firstValue("Content-Length").isPresent())
                .isNotEqualTo(whole.headers().firstValue("Transfer-Encoding").isPresent());
        try (ServerSocket between = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> cut = CompletableFuture.runAsync(() -> passOn(between, 1_000_000));
            assertThatThrownBy(() -> get(between.getLocalPort(), HUGE, coding)).isInstanceOf(IOException.class);
            cut.join();
        }
    }

    @Test
    void whatIsWholeDoesNotBreak() throws Exception {
        for (String coding : new String[] {"identity", "gzip"}) {
            assertThat(get(port, "/sparql?query=ASK%7B%7D", coding).statusCode())
                    .isEqualTo(200);
            assertThat(get(port, "/sparql", coding).statusCode()).isEqualTo(200);
        }
    }

    /** A network that breaks after so many bytes. */
    private void passOn(ServerSocket between, int bytes) {
        try (Socket client = between.accept();
                Socket server = new Socket("localhost", port)) {
            InputStream in = client.getInputStream();
            byte[] request = new byte[16 * 1024];
            server.getOutputStream().write(request, 0, in.read(request));
            OutputStream out = client.getOutputStream();
            out.write(server.getInputStream().readNBytes(bytes));
            out.flush();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static HttpResponse<byte[]> get(int port, String target, String coding)
            throws IOException, InterruptedException {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + target))
                        .timeout(Duration.ofSeconds(30))
                        .header("Accept", "text/csv, text/turtle;q=0.9")
                        .header("Accept-Encoding", coding)
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }
}
