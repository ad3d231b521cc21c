package eu.staytuned.lod.access;

import eu.staytuned.lod.store.Edition;
import eu.staytuned.lod.store.Store;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Counts requests by route, status and format, and writes a line of each where the operator wants one. */
@Component
public class Visits implements DisposableBean {

    /** Attribute of requests that the service sends to itself: they are no visits. */
    public static final String INNER = Visits.class.getName() + ".INNER";

    /** What answers there are without a handler of its own, and the kinds of things that have addresses. */
    private static final Set<String> FURTHER = Set.of(
            "sparql",
            "id",
            "doc",
            "ontology",
            "shapes",
            "graph",
            "dataset",
            "releases",
            "catalog",
            "style",
            "site",
            "favicon",
            "linkset");

    private final MeterRegistry meters;
    private final Set<String> routes = new HashSet<>(FURTHER);
    private final Map<Key, Timer> timers = new ConcurrentHashMap<>();
    private final Optional<AccessFile> file;

    private record Key(String route, String format, int status, boolean fromMemory) {}

    /** @param path of the access log; empty for none */
    Visits(
            MeterRegistry meters,
            Store store,
            RequestMappingHandlerMapping requestMappingHandlerMapping,
            @Value("${publication.access-log}") String path) {
        this.meters = meters;
        requestMappingHandlerMapping.getHandlerMethods().keySet().forEach(this::addRoutes);
        this.file = path.isBlank() ? Optional.empty() : Optional.of(new AccessFile(writable(Path.of(path))));
        Gauge.builder(
                        "publication.release.number",
                        () -> edition(store).map(Edition::number).orElse(0))
                .description("The release on the shelf")
                .register(meters);
        Gauge.builder(
                        "publication.release.age",
                        () -> edition(store).map(Visits::age).orElse(Double.NaN))
                .description("How long ago it was accepted")
                .baseUnit("seconds")
                .register(meters);
        Gauge.builder("publication.store.there", () -> store.isThere() ? 1 : 0)
                .description("Whether the store answers")
                .register(meters);
    }

    private static Optional<Edition> edition(Store store) {
        return store.standing().or(() -> store.isThere() ? store.edition() : Optional.empty());
    }

    private static double age(Edition edition) {
        return Duration.between(edition.issued(), Instant.now()).toMillis() / 1e3;
    }

    private static Path writable(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file) || folder == null || !Files.isWritable(folder)) {
            throw new IllegalArgumentException("publication.access-log is " + file
                    + ", which cannot be written: give a file in a folder that is there, or nothing for no log.");
        }
        return file;
    }

    private void addRoutes(RequestMappingInfo mapping) {
        for (String pattern : mapping.getPatternValues()) {
            String[] steps = pattern.split("/");
            if (steps.length > 1 && steps[1].matches("\\.?[a-z][a-z.-]*")) {
                int dot = steps[1].indexOf('.', 1);
                routes.add(dot < 0 ? steps[1] : steps[1].substring(0, dot));
            }
        }
    }

    void took(Request request, Response response, long nanos) {
        if (request.getAttribute(INNER) != null) {
            return;
        }
        Visit visit = Visit.of(request, response, nanos, routes);
        timers.computeIfAbsent(new Key(visit.route(), visit.format(), visit.status(), visit.fromMemory()), this::timer)
                .record(visit.nanos(), TimeUnit.NANOSECONDS);
        file.ifPresent(log -> log.add(visit.json(Instant.now())));
    }

    private Timer timer(Key key) {
        return Timer.builder("publication.requests")
                .description("Requests that were answered")
                .tag("route", key.route())
                .tag("format", key.format().isEmpty() ? "none" : key.format())
                .tag("status", Integer.toString(key.status()))
                .tag("memory", Boolean.toString(key.fromMemory()))
                .register(meters);
    }

    @Override
    public void destroy() {
        file.ifPresent(AccessFile::close);
    }
}
