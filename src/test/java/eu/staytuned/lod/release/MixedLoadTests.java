package eu.staytuned.lod.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Readers of all kinds, and releases in between: every answer is one that may be expected, and memory does not grow with the
 * number of releases. {@code bench/Soak.java} does it for as long as one likes.
 */
class MixedLoadTests {

    private static final int RELEASES = 8;
    private static final int READERS = 3;
    private static final Pattern HEAP =
            Pattern.compile("(?m)^jvm_memory_used_bytes\\{area=\"heap\",id=\"Tenured Gen\"} ([0-9.E]+)$");

    @TempDir
    Path folder;

    private final Map<String, Integer> unexpected = new ConcurrentHashMap<>();

    @Test
    void nothingUnexpectedIsAnsweredAndMemoryStaysFlat() throws Exception {
        Sources sources = Sources.small(folder);
        ExecutorService readers = Executors.newFixedThreadPool(READERS);
        try (SeparateService service =
                SeparateService.start(sources, "--publication.rate.units=0").awaitReady()) {
            List<Double> heaps = new ArrayList<>();
            for (int release = 2; release <= RELEASES; release++) {
                AtomicInteger over = new AtomicInteger();
                List<Future<?>> reading = new ArrayList<>();
                for (int reader = 0; reader < READERS; reader++) {
                    int first = reader;
                    reading.add(readers.submit(() -> read(service, first, over)));
                }
                sources.write(
                        "rdf-data/state.ttl",
                        "<https://w3id.org/stay-tuned/graph/state> <http://www.w3.org/2000/01/rdf-schema#comment> \"State "
                                + release + ".\"@en .\n");
                HttpResponse<String> published = service.publish();
                assertThat(published.body())
                        .contains("\"outcome\":\"published\",\"release\":{\"number\":" + release + ",");
                over.set(1);
                for (Future<?> each : reading) {
                    each.get();
                }
                heaps.add(heap(service));
            }
            assertThat(new TreeMap<>(unexpected)).isEmpty();
            assertThat(heaps.get(heaps.size() - 1) - heaps.get(2))
                    .as("growth of the heap after each release: %s", heaps)
                    .isLessThan(8 << 20);
        } finally {
            readers.shutdownNow();
        }
    }

    /** All kinds of requests, again and again until a release is out; each at least twice. */
    private void read(SeparateService service, int first, AtomicInteger over) {
        String select =
                "SELECT ?s ?name { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?name } ORDER BY ?name LIMIT ";
        String tag = "";
        for (int round = 0; round < 2 || over.get() == 0; round++) {
            expect(service.get("doc/city/ghent", "Accept", "text/html", "Accept-Language", "nl"), 200);
            HttpResponse<String> turtle =
                    service.get("doc/city/aveiro.ttl", "If-None-Match", tag.isEmpty() ? "\"x\"" : tag);
            expect(turtle, 200, 304);
            tag = turtle.headers().firstValue("ETag").orElse(tag);
            expect(service.get("id/city/ghent", "Accept", "application/ld+json"), 303);
            expect(service.get("doc/city/atlantis"), 404);
            expect(service.get("sparql?format=json&query=" + encoded(select + (1 + (first * 31 + round) % 7))), 200);
            expect(service.get("sparql?format=csv&query=" + encoded("SELECT ?s { ?s ")), 400);
            expect(service.get("search?q=gen&lang=de"), 200, 503);
            expect(service.post("reconcile", "queries=" + encoded("{\"q\":{\"query\":\"Ghent\"}}")), 200, 503);
            expect(service.get("data.xlsx"), 200, 404, 503);
            expect(service.get("changes"), 200, 503);
        }
    }

    private void expect(HttpResponse<String> answer, int... statuses) {
        for (int status : statuses) {
            if (answer.statusCode() == status
                    && (status != 503
                            || answer.headers().firstValue("Retry-After").isPresent())) {
                return;
            }
        }
        unexpected.merge(answer.statusCode() + " " + answer.uri().getPath(), 1, Integer::sum);
    }

    /** What is alive: the old generation after a collection that was asked for. */
    private static double heap(SeparateService service) throws IOException, InterruptedException {
        Process collection = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        "" + service.process().pid(),
                        "GC.run")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(collection.waitFor()).isZero();
        Matcher heap = HEAP.matcher(service.management("prometheus").body());
        assertThat(heap.find()).isTrue();
        return Double.parseDouble(heap.group(1));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
