package eu.staytuned.lod.store.remote;

import eu.staytuned.lod.store.StoreAwayException;
import eu.staytuned.lod.store.remote.StoreCalls.Kind;
import eu.staytuned.lod.store.remote.StoreCalls.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.apache.jena.graph.Node;
import org.apache.jena.query.QueryException;
import org.apache.jena.riot.resultset.ResultSetLang;
import org.apache.jena.riot.rowset.RowSetReader;
import org.apache.jena.sparql.exec.RowSet;
import org.apache.jena.sparql.util.Context;
import org.apache.jena.sys.JenaSystem;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Speaks with one place of a store over HTTP. Nothing that it does waits for ever, and it calls no other address. */
final class PlaceClient {

    static {
        JenaSystem.init();
    }

    private static final Logger log = LoggerFactory.getLogger(PlaceClient.class);
    private static final String ROWS = "application/sparql-results+json";
    private static final int LONGEST_COMPLAINT = 300;

    /** How often calls are looked at. */
    private static final Duration GLANCE = Duration.ofMillis(50);

    /** What all places of a store share: connections, how many of them there may be, and the watch over all calls. */
    static final class Line implements AutoCloseable {

        private final HttpClient http;
        private final Semaphore calls;
        private final Optional<String> authorization;
        private final Patience patience;
        private final StoreCalls told;
        private final Set<Runnable> looks = ConcurrentHashMap.newKeySet();
        private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "store-watch");
            thread.setDaemon(true);
            return thread;
        });

        /**
         * @param calls how many answers may be on their way at once
         * @param authorization what every request says of who asks
         * @param told of each call when it is over
         */
        Line(Patience patience, int calls, Optional<String> authorization, StoreCalls told) {
            this.patience = patience;
            this.told = told;
            this.calls = new Semaphore(calls, true);
            this.authorization = authorization;
            this.http = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(patience.connecting())
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .proxy(HttpClient.Builder.NO_PROXY)
                    .build();
            watch.scheduleWithFixedDelay(
                    () -> looks.forEach(Runnable::run), GLANCE.toMillis(), GLANCE.toMillis(), TimeUnit.MILLISECONDS);
        }

        @Override
        public void close() {
            watch.shutdownNow();
        }
    }

    /** Rows as they come. To be closed; ends itself with the last row. */
    final class Rows implements AutoCloseable {

        private final Call call;
        private final InputStream body;
        private final RowSet rows;

        private Rows(Call call, InputStream body) {
            this.call = call;
            this.body = body;
            try {
                this.rows = RowSetReader.createReader(ResultSetLang.RS_JSON).read(body, new Context());
            } catch (RuntimeException e) {
                throw failed(e);
            }
        }

        RowSet rows() {
            return rows;
        }

        boolean hasNext() {
            try {
                boolean more = rows.hasNext();
                if (!more) {
                    finish(body); // only then can the connection be used again
                    call.came(Outcome.ANSWERED);
                    close();
                }
                return more;
            } catch (RuntimeException | IOException e) {
                throw failed(e);
            }
        }

        private RuntimeException failed(Exception trouble) {
            RuntimeException explained = call.explain(trouble);
            close();
            return explained;
        }

        @Override
        public void close() {
            call.close();
        }
    }

    private final Place place;
    private final Line line;
    private final BooleanSupplier gone;

    /** How many calls of this thread are on their way: only the first waits for its turn, lest all wait for each other. */
    private final ThreadLocal<int[]> mine = ThreadLocal.withInitial(() -> new int[1]);

    /** @param gone whether this place is known to give no answers */
    PlaceClient(Place place, Line line, BooleanSupplier gone) {
        this.place = place;
        this.line = line;
        this.gone = gone;
    }

    Place place() {
        return place;
    }

    /**
     * The rows of a small answer.
     *
     * @throws StoreAwayException where the store does not answer
     */
    Rows look(String query) {
        return rows(query, call(Kind.LOOK, line.patience.answering(), line.patience.answering(), null));
    }

    /**
     * The rows of many small answers together: the first has to come as soon as if it were one.
     *
     * @throws StoreAwayException where the store does not answer
     */
    Rows gather(String query) {
        return rows(query, call(Kind.LOOK, line.patience.answering(), line.patience.scanning(), null));
    }

    /**
     * The rows of a large answer.
     *
     * @throws StoreAwayException where the store does not answer
     */
    Rows scan(String query) {
        return rows(query, call(Kind.SCAN, line.patience.scanning(), line.patience.scanning(), null));
    }

    /**
     * The rows that a query of somebody finds, which may be hard to answer.
     *
     * @param unwanted set by whoever does not want them any more
     * @throws StoreAwayException where the store does not answer
     * @throws QueryException where it says that the query is at fault
     */
    Rows ask(String query, @Nullable AtomicBoolean unwanted) {
        return rows(query, call(Kind.QUERY, line.patience.scanning(), line.patience.scanning(), unwanted));
    }

    /** The rows of a question by which a store shows that it is there. It is asked whatever else is on its way. */
    Rows probe(String query) {
        return rows(
                query,
                watched(Kind.PROBE, line.patience.probing(), line.patience.probing(), null, () -> false, () -> {}));
    }

    private Rows rows(String query, Call call) {
        HttpRequest.Builder request = request(place.query())
                .header("Accept", ROWS)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(form("query", query));
        return new Rows(call, send(request, call));
    }

    /** Changes what is in the place. */
    void update(URI address, String update) {
        write(request(address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(form("update", update)));
    }

    /** Adds statements to a graph, or puts them in its place. */
    void put(URI graphStore, Optional<Node> graph, String nTriples, boolean instead) {
        BodyPublisher body = BodyPublishers.ofString(nTriples);
        HttpRequest.Builder request =
                request(graph(graphStore, graph)).header("Content-Type", "application/n-triples; charset=utf-8");
        write(instead ? request.PUT(body) : request.POST(body));
    }

    private void write(HttpRequest.Builder request) {
        Call call = call(Kind.WRITE, line.patience.writing(), line.patience.writing(), null);
        try {
            finish(send(request, call));
            call.came(Outcome.ANSWERED);
        } catch (IOException e) {
            throw call.explain(e);
        } catch (QueryException e) {
            throw new StoreAwayException("The store behind this service does not take what is written.", e);
        } finally {
            call.close();
        }
    }

    private static void finish(InputStream body) throws IOException {
        byte[] rest = new byte[1024];
        while (body.read(rest) >= 0) {
            continue;
        }
    }

    private static URI graph(URI graphStore, Optional<Node> graph) {
        String address = graphStore.toString();
        return URI.create(address
                + (address.contains("?") ? "&" : "?")
                + graph.map(name -> "graph=" + URLEncoder.encode(name.getURI(), StandardCharsets.UTF_8))
                        .orElse("default"));
    }

    private HttpRequest.Builder request(URI address) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address);
        line.authorization.ifPresent(who -> request.header("Authorization", who));
        return request;
    }

    private static BodyPublisher form(String name, String value) {
        return BodyPublishers.ofString(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
    }

    private Call call(Kind kind, Duration silence, Duration whole, @Nullable AtomicBoolean unwanted) {
        if (gone.getAsBoolean()) {
            throw new StoreAwayException("The store behind this service cannot be reached at the moment.");
        }
        int[] open = mine.get();
        boolean first = open[0] == 0;
        if (first) {
            takeTurn(kind);
        }
        open[0]++;
        return watched(kind, silence, whole, unwanted, gone, () -> {
            open[0]--;
            if (first) {
                line.calls.release();
            }
        });
    }

    private void takeTurn(Kind kind) {
        long since = System.nanoTime();
        try {
            if (!line.calls.tryAcquire(line.patience.answering().toMillis(), TimeUnit.MILLISECONDS)) {
                line.told.over(kind, Outcome.CROWD, System.nanoTime() - since);
                throw new StoreAwayException("Too much is asked of the store behind this service at once.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreAwayException("The service is stopping.", e);
        }
    }

    private Call watched(
            Kind kind,
            Duration silence,
            Duration whole,
            @Nullable AtomicBoolean unwanted,
            BooleanSupplier hopeless,
            Runnable whenOver) {
        AtomicReference<Runnable> look = new AtomicReference<>(() -> {});
        AtomicReference<Call> self = new AtomicReference<>();
        Call call = new Call(silence, whole, unwanted, hopeless, () -> {
            line.looks.remove(look.get());
            line.told.over(kind, self.get().outcome(), self.get().took());
            whenOver.run();
        });
        self.set(call);
        look.set(call::look);
        line.looks.add(look.get());
        return call;
    }

    private InputStream send(HttpRequest.Builder request, Call call) {
        CompletableFuture<HttpResponse<InputStream>> sent =
                line.http.sendAsync(request.build(), BodyHandlers.ofInputStream());
        try {
            HttpResponse<InputStream> response = await(sent, call);
            InputStream body = call.begins(response.body());
            if (response.statusCode() / 100 != 2) {
                call.came(Outcome.REFUSED);
                throw refused(response.statusCode(), body);
            }
            return body;
        } catch (ExecutionException | IOException e) {
            call.came(Outcome.AWAY);
            call.close();
            throw new StoreAwayException("The store behind this service cannot be reached at the moment.", e);
        } catch (InterruptedException e) {
            call.close();
            Thread.currentThread().interrupt();
            throw new StoreAwayException("The service is stopping.", e);
        } catch (RuntimeException e) {
            call.close();
            throw e;
        }
    }

    private HttpResponse<InputStream> await(CompletableFuture<HttpResponse<InputStream>> sent, Call call)
            throws ExecutionException, InterruptedException {
        while (true) {
            try {
                return sent.get(GLANCE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException notYet) {
                if (call.look()) {
                    sent.cancel(true);
                    throw call.explain(notYet);
                }
            }
        }
    }

    private RuntimeException refused(int status, InputStream body) throws IOException {
        String complaint = new String(body.readNBytes(LONGEST_COMPLAINT), StandardCharsets.UTF_8)
                .replaceAll("\\s+", " ")
                .strip();
        log.warn("The place {} of the store answered {}: {}", place.name(), status, complaint);
        return status == 400
                ? new QueryException("the store behind this service does not understand it.")
                : new StoreAwayException("The store behind this service answered " + status + ".");
    }
}
