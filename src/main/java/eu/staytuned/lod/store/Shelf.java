package eu.staytuned.lod.store;

import eu.staytuned.lod.store.frozen.SwitchedDataset;
import java.util.Collection;
import java.util.function.Consumer;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.DatasetGraph;

/**
 * What one reader sees for the length of one transaction: a whole release and which one it is.
 *
 * @param edition the release that the data belong to
 * @param data the default graph (data and ontology together) and one named graph for each source file
 */
public record Shelf(Edition edition, DatasetGraph data) {

    /**
     * A term, and places of statements in which it stands.
     *
     * @param subject whether something is said of it
     * @param predicate whether it is a property
     * @param object whether it is a value
     * @param graph whether it is the name of a graph with statements
     */
    public record Term(Node node, boolean subject, boolean predicate, boolean object, boolean graph) {}

    /** Goes through all terms: each once with all its places where that is known at once, else as often as it is met. */
    public void forEachTerm(Consumer<Term> reader) {
        if (data instanceof SwitchedDataset memory) {
            memory.forEachTerm((node, subject, predicate, object, graph) ->
                    reader.accept(new Term(node, subject, predicate, object, graph)));
            return;
        }
        data.find().forEachRemaining(quad -> {
            reader.accept(new Term(quad.getSubject(), true, false, false, false));
            reader.accept(new Term(quad.getPredicate(), false, true, false, false));
            reader.accept(new Term(quad.getObject(), false, false, true, false));
            if (!quad.isDefaultGraph()) {
                reader.accept(new Term(quad.getGraph(), false, false, false, true));
            }
        });
    }

    /** Somebody will ask what is said of these things: who reads from far away is then told of all at once. */
    public void expect(Collection<Node> things) {
        if (data instanceof Elsewhere elsewhere) {
            elsewhere.expect(things);
        }
    }
}
