package eu.staytuned.lod.store.frozen;

import org.apache.jena.graph.Node;

/** Is told of a term once, with all places of statements in which it stands. */
@FunctionalInterface
public interface TermReader {

    /**
     * Reads a term.
     *
     * @param subject whether something is said of it
     * @param predicate whether it is a property
     * @param object whether it is a value
     * @param graph whether it is the name of a graph with statements
     */
    void read(Node term, boolean subject, boolean predicate, boolean object, boolean graph);
}
