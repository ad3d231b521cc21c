package eu.staytuned.lod.store;

import java.util.function.Consumer;
import org.apache.jena.riot.system.StreamRDF;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.system.Txn;
import org.apache.jena.system.progress.MonitorOutputs;
import org.apache.jena.tdb2.loader.DataLoader;
import org.apache.jena.tdb2.loader.LoaderFactory;

/**
 * Fills a store on disk that holds nothing yet, by TDB2's own bulk loader: one index after the other, in the order in which
 * the disk likes it. Not in one transaction, which nobody misses: as long as the store does not say which release it
 * holds, it is read by nobody, and what a killed process left is taken out before the next attempt.
 */
final class FirstFilling {

    private FirstFilling() {}

    /** Whether a dataset is a store on disk without a statement. */
    static boolean isFor(DatasetGraph data) {
        return StoreOnDisk.of(data).isPresent()
                && Txn.calculateRead(data, () -> !data.find().hasNext());
    }

    /** Sends everything to the loader. Whatever goes wrong, the dataset is empty afterwards. */
    static void fill(DatasetGraph data, Consumer<StreamRDF> content) {
        DataLoader loader = LoaderFactory.phasedLoader(data, MonitorOutputs.nullOutput());
        loader.startBulk();
        try {
            StreamRDF sink = loader.stream();
            sink.start();
            content.accept(sink);
            sink.finish();
            loader.finishBulk();
        } catch (RuntimeException e) {
            loader.finishException(e);
            Txn.executeWrite(data, () -> {
                data.clear();
                data.prefixes().clear();
            });
            throw e;
        }
    }
}
