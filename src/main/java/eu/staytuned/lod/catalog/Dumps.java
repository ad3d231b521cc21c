package eu.staytuned.lod.catalog;

import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.rdf.Sha256;
import eu.staytuned.lod.release.ArchivedReleases;
import eu.staytuned.lod.release.ReleaseUnavailableException;
import eu.staytuned.lod.store.Background;
import eu.staytuned.lod.store.Edition;
import eu.staytuned.lod.store.LastingFiles;
import eu.staytuned.lod.store.MadeFile;
import eu.staytuned.lod.store.MadeFiles;
import eu.staytuned.lod.store.ReleasePublished;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The dumps of releases, {@code dumps/7/} in the data folder. They are made once: in the background as soon as a release is
 * published, and again for whoever asks where they are missing or damaged. A folder is written aside and takes its name in
 * one step: what has a number is whole.
 */
@Component
public class Dumps implements MadeFiles, DisposableBean {

    /** The folder of dumps below the base. */
    public static final String PATH = "dumps";

    private static final Logger log = LoggerFactory.getLogger(Dumps.class);
    private static final String RECORD = "dumps.json";
    private static final String STAGING = ".staging";

    /** Who asks waits so long for dumps that are being made. */
    public static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration RETRY = Duration.ofSeconds(10);

