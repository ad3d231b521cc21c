package eu.staytuned.lod.links;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.store.Edition;
import eu.staytuned.lod.store.Shelf;
import org.springframework.stereotype.Component;

/** What leads out of a release: found once for each release, when somebody first asks. */
@Component
public class PublishedLinks {

    /** The current one, and those that somebody leafs through to the end. */
    private static final int RELEASES = 3;

    private final IriSpace iris;
    private final Cache<Edition, OutgoingLinks> known =
            Caffeine.newBuilder().maximumSize(RELEASES).build();

    PublishedLinks(IriSpace iris) {
        this.iris = iris;
    }

    /** Of the release that a reader has; to be called within a transaction. */
    public OutgoingLinks of(Shelf shelf) {
        return known.get(shelf.edition(), any -> OutgoingLinks.of(shelf, iris));
    }
}
