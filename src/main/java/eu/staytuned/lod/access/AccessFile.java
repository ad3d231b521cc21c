package eu.staytuned.lod.access;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where lines of the access log go. Nobody who is answered waits for it: lines that it cannot take are left out, and it says
 * so. The file is opened anew for each batch, so that it may be moved away at any time.
 */
final class AccessFile implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(AccessFile.class);
    private static final int MOST_WAITING = 20_000;

    private final Path file;
    private final BlockingQueue<String> lines = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Thread writer = new Thread(this::write, "access-log");
    private volatile boolean over;
    private boolean failing;

    AccessFile(Path file) {
        this.file = file;
        writer.setDaemon(true);
        writer.start();
    }

    void add(String line) {
        lines.offer(line);
    }

    private void write() {
        List<String> batch = new ArrayList<>();
        try {
            while (!over || !lines.isEmpty()) {
                String first = lines.poll(200, TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    lines.drainTo(batch);
                    write(batch);
                    batch.clear();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(List<String> batch) {
        try (OutputStream out = new BufferedOutputStream(
                Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND))) {
            for (String line : batch) {
                out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            }
            failing = false;
        } catch (IOException e) {
            if (!failing) {
                log.error("The access log {} cannot be written; requests are answered, lines are left out", file, e);
            }
            failing = true;
        }
    }

    /** Writes what waits. */
    @Override
    public void close() {
        over = true;
        try {
            writer.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
