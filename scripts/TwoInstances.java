import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What readers see of two instances behind a proxy; {@code scripts/two-instances.sh} uses it.
 *
 * <pre>
 * java scripts/TwoInstances.java same http://localhost:8080/ http://localhost:8082/    do both say the same, under the same entity tags?
 * java scripts/TwoInstances.java load http://localhost/ 24 stop                        24 requests a second until there is a file "stop"
 * </pre>
 *
 * The address is the base of the IRIs as well.
 *
 * <p>Pages, Turtle, HEAD and conditional requests, and queries. Most of the queries and a third of the documents are asked for
 * as nobody did before, so that no cache can answer. A request fails where the status is not the one that is due, the
 * answer breaks off, an entity tag is another than before, the same tag stands over other bytes, or {@code Vary} names
 * what the key of the cache lacks. Ends with 1 where one did.
 */
public final class TwoInstances {

    private static final Pattern DOCUMENT = Pattern.compile("<loc>https?://[^/<]+/([^<]*)</loc>");
    private static final Set<String> IN_THE_KEY = Set.of("accept", "accept-language", "accept-encoding");
    private static final List<String> TYPES = List.of("text/html", "text/turtle", "application/ld+json");
    private static final List<String> LANGUAGES = List.of("en", "nl", "el", "pl");
    private static final int READ = 120;
    private static final int COMPARED = 30;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Map<String, LongAdder> answers = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> failures = new ConcurrentHashMap<>();
    private final Map<String, String> tags = new ConcurrentHashMap<>();
    private final Map<String, Integer> bytes = new ConcurrentHashMap<>();
    private final List<Long> times = new ArrayList<>();

    public static void main(String[] arguments) throws Exception {
        TwoInstances readers = new TwoInstances();
        boolean good = arguments[0].equals("same")
                ? readers.same(arguments[1], arguments[2])
                : readers.load(arguments[1], Integer.parseInt(arguments[2]), Path.of(arguments[3]));
        System.exit(good ? 0 : 1);
    }

    private boolean same(String one, String other) throws Exception {
        int compared = 0;
        int different = 0;
        for (String document : documents(one, COMPARED)) {
            for (String type : TYPES) {
                for (String coding : List.of("identity", "gzip")) {
                    HttpResponse<byte[]> first = send("GET", one + document, "Accept", type, "Accept-Encoding", coding);
                    HttpResponse<byte[]> second = send("GET", other + document, "Accept", type, "Accept-Encoding", coding);
                    compared++;
                    if (!version(first).equals(version(second)) || !Arrays.equals(first.body(), second.body())) {
                        different++;
                        System.out.println("DIFFERS: /" + document + " as " + type + ": " + version(first) + " and " + version(second)
                                + difference(first.body(), second.body()));
                    }
                }
            }
        }
        System.out.println(compared + " answers compared, " + different + " differ");
        return compared > 0 && different == 0;
    }

    private static String difference(byte[] one, byte[] other) {
        int at = Arrays.mismatch(one, other);
        return at < 0 ? "" : "; from byte " + at + ": " + around(one, at) + " and " + around(other, at);
    }

    private static String around(byte[] body, int at) {
        int end = Math.min(body.length, at + 150);
        return new String(body, Math.max(0, at - 100), end - Math.max(0, at - 100), StandardCharsets.UTF_8).replaceAll("\\s+", " ");
    }

    private static List<Object> version(HttpResponse<byte[]> answer) {
        return List.of(
                answer.statusCode(),
                answer.headers().firstValue("ETag").orElse("no tag"),
                answer.headers().firstValue("Last-Modified").orElse("no time"));
    }

    private boolean load(String base, int rate, Path stop) throws Exception {
        List<String> documents = documents(base, READ);
        ExecutorService readers = Executors.newFixedThreadPool(24);
        Random random = new Random(1);
        long begun = System.nanoTime();
        int sent = 0;
        for (; !Files.exists(stop); sent++) {
            long due = begun + sent * 1_000_000_000L / rate;
            TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
            Asked asked = next(base, documents, random, sent);
            readers.execute(() -> ask(base, asked));
        }
        readers.shutdown();
        boolean answered = readers.awaitTermination(2, TimeUnit.MINUTES);
        report(sent, (System.nanoTime() - begun) / 1e9);
        return answered && sent > 0 && failures.isEmpty();
    }

    private record Asked(String kind, String method, String address, String accept, String languages, boolean conditional) {}

