package eu.staytuned.lod.catalog;

import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.release.ArchivedReleases;
import eu.staytuned.lod.store.Background;
import eu.staytuned.lod.store.Edition;
import eu.staytuned.lod.store.ReleasePublished;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/**
 * The sitemap of each release, with the time of the release in which each resource last changed. Made in the background when
 * a release is published, {@code sitemap/7-0123456789ab/} in the data folder.
 */
@Component
public class Sitemaps implements DisposableBean {

    /** The folder of the parts below the base. */
    public static final String PATH = "sitemap";

    private static final Logger log = LoggerFactory.getLogger(Sitemaps.class);
    private static final String STAGING = ".staging";

    /** Of the protocol. */
    private static final int MOST = 50_000;

    /** Where nothing is known of changes, so many releases are compared. */
    private static final int COMPARED = 10;

    /** Somebody may still be reading the one before. */
    private static final int KEPT = 2;

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration RETRY = Duration.ofSeconds(10);

    private final ArchivedReleases releases;
    private final IriSpace iris;
    private final SitePages pages;
    private final Changes changes;
    private final Path folder;
    private final boolean ahead;
    private final ExecutorService background = Background.inTurn("sitemap");

    private Optional<Edition> latest = Optional.empty();
    private CompletableFuture<Void> made = new CompletableFuture<>();

    Sitemaps(
            ArchivedReleases releases,
            IriSpace iris,
            SitePages pages,
            Changes changes,
            @Value("${publication.data-dir}") Path dataFolder,
            @Value("${publication.dumps.ahead}") boolean ahead) {
        this.releases = releases;
        this.iris = iris;
        this.pages = pages;
        this.changes = changes;
        this.folder = dataFolder.resolve(PATH);
        this.ahead = ahead;
    }

    @EventListener
    void on(ReleasePublished published) {
        if (ahead) {
            request(published.edition());
        }
    }

    private synchronized CompletableFuture<Void> request(Edition edition) {
        if (!latest.equals(Optional.of(edition)) || made.isCompletedExceptionally()) {
            CompletableFuture<Void> future = new CompletableFuture<>();
            latest = Optional.of(edition);
            made = future;
            background.execute(() -> {
                try {
                    make(edition);
                    future.complete(null);
                } catch (IOException | RuntimeException e) {
                    if (!background.isShutdown()) {
                        log.error("The sitemap of release {} cannot be made", edition.number(), e);
                    }
                    future.completeExceptionally(e);
                }
            });
        }
        return made;
    }

    /**
     * A file of the sitemap of the release on the shelf; waits a little where it is being made.
     *
     * @param part its number; 0 for the index
     * @return empty where there is no such part
     * @throws DumpsNotReadyException where it takes longer
     */
    public Optional<Path> file(Edition edition, int part) {
        if (releases.editions().stream().noneMatch(edition::equals)) {
            throw new DumpsNotReadyException("There is no sitemap of this release.", RETRY);
        }
        await(edition);
        Path file = folder(edition).resolve(part == 0 ? SitemapWriter.INDEX : part + ".xml");
        return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
    }

    /**
     * What the releases up to this one changed, oldest first, as far back as it is known: at most a hundred. Waits a little
     * where it is being found out.
     *
     * @throws DumpsNotReadyException where it takes longer
     */
    public List<ReleaseChanges> changes(Edition edition) {
        await(edition);
        return changes.upTo(edition);
    }

    private void await(Edition edition) {
        if (!Files.isDirectory(folder(edition))) {
            try {
                request(edition).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException | ExecutionException e) {
                throw new DumpsNotReadyException("The sitemap is being made. Ask again in a moment.", RETRY);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new DumpsNotReadyException("The service is stopping.", RETRY);
            }
        }
    }

    private void make(Edition edition) throws IOException {
        List<Edition> upTo = releases.editions().stream()
                .filter(one -> one.number() <= edition.number())
                .toList();
        Optional<Path> before = Optional.empty();
        for (Edition one : upTo.subList(Math.max(0, upTo.size() - COMPARED), upTo.size())) {
            Path documents = folder(one).resolve(ResourceChanges.FILE);
            if (!Files.isRegularFile(documents) && isNeeded(one, upTo)) {
                write(one, before);
            }
            before = Files.isRegularFile(documents) ? Optional.of(documents) : Optional.empty();
        }
        changes.read();
        removeOld(edition);
    }

    /** Whether a later release has not been compared with it yet. */
    private boolean isNeeded(Edition edition, List<Edition> upTo) {
        return upTo.stream()
                .filter(later -> later.number() > edition.number())
                .noneMatch(later -> Files.isRegularFile(folder(later).resolve(ResourceChanges.FILE)));
    }

    private void write(Edition edition, Optional<Path> before) throws IOException {
        long start = System.nanoTime();
        Path staging = folder.resolve(STAGING + "-" + edition.number());
        FileSystemUtils.deleteRecursively(staging);
        Files.createDirectories(staging);
        Path difference = staging.resolve("difference.tsv.gz");
        try (SitemapWriter writer = new SitemapWriter(iris, staging, MOST);
                Changes.Record record = new Changes.Record(difference)) {
            ResourceChanges documents = new ResourceChanges(iris.base(), staging);
            DumpWriter.sendTriples(releases, edition, staging, documents::statement);
            List<String> more = pages.paths();
            for (String path : more) {
                writer.page(path, Optional.of(edition.issued()));
            }
            int[] count = {more.size()};
            documents.write(
                    before,
                    edition.issued(),
                    (path, since) -> {
                        String document = document(path);
                        if (!more.contains(document)) {
                            writer.page(document, Optional.of(since));
                            count[0]++;
                        }
                    },
                    record);
            record.finish();
            writer.finish(edition.issued());
            if (before.isPresent() || edition.number() == 1) {
                changes.add(edition, difference);
            } else {
                // With nothing to compare, everything would seem to be new.
                Files.delete(difference);
            }
            changes.read();
            Path place = folder(edition);
            FileSystemUtils.deleteRecursively(place);
            Files.move(staging, place, StandardCopyOption.ATOMIC_MOVE);
            log.info(
                    "Sitemap of release {}: {} pages in {} ms",
                    edition.number(),
                    count[0],
                    (System.nanoTime() - start) / 1_000_000);
        } finally {
            FileSystemUtils.deleteRecursively(staging);
        }
    }

    /** A thing is no document; the one about it has the page. */
    private static String document(String path) {
        return path.startsWith("id/") ? "doc/" + path.substring("id/".length()) : path;
    }

    private void removeOld(Edition newest) throws IOException {
        try (Stream<Path> folders = Files.list(folder)) {
            List<Path> old = folders.filter(one -> one.getFileName().toString().matches("[1-9]\\d{0,8}-[0-9a-f]{12}"))
                    .filter(one -> number(one) <= newest.number())
                    .sorted(Comparator.comparingInt(Sitemaps::number).reversed())
                    .skip(KEPT)
                    .toList();
            for (Path one : old) {
                FileSystemUtils.deleteRecursively(one);
            }
        }
    }

    /** With the hash, since an archive that was begun anew gives the same numbers to other releases. */
    private Path folder(Edition edition) {
        return folder.resolve(edition.number() + "-" + edition.contentHash().substring(0, 12));
    }

    private static int number(Path folder) {
        String name = folder.getFileName().toString();
        return Integer.parseInt(name.substring(0, name.indexOf('-')));
    }

    @Override
    public void destroy() {
        background.shutdownNow();
    }
}
