package eu.staytuned.lod.sparql;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import eu.staytuned.lod.sparql.QueryExchange.Answer;
import eu.staytuned.lod.store.Edition;
import eu.staytuned.lod.store.Store;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Answers to queries that were asked before of the release on the shelf, however they were laid out and sent. Whole ones alone:
 * what failed, and what was too large for memory, is evaluated anew.
 */
@Component
class KnownAnswers {

    /** About what an answer takes beside its bytes and its query. */
    private static final int OVERHEAD = 256;

    /** All of them together are not larger than this part of the heap. */
    private static final int SHARE_OF_HEAP = 32;

    private final Store store;
    private final long capacity;
    private final LongAdder given = new LongAdder();
    private final LongAdder evaluated = new LongAdder();
    private volatile @Nullable Stock stock;

    KnownAnswers(Store store, SparqlSettings settings, MeterRegistry meters) {
        this.store = store;
        this.capacity =
                Math.min(settings.cacheSize().toBytes(), Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
        counter("known", given, meters);
        counter("evaluated", evaluated, meters);
    }

    private static void counter(String result, LongAdder number, MeterRegistry meters) {
        FunctionCounter.builder("publication.sparql.answers", number, LongAdder::doubleValue)
                .tag("result", result)
                .description("Answers to queries that were given before, and that were not")
                .register(meters);
    }

    /** Two requests with the same key get the same bytes. */
    private record Key(String words, String format, String dataset) {

        static Key of(SparqlRequest query) {
            return new Key(
                    query.words(),
                    query.format().mediaType(),
                    query.dataset()
                            .map(graphs -> graphs.getDefaultGraphURIs() + " " + graphs.getNamedGraphURIs())
                            .orElse(""));
        }
    }

    private record Known(byte[] bytes, boolean nothing) {}

    /**
     * The answers of one release.
     *
     * @param edition this very object: another one that equals it may stand for other data
     */
    private record Stock(Edition edition, Cache<Key, Known> answers) {}

    /**
     * The answer that is known, or else the one that is made.
     *
     * @param evaluation makes it from the release on the shelf, or fails
     */
    Answer of(SparqlRequest query, Supplier<Answer> evaluation) {
        Stock now = query.repeatable() ? stock() : null;
        if (now == null) {
            return evaluation.get();
        }
        Key key = Key.of(query);
        Known known = now.answers().getIfPresent(key);
        if (known != null) {
            given.increment();
            return new Answer(AnswerBuffer.of(known.bytes(), known.nothing()), now.edition());
        }
        Answer answer = evaluation.get();
        evaluated.increment();
        // One release all the while, and the answer is of that one.
        if (now == stock() && answer.edition().equals(now.edition())) {
            answer.body().bytes().ifPresent(bytes -> now.answers()
                    .put(key, new Known(bytes, answer.body().isNothing())));
        }
        return answer;
    }

    private @Nullable Stock stock() {
        Optional<Edition> standing = capacity > 0 ? store.standing() : Optional.empty();
        if (standing.isEmpty()) {
            return null;
        }
        Stock known = stock;
        if (known == null || known.edition() != standing.get()) {
            known = new Stock(
                    standing.get(),
                    Caffeine.newBuilder()
                            .maximumWeight(capacity)
                            .weigher((Key key, Known answer) -> OVERHEAD
                                    + answer.bytes().length
                                    + 2 * (key.words().length() + key.dataset().length()))
                            .executor(Runnable::run)
                            .build());
            stock = known;
        }
        return known;
    }
}
