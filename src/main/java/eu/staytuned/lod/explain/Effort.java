package eu.staytuned.lod.explain;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.jena.sparql.ARQConstants;
import org.apache.jena.sparql.util.Context;
import org.jspecify.annotations.Nullable;

/** How much one explanation may cost: a time for all of it, a time for each question to the store, and their number. */
final class Effort {

    /** For the query itself, as it is. */
    static final Duration WHOLE_QUERY = Duration.ofMillis(1500);

    /** For anything else. */
    static final Duration ONE_QUESTION = Duration.ofMillis(400);

    private static final int MOST_QUESTIONS = 800;

    private final long end;
    private final @Nullable AtomicBoolean abandoned;
    private final ScheduledExecutorService alarms;
    private int questions;
    private boolean cut;

    /**
     * @param most for the whole explanation
     * @param context of the request, whose signal ends this as well
     */
    Effort(Duration most, Context context, ScheduledExecutorService alarms) {
        this.end = System.nanoTime() + most.toNanos();
        this.abandoned = Context.getCancelSignal(context);
        this.alarms = alarms;
    }

    /** Whether there is neither time nor work left. */
    boolean isSpent() {
        boolean spent =
                questions >= MOST_QUESTIONS || System.nanoTime() - end > 0 || abandoned != null && abandoned.get();
        cut |= spent;
        return spent;
    }

    /** Whether something had to be left out. */
    boolean wasCut() {
        return cut;
    }

    void cut() {
        cut = true;
    }

    /** Starts the time of one question, whose context gets a signal of its own. */
    Future<?> start(Context context, Duration most) {
        questions++;
        AtomicBoolean stop = new AtomicBoolean();
        context.set(ARQConstants.symCancelQuery, stop);
        long time = Math.max(1, Math.min(most.toNanos(), end - System.nanoTime()));
        return alarms.schedule(() -> stop.set(true), time, TimeUnit.NANOSECONDS);
    }
}
