package eu.staytuned.lod.resource;

import eu.staytuned.lod.rdf.GraphDocument;
import java.util.Optional;
import java.util.function.Function;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.DatasetGraph;

/**
 * The document about a resource. Nothing is read from the store before someone asks for what it says.
 *
 * @param subject the resource
 * @param path the document's path below the base
 * @param page which page of it
 * @param extension the representation that its URL names, if it names one
 * @param writing writes it, each statement under its source if the argument says so
 */
record ResourceDescription(
        Node subject, String path, int page, Optional<String> extension, Function<Boolean, DocumentWriter> writing)
        implements GraphDocument {

    @Override
    public Graph graph() {
        return writing.apply(false).graph();
    }

    @Override
    public DatasetGraph dataset() {
        return writing.apply(true).dataset();
    }
}
