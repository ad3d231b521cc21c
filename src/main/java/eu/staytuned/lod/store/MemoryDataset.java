package eu.staytuned.lod.store;

import eu.staytuned.lod.store.frozen.SwitchedDataset;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.mem.DatasetGraphInMemory;

/** What keeps a release in memory. */
public final class MemoryDataset {

    private MemoryDataset() {}

    /** An empty dataset for releases: quick to read, to be filled in one transaction. */
    public static DatasetGraph create() {
        return new SwitchedDataset();
    }

    /**
     * What stands in for a dataset that a configuration asks for. Jena's own dataset in memory can be changed statement by
     * statement, at a price that a release need not pay; any other is taken as it is.
     */
    public static DatasetGraph insteadOf(DatasetGraph configured) {
        if (!(configured instanceof DatasetGraphInMemory) || !configured.isEmpty()) {
            return configured;
        }
        DatasetGraph dataset = create();
        dataset.getContext().putAll(configured.getContext());
        return dataset;
    }
}
