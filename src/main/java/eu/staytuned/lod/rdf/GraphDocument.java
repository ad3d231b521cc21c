package eu.staytuned.lod.rdf;

import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;

/**
 * A graph published at a URL of its own, in every syntax and as a page.
 *
 * <p>What a controller returns; how it is written is the shell's business. The graph may be computed only when asked
 * for, so that a conditional request that needs no body costs none.
 */
public interface GraphDocument {

    /** The thing the document is about. */
    Node subject();

    /** The document's path below the base, without leading slash, query or extension: {@code doc/city/ghent}. */
    String path();

    /** What it says. */
    Graph graph();
}
