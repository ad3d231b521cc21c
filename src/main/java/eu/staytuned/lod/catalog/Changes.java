package eu.staytuned.lod.catalog;

import eu.staytuned.lod.release.ArchivedReleases;
import eu.staytuned.lod.resource.Withdrawals;
import eu.staytuned.lod.store.Edition;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * What each of the last releases changed: a small file for each in the data folder, {@code changes/7-0123456789ab.tsv.gz}, with a line
 * for each resource that came, changed or went. They are kept when the release before is no longer at hand.
 */
@Component
class Changes implements Withdrawals {

    private static final Logger log = LoggerFactory.getLogger(Changes.class);
    private static final String FOLDER = "changes";
    private static final String ENDING = ".tsv.gz";
    private static final int MOST = 100;
    private static final int MOST_LINES = 2_000_000;

    private final ArchivedReleases releases;
    private final Path folder;
    private volatile @Nullable Known known;

    /**
     * What the files say.
     *
     * @param changes oldest first; each release is the one that follows the one before
     * @param gone what went and did not come back, with the release that did it
     */
    record Known(List<ReleaseChanges> changes, Map<String, Edition> gone) {}

    Changes(ArchivedReleases releases, @Value("${publication.data-dir}") Path dataFolder) {
        this.releases = releases;
        this.folder = dataFolder.resolve(FOLDER);
    }

    /** A file for what a release changes, to be filled and then {@linkplain #add added}. */
    static final class Record implements AutoCloseable, ResourceChanges.Difference {

        private final GzipFile file;

        Record(Path path) throws IOException {
            this.file = new GzipFile(path);
        }

        @Override
        public void change(Change.Kind kind, String path) throws IOException {
            if (!path.isEmpty()) {
                file.stream().write((kind.name().charAt(0) + "\t" + path + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }

        void finish() throws IOException {
            file.finish(0);
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    /** Takes a finished file among the others. */
    void add(Edition edition, Path file) throws IOException {
        Files.createDirectories(folder);
        Files.move(file, place(edition), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        removeOld();
    }

    private void removeOld() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> old = files.filter(
                            one -> one.getFileName().toString().matches("[1-9]\\d{0,8}-[0-9a-f]{12}\\.tsv\\.gz"))
                    .sorted(Comparator.comparingInt(Changes::number).reversed())
                    .skip(MOST)
                    .toList();
            for (Path one : old) {
                Files.deleteIfExists(one);
            }
        }
    }

    private static int number(Path file) {
        String name = file.getFileName().toString();
        return Integer.parseInt(name.substring(0, name.indexOf('-')));
    }

    private Path place(Edition edition) {
        return folder.resolve(edition.number() + "-" + edition.contentHash().substring(0, 12) + ENDING);
    }

    /** Reads the files of the last releases, back to the first that has none. */
    synchronized Known read() {
        Map<Edition, ReleaseChanges> before = new HashMap<>();
        Known earlier = known;
        if (earlier != null) {
            earlier.changes().forEach(one -> before.put(one.edition(), one));
        }
        List<Edition> editions = releases.editions();
        List<ReleaseChanges> changes = new ArrayList<>();
        long lines = 0;
        try {
            for (int i = editions.size() - 1; i >= 0 && changes.size() < MOST; i--) {
                Edition edition = editions.get(i);
                if (!Files.isRegularFile(place(edition))) {
                    break;
                }
                ReleaseChanges one = before.get(edition);
                if (one == null) {
                    one = new ReleaseChanges(
                            edition,
                            i == 0 ? edition.issued() : editions.get(i - 1).issued(),
                            lines(place(edition)));
                }
                lines += one.changes().size();
                if (lines > MOST_LINES) {
                    break;
                }
                changes.add(0, one);
            }
        } catch (IOException | RuntimeException e) {
            log.warn("What earlier releases changed cannot be read from {}: {}", folder, e.getMessage());
        }
        Map<String, Edition> gone = new HashMap<>();
        for (ReleaseChanges one : changes) {
            for (Change change : one.changes()) {
                if (change.kind() == Change.Kind.DELETED) {
                    gone.put(change.path(), one.edition());
                } else if (change.kind() == Change.Kind.CREATED) {
                    gone.remove(change.path());
                }
            }
        }
        Known now = new Known(List.copyOf(changes), Map.copyOf(gone));
        // Before the archive is open there is nothing to read, and that is not to be kept.
        known = editions.isEmpty() ? null : now;
        return now;
    }

    private Known known() {
        Known now = known;
        return now == null ? read() : now;
    }

    private static List<Change> lines(Path file) throws IOException {
        List<Change> changes = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                Change.Kind kind =
                        switch (line.charAt(0)) {
                            case 'C' -> Change.Kind.CREATED;
                            case 'U' -> Change.Kind.UPDATED;
                            default -> Change.Kind.DELETED;
                        };
                changes.add(new Change(kind, line.substring(2)));
            }
        }
        return List.copyOf(changes);
    }

    /** What the releases up to one changed, oldest first, as far back as it is known. */
    List<ReleaseChanges> upTo(Edition edition) {
        return known().changes().stream()
                .filter(one -> one.edition().number() <= edition.number())
                .toList();
    }

    @Override
    public Optional<Withdrawal> of(String path) {
        return Optional.ofNullable(known().gone().get(path))
                .map(edition -> new Withdrawal(edition.number(), edition.issued()));
    }
}
