package eu.staytuned.lod.release;

import eu.staytuned.lod.release.Fault.Severity;
import eu.staytuned.lod.release.Release.NamedGraph;
import eu.staytuned.lod.release.SourceFile.Role;
import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphMemFactory;
import org.apache.jena.graph.Node;
import org.apache.jena.query.QueryException;
import org.apache.jena.shacl.ShaclException;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.shacl.ValidationReport;
import org.apache.jena.shacl.validation.ReportEntry;
import org.apache.jena.sparql.path.P_Link;
import org.apache.jena.sparql.path.Path;

/**
 * Holds shapes of a release against what it says.
 *
 * @param content the release
 * @param role which of its files hold these shapes
 */
record ShapeCheck(Content content, Role role) {

    /** Adds what they find; faults of their own stand in the second list. */
    void run(FaultPlaces places, List<Fault> faults) {
        Graph shapesGraph = GraphMemFactory.createDefaultGraphSameTerm();
        String file = "ontology/shapes.ttl";
        for (NamedGraph graph : content.graphs()) {
            if (graph.file().filter(input -> input.file().role() == role).isPresent()) {
                graph.triples().find().forEachRemaining(shapesGraph::add);
                file = graph.file().orElseThrow().file().name();
            }
        }
        if (shapesGraph.isEmpty()) {
            return;
        }
        ValidationReport report;
        try {
            Shapes shapes = Shapes.parse(shapesGraph);
            report = ShaclValidator.get().validate(shapes, content.defaultGraph());
        } catch (ShaclException | QueryException e) {
            faults.add(Fault.in(file, "The shapes cannot be used: " + e.getMessage()));
            return;
        } catch (RuntimeException e) {
            // Jena takes some malformed shapes for granted: a minCount that is no number is a ClassCastException
            faults.add(Fault.in(file, "The shapes cannot be used; one of them is malformed: " + e.getMessage()));
            return;
        }
        // Jena's conforms() is false for a mere warning; only violations stop a release.
        for (ReportEntry entry : report.getEntries()) {
            places.add(
                    severity(entry),
                    entry.message(),
                    Optional.ofNullable(entry.focusNode()),
                    property(entry.resultPath()),
                    Optional.ofNullable(entry.value()).filter(value -> !value.equals(entry.focusNode())),
                    Optional.empty(),
                    file);
        }
    }

    private static Severity severity(ReportEntry entry) {
        if (entry.severity().equals(org.apache.jena.shacl.validation.Severity.Violation)) {
            return Severity.VIOLATION;
        }
        return entry.severity().equals(org.apache.jena.shacl.validation.Severity.Info)
                ? Severity.INFO
                : Severity.WARNING;
    }

    private static Optional<Node> property(Path path) {
        return path instanceof P_Link link ? Optional.of(link.getNode()) : Optional.empty();
    }
}
