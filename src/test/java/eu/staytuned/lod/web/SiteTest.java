package eu.staytuned.lod.web;

import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.store.Store;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The site on a port of its own, with the small release of the tests on the shelf. */
@SpringBootTest(webEnvironment = WebEnvironment.DEFINED_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SiteTest {

    private static final int PORT = PublishedFixture.freePort();

    @Autowired
    Store store;

    @Autowired
    IriSpace iris;

    private final HttpClient http =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

    @DynamicPropertySource
    static void address(DynamicPropertyRegistry settings) {
        settings.add("server.port", () -> PORT);
        settings.add("management.server.port", () -> -1);
        settings.add(
                "publication.sources",
                () -> "src/test/resources/release/small/ontology, src/test/resources/release/small/rdf-data");
    }

    @BeforeEach
    void publish() {
        if (store.edition().filter(PublishedFixture.EDITION::equals).isEmpty()) {
            PublishedFixture.publish(store, iris);
        }
    }

    String base() {
        return iris.base();
    }

    /**
     * Sends a request.
     *
     * @param headers names and values in turn
     */
    HttpResponse<String> send(String method, String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base() + path.replaceFirst("^/", "")))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    HttpResponse<String> get(String path, String accept) {
        return accept.isEmpty() ? send("GET", path) : send("GET", path, "Accept", accept);
    }
}
