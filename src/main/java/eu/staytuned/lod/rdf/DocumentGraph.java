package eu.staytuned.lod.rdf;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.graph.impl.GraphBase;
import org.apache.jena.util.iterator.ExtendedIterator;
import org.apache.jena.util.iterator.WrappedIterator;
import org.jspecify.annotations.Nullable;

/**
 * The graph of one document: in memory, free of any transaction, and in the order in which it was written.
 *
 * <p>Order matters twice. A reader of the Turtle meets the subject first. And the same document written twice has the
 * same bytes, which is what a strong entity tag promises.
 */
public final class DocumentGraph extends GraphBase {

    /** So many questions by object are answered by going through all statements; then an index is worth its making. */
    private static final int ASKED_WITHOUT_INDEX = 4;

    private final StatementsBySubject said = new StatementsBySubject();
    /** Made when somebody asks by object again and again; null before. */
    private volatile @Nullable Map<Node, List<Triple>> byObject;

    private int askedByObject;

    /** A copy, in the order in which the other graph lists its triples. */
    public static DocumentGraph copyOf(Graph other) {
        DocumentGraph copy = new DocumentGraph();
        other.find().forEachRemaining(copy::performAdd);
        copy.getPrefixMapping().setNsPrefixes(other.getPrefixMapping());
        return copy;
    }

    /** What it says, by subject, in its order. */
    Map<Node, Collection<Triple>> bySubject() {
        return said.bySubject();
    }

    @Override
    public void performAdd(Triple triple) {
        Map<Node, List<Triple>> made = byObject;
        if (said.add(triple) && made != null) {
            index(triple, made);
        }
    }

    /** Adds what is said of a subject, in its order. The list is kept as it is: each of its statements is another one. */
    public void addAbout(Node subject, List<Triple> statements) {
        if (byObject == null) {
            said.addAbout(subject, statements);
        } else {
            statements.forEach(this::performAdd);
        }
    }

    @Override
    protected ExtendedIterator<Triple> graphBaseFind(Triple pattern) {
        return graphBaseFind(pattern.getSubject(), pattern.getPredicate(), pattern.getObject());
    }

    @Override
    protected ExtendedIterator<Triple> graphBaseFind(Node subject, Node predicate, Node object) {
        Node s = any(subject);
        Node p = any(predicate);
        Node o = any(object);
        if (s.isConcrete()) {
            return select(said.about(s), p, o);
        }
        if (o.isConcrete()) {
            return byObject == null && askedByObject++ < ASKED_WITHOUT_INDEX
                    ? select(withObject(o), p, o)
                    : select(byObject().getOrDefault(o, List.of()), p, o);
        }
        List<Triple> all = new ArrayList<>(said.size());
        bySubject().values().forEach(all::addAll);
        return select(all, p, o);
    }

    private List<Triple> withObject(Node object) {
        List<Triple> found = new ArrayList<>();
        for (Collection<Triple> about : bySubject().values()) {
            for (Triple triple : about) {
                if (object.equals(triple.getObject())) {
                    found.add(triple);
                }
            }
        }
        return found;
    }

    private Map<Node, List<Triple>> byObject() {
        Map<Node, List<Triple>> made = byObject;
        if (made == null) {
            Map<Node, List<Triple>> index = new HashMap<>();
            bySubject().values().forEach(about -> about.forEach(triple -> index(triple, index)));
            byObject = index;
            made = index;
        }
        return made;
    }

    private static void index(Triple triple, Map<Node, List<Triple>> byObject) {
        byObject.computeIfAbsent(triple.getObject(), object -> new ArrayList<>(2))
                .add(triple);
    }

    private static Node any(Node node) {
        return node == null ? Node.ANY : node;
    }

    private static ExtendedIterator<Triple> select(Collection<Triple> triples, Node predicate, Node object) {
        ExtendedIterator<Triple> found = WrappedIterator.createNoRemove(triples.iterator());
        if (predicate.isConcrete()) {
            found = found.filterKeep(triple -> predicate.equals(triple.getPredicate()));
        }
        return object.isConcrete() ? found.filterKeep(triple -> object.equals(triple.getObject())) : found;
    }

    @Override
    protected int graphBaseSize() {
        return said.size();
    }
}
