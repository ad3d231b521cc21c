import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Kills the service at random moments of publishing and asserts that after each restart it serves a whole release, and
 * nothing but the one that its files say.
 *
 * <pre>
 * mvn -q -DskipTests package
 * java scripts/KillTest.java --jar target/stay-tuned-linked-data-0.1.0-SNAPSHOT.jar --config memory --kills 50
 * java scripts/KillTest.java --jar target/stay-tuned-linked-data-0.1.0-SNAPSHOT.jar --config tdb2 --kills 50
 * </pre>
 *
 * Run it in the repository's root. Every source file carries one statement with the number of its generation. In each round
 * all files are moved to the next generation and published, and the process is killed (SIGKILL) somewhere between the
 * request and a little after the answer, often in the short time of archiving or of filling the shelf, or while it starts. Meanwhile a reader asks again and again for the generations:
 * one answer never holds two. After the restart:
 *
 * <ul>
 *   <li>the release on the shelf has a number not below the last one seen, and the hash of its manifest;
 *   <li>every named graph, and the default graph, holds as many statements as the manifest says;
 *   <li>every file is there in the generation that lies on disk;
 *   <li>each archived release has the checksum of its manifest, and nothing half-written is left.
 * </ul>
 */
public final class KillTest {

    private static final String CANONICAL = "https://w3id.org/stay-tuned/";
    private static final String NOTE = "http://www.w3.org/2004/02/skos/core#changeNote";
    private static final Pattern CURRENT =
            Pattern.compile("\"current\":\\{\"number\":(\\d+),\"contentHash\":\"([0-9a-f]{64})\"");
    private static final Pattern GRAPH = Pattern.compile(
            "\"name\"\\s*:\\s*\"([^\"]*)\",\\s*\"file\"\\s*:\\s*\"[^\"]*\",\\s*\"triples\"\\s*:\\s*(\\d+)");

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final Random random;
    private final Path jar;
    private final boolean onDisk;
    private final int port;
    private final int bulk;
    private final Path work;
    private final String base;
    private final Map<String, Integer> counts = new TreeMap<>();

    private volatile Optional<Process> running = Optional.empty();
    private int generation;
    private int lastNumber;
    private long startMillis = 8000;
    private long publishMillis = 3000;
    private long archiveMillis;
    private long fillMillis;
    private int answers;

    private KillTest(Map<String, String> arguments) throws IOException {
        jar = Path.of(arguments.getOrDefault("jar", "")).toAbsolutePath();
        if (!Files.isRegularFile(jar)) {
            throw new IllegalArgumentException("--jar names no file: " + jar + ". Build it with mvn -DskipTests package.");
        }
        String config = arguments.getOrDefault("config", "memory");
        if (!config.matches("memory|tdb2")) {
            throw new IllegalArgumentException("--config is memory or tdb2, not " + config);
        }
        onDisk = config.equals("tdb2");
        port = Integer.parseInt(arguments.getOrDefault("port", "18250"));
        bulk = Integer.parseInt(arguments.getOrDefault("bulk", "5000"));
        random = new Random(Long.parseLong(arguments.getOrDefault("seed", "1")));
        base = "http://localhost:" + port + "/";
        work = Files.createTempDirectory("kill-test-" + config + "-");
    }

