package eu.staytuned.lod.sparql;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.jena.query.QueryCancelledException;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.sparql.ARQConstants;
import org.apache.jena.sparql.core.describe.DescribeHandler;
import org.apache.jena.sparql.core.describe.DescribeHandlerRegistry;
import org.apache.jena.sparql.util.Context;
import org.apache.jena.sys.JenaSystem;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Stops queries whose time is over or whose client has left.
 *
 * <p>Jena has a time limit of its own, but its alarm waits for a lock that the query holds for as long as it prepares
 * its joins, which for a product of many VALUES is minutes; and nothing looks at the alarm while DESCRIBE collects. Ours
 * sets the signal itself, and DESCRIBE looks at it before each resource.
 */
@Component
class QueryClock implements AutoCloseable {

    static {
        JenaSystem.init();
        DescribeHandlerRegistry.get().add(StoppingDescribe::new);
    }

    private final ScheduledThreadPoolExecutor alarms = new ScheduledThreadPoolExecutor(1, alarm -> {
        Thread thread = new Thread(alarm, "query-clock");
        thread.setDaemon(true);
        return thread;
    });

    QueryClock() {
        alarms.setRemoveOnCancelPolicy(true);
    }

    /** A query that is being evaluated; closed when it is done. */
    interface Running extends AutoCloseable {

        @Override
        void close();
    }

    /**
     * Starts the time of a query.
     *
     * @param context of its evaluation, which gets a signal that no other query has
     * @param limit zero for none
     * @param client that waits for the answer
     */
    Running start(Context context, Duration limit, ClientWatch.Client client) {
        AtomicBoolean stop = new AtomicBoolean();
        context.set(ARQConstants.symCancelQuery, stop);
        client.whenLeft(() -> stop.set(true));
        if (limit.isZero()) {
            return () -> {};
        }
        Future<?> alarm = alarms.schedule(() -> stop.set(true), limit.toMillis(), TimeUnit.MILLISECONDS);
        return () -> alarm.cancel(false);
    }

    @Override
    public void close() {
        alarms.shutdownNow();
    }

    /** Adds nothing to a description; ends it where its query is to stop. */
    private static class StoppingDescribe implements DescribeHandler {

        private @Nullable AtomicBoolean stop;

        @Override
        public void start(Model model, Context context) {
            stop = Context.getCancelSignal(context);
        }

        @Override
        public void describe(Resource resource) {
            if (stop != null && stop.get()) {
                throw new QueryCancelledException();
            }
        }

        @Override
        public void finish() {}
    }
}
