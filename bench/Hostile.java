import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * How long pages take while queries that want everything are under way: before, with 16 of them in flight all the time, and after. Documents
 * are asked for under languages in turn, so that most have to be made.
 *
 * <pre>java bench/Hostile.java http://localhost:8080/ [seconds]</pre>
 */
class Hostile {

    private static final int QUERIES_IN_FLIGHT = 16;

    private static final List<String> LANGUAGES =
            List.of("en", "nl", "fr", "de", "el", "pt", "es", "ca", "sv", "bg", "et");

    /** Each wants time, memory or both without end. */
    private static final List<String> QUERIES = List.of(
            "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
            "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f ?c",
            "SELECT DISTINCT * { ?a ?b ?c . ?d ?e ?f }",
            "SELECT ?c ?f (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f } GROUP BY ?c ?f",
            "SELECT (GROUP_CONCAT(?c) AS ?all) { ?a ?b ?c . ?d ?e ?f }",
            "SELECT (COUNT(*) AS ?n) { ?a (!<urn:x>|^!<urn:x>)* ?b . ?b (!<urn:x>|^!<urn:x>)* ?c }",
            "SELECT (COUNT(*) AS ?n) { ?a ?b ?c FILTER(REGEX(CONCAT(STR(?c), '" + "a".repeat(60)
                    + "'), '(.*a){18}b')) }",
            "SELECT (COUNT(*) AS ?n) { ?a ?x ?y MINUS { ?a ?b ?c . ?d ?e ?f } }",
            "CONSTRUCT { ?a ?b ?f } WHERE { ?a ?b ?c . ?d ?e ?f }",
            "SELECT ?x { BIND(CONCAT('" + "x".repeat(1_000)
                    + "', '') AS ?y) ?a ?b ?c BIND(REPLACE(CONCAT(?y, STR(?c)), 'x', ?y) AS ?x) }");

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static volatile boolean over;

    public static void main(String[] arguments) throws Exception {
        String base = arguments[0].endsWith("/") ? arguments[0] : arguments[0] + "/";
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 30;
        List<String> pages = pages(base);
        System.out.printf("%d documents, %d languages%n%n", pages.size(), LANGUAGES.size());
        System.out.println("| | pages | p50 ms | p95 ms | p99 ms | slowest ms | not 200 |");
        System.out.println("|---|---|---|---|---|---|---|");
        measure("warming up", pages, 5);
        measure("alone", pages, seconds / 3);

        Map<String, LongAdder> ends = new ConcurrentHashMap<>();
        List<Thread> hostile = new ArrayList<>();
        for (int i = 0; i < QUERIES_IN_FLIGHT; i++) {
            int first = i;
            Thread thread = new Thread(() -> ask(base, first, ends));
            thread.setDaemon(true);
            thread.start();
            hostile.add(thread);
        }
        Thread.sleep(2_000);
        measure(QUERIES_IN_FLIGHT + " hostile queries in flight", pages, seconds);
        over = true;
        for (Thread thread : hostile) {
            thread.join(60_000);
        }
        measure("afterwards", pages, seconds / 3);
        System.out.println();
        System.out.println("What became of the queries: " + new TreeMap<>(ends));
    }

    private static List<String> pages(String base) throws Exception {
        String query =
                "SELECT DISTINCT ?s { ?s a ?t FILTER(STRSTARTS(STR(?s), '" + base + "id/')) } ORDER BY ?s LIMIT 400";
        String rows = get(base + "sparql?format=csv&query=" + encoded(query)).body();
        return rows.lines()
                .skip(1)
                .map(iri -> iri.replace(base + "id/", base + "doc/"))
                .toList();
    }

    private static void measure(String name, List<String> pages, int seconds) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        List<Long> times = new ArrayList<>();
        int failed = 0;
        for (int i = 0; System.nanoTime() < end; i++) {
            String page = pages.get(i * 7 % pages.size()) + "?lang=" + LANGUAGES.get(i % LANGUAGES.size());
            long start = System.nanoTime();
            failed += get(page, "text/html").statusCode() == 200 ? 0 : 1;
            times.add(System.nanoTime() - start);
            Thread.sleep(20);
        }
        long[] sorted = times.stream().mapToLong(Long::longValue).sorted().toArray();
        System.out.printf(
                "| %s | %d | %.1f | %.1f | %.1f | %.1f | %d |%n",
                name, sorted.length, at(sorted, 0.5), at(sorted, 0.95), at(sorted, 0.99), at(sorted, 1), failed);
    }

    private static double at(long[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1, Math.floor(sorted.length * share))] / 1e6;
    }

    private static void ask(String base, int first, Map<String, LongAdder> ends) {
        for (int i = first; !over; i++) {
            String query = QUERIES.get(i % QUERIES.size()) + " # " + i;
            String end;
            try {
                HttpResponse<String> answer = get(base + "sparql?timeout=10&query=" + encoded(query));
                String title = answer.body().replaceAll("(?s).*\"title\":\"([^\"]*)\".*", "$1");
                end = answer.statusCode() == 200
                        ? "200"
                        : answer.statusCode() + " " + title.substring(0, Math.min(40, title.length()));
            } catch (Exception e) {
                end = e.getClass().getSimpleName();
            }
            ends.computeIfAbsent(end, any -> new LongAdder()).increment();
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static HttpResponse<String> get(String address, String... accept) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(90));
        if (accept.length > 0) {
            request.header("Accept", accept[0]);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
