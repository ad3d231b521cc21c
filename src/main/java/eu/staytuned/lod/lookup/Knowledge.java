package eu.staytuned.lod.lookup;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.search.Spelling;
import eu.staytuned.lod.store.Background;
import eu.staytuned.lod.store.Edition;
import eu.staytuned.lod.store.ReleasePublished;
import eu.staytuned.lod.store.Shelf;
import eu.staytuned.lod.store.Store;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What is known of a release before anybody asks: made once for each, in the background. */
@Component
class Knowledge implements DisposableBean {

    /** Identifiers and codes that are kept in memory, at most; about 300 bytes each. */
    static final int MOST_LINKS = 500_000;

    private static final Logger log = LoggerFactory.getLogger(Knowledge.class);

    /** Names that are kept as they are compared: folding one costs more than comparing it. */
    private static final int MOST_SPELLINGS = 20_000;

    /** What is known of one release. */
    record Known(Edition edition, Links links, Schema schema, Cache<String, Spelling> spellings) {

        static Known of(Shelf shelf, IriSpace iris, int mostLinks) {
            var graph = shelf.data().getDefaultGraph();
            return new Known(
                    shelf.edition(),
                    Links.of(graph, iris, mostLinks),
                    Schema.of(shelf, iris),
                    Caffeine.newBuilder().maximumSize(MOST_SPELLINGS).build());
        }

        /** A name of ours as it is compared. */
        Spelling spelling(String name) {
            return spellings.get(name, Spelling::of);
        }
    }

    private final Store store;
    private final IriSpace iris;
    private final ExecutorService background = Background.thread("lookup-index");
    private volatile @Nullable Known known;

    Knowledge(Store store, IriSpace iris) {
        this.store = store;
        this.iris = iris;
    }

    @EventListener
    void on(ReleasePublished published) {
        background.execute(() -> {
            try {
                long start = System.nanoTime();
                Known made = store.read(this::of);
                log.info(
                        "Look-up index of release {}: {} identifiers and codes in {} ms",
                        made.edition().number(),
                        made.links().size(),
                        (System.nanoTime() - start) / 1_000_000);
            } catch (RuntimeException e) {
                log.error(
                        "The look-up index of release {} cannot be made",
                        published.edition().number(),
                        e);
            }
        });
    }

    /** Of the release that a reader has; whoever comes first makes it. To be called within a transaction. */
    Known of(Shelf shelf) {
        Known now = known;
        if (now != null && now.edition().equals(shelf.edition())) {
            return now;
        }
        synchronized (this) {
            now = known;
            if (now == null || !now.edition().equals(shelf.edition())) {
                Known made = Known.of(shelf, iris, MOST_LINKS);
                if (now == null || now.edition().number() <= shelf.edition().number()) {
                    known = made;
                }
                return made;
            }
            return now;
        }
    }

    @Override
    public void destroy() {
        background.shutdownNow();
    }
}
