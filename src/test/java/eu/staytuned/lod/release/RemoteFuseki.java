package eu.staytuned.lod.release;

import eu.staytuned.lod.web.PublishedFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.jena.fuseki.main.FusekiServer;
import org.apache.jena.tdb2.DatabaseMgr;

/** A standalone Fuseki with two datasets on disk, in a process of its own: to be frozen, killed and started again. */
final class RemoteFuseki implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder;
    private final int port = PublishedFixture.freePort();
    private Process process;

    private RemoteFuseki(Path folder) {
        this.folder = folder;
    }

    static RemoteFuseki start(Path folder) {
        RemoteFuseki fuseki = new RemoteFuseki(folder);
        fuseki.start();
        return fuseki;
    }

    /** The other process: port, folder. */
    public static void main(String[] arguments) {
        FusekiServer.Builder server = FusekiServer.create().loopback(true).port(Integer.parseInt(arguments[0]));
        for (String place : List.of("blue", "green")) {
            server.add(
                    "/" + place,
                    DatabaseMgr.connectDatasetGraph(
                            Path.of(arguments[1]).resolve(place).toString()));
        }
        server.build().start().join();
    }

    void start() {
        try {
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            RemoteFuseki.class.getName(),
                            "" + port,
                            folder.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("fuseki.log").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // Whatever becomes of the tests, nothing is left running.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!listens()) {
            if (System.nanoTime() > until) {
                throw new AssertionError("Fuseki does not listen, see " + folder.resolve("fuseki.log"));
            }
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("localhost", port), 500);
            return true;
        } catch (IOException notYet) {
            if (!process.isAlive()) {
                throw new AssertionError("Fuseki ended, see " + folder.resolve("fuseki.log"));
            }
            return false;
        }
    }

    /** The address of a place. */
    String address(String place, String operation) {
        return "http://localhost:" + port + "/" + place + "/" + operation;
    }

    /** From now on it takes connections and says nothing. */
    void freeze() {
        signal("STOP");
    }

    void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + name, "" + process.pid()).start();
            if (!kill.waitFor(10, TimeUnit.SECONDS) || kill.exitValue() != 0) {
                throw new AssertionError("kill -" + name + " failed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Ends without a word to anybody. */
    void kill() {
        process.destroyForcibly();
        try {
            process.waitFor(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What a service has to know of it. */
    String[] settings(String... more) {
        List<String> settings = new ArrayList<>(List.of("--publication.store=remote"));
        for (String place : List.of("blue", "green")) {
            settings.add("--publication.remote." + place + ".query=" + address(place, "sparql"));
            settings.add("--publication.remote." + place + ".graph-store=" + address(place, "data"));
        }
        settings.addAll(List.of(more));
        return settings.toArray(String[]::new);
    }

    @Override
    public void close() {
        kill();
    }
}
