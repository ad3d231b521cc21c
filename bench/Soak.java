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
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Mixed load for as long as one likes: pages, Turtle, conditional requests, queries, search, look-up by name, and a release
 * every half minute. Fails where an answer is none that may be expected, or where what is alive in memory grows.
 *
 * <pre>
 * mvn -q -DskipTests package
 * java bench/Soak.java --jar target/stay-tuned-linked-data-0.1.0-SNAPSHOT.jar --minutes 60
 * </pre>
 *
 * Run it in the repository's root. Readers pause so that two processors are about half busy ({@code --pause}, in ms);
 * {@code --every} says how many seconds lie between two releases.
 * Memory is the heap after a collection that is asked for once a minute, and the resident size.
 */
public final class Soak {

    private static final Pattern DOCUMENT = Pattern.compile("<loc>([^<]*/doc/[^<]*)</loc>");
    private static final Pattern HEAP = Pattern.compile("(?m)^jvm_memory_used_bytes\\{area=\"heap\",[^}]*} ([0-9.E]+)$");

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Map<String, LongAdder> answers = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> unexpected = new ConcurrentHashMap<>();
    private final String base;
    private final String management;
    private final long pause;
    private final long every;
    private volatile boolean over;

    private Soak(int port, long pause, long every) {
        base = "http://localhost:" + port + "/";
        management = "http://127.0.0.1:" + (port + 1) + "/actuator/";
        this.pause = pause;
        this.every = every;
    }

