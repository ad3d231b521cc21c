package eu.staytuned.lod.release;

import eu.staytuned.lod.store.Background;
import eu.staytuned.lod.store.Edition;
import eu.staytuned.lod.store.NothingPublishedException;
import eu.staytuned.lod.store.ReleasePublished;
import eu.staytuned.lod.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The shelf as it stands, in a file, so that the next start puts it back as it is and reads no text. It is worth nothing
 * without the archived release that it bears the seal of, and is made again when it is lost.
 */
@Component
class KeptShelf implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(KeptShelf.class);

    private final Publisher publisher;
    private final Store store;
    private final Path file;
    private final boolean ahead;
    private final ExecutorService background = Background.thread("kept-shelf");

    /** @param ahead whether what may be wanted later is made as soon as a release is published */
    KeptShelf(
            Publisher publisher,
            Store store,
            PublicationSettings settings,
            @Value("${publication.dumps.ahead}") boolean ahead) {
        this.ahead = ahead;
        this.publisher = publisher;
        this.store = store;
        this.file = in(settings.dataFolder());
    }

    /** Where it is in a data folder. */
    static Path in(Path dataFolder) {
        return dataFolder.resolve("shelf");
    }

    @EventListener
    void on(ReleasePublished published) {
        if (ahead) {
            background.execute(() -> keep(published.edition()));
        }
    }

    private void keep(Edition edition) {
        Optional<String> seal = publisher.archive().flatMap(archive -> archive.newest()
                .filter(manifest -> manifest.edition().equals(edition))
                .flatMap(archive::seal));
        if (seal.isEmpty()) {
            return;
        }
        try {
            store.read(shelf -> {
                // Another may have come meanwhile, and has a turn of its own.
                if (shelf.edition().equals(edition)) {
                    keep(seal.orElseThrow());
                }
                return edition;
            });
        } catch (UncheckedIOException | NothingPublishedException e) {
            if (!background.isShutdown()) {
                Throwable why = e.getCause() == null ? e : e.getCause();
                log.warn(
                        "The shelf cannot be kept in {}, so the next start is slower: {}", file, Failures.explain(why));
            }
        }
    }

    private void keep(String seal) {
        try {
            store.keep(file, seal);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void destroy() {
        background.shutdownNow();
    }
}
