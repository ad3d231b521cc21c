package eu.staytuned.lod.explain;

import eu.staytuned.lod.explain.Manuscript.Edit;
import eu.staytuned.lod.explain.Manuscript.Word;
import eu.staytuned.lod.rdf.EditDistance;
import eu.staytuned.lod.rdf.IriSpace;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.NodeFactory;

/** A prefix that stands for a namespace in which the release has nothing, although the query uses it. */
final class WrongPrefix {

    private static final double NEAR = 0.85;

    private final IriSpace iris;

    WrongPrefix(IriSpace iris) {
        this.iris = iris;
    }

    void look(Scene scene, Consumer<Suspicion> found) {
        List<Word> words = scene.text().words();
        for (int i = 0; i + 2 < words.size(); i++) {
            if (words.get(i).kind() == Manuscript.PREFIX
                    && words.get(i + 1).kind() == Manuscript.PNAME_NS
                    && words.get(i + 2).kind() == Manuscript.IRIref) {
                look(words.get(i + 1).text(), words.get(i + 2), scene, found);
            }
        }
    }

    private void look(String prefix, Word declared, Scene scene, Consumer<Suspicion> found) {
        String written = declared.text().substring(1, declared.text().length() - 1);
        Set<String> names = scene.text().words().stream()
                .filter(word ->
                        word.kind() == Manuscript.PNAME_LN && word.text().startsWith(prefix))
                .map(word -> word.text().substring(prefix.length()))
                .collect(Collectors.toSet());
        if (names.isEmpty() || hasOneOf(names, written, scene)) {
            return;
        }
        meant(prefix.substring(0, prefix.length() - 1), written, scene)
                .filter(namespace -> hasOneOf(names, namespace, scene))
                .findFirst()
                .ifPresent(namespace -> found.accept(Suspicion.change(
                        Kind.PREFIX,
                        declared,
                        "<" + namespace + ">",
                        List.of(new Edit(declared.start(), declared.end(), "<" + namespace + ">")),
                        0.99,
                        prefix,
                        written,
                        namespace)));
    }

    private static boolean hasOneOf(Set<String> names, String namespace, Scene scene) {
        return names.stream()
                .anyMatch(name -> scene.statistics().things().contains(NodeFactory.createURI(namespace + name)));
    }

    private Stream<String> meant(String prefix, String written, Scene scene) {
        Statistics statistics = scene.statistics();
        Stream<String> byAddress = Addresses.of(written, IriSpace.CANONICAL_BASE, iris.base()).stream()
                .filter(other -> statistics.namespaces().contains(other));
        Stream<String> byPrefix = Stream.ofNullable(statistics.prefixes().get(prefix));
        Stream<String> bySpelling = statistics.namespaces().stream()
                .filter(known -> likeness(written, known) >= NEAR)
                .sorted(Comparator.comparingDouble(known -> -likeness(written, known)));
        return Stream.of(byAddress, byPrefix, bySpelling)
                .flatMap(namespaces -> namespaces)
                .filter(namespace -> !namespace.equals(written));
    }

    private static double likeness(String one, String other) {
        int longer = Math.max(one.length(), other.length());
        return longer > 200 || Math.abs(one.length() - other.length()) > longer / 5
                ? 0
                : 1 - (double) EditDistance.of(one, other) / longer;
    }
}
