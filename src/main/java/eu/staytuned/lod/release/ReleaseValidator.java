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
import org.apache.jena.graph.Node;
import org.apache.jena.query.QueryCancelledException;
import org.apache.jena.query.QueryException;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
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
        for (SourceQuery query : reading.queries()) {
            if (query.file().role() == Role.CHECK) {
                heartbeat.step("Asking " + query.file().name());
                check(content, dataset, query, places, faults);
            }
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

    private void check(
            Content content, DatasetGraph dataset, SourceQuery check, FaultPlaces places, List<Fault> faults) {
        try (QueryExec execution = check.on(dataset, settings.checkTimeout().toMillis())) {
            RowSet rows = execution.select();
            for (int row = 0; rows.hasNext(); row++) {
                if (row == MOST_ROWS) {
                    faults.add(Fault.in(
                            check.file().name(), "… and more than " + MOST_ROWS + " rows: " + check.sentence()));
                    break;
                }
                row(content, check, rows.getResultVars(), rows.next(), places);
            }
        } catch (QueryCancelledException e) {
            faults.add(Fault.in(
                    check.file().name(),
                    "It did not finish within " + settings.checkTimeout().toMillis()
                            + " ms (publication.check-timeout)."));
        } catch (QueryException e) {
            faults.add(Fault.in(check.file().name(), "It cannot be run: " + e.getMessage()));
        }
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
