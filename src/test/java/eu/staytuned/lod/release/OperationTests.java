package eu.staytuned.lod.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.staytuned.lod.web.PublishedFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContextException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an operator sees of the service: its access log, its figures, and why it does not start. */
@ExtendWith(OutputCaptureExtension.class)
class OperationTests {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final JsonMapper JSON = new JsonMapper();
    private static final int MANAGEMENT = PublishedFixture.freePort();

    @TempDir
    static Path folder;

    private static Sources sources;
    private static Service service;
    private static Path log;

    @BeforeAll
    static void start() {
        sources = Sources.small(folder);
        log = folder.resolve("access.jsonl");
        service = sources.serve("--publication.access-log=" + log, "--management.server.port=" + MANAGEMENT);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void theAccessLogHasALineOfEachRequestAndNothingOfTheReader() throws IOException {
        String secret = "very-private";
        get("search?q=" + secret, "User-Agent", secret + "-browser", "Referer", "http://" + secret + ".example/");
        get("doc/city/" + secret, "X-Forwarded-For", "198.51.100.77", "Cookie", "name=" + secret);
        get("doc/city/ghent.ttl");
        get("doc/city/ghent.ttl");
        get("sparql?query=ASK%7B%7D&format=json");
        get(secret + "/there");

        List<JsonNode> lines = lines(6);

        assertThat(lines).allSatisfy(line -> {
            assertThat(line.propertyNames())
                    .containsExactlyInAnyOrder(
                            "time", "method", "route", "status", "format", "bytes", "ms", "fromMemory");
            assertThat(line.get("ms").asDouble()).isNotNegative();
        });
        assertThat(lines.stream()
                        .map(line -> line.get("method").asString() + " "
                                + line.get("route").asString() + " "
                                + line.get("status").asInt() + " "
                                + line.get("format").asString() + " "
                                + line.get("fromMemory").asBoolean()))
                .containsExactly(
                        "GET search 200 text/html false",
                        "GET doc 404 application/problem+json false",
                        "GET doc 200 text/turtle false",
                        "GET doc 200 text/turtle true",
                        "GET sparql 200 application/sparql-results+json false",
                        "GET other 404 application/problem+json false");
        assertThat(lines.get(3).get("bytes").asLong())
                .isEqualTo(lines.get(2).get("bytes").asLong())
                .isPositive();
        assertThat(Files.readString(log)).doesNotContain(secret, "127.0.0.1", "198.51.100.77", "Java-http-client");
    }

    private static List<JsonNode> lines(int number) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int tries = 0; tries < 6_000 && lines.size() < number; tries++) {
            SeparateService.pause(10);
            lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
        }
        return lines.stream().map(line -> JSON.readTree(line)).toList();
    }

    @Test
    void prometheusIsToldOfRequestsTheReleaseAndTheStore() {
        get("doc/city/aveiro", "Accept", "text/turtle");
        get("doc/city/aveiro", "Accept", "text/turtle");
        String metrics = management("prometheus").body();

        assertThat(metrics)
                .containsPattern("publication_requests_seconds_count\\{[^}]*route=\"doc\"[^}]*status=\"200\"[^}]*} ")
                .containsPattern("publication_requests_seconds_count\\{[^}]*memory=\"true\"[^}]*} ")
                .containsPattern("publication_requests_seconds_sum\\{format=\"text/turtle\",")
                .containsPattern("(?m)^publication_release_number(\\{[^}]*})? 1\\.0$")
                .containsPattern("(?m)^publication_release_age_seconds(\\{[^}]*})? \\d")
                .containsPattern("(?m)^publication_store_there(\\{[^}]*})? 1\\.0$")
                .contains("publication_queries_running", "publication_rate_clients", "jvm_memory_used_bytes");
        assertThat(metrics).doesNotContain("127.0.0.1", "aveiro");
    }

    @ParameterizedTest
    @ValueSource(strings = {"env", "configprops", "beans", "heapdump", "threaddump", "loggers", "shutdown", "mappings"})
    void whatCouldTellASecretIsNotThere(String endpoint) {
        assertThat(management(endpoint).statusCode()).isEqualTo(404);
        assertThat(get("actuator/" + endpoint).statusCode()).isEqualTo(404);
    }

    @Test
    void aPortThatIsTakenStopsTheStart(CapturedOutput output) {
        assertThatThrownBy(() -> sources.serve(
                                "--server.port=" + MANAGEMENT,
                                "--server.address=127.0.0.1",
                                "--publication.data-dir=" + folder.resolve("other"))
                        .close())
                .isInstanceOf(ApplicationContextException.class)
                .hasRootCauseInstanceOf(BindException.class);
        assertThat(output.getAll()).contains("Port " + MANAGEMENT + " was already in use.");
    }

    @Test
    void aDataFolderThatCannotBeUsedStopsTheStart() throws IOException {
        Path file = Files.createFile(folder.resolve("a-file"));
        PublicationSettings settings = new PublicationSettings(
                sources.settings().sources(),
                file.toString(),
                false,
                sources.settings().maxFile(),
                sources.settings().maxLiteral(),
                sources.settings().checkTimeout(),
                sources.settings().publishPatience());
        assertThatThrownBy(() -> new Desk(settings, DatasetGraphFactory.createTxnMem()).close())
                .isInstanceOf(CannotStartException.class)
                .hasMessageContaining("The data folder " + file + " cannot be used:");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "publication.cache-size | much  | publication.cache-size is \"much\": give a size from 0B, such as 32MB.",
                "publication.chace-size | 1MB   | publication.chace-size is no setting. Is publication.cache-size meant?"
            })
    void aWrongSettingStopsTheStartAtOnce(String setting, String value, String reason, CapturedOutput output) {
        assertThatThrownBy(() -> sources.serve("--" + setting + "=" + value).close())
                .isInstanceOf(CannotStartException.class)
                .hasMessageContaining(reason);
        assertThat(output.getErr())
                .contains("The service does not start.", reason)
                .doesNotContain("\tat ");
    }

    private static HttpResponse<String> management(String path) {
        return send("http://127.0.0.1:" + MANAGEMENT + "/actuator/" + path);
    }

    private static HttpResponse<String> get(String path, String... headers) {
        return send(service.base() + path, headers);
    }

    private static HttpResponse<String> send(String address, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
