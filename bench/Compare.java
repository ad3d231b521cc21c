import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
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
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Measures this service beside plain Fuseki: same release, same machine, one run. See bench/README.md.
 *
 * <p>What counts is the CPU time of the server process for a request (user and system, all threads, read from the
 * operating system before and after each round); the load generator is another process and costs it nothing. Rounds of
 * the two servers alternate and the median round is reported, so that a noisy neighbour disturbs both alike.
 */
public class Compare {

    record Server(String name, Process process, Function<String, HttpRequest> describe, Function<String, HttpRequest> query) {}

    record Round(double cpuMicros, double p50Millis, double p99Millis, double bytes, double perSecond) {}

    static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    static final Map<String, String> QUERIES = new java.util.TreeMap<>(Map.of(
            "1 labels of one class",
            "SELECT ?c ?l { ?c a <%sontology#City> ; <http://www.w3.org/2000/01/rdf-schema#label> ?l } ORDER BY ?l",
            "2 triples per predicate",
            "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p ORDER BY DESC(?n)",
            "3 who says what",
            "SELECT ?g (COUNT(DISTINCT ?s) AS ?n) { GRAPH ?g { ?s <http://purl.org/dc/terms/source> ?d } } GROUP BY ?g",
            "4 everything, 2000 rows",
            "SELECT * { ?s ?p ?o } LIMIT 2000"));

    public static void main(String[] args) throws Exception {
        Map<String, String> options = options(args);
        String jar = options.get("jar");
        String classpath = options.get("fuseki-classpath");
        int requests = Integer.parseInt(options.getOrDefault("requests", "5000"));
        int rounds = Integer.parseInt(options.getOrDefault("rounds", "5"));
        int threads = Integer.parseInt(options.getOrDefault("threads", "2"));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();

        Path work = Files.createTempDirectory("compare");
        int port = freePort();
        int management = freePort();
        String base = "http://localhost:" + port + "/";
        long started = System.nanoTime();
        Process ours = start(
                work.resolve("service.log"),
                java, "-Xmx1g", "-jar", jar, "--server.port=" + port, "--management.server.port=" + management,
                "--publication.data-dir=" + work.resolve("var"));
        Process fuseki = null;
        try {
            await(ours, base);
            System.out.printf("first answer after start: %.2f s%n", (System.nanoTime() - started) / 1e9);
            System.out.printf("resident after start: %d MB%n", residentMegabytes(ours));

            Path release = work.resolve("var/releases/1/release.nq.gz");
            int fusekiPort = freePort();
            fuseki = start(
                    work.resolve("fuseki.log"),
                    java, "-Xmx1g", "-cp", classpath, "bench/PlainFuseki.java", "" + fusekiPort, release.toString());
            String plain = "http://localhost:" + fusekiPort + "/ds/query";
            await(fuseki, plain + "?query=" + encode("ASK{}"));

            List<String> things = things(base);
            System.out.printf("%d things, JDK %s, %d requests a round, %d rounds, %d connections%n%n",
                    things.size(), System.getProperty("java.version"), requests, rounds, threads);
            if (things.isEmpty()) {
                throw new IllegalStateException("The release describes nothing under " + base + "id/");
            }

            List<Server> servers = List.of(
                    new Server("this service", ours,
                            iri -> get(base + "doc/" + iri.substring((base + "id/").length()) + ".ttl", "text/turtle"),
                            query -> get(base + "sparql?query=" + encode(query), "application/sparql-results+json")),
                    new Server("plain Fuseki", fuseki,
                            // Fuseki holds the release in named graphs alone: the archive leaves out what can be derived.
                            iri -> get(plain + "?query=" + encode("DESCRIBE <" + iri + ">")
                                    + "&default-graph-uri=urn:x-arq:UnionGraph", "text/turtle"),
                            query -> get(plain + "?query=" + encode(query)
                                    + (query.contains("GRAPH") ? "" : "&default-graph-uri=urn:x-arq:UnionGraph"),
                                    "application/sparql-results+json")));

            System.out.println("| measured | server | CPU µs/request | p50 ms | p99 ms | requests/s | bytes | ratio of CPU |");
            System.out.println("|---|---|---|---|---|---|---|---|");
            compare("one description as Turtle", servers, server -> {
                Random random = new Random(42);
                return () -> server.describe().apply(things.get(random.nextInt(things.size())));
            }, requests, rounds, threads);
            for (Map.Entry<String, String> query : QUERIES.entrySet()) {
                String text = query.getValue().contains("%s") ? query.getValue().formatted(base) : query.getValue();
                compare("query " + query.getKey(), servers, server -> () -> server.query().apply(text),
                        Math.max(200, requests / 10), rounds, threads);
            }
            System.out.printf("%nresident after load: this service %d MB, plain Fuseki %d MB%n",
                    residentMegabytes(ours), residentMegabytes(fuseki));
        } finally {
            ours.destroy();
            if (fuseki != null) {
                fuseki.destroy();
            }
        }
    }

    interface Requests {
        HttpRequest next();
    }

