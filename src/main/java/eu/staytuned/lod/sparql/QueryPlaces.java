package eu.staytuned.lod.sparql;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** The places for queries: evaluation is CPU work, and pages must stay quick while slow queries run. */
@Component
class QueryPlaces {

    private final SparqlSettings settings;
    private final Semaphore free;
    private final AtomicInteger waiting = new AtomicInteger();

    QueryPlaces(SparqlSettings settings) {
        this.settings = settings;
        this.free = new Semaphore(settings.concurrentQueries(), true);
    }

    /**
     * Takes a place, evaluates, gives the place back. Waits a short while for one, in a queue of limited length.
     *
     * @throws SparqlProblem where there is none
     */
    <T> T taking(Supplier<T> evaluation) {
        if (!free.tryAcquire() && !queue()) {
            throw SparqlProblem.busy();
        }
        try {
            return evaluation.get();
        } finally {
            free.release();
        }
    }

    private boolean queue() {
        try {
            return waiting.incrementAndGet() <= settings.waitingQueries()
                    && free.tryAcquire(settings.waitingTime().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            waiting.decrementAndGet();
        }
    }

    int taken() {
        return settings.concurrentQueries() - free.availablePermits();
    }

    int waiting() {
        return waiting.get();
    }
}
