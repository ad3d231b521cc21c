package eu.staytuned.lod.resource;

import eu.staytuned.lod.rdf.GraphDocument;
import java.util.Optional;
import java.util.function.BiFunction;
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
 * @param files what is known by now of the files that it says where to download
 * @param writing writes it in the syntax of an extension, where it is to be in one, and each statement under its source if
 *     the argument says so
 */
record ResourceDescription(
        Node subject,
        String path,
        int page,
        Optional<String> extension,
        KnownFiles files,
        BiFunction<Optional<String>, Boolean, DocumentWriter> writing)
        implements GraphDocument {

    private Optional<String> form() {
        return extension.filter(name -> !name.equals("html"));
    }

    @Override
    public GraphDocument as(String chosen) {
        return new ResourceDescription(subject, path, page, Optional.of(chosen), files, writing);
    }

    @Override
    public Optional<Supplement> supplement() {
        return files.supplement();
    }

    @Override
    public Graph graph() {
        return writing.apply(form(), false).graph();
    }

    @Override
    public DatasetGraph dataset() {
        return writing.apply(form(), true).dataset();
    }
}
