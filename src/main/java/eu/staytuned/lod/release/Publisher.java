package eu.staytuned.lod.release;

import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.release.Outcome.Failed;
import eu.staytuned.lod.release.Outcome.Published;
import eu.staytuned.lod.release.Outcome.Refused;
import eu.staytuned.lod.release.Outcome.Unchanged;
import eu.staytuned.lod.release.ReleaseReader.Reading;
import eu.staytuned.lod.store.Edition;
import eu.staytuned.lod.store.ReleaseComing;
import eu.staytuned.lod.store.ReleasePublished;
import eu.staytuned.lod.store.Shelf;
import eu.staytuned.lod.store.Store;
import eu.staytuned.lod.store.StoreAwayException;
import eu.staytuned.lod.store.StoreChanged;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Brings releases from the files to the shelf, one at a time:
 *
 * <ol>
 *   <li>the content hash of the files is that of the newest release: it stays, and is put back on the shelf from the
 *       archive where the shelf has lost it;
 *   <li>otherwise the files are {@linkplain ReleaseReader read} and {@linkplain ReleaseValidator judged}; a rejected
 *       release ends here;
 *   <li>a publishable one gets the next number and is {@linkplain ReleaseArchive archived}: from now on it exists;
 *   <li>it takes its place on the shelf in one transaction;
 *   <li>{@link ReleasePublished} tells the rest of the site.
 * </ol>
 *
 * Killed between any two steps, the next start finds either the old release or the new one in the archive, whole, and
 * makes the shelf equal to it.
 *
 * <p>Where a store elsewhere is away while a release takes its place, that is tried again until it is back.
 *
 * <p>Before the web server, so that the site never opens empty; the rest of the site is told {@linkplain OpenDoors after it}.
 */
