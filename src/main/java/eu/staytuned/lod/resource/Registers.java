package eu.staytuned.lod.resource;

import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.store.ReleasePublished;
import eu.staytuned.lod.store.Shelf;
import eu.staytuned.lod.store.Store;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Keeps the register of the release on the shelf. */
@Component
class Registers {

    private final Store store;
    private final IriSpace iris;
    private volatile @Nullable Register current;

    Registers(Store store, IriSpace iris) {
        this.store = store;
        this.iris = iris;
    }

    /** So that the first reader of a new release does not wait for its register. */
    @EventListener
    void on(ReleasePublished published) {
        store.read(this::of);
    }

    /** The register of the release that a reader sees. */
    Register of(Shelf shelf) {
        Register known = current;
        return known != null && known.edition().equals(shelf.edition()) ? known : make(shelf);
    }

    private synchronized Register make(Shelf shelf) {
        Register known = current;
        if (known != null && known.edition().equals(shelf.edition())) {
            return known;
        }
        Register register = Register.of(shelf, iris);
        // A reader of the release before, still under way, must not take the place of the newer one.
        if (known == null || known.edition().number() <= register.edition().number()) {
            current = register;
        }
        return register;
    }
}
