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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Measures this service beside plain Fuseki: same release, same machine, one run, at sizes of your choice. Prints Markdown.
 * See bench/README.md.
 *
 * <p>What counts is the CPU time of the server process for a request (user and system, all threads, read from the
 * operating system before and after each round); the load generator is another process and costs it nothing. Rounds of
 * the two servers alternate and the median round is reported, so that a noisy neighbour disturbs both alike.
 */
public class Compare {

    private static final String BASE = "https://w3id.org/stay-tuned/";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LITTLE_PATIENCE = Duration.ofSeconds(3);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

    private final Map<String, String> options;
    private final String jvm = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private final Path work;
    private final int rounds;
    private final int requests;
    /** So long the queries are asked, at the least, before they are measured, in nanoseconds. */
    private final long warming;
    private Duration patience = PATIENCE;
    /** Whether an answer of the other may take seconds, so that each is asked for less often. */
    private boolean huge;
    private int management;
    private final List<Process> started = new ArrayList<>();

    private Compare(Map<String, String> options) throws IOException {
        this.options = options;
        this.work = options.containsKey("work")
                ? Files.createDirectories(Path.of(options.get("work")))
                : Files.createTempDirectory("compare");
        this.rounds = Integer.parseInt(options.get("rounds"));
        this.requests = Integer.parseInt(options.get("requests"));
        this.warming = Duration.ofSeconds(Long.parseLong(options.get("warm"))).toNanos();
    }

    public static void main(String[] args) throws Exception {
        Locale.setDefault(Locale.ROOT);
        Compare compare = new Compare(options(args));
        Runtime.getRuntime().addShutdownHook(new Thread(compare::stopAll));
        try {
            compare.run();
        } finally {
            compare.stopAll();
        }
    }

    private record Server(String name, Process process, String address) {}

    private record Round(double cpuMicros, double p50, double p99, double perSecond, double bytes) {}

    private void run() throws Exception {
        System.out.printf("JDK %s, %d processors, %d rounds; CPU is that of the server process%n", System.getProperty("java.version"),
                Runtime.getRuntime().availableProcessors(), rounds);
        Path seed = seed();
        for (String size : options.get("sizes").split(",")) {
            long begun = System.nanoTime();
            size(seed, Long.parseLong(size));
            System.out.printf("%nThis size took %.0f s.%n", (System.nanoTime() - begun) / 1e9);
        }
    }

    /** An archive of the shipped data, from which networks are copied; tells how long a first and a second start take. */
    private Path seed() throws Exception {
        Path release = work.resolve("seed/releases/1/release.nq.gz");
        if (Files.isRegularFile(release)) {
            return release; // of a run before
        }
        System.out.printf("%n## The shipped data%n%n| start | s to the first answer | CPU s | resident MB |%n|---|---|---|---|%n");
        for (String which : List.of("first, nothing archived", "second, the release is in the archive")) {
            Started service = service("1g", work.resolve("seed"), "ontology,rdf-data");
            System.out.printf("| %s | %.1f | %.1f | %d |%n", which, service.seconds(), seconds(service.server().process()), resident(service.server().process()));
            stop(service.server().process());
        }
        return release;
    }

    private void size(Path seed, long size) throws Exception {
        Path folder = work.resolve("networks-" + size);
        if (!Files.isDirectory(folder)) {
            wait(start("generator.log", jvm, "bench/ManyNetworks.java", seed.toString(), "" + size, folder.toString()));
        }
        System.out.printf("%n## %,d statements%n%n| loading | s | CPU s | statements a second | resident MB |%n|---|---|---|---|---|%n", size);
        parserAlone(folder);
        huge = size > 3_000_000;
        patience = huge ? LITTLE_PATIENCE : PATIENCE;
        Path data = work.resolve("var-" + size);
        delete(data);
        Started service = service(huge ? "7g" : size > 300_000 ? "3g" : "1g", data, "ontology,rdf-data," + folder);
        System.out.printf("| this service: read, checked, archived, served | %.1f | %.1f | %,.0f | %d |%n", service.seconds(),
                seconds(service.server().process()), size / service.seconds(), resident(service.server().process()));
        Optional<Server> fuseki = fuseki(data.resolve("releases/1/release.nq.gz"), size);
        calm(service.server().process(), huge ? 150 : 60);
        System.out.printf("| this service: and what readers do not wait for | | %.1f | | %d |%n", seconds(service.server().process()), resident(service.server().process()));
        documents(service.server(), fuseki);
        queries("Queries", mix(), service.server(), fuseki);
        queries("Statistics", statistics(), service.server(), fuseki);
        System.out.printf("%nResident at the end: this service %d MB", resident(service.server().process()));
        if (fuseki.isPresent()) {
            System.out.printf(", plain Fuseki %d MB", resident(fuseki.get().process()));
            stop(fuseki.get().process());
        }
        System.out.println(".");
        if (options.get("swap").equals("yes")) {
            swap(service.server(), folder, data);
        }
        stop(service.server().process());
        if (size <= 3_000_000) {
            Started again = service(size > 300_000 ? "3g" : "1g", data, "ontology,rdf-data," + folder);
            System.out.printf("Started again on the same archive: %.1f s to the first answer, %.1f s of CPU.%n", again.seconds(), seconds(again.server().process()));
            stop(again.server().process());
        }
    }

