package eu.staytuned.lod.store;

import eu.staytuned.lod.store.frozen.Draft;
import eu.staytuned.lod.store.frozen.SwitchedDataset;
import java.util.Map;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.DatasetGraph;

/**
 * Statements of a release while they are gathered: each term once, each statement a row of numbers. They can be read at any
 * time, as all that has come until then; that sorts them, and is not to be asked for after each one. For one thread.
 */
public final class Gathering {

    private final Draft draft = new Draft();

    /**
     * Adds a statement; one that is there already is no second one.
     *
     * @param graph the name of the graph that says it
     * @param inDefaultGraph whether it stands in the default graph as well
     */
    public void add(Node graph, Triple triple, boolean inDefaultGraph) {
        draft.add(graph, triple.getSubject(), triple.getPredicate(), triple.getObject(), inDefaultGraph);
    }

    /** All that has come so far, as quick to read as what is on the shelf. It stays as it is. */
    public DatasetGraph read(Map<String, String> prefixes) {
        return draft.read(prefixes);
    }

    /** Keeps no second copy of the terms that a dataset in memory has as well. To be called in a transaction of that one. */
    public void shareTermsWith(DatasetGraph dataset) {
        draft.shareTermsWith(dataset);
    }

    /** Says which prefixes it has. */
    public void prefixes(Map<String, String> prefixes) {
        draft.prefixes(prefixes);
    }

    /** In the transaction of a writer: puts all that has come in the place of what a dataset holds. */
    void takeThePlaceOf(SwitchedDataset dataset) {
        dataset.take(draft);
    }
}
