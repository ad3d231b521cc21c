package eu.staytuned.lod.release;

import static org.assertj.core.api.Assertions.assertThat;

import eu.staytuned.lod.catalog.Dumps;
import eu.staytuned.lod.rdf.RdfSyntax;
import eu.staytuned.lod.store.Store;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
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

/** Whole releases to download, from a service that publishes one after the other. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DumpTests {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

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
        service = sources.serve("--publication.dumps.ahead=true", "--publication.dumps.keep=1");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @ParameterizedTest
    @Order(1)
    @ValueSource(strings = {"nq", "trig", "ttl", "jsonld", "nt"})
    void aDumpSaysWhatTheReleaseSays(String extension) throws Exception {
        DatasetGraph read = DatasetGraphFactory.create();
        RDFParser.source(new ByteArrayInputStream(unpacked(bytes(file(extension)))))
                .lang(RdfSyntax.ofExtension(extension).orElseThrow().lang())
                .parse(read);

        service.bean(Store.class).read(shelf -> {
            if (extension.equals("nq") || extension.equals("trig")) {
                shelf.data().listGraphNodes().forEachRemaining(name -> assertThat(read.getGraph(name)
                                .isIsomorphicWith(shelf.data().getGraph(name)))
                        .as(name.toString())
                        .isTrue());
                assertThat(read.size()).isEqualTo(shelf.data().size());
            } else {
                assertThat(read.getDefaultGraph().isIsomorphicWith(shelf.data().getDefaultGraph()))
                        .isTrue();
            }
            return null;
        });
    }

    @Test
    @Order(1)
    void linesAreSortedAndEachIsThereOnce() throws Exception {
        List<String> lines = new String(unpacked(bytes(file("nt"))), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(lines)
                .doesNotHaveDuplicates()
                .isSortedAccordingTo((one, other) -> Arrays.compareUnsigned(key(one), key(other)));
    }

    private static byte[] key(String line) {
        return line.substring(0, line.length() - 2).getBytes(StandardCharsets.UTF_8);
    }

    @Test
    @Order(1)
    void theFileIsWhatItIsCalledAndCanBeCheckedAndKept() throws Exception {
        HttpResponse<byte[]> dump = get(file("nq"), "Accept-Encoding", "gzip");

        assertThat(dump.statusCode()).isEqualTo(200);
        assertThat(header(dump, "Content-Type")).isEqualTo("application/gzip");
        assertThat(dump.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(header(dump, "Content-Disposition")).isEqualTo("attachment; filename=\"stay-tuned.nq.gz\"");
        assertThat(header(dump, "Cache-Control")).contains("immutable").contains("no-transform");
        assertThat(header(dump, "Accept-Ranges")).isEqualTo("bytes");
        assertThat(header(dump, "Content-Length")).isEqualTo("" + dump.body().length);
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(dump.body());
        String sum = HexFormat.of().formatHex(digest);
        assertThat(header(dump, "ETag")).isEqualTo("\"" + sum + "\"");
        assertThat(header(dump, "Repr-Digest"))
                .isEqualTo("sha-256=:" + Base64.getEncoder().encodeToString(digest) + ":");
        assertThat(text(file("nq") + ".sha256")).isEqualTo(sum + "  stay-tuned.nq.gz\n");
        assertThat(text("/dumps/1/SHA256SUMS"))
                .contains(sum + "  stay-tuned.nq.gz\n")
                .hasLineCount(5);

        HttpResponse<byte[]> head = send("HEAD", file("nq"));
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(header(head, "Content-Length")).isEqualTo("" + dump.body().length);
        assertThat(header(head, "ETag")).isEqualTo("\"" + sum + "\"");
        assertThat(head.body()).isEmpty();
        assertThat(get(file("nq"), "If-None-Match", "\"" + sum + "\"").statusCode())
                .isEqualTo(304);
        assertThat(get(file("nq"), "If-Match", "\"other\"").statusCode()).isEqualTo(412);
    }

    @ParameterizedTest
    @Order(1)
    @CsvSource({"bytes=0-99,0,100", "bytes=100-,100,-1", "bytes=-50,-50,-1", "bytes=7-7,7,8", "bytes=5-99999999,5,-1"})
    void aPartIsAPartOfTheSameBytes(String range, int from, int to) {
        byte[] whole = bytes(file("ttl"));
        int first = from < 0 ? whole.length + from : from;
        int end = to < 0 ? whole.length : to;

        HttpResponse<byte[]> part = get(file("ttl"), "Range", range);

        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(header(part, "Content-Range")).isEqualTo("bytes " + first + "-" + (end - 1) + "/" + whole.length);
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(whole, first, end));
    }

    @Test
    @Order(1)
    void whatIsNoPartIsAnsweredWithTheWholeOrWithItsSize() {
        byte[] whole = bytes(file("nt"));
        String tag = header(get(file("nt")), "ETag");

        HttpResponse<byte[]> beyond = get(file("nt"), "Range", "bytes=" + whole.length + "-");
        assertThat(beyond.statusCode()).isEqualTo(416);
        assertThat(header(beyond, "Content-Range")).isEqualTo("bytes */" + whole.length);
        assertThat(header(beyond, "Content-Type")).startsWith("application/problem+json");
        assertThat(beyond.headers().firstValue("Cache-Control").orElse("")).doesNotContain("immutable");

        for (String range : List.of("bytes=9-3", "lines=1-2", "bytes=-", "bytes=0-1,5-6")) {
            assertThat(get(file("nt"), "Range", range).statusCode()).as(range).isEqualTo(200);
        }
        assertThat(get(file("nt"), "Range", "bytes=1-", "If-Range", tag).statusCode())
                .isEqualTo(206);
        assertThat(get(file("nt"), "Range", "bytes=1-", "If-Range", "\"of-another-file\"")
                        .body())
                .isEqualTo(whole);
        assertThat(get(file("nt"), "Range", "bytes=1-", "If-Range", "W/" + tag).statusCode())
                .isEqualTo(200);
    }

    @Test
    @Order(1)
    void aDownloadThatBreaksOffGoesOnWhereItStopped() throws Exception {
        byte[] whole = bytes(file("nq"));
        byte[] begun;
        try (Socket socket = new Socket("localhost", service.port())) {
            socket.getOutputStream()
                    .write(("GET " + file("nq") + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
                head.write(in.read());
            }
            begun = in.readNBytes(whole.length / 3);
        }

        HttpResponse<byte[]> rest =
                get(file("nq"), "Range", "bytes=" + begun.length + "-", "If-Range", header(get(file("nq")), "ETag"));

        ByteArrayOutputStream together = new ByteArrayOutputStream();
        together.write(begun);
        together.write(rest.body());
        assertThat(together.toByteArray()).isEqualTo(whole);
    }

    @Test
    @Order(1)
    void thereIsAListForProgramsAndAPageForPeople() {
        JsonNode list = new JsonMapper().readTree(text("/dumps.json"));
        assertThat(list.get("release").asInt()).isEqualTo(1);
        assertThat(list.get("files")).hasSize(5);
        for (JsonNode file : list.get("files")) {
            String path = file.get("url").asString().replaceFirst("http://localhost:\\d+", "");
            assertThat(bytes(path)).hasSize(file.get("bytes").asInt());
        }
        assertThat(new JsonMapper().readTree(text("/dumps/1/dumps.json")).get("files"))
                .isEqualTo(list.get("files"));
        assertThat(text("/dumps", "Accept", "text/html", "Accept-Language", "en"))
                .contains("Release 1 to download", "dumps/1/stay-tuned.jsonld.gz", "sha256sum -c");
        assertThat(text("/dumps/1", "Accept", "text/html", "Accept-Language", "de"))
                .contains("Version 1 zum Herunterladen");
        HttpResponse<byte[]> latest = get("/dumps/latest/stay-tuned.ttl.gz");
        assertThat(latest.statusCode()).isEqualTo(302);
        assertThat(header(latest, "Location")).isEqualTo(service.base() + "dumps/1/stay-tuned.ttl.gz");
        for (String unknown : List.of("/dumps/99/stay-tuned.nq.gz", "/dumps/1/stay-tuned.xml.gz", "/dumps/99")) {
            assertThat(get(unknown).statusCode()).as(unknown).isEqualTo(404);
        }
    }

    @Test
    @Order(2)
    void whatIsDamagedOrMissingIsMadeAgainWithTheSameBytes() throws Exception {
        byte[] whole = bytes(file("trig"));
        Path stored = sources.dataDir().resolve("dumps/1/stay-tuned.trig.gz");

        Files.write(stored, Arrays.copyOf(whole, whole.length / 2));
        assertThat(bytes(file("trig"))).isEqualTo(whole);

        byte[] flipped = whole.clone();
        flipped[whole.length / 2] ^= 1;
        Files.write(stored, flipped);
        Files.setLastModifiedTime(stored, java.nio.file.attribute.FileTime.fromMillis(0));
        assertThat(bytes(file("trig"))).isEqualTo(whole);

        Files.delete(stored);
        assertThat(bytes(file("trig"))).isEqualTo(whole);

        Files.delete(sources.dataDir().resolve("dumps/1/dumps.json"));
        stop();
        start();
        assertThat(bytes(file("trig"))).isEqualTo(whole);
        assertThat(sources.dataDir().resolve("dumps")).isDirectoryNotContaining("glob:**.staging*");
    }

    @Test
    @Order(3)
    void olderReleasesAreMadeForWhoAsksAndTheDiskIsBounded() throws Exception {
        byte[] first = bytes(file("nq"));
        for (int i = 0; i < 4; i++) {
            change();
        }
        Dumps dumps = service.bean(Dumps.class);
        assertThat(dumps.releases()).hasSize(5);
        eventually(() -> dumps.of(5).isPresent() && folders().size() <= 3);

        assertThat(bytes(file("nq"))).isEqualTo(first);
        for (int release = 1; release <= 4; release++) {
            assertThat(bytes("/dumps/" + release + "/stay-tuned.nq.gz")).isNotEmpty();
        }
        eventually(() -> folders().size() <= 3);
        assertThat(folders()).contains("5");
        assertThat(text("/dumps", "Accept", "text/html", "Accept-Language", "en"))
                .contains("Release 5 to download", "Earlier releases");
    }

    private static List<String> folders() {
        try (var all = Files.list(sources.dataDir().resolve("dumps"))) {
            return all.map(one -> one.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void eventually(java.util.function.BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("still not so").isLessThan(end);
            Thread.sleep(100);
        }
    }

    private static void change() {
        sources.append("rdf-data/cities/aveiro.ttl", "# edit " + edits++ + "\n");
        service.publish();
    }

    private static String file(String extension) {
        return "/dumps/1/stay-tuned." + extension + ".gz";
    }

    private static byte[] unpacked(byte[] gzip) throws IOException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            return in.readAllBytes();
        }
    }

    /** As a client does that waits where it is told to. */
    private static byte[] bytes(String path) {
        HttpResponse<byte[]> answer = get(path);
        for (int i = 0; answer.statusCode() == 503 && i < 6; i++) {
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            try {
                Thread.sleep(3000);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            answer = get(path);
        }
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }

    private static String text(String path, String... headers) {
        HttpResponse<byte[]> answer = get(path, headers);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElseThrow(() -> new AssertionError("No " + name));
    }

    private static HttpResponse<byte[]> get(String path, String... headers) {
        return send("GET", path, headers);
    }

    private static HttpResponse<byte[]> send(String method, String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(service.base() + path.substring(1)))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new AssertionError(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
