package eu.staytuned.lod.rdf;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;

/**
 * A graph published at a URL of its own, in every syntax and as a page.
 *
 * <p>What a controller returns; how it is written is the shell's business. The graph is computed only when asked for, so
 * that a conditional request that needs no body costs none. The shell asks inside one transaction of the store: what the
 * headers say of the release and what the body says come from the same one.
 */
public interface GraphDocument {

    /** The thing the document is about. */
    Node subject();

    /** The document's path below the base, without leading slash, query or extension: {@code doc/city/ghent}. */
    String path();

    /** What it says. Free of any transaction. */
    Graph graph();

    /** What it says, each statement in the named graph that it comes from, for the syntaxes that can tell. */
    default DatasetGraph dataset() {
        return DatasetGraphFactory.wrap(graph());
    }

    /** Which page of it this is, from 1; a document with more links than fit on a page has several. */
    default int page() {
        return 1;
    }

    /**
     * The release that its URL names, so that who leafs through its pages reads one; empty where it is of the current one.
     */
    default OptionalInt release() {
        return OptionalInt.empty();
    }

    /** What it says beside what its release does, and since when; empty where that is nothing. */
    default Optional<Supplement> supplement() {
        return Optional.empty();
    }

    /**
     * What became known after a release had been published, and stands in a document of it.
     *
     * @param tag tells one such state of a document from another
     * @param since when it became known
     */
    record Supplement(String tag, Instant since) {}

    /** The same in the representation that was negotiated, as if its URL named it. */
    default GraphDocument as(String extension) {
        return this;
    }

    /** The representation that its URL names, as a file name extension ({@code ttl}); empty where it is to be negotiated. */
    default Optional<String> extension() {
        return Optional.empty();
    }
}