    /** What failed is not tried again at once. */
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);

    private static final int MOST_WAITING = 4;

    /** Of releases that are older than those that are kept, so many that were asked for last. */
    private static final int VISITORS = 2;

    private static final Pattern ADDRESS = Pattern.compile(PATH + "/([1-9][0-9]{0,8})/([a-z.-]+)");

    private final ArchivedReleases releases;
    private final IriSpace iris;
    private final JsonMapper json;
    private final DumpWriter writer;
    private final Path folder;
    private final int keep;
    private final boolean ahead;
    private final Map<Integer, Known> known = new HashMap<>();
    private final Map<Integer, CompletableFuture<ReleaseDumps>> making = new HashMap<>();
    private final Map<Integer, Instant> failed = new HashMap<>();
    private final Deque<Integer> visitors = new ArrayDeque<>();

    /** What was written of each release that somebody asked for, without a look at the files; nobody waits to read it. */
    private final Map<Integer, Optional<DumpRecord>> written = new ConcurrentHashMap<>();

    private final AtomicInteger changes = new AtomicInteger();
    private final ExecutorService background = Background.inTurn("dumps");

    /** Dumps whose checksums were right when the files had these times. */
    private record Known(ReleaseDumps dumps, List<FileTime> times) {}

    /**
     * @param keep dumps of so many releases, the newest, stay on the disk
     * @param ahead whether they are made as soon as a release is published, and not when somebody asks
     */
    Dumps(
            ArchivedReleases releases,
            IriSpace iris,
            JsonMapper json,
            @Value("${publication.data-dir}") Path dataFolder,
            @Value("${publication.dumps.keep}") int keep,
            @Value("${publication.dumps.ahead}") boolean ahead) {
        if (keep < 1) {
            throw new IllegalArgumentException("publication.dumps.keep is " + keep + ": give a number from 1.");
        }
        this.releases = releases;
        this.iris = iris;
        this.json = json;
        this.writer = new DumpWriter(releases, json);
        this.folder = dataFolder.resolve(PATH);
        this.keep = keep;
        this.ahead = ahead;
    }

    @EventListener
    void on(ReleasePublished published) {
        if (ahead) {
            request(published.edition());
        }
    }

    /** Releases that there are dumps of, or can be; oldest first. */
    public List<Edition> releases() {
        return releases.editions();
    }

    @Override
    public Optional<MadeFile> find(String url, Edition current) {
        Matcher address = ADDRESS.matcher(iris.pathOf(url).orElse(""));
        if (!address.matches()) {
            return Optional.empty();
        }
        Optional<Edition> edition = edition(Integer.parseInt(address.group(1)));
        return edition.flatMap(release -> written.computeIfAbsent(release.number(), any -> record(release)))
                .flatMap(record -> record.files().stream()
                        .filter(file -> file.name().equals(address.group(2)))
                        .findFirst()
                        .map(file -> new MadeFile(url, file.bytes(), file.sha256(), record.made())));
    }

    @Override
    public int changes() {
        return changes.get();
    }

    /** The dumps of a release, where they are on the disk as they were written; empty while they are not. */
    public synchronized Optional<ReleaseDumps> of(int release) {
        return edition(release).flatMap(this::whole);
    }

    /**
     * The dumps of a release, empty where there is no such release; waits so long where they are being made.
     *
     * @throws DumpsNotReadyException where it takes longer, or the archive does not have the release as it was
     */
    public Optional<ReleaseDumps> get(int release, Duration patience) {
        Optional<Edition> edition = edition(release);
        if (edition.isEmpty()) {
            return Optional.empty();
        }
        Optional<ReleaseDumps> there = of(release);
        if (there.isPresent()) {
            visited(release);
            return there;
        }
        try {
            return Optional.of(request(edition.orElseThrow()).get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            throw new DumpsNotReadyException(
                    "The dumps of release " + release + " are being made. Ask again in a moment.", RETRY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DumpsNotReadyException("The service is stopping.", RETRY);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ReleaseUnavailableException unavailable) {
                throw new DumpsNotReadyException(String.valueOf(unavailable.getMessage()), AFTER_FAILURE);
            }
            if (e.getCause() instanceof DumpsNotReadyException later) {
                throw later;
            }
            throw new DumpsNotReadyException(
                    "The dumps of release " + release + " could not be made. The operator finds the reason in the log.",
                    AFTER_FAILURE);
        }
    }

    private Optional<Edition> edition(int release) {
        return releases.editions().stream()
                .filter(edition -> edition.number() == release)
                .findFirst();
    }

    private synchronized CompletableFuture<ReleaseDumps> request(Edition edition) {
        int number = edition.number();
        CompletableFuture<ReleaseDumps> begun = making.get(number);
        if (begun != null) {
            return begun;
        }
        Instant again = failed.getOrDefault(number, Instant.MIN);
        if (making.size() >= MOST_WAITING || again.isAfter(Instant.now())) {
            return CompletableFuture.failedFuture(new DumpsNotReadyException(
                    "The dumps of release " + number + " cannot be made now. Ask again later.", AFTER_FAILURE));
        }
        CompletableFuture<ReleaseDumps> future = new CompletableFuture<>();
        making.put(number, future);
        background.execute(() -> make(edition, future));
        return future;
    }

    private void make(Edition edition, CompletableFuture<ReleaseDumps> future) {
        int number = edition.number();
        try {
            Optional<ReleaseDumps> there = of(number);
            ReleaseDumps dumps = there.isPresent() ? there.orElseThrow() : write(edition);
            visited(number);
            synchronized (this) {
                making.remove(number);
                failed.remove(number);
            }
            future.complete(dumps);
        } catch (IOException | RuntimeException e) {
            if (e instanceof ReleaseUnavailableException) {
                log.warn("The dumps of release {} are not made: {}", number, e.getMessage());
            } else if (!background.isShutdown()) {
                log.error("The dumps of release {} cannot be made", number, e);
            }
            synchronized (this) {
                making.remove(number);
                failed.put(number, Instant.now().plus(AFTER_FAILURE));
            }
            future.completeExceptionally(e);
        }
        removeOld();
    }

    private ReleaseDumps write(Edition edition) throws IOException {
        long start = System.nanoTime();
        Path staging = folder.resolve(STAGING + "-" + edition.number());
        Path place = folder(edition.number());
        Files.createDirectories(folder);
        FileSystemUtils.deleteRecursively(staging);
        Files.createDirectory(staging);
        try {
            DumpRecord record = writer.write(edition, staging);
            LastingFiles.write(staging.resolve(RECORD), json.writeValueAsBytes(record));
            LastingFiles.force(staging);
            synchronized (this) {
                known.remove(edition.number());
                written.remove(edition.number());
                FileSystemUtils.deleteRecursively(place);
                Files.move(staging, place, StandardCopyOption.ATOMIC_MOVE);
                LastingFiles.force(folder);
                ReleaseDumps dumps = dumps(edition, record);
                known.put(edition.number(), new Known(dumps, times(dumps)));
                written.put(edition.number(), Optional.of(record));
                changes.incrementAndGet();
                log.info(
                        "Dumps of release {}: {} statements in {} files of {} bytes in {} ms",
                        edition.number(),
                        record.files().get(0).statements(),
                        record.files().size(),
                        record.files().stream()
                                .mapToLong(DumpRecord.File::bytes)
                                .sum(),
                        (System.nanoTime() - start) / 1_000_000);
                return dumps;
            }
        } finally {
            FileSystemUtils.deleteRecursively(staging);
        }
    }

    /** Checksums are computed where the files are new to this process, or have another time or size than then. */
    private Optional<ReleaseDumps> whole(Edition edition) {
        Known before = known.get(edition.number());
        try {
            if (before != null && before.times().equals(times(before.dumps()))) {
                return Optional.of(before.dumps());
            }
            known.remove(edition.number());
            Optional<DumpRecord> record = record(edition);
            if (record.isEmpty()) {
                return Optional.empty();
            }
            ReleaseDumps dumps = dumps(edition, record.orElseThrow());
            List<FileTime> times = times(dumps);
            for (Dump dump : dumps.files()) {
                if (!Sha256.of(dump.file()).equals(dump.sha256())) {
                    log.warn("The dump {} is not as it was written; it is made again", dump.file());
                    return Optional.empty();
                }
            }
            known.put(edition.number(), new Known(dumps, times));
            return Optional.of(dumps);
        } catch (IOException e) {
            log.warn("The dumps of release {} cannot be read and are made again: {}", edition.number(), e.getMessage());
            known.remove(edition.number());
            return Optional.empty();
        }
    }

    /** What lies beside the dumps of a release, where they are those of today's writer. */
    private Optional<DumpRecord> record(Edition edition) {
        Path file = folder(edition.number()).resolve(RECORD);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            DumpRecord record = json.readValue(file.toFile(), DumpRecord.class);
            return Optional.of(record)
                    .filter(found -> found.format() == DumpWriter.FORMAT
                            && found.contentHash().equals(edition.contentHash())
                            && found.issued().equals(edition.issued())
                            && found.files().stream()
                                    .map(DumpRecord.File::name)
                                    .toList()
                                    .equals(DumpWriter.SYNTAXES.stream()
                                            .map(DumpWriter::name)
                                            .toList()));
        } catch (JacksonException | NullPointerException e) {
            log.warn("The record of the dumps of release {} cannot be read: {}", edition.number(), e.getMessage());
            return Optional.empty();
        }
    }

    /** When each was written last. */
    private static List<FileTime> times(ReleaseDumps dumps) throws IOException {
        List<FileTime> times = new ArrayList<>();
        for (Dump dump : dumps.files()) {
            BasicFileAttributes file = Files.readAttributes(dump.file(), BasicFileAttributes.class);
            if (file.size() != dump.bytes()) {
                throw new IOException(dump.name() + " has " + file.size() + " bytes");
            }
            times.add(file.lastModifiedTime());
        }
        return times;
    }

    private ReleaseDumps dumps(Edition edition, DumpRecord record) {
        List<Dump> dumps = new ArrayList<>();
        for (int i = 0; i < record.files().size(); i++) {
            DumpRecord.File file = record.files().get(i);
            dumps.add(new Dump(
                    DumpWriter.SYNTAXES.get(i),
                    iris.resolve(PATH + "/" + edition.number() + "/" + file.name()),
                    file.name(),
                    file.bytes(),
                    file.sha256(),
                    file.statements(),
                    folder(edition.number()).resolve(file.name())));
        }
        return new ReleaseDumps(edition, List.copyOf(dumps));
    }

    private synchronized void visited(int release) {
        visitors.remove(release);
        visitors.addFirst(release);
        while (visitors.size() > keep + VISITORS) {
            visitors.removeLast();
        }
    }

    private synchronized void removeOld() {
        List<Integer> newest = releases.editions().stream()
                .map(Edition::number)
                .sorted(Comparator.reverseOrder())
                .limit(keep)
                .toList();
        if (newest.isEmpty() || !Files.isDirectory(folder)) {
            return;
        }
        Set<Integer> stay = new HashSet<>(newest);
        visitors.stream()
                .filter(number -> !newest.contains(number))
                .limit(VISITORS)
                .forEach(stay::add);
        try (Stream<Path> folders = Files.list(folder)) {
            for (Path one : folders.toList()) {
                String name = one.getFileName().toString();
                if (name.matches("[1-9]\\d{0,8}") && !stay.contains(Integer.parseInt(name))) {
                    known.remove(Integer.parseInt(name));
                    FileSystemUtils.deleteRecursively(one);
                    written.remove(Integer.parseInt(name));
                    changes.incrementAndGet();
                }
            }
        } catch (IOException | UncheckedIOException e) {
            log.warn("Old dumps in {} cannot be deleted: {}", folder, e.getMessage());
        }
    }

    private Path folder(int release) {
        return folder.resolve(Integer.toString(release));
    }

    @Override
    public void destroy() {
        background.shutdownNow();
    }
}
