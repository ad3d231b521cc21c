package eu.staytuned.lod.search;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.search.Inquiry.Answer;
import eu.staytuned.lod.search.Match.Closeness;
import eu.staytuned.lod.store.Background;
import eu.staytuned.lod.store.Edition;
import eu.staytuned.lod.store.ReleasePublished;
import eu.staytuned.lod.store.Store;
import eu.staytuned.lod.store.StoreAwayException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Finds the things of a release by name and text, in any language and script.
 *
 * <p>The index is made in the background as soon as a release is published, once, and takes the place of the one before.
 * Whoever searches in between waits a little.
 */
@Component
public class Search implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(Search.class);
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    /** With so many names that have what was asked for, nothing that is only like it is wanted. */
    private static final int ENOUGH = 3;

    private static final int EARLIER = 2;

    private final Store store;
    private final IriSpace iris;
    private final Duration patience;
    private final ExecutorService background = Background.thread("search-index");

    /** Of earlier releases: the one before, and one more. */
    private final Cache<Edition, Index> earlier = Caffeine.newBuilder()
            .maximumSize(EARLIER)
            .softValues()
            .executor(Runnable::run)
            .build();

    private @Nullable Coming coming;

    private record Coming(Edition edition, CompletableFuture<Index> index) {}

    @Autowired
    Search(Store store, IriSpace iris) {
        this(store, iris, PATIENCE);
    }

    Search(Store store, IriSpace iris, Duration patience) {
        this.store = store;
        this.iris = iris;
        this.patience = patience;
    }

    @EventListener
    void on(ReleasePublished published) {
        index(published.edition());
    }

    /**
     * Answers a question.
     *
     * @param edition the release that the asker reads
     * @throws SearchNotReadyException where its index is not made yet, and is not soon enough
     */
    public Findings find(Question question, Edition edition) {
        Optional<Inquiry> inquiry = Inquiry.of(question);
        if (inquiry.isEmpty()) {
            return Findings.NONE;
        }
        try {
            Index index = index(edition).get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return find(question, inquiry.get(), ofEdition(edition, index));
        } catch (TimeoutException e) {
            throw new SearchNotReadyException();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SearchNotReadyException();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StoreAwayException away) {
                throw away;
            }
            throw new IllegalStateException("The index of release " + edition.number() + " cannot be made", e);
        }
    }

    /** The index of an earlier release, where that is what the asker reads; else the one there is. */
    private Index ofEdition(Edition edition, Index newest) {
        if (newest.edition().number() <= edition.number()) {
            return newest;
        }
        Index known = earlier.getIfPresent(edition);
        if (known != null) {
            return known;
        }
        // Somebody who leafs through results that began in that release, or one who has not seen the next one come.
        Optional<Index> made = store.read(
                shelf -> shelf.edition().equals(edition) ? Optional.of(Index.of(shelf, iris)) : Optional.empty());
        made.ifPresent(index -> earlier.put(edition, index));
        return made.orElse(newest);
    }

    static Findings find(Question question, Inquiry inquiry, Index index) {
        // Whoever matches names of one kind wants those of that kind that come near, whatever the others are called; a
        // page lists the other kinds beside it, and so must not depend on which one it shows.
        Set<Node> among = question.namesOnly() ? question.kinds() : Set.of();
        Index.Found found = index.find(inquiry.strict(), among);
        if (found.total() > Index.WINDOW) {
            return most(question, inquiry, index, found.kinds());
        }
        List<Answer> answers = answers(found, inquiry, false, false);
        boolean near = answers.isEmpty();
        if (isPoor(answers)) {
            // Few names have it: it may be spelt in another way.
            answers = joined(answers, answers(index.find(inquiry.fuzzy(), among), inquiry, true, false));
        }
        if (answers.isEmpty()) {
            answers = answers(index.find(inquiry.loose(), among), inquiry, true, true);
        }
        List<Answer> wanted = answers.stream()
                .filter(answer -> answer.entry().isOneOf(question.kinds()))
                .toList();
        return new Findings(
                page(wanted, question, inquiry),
                wanted.size(),
                wanted.size(),
                kinds(answers),
                near && !wanted.isEmpty());
    }

    /** Of very many, the best are put in order and all are counted. */
    private static Findings most(Question question, Inquiry inquiry, Index index, Map<Node, Integer> kinds) {
        Index.Found found = index.find(inquiry.strict(), question.kinds());
        List<Answer> answers = answers(found, inquiry, false, false);
        return new Findings(page(answers, question, inquiry), found.total(), answers.size(), kinds, false);
    }

    private static List<Answer> answers(Index.Found found, Inquiry inquiry, boolean fuzzy, boolean loose) {
        return found.best().stream()
                .flatMap(entry -> inquiry.answer(entry, fuzzy, loose).stream())
                .toList();
    }

    private static boolean isPoor(List<Answer> answers) {
        return answers.stream().noneMatch(answer -> answer.closeness() == Closeness.EXACT)
                && answers.stream()
                                .filter(answer -> answer.closeness() != Closeness.TEXT)
                                .count()
                        < ENOUGH;
    }

    /** Where a thing answers in both ways, the better counts. */
    private static List<Answer> joined(List<Answer> some, List<Answer> others) {
        Map<Node, Answer> best = new LinkedHashMap<>();
        Stream.concat(some.stream(), others.stream())
                .forEach(answer -> best.merge(
                        answer.entry().node(), answer, (one, other) -> other.score() > one.score() ? other : one));
        return List.copyOf(best.values());
    }

    private static Map<Node, Integer> kinds(List<Answer> answers) {
        Map<Node, Integer> kinds = new HashMap<>();
        answers.forEach(answer -> kinds.merge(answer.entry().kind(), 1, Integer::sum));
        return Index.mostFirst(kinds);
    }

    private static List<Hit> page(List<Answer> answers, Question question, Inquiry inquiry) {
        return answers.stream()
                .sorted(Answer.BEST_FIRST)
                .skip(question.offset())
                .limit(question.limit())
                .map(inquiry::hit)
                .toList();
    }

    /** The index of a release: made already, being made, or begun now. */
    private synchronized CompletableFuture<Index> index(Edition edition) {
        Coming known = coming;
        if (known != null && known.edition().equals(edition) && !known.index().isCompletedExceptionally()) {
            return known.index();
        }
        if (known != null && known.edition().number() > edition.number()) {
            // Somebody who still reads the release before: what the next has comes nearest to it.
            return known.index();
        }
        CompletableFuture<Index> index = CompletableFuture.supplyAsync(() -> make(edition), background);
        index.whenComplete((made, failure) -> {
            if (failure != null) {
                log.error("The search index of release {} cannot be made", edition.number(), failure);
            }
        });
        if (known != null && known.index().isDone() && !known.index().isCompletedExceptionally()) {
            earlier.put(known.edition(), known.index().join());
        }
        coming = new Coming(edition, index);
        return index;
    }

    private Index make(Edition edition) {
        long start = System.nanoTime();
        Index index = store.read(shelf -> Index.of(shelf, iris));
        log.info(
                "Search index of release {}: {} things in {} ms",
                edition.number(),
                index.size(),
                (System.nanoTime() - start) / 1_000_000);
        return index;
    }

    @Override
    public void destroy() {
        background.shutdownNow();
    }
}
