package eu.staytuned.lod.explain;

import eu.staytuned.lod.explain.Part.Use;
import eu.staytuned.lod.rdf.IriSpace;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.syntax.Element;
import org.apache.jena.sparql.syntax.ElementGroup;
import org.apache.jena.sparql.syntax.ElementNamedGraph;

/** A named graph that the release does not have, or that has not what is looked for in it. */
final class WrongGraph {

    private static final int MOST = 5;
    private static final int MOST_GRAPHS = 300;

    private final IriSpace iris;

    WrongGraph(IriSpace iris) {
        this.iris = iris;
    }

    /**
     * @param pattern what is looked for in the graph
     */
    void look(Use graph, ElementGroup pattern, Scene scene, Consumer<Suspicion> found) {
        Set<Node> graphs = scene.statistics().graphs();
        String written = scene.shown(graph);
        boolean known = graph.isVariable() || graphs.contains(graph.node());
        if (!known) {
            Set<String> addresses =
                    new HashSet<>(Addresses.of(graph.node().getURI(), IriSpace.CANONICAL_BASE, iris.base()));
            String name = path(graph.node());
            graph.word().ifPresent(word -> graphs.stream()
                    .filter(Node::isURI)
                    .map(other -> suspicion(
                            word,
                            written,
                            other,
                            addresses.contains(other.getURI()) ? 0.97 : 0.95 * likeness(name, path(other)),
                            scene))
                    .filter(suspicion -> suspicion.likeness() >= Spelling.NEAR)
                    .sorted(Comparator.comparingDouble(Suspicion::likeness).reversed())
                    .limit(MOST)
                    .forEach(found));
        }
        List<Node> holders = holders(pattern, scene);
        if (!graph.isVariable()) {
            graph.word().ifPresent(word -> holders.stream()
                    .limit(MOST)
                    .forEach(other -> found.accept(suspicion(word, written, other, known ? 0.7 : 0.63, scene))));
        }
        if (holders.isEmpty() || !known || graph.isVariable()) {
            found.accept(Suspicion.fact(
                    Kind.GRAPH,
                    graph.word(),
                    known ? 0.3 : 0.6,
                    written,
                    holders.isEmpty() ? "—" : scene.shown(holders.get(0))));
        }
    }

    private static Suspicion suspicion(Manuscript.Word word, String written, Node other, double likeness, Scene scene) {
        return scene.replacement(Kind.GRAPH, word, other, likeness, written, scene.shown(other));
    }

    /** The graphs that have all of a pattern; not more than may be shown. */
    private static List<Node> holders(Element pattern, Scene scene) {
        return scene.statistics().graphs().stream()
                .limit(MOST_GRAPHS)
                .filter(graph -> scene.bench().count(new ElementNamedGraph(graph, pattern), 1) > 0)
                .limit(MOST)
                .toList();
    }

    private String path(Node graph) {
        String iri = graph.getURI();
        return iris.pathOf(iri).orElse(iri).replaceFirst("^graph/", "");
    }

    private static double likeness(String one, String other) {
        int slash = other.lastIndexOf('/');
        return Math.max(
                Spelling.likeness(one, other),
                // The file without its folder, or the folder spelt in another way.
                0.9 * Spelling.likeness(one.substring(one.lastIndexOf('/') + 1), other.substring(slash + 1)));
    }
}
