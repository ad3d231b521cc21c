package eu.staytuned.lod.queries;

import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.store.Edition;
import eu.staytuned.lod.store.Shelf;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The example queries of the release that a reader sees, read once for each. */
@Component
public class PublishedExamples {

    private final IriSpace iris;
    private volatile @Nullable Known known;

    PublishedExamples(IriSpace iris) {
        this.iris = iris;
    }

    private record Known(Edition edition, Examples examples) {}

    /** Those of a release; to be called within a transaction. The same object for as long as the release is on the shelf. */
    public Examples of(Shelf shelf) {
        Known current = known;
        if (current == null || !current.edition().equals(shelf.edition())) {
            current = new Known(shelf.edition(), Examples.of(shelf.data(), iris));
            known = current;
        }
        return current.examples();
    }
}