    // --- Servers

    private record Started(Server server, double seconds) {}

    private Started service(String heap, Path data, String sources) throws Exception {
        int port = freePort();
        management = freePort();
        long begun = System.nanoTime();
        List<String> command = new ArrayList<>(List.of(jvm, "-Xmx" + heap, "-jar", options.get("jar"), "--server.port=" + port,
                "--management.server.port=" + management, "--publication.base-uri=" + BASE, "--publication.data-dir=" + data,
                "--publication.sources=" + sources, "--publication.rate.units=0", "--publication.dumps.ahead=false",
                "--publication.check-timeout=30m", "--publication.publish-patience=60m"));
        if (options.containsKey("settings")) {
            command.addAll(List.of(options.get("settings").split(" ")));
        }
        Process process = start("service-" + data.getFileName() + ".log", command.toArray(String[]::new));
        String address = "http://localhost:" + port + "/";
        await(process, address, Duration.ofMinutes(60));
        return new Started(new Server("this service", process, address), (System.nanoTime() - begun) / 1e9);
    }

    /** Empty where it does not manage so much in the memory that it is given; the rest goes on without it. */
    private Optional<Server> fuseki(Path release, long size) throws Exception {
        int port = freePort();
        long begun = System.nanoTime();
        List<String> command = new ArrayList<>(List.of(jvm, size > 300_000 ? "-Xmx4g" : "-Xmx1g", "-cp",
                options.get("fuseki-classpath"), "bench/PlainFuseki.java", "" + port,
                release.toString(), "" + patience.toSeconds(), huge ? "default" : "all"));
        Path store = work.resolve("fuseki-store-" + size);
        if (huge) {
            delete(store);
            command.add(Files.createDirectories(store).toString());
        }
        Process process = start("fuseki-" + size + ".log", command.toArray(String[]::new));
        String address = "http://localhost:" + port + "/ds/query";
        try {
            await(process, address + "?query=" + encode("ASK{}"), Duration.ofMinutes(30));
        } catch (IllegalStateException e) {
            stop(process);
            System.out.printf("| plain Fuseki: not loaded: %s | %.1f | | | |%n", e.getMessage(), (System.nanoTime() - begun) / 1e9);
            return Optional.empty();
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        System.out.printf("| plain Fuseki: parsed into %s | %.1f | %.1f | %,.0f | %d |%n", huge ? "TDB2, without named graphs" : "memory", seconds,
                seconds(process), size / seconds, resident(process));
        return Optional.of(new Server("plain Fuseki", process, address));
    }

    private void parserAlone(Path folder) throws Exception {
        Path log = work.resolve("parser.log");
        wait(start("parser.log", jvm, "-cp", options.get("fuseki-classpath"), "bench/ParserAlone.java", folder.toString()));
        List<String> lines = Files.readAllLines(log);
        String[] figures = lines.get(lines.size() - 1).split(" ");
        double seconds = Double.parseDouble(figures[1]);
        System.out.printf("| the parser alone, without loading anything | %.1f | %s | %,.0f | |%n", seconds, figures[2], Long.parseLong(figures[0]) / seconds);
    }

    /** Another release of that size takes the place of the first, while a reader asks for descriptions without a pause. */
    private void swap(Server service, Path folder, Path data) throws Exception {
        List<String> things = things(service);
        Path more = folder.resolve("networks-9999.nq");
        Files.writeString(more, "<" + BASE + "id/network/stay-tuned> <http://www.w3.org/2004/02/skos/core#note> \"Published again " + System.nanoTime()
                + ".\"@en <" + BASE + "graph/networks-9999/1> .\n");
        java.util.concurrent.atomic.AtomicBoolean over = new java.util.concurrent.atomic.AtomicBoolean();
        List<Double> times = java.util.Collections.synchronizedList(new ArrayList<>());
        List<String> failures = java.util.Collections.synchronizedList(new ArrayList<>());
        java.util.concurrent.atomic.AtomicLong most = new java.util.concurrent.atomic.AtomicLong();
        Thread reader = new Thread(() -> {
            for (int i = 0; !over.get(); i++) {
                long sent = System.nanoTime();
                try {
                    int status = CLIENT.send(get(turtle(service, things.get(i % things.size())), "text/turtle").build(), HttpResponse.BodyHandlers.discarding()).statusCode();
                    if (status != 200) {
                        failures.add("" + status);
                    }
                    most.accumulateAndGet(resident(service.process()), Math::max);
                    times.add((System.nanoTime() - sent) / 1e6);
                    Thread.sleep(5);
                } catch (IOException | InterruptedException e) {
                    failures.add(e.toString());
                }
            }
        });
        reader.start();
        long begun = System.nanoTime();
        double cpu = seconds(service.process());
        HttpResponse<String> answer = CLIENT.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + management + "/actuator/publish")).POST(HttpRequest.BodyPublishers.noBody()).build(),
                HttpResponse.BodyHandlers.ofString());
        System.out.printf("%nPublished again: %s, after %.0f s and %.0f s of CPU; archived: %s.%n", answer.statusCode(), (System.nanoTime() - begun) / 1e9,
                seconds(service.process()) - cpu, Files.isDirectory(data.resolve("releases/2")) ? "yes" : "no");
        over.set(true);
        reader.join();
        Files.delete(more);
        double[] sorted = times.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        System.out.printf("Meanwhile %,d descriptions: median %.1f ms, 99%% within %.1f ms, longest %.0f ms, failed %d %s; resident at most %d MB.%n", sorted.length, sorted[sorted.length / 2],
                sorted[(int) (sorted.length * 0.99)], sorted[sorted.length - 1], failures.size(), failures.stream().distinct().limit(3).toList(), most.get());
    }

    // --- Documents

    private void documents(Server service, Optional<Server> fuseki) throws Exception {
        List<String> things = things(service);
        // Each that is to be computed is asked for once.
        int each = Math.min(Math.min(1500, requests), things.size() / (4 * (rounds + 2)));
        System.out.printf("%n| one description | server | CPU µs | p50 ms | p99 ms | requests/s | bytes | CPU of Fuseki : ours |%n|---|---|---|---|---|---|---|---|%n");
        List<String> few = things.subList(0, Math.min(200, things.size()));
        Map<String, String> tags = tags(service, few);
        AtomicInteger fresh = new AtomicInteger(few.size());
        Random random = new Random(42);
        double plain = Double.NaN;
        if (fuseki.isPresent()) {
            String address = fuseki.get().address();
            plain = row("Turtle", fuseki.get(), i -> get(address + "?query=" + encode("DESCRIBE <" + BASE + things.get(random.nextInt(things.size())) + ">"), "text/turtle").build(),
                    Math.min(1500, requests), 200, Double.NaN);
        }
        row("Turtle, computed", service, i -> get(turtle(service, things.get(fresh.getAndIncrement() % things.size())), "text/turtle").build(), each, 200, plain);
        row("page, computed", service, i -> get(page(service, things.get(fresh.getAndIncrement() % things.size())), "text/html").build(), each, 200, plain);
        row("Turtle, given before", service, i -> get(turtle(service, few.get(i % few.size())), "text/turtle").build(), requests, 200, plain);
        row("page, given before", service, i -> get(page(service, few.get(i % few.size())), "text/html").header("Accept-Encoding", "gzip").build(), requests, 200, plain);
        row("304", service, i -> get(turtle(service, few.get(i % few.size())), "text/turtle").header("If-None-Match", tags.get(few.get(i % few.size()))).build(), requests, 304, plain);
    }

    private static String turtle(Server service, String thing) {
        return service.address() + "doc/" + thing.substring("id/".length()) + ".ttl";
    }

    private static String page(Server service, String thing) {
        return service.address() + "doc/" + thing.substring("id/".length()) + ".html";
    }

    private Map<String, String> tags(Server service, List<String> few) throws Exception {
        Map<String, String> tags = new HashMap<>();
        for (String thing : few) {
            HttpResponse<Void> answer = CLIENT.send(get(turtle(service, thing), "text/turtle").build(), HttpResponse.BodyHandlers.discarding());
            CLIENT.send(get(page(service, thing), "text/html").header("Accept-Encoding", "gzip").build(), HttpResponse.BodyHandlers.discarding());
            tags.put(thing, answer.headers().firstValue("ETag").orElse("\"none\""));
        }
        return tags;
    }

    private double row(String what, Server server, IntFunction<HttpRequest> load, int requests, int status, double reference) throws Exception {
        List<Round> all = new ArrayList<>();
        try {
            round(server, load, requests, status);
            for (int i = 0; i < rounds; i++) {
                all.add(round(server, load, requests, status));
            }
        } catch (IllegalStateException e) {
            System.out.printf("| %s | %s: %s | | | | | | |%n", what, e.getMessage(), e.getCause().getMessage());
            return Double.NaN;
        }
        double cpu = median(all, Round::cpuMicros);
        System.out.printf("| %s | %s | %.0f | %.2f | %.2f | %,.0f | %.0f | %s |%n", what, server.name(), cpu, median(all, Round::p50), median(all, Round::p99),
                median(all, Round::perSecond), median(all, Round::bytes), Double.isNaN(reference) ? "" : String.format("%.1f", reference / cpu));
        return cpu;
    }

    private Round round(Server server, IntFunction<HttpRequest> load, int requests, int status) throws Exception {
        int threads = Integer.parseInt(options.get("threads"));
        AtomicInteger next = new AtomicInteger();
        long[] nanos = new long[requests];
        LongAdder bytes = new LongAdder();
        List<Throwable> failures = java.util.Collections.synchronizedList(new ArrayList<>());
        CountDownLatch done = new CountDownLatch(threads);
        double before = seconds(server.process());
        long start = System.nanoTime();
        for (int t = 0; t < threads; t++) {
            new Thread(() -> {
                try {
                    for (int i = next.getAndIncrement(); i < requests; i = next.getAndIncrement()) {
                        HttpRequest request;
                        synchronized (load) {
                            request = load.apply(i);
                        }
                        long sent = System.nanoTime();
                        HttpResponse<byte[]> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofByteArray());
                        if (answer.statusCode() != status) {
                            throw new IOException(answer.statusCode() + " for " + request.uri());
                        }
                        bytes.add(answer.body().length);
                        nanos[i] = System.nanoTime() - sent;
                    }
                } catch (Exception e) {
                    failures.add(e);
                } finally {
                    done.countDown();
                }
            }).start();
        }
        done.await();
        double elapsed = (System.nanoTime() - start) / 1e9;
        if (!failures.isEmpty()) {
            throw new IllegalStateException(server.name() + " failed", failures.get(0));
        }
        double cpu = (seconds(server.process()) - before) * 1e6 / requests;
        Arrays.sort(nanos);
        return new Round(cpu, nanos[requests / 2] / 1e6, nanos[(int) (requests * 0.99)] / 1e6, requests / elapsed, (double) bytes.sum() / requests);
    }

    private static List<String> things(Server service) throws Exception {
        String query = "SELECT DISTINCT ?s { ?s a ?t FILTER(STRSTARTS(STR(?s), \"" + BASE + "id/\")) } LIMIT 40000";
        HttpResponse<String> answer = CLIENT.send(get(service.address() + "sparql?query=" + encode(query), "text/csv").timeout(Duration.ofSeconds(60)).build(), HttpResponse.BodyHandlers.ofString());
        List<String> things = new ArrayList<>(answer.body().lines().skip(1).map(String::strip)
                .filter(line -> line.startsWith(BASE + "id/")).map(line -> line.substring(BASE.length())).toList());
        if (things.size() < 500) {
            throw new IllegalStateException("Only " + things.size() + " things are described: " + answer.statusCode());
        }
        java.util.Collections.shuffle(things, new Random(7));
        return things;
    }

    // --- Queries

    /** What a query cost on a server in one pass after the other; given up where one answer takes too long. */
    private void queries(String title, Map<String, String> queries, Server service, Optional<Server> fuseki) throws Exception {
        Map<String, String> both = new LinkedHashMap<>();
        Map<String, double[]> first = new LinkedHashMap<>();
        List<String> late = new ArrayList<>();
        for (Map.Entry<String, String> query : queries.entrySet()) {
            if (huge && query.getValue().contains("GRAPH")) {
                continue;
            }
            double[] times = {ask(service, query.getValue(), 1), fuseki.isPresent() ? ask(fuseki.get(), query.getValue(), 1) : 0};
            first.put(query.getKey(), times);
            if (times[0] < 0 || times[1] < 0) {
                late.add("%s (%s)".formatted(query.getKey(), times[0] < 0 ? times[1] < 0 ? "neither" : "this service" : String.format("ours %.0f ms, Fuseki not", times[0])));
            } else {
                both.put(query.getKey(), query.getValue());
            }
        }
        if (both.isEmpty()) {
            System.out.printf("%n%s: none of %d was answered by both within %d s: %s.%n", title, first.size(), patience.toSeconds(), String.join("; ", late));
            return;
        }
        System.out.printf("%n| %s: %d of %d | CPU µs a query | mean ms | p99 ms | CPU of Fuseki : ours |%n|---|---|---|---|---|%n", title, both.size(), first.size());
        double[] plain = fuseki.isPresent() ? passes(fuseki.get(), both, true) : new double[] {Double.NaN, Double.NaN, Double.NaN};
        double[] cold = passes(service, both, true);
        double[] kept = passes(service, both, false);
        System.out.printf("| plain Fuseki | %.0f | %.2f | %.1f | 1 |%n", plain[0], plain[1], plain[2]);
        System.out.printf("| this service, never asked before | %.0f | %.2f | %.1f | %.1f |%n", cold[0], cold[1], cold[2], plain[0] / cold[0]);
        System.out.printf("| this service, asked before | %.0f | %.2f | %.1f | %.1f |%n", kept[0], kept[1], kept[2], plain[0] / kept[0]);
        if (!late.isEmpty()) {
            System.out.printf("%nLeft out, since no answer came within %d s: %s.%n", patience.toSeconds(), String.join("; ", late));
        }
        if (fuseki.isPresent()) {
            oneByOne(both, fuseki.get(), service);
        }
    }

    private record Costs(String query, double theirs, double ours) {}

    /** What each query costs, in turns; those that are dearer here than with plain Fuseki have a row of their own. */
    private void oneByOne(Map<String, String> queries, Server fuseki, Server service) throws Exception {
        List<Costs> all = new ArrayList<>();
        int variant = 900_000;
        for (Map.Entry<String, String> query : queries.entrySet()) {
            double[] theirs = new double[huge ? 3 : 5];
            double[] ours = new double[theirs.length];
            for (int i = 0; i < theirs.length; i++) {
                boolean known = i > 0 && theirs[0] > 500_000;
                theirs[i] = known ? theirs[0] : cost(fuseki, query.getValue(), variant += 1000);
                ours[i] = cost(service, query.getValue(), variant);
            }
            Arrays.sort(theirs);
            Arrays.sort(ours);
            all.add(new Costs(query.getKey(), theirs[theirs.length / 2], ours[ours.length / 2]));
        }
        List<Costs> dearer = all.stream().filter(costs -> costs.ours() > costs.theirs())
                .sorted(java.util.Comparator.comparingDouble(costs -> costs.theirs() / costs.ours())).toList();
        double mean = Math.exp(all.stream().mapToDouble(costs -> Math.log(costs.theirs() / costs.ours())).average().orElse(0));
        System.out.printf("%nOne by one, in turns, without the compilers of either: the geometric mean of the ratios is %.1f; dearer than with plain Fuseki: %d of %d.%n",
                mean, dearer.size(), all.size());
        if (!dearer.isEmpty()) {
            System.out.printf("%n| dearer here | CPU µs of Fuseki | ours | CPU of Fuseki : ours |%n|---|---|---|---|%n");
            dearer.forEach(costs -> System.out.printf("| %s | %.0f | %.0f | %.2f |%n", costs.query(), costs.theirs(), costs.ours(), costs.theirs() / costs.ours()));
        }
        System.out.println();
        System.out.println("CPU µs, Fuseki / ours: " + all.stream().map(costs -> String.format("%s %.0f / %.0f", costs.query(), costs.theirs(), costs.ours())).collect(Collectors.joining(" · ")));
    }

    /** CPU µs of one answer: the mean of as many as take some fifty milliseconds. */
    private double cost(Server server, String query, int variant) throws Exception {
        double before = working(server.process());
        long start = System.nanoTime();
        int count = 0;
        while (count == 0 || count < 200 && System.nanoTime() - start < 5e7) {
            ask(server, query, variant + count++);
        }
        return (working(server.process()) - before) / count;
    }

    /** CPU, mean and 99th percentile. Each pass asks all queries; cold, under names of variables that were never used before. */
    private double[] passes(Server server, Map<String, String> queries, boolean cold) throws Exception {
        List<Double> times = new ArrayList<>();
        long begun = System.nanoTime();
        int warm = 0;
        while (System.nanoTime() - begun < warming || warm < 30 && (warm < (huge ? 1 : 2) || System.nanoTime() - begun < 4e9)) {
            for (String query : queries.values()) {
                ask(server, query, cold ? 10 + warm : 0);
            }
            warm++;
        }
        double cpu = seconds(server.process());
        long start = System.nanoTime();
        int pass = 0;
        // Clocks of processes tick every 10 ms.
        while (pass < 200 && (pass < (huge ? 1 : 3) || seconds(server.process()) - cpu < 2) && System.nanoTime() - start < 8e9) {
            pass++;
            for (String query : queries.values()) {
                times.add(ask(server, query, cold ? 100_000 + pass : 0));
            }
        }
        double used = (seconds(server.process()) - cpu) * 1e6 / Math.max(1, times.size());
        double[] sorted = times.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return new double[] {used, Arrays.stream(sorted).average().orElse(0), sorted.length == 0 ? 0 : sorted[(int) (sorted.length * 0.99)]};
    }

    /** Milliseconds until the last byte; -1 where no answer came in time. */
    private double ask(Server server, String query, int variant) throws Exception {
        String address = server.name().equals("this service") ? server.address() + "sparql" : server.address();
        String accept = query.matches("(?s).*\\b(CONSTRUCT|DESCRIBE)\\b.*") ? "text/turtle" : "application/sparql-results+json";
        long start = System.nanoTime();
        try {
            HttpResponse<byte[]> answer = CLIENT.send(
                    get(address + "?query=" + encode(variant == 0 ? query : renamed(query, variant)), accept).timeout(patience).build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() >= 500 || answer.statusCode() == 408) {
                return -1;
            }
            if (answer.statusCode() != 200) {
                throw new IOException(server.name() + " answers " + answer.statusCode() + " to " + query + "\n" + new String(answer.body(), StandardCharsets.UTF_8));
            }
            return (System.nanoTime() - start) / 1e6;
        } catch (IOException e) {
            if (System.nanoTime() - start < patience.toNanos()) {
                throw e;
            }
            return -1; // the head came in time, the rest did not
        }
    }

    private static final Pattern VARIABLE = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'|<[^\\s<>]*>|#[^\\n]*|[?$](\\w+)");

    /** The same query with other names for its variables. */
    private static String renamed(String query, int variant) {
        Matcher matcher = VARIABLE.matcher(query);
        return matcher.replaceAll(match -> Matcher.quoteReplacement(match.group(1) == null ? match.group() : "?" + match.group(1) + "_" + variant));
    }

    /** The competency questions of the ontology and the example queries that have no parameters. */
    private static Map<String, String> mix() throws IOException {
        Map<String, String> queries = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(Path.of("ontology/questions"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".rq")).sorted().toList()) {
                queries.put(file.getFileName().toString().replace(".rq", ""), Files.readString(file));
            }
        }
        Pattern text = Pattern.compile("sh:(select|ask|construct) \"\"\"(.*?)\"\"\"", Pattern.DOTALL);
        try (Stream<Path> files = Files.list(Path.of("rdf-data/queries"))) {
            for (Path file : files.sorted().toList()) {
                String description = Files.readString(file);
                Matcher query = text.matcher(description);
                if (query.find() && !query.group(2).contains("SERVICE") && !description.contains("sh:parameter")) {
                    queries.put(file.getFileName().toString().replace(".ttl", ""), query.group(2).replace("\\\\", "\\"));
                }
            }
        }
        return queries;
    }

    private static Map<String, String> statistics() {
        Map<String, String> queries = new LinkedHashMap<>();
        queries.put("statements", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }");
        queries.put("per predicate", "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p");
        queries.put("per class", "SELECT ?c (COUNT(?s) AS ?n) { ?s a ?c } GROUP BY ?c");
        queries.put("predicates", "SELECT DISTINCT ?p { ?s ?p ?o }");
        queries.put("classes", "SELECT DISTINCT ?c { ?s a ?c }");
        queries.put("subjects", "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }");
        queries.put("per graph", "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g");
        return queries;
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path each : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }

    // --- Processes

    private Process start(String log, String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(work.resolve(log).toFile()).start();
        started.add(process);
        return process;
    }

    private static void wait(Process process) throws Exception {
        if (process.waitFor() != 0) {
            throw new IllegalStateException("It failed: " + process.info().commandLine().orElse(""));
        }
    }

    private static void stop(Process process) throws Exception {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    private void stopAll() {
        started.forEach(Process::destroyForcibly);
    }

    /** Until a server has nothing more to do, or the patience ends. */
    private static void calm(Process process, int mostSeconds) throws Exception {
        for (int i = 0; i < mostSeconds / 3; i++) {
            double before = seconds(process);
            Thread.sleep(3000);
            if (seconds(process) - before < 0.3) {
                return;
            }
        }
        System.out.printf("| this service still works in the background | | | | |%n");
    }

    private void await(Process process, String url, Duration patience) throws Exception {
        long end = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < end) {
            if (!process.isAlive()) {
                throw new IllegalStateException("It did not start; its log is in " + work);
            }
            try {
                if (CLIENT.send(get(url, "*/*").timeout(patience).build(), HttpResponse.BodyHandlers.discarding()).statusCode() < 400) {
                    return;
                }
            } catch (IOException notYet) {
                // the port is not open yet
            }
            Thread.sleep(50);
        }
        throw new IllegalStateException("No answer in time from " + url);
    }

    private static HttpRequest.Builder get(String uri, String accept) {
        return HttpRequest.newBuilder(URI.create(uri)).header("Accept", accept);
    }

    private static double median(List<Round> rounds, java.util.function.ToDoubleFunction<Round> figure) {
        double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    /** Processor time that a process has used. */
    private static double seconds(Process process) throws IOException {
        // fields 14 and 15 of /proc/<pid>/stat: user and system time in clock ticks of 10 ms
        String stat = Files.readString(Path.of("/proc", "" + process.pid(), "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / 100.0;
    }

    /** CPU µs of all threads that a process has now, but for those that compile: /proc/<pid>/task/<tid>/schedstat counts nanoseconds. */
    private static double working(Process process) throws IOException {
        long nanos = 0;
        try (Stream<Path> threads = Files.list(Path.of("/proc", "" + process.pid(), "task"))) {
            for (Path thread : threads.toList()) {
                try {
                    if (!Files.readString(thread.resolve("comm")).contains("CompilerThre")) {
                        nanos += Long.parseLong(Files.readString(thread.resolve("schedstat")).split(" ")[0]);
                    }
                } catch (IOException ended) {
                    // a thread that is no more
                }
            }
        }
        return nanos / 1e3;
    }

    private static long resident(Process process) throws IOException {
        return Files.readAllLines(Path.of("/proc", "" + process.pid(), "status")).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst().orElse(0);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Map<String, String> options(String[] args) {
        Map<String, String> options = new HashMap<>(Map.of("sizes", "100000", "rounds", "5", "requests", "10000", "threads", "2", "swap", "no", "warm", "0"));
        for (int i = 0; i + 1 < args.length; i += 2) {
            options.put(args[i].replaceFirst("^--", ""), args[i + 1]);
        }
        if (!options.containsKey("jar") || !options.containsKey("fuseki-classpath") || !new File(options.get("jar")).isFile()) {
            System.err.println("usage: java bench/Compare.java --jar <service.jar> --fuseki-classpath <classpath> "
                    + "[--sizes 100000,1000000,10000000] [--rounds 5] [--requests 10000] [--threads 2] [--swap yes] [--warm 60] [--work <folder>] [--settings '--publication.…=…']"
                    + "   (bench/run.sh fills in the first two)");
            System.exit(2);
        }
        return options;
    }
}
