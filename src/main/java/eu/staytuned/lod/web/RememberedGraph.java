package eu.staytuned.lod.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.graph.impl.GraphBase;
import org.apache.jena.shared.PrefixMapping;
import org.apache.jena.util.iterator.ExtendedIterator;
import org.apache.jena.util.iterator.WrappedIterator;
import org.jspecify.annotations.Nullable;

/**
 * A graph that is read for one page, by one thread, and does not change meanwhile. A page asks for the properties of a
 * thing one by one, and for the same thing in many places: all that is said of it is read at once and remembered.
 */
final class RememberedGraph extends GraphBase {

    /** Of a thing with more statements nothing is remembered. */
    static final int MOST = 1_000;

    private final Graph graph;
    /** What is said of a subject, by property; null where that is too much. */
    private final Map<Node, @Nullable Map<Node, List<Triple>>> said = new HashMap<>();

    /** @param graph compares terms, not values, as releases do */
    RememberedGraph(Graph graph) {
        this.graph = graph;
    }

    @Override
    protected ExtendedIterator<Triple> graphBaseFind(Triple pattern) {
        return graphBaseFind(pattern.getMatchSubject(), pattern.getMatchPredicate(), pattern.getMatchObject());
    }

    @Override
    protected ExtendedIterator<Triple> graphBaseFind(@Nullable Node s, @Nullable Node p, @Nullable Node o) {
        Map<Node, List<Triple>> known = isGiven(s) && isGiven(p) ? saidOf(s) : null;
        if (known == null) {
            return graph.find(s, p, o);
        }
        List<Triple> found = known.getOrDefault(p, List.of());
        return WrappedIterator.create(isGiven(o) ? with(o, found) : found.iterator());
    }

    private static boolean isGiven(@Nullable Node node) {
        return node != null && node.isConcrete();
    }

    private static Iterator<Triple> with(Node object, List<Triple> triples) {
        return triples.stream()
                .filter(triple -> triple.getObject().equals(object))
                .iterator();
    }

    private @Nullable Map<Node, List<Triple>> saidOf(Node subject) {
        if (said.containsKey(subject)) {
            return said.get(subject);
        }
        Map<Node, List<Triple>> byProperty = read(subject);
        said.put(subject, byProperty);
        return byProperty;
    }

    private @Nullable Map<Node, List<Triple>> read(Node subject) {
        Map<Node, List<Triple>> byProperty = new HashMap<>();
        ExtendedIterator<Triple> all = graph.find(subject, Node.ANY, Node.ANY);
        try {
            for (int read = 0; all.hasNext(); read++) {
                if (read == MOST) {
                    return null;
                }
                Triple triple = all.next();
                byProperty
                        .computeIfAbsent(triple.getPredicate(), any -> new ArrayList<>(2))
                        .add(triple);
            }
        } finally {
            all.close();
        }
        return byProperty;
    }

    @Override
    public void close() {
        // Others read it too.
    }

    @Override
    protected PrefixMapping createPrefixMapping() {
        return graph.getPrefixMapping();
    }
}
