package eu.staytuned.lod.citation;

import eu.staytuned.lod.store.LastingFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Kept results on the disk, a file each. A file is written aside, forced, and takes its name in one step: what has a
 * name is whole.
 */
final class CitationFolder {

    // of this process: several instances may share a folder
    private static final String STAGING = ".staging-" + ProcessHandle.current().pid();
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
        try {
            LastingFiles.write(staging, bytes);
            Files.move(staging, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(staging);
        }
        LastingFiles.force(file.getParent());
        LastingFiles.force(folder);
        count = before + 1;
    }

    private Path file(String hash) {
        return folder.resolve(hash.substring(0, 2)).resolve(hash + ENDING);
    }
}
