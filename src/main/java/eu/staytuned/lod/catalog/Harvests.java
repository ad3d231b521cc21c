package eu.staytuned.lod.catalog;

import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.store.Background;
import eu.staytuned.lod.store.Edition;
import eu.staytuned.lod.store.ReleasePublished;
import eu.staytuned.lod.store.Store;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * How others see the catalogue: it is harvested as they do, in the background, once for each release and again when its entity
 * tag says that something has become known of it.
 */
@Component
public class Harvests implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(Harvests.class);

    /** Who asks waits so long for a harvest under way. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration RETRY = Duration.ofSeconds(10);

    /** For so long it lets others go first. */
    private static final Duration MOST_TURNS = Duration.ofMinutes(10);

    private final OwnSite site;
    private final Store store;
    private final IriSpace iris;
    private final JsonMapper json;
    private final boolean ahead;
    private final ExecutorService background = Background.thread("harvest");
    private final ExecutorService patient = Background.thread("harvest-later");

    private String wanted = "";
    private CompletableFuture<Harvest> latest = new CompletableFuture<>();
    private boolean open;
    private boolean published;

    /** @param ahead whether to harvest as soon as a release is published, and not when somebody asks */
    Harvests(
            OwnSite site,
            Store store,
            IriSpace iris,
            JsonMapper json,
            @Value("${publication.dumps.ahead}") boolean ahead) {
        this.site = site;
        this.store = store;
        this.iris = iris;
        this.json = json;
        this.ahead = ahead;
    }

    @EventListener(ApplicationReadyEvent.class)
    void onReady() {
        synchronized (this) {
            open = true;
        }
        begin();
    }

    @EventListener(ReleasePublished.class)
    void onPublished() {
        synchronized (this) {
            published = true;
        }
        begin();
    }

    /** Where there are both, doors that are open and a release; after what has to be made of it. */
    private void begin() {
        boolean both;
        synchronized (this) {
            both = open && published;
        }
        if (ahead && both) {
            patient.execute(() -> {
                Background.awaitTurns(MOST_TURNS);
                Harvester.state(site, store).ifPresent(this::request);
            });
        }
    }

    /**
     * The newest, of the catalogue as it is now.
     *
     * @throws DumpsNotReadyException where it takes longer, or the catalogue does not answer
     */
    public Harvest get(Duration patience) {
        String state = Harvester.state(site, store)
                .orElseThrow(() -> new DumpsNotReadyException("The catalogue does not answer now.", RETRY));
        try {
            return request(state).get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new DumpsNotReadyException("The catalogue is being harvested. Ask again in a moment.", RETRY);
        } catch (ExecutionException e) {
            throw new DumpsNotReadyException(
                    "The catalogue could not be harvested. The operator finds the reason in the log.", RETRY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DumpsNotReadyException("The service is stopping.", RETRY);
        }
    }

    /**
     * The one that was made last, without a look whether the catalogue has changed since.
     *
     * @throws DumpsNotReadyException where there is none
     */
    public synchronized Harvest latest() {
        if (!latest.isDone() || latest.isCompletedExceptionally()) {
            throw new DumpsNotReadyException("The catalogue is being harvested. Ask again in a moment.", RETRY);
        }
        return latest.join();
    }

    private synchronized CompletableFuture<Harvest> request(String state) {
        if (wanted.equals(state) && !latest.isCompletedExceptionally()) {
            return latest;
        }
        CompletableFuture<Harvest> future = new CompletableFuture<>();
        wanted = state;
        latest = future;
        background.execute(() -> {
            try {
                Edition edition = store.read(shelf -> shelf.edition());
                long start = System.nanoTime();
                Harvest harvest = new Harvester(site, store, iris, json).harvest(edition, state);
                log.info(
                        "The catalogue of release {} as others see it: {} datasets, {} of {} points, in {} ms",
                        edition.number(),
                        harvest.quality().datasets().size(),
                        Math.round(harvest.quality().points()),
                        MetadataQuality.MOST,
                        (System.nanoTime() - start) / 1_000_000);
                future.complete(harvest);
            } catch (RuntimeException e) {
                if (!background.isShutdown()) {
                    log.error("The catalogue cannot be harvested", e);
                }
                future.completeExceptionally(e);
            }
        });
        return future;
    }

    @Override
    public void destroy() {
        patient.shutdownNow();
        background.shutdownNow();
    }
}
