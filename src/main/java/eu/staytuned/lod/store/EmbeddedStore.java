package eu.staytuned.lod.store;

import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.store.frozen.SwitchedDataset;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.jena.graph.Node;
import org.apache.jena.riot.system.StreamRDF;
import org.apache.jena.riot.system.StreamRDFLib;
import org.apache.jena.shared.JenaException;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.system.Txn;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The store behind a transactional dataset of Jena's, the same one that Fuseki serves: in memory, on disk, or elsewhere.
 *
 * <p>Which release it holds is a statement inside it, in the graph {@code graph/release}: so the answer to "which
 * release is this?" is always read in the transaction that reads the data, and a store on disk still knows it after a
 * restart.
 */
@Component
class EmbeddedStore implements Store {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedStore.class);

    private final DatasetGraph data;
    private final Optional<StoreOnDisk> onDisk;
    private final ReleaseGraph about;
    private final ThreadLocal<Pinned> pinned = new ThreadLocal<>();
    /** What this thread is reading from, so that who reads within a reading need not find out the release again. */
    private final ThreadLocal<Shelf> open = new ThreadLocal<>();

    private volatile Optional<Edition> standing;
    /** Which release it was when it was last read of a dataset that does not change. */
    private volatile Remembered remembered = new Remembered(new WeakReference<>(null), Optional.empty());

    /** @param content held weakly: an earlier release goes when its last reader does */
    private record Remembered(WeakReference<Object> content, Optional<Edition> edition) {}

    EmbeddedStore(DatasetGraph data, IriSpace iris) {
        this.data = data;
        this.onDisk = StoreOnDisk.of(data);
        if (onDisk.isPresent()) {
            OnDiskExecutor.use(data);
        }
        this.about = new ReleaseGraph(iris);
        this.standing = edition();
    }

    @Override
    public boolean isThere() {
        return !(data instanceof Elsewhere elsewhere) || elsewhere.isThere();
    }

    @Override
    public Optional<Edition> edition() {
        return Txn.calculateRead(data, this::readEdition);
    }

    @Override
    public <T> T read(Function<Shelf, T> reading) {
        Pinned pin = pinned.get();
        return pin == null ? onShelf(reading) : pin.read(reading);
    }

    private <T> T onShelf(Function<Shelf, T> reading) {
        Shelf outer = open.get();
        if (outer != null) {
            return reading.apply(outer);
        }
        return Txn.calculateRead(data, () -> {
            Edition edition = readEdition().orElseThrow(NothingPublishedException::new);
            Shelf shelf = new Shelf(edition, data);
            open.set(shelf);
            try {
                return reading.apply(shelf);
            } finally {
                open.remove();
            }
        });
    }

    @Override
    public Pin pin(int number, Supplier<Shelf> elsewhere) {
        Pinned before = pinned.get();
        pinned.set(new Pinned(number, elsewhere));
        return () -> {
            if (before == null) {
                pinned.remove();
            } else {
                pinned.set(before);
            }
        };
    }

    /** The release that a thread reads, wherever it stands. */
    private final class Pinned {

        private final int number;
        private final Supplier<Shelf> elsewhere;
        private @Nullable Shelf opened;

        Pinned(int number, Supplier<Shelf> elsewhere) {
            this.number = number;
            this.elsewhere = elsewhere;
        }

        <T> T read(Function<Shelf, T> reading) {
            if (opened == null) {
                // Looked up in the transaction that reads: the shelf may get another release at any moment.
                Optional<Read<T>> read = onShelf(shelf -> shelf.edition().number() == number
                        ? Optional.of(new Read<>(reading.apply(shelf)))
                        : Optional.empty());
                if (read.isPresent()) {
                    return read.orElseThrow().result();
                }
                opened = elsewhere.get();
            }
            Shelf shelf = opened;
            return Txn.calculateRead(shelf.data(), () -> reading.apply(shelf));
        }
    }

    /** What came of reading, which may be nothing. */
    private record Read<T>(T result) {}

    @Override
    public Optional<Edition> standing() {
        return data instanceof Elsewhere elsewhere ? elsewhere.standing() : standing;
    }

    @Override
    public void replaceWith(Edition edition, Consumer<StreamRDF> content) {
        replaceWith(edition, content, shelf -> {});
    }

    private void replaceWith(Edition edition, Consumer<StreamRDF> content, Consumer<Shelf> ahead) {
        replace(edition, ahead, () -> {
            onDisk.ifPresent(StoreOnDisk::beginWriting);
            if (FirstFilling.isFor(data)) {
                FirstFilling.fill(data, content);
                return () -> {};
            }
            return () -> {
                data.clear();
                data.prefixes().clear();
                StreamRDF sink = StreamRDFLib.dataset(data);
                content.accept(sink);
                sink.finish();
            };
        });
        // Not where it failed: it may have failed because of what the files have become.
        onDisk.ifPresent(StoreOnDisk::finishWriting);
    }

    @Override
    public void replaceWith(
            Edition edition, Supplier<Gathering> gathered, Consumer<StreamRDF> content, Consumer<Shelf> ahead) {
        if (data instanceof SwitchedDataset inMemory) {
            replace(edition, ahead, () -> () -> gathered.get().takeThePlaceOf(inMemory));
        } else {
            replaceWith(edition, content, ahead);
        }
    }

    /** @param filling what can be done before the transaction; gives what is to be done within it */
    private void replace(Edition edition, Consumer<Shelf> ahead, Supplier<Runnable> filling) {
        Optional<Edition> before = standing;
        boolean placed = false;
        try {
            Runnable last = filling.get();
            Txn.executeWrite(data, () -> {
                last.run();
                writeEdition(edition);
                if (data instanceof SwitchedDataset memory) {
                    memory.settle();
                }
                if (before.isPresent() && !(data instanceof Elsewhere)) {
                    ahead.accept(new Shelf(edition, data));
                }
                // From before the first reader can see it until it is certain what readers see.
                standing = Optional.empty();
            });
            placed = true;
        } finally {
            Optional<Edition> now = edition();
            // What was made of the old release is true of it still.
            standing = placed || !now.equals(before) ? now : before;
        }
    }

    @Override
    public void keep(Path file, String name) throws IOException {
        if (!(data instanceof SwitchedDataset memory) || SwitchedDataset.isKept(file, name)) {
            return;
        }
        Path aside = file.resolveSibling(file.getFileName() + ".new");
        try {
            memory.keep(aside, name);
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    @Override
    public boolean putBack(Edition edition, Path file, String name) {
        if (!(data instanceof SwitchedDataset memory) || !SwitchedDataset.isKept(file, name)) {
            return false;
        }
        try {
            boolean there = memory.putBack(file, name, kept -> about.edition(kept.getGraph(about.name()))
                    .equals(Optional.of(edition)));
            if (there) {
                standing = edition();
            }
            return there;
        } catch (IOException | JenaException e) {
            log.warn("The shelf that was kept in {} cannot be read, and is made again: {}", file, e.getMessage());
            return forget(file);
        }
    }

    /** So that it is not taken for what it is not. */
    private static boolean forget(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            log.warn("{} cannot be removed: {}", file, e.getMessage());
        }
        return false;
    }

    private void writeEdition(Edition edition) {
        data.deleteAny(about.name(), about.series(), ReleaseGraph.CURRENT, Node.ANY);
        about.statements(edition).forEach(triple -> data.add(Quad.create(about.name(), triple)));
    }

    private Optional<Edition> readEdition() {
        Object content = data instanceof SwitchedDataset memory ? memory.content() : null;
        if (content == null) {
            return about.edition(data.getGraph(about.name()));
        }
        Remembered known = remembered;
        if (known.content().get() == content) {
            return known.edition();
        }
        Optional<Edition> edition = about.edition(data.getGraph(about.name()));
        remembered = new Remembered(new WeakReference<>(content), edition);
        return edition;
    }
}
