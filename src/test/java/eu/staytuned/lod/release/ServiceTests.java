package eu.staytuned.lod.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Publishing as the operator of a running service does it. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "management.server.port=0")
@DirtiesContext
class ServiceTests {

    @TempDir
    static Path folder;

    static Sources sources;

    @Value("${local.management.port}")
    int port;

    @BeforeAll
    static void copy() {
        sources = Sources.small(folder);
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        copy();
        registry.add("publication.sources", () -> sources.file("ontology") + "," + sources.file("rdf-data"));
    }

    @Test
    void theManagementPortPublishesAndTellsWhatCameOfIt() throws Exception {
        assertThat(get()).contains("\"current\":{\"number\":1,").contains("\"outcome\":\"published\"");

        HttpResponse<String> unchanged = post();
        assertThat(unchanged.statusCode()).isEqualTo(200);
        assertThat(unchanged.body()).contains("\"outcome\":\"unchanged\"");

        sources.append("rdf-data/cities/aveiro.ttl", "# edited\n");
        HttpResponse<String> published = post();
        assertThat(published.statusCode()).isEqualTo(200);
        assertThat(published.body()).contains("\"outcome\":\"published\",\"release\":{\"number\":2,");

        sources.append("rdf-data/cities/aveiro.ttl", "city:aveiro st:twinOf city:atlantis .\n");
        HttpResponse<String> refused = post();
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body())
                .contains("\"outcome\":\"refused\",\"release\":{\"number\":2,")
                .contains("\"file\":\"rdf-data/cities/aveiro.ttl\"")
                .contains("\"line\":9")
                .contains("\"resource\":\"id/city/aveiro\"")
                .contains("\"property\":\"st:twinOf\"")
                .contains("\"value\":\"city:atlantis\"");
        assertThat(get()).contains("\"current\":{\"number\":2,").contains("\"outcome\":\"refused\"");
    }

    private String get() throws Exception {
        return send(HttpRequest.newBuilder(endpoint()).GET().build()).body();
    }

    private HttpResponse<String> post() throws Exception {
        return send(HttpRequest.newBuilder(endpoint())
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());
    }

    private URI endpoint() {
        return URI.create("http://127.0.0.1:" + port + "/actuator/publish");
    }

    private static HttpResponse<String> send(HttpRequest request) throws Exception {
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
