import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a page for people costs once the code is warm: CPU of the threads that answer, for each kind of page, kept and
 * computed. It ends within two minutes on a quiet machine, since no round lasts longer than a second.
 *
 * <pre>
 * mvn -q -B -DskipTests package
 * java bench/Pages.java target/stay-tuned-linked-data-*.jar [requests a round] [rounds]
 * </pre>
 *
 * The first column is a service as it is shipped, which keeps pages as it sent them; the second one that keeps none. The
 * median round counts, after a quarter of a minute that warms the code. Needs Linux, which tells what a thread has used.
 */
public class Pages {

    private static final Map<String, String> PAGES = new LinkedHashMap<>();

    static {
        PAGES.put("home", "");
        PAGES.put("network", "doc/network/stay-tuned");
        PAGES.put("city", "doc/city/ghent");
        PAGES.put("action", "doc/action/ghent-school-plans");
        PAGES.put("concept", "doc/policy-category/prevention");
        PAGES.put("document", "doc/document/cedefop-stay-tuned");
        PAGES.put("claim", "doc/claim");
        PAGES.put("region", "doc/region/be23");
        PAGES.put("explore", "explore");
        PAGES.put("compare", "compare?city=ghent&city=nantes&city=sofia");
        PAGES.put("search", "search?q=goteborg");
    }

    private static final Duration WARMING = Duration.ofSeconds(15);
    private static final Duration LONGEST_ROUND = Duration.ofSeconds(1);

    private final HttpClient http = HttpClient.newHttpClient();

    public static void main(String[] args) throws Exception {
        String jar = args[0];
        int requests = args.length > 1 ? Integer.parseInt(args[1]) : 2000;
        int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 5;
        Path work = Files.createTempDirectory("pages");
        Pages pages = new Pages();
        Map<String, double[]> kept = pages.measure(jar, work, "32MB", requests, rounds);
        Map<String, double[]> computed = pages.measure(jar, work, "0B", Math.max(200, requests / 10), rounds);
        System.out.printf("%nJDK %s, %d requests a round (computed: a tenth), %d rounds%n%n",
                System.getProperty("java.version"), requests, rounds);
        System.out.printf("%-10s %8s %16s %20s%n", "page", "KB gzip", "kept, µs CPU", "computed, µs CPU");
        kept.forEach((name, result) -> System.out.printf(
                "%-10s %8.0f %16.0f %20.0f%n", name, result[1] / 1024, result[0], computed.get(name)[0]));
    }

    private Map<String, double[]> measure(String jar, Path work, String cache, int requests, int rounds)
            throws Exception {
        int port = freePort();
        Process server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar", jar, "--server.port=" + port, "--management.server.port=" + freePort(),
                        "--publication.data-dir=" + work.resolve("var"), "--publication.cache-size=" + cache)
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("service-" + cache + ".log").toFile())
                .start();
        try {
            String base = "http://localhost:" + port + "/";
            await(server, base);
            long warm = System.nanoTime() + WARMING.toNanos();
            while (System.nanoTime() < warm) {
                for (String path : PAGES.values()) {
                    load(base + path, 10); // every page warms what all share
                }
            }
            Map<String, double[]> results = new LinkedHashMap<>();
            for (Map.Entry<String, String> page : PAGES.entrySet()) {
                double[] micros = new double[rounds];
                int size = 0;
                for (int round = 0; round < rounds; round++) {
                    long before = cpu(server);
                    Loaded loaded = load(base + page.getValue(), requests);
                    micros[round] = (cpu(server) - before) / 1e3 / loaded.requests();
                    size = loaded.size();
                }
                java.util.Arrays.sort(micros);
                results.put(page.getKey(), new double[] {micros[rounds / 2], size});
            }
            return results;
        } finally {
            server.destroy();
            server.waitFor();
        }
    }

    private record Loaded(int requests, int size) {}

    private Loaded load(String address, int requests) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .header("Accept", "text/html")
                .header("Accept-Language", "en")
                .header("Accept-Encoding", "gzip")
                .build();
        int size = 0;
        int done = 0;
        long end = System.nanoTime() + LONGEST_ROUND.toNanos();
        while (done < requests && System.nanoTime() < end) {
            HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(address + " answers " + answer.statusCode());
            }
            size = answer.body().length;
            done++;
        }
        return new Loaded(done, size);
    }

    /** What the threads that answer have used, in nanoseconds; what compiles and collects has threads of its own. */
    private static long cpu(Process process) throws IOException {
        long nanos = 0;
        try (DirectoryStream<Path> threads =
                Files.newDirectoryStream(Path.of("/proc", Long.toString(process.pid()), "task"))) {
            for (Path thread : threads) {
                try {
                    if (Files.readString(thread.resolve("comm")).startsWith("http-nio")) {
                        nanos += Long.parseLong(
                                Files.readString(thread.resolve("schedstat")).split(" ")[0]);
                    }
                } catch (IOException ended) {
                    // The thread is gone; it had nothing to do.
                }
            }
        }
        return nanos;
    }

    private void await(Process server, String base) throws Exception {
        for (int tries = 0; tries < 240 && server.isAlive(); tries++) {
            try {
                http.send(HttpRequest.newBuilder(URI.create(base)).build(), HttpResponse.BodyHandlers.discarding());
                return;
            } catch (IOException notYet) {
                Thread.sleep(500);
            }
        }
        throw new IllegalStateException("The service does not answer; see its log in the working folder.");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
