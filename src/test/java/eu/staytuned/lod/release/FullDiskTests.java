package eu.staytuned.lod.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the disk is full, the release that is published stays, readers notice nothing, and all goes on once there is room. */
class FullDiskTests {

    private static final String NAMES =
            "SELECT ?name { ?thing <http://www.w3.org/2000/01/rdf-schema#label> ?name } ORDER BY ?name";

    @TempDir
    static Path folder;

    private static SmallDisk disk;
    private static Sources sources;
    private static Service service;

    @BeforeAll
    static void start() throws IOException {
        sources = Sources.small(folder);
        Files.createDirectories(sources.dataDir());
        disk = new SmallDisk(sources.dataDir(), 4);
        service = sources.serve();
    }

    @AfterAll
    static void stop() throws IOException {
        if (service != null) {
            service.close();
        }
        if (disk != null) {
            disk.close();
        }
    }

    @AfterEach
    void makeRoom() throws IOException {
        disk.empty();
    }

    @Test
    void whereverRoomRunsOutTheOldReleaseStaysAndNothingIsHalfWritten() throws IOException {
        int before = service.edition().number();
        sources.append("rdf-data/cities/aveiro.ttl", "# edited\n");
        int failed = 0;
        Outcome outcome;
        for (int blocks = 0; ; blocks++) {
            disk.fill(blocks);
            outcome = service.bean(Publisher.class).request().join();
            if (outcome instanceof Outcome.Published) {
                break;
            }
            failed++;
            assertThat(outcome).isInstanceOf(Outcome.Failed.class);
            assertThat(outcome.report())
                    .contains(
                            "release " + before + " stays published",
                            "Release " + (before + 1) + " could not be written")
                    .contains("there is no room left. Make some, and publish again.");
            assertThat(service.edition().number()).isEqualTo(before);
            assertThat(archived()).contains("" + before).doesNotContain("" + (before + 1));
            assertNothingIsHalfWritten();
            assertThat(service.get("doc/city/aveiro").statusCode()).isEqualTo(200);
            assertThat(ask(service).body()).contains("Aveiro");
        }

        assertThat(failed).as("attempts with too little room").isPositive();
        assertThat(service.edition().number()).isEqualTo(before + 1);
        disk.empty();
        sources.append("rdf-data/cities/aveiro.ttl", "# again\n");
        service.publish();
        assertThat(service.edition().number()).isEqualTo(before + 2);
    }

    @Test
    void aResultThatCannotBeKeptIsRefusedAndThoseThatAreKeptAreAnswered() throws IOException {
        String kept = cite(NAMES).headers().firstValue("Location").orElseThrow();
        disk.fill(0);
        HttpResponse<String> refused = cite(NAMES + " LIMIT 1");

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(refused.body()).contains("could not be written to the disk");
        assertNothingIsHalfWritten();
        assertThat(service.get(kept, "Accept", "text/csv").statusCode()).isLessThan(400);

        disk.empty();
        assertThat(cite(NAMES + " LIMIT 1").statusCode()).isEqualTo(201);
    }

    @Test
    void dumpsThatCannotBeWrittenAreNotThereByHalf() throws IOException {
        sources.append("rdf-data/cities/aveiro.ttl", "# with dumps\n");
        service.publish();
        String dump = "dumps/" + service.edition().number() + "/stay-tuned.nq.gz";
        disk.fill(0);
        HttpResponse<String> refused = service.get(dump);
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertNothingIsHalfWritten();
    }

    private static HttpResponse<String> ask(Service service) {
        return service.get("sparql?format=csv&query=" + URLEncoder.encode(NAMES, StandardCharsets.UTF_8));
    }

    private static HttpResponse<String> cite(String query) {
        return service.post("q", "query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
    }

    private static void assertNothingIsHalfWritten() throws IOException {
        try (Stream<Path> files = Files.walk(sources.dataDir())) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .noneMatch(name -> name.contains(".staging") || name.contains(".part"));
        }
    }

    private static List<String> archived() throws IOException {
        try (Stream<Path> files = Files.list(sources.dataDir().resolve("releases"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
