package eu.staytuned.lod.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Whatever is asked in SPARQL, there is an answer, or a reason for none that is not a fault of ours. */
class RandomQueryTests extends SiteTest {

    private static final long SEED = Long.getLong("queries.seed", 20261126);
    private static final int QUERIES = Integer.getInteger("queries.number", 1_000);
    private static final int SHOWN = Integer.getInteger("queries.shown", 5);
    private static final List<String> FORMATS = List.of(
            "", "", "", "", "", "", "", "", "", "", "", "", "json", "xml", "csv", "tsv", "text", "turtle", "nt", "rdf",
            "jsonld", "trig", "nq", "html");

    @Test
    void aThousandRandomQueries() throws Exception {
        int answered = 0;
        int refused = 0;
        List<String> faults = new ArrayList<>();
        ExecutorService clients = Executors.newFixedThreadPool(3);
        try {
            List<Future<HttpResponse<String>>> answers = new ArrayList<>();
            for (long seed = SEED; seed < SEED + QUERIES; seed++) {
                long number = seed;
                answers.add(clients.submit(() -> ask(number)));
            }
            for (int i = 0; i < QUERIES; i++) {
                HttpResponse<String> answer = answers.get(i).get();
                int status = answer.statusCode();
                answered += status == 200 ? 1 : 0;
                refused += status == 400 ? 1 : 0;
                boolean problem = answer.headers()
                        .firstValue("Content-Type")
                        .filter("application/problem+json"::equals)
                        .isPresent();
                if (status >= 500 && status != 503 || status != 200 && !problem) {
                    faults.add("-Dqueries.seed=%d -Dqueries.number=1: %d%n%s%n%s%n"
                            .formatted(SEED + i, status, RandomQueries.of(SEED + i, base()), answer.body()));
                }
            }
        } finally {
            clients.shutdownNow();
        }
        assertThat(faults.stream().limit(SHOWN)).as("%d faults", faults.size()).isEmpty();
        assertThat(answered).as("answered").isGreaterThan(QUERIES / 4);
        assertThat(refused).as("refused").isGreaterThan(QUERIES / 10);
    }

    /** Nobody waits longer than a second for what makes no sense. */
    private HttpResponse<String> ask(long seed) {
        String query = URLEncoder.encode(RandomQueries.of(seed, base()), StandardCharsets.UTF_8);
        String format = FORMATS.get((int) Math.floorMod(seed, FORMATS.size()));
        return send("GET", "/sparql?timeout=1&format=" + format + "&query=" + query);
    }
}
