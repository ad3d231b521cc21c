package eu.staytuned.lod.citation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Kept results on the disk, a file each. A file is written aside, forced, and takes its name in one step: what has a
 * name is whole.
 */
final class CitationFolder {

    private static final String STAGING = ".staging";
    private static final String ENDING = ".json";

    private final Path folder;
    private int count = -1;

    CitationFolder(Path folder) {
        this.folder = folder;
    }

    /** How many there are; counted on the disk once. */
    synchronized int count() throws IOException {
        if (count < 0) {
            if (!Files.isDirectory(folder)) {
                count = 0;
            } else {
                try (Stream<Path> files = Files.walk(folder, 2)) {
                    count = (int)
                            files.filter(file -> file.getFileName().toString().endsWith(ENDING))
                                    .count();
                }
            }
        }
        return count;
    }

    Optional<byte[]> read(String hash) throws IOException {
        Path file = file(hash);
        return Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    }

    /** Keeps it for good. */
    synchronized void write(String hash, byte[] bytes) throws IOException {
        int before = count();
        Path file = file(hash);
        Files.createDirectories(file.getParent());
        Path staging = file.resolveSibling(hash + STAGING);
        try (FileChannel channel = FileChannel.open(
                staging, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        Files.move(staging, file, StandardCopyOption.ATOMIC_MOVE);
        force(file.getParent());
        force(folder);
        count = before + 1;
    }

    private Path file(String hash) {
        return folder.resolve(hash.substring(0, 2)).resolve(hash + ENDING);
    }

    // A new name is on disk only when its folder is; systems that cannot open a folder keep such order by themselves.
    private static void force(Path folder) throws IOException {
        if (System.getProperty("os.name", "").startsWith("Windows")) {
            return;
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
