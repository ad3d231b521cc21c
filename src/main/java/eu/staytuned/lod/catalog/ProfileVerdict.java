package eu.staytuned.lod.catalog;

import eu.staytuned.lod.rdf.Terms;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphMemFactory;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.shacl.validation.ReportEntry;
import org.apache.jena.shacl.validation.Severity;
import org.apache.jena.shacl.validation.VLib;
import org.apache.jena.sparql.path.P_Link;
import org.apache.jena.sparql.path.Path;

/**
 * What the shapes of an application profile say of a catalogue as it is harvested.
 *
 * @param checked how many resources they speak of
 * @param results faults and what could be better, faults first
 */
public record ProfileVerdict(long checked, List<Result> results) {

    /**
     * Something that the shapes find.
     *
     * @param violation whether that is a fault; else it could be better
     * @param property that it is about, where it is about one
     */
    public record Result(boolean violation, Node focus, Optional<Node> property, String message) {}

    /**
     * Holds shapes against a catalogue.
     *
     * @param catalogue what was harvested; what it describes is judged
     * @param background where it is known of what kind the things are that the catalogue only names
     */
    static ProfileVerdict of(Graph shapesGraph, Graph catalogue, Graph background) {
        Shapes shapes = Shapes.parse(shapesGraph);
        Graph data = GraphMemFactory.createDefaultGraphSameTerm();
        Set<Node> named = new HashSet<>();
        Set<Node> described = new HashSet<>();
        catalogue.find().forEachRemaining(triple -> {
            data.add(triple);
            named.add(triple.getObject());
            if (triple.getPredicate().equals(Terms.TYPE)) {
                described.add(triple.getSubject());
            }
        });
        named.removeAll(described);
        for (Node node : named) {
            if (node.isURI()) {
                background.find(node, Terms.TYPE, Node.ANY).forEachRemaining(data::add);
            }
        }
        // What is only named has a kind, so that it suits as a value, but no description here that could be judged.
        List<Result> results = new ArrayList<>();
        ShaclValidator.get().validate(shapes, data).getEntries().stream()
                .filter(entry -> described.contains(entry.focusNode()))
                .forEach(entry -> results.add(result(entry)));
        long checked = shapes.getTargetShapes().stream()
                .flatMap(shape -> VLib.focusNodes(data, shape).stream())
                .distinct()
                .filter(described::contains)
                .count();
        results.sort(Comparator.comparing((Result result) -> !result.violation())
                .thenComparing(result -> result.focus().toString())
                .thenComparing(Result::message));
        return new ProfileVerdict(checked, results.stream().distinct().toList());
    }

    private static Result result(ReportEntry entry) {
        return new Result(
                entry.severity().equals(Severity.Violation),
                entry.focusNode(),
                property(entry.resultPath()),
                entry.message());
    }

    private static Optional<Node> property(Path path) {
        return path instanceof P_Link link ? Optional.of(link.getNode()) : Optional.empty();
    }

    public boolean conforms() {
        return violations() == 0;
    }

    public long violations() {
        return results.stream().filter(Result::violation).count();
    }

    public long warnings() {
        return results.size() - violations();
    }

    /** Whether a dataset, and what is described for its sake, is without fault. */
    boolean keeps(Graph catalogue, Node dataset) {
        Set<Node> faulty = new HashSet<>();
        results.stream().filter(Result::violation).forEach(result -> faulty.add(result.focus()));
        Deque<Node> waiting = new ArrayDeque<>(List.of(dataset));
        Set<Node> known = new HashSet<>(waiting);
        while (!waiting.isEmpty()) {
            Node node = waiting.remove();
            if (faulty.contains(node)) {
                return false;
            }
            catalogue
                    .find(node, Node.ANY, Node.ANY)
                    .filterKeep(triple -> Terms.CATALOGUED.contains(triple.getPredicate())
                            || triple.getObject().isBlank())
                    .mapWith(Triple::getObject)
                    .filterKeep(known::add)
                    .forEachRemaining(waiting::add);
        }
        return true;
    }
}
