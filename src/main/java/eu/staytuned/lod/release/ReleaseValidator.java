package eu.staytuned.lod.release;

import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.release.Fault.Severity;
import eu.staytuned.lod.release.Release.NamedGraph;
import eu.staytuned.lod.release.ReleaseReader.Reading;
import eu.staytuned.lod.release.SourceFile.Role;
import eu.staytuned.lod.tables.TableFault;
import eu.staytuned.lod.tables.TableReview;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.jena.graph.Node;
import org.apache.jena.query.QueryCancelledException;
import org.apache.jena.query.QueryException;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.binding.BindingFactory;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.exec.RowSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Judges a release as a whole: derives what the rules say, then holds shapes and checks against it. */
@Component
class ReleaseValidator {

    private static final Logger log = LoggerFactory.getLogger(ReleaseValidator.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final int MOST_ROWS = 500;

    private final PublicationSettings settings;
    private final IriSpace iris;
    private final Undertaking undertaking;

    ReleaseValidator(PublicationSettings settings, IriSpace iris) {
        this(settings, iris, new Undertaking());
    }

    @Autowired
    ReleaseValidator(PublicationSettings settings, IriSpace iris, Undertaking undertaking) {
        this.settings = settings;
        this.iris = iris;
        this.undertaking = undertaking;
    }

    Verdict judge(Reading reading) {
        List<Fault> faults = new ArrayList<>(reading.faults());
        if (reading.isWhole()) {
            try (Heartbeat heartbeat = new Heartbeat(log, undertaking, PAUSE, "Deriving what the rules say")) {
                judge(reading, faults, heartbeat);
            }
        }
        return faults.stream().anyMatch(Fault::stopsTheRelease)
                ? new Verdict.Rejected(List.copyOf(faults))
                : new Verdict.Publishable(reading.release(), List.copyOf(faults));
    }

    private void judge(Reading reading, List<Fault> faults, Heartbeat heartbeat) {
        Content content = reading.release().content();
        faults.addAll(new Enrichment(iris, settings.checkTimeout().toMillis()).enrich(content, reading.queries()));
        content.settle();
        heartbeat.step(String.format(
                "Holding the shapes against %,d triples", content.defaultGraph().size()));
        FaultPlaces places = new FaultPlaces(reading.release(), iris, settings);
        new ShapeCheck(content, Role.SHAPES).run(places, faults);
        DatasetGraph dataset = content.dataset();
        List<SourceQuery> checks = reading.queries().stream()
                .filter(query -> query.file().role() == Role.CHECK)
                .toList();
        for (Asked asked : ask(checks, dataset, heartbeat)) {
            faults.addAll(asked.faults());
            asked.rows().forEach(row -> row(content, asked.check(), asked.columns(), row, places));
        }
        heartbeat.step("Reading the example queries");
        ExampleCheck.check(content, iris, places);
        heartbeat.step("Reading the tables");
        tables(dataset, places);
        heartbeat.step("Finding the files and lines of faults");
        faults.addAll(places.faults());
    }

    private void tables(DatasetGraph dataset, FaultPlaces places) {
        for (TableFault fault : TableReview.of(dataset, settings.checkTimeout().toMillis())) {
            places.add(
                    fault.isAdvice() ? Severity.WARNING : Severity.VIOLATION,
                    fault.message(),
                    Optional.of(fault.resource()),
                    fault.property(),
                    fault.value(),
                    Optional.empty(),
                    "rdf-data/tables");
        }
    }

    /**
     * What a check gave.
     *
     * @param rows the first of them
     * @param faults of the check itself
     */
    private record Asked(SourceQuery check, List<Var> columns, List<Binding> rows, List<Fault> faults) {}

    /** Asks as many at once as there are processors; the answers come in the order of the checks. */
    private List<Asked> ask(List<SourceQuery> checks, DatasetGraph dataset, Heartbeat heartbeat) {
        ExecutorService pool = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(), task -> {
            Thread thread = new Thread(task, "checks");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<Asked>> coming = new ArrayList<>();
            for (SourceQuery check : checks) {
                coming.add(pool.submit(() -> ask(check, dataset)));
            }
            List<Asked> all = new ArrayList<>();
            for (int i = 0; i < coming.size(); i++) {
                heartbeat.step("Asking " + checks.get(i).file().name());
                all.add(coming.get(i).get());
            }
            return all;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The checks were interrupted.", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof RuntimeException failure
                    ? failure
                    : new IllegalStateException("A check could not be asked.", e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    private Asked ask(SourceQuery check, DatasetGraph dataset) {
        List<Binding> rows = new ArrayList<>();
        List<Var> columns = List.of();
        List<Fault> faults = new ArrayList<>();
        try (QueryExec execution = check.on(dataset, settings.checkTimeout().toMillis())) {
            RowSet found = execution.select();
            columns = found.getResultVars();
            while (found.hasNext()) {
                if (rows.size() == MOST_ROWS) {
                    faults.add(Fault.in(
                            check.file().name(), "… and more than " + MOST_ROWS + " rows: " + check.sentence()));
                    break;
                }
                rows.add(BindingFactory.copy(found.next()));
            }
        } catch (QueryCancelledException e) {
            faults.add(Fault.in(
                    check.file().name(),
                    "It did not finish within " + settings.checkTimeout().toMillis()
                            + " ms (publication.check-timeout)."));
        } catch (QueryException e) {
            faults.add(Fault.in(check.file().name(), "It cannot be run: " + e.getMessage()));
        }
        return new Asked(check, columns, rows, faults);
    }

    // ?resource ?property ?value ?file say what they say; otherwise the first column is what the fault is about
    private void row(Content content, SourceQuery check, List<Var> columns, Binding row, FaultPlaces places) {
        Optional<Node> resource =
                value(row, "resource").or(() -> columns.stream().findFirst().map(row::get));
        Optional<NamedGraph> file =
                value(row, "file").filter(Node::isURI).flatMap(graph -> content.graph(graph.getURI()));
        String message = value(row, "message")
                .filter(Node::isLiteral)
                .map(Node::getLiteralLexicalForm)
                .orElse(check.sentence());
        places.add(
                check.isAdvice() ? Severity.WARNING : Severity.VIOLATION,
                message,
                resource,
                value(row, "property"),
                value(row, "value"),
                file,
                check.file().name());
    }

    private static Optional<Node> value(Binding row, String variable) {
        return Optional.ofNullable(row.get(Var.alloc(variable)));
    }
}
