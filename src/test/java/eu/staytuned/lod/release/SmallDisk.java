package eu.staytuned.lod.release;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A disk of a few megabytes in memory (tmpfs), to be filled to the last block. Only root can have one. */
final class SmallDisk implements AutoCloseable {

    private static final int BLOCK = 4096;

    private final Path folder;
    private final Path filler;

    /** Mounts it on an empty folder; without the right to do so the test is left out, and says why. */
    SmallDisk(Path folder, int megabytes) throws IOException {
        this.folder = folder;
        this.filler = folder.resolve("filler");
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", folder.toString()),
                "A small disk cannot be mounted: that needs Linux and root.");
    }

    /** Leaves so many blocks of 4 KB free. */
    void fill(int free) {
        try {
            empty();
            byte[] block = new byte[BLOCK];
            try (OutputStream out = Files.newOutputStream(filler)) {
                for (long blocks = folder.toFile().getUsableSpace() / BLOCK; blocks > free; blocks--) {
                    out.write(block);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes room again. */
    void empty() throws IOException {
        Files.deleteIfExists(filler);
    }

    @Override
    public void close() throws IOException {
        empty();
        run("umount", "--lazy", folder.toString());
    }

    private static boolean run(String... command) throws IOException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0;
        } catch (IOException noSuchProgram) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
