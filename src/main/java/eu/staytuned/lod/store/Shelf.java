package eu.staytuned.lod.store;

import java.util.Collection;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.DatasetGraph;

/**
 * What one reader sees for the length of one transaction: a whole release and which one it is.
 *
 * @param edition the release that the data belong to
 * @param data the default graph (data and ontology together) and one named graph for each source file
 */
public record Shelf(Edition edition, DatasetGraph data) {

    /** Somebody will ask what is said of these things: who reads from far away is then told of all at once. */
    public void expect(Collection<Node> things) {
        if (data instanceof Elsewhere elsewhere) {
            elsewhere.expect(things);
        }
    }
}
