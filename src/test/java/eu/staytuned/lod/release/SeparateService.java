package eu.staytuned.lod.release;

import eu.staytuned.lod.Application;
import eu.staytuned.lod.web.PublishedFixture;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The whole service on {@link Sources}, in a process of its own: it can be killed, told to end, and watched from outside. Its
 * process ends with the test, however that goes.
 */
public final class SeparateService implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Process process;
    private final int port;
    private final int management;
    private final StringBuffer log = new StringBuffer();
    private final Thread reader;

    private SeparateService(Process process, int port, int management) {
        this.process = process;
        this.port = port;
        this.management = management;
        this.reader = new Thread(this::readLog, "log of the separate service");
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts it and does not wait. */
    static SeparateService start(Sources sources, String... settings) {
        int management = PublishedFixture.freePort();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx400m",
                Application.class.getName(),
                "--server.port=" + sources.port(),
                "--management.server.port=" + management,
                "--publication.sources=" + sources.file("ontology") + "," + sources.file("rdf-data"),
                "--publication.data-dir=" + sources.dataDir(),
                "--spring.main.banner-mode=off"));
        command.addAll(List.of(settings));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        try {
            Process process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return new SeparateService(process, sources.port(), management);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readLog() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                log.append(line).append('\n');
            }
        } catch (IOException e) {
            log.append(e).append('\n');
        }
    }

    /** What it has printed. */
    String log() {
        return log.toString();
    }

    /** Waits until it has printed something. */
    void awaitLog(String text) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!log.toString().contains(text)) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new AssertionError("The log does not say \"" + text + "\":\n" + log);
            }
            pause(10);
        }
    }

    Process process() {
        return process;
    }

    /** Waits until it answers, and has told who asks of which release. */
    SeparateService awaitReady() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            if (!process.isAlive()) {
                throw new AssertionError("The service ended with exit code " + process.exitValue() + ":\n" + log);
            }
            try {
                if (send("GET", "http://127.0.0.1:" + management + "/actuator/health/readiness")
                                .statusCode()
                        == 200) {
                    return this;
                }
            } catch (UncheckedIOException notYet) {
                // it has not opened its port
            }
            pause(20);
        }
        throw new AssertionError("The service does not answer:\n" + log);
    }

    /** Waits for the end of the process. */
    int awaitEnd() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("The service does not end:\n" + log);
            }
            reader.join(PATIENCE.toMillis());
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** SIGTERM. */
    void terminate() {
        process.toHandle().destroy(); // leaves the stream of its log open
    }

    static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    String base() {
        return "http://localhost:" + port + "/";
    }

    int port() {
        return port;
    }

    int managementPort() {
        return management;
    }

    HttpResponse<String> get(String path, String... headers) {
        return send("GET", base() + path, headers);
    }

    /** Rows of a SPARQL result as CSV, without the line of names. */
    List<String> rows(String query) {
        HttpResponse<String> answer =
                get("sparql?format=csv&query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
        if (answer.statusCode() != 200) {
            throw new AssertionError(query + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body().lines().skip(1).toList();
    }

    HttpResponse<String> post(String path, String form) {
        return send(HttpRequest.newBuilder(URI.create(base() + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build());
    }

    /** Tells it to publish and waits for what comes of it. */
    HttpResponse<String> publish() {
        return send("POST", "http://127.0.0.1:" + management + "/actuator/publish");
    }

    CompletableFuture<HttpResponse<String>> publishing() {
        return CLIENT.sendAsync(
                request("POST", "http://127.0.0.1:" + management + "/actuator/publish"),
                HttpResponse.BodyHandlers.ofString());
    }

    /** An address on the management port. */
    HttpResponse<String> management(String path) {
        return send("GET", "http://127.0.0.1:" + management + "/actuator/" + path);
    }

    private static HttpResponse<String> send(String method, String address, String... headers) {
        return send(request(method, address, headers));
    }

    private static HttpRequest request(String method, String address, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address))
                .timeout(PATIENCE)
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request.build();
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
