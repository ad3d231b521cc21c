package eu.staytuned.lod.sparql;

import static eu.staytuned.lod.sparql.SparqlServer.await;
import static eu.staytuned.lod.sparql.SparqlServer.within;
import static org.assertj.core.api.Assertions.assertThat;

import eu.staytuned.lod.store.Store;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Who leaves is noticed behind TLS and in HTTP/2 as well, where the operator turns them on. */
@SpringBootTest(
        classes = SparqlServer.Parts.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "publication.base-uri=" + PublishedFixture.BASE,
            "management.server.port=0",
            "management.server.ssl.enabled=false",
            "server.http2.enabled=true",
            "server.ssl.key-store-password=" + SecureClientLeavingTests.PASSWORD
        })
class SecureClientLeavingTests {

    static final String PASSWORD = "only-for-tests";

    private static final String ENDLESS = "SELECT (COUNT(*) AS ?count) " + SparqlServer.ENDLESS;

    @TempDir
    static Path folder;

    private static SSLContext trusting;

    @LocalServerPort
    int port;

    @Autowired
    Store store;

    @Autowired
    QueryPlaces places;

    @DynamicPropertySource
    static void keys(DynamicPropertyRegistry registry) {
        registry.add("publication.data-dir", folder::toString);
        registry.add("server.ssl.key-store", () -> folder.resolve("keys.p12").toString());
    }

    @BeforeAll
    static void makeKeys() throws Exception {
        Path keys = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keys.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        assertThat(keytool.waitFor())
                .as(new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isZero();
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(KeyStore.getInstance(keys.toFile(), PASSWORD.toCharArray()));
        trusting = SSLContext.getInstance("TLS");
        trusting.init(null, trust.getTrustManagers(), null);
    }

    @BeforeEach
    void publish() {
        PublishedFixture.publish(store);
    }

    @Test
    void aClientBehindTlsThatLeavesEndsTheQuery() throws IOException {
        try (Socket client = trusting.getSocketFactory().createSocket("localhost", port)) {
            OutputStream out = client.getOutputStream();
            out.write(("GET /sparql?query=" + SparqlServer.encoded(ENDLESS) + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            await(() -> places.taken() == 1);
        }
        within(Duration.ofSeconds(10), () -> places.taken() == 0);
    }

    @Test
    void oneRequestTakenBackEndsItsQueryAndLeavesTheOthersOnItsConnection() throws Exception {
        HttpClient client = HttpClient.newBuilder()
                .sslContext(trusting)
                .version(HttpClient.Version.HTTP_2)
                .build();
        HttpResponse<String> first = client.send(request("ASK {}"), HttpResponse.BodyHandlers.ofString());
        assertThat(first.version()).isEqualTo(HttpClient.Version.HTTP_2);
        CompletableFuture<HttpResponse<String>> endless =
                client.sendAsync(request(ENDLESS), HttpResponse.BodyHandlers.ofString());
        await(() -> places.taken() == 1);
        CompletableFuture<HttpResponse<String>> quick =
                client.sendAsync(request("ASK {}"), HttpResponse.BodyHandlers.ofString());
        assertThat(quick.get().statusCode()).isEqualTo(200);
        endless.cancel(true);
        within(Duration.ofSeconds(10), () -> places.taken() == 0);
        assertThat(client.send(request("ASK {}"), HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
    }

    private HttpRequest request(String query) {
        return HttpRequest.newBuilder(
                        URI.create("https://localhost:" + port + "/sparql?query=" + SparqlServer.encoded(query)))
                .build();
    }
}
