package eu.staytuned.lod.explain;

import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.store.Edition;
import eu.staytuned.lod.store.Shelf;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.apache.jena.query.Query;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.util.Context;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Explains why a query finds nothing.
 *
 * <p>What a release uses is counted when it is first asked for, and kept for the last few releases that were asked about.
 */
@Component
public class Explainer implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(Explainer.class);

    /** What an explanation may cost at most; most take a small part of it. */
    private static final Duration MOST = Duration.ofSeconds(3);

    private static final int RELEASES = 3;

    private final IriSpace iris;
    private final ScheduledThreadPoolExecutor alarms = new ScheduledThreadPoolExecutor(1, alarm -> {
        Thread thread = new Thread(alarm, "explain-clock");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<Edition, Statistics> counted = new LinkedHashMap<>();

    Explainer(IriSpace iris) {
        this.iris = iris;
        alarms.setRemoveOnCancelPolicy(true);
    }

    /**
     * Explains a query; within the transaction of the shelf.
     *
     * @param query as it was read from the text
     * @param text with line breaks and all, since an explanation names lines and columns
     * @param data what the query was put to: the release, or some graphs of it
     * @param context of its evaluation: its functions, and the signal that nobody waits any more
     */
    public Explanation explain(Query query, String text, Shelf shelf, DatasetGraph data, Context context) {
        Statistics statistics = statistics(shelf);
        Effort effort = new Effort(MOST, context, alarms);
        return new Inquest(iris, statistics, new Bench(data, context, effort)).explain(Manuscript.of(text, query));
    }

    private synchronized Statistics statistics(Shelf shelf) {
        Statistics known = counted.get(shelf.edition());
        if (known != null) {
            return known;
        }
        long start = System.nanoTime();
        Statistics statistics = Statistics.of(shelf.data());
        log.info(
                "Statistics of release {}: {} properties, {} classes in {} ms",
                shelf.edition().number(),
                statistics.properties().size(),
                statistics.classes().size(),
                (System.nanoTime() - start) / 1_000_000);
        counted.put(shelf.edition(), statistics);
        if (counted.size() > RELEASES) {
            counted.remove(counted.keySet().iterator().next());
        }
        return statistics;
    }

    @Override
    public void destroy() {
        alarms.shutdownNow();
    }
}