    static void compare(String what, List<Server> servers, Function<Server, Requests> load, int requests, int rounds, int threads)
            throws Exception {
        List<List<Round>> measured = new ArrayList<>();
        for (Server server : servers) {
            measured.add(new ArrayList<>());
            round(server, load, requests, threads); // warm up
            round(server, load, requests, threads);
        }
        for (int i = 0; i < rounds; i++) {
            for (int s = 0; s < servers.size(); s++) {
                measured.get(s).add(round(servers.get(s), load, requests, threads));
            }
        }
        double reference = median(measured.get(servers.size() - 1), Round::cpuMicros);
        for (int s = 0; s < servers.size(); s++) {
            List<Round> all = measured.get(s);
            double cpu = median(all, Round::cpuMicros);
            System.out.printf("| %s | %s | %.0f | %.2f | %.2f | %.0f | %.0f | %.2f |%n", what, servers.get(s).name(), cpu,
                    median(all, Round::p50Millis), median(all, Round::p99Millis), median(all, Round::perSecond),
                    median(all, Round::bytes), cpu / reference);
        }
    }

    static Round round(Server server, Function<Server, Requests> load, int requests, int threads) throws Exception {
        AtomicInteger left = new AtomicInteger(requests);
        long[] nanos = new long[requests];
        AtomicInteger slot = new AtomicInteger();
        java.util.concurrent.atomic.LongAdder bytes = new java.util.concurrent.atomic.LongAdder();
        List<Throwable> failures = java.util.Collections.synchronizedList(new ArrayList<>());
        CountDownLatch done = new CountDownLatch(threads);
        Requests source = load.apply(server);
        Duration before = cpu(server.process());
        long start = System.nanoTime();
        for (int t = 0; t < threads; t++) {
            Thread thread = new Thread(() -> {
                try {
                    while (left.getAndDecrement() > 0) {
                        HttpRequest request;
                        synchronized (source) {
                            request = source.next();
                        }
                        long sent = System.nanoTime();
                        HttpResponse<byte[]> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofByteArray());
                        if (answer.statusCode() != 200) {
                            throw new IOException(answer.statusCode() + " for " + request.uri());
                        }
                        bytes.add(answer.body().length);
                        nanos[slot.getAndIncrement()] = System.nanoTime() - sent;
                    }
                } catch (Exception e) {
                    failures.add(e);
                } finally {
                    done.countDown();
                }
            });
            thread.start();
        }
        done.await();
        double seconds = (System.nanoTime() - start) / 1e9;
        if (!failures.isEmpty()) {
            throw new IllegalStateException(server.name() + " failed", failures.get(0));
        }
        double micros = cpu(server.process()).minus(before).toNanos() / 1e3 / requests;
        Arrays.sort(nanos);
        return new Round(micros, nanos[requests / 2] / 1e6, nanos[(int) (requests * 0.99)] / 1e6,
                (double) bytes.sum() / requests, requests / seconds);
    }

    static List<String> things(String base) throws Exception {
        String query = "SELECT DISTINCT ?s { ?s a ?t FILTER(STRSTARTS(STR(?s), \"" + base + "id/\")) } ORDER BY ?s LIMIT 2000";
        String csv = CLIENT.send(get(base + "sparql?query=" + encode(query), "text/csv"), HttpResponse.BodyHandlers.ofString()).body();
        return csv.lines().skip(1).map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    static HttpRequest get(String uri, String accept) {
        return HttpRequest.newBuilder(URI.create(uri)).header("Accept", accept).timeout(Duration.ofSeconds(60)).build();
    }

    static double median(List<Round> rounds, java.util.function.ToDoubleFunction<Round> figure) {
        double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    static Duration cpu(Process process) throws IOException {
        // fields 14 and 15 of /proc/<pid>/stat: user and system time in clock ticks of 10 ms
        String stat = Files.readString(Path.of("/proc", "" + process.pid(), "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return Duration.ofMillis(10 * (Long.parseLong(fields[11]) + Long.parseLong(fields[12])));
    }

    static long residentMegabytes(Process process) throws IOException {
        return Files.readAllLines(Path.of("/proc", "" + process.pid(), "status")).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst().orElse(0);
    }

    static Process start(Path log, String... command) throws IOException {
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    }

    static void await(Process process, String url) throws Exception {
        for (int i = 0; i < 1200; i++) {
            if (!process.isAlive()) {
                throw new IllegalStateException("It did not start: " + process.info().commandLine().orElse(url));
            }
            try {
                if (CLIENT.send(get(url, "*/*"), HttpResponse.BodyHandlers.discarding()).statusCode() < 400) {
                    return;
                }
            } catch (IOException notYet) {
                // the port is not open yet
            }
            Thread.sleep(50);
        }
        throw new IllegalStateException("No answer within a minute from " + url);
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static Map<String, String> options(String[] args) {
        Map<String, String> options = new java.util.HashMap<>();
        for (int i = 0; i + 1 < args.length; i += 2) {
            options.put(args[i].replaceFirst("^--", ""), args[i + 1]);
        }
        if (!options.containsKey("jar") || !options.containsKey("fuseki-classpath") || !new File(options.get("jar")).isFile()) {
            System.err.println("usage: java bench/Compare.java --jar <service.jar> --fuseki-classpath <classpath> "
                    + "[--requests 5000] [--rounds 5] [--threads 2]   (bench/run.sh fills in the first two)");
            System.exit(2);
        }
        return options;
    }
}
