package eu.staytuned.lod.sparql;

import eu.staytuned.lod.limits.FairPlaces;
import eu.staytuned.lod.limits.RateLimits;
import eu.staytuned.lod.sparql.ClientWatch.Client;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** The places for queries: evaluation is CPU work, and pages must stay quick while slow queries run. */
@Component
class QueryPlaces implements MeterBinder {

    private final SparqlSettings settings;
    private final ClientWatch watch;
    private final FairPlaces places;

    private final Map<QueryEnd, LongAdder> ended = new EnumMap<>(QueryEnd.class);

    QueryPlaces(SparqlSettings settings, ClientWatch watch) {
        this.settings = settings;
        this.watch = watch;
        this.places = new FairPlaces(settings.concurrentQueries(), settings.waitingQueries(), settings.waitingTime());
        for (QueryEnd end : QueryEnd.values()) {
            ended.put(end, new LongAdder());
        }
    }

    /**
     * Takes a place, evaluates, gives the place back. Waits a short while for one, in a queue of limited length
     * that no client fills alone.
     *
     * @param evaluation ends when the client leaves that it is given
     * @throws SparqlProblem where there is none, or the client left before
     */
    <T> T taking(Function<Client, T> evaluation) {
        try (Client client = watch.client()) {
            long asking = asking();
            if (!places.take(asking, client::whenLeft)) {
                throw client.hasLeft() ? SparqlProblem.clientLeft() : SparqlProblem.busy(settings);
            }
            try {
                return evaluation.apply(client);
            } finally {
                places.giveBack(asking);
            }
        } catch (SparqlProblem problem) {
            problem.end().ifPresent(end -> ended.get(end).increment());
            throw problem;
        }
    }

    private static long asking() {
        return RateLimits.client(
                RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes current
                        ? current.getRequest()
                        : null);
    }

    int taken() {
        return places.taken();
    }

    int waiting() {
        return places.waiting();
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
