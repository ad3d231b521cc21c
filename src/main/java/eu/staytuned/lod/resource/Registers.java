package eu.staytuned.lod.resource;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.store.Edition;
import eu.staytuned.lod.store.ReleaseComing;
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

    /** Of a release that readers do not see yet; becomes current with the first who does. */
    private @Nullable Register coming;

    /** Of earlier releases, for those who began to read before the change, or leaf through a list that began in one. */
    private final Cache<Edition, Register> earlier = Caffeine.newBuilder()
            .maximumSize(EARLIER)
            .softValues()
            .executor(Runnable::run)
            .build();

    Registers(Store store, IriSpace iris) {
        this.store = store;
        this.iris = iris;
    }

    /** So that no reader waits for the register of a new release. */
    @EventListener
    void on(ReleaseComing announced) {
        Register register = Register.of(announced.shelf(), iris);
        synchronized (this) {
            coming = register;
        }
    }

    /** The same for a release that was not announced before: the first, or one in a store elsewhere. */
    @EventListener
    void on(ReleasePublished published) {
        store.read(this::of);
    }

    /** The register of the release that a reader sees. */
    Register of(Shelf shelf) {
        Register known = current;
        return known != null && known.edition().equals(shelf.edition()) ? known : find(shelf);
    }

    private synchronized Register find(Shelf shelf) {
        Edition edition = shelf.edition();
        Register known = current;
        if (known != null && known.edition().equals(edition)) {
            return known;
        }
        if (known != null && known.edition().number() > edition.number()) {
            return earlier.get(edition, any -> Register.of(shelf, iris));
        }
        Register register = coming;
        if (register != null && register.edition().equals(edition)) {
            coming = null;
        } else {
            register = Register.of(shelf, iris);
        }
        if (known != null) {
            earlier.put(known.edition(), known);
        }
        current = register;
        return register;
    }
}
