package eu.staytuned.lod.explain;

import eu.staytuned.lod.explain.Part.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.jena.graph.Node;
import org.apache.jena.vocabulary.OWL;
import org.apache.jena.vocabulary.RDFS;

/** A class of which the release has nothing: misspelt, of another namespace, a property, or empty. */
final class UnknownClass implements Suspect {

    private static final int MOST = 6;
    private static final List<Node> DECLARATIONS = List.of(OWL.Class.asNode(), RDFS.Class.asNode());

    private record Candidate(Node type, Kind kind, double likeness) {}

    @Override
    public void look(Statement statement, boolean alone, Scene scene, Consumer<Suspicion> found) {
        Node type = statement.object().node();
        Statistics statistics = scene.statistics();
        if (!statement.property().node().equals(Statistics.TYPE)
                || !type.isURI()
                || statistics.classes().containsKey(type)) {
            return;
        }
        String written = scene.shown(statement.object());
        boolean declared = DECLARATIONS.stream()
                .anyMatch(declaration ->
                        scene.bench().data().getDefaultGraph().contains(type, Statistics.TYPE, declaration));
        if (declared) {
            found.accept(Suspicion.fact(Kind.CLASS_EMPTY, statement.object().word(), 0.9, written));
        }
        Optional<Manuscript.Word> word = statement.object().word();
        word.ifPresent(place -> statistics.classes().keySet().stream()
                .filter(Node::isURI)
                .map(known -> candidate(type, known, statistics))
                .filter(candidate -> candidate.likeness >= Spelling.NEAR)
                .sorted(Comparator.comparingDouble(Candidate::likeness).reversed())
                .limit(MOST)
                .forEach(candidate -> found.accept(scene.replacement(
                        candidate.kind,
                        place,
                        candidate.type,
                        declared ? candidate.likeness * 0.7 : candidate.likeness,
                        written,
                        scene.shown(candidate.type),
                        statistics.classes().get(candidate.type)))));
    }

    private static Candidate candidate(Node written, Node known, Statistics statistics) {
        String name = Spelling.localName(written);
        String knownName = Spelling.localName(known);
        boolean sameNamespace = Spelling.namespace(written.getURI()).equals(Spelling.namespace(known.getURI()));
        if (!sameNamespace && name.equals(knownName) && !name.isEmpty()) {
            return new Candidate(known, Kind.NAMESPACE, 0.98);
        }
        if (sameNamespace
                && name.equalsIgnoreCase(knownName)
                && statistics.properties().containsKey(written)) {
            return new Candidate(known, Kind.CLASS_OR_PROPERTY, 0.99);
        }
        double spelling = Spelling.likeness(name, knownName) * (sameNamespace ? 1 : 0.85);
        double label = statistics.labels(known).stream()
                        .mapToDouble(text -> Spelling.likeness(name, text))
                        .max()
                        .orElse(0)
                * 0.88;
        return new Candidate(known, Kind.SPELLING, Math.max(spelling, label));
    }
}
