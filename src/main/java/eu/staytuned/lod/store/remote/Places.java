package eu.staytuned.lod.store.remote;

import eu.staytuned.lod.store.Edition;
import eu.staytuned.lod.store.ReleaseGraph;
import eu.staytuned.lod.store.StoreAwayException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.out.NodeFmtLib;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.graph.GraphFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The two places of a store, of which readers see the one with the newest whole release. Each is asked several times a
 * second what it holds: that is how it is noticed that another instance has published, and that a place is gone or back.
 */
final class Places implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Places.class);
    private static final Duration PATIENCE_WITH_READERS = Duration.ofSeconds(60);
    private static final Var RELEASE = Var.alloc("release");
    private static final Var SUM = Var.alloc("sum");
    private static final Var S = Var.alloc("s");
    private static final Var P = Var.alloc("p");
    private static final Var O = Var.alloc("o");

    private final List<Side> sides;
    private final PlaceClient.Line line;
    private final Patience patience;
    private final ReleaseGraph form;
    private final GenidForm genids;
    private final Optional<Node> defaultGraph;
    private final long memory;
    private final int batch;
    private final Consumer<Optional<Edition>> news;
    private final ScheduledThreadPoolExecutor looks;
    private final ExecutorService messenger = Executors.newSingleThreadExecutor(task -> daemon(task, "store-news"));
    private volatile Optional<StandingRelease> current = Optional.empty();
    private volatile Optional<Side> drafting = Optional.empty();
    private boolean watched;
    private boolean saidGone;

    /**
     * @param base of the IRIs that are ours
     * @param defaultGraph the graph in which the default graph stands; empty where that is the default graph of a place
     * @param memory for what is remembered of a release, in bytes
     * @param batch so many statements are written at once
     * @param news told when another instance has published, or a release is lost
     */
    Places(
            List<Place> places,
            PlaceClient.Line line,
            Patience patience,
            ReleaseGraph form,
            String base,
            Optional<Node> defaultGraph,
            long memory,
            int batch,
            Consumer<Optional<Edition>> news) {
        this.line = line;
        this.patience = patience;
        this.form = form;
        this.genids = new GenidForm(base);
        this.defaultGraph = defaultGraph;
        this.memory = memory;
        this.batch = batch;
        this.news = news;
        this.sides = places.stream().map(place -> new Side(place, line)).toList();
        this.looks = new ScheduledThreadPoolExecutor(places.size(), task -> daemon(task, "store-probe"));
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Looks what is there, and goes on looking.
     *
     * @param patience how long to wait for a store that does not answer
     * @throws StoreUnreachableException where it does not answer all the same
     */
    void open(Duration patience) {
        long until = System.nanoTime() + patience.toNanos();
        sides.forEach(this::probe);
        decide();
        while (!sides.stream().allMatch(Side::isThere) && System.nanoTime() < until) {
            try {
                Thread.sleep(this.patience.between().toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
            sides.forEach(this::probe);
            decide();
        }
        if (current.isEmpty() && !sides.stream().allMatch(Side::isThere)) {
            Side silent =
                    sides.stream().filter(side -> !side.isThere()).findFirst().orElseThrow();
            throw new StoreUnreachableException(
                    "The remote store does not answer at " + silent.place().query() + ": " + reason(silent) + ".",
                    "Start the store, or correct publication.remote."
                            + silent.place().name() + ".query.");
        }
        watched = true;
        long pause = this.patience.between().toMillis();
        sides.forEach(side -> looks.scheduleWithFixedDelay(() -> look(side), pause, pause, TimeUnit.MILLISECONDS));
    }

    private static String reason(Side side) {
        Throwable cause = side.trouble().orElseThrow();
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    /** What is to be read now. */
    Optional<StandingRelease> current() {
        return current;
    }

    /** The same for a reader who says when it is done, by the readers of its side; null where there is no release. */
    @Nullable
    StandingRelease enter() {
        while (true) {
            StandingRelease release = current.orElse(null);
            if (release == null) {
                return null;
            }
            release.side().readers().incrementAndGet();
            if (current.filter(still -> still == release).isPresent()) {
                return release;
            }
            release.side().readers().decrementAndGet();
        }
    }

    boolean isThere() {
        return current.filter(release -> !release.side().isGone()).isPresent();
    }

    // --- Writing

    /** A release to be written where nobody reads. */
    Draft draft() {
        Side idle = sides.stream()
                .filter(side ->
                        current.filter(release -> release.side() == side).isEmpty())
                .findFirst()
                .orElseThrow();
        long until = System.nanoTime() + PATIENCE_WITH_READERS.toNanos();
        while (idle.readers().get() > 0) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException("The place " + idle.place().name()
                        + " is still read by somebody who began before the last release. Publish again in a while.");
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("The service is stopping.", e);
            }
        }
        if (!idle.isThere()) {
            probe(idle); // it may be back by now
        }
        drafting = Optional.of(idle);
        return new Draft(idle, form, genids, defaultGraph, batch);
    }

    /** From now on readers see what was written. */
    void standing(Draft draft) {
        stand(release(draft.side(), draft.finish()));
    }

    private synchronized void stand(StandingRelease release) {
        release.side().answered(Optional.of(sign(release)));
        current = Optional.of(release);
        for (Side side : sides) {
            // The newest counts, for every instance: where an older one is put back, the other is not to be found
            // again.
            if (side != release.side()
                    && side.seen()
                            .filter(seen -> number(seen) >= number(sign(release)))
                            .isPresent()) {
                withdraw(side);
            }
        }
    }

    private void withdraw(Side side) {
        try {
            new Draft(side, form, genids, defaultGraph, batch).withdraw();
            side.answered(Optional.empty());
        } catch (StoreAwayException e) {
            log.error(
                    "The place {} still holds a later release and could not be told that it counts no more: empty it",
                    side.place().name(),
                    e);
        }
    }

    private static int number(String sign) {
        String release = sign.substring(0, sign.indexOf(' '));
        return Integer.parseInt(release.substring(release.lastIndexOf('/') + 1));
    }

    /** Nothing more is written, be it that all is there or not. */
    void endDraft() {
        drafting = Optional.empty();
    }

    private StandingRelease release(Side side, Marker marker) {
        Node name = marker.statements()
                .find(form.series(), ReleaseGraph.CURRENT, Node.ANY)
                .mapWith(Triple::getObject)
                .nextOptional()
                .orElseThrow();
        return new StandingRelease(side, marker, name, form.name(), genids, defaultGraph, memory);
    }

    // --- Looking

    private void look(Side side) {
        try {
            probe(side);
            if (!side.isThere()) {
                probe(side); // at once, so that it is soon certain
            }
            decide();
        } catch (RuntimeException e) {
            log.error(
                    "The place {} of the store could not be looked at",
                    side.place().name(),
                    e);
        }
    }

    /** Asks a place which release it holds; a small question, with a time limit of its own. */
    private void probe(Side side) {
        String query = "SELECT ?release ?sum { GRAPH " + NodeFmtLib.strNT(form.name()) + " { ?series "
                + NodeFmtLib.strNT(ReleaseGraph.CURRENT) + " ?release . ?release "
                + NodeFmtLib.strNT(ReleaseGraph.IDENTIFIER) + " ?sum } }";
        try (PlaceClient.Rows rows = side.client().probe(query)) {
            Optional<String> seen = Optional.empty();
            while (rows.hasNext()) {
                Binding row = rows.rows().next();
                seen = Optional.of(
                        row.get(RELEASE).getURI() + " " + row.get(SUM).getLiteralLexicalForm());
            }
            side.answered(seen);
        } catch (RuntimeException e) {
            side.failed(e instanceof StoreAwayException away ? away : new StoreAwayException("", e));
        }
    }

    private static String sign(StandingRelease release) {
        return release.name() + " sha256:" + release.edition().contentHash();
    }

    /** Chooses the newest whole release among the places that answer. */
    private synchronized void decide() {
        Optional<StandingRelease> before = current;
        boolean stays = before.filter(release -> !release.side().isThere()
                        || release.side().seen().filter(sign(release)::equals).isPresent())
                .isPresent();
        Optional<StandingRelease> best = stays ? before : Optional.empty();
        for (Side side : sides) {
            Optional<String> seen = side.isThere() ? side.seen() : Optional.empty();
            boolean known = seen.isEmpty()
                    || drafting.filter(ours -> ours == side).isPresent()
                    || best.filter(release -> sign(release).equals(seen.get())).isPresent();
            if (known) {
                continue;
            }
            Optional<StandingRelease> other = read(side);
            if (other.isPresent()
                    && (best.isEmpty()
                            || other.get().edition().number()
                                    > best.get().edition().number())) {
                best = other;
            }
        }
        if (best != before && !best.equals(before)) {
            current = best;
            tell(best);
        }
        sayWhetherGone();
    }

    private void tell(Optional<StandingRelease> release) {
        if (!watched) {
            return; // nobody has read anything yet
        }
        log.info("The remote store now holds {}", release.map(Object::toString).orElse("no release"));
        Optional<Edition> edition = release.map(StandingRelease::edition);
        messenger.execute(() -> news.accept(edition));
    }

    private void sayWhetherGone() {
        boolean gone = current.filter(release -> release.side().isGone()).isPresent();
        if (gone != saidGone) {
            saidGone = gone;
            StandingRelease release = current.orElseThrow();
            if (gone) {
                log.error(
                        "The remote store does not answer at {}: {}. What was answered before is answered again; the "
                                + "rest is refused until it is back.",
                        release.side().place().query(),
                        reason(release.side()));
            } else {
                log.info(
                        "The remote store answers again at {}",
                        release.side().place().query());
            }
        }
    }

    private Optional<StandingRelease> read(Side side) {
        Graph statements = GraphFactory.createDefaultGraph();
        try (PlaceClient.Rows rows =
                side.client().probe("SELECT ?s ?p ?o { GRAPH " + NodeFmtLib.strNT(form.name()) + " { ?s ?p ?o } }")) {
            while (rows.hasNext()) {
                Binding row = rows.rows().next();
                statements.add(Triple.create(row.get(S), row.get(P), row.get(O)));
            }
            return Marker.read(statements, form).map(marker -> release(side, marker));
        } catch (StoreAwayException e) {
            side.failed(e);
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        looks.shutdownNow();
        messenger.shutdownNow();
        line.close();
    }
}
