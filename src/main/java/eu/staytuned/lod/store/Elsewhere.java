package eu.staytuned.lod.store;

import java.util.Collection;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.DatasetGraph;

/** A dataset in a store elsewhere, where another instance of this service may publish. */
public interface Elsewhere {

    /** To be read, and replaced as a whole, in transactions. */
    DatasetGraph dataset();

    /** The release in it, of which each placing has an object of its own; asks nobody. */
    Optional<Edition> standing();

    /** Somebody will ask what is said of these things, in the transaction of this thread: better to be told of all at once. */
    void expect(Collection<Node> things);

    /** Whether it answered when it was asked last. */
    boolean isThere();
}
