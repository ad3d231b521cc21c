package eu.staytuned.lod.release;

import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;

/**
 * An edition before it is on the shelf.
 *
 * @param contentHash SHA-256 over everything that it was made from
 * @param inputs the files that it was made from, sorted by name
 * @param content what it says
 */
record Release(String contentHash, List<Input> inputs, Content content) {

    /** The path of the graph of what the rules derive. */
    static final String INFERRED = "graph/inferred";

    /** The path of the graph of what the publisher says about releases. */
    static final String RELEASE = "graph/release";

    /** The path of the graph of what the publisher says about the quality of the release. */
    static final String QUALITY = "graph/quality";

    /**
     * A named graph of the release.
     *
     * @param name its IRI
     * @param file the source file that it was read from; empty for what the service writes
     * @param inDefaultGraph whether its statements stand in the default graph as well
     * @param triples what it says
     */
    record NamedGraph(Node name, Optional<Input> file, boolean inDefaultGraph, Graph triples) {}

    /**
     * A file that the release was made from.
     *
     * @param file the file
     * @param sha256 of its bytes
     * @param size in bytes
     */
    record Input(SourceFile file, String sha256, long size) {}
}
