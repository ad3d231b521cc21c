package eu.staytuned.lod.release;

import static org.assertj.core.api.Assertions.assertThat;

import eu.staytuned.lod.rdf.Sha256;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * Killed in whatever step of publishing, the service serves one whole release when it is started again: the new one where
 * the files still say so, the old one where they do not. The store is on the disk, so that it, too, is left as it was when the
 * process died. {@code scripts/KillTest.java} does the same with all of our data, as often as one likes.
 */
class KilledServiceTests {

    private static final int STATEMENTS = 10_000;
    private static final String NOTE = "http://www.w3.org/2004/02/skos/core#changeNote";
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    private Sources sources;

    /** When the process is killed, by what is in the archive. */
    private enum Moment {
        WHILE_IT_IS_ARCHIVED,
        WHEN_IT_IS_ARCHIVED,
        WHILE_IT_IS_PUT_ON_THE_SHELF,
        WHEN_IT_IS_PUBLISHED
    }

    @Test
    void afterEachKillThereIsOneWholeReleaseWithTheNextNumber() throws IOException {
        sources = Sources.small(folder);
        says(1);
        SeparateService service = start();
        try {
            service.awaitReady();
            assertServes(service, 1, 1);

            // the files are as before again when it starts: what was not archived never was, what was archived came and
            // went
            says(2);
            await(Moment.WHILE_IT_IS_ARCHIVED, 2, service.publishing());
            service.kill();
            int number = Files.exists(archive("2")) ? 3 : 1;
            says(1);
            service = start().awaitReady();
            assertServes(service, number, 1);

            for (Moment moment : Moment.values()) {
                if (moment != Moment.WHILE_IT_IS_ARCHIVED) {
                    number++;
                    says(number);
                    await(moment, number, service.publishing());
                    service.kill();
                    service = start().awaitReady();
                    assertServes(service, number, number);
                }
            }
        } finally {
            service.close();
        }
    }

    private SeparateService start() {
        return SeparateService.start(sources, "--publication.store=fuseki-config/config-tdb2.ttl");
    }

    /** Lets the files say another thing, in so many statements that publishing takes a while. */
    private void says(int generation) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < STATEMENTS; i++) {
            text.append("<https://w3id.org/stay-tuned/graph/bulk#")
                    .append(i)
                    .append("> <" + NOTE + "> \"generation ")
                    .append(generation)
                    .append("\"@en .\n");
        }
        sources.write("rdf-data/bulk.nt", text.toString());
    }

    private void await(Moment moment, int number, CompletableFuture<HttpResponse<String>> answer) {
        switch (moment) {
            case WHILE_IT_IS_ARCHIVED -> awaitFile(archive(".staging-" + number), answer);
            case WHEN_IT_IS_ARCHIVED -> awaitFile(archive("" + number), answer);
            case WHILE_IT_IS_PUT_ON_THE_SHELF -> {
                awaitFile(archive("" + number), answer);
                SeparateService.pause(60);
            }
            case WHEN_IT_IS_PUBLISHED -> assertThat(answer.join().body()).contains("\"outcome\":\"published\"");
        }
    }

    /** Or for the answer, where it was quicker than we look. */
    private static void awaitFile(Path file, CompletableFuture<?> answer) {
        while (!Files.exists(file) && !answer.isDone()) {
            SeparateService.pause(1);
        }
    }

    private Path archive(String name) {
        return sources.dataDir().resolve("releases").resolve(name);
    }

    private void assertServes(SeparateService service, int number, int generation) throws IOException {
        assertThat(service.management("publish").body()).contains("\"current\":{\"number\":" + number + ",");
        assertThat(service.rows("SELECT ?note (COUNT(*) AS ?n) { ?s <" + NOTE + "> ?note } GROUP BY ?note"))
                .containsExactly("generation " + generation + "," + STATEMENTS);

        Manifest manifest = manifest(archive("" + number));
        Map<String, String> expected = new TreeMap<>();
        manifest.graphs().stream()
                .filter(graph -> graph.triples() > 0)
                .forEach(graph -> expected.put(graph.name(), "" + graph.triples()));
        Map<String, String> served = new TreeMap<>();
        service.rows("SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")
                .forEach(row -> served.put(row.split(",")[0], row.split(",")[1]));
        assertThat(served).isEqualTo(expected);
        assertThat(service.rows("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"))
                .containsExactly("" + manifest.data().defaultGraphTriples());

        assertThat(archived())
                .allMatch(name -> name.matches("last-number|[1-9]\\d*"))
                .contains("" + number);
        for (String name : archived()) {
            if (!name.equals("last-number")) {
                assertThat(Sha256.of(archive(name).resolve("release.nq.gz")))
                        .isEqualTo(manifest(archive(name)).data().sha256());
            }
        }
    }

    private static Manifest manifest(Path release) throws IOException {
        return JSON.readValue(release.resolve("manifest.json").toFile(), Manifest.class);
    }

    private List<String> archived() throws IOException {
        try (Stream<Path> files = Files.list(archive("."))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
