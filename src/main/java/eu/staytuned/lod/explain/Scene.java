package eu.staytuned.lod.explain;

import eu.staytuned.lod.explain.Manuscript.Edit;
import eu.staytuned.lod.explain.Manuscript.Word;
import eu.staytuned.lod.explain.Part.Use;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.jena.graph.Node;

/**
 * What every suspect can look at: the query, what the release uses, and where things can be tried.
 *
 * @param classes what the query says its variables are
 * @param classUses where it says so
 */
record Scene(
        Manuscript text,
        Statistics statistics,
        Bench bench,
        Group query,
        Map<Node, Set<Node>> classes,
        Map<Node, List<Use>> classUses) {

    static Scene of(Manuscript text, Statistics statistics, Bench bench, Group query) {
        Map<Node, Set<Node>> classes = new HashMap<>();
        Map<Node, List<Use>> uses = new HashMap<>();
        query.all()
                .flatMap(Group::requiredPatterns)
                .flatMap(pattern -> pattern.statements().stream())
                .filter(statement -> statement.whole()
                        && statement.property().node().equals(Statistics.TYPE)
                        && statement.object().isIri())
                .forEach(statement -> {
                    Node subject = statement.subject().node();
                    if (statistics.classes().containsKey(statement.object().node())) {
                        classes.computeIfAbsent(subject, s -> new HashSet<>())
                                .add(statement.object().node());
                        uses.computeIfAbsent(subject, s -> new ArrayList<>()).add(statement.object());
                    }
                });
        return new Scene(text, statistics, bench, query, classes, uses);
    }

    /** What something in the query is: by what the query says of a variable, by what the store says of a thing. */
    Set<Node> classesOf(Use use) {
        if (use.isVariable()) {
            return classes.getOrDefault(use.node(), Set.of());
        }
        Set<Node> types = new HashSet<>();
        if (use.isIri()) {
            bench.data()
                    .getDefaultGraph()
                    .find(use.node(), Statistics.TYPE, Node.ANY)
                    .forEachRemaining(triple -> types.add(triple.getObject()));
        }
        return types;
    }

    /** A term as it is written in the query, or else as it would be. */
    String shown(Use use) {
        return use.word().map(Word::text).orElseGet(() -> Wording.of(use.node(), text.prefixes()));
    }

    String shown(Node node) {
        return statistics.shortened(node);
    }

    /** Another term in the place of a word. */
    Suspicion replacement(Kind kind, Word word, Node by, double likeness, Object... arguments) {
        List<Edit> edits = text.replace(word, by, statistics.prefixes());
        return Suspicion.change(kind, word, edits.get(edits.size() - 1).by(), edits, likeness, arguments);
    }
}