    private static Asked next(String base, List<String> documents, Random random, int number) {
        String document = documents.get((int) (documents.size() * random.nextDouble() * random.nextDouble()));
        String type = TYPES.get(random.nextInt(TYPES.size()));
        String language = LANGUAGES.get(random.nextInt(LANGUAGES.size()));
        // a type that nobody has, so that no cache has seen the request
        String anew = ", application/x-" + number + ";q=0.1";
        int kind = random.nextInt(100);
        if (kind < 25) {
            return new Asked("document", "GET", document, type, language, false);
        } else if (kind < 50) {
            return new Asked("document, asked anew", "GET", document, type + anew, language, false);
        } else if (kind < 60) {
            return new Asked("HEAD", "HEAD", document, type + anew, language, false);
        } else if (kind < 70) {
            return new Asked("conditional", "GET", document, type, language, true);
        } else if (kind < 75) {
            return new Asked("query, asked again", "GET", "sparql?query=" + encoded("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"), "text/csv", "en", false);
        }
        String query = "SELECT ?p ?o { <" + base + document.replaceFirst("^doc/", "id/") + "> ?p ?o FILTER(?o != <urn:x:" + number
                + ">) } ORDER BY ?p ?o";
        return new Asked("query", "GET", "sparql?query=" + encoded(query), "application/sparql-results+json", "en", false);
    }

    private void ask(String base, Asked asked) {
        String variant = asked.address() + " as " + asked.accept().replaceFirst(",.*", "") + " in " + asked.languages();
        List<String> headers = new ArrayList<>(List.of("Accept", asked.accept(), "Accept-Language", asked.languages()));
        String known = tags.get(variant);
        boolean conditional = asked.conditional() && known != null;
        if (conditional) {
            headers.addAll(List.of("If-None-Match", known));
        }
        long begun = System.nanoTime();
        try {
            HttpResponse<byte[]> answer = send(asked.method(), base + asked.address(), headers.toArray(String[]::new));
            count(answers, asked.kind() + " " + answer.statusCode());
            problem(asked, conditional, variant, answer)
                    .ifPresent(problem -> count(failures, problem + ": " + asked.method() + " /" + shortened(variant)));
        } catch (IOException e) {
            count(failures, e + ": " + asked.method() + " /" + shortened(variant));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (times) {
            times.add(System.nanoTime() - begun);
        }
    }

    private Optional<String> problem(Asked asked, boolean conditional, String variant, HttpResponse<byte[]> answer) {
        if (answer.statusCode() != (conditional ? 304 : 200)) {
            return Optional.of("status " + answer.statusCode());
        }
        for (String names : answer.headers().allValues("Vary")) {
            for (String name : names.split(",")) {
                if (!IN_THE_KEY.contains(name.strip().toLowerCase(Locale.ROOT))) {
                    return Optional.of("Vary: " + names);
                }
            }
        }
        String tag = answer.headers().firstValue("ETag").orElse("");
        if (tag.isEmpty()) {
            return Optional.of("no entity tag");
        }
        String before = tags.putIfAbsent(variant, tag);
        if (before != null && !before.equals(tag)) {
            return Optional.of("entity tag " + tag + " after " + before);
        }
        if (asked.method().equals("GET") && !conditional) {
            if (answer.body().length == 0) {
                return Optional.of("empty");
            }
            Integer same = bytes.putIfAbsent(variant, Arrays.hashCode(answer.body()));
            if (same != null && same != Arrays.hashCode(answer.body())) {
                return Optional.of("other bytes under " + tag);
            }
        }
        return Optional.empty();
    }

    private void report(int sent, double seconds) {
        times.sort(null);
        System.out.printf(
                Locale.ROOT,
                "%d requests in %.0f s; half of them within %.0f ms, 99%% within %.0f ms, the longest %.0f ms%n",
                sent,
                seconds,
                times.get(times.size() / 2) / 1e6,
                times.get(times.size() * 99 / 100) / 1e6,
                times.get(times.size() - 1) / 1e6);
        new TreeMap<>(answers).forEach((kind, number) -> System.out.println("  " + kind + ": " + number));
        long failed = failures.values().stream().mapToLong(LongAdder::sum).sum();
        new TreeMap<>(failures).forEach((what, number) -> System.out.println("FAILED " + number + " times: " + what));
        System.out.println(failed + " failed");
    }

    private List<String> documents(String base, int most) throws IOException, InterruptedException {
        for (int tries = 0; tries < 300; tries++) {
            HttpResponse<byte[]> map = send("GET", base + "sitemap/1.xml");
            if (map.statusCode() == 200) {
                List<String> documents = DOCUMENT.matcher(new String(map.body(), StandardCharsets.UTF_8)).results()
                        .map(found -> found.group(1))
                        .filter(address -> address.startsWith("doc/"))
                        .toList();
                // every so many, so that all kinds are among them
                int step = Math.max(1, documents.size() / most);
                return IntStream.range(0, documents.size() / step).mapToObj(i -> documents.get(i * step)).toList();
            }
            TimeUnit.SECONDS.sleep(1);
        }
        throw new IOException("There is no sitemap at " + base);
    }

    private HttpResponse<byte[]> send(String method, String address, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .timeout(Duration.ofSeconds(90));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static void count(Map<String, LongAdder> counts, String what) {
        counts.computeIfAbsent(what, any -> new LongAdder()).increment();
    }

    private static String shortened(String text) {
        return text.length() > 120 ? text.substring(0, 120) + "…" : text;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
