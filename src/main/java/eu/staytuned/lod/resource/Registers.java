package eu.staytuned.lod.resource;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.store.Edition;
import eu.staytuned.lod.store.ReleasePublished;
import eu.staytuned.lod.store.Shelf;
import eu.staytuned.lod.store.Store;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Keeps the register of the release on the shelf. */
@Component
class Registers {

    private static final int EARLIER = 2;

    private final Store store;
    private final IriSpace iris;
    private volatile @Nullable Register current;

    /** Of earlier releases, for those who leaf through a list that began in one. */
    private final Cache<Edition, Register> earlier = Caffeine.newBuilder()
            .maximumSize(EARLIER)
            .softValues()
            .executor(Runnable::run)
            .build();

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
        if (known != null && known.edition().number() > shelf.edition().number()) {
            return earlier.get(shelf.edition(), any -> Register.of(shelf, iris));
        }
        Register register = Register.of(shelf, iris);
        current = register;
        return register;
    }
}
