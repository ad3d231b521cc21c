package eu.staytuned.lod.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.jena.riot.system.StreamRDF;

/** The published dataset. Readers see one release, whole; a new one takes its place in a single transaction. */
public interface Store {

    /** The release on the shelf; empty before the first, or where a store on disk has never been filled. */
    Optional<Edition> edition();

    /**
     * Whether the release on the shelf can be read now. A store elsewhere may be away for a while; what was made of its
     * release before stays true meanwhile.
     */
    default boolean isThere() {
        return true;
    }

    /**
     * The release on the shelf, without a transaction; empty before the first, and for the moment in which another takes its
     * place; the last that was known while the store is away. Each placing has an object of its own: whoever finds the same object before and after has missed none. For those
     * who keep what they made of a release.
     */
    default Optional<Edition> standing() {
        return Optional.empty();
    }

    /**
     * Reads in one transaction. Nothing that belongs to the transaction (a live graph, an iterator) may leave it.
     *
     * @throws NothingPublishedException before the first release
     */
    <T> T read(Function<Shelf, T> reading);

    /**
     * Until the pin is closed, all that this thread reads is of one release: from the shelf as long as it stands there,
     * else from elsewhere. So one answer can be made of an earlier release by those who know nothing of it.
     *
     * @param number of the release
     * @param elsewhere opens it; asked where something is read and the shelf holds another, once
     */
    Pin pin(int number, Supplier<Shelf> elsewhere);

    /** Holds a thread to a release. */
    interface Pin extends AutoCloseable {

        @Override
        void close();
    }

    /**
     * Replaces everything on the shelf in one transaction; on any exception the old release stays. For {@code release}
     * alone.
     *
     * @param edition the release that is coming; recorded with the data in the same transaction
     * @param content sends all prefixes, triples (default graph) and quads (named graphs) of the release
     */
    void replaceWith(Edition edition, Consumer<StreamRDF> content);

    /**
     * The same with statements that were gathered. Where a release stands in memory it is made of them as they are, and there
     * is no second copy of them meanwhile.
     *
     * @param gathered gives them away, since they belong to the shelf from then on; not asked by any other store
     * @param content sends them to any other store
     * @param ahead is shown the coming release as its readers will see it, while they still have the one before; not called
     *     where there is none, nor by a store elsewhere. What it throws keeps the release from its place
     */
    default void replaceWith(
            Edition edition, Supplier<Gathering> gathered, Consumer<StreamRDF> content, Consumer<Shelf> ahead) {
        replaceWith(edition, content);
    }

    /**
     * Writes what is on the shelf to a file, to put it back faster than from the archive; nothing where it is there already, or
     * where the store lasts by itself. To be called within a transaction.
     *
     * @param name under which it will be asked for
     * @throws IOException where it cannot be written; then no file has become another
     */
    default void keep(Path file, String name) throws IOException {}

    /**
     * Puts a release back from a file that was kept; for {@code release} alone.
     *
     * @param name under which it was kept
     * @return false, and all is as before, where there is no such file that is whole and holds this release
     */
    default boolean putBack(Edition edition, Path file, String name) {
        return false;
    }
}