    public static void main(String[] arguments) throws Exception {
        Map<String, String> named = new TreeMap<>();
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            named.put(arguments[i].replaceFirst("^--", ""), arguments[i + 1]);
        }
        int port = Integer.parseInt(named.getOrDefault("port", "18350"));
        new Soak(
                        port,
                        Long.parseLong(named.getOrDefault("pause", "10")),
                        Long.parseLong(named.getOrDefault("every", "30")))
                .run(
                        Path.of(named.getOrDefault("jar", "target/stay-tuned-linked-data-0.1.0-SNAPSHOT.jar")),
                        Integer.parseInt(named.getOrDefault("minutes", "60")),
                        port);
    }

    private void run(Path jar, int minutes, int port) throws Exception {
        Path work = Files.createTempDirectory("soak-");
        copy(Path.of("ontology"), work.resolve("ontology"));
        copy(Path.of("rdf-data"), work.resolve("rdf-data"));
        Process service = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-jar",
                        jar.toString(),
                        "--server.port=" + port,
                        "--management.server.port=" + (port + 1),
                        "--publication.sources=" + work.resolve("ontology") + "," + work.resolve("rdf-data"),
                        "--publication.data-dir=" + work.resolve("var"))
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("service.log").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(service::destroyForcibly));
        awaitReady(service, work);
        List<String> documents = documents();
        List<Thread> readers = new ArrayList<>();
        for (int reader = 0; reader < 4; reader++) {
            Random random = new Random(reader);
            Thread thread = new Thread(() -> read(documents, random));
            thread.start();
            readers.add(thread);
        }
        List<long[]> memory = new ArrayList<>();
        System.out.println("| minute | releases | answers | heap after GC, MB | resident, MB |\n|---|---|---|---|---|");
        int releases = 1;
        long began = System.nanoTime();
        for (int minute = 1; minute <= minutes; minute++) {
            while (TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began) < minute * 60L) {
                if (TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began) >= (releases - 1) * every) {
                    releases += publish(work, releases);
                }
                TimeUnit.SECONDS.sleep(1);
            }
            long heap = heap(service);
            long resident = resident(service);
            memory.add(new long[] {heap, resident});
            System.out.printf(
                    "| %d | %d | %d | %d | %d |%n",
                    minute, releases, answers.values().stream().mapToLong(LongAdder::sum).sum(), heap, resident);
        }
        over = true;
        for (Thread reader : readers) {
            reader.join();
        }
        service.destroy();
        service.waitFor(1, TimeUnit.MINUTES);
        System.out.println("\nAnswers: " + new TreeMap<>(answers));
        boolean grows = memory.size() >= 6 && least(memory, memory.size() / 2, memory.size()) > 1.2 * least(memory, 1, memory.size() / 2);
        if (!unexpected.isEmpty() || grows) {
            System.out.println("FAILED: " + (grows ? "what is alive in memory grows; " : "") + "unexpected: " + unexpected
                    + "; everything is left in " + work);
            System.exit(1);
        }
        System.out.println("PASSED: " + minutes + " minutes, " + releases + " releases, nothing unexpected, memory flat");
        System.exit(0);
    }

    private static long least(List<long[]> memory, int from, int to) {
        return memory.subList(from, to).stream().mapToLong(each -> each[0]).min().orElse(0);
    }

    private void read(List<String> documents, Random random) {
        Map<String, String> tags = new TreeMap<>();
        String[] languages = {"en", "nl", "el", "de"};
        while (!over) {
            try {
                readOne(documents, random, tags, languages);
            } catch (IllegalStateException noAnswer) {
                unexpected.computeIfAbsent(noAnswer.getMessage(), any -> new LongAdder()).increment();
            }
            sleep(pause);
        }
    }

    private void readOne(List<String> documents, Random random, Map<String, String> tags, String[] languages) {
        String document = documents.get((int) (documents.size() * random.nextDouble() * random.nextDouble()));
        int kind = random.nextInt(100);
        if (kind < 30) {
            expect("page", get(document, "Accept", "text/html", "Accept-Language", languages[kind % 4]), 200);
        } else if (kind < 55) {
            HttpResponse<String> answer = get(document, "Accept", "text/turtle");
            expect("turtle", answer, 200);
            answer.headers().firstValue("ETag").ifPresent(tag -> tags.put(document, tag));
        } else if (kind < 75) {
            expect("conditional", get(document, "Accept", "text/turtle", "If-None-Match", tags.getOrDefault(document, "\"x\"")), 200, 304);
        } else if (kind < 85) {
            expect("query", get(base + "sparql?format=json&query=" + encoded("SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o FILTER(?s != <urn:"
                    + random.nextInt(20) + ">) } GROUP BY ?p")), 200, 503);
        } else if (kind < 90) {
            expect("search", get(base + "search?q=" + "gent brug stay tune".substring(random.nextInt(12), 14 + random.nextInt(5)).strip().replace(' ', '+')), 200, 503);
        } else if (kind < 94) {
            expect("names", get(base + "reconcile?queries=" + encoded("{\"q\":{\"query\":\"Goteborg\"}}")), 200, 503);
        } else if (kind < 97) {
            expect("unknown", get(base + "doc/city/atlantis-" + random.nextInt(1000)), 404);
        } else {
            expect("wrong query", get(base + "sparql?query=" + encoded("SELECT ?x {")), 400);
        }
    }

    private void expect(String kind, HttpResponse<String> answer, int... statuses) {
        answers.computeIfAbsent(kind + " " + answer.statusCode(), any -> new LongAdder()).increment();
        for (int status : statuses) {
            if (answer.statusCode() == status) {
                return;
            }
        }
        unexpected.computeIfAbsent(answer.statusCode() + " " + answer.uri(), any -> new LongAdder()).increment();
    }

    private int publish(Path work, int release) throws IOException {
        Files.writeString(
                work.resolve("rdf-data/documents/urbact.ttl"),
                Files.readString(Path.of("rdf-data/documents/urbact.ttl")) + "# edit " + release + "\n");
        HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(management + "publish"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());
        expect("publish", answer, 200, 202);
        return 1;
    }

    private List<String> documents() {
        List<String> documents = new ArrayList<>();
        for (int tries = 0; documents.isEmpty() && tries < 120; tries++) {
            Matcher location = DOCUMENT.matcher(get(base + "sitemap/1.xml").body());
            while (location.find()) {
                documents.add(location.group(1));
            }
            sleep(500);
        }
        if (documents.isEmpty()) {
            for (String city : List.of("ghent", "aveiro", "barcelona", "berlin", "nantes")) {
                documents.add(base + "doc/city/" + city);
            }
        }
        return documents;
    }

    private long heap(Process service) throws IOException, InterruptedException {
        new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), "" + service.pid(), "GC.run")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        Matcher heap = HEAP.matcher(get(management + "prometheus").body());
        double bytes = 0;
        while (heap.find()) {
            bytes += Double.parseDouble(heap.group(1));
        }
        return (long) bytes >> 20;
    }

    private static long resident(Process service) throws IOException {
        Path status = Path.of("/proc/" + service.pid() + "/status");
        if (!Files.isReadable(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .sum()
                >> 10;
    }

    private void awaitReady(Process service, Path work) throws IOException {
        for (int tries = 0; tries < 3_000; tries++) {
            if (!service.isAlive()) {
                throw new IOException("The service ended:\n" + Files.readString(work.resolve("service.log")));
            }
            try {
                if (get(management + "health/readiness").statusCode() == 200) {
                    return;
                }
            } catch (IllegalStateException notYet) {
                // it has not opened its port
            }
            sleep(200);
        }
        throw new IOException("The service does not answer");
    }

    private HttpResponse<String> get(String address, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(60));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(request.uri() + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void sleep(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }
}
