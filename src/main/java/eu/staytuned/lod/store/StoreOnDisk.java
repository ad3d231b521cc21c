package eu.staytuned.lod.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.apache.jena.dboe.base.file.ProcessFileLock;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.tdb2.sys.TDBInternal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of a store on disk, whose files are known by their checksums. TDB2 has none of its own, and reads whatever
 * became of its files: as an error at some later question, or as another answer.
 *
 * <p>Once a release is placed, nobody writes to these files until the next one is. So they are summed up then, in the file
 * {@code checksums}, and looked at before they are opened again. What is not as it was written is set aside unread, and
 * the publisher fills an empty store. The same where there are no checksums: then a process was killed while it wrote.
 */
public final class StoreOnDisk {

    private static final Logger log = LoggerFactory.getLogger(StoreOnDisk.class);
    private static final String CHECKSUMS = "checksums";
    private static final String LOCK = "tdb.lock";
    private static final String SET_ASIDE = "damaged-";
    private static final Pattern LINE = Pattern.compile("([0-9a-f]{8}) (\\d+) (\\S+)");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final Path folder;

    private StoreOnDisk(Path folder) {
        this.folder = folder;
    }

    /** The folder that a dataset is kept in; empty where it is in memory, or elsewhere. */
    public static Optional<StoreOnDisk> of(DatasetGraph data) {
        return TDBInternal.isTDB2(data)
                        && TDBInternal.getDatabaseContainer(data).hasContainerPath()
                ? Optional.of(
                        new StoreOnDisk(TDBInternal.getDatabaseContainer(data).getContainerPath()))
                : Optional.empty();
    }

    /**
     * Looks at a store that is about to be opened, and takes out of the way what is not as it was written. A store that is
     * open already, here or in another process, is left alone: that is for its opening to refuse.
     *
     * @throws UncheckedIOException where it is damaged and cannot be set aside
     */
    public static void inspect(Path folder) {
        StoreOnDisk store = new StoreOnDisk(folder);
        try {
            if (Files.isDirectory(folder) && !store.databases().isEmpty()) {
                store.setAsideIfDamagedAndNotOpen();
            }
        } catch (AccessDeniedException notOurs) {
            log.warn("The store in {} cannot be looked at: {}", folder.toAbsolutePath(), notOurs.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void setAsideIfDamagedAndNotOpen() throws IOException {
        Path file = folder.resolve(LOCK);
        if (!Files.exists(file)) {
            Files.createFile(file);
        }
        ProcessFileLock lock = ProcessFileLock.create(file.toString());
        if (lock.isLockedHere()) {
            return;
        }
        try {
            if (lock.tryLock()) {
                setAsideIfDamaged();
            }
        } finally {
            ProcessFileLock.release(lock);
        }
    }

    private void setAsideIfDamaged() throws IOException {
        Optional<String> damage = damage();
        if (damage.isPresent()) {
            Path aside = setAside();
            log.error(
                    "The store in {} is not opened: {}. It is set aside in {}, which may be deleted, and filled again.",
                    folder.toAbsolutePath().normalize(),
                    damage.orElseThrow(),
                    aside.getFileName());
        }
    }

    /** What is not as it was written; empty where everything is. */
    private Optional<String> damage() throws IOException {
        Map<String, String> written = new TreeMap<>();
        try {
            for (String line : Files.readAllLines(folder.resolve(CHECKSUMS))) {
                Matcher matcher = LINE.matcher(line);
                if (!matcher.matches()) {
                    return Optional.of("its checksums cannot be read");
                }
                written.put(matcher.group(3), line);
            }
        } catch (NoSuchFileException unfinished) {
            return Optional.of("it has no checksums, because it was not finished, or is of an earlier version");
        } catch (AccessDeniedException e) {
            throw e;
        } catch (IOException e) {
            return Optional.of("its checksums cannot be read");
        }
        SortedMap<String, Path> files = files();
        for (String name : files.keySet()) {
            if (!written.containsKey(name)) {
                return Optional.of(name + " does not belong to it");
            }
        }
        for (Map.Entry<String, String> each : written.entrySet()) {
            Path file = files.get(each.getKey());
            if (file == null) {
                return Optional.of(each.getKey() + " is missing");
            }
            try {
                if (!line(each.getKey(), file).equals(each.getValue())) {
                    return Optional.of(each.getKey() + " is not as it was written");
                }
            } catch (AccessDeniedException e) {
                throw e;
            } catch (IOException e) {
                return Optional.of(each.getKey() + " cannot be read");
            }
        }
        return Optional.empty();
    }

    /** Beside the new store, so that it is a matter of names wherever the folder lies. Of those before, none is kept. */
    private Path setAside() throws IOException {
        for (Path earlier : children(SET_ASIDE)) {
            delete(earlier);
        }
        Path aside = Files.createDirectory(folder.resolve(SET_ASIDE + TIME.format(Instant.now())));
        if (Files.exists(folder.resolve(CHECKSUMS))) {
            Files.move(folder.resolve(CHECKSUMS), aside.resolve(CHECKSUMS), StandardCopyOption.ATOMIC_MOVE);
        }
        for (Path database : databases()) {
            Files.move(database, aside.resolve(database.getFileName()), StandardCopyOption.ATOMIC_MOVE);
        }
        LastingFiles.force(folder);
        return aside;
    }

    /**
     * Something is going to be written: until it is finished, nothing is known of the files.
     *
     * @throws UncheckedIOException where that cannot be noted
     */
    void beginWriting() {
        try {
            if (Files.deleteIfExists(folder.resolve(CHECKSUMS))) {
                LastingFiles.force(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All is written. Where that cannot be noted, the next start fills the store again. */
    public void finishWriting() {
        try {
            StringBuilder lines = new StringBuilder();
            for (Map.Entry<String, Path> each : files().entrySet()) {
                lines.append(line(each.getKey(), each.getValue())).append('\n');
            }
            LastingFiles.write(folder.resolve(CHECKSUMS), lines.toString().getBytes(StandardCharsets.UTF_8));
            LastingFiles.force(folder);
        } catch (IOException | UncheckedIOException e) {
            log.warn(
                    "The store in {} has got no checksums, so that the next start fills it again: {}",
                    folder.toAbsolutePath(),
                    e.getMessage());
        }
    }

    private static String line(String name, Path file) throws IOException {
        CRC32C sum = new CRC32C();
        long size = 0;
        ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 18);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            while (channel.read(buffer) >= 0) {
                buffer.flip();
                size += buffer.remaining();
                sum.update(buffer);
                buffer.clear();
            }
        }
        return HexFormat.of().toHexDigits((int) sum.getValue()) + " " + size + " " + name;
    }

    /** The files of the databases by their names below the folder; without the locks, which change with each process. */
    private SortedMap<String, Path> files() throws IOException {
        SortedMap<String, Path> files = new TreeMap<>();
        for (Path database : databases()) {
            try (Stream<Path> all = Files.walk(database)) {
                all.filter(file -> !Files.isDirectory(file))
                        .filter(file -> !file.endsWith(LOCK))
                        .forEach(file ->
                                files.put(folder.relativize(file).toString().replace('\\', '/'), file));
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }
        return files;
    }

    private List<Path> databases() throws IOException {
        return children("Data-");
    }

    private List<Path> children(String beginning) throws IOException {
        List<Path> children = new ArrayList<>();
        try (Stream<Path> all = Files.list(folder)) {
            all.filter(each -> each.getFileName().toString().startsWith(beginning))
                    .forEach(children::add);
        }
        return children;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
