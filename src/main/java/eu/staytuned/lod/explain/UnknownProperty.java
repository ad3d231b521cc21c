package eu.staytuned.lod.explain;

import eu.staytuned.lod.explain.Manuscript.Word;
import eu.staytuned.lod.explain.Part.Statement;
import eu.staytuned.lod.rdf.Labels;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.apache.jena.graph.Node;

/** A property that the release does not use: misspelt, of another namespace, or really a class. */
final class UnknownProperty implements Suspect {

    private static final int MOST = 6;

    /** Properties that say the same: a query for one finds the other where the release prefers it. */
    private static final List<List<Node>> SYNONYMS = List.of(Labels.PROPERTIES, Labels.DESCRIPTIONS);

    private record Candidate(Node property, Kind kind, double likeness) {}

    @Override
    public void look(Statement statement, boolean alone, Scene scene, Consumer<Suspicion> found) {
        Node property = statement.property().node();
        if (!property.isURI() || scene.statistics().properties().containsKey(property)) {
            return;
        }
        String written = scene.shown(statement.property());
        statement.property().word().ifPresent(word -> scene.statistics().properties().keySet().stream()
                .filter(Node::isURI)
                .map(known -> candidate(property, known, statement, scene))
                .filter(candidate -> candidate.likeness >= Spelling.NEAR)
                .sorted(Comparator.comparingDouble(Candidate::likeness).reversed())
                .limit(MOST)
                .forEach(candidate -> found.accept(suspicion(word, written, candidate, scene))));
    }

    private static Suspicion suspicion(Word word, String written, Candidate candidate, Scene scene) {
        return scene.replacement(
                candidate.kind,
                word,
                candidate.property,
                candidate.likeness,
                written,
                scene.shown(candidate.property),
                scene.statistics().properties().get(candidate.property).count());
    }

    private static Candidate candidate(Node written, Node known, Statement statement, Scene scene) {
        String name = Spelling.localName(written);
        String knownName = Spelling.localName(known);
        boolean sameNamespace = Spelling.namespace(written.getURI()).equals(Spelling.namespace(known.getURI()));
        // A property that members of the class have is likelier than one that they never have.
        double fit = fits(known, statement, scene) ? 1 : 0.93;
        if (!sameNamespace && name.equals(knownName) && !name.isEmpty()) {
            return new Candidate(known, Kind.NAMESPACE, 0.98 * fit);
        }
        if (name.equalsIgnoreCase(knownName) && scene.statistics().classes().containsKey(written)) {
            return new Candidate(known, Kind.CLASS_OR_PROPERTY, 0.97 * fit);
        }
        if (isSynonym(written, known)) {
            return new Candidate(known, Kind.OTHER_NAME, (fit == 1 ? 0.95 : 0.7) - rank(known) / 100.0);
        }
        double spelling = Spelling.likeness(name, knownName) * (sameNamespace ? 1 : 0.85) * fit;
        double label = scene.statistics().labels(known).stream()
                        .mapToDouble(text -> Spelling.likeness(name, text))
                        .max()
                        .orElse(0)
                * 0.88
                * fit;
        return new Candidate(known, Kind.SPELLING, Math.max(spelling, label));
    }

    private static boolean fits(Node known, Statement statement, Scene scene) {
        return scene.classesOf(statement.subject()).stream()
                        .allMatch(type -> scene.statistics().propertiesOf(type).contains(known))
                && (!statement.object().isLiteral()
                        || scene.statistics().properties().get(known).hasTexts())
                && (!statement.object().isIri()
                        || scene.statistics().properties().get(known).hasThings());
    }

    /** Whether two properties say the same. */
    static boolean isSynonym(Node one, Node other) {
        return SYNONYMS.stream().anyMatch(same -> same.contains(one) && same.contains(other));
    }

    private static int rank(Node property) {
        return SYNONYMS.stream().mapToInt(same -> same.indexOf(property)).max().orElse(0);
    }
}