@Component
class Publisher implements SmartLifecycle, InitializingBean, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(Publisher.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration PATIENCE_AT_STOP = Duration.ofSeconds(20);
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration NOT_SO_SOON = Duration.ofMinutes(1);

    private final PublicationSettings settings;
    private final IriSpace iris;
    private final ReleaseReader reader;
    private final ReleaseValidator validator;
    private final Store store;
    private final ApplicationEventPublisher events;
    private final Undertaking undertaking;
    private final boolean follows;
    private final Clock clock = Clock.systemUTC();

    // One thread publishes; the others wait their turn or share an outcome that is not yet begun.
    private volatile Optional<ExecutorService> desk = Optional.empty();
    private volatile Optional<ReleaseArchive> archive = Optional.empty();
    private Optional<FolderWatch> watch = Optional.empty();
    private Optional<CompletableFuture<Outcome>> waiting = Optional.empty();
    private volatile Optional<Record> last = Optional.empty();
    private volatile Optional<Waiting> unplaced = Optional.empty();
    private volatile boolean open;
    private Optional<CompletableFuture<Outcome>> first = Optional.empty();
    private Optional<Edition> untold = Optional.empty();

    Publisher(
            PublicationSettings settings,
            IriSpace iris,
            ReleaseReader reader,
            ReleaseValidator validator,
            Store store,
            ApplicationEventPublisher events,
            Undertaking undertaking,
            @Value("${publication.follow:false}") boolean follows) {
        this.follows = follows;
        this.settings = settings;
        this.iris = iris;
        this.reader = reader;
        this.validator = validator;
        this.store = store;
        this.events = events;
        this.undertaking = undertaking;
    }

    /**
     * An outcome and when it came.
     *
     * @param outcome what came of publishing
     * @param at when it was over
     */
    record Record(Outcome outcome, Instant at) {}

    /**
     * A release that is archived and waits for its store.
     *
     * @param edition the release
     * @param attempts how often it was tried to put it in its place
     * @param again when that is tried the next time
     */
    record Waiting(Edition edition, int attempts, Instant again) {}

    /** While the rest of the site is put together, the first release is already being read. */
    @Override
    public void afterPropertiesSet() {
        if (follows) {
            return;
        }
        try {
            first = Optional.of(open());
        } catch (ArchiveException e) {
            first = Optional.of(CompletableFuture.failedFuture(new CannotStartException(e.getMessage())));
        }
    }

    private CompletableFuture<Outcome> open() {
        archive = Optional.of(new ReleaseArchive(settings.dataFolder(), iris));
        desk = Optional.of(Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "publisher");
            thread.setDaemon(true);
            return thread;
        }));
        return request();
    }

    @Override
    public void start() {
        if (follows) {
            follow();
            return;
        }
        if (first.isEmpty()) {
            afterPropertiesSet(); // started again
        }
        Outcome outcome = outcome(first.orElseThrow());
        first = Optional.empty();
        if (outcome instanceof Refused || outcome instanceof Failed) {
            stop();
            throw new CannotStartException(outcome.report());
        }
        synchronized (this) {
            untold = store.edition(); // to the site it is new: it has just started
        }
        open = true;
        if (settings.watch()) {
            watch = Optional.of(new FolderWatch(settings.sourceFolders(), this::request));
        }
    }

    private static Outcome outcome(CompletableFuture<Outcome> coming) {
        try {
            return coming.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof CannotStartException cannot ? cannot : e;
        }
    }

    /** Another instance publishes; what it archives is read, where it can be seen from here. */
    private void follow() {
        archive = Optional.of(ReleaseArchive.ofAnother(settings.dataFolder(), iris));
        long until = System.nanoTime() + settings.publishPatience().toNanos();
        while (store.edition().isEmpty()) {
            if (System.nanoTime() > until) {
                throw new CannotStartException("The remote store holds no release, and this instance only follows "
                        + "(publication.follow). Start the one that publishes first.");
            }
            try {
                Thread.sleep(200);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CannotStartException("The start was interrupted.");
            }
        }
        synchronized (this) {
            untold = store.edition();
        }
        open = true;
    }

    /**
     * What stands in a store elsewhere has changed. Who follows takes notice; who publishes puts back what was lost, but leaves
     * alone what another has published.
     */
    @EventListener
    void on(StoreChanged changed) {
        if (!open) {
            return;
        }
        if (follows) {
            archive = Optional.of(ReleaseArchive.ofAnother(settings.dataFolder(), iris));
        }
        if (changed.edition().isPresent()) {
            announce(changed.edition().orElseThrow());
        } else if (!follows) {
            log.warn("The remote store has lost its release; it is put back from the archive");
            request();
        }
    }

    /** Where another part of the site could not be put together, and this one was never started. */
    @Override
    public void destroy() {
        if (desk.isPresent()) {
            stop();
        }
    }

    @Override
    public void stop() {
        open = false;
        watch.ifPresent(FolderWatch::close);
        watch = Optional.empty();
        boolean still = desk.map(executor -> !isOver(executor)).orElse(false);
        desk = Optional.empty();
        if (still) {
            // the data folder stays ours until the process ends
            log.warn("Stopping while a release is being published; the next start completes or drops it");
        } else {
            archive.ifPresent(ReleaseArchive::close);
        }
        archive = Optional.empty();
    }

    private static boolean isOver(ExecutorService executor) {
        executor.shutdown();
        try {
            return executor.awaitTermination(PATIENCE_AT_STOP.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public boolean isRunning() {
        return open;
    }

    @Override
    public int getPhase() {
        return 0;
    }

    /** The release on the shelf. */
    Optional<Edition> current() {
        return store.edition();
    }

    /** Every release ever accepted; empty while nothing can be published. */
    Optional<ReleaseArchive> archive() {
        return archive;
    }

    /** What is being done; empty while nothing is published. */
    Optional<Undertaking.Step> underWay() {
        return undertaking.step();
    }

    /** The release that is accepted and not yet in its place, because the store is away. */
    Optional<Waiting> unplaced() {
        return unplaced;
    }

    /** What came of the last publishing. */
    Optional<Record> last() {
        return last;
    }

    /**
     * Asks for the files as they are now to be published. Requests are served one after the other; those that come
     * while one waits share its outcome.
     */
    synchronized CompletableFuture<Outcome> request() {
        if (follows) {
            return CompletableFuture.completedFuture(
                    new Failed("This instance follows another (publication.follow). Publish there.", store.edition()));
        }
        ExecutorService executor = desk.orElseThrow(() -> new IllegalStateException("The service is stopping."));
        if (waiting.isPresent()) {
            return waiting.orElseThrow();
        }
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        waiting = Optional.of(outcome);
        executor.execute(() -> {
            synchronized (this) {
                waiting = Optional.empty();
            }
            Outcome result = publish();
            over(result);
            outcome.complete(result);
        });
        return outcome;
    }

    private void over(Outcome result) {
        undertaking.over();
        last = Optional.of(new Record(result, clock.instant().truncatedTo(ChronoUnit.SECONDS)));
        log(result);
    }

    private Outcome publish() {
        Optional<Edition> still = Optional.empty();
        try {
            still = store.edition();
            return publish(archive.orElseThrow(), still);
        } catch (ArchiveException e) {
            return new Failed(e.getMessage(), still);
        } catch (RuntimeException | Error e) {
            // whatever it was, somebody waits for an outcome, and the old release is still on the shelf
            log.error("Publishing failed", e);
            return new Failed(Failures.explain(e), still);
        }
    }

    private Outcome publish(ReleaseArchive archive, Optional<Edition> onShelf) {
        onShelf.ifPresent(edition -> archive.neverBelow(edition.number()));
        archive.takeOver();
        Optional<Manifest> newest = archive.newest();
        Optional<Manifest> same =
                // numbers only grow: where a later release is lost, this one comes again as the next
                newest.filter(archive::isLast)
                        .filter(manifest -> reader.contentHash().equals(Optional.of(manifest.contentHash())));
        Optional<Manifest> damaged = Optional.empty();
        if (same.isPresent()) {
            Manifest manifest = same.orElseThrow();
            if (archive.isWhole(manifest)) {
                return unchanged(archive, manifest, onShelf);
            }
            log.error(
                    "The archived release {} is damaged: its data have not the checksum that the manifest says. It is "
                            + "made again from the same files.",
                    manifest.number());
            damaged = same;
        }
        Reading reading = reader.read();
        if (onShelf.isPresent()) {
            store.read(shelf -> {
                reading.release().content().shareTermsWith(shelf.data());
                return shelf.edition();
            });
        }
        Verdict verdict = validator.judge(reading);
        if (verdict instanceof Verdict.Rejected rejected) {
            return new Refused(rejected.faults(), onShelf);
        }
        Verdict.Publishable publishable = (Verdict.Publishable) verdict;
        return accept(archive, publishable, damaged.filter(manifest -> manifest.contentHash()
                .equals(publishable.release().contentHash())));
    }

    private Outcome unchanged(ReleaseArchive archive, Manifest manifest, Optional<Edition> onShelf) {
        boolean restore = !onShelf.equals(Optional.of(manifest.edition()));
        if (restore) {
            boolean kept = archive.seal(manifest)
                    .map(seal -> store.putBack(manifest.edition(), KeptShelf.in(settings.dataFolder()), seal))
                    .orElse(false);
            if (!kept) {
                long statements = manifest.data().quads() + manifest.data().defaultGraphTriples();
                place(
                        manifest.edition(),
                        doing -> store.replaceWith(
                                manifest.edition(),
                                sink -> archive.send(
                                        manifest, new Progress(log, undertaking, doing, statements, sink))));
            }
            announce(manifest.edition());
        }
        return new Unchanged(manifest.edition(), restore);
    }

    private Outcome accept(ReleaseArchive archive, Verdict.Publishable publishable, Optional<Manifest> toMend) {
        Release release = publishable.release();
        Edition edition = toMend.map(Manifest::edition)
                .orElseGet(() -> new Edition(
                        archive.nextNumber(),
                        release.contentHash(),
                        clock.instant().truncatedTo(ChronoUnit.SECONDS)));
        List<Manifest.Summary> earlier = archive.summaries().stream()
                .filter(summary -> summary.edition().number() < edition.number())
                .toList();
        Optional<Manifest> previous = archive.newest().filter(manifest -> manifest.number() < edition.number());
        Colophon colophon;
        List<Fault> warnings;
        try (Heartbeat heartbeat = new Heartbeat(log, undertaking, PAUSE, "Comparing with the release before")) {
            Changes changes = toMend.map(Manifest::changes)
                    .orElseGet(() -> Changes.of(iris, release.content(), edition, previous, archive));
            heartbeat.step("Describing the release and asking its example queries");
            colophon = Colophon.add(release, edition, earlier, previous, changes, iris, settings);
            warnings = colophon.warnings(publishable.warnings());
            if (colophon.stopsTheRelease()) {
                return new Refused(warnings, store.edition());
            }
            heartbeat.step("Archiving release " + edition.number());
            archive.write(
                    edition,
                    release,
                    colophon.statistics(),
                    colophon.rehearsal().rows(),
                    changes,
                    warnings);
        }
        Content content = release.content();
        place(
                edition,
                doing -> store.replaceWith(
                        edition,
                        content::handOver,
                        sink -> content.send(new Progress(log, undertaking, doing, content.size(), sink)),
                        this::announceAhead));
        undertaking.step("Telling the site of release " + edition.number());
        announce(edition);
        return new Published(edition, colophon.statistics(), warnings);
    }

    private void place(Edition edition, Consumer<String> placing) {
        String doing = "Filling the shelf with release " + edition.number();
        undertaking.step(doing);
        try {
            placing.accept(doing);
            unplaced = Optional.empty();
        } catch (ArchiveException e) {
            throw e;
        } catch (StoreAwayException e) {
            tryAgainLater(edition);
            log.warn(
                    "{} failed for the {}. time: {}",
                    doing,
                    unplaced.map(Waiting::attempts).orElse(1),
                    e.getMessage());
            throw new ArchiveException("Release " + edition.number()
                    + " is archived, and takes its place as soon as the store behind this service lets it: "
                    + e.getMessage());
        } catch (RuntimeException | Error e) {
            log.error("{} failed", doing, e);
            throw new ArchiveException("Release " + edition.number()
                    + " is archived, but could not be put on the shelf; it takes its place when the service is told to "
                    + "publish again, or starts again: " + Failures.explain(e));
        }
    }

    /** Later and later; as long as there is no release on the shelf at all, whoever starts the service tries again. */
    private void tryAgainLater(Edition edition) {
        ExecutorService executor = desk.orElse(null);
        if (!open || executor == null) {
            return;
        }
        int attempts = unplaced.filter(waiting -> waiting.edition().equals(edition))
                        .map(Waiting::attempts)
                        .orElse(0)
                + 1;
        Duration pause = SOON.multipliedBy(1L << Math.min(attempts - 1, 10));
        if (pause.compareTo(NOT_SO_SOON) > 0) {
            pause = NOT_SO_SOON;
        }
        unplaced = Optional.of(new Waiting(edition, attempts, clock.instant().plus(pause)));
        CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS, executor)
                .execute(() -> placeAgain(edition));
    }

    /** What was accepted, not what the files say by now: nobody has asked for that. */
    private void placeAgain(Edition edition) {
        if (!open
                || unplaced.filter(waiting -> waiting.edition().equals(edition)).isEmpty()) {
            return; // somebody else has put it, or a later one, in its place
        }
        Instant begun = clock.instant();
        Optional<Edition> still = Optional.empty();
        try {
            ReleaseArchive releases = archive.orElseThrow();
            Manifest manifest = releases.newest()
                    .filter(newest -> newest.edition().equals(edition) && releases.isWhole(newest))
                    .orElseThrow(() -> new ArchiveException("Release " + edition.number()
                            + " waited for its store, and is not whole in the archive any more. Publish again."));
            still = store.edition();
            over(unchanged(releases, manifest, still));
        } catch (StoreAwayException e) {
            tryAgainLater(edition);
        } catch (ArchiveException e) {
            boolean waitsOn =
                    unplaced.filter(waiting -> waiting.again().isAfter(begun)).isPresent();
            if (waitsOn) {
                undertaking.over();
            } else {
                over(new Failed(e.getMessage(), still));
            }
        } catch (RuntimeException | Error e) {
            log.error("Release {} could not be put in its place", edition.number(), e);
            over(new Failed(Failures.explain(e), still));
        }
    }

    // What is not made now is made when a reader asks.
    private void announceAhead(Shelf coming) {
        if (!open) {
            return; // at the start there is nobody who reads meanwhile
        }
        undertaking.step("Preparing the site for release " + coming.edition().number());
        sendOut(
                new ReleaseComing(coming),
                coming.edition(),
                "Release {} comes, but a part of the site failed to prepare for it");
    }

    private void announce(Edition edition) {
        if (!open) {
            return; // at the start it is told when the doors are open
        }
        synchronized (this) {
            untold = Optional.empty();
        }
        sendOut(
                new ReleasePublished(edition),
                edition,
                "Release {} is published, but a part of the site failed to take notice");
    }

    // The release comes and is published, whatever a listener makes of it.
    private void sendOut(Object event, Edition edition, String failure) {
        try {
            events.publishEvent(event);
        } catch (RuntimeException e) {
            log.error(failure, edition.number(), e);
        }
    }

    /**
     * Tells the rest of the site of the release that it started with. What they make of it takes both processors for
     * seconds, and the first readers would wait for that; whoever asks for such a thing before has it made for them.
     */
    void tell() {
        Optional<Edition> edition;
        synchronized (this) {
            edition = untold;
            untold = Optional.empty();
        }
        edition.ifPresent(this::announce);
    }

    private void log(Outcome outcome) {
        if (outcome instanceof Refused || outcome instanceof Failed) {
            if (open) {
                log.error(outcome.report());
            } // else the start fails with the report
        } else {
            log.info(outcome.report());
        }
    }
}
