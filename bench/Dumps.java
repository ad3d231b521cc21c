import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;

/**
 * What the dumps of a large release cost: time, memory of the server process, and the rate of a download.
 *
 * <pre>
 * mvn -q -B -DskipTests package
 * java bench/Dumps.java target/stay-tuned-linked-data-*.jar [statements] [heap, such as 500m]
 * </pre>
 *
 * A release that {@code CityNetworks.java} makes is put into a new archive as number 1; the service starts with the
 * repository's own data as number 2, and then is asked for the dumps of the first. Needs Linux: memory is read from
 * {@code /proc}.
 */
public class Dumps {

    private static final String BASE = "https://w3id.org/stay-tuned/";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    public static void main(String[] args) throws Exception {
        String jar = args[0];
        long statements = args.length > 1 ? Long.parseLong(args[1]) : 2_000_000;
        String heap = args.length > 2 ? args[2] : "500m";
        Path work = Files.createTempDirectory("dumps");
        archive(work.resolve("var/releases/1"), statements);
        int port = freePort();
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process server = new ProcessBuilder(
                        java, "-Xmx" + heap, "-jar", jar, "--server.port=" + port,
                        "--management.server.port=" + freePort(), "--publication.base-uri=" + BASE,
                        "--publication.data-dir=" + work.resolve("var"))
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("service.log").toFile())
                .start();
        try {
            String base = "http://localhost:" + port + "/";
            await(server, base, base + "dumps/2/dumps.json");
            long before = resident(server);
            long start = System.nanoTime();
            AtomicLong peak = new AtomicLong();
            Thread watch = new Thread(() -> {
                try {
                    while (true) {
                        peak.accumulateAndGet(resident(server), Math::max);
                        Thread.sleep(200);
                    }
                } catch (IOException | InterruptedException over) {
                    return;
                }
            });
            watch.setDaemon(true);
            watch.start();
            await(server, base, base + "dumps/1/dumps.json");
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf("%nJDK %s, heap at most %s, %,d statements%n", System.getProperty("java.version"), heap, statements);
            System.out.printf("resident before          %,6d MB%n", before >> 20);
            System.out.printf("resident at most         %,6d MB%n", peak.get() >> 20);
            System.out.printf("five dumps made in       %,6.0f s, %,.0f statements a second%n", seconds, statements / seconds);
            for (String ending : new String[] {"nq", "trig", "ttl", "jsonld", "nt"}) {
                download(base + "dumps/1/stay-tuned." + ending + ".gz");
            }
            System.out.printf("resident at most, after  %,6d MB%n", peak.get() >> 20);
        } finally {
            server.destroy();
            server.waitFor();
        }
    }

    private static void download(String address) throws Exception {
        long start = System.nanoTime();
        HttpResponse<InputStream> answer =
                HTTP.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofInputStream());
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        long size = 0;
        try (InputStream in = answer.body()) {
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
                size += read;
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        String sum = "\"" + HexFormat.of().formatHex(digest.digest()) + "\"";
        boolean right = answer.headers().firstValue("ETag").orElse("").equals(sum);
        System.out.printf("%-22s %,8d KB at %,6.0f MB/s, checksum %s%n", address.substring(address.lastIndexOf('/') + 1), size / 1000, size / 1e6 / seconds, right ? "right" : "WRONG");
    }

    /** The release and its manifest. */
    private static void archive(Path folder, long statements) throws Exception {
        Files.createDirectories(folder);
        Path data = folder.resolve("release.nq.gz");
        Map<String, Long> graphs = new LinkedHashMap<>();
        Process generator = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        Path.of("bench", "CityNetworks.java").toString(), "" + statements)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader in = generator.inputReader(StandardCharsets.UTF_8);
                BufferedWriter out = new BufferedWriter(new OutputStreamWriter(
                        new GZIPOutputStream(Files.newOutputStream(data), 1 << 16), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String graph = line.substring(line.lastIndexOf('<') + 1, line.lastIndexOf('>'));
                graphs.merge(graph, 1L, Long::sum);
                out.write(line);
                out.write('\n');
            }
        }
        StringBuilder entries = new StringBuilder();
        graphs.forEach((graph, triples) -> entries.append(entries.length() == 0 ? "" : ",")
                .append("{\"name\":\"%s\",\"file\":\"\",\"triples\":%d,\"inDefaultGraph\":true}".formatted(graph, triples)));
        Files.writeString(folder.resolve("manifest.json"), """
                {"number":1,"contentHash":"%s","issued":"2026-01-01T00:00:00Z","base":"%s","format":0,"files":[],"graphs":[%s],
                "prefixes":{"st":"%sontology#","rdfs":"http://www.w3.org/2000/01/rdf-schema#"},
                "statistics":{"triples":%d,"graphs":%d,"resources":0,"properties":0,"classes":{}},"examples":{},"warnings":[],
                "data":{"file":"release.nq.gz","sha256":"%s","size":%d,"quads":%d,"defaultGraphTriples":%d}}
                """.formatted("0".repeat(64), BASE, entries, BASE, statements, graphs.size(), sha256(data), Files.size(data), statements, statements));
    }

    private static String sha256(Path file) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static long resident(Process process) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) << 10;
            }
        }
        return 0;
    }

    /** Asks until there is an answer, and it is not "later". */
    private static void await(Process server, String base, String address) throws Exception {
        for (int tries = 0; tries < 600 && server.isAlive(); tries++) {
            try {
                if (HTTP.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // it has not opened its port
            }
            Thread.sleep(500);
        }
        throw new IllegalStateException("The service does not answer; see its log in the working folder.");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