    public static void main(String[] arguments) throws Exception {
        Map<String, String> named = new HashMap<>();
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            named.put(arguments[i].replaceFirst("^--", ""), arguments[i + 1]);
        }
        KillTest test = new KillTest(named);
        int kills = Integer.parseInt(named.getOrDefault("kills", "50"));
        long begun = System.currentTimeMillis();
        test.run(kills);
        System.out.printf(
                "%nPASSED: %d kills on %s in %d s; a whole release after each restart. Last release: %d. "
                        + "%d answers read meanwhile, none of two generations.%n",
                kills,
                test.onDisk ? "tdb2" : "memory",
                (System.currentTimeMillis() - begun) / 1000,
                test.lastNumber,
                test.answers);
        test.counts.forEach((what, count) -> System.out.printf("  %4d  %s%n", count, what));
        deleteFolder(test.work);
    }

    private void run(int kills) throws Exception {
        for (String folder : List.of("ontology", "rdf-data")) {
            copyFolder(Path.of(folder), work.resolve(folder));
        }
        nextGeneration();
        // no service is left behind when the test itself is stopped
        Runtime.getRuntime().addShutdownHook(new Thread(() -> running.ifPresent(Process::destroyForcibly)));
        Process service = start();
        try {
            awaitReady(service);
            verify("first start");
            nextGeneration();
            long asked = System.currentTimeMillis();
            CompletableFuture<HttpResponse<String>> answer = publish();
            awaitInArchive("\\.staging-2|2", answer);
            archiveMillis = Math.max(20, awaitInArchive("2", answer));
            fillMillis = System.currentTimeMillis();
            String outcome = answer.join().body();
            fillMillis = Math.max(50, System.currentTimeMillis() - fillMillis);
            publishMillis = System.currentTimeMillis() - asked;
            require(outcome.contains("\"outcome\":\"published\""), "publishing on request", outcome);
            verify("publishing on request");
            System.out.printf(
                    "starting takes %d ms, publishing %d ms, of these archiving %d ms and filling the shelf %d ms%n",
                    startMillis, publishMillis, archiveMillis, fillMillis);
            for (int kill = 1; kill <= kills; kill++) {
                service = killAndRestart(service, kill);
                verify("restart after kill " + kill);
                System.out.printf("kill %2d of %d: release %d, generation %d%n", kill, kills, lastNumber, generation);
            }
        } catch (Throwable failure) {
            System.out.println("FAILED; everything is left in " + work);
            throw failure;
        } finally {
            service.destroyForcibly().waitFor();
        }
    }

    private Process killAndRestart(Process service, int kill) throws Exception {
        nextGeneration();
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Integer> reader = CompletableFuture.supplyAsync(() -> readWhile(over));
        long asked = System.currentTimeMillis();
        CompletableFuture<HttpResponse<String>> answer = publish();
        answer.thenAccept(response -> publishMillis = Math.max(300, System.currentTimeMillis() - asked));
        // a third of the kills each: anywhere, from the first byte of the archive on, and from its last one on
        String aim = List.of("anywhere", "while or after archiving", "while or after filling the shelf").get(kill % 3);
        switch (kill % 3) {
            case 0 -> Thread.sleep((long) (random.nextDouble() * 1.15 * publishMillis));
            case 1 -> {
                awaitInArchive("\\.staging-" + (lastNumber + 1) + "|" + (lastNumber + 1), answer);
                Thread.sleep((long) (random.nextDouble() * archiveMillis));
            }
            default -> {
                awaitInArchive("" + (lastNumber + 1), answer);
                Thread.sleep((long) (random.nextDouble() * 1.3 * fillMillis));
            }
        }
        boolean answered = answer.isDone();
        sigkill(service);
        over.set(true);
        answers += reader.get(30, TimeUnit.SECONDS);
        count("killed " + aim);
        if (answered) {
            count("died after the answer");
        }
        countTraces();
        if (random.nextInt(5) == 0) {
            nextGeneration();
            count("files changed again before the restart");
        }
        // a fifth of the kills hit the next start as well: publishing or refilling the shelf before the port opens
        Process next = start();
        if (random.nextInt(5) == 0) {
            Thread.sleep((long) (random.nextDouble() * startMillis));
            sigkill(next);
            count("killed while starting");
            countTraces();
            next = start();
        }
        awaitReady(next);
        return next;
    }

    /** Waits until a file of that name is in the archive, or the answer has come. */
    private long awaitInArchive(String name, CompletableFuture<?> answer) throws Exception {
        long begun = System.nanoTime();
        while (!answer.isDone() && archived().stream().noneMatch(each -> each.matches(name))) {
            Thread.sleep(1);
        }
        return (System.nanoTime() - begun) / 1_000_000;
    }

    private List<String> archived() throws IOException {
        try (Stream<Path> files = Files.list(work.resolve("var/releases"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private CompletableFuture<HttpResponse<String>> publish() {
        return http.sendAsync(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + (port + 1) + "/actuator/publish"))
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static void sigkill(Process process) throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** What the killed process left: tells in which step it was. */
    private void countTraces() throws IOException {
        if (archived().stream().anyMatch(name -> name.startsWith(".staging"))) {
            count("died while writing the archive");
        } else if (archived().contains("" + (lastNumber + 1))) {
            count("died with the archive written, the shelf perhaps not");
        }
    }

    private int readWhile(AtomicBoolean over) {
        int read = 0;
        while (!over.get()) {
            try {
                List<String> generations = generations();
                if (generations.size() > 1) {
                    throw new AssertionError("one answer with statements of several generations: " + generations);
                }
                read++;
                Thread.sleep(50);
            } catch (IOException | InterruptedException killed) {
                return read;
            }
        }
        return read;
    }

    private List<String> generations() throws IOException, InterruptedException {
        return sparql("SELECT DISTINCT ?note { ?file <" + NOTE + "> ?note FILTER(STRSTARTS(?note, \"generation \")) }");
    }

    /** Everything that must hold whenever the service answers. */
    private void verify(String when) throws Exception {
        String state = get("http://127.0.0.1:" + (port + 1) + "/actuator/publish");
        Matcher current = CURRENT.matcher(state);
        require(current.find(), when, "the management port tells no current release: " + state);
        int number = Integer.parseInt(current.group(1));
        require(number >= lastNumber, when, "release " + number + " after release " + lastNumber);
        lastNumber = number;
        count(
                state.contains("put on the shelf from the archive")
                        ? "restarted: put on the shelf from the archive"
                        : state.contains("\"outcome\":\"unchanged\"")
                                ? "restarted: the store on disk had it"
                                : "restarted: published from the files");

        String manifest = Files.readString(work.resolve("var/releases/" + number + "/manifest.json"));
        require(manifest.contains("\"" + current.group(2) + "\""), when, "the manifest has another hash");
        Map<String, Long> expected = new TreeMap<>();
        Matcher graph = GRAPH.matcher(manifest);
        while (graph.find()) {
            if (!graph.group(2).equals("0")) {
                expected.put(graph.group(1), Long.parseLong(graph.group(2)));
            }
        }
        Map<String, Long> served = new TreeMap<>();
        for (String line : sparql("SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")) {
            int comma = line.lastIndexOf(',');
            served.put(line.substring(0, comma), Long.parseLong(line.substring(comma + 1)));
        }
        require(served.equals(expected), when, "the graphs served are not those of the manifest:\n" + difference(expected, served));
        Matcher total = Pattern.compile("\"defaultGraphTriples\"\\s*:\\s*(\\d+)").matcher(manifest);
        require(total.find(), when, "the manifest has no total");
        String inDefaultGraph = sparql("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").get(0);
        require(
                inDefaultGraph.equals(total.group(1)),
                when,
                "the default graph holds " + inDefaultGraph + " statements, the manifest says " + total.group(1));

        List<String> notes = sparql("SELECT ?file ?note { ?file <" + NOTE + "> ?note FILTER(STRSTARTS(?note, \"generation \")) }");
        TreeSet<String> files = new TreeSet<>();
        for (String line : notes) {
            require(line.endsWith(",generation " + generation), when, "expected generation " + generation + ": " + line);
            files.add(line);
        }
        require(files.size() == sources().size() + bulk, when, files.size() + " statements of this generation, not all");

        try (Stream<Path> folders = Files.list(work.resolve("var/releases"))) {
            for (Path folder : folders.toList()) {
                String name = folder.getFileName().toString();
                require(name.matches("[1-9]\\d*|last-number"), when, "left over in the archive: " + name);
                if (Files.isDirectory(folder)) {
                    String sum = sha256(folder.resolve("release.nq.gz"));
                    require(
                            Files.readString(folder.resolve("manifest.json")).contains("\"" + sum + "\""),
                            when,
                            "the archived release " + name + " has not the checksum of its manifest");
                }
            }
        }
    }

    private static String difference(Map<String, Long> expected, Map<String, Long> served) {
        StringBuilder difference = new StringBuilder();
        TreeSet<String> names = new TreeSet<>(expected.keySet());
        names.addAll(served.keySet());
        for (String name : names) {
            if (!java.util.Objects.equals(expected.get(name), served.get(name))) {
                difference.append("  ").append(name).append(": expected ").append(expected.get(name));
                difference.append(", served ").append(served.get(name)).append('\n');
            }
        }
        return difference.toString();
    }

    /** The files that carry a generation. */
    private List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(work.resolve("rdf-data"))) {
            return files.filter(file -> file.toString().endsWith(".ttl")).sorted().toList();
        }
    }

    private void nextGeneration() throws IOException {
        generation++;
        Path data = work.resolve("rdf-data");
        for (Path file : sources()) {
            String path = data.relativize(file).toString().replaceFirst("\\.ttl$", "");
            String text = Files.readString(file).replaceFirst("\n<[^>]*> <" + NOTE + "> \"generation \\d+\"@en \\.\n\\z", "\n");
            Files.writeString(file, text + "<" + CANONICAL + "graph/" + path + "> <" + NOTE + "> \"generation " + generation + "\"@en .\n");
        }
        // enough statements for publishing to take a while, so that kills fall into every step of it
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < bulk; i++) {
            many.append('<').append(CANONICAL).append("graph/bulk#").append(i).append("> <").append(NOTE);
            many.append("> \"generation ").append(generation).append("\"@en .\n");
        }
        Files.writeString(data.resolve("bulk.nt"), many);
    }

    private Process start() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx1g",
                "-jar",
                jar.toString(),
                "--server.port=" + port,
                "--management.server.port=" + (port + 1),
                "--publication.base-uri=" + base,
                "--publication.sources=" + work.resolve("ontology") + "," + work.resolve("rdf-data"),
                "--publication.data-dir=" + work.resolve("var"),
                "--publication.store=fuseki-config/" + (onDisk ? "config-tdb2.ttl" : "config.ttl"),
                "--spring.main.banner-mode=off"));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(work.resolve("service.log").toFile()))
                .start();
        running = Optional.of(process);
        return process;
    }

    private void awaitReady(Process process) throws Exception {
        long begun = System.currentTimeMillis();
        while (System.currentTimeMillis() - begun < 180_000) {
            if (!process.isAlive()) {
                throw new AssertionError("The service ended with exit code " + process.exitValue() + ":\n" + tail());
            }
            try {
                get("http://127.0.0.1:" + (port + 1) + "/actuator/publish");
                sparql("ASK { ?s ?p ?o }");
                startMillis = System.currentTimeMillis() - begun;
                return;
            } catch (IOException notYet) {
                Thread.sleep(50);
            }
        }
        throw new AssertionError("The service does not answer:\n" + tail());
    }

    private String tail() throws IOException {
        List<String> lines = Files.readAllLines(work.resolve("service.log"));
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
    }

    /** The rows of a result as CSV, without the header. */
    private List<String> sparql(String query) throws IOException, InterruptedException {
        String csv = get(base + "sparql?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8) + "&format=csv");
        List<String> lines = csv.lines().toList();
        return lines.isEmpty() ? lines : lines.subList(1, lines.size());
    }

    private String get(String address) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(60)).build(),
                HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(address + " answers " + response.statusCode() + ": " + response.body());
        }
        return response.body();
    }

    private void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    private static void require(boolean holds, String when, String otherwise) {
        if (!holds) {
            throw new AssertionError(when + ": " + otherwise);
        }
    }

    private static String sha256(Path file) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
    }

    private static void copyFolder(Path from, Path to) throws IOException {
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

    private static void deleteFolder(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
