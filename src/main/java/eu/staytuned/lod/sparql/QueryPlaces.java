package eu.staytuned.lod.sparql;

import eu.staytuned.lod.sparql.ClientWatch.Client;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** The places for queries: evaluation is CPU work, and pages must stay quick while slow queries run. */
@Component
class QueryPlaces implements MeterBinder {

    private final SparqlSettings settings;
    private final ClientWatch watch;
    /** Those who wait, the first in front; each is told whether it has a place now. */
    private final Queue<CompletableFuture<Boolean>> queue = new ArrayDeque<>();

    private final Map<QueryEnd, LongAdder> ended = new EnumMap<>(QueryEnd.class);
    private int free;

    QueryPlaces(SparqlSettings settings, ClientWatch watch) {
        this.settings = settings;
        this.watch = watch;
        this.free = settings.concurrentQueries();
        for (QueryEnd end : QueryEnd.values()) {
            ended.put(end, new LongAdder());
        }
    }

    /**
     * Takes a place, evaluates, gives the place back. Waits a short while for one, in a queue of limited length.
     *
     * @param evaluation ends when the client leaves that it is given
     * @throws SparqlProblem where there is none, or the client left before
     */
    <T> T taking(Function<Client, T> evaluation) {
        try (Client client = watch.client()) {
            take(client);
            try {
                return evaluation.apply(client);
            } finally {
                giveBack();
            }
        } catch (SparqlProblem problem) {
            problem.end().ifPresent(end -> ended.get(end).increment());
            throw problem;
        }
    }

    private void take(Client client) {
        CompletableFuture<Boolean> turn = new CompletableFuture<>();
        synchronized (queue) {
            if (free > 0) {
                free--;
                return;
            }
            if (queue.size() >= settings.waitingQueries()) {
                throw SparqlProblem.busy(settings);
            }
            queue.add(turn);
        }
        client.whenLeft(() -> turn.complete(false));
        if (!await(turn)) {
            synchronized (queue) {
                queue.remove(turn);
            }
            throw client.hasLeft() ? SparqlProblem.clientLeft() : SparqlProblem.busy(settings);
        }
    }

    private boolean await(CompletableFuture<Boolean> turn) {
        try {
            return turn.get(settings.waitingTime().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // Unless the place came in this very moment.
            turn.complete(false);
        } catch (InterruptedException e) {
            turn.complete(false);
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("A turn comes or does not, and never fails", e);
        }
        return turn.join();
    }

    private void giveBack() {
        synchronized (queue) {
            for (CompletableFuture<Boolean> next = queue.poll(); next != null; next = queue.poll()) {
                if (next.complete(true)) {
                    return;
                }
            }
            free++;
        }
    }

    int taken() {
        synchronized (queue) {
            return settings.concurrentQueries() - free;
        }
    }

    int waiting() {
        synchronized (queue) {
            return queue.size();
        }
    }

    /** How many queries ended without an answer for this reason since the service started. */
    long ended(QueryEnd end) {
        return ended.get(end).sum();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("publication.queries.running", this, QueryPlaces::taken)
                .description("Queries that are being evaluated")
                .register(registry);
        Gauge.builder("publication.queries.waiting", this, QueryPlaces::waiting)
                .description("Queries that wait for a place")
                .register(registry);
        for (QueryEnd end : QueryEnd.values()) {
            FunctionCounter.builder("publication.queries.ended", this, places -> places.ended(end))
                    .description("Queries that ended without an answer")
                    .tag("by", end.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
    }
}
