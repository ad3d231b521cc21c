package eu.staytuned.lod.resource;

import eu.staytuned.lod.rdf.DocumentGraph;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphMapLink;
import org.apache.jena.sparql.core.Quad;

/**
 * Puts the statements of a document down in their order, with blank nodes named by their content, so that two servers, or
 * one before and after a restart, write the same bytes for the same release.
 */
final class DocumentWriter {

    private final Register register;
    private final DocumentGraph graph = new DocumentGraph();
    private final DatasetGraph dataset = new DatasetGraphMapLink(name -> name == null ? graph : new DocumentGraph());
    private final Map<Node, Node> blankNodes = new HashMap<>();
    private final Map<Node, String> signatures = new HashMap<>();
    private final Set<Node> nodes = new LinkedHashSet<>();
    private final Function<Triple, Collection<Node>> sources;

    /**
     * @param sources the graphs that a statement is to be written in; for none, it goes into the default graph
     */
    DocumentWriter(Register register, Function<Triple, Collection<Node>> sources) {
        this.register = register;
        this.sources = sources;
    }

    /** What was written, as one graph. */
    Graph graph() {
        return graph;
    }

    /** What was written, each statement where it belongs. */
    DatasetGraph dataset() {
        return dataset;
    }

    /** Every node that was written. */
    Set<Node> nodes() {
        return nodes;
    }

    /** Writes what is said about a node, and after it what is said about the blank nodes that it refers to. */
    void writeAbout(Node subject, Statements statements) {
        List<Triple> about = new ArrayList<>(statements.about(subject));
        if (about.isEmpty() || !statements.markWritten(subject)) {
            return;
        }
        about.sort(Comparator.comparing(Triple::getPredicate, NodeOrder.NODES)
                .thenComparing(Triple::getObject, order(statements)));
        for (Triple triple : about) {
            write(triple);
        }
        for (Triple triple : about) {
            if (triple.getObject().isBlank()) {
                writeAbout(triple.getObject(), statements);
            }
        }
    }

    /** The order of objects, in which blank nodes are compared by what is said about them and never by their labels. */
    Comparator<Node> order(Statements statements) {
        return (one, other) -> one.isBlank() && other.isBlank()
                ? signature(one, statements).compareTo(signature(other, statements))
                : NodeOrder.NODES.compare(one, other);
    }

    private String signature(Node blank, Statements statements) {
        String known = signatures.get(blank);
        if (known != null) {
            return known;
        }
        signatures.put(blank, "_:"); // in a circle of blank nodes each is seen as a bare one from the next
        List<String> lines = new ArrayList<>();
        for (Triple triple : statements.about(blank)) {
            Node object = triple.getObject();
            lines.add(triple.getPredicate() + " " + (object.isBlank() ? signature(object, statements) : object));
        }
        lines.sort(Comparator.naturalOrder());
        String signature = "[" + String.join(";", lines) + "]";
        signatures.put(blank, signature);
        return signature;
    }

    /** Writes one statement of the release. */
    void write(Triple triple) {
        Triple written =
                Triple.create(rename(triple.getSubject()), note(triple.getPredicate()), rename(triple.getObject()));
        Collection<Node> graphNames = sources.apply(triple);
        if (graphNames.isEmpty()) {
            graph.add(written);
        }
        for (Node name : graphNames) {
            dataset.add(new Quad(name, written));
        }
    }

    /** Writes one statement of the document's own, about itself. */
    void say(Node subject, Node predicate, Node object) {
        graph.add(Triple.create(rename(subject), note(predicate), rename(object)));
    }

    private Node rename(Node node) {
        return node.isBlank()
                ? blankNodes.computeIfAbsent(node, any -> NodeFactory.createBlankNode("b" + blankNodes.size()))
                : note(node);
    }

    private Node note(Node node) {
        nodes.add(node);
        return node;
    }

    /** Binds the prefixes of the release that the document makes use of, and no others. */
    void writePrefixes() {
        Set<String> namespaces = new HashSet<>();
        for (Node node : nodes) {
            String iri = node.isURI() ? node.getURI() : node.isLiteral() ? node.getLiteralDatatypeURI() : "";
            int end = Math.max(iri.lastIndexOf('#'), iri.lastIndexOf('/'));
            if (end > 0 && namespaces.add(iri.substring(0, end + 1))) {
                String namespace = iri.substring(0, end + 1);
                register.prefixOf(namespace)
                        .ifPresent(prefix -> graph.getPrefixMapping().setNsPrefix(prefix, namespace));
            }
        }
    }

    /** Statements by subject, as found in the store. */
    static final class Statements {

        private final Map<Node, Set<Triple>> bySubject = new LinkedHashMap<>();
        private final Set<Node> written = new HashSet<>();
        private int size;

        boolean add(Triple triple) {
            boolean added = bySubject
                    .computeIfAbsent(triple.getSubject(), any -> new LinkedHashSet<>())
                    .add(triple);
            size += added ? 1 : 0;
            return added;
        }

        void addAll(Iterator<Triple> triples) {
            triples.forEachRemaining(this::add);
        }

        /** Leaves out some of what is said about a node. */
        void drop(Node subject, Predicate<Triple> which) {
            Set<Triple> about = bySubject.get(subject);
            if (about != null) {
                int before = about.size();
                about.removeIf(which);
                size -= before - about.size();
            }
        }

        Set<Triple> about(Node subject) {
            return bySubject.getOrDefault(subject, Set.of());
        }

        Set<Node> subjects() {
            return bySubject.keySet();
        }

        boolean contains(Triple triple) {
            return about(triple.getSubject()).contains(triple);
        }

        int size() {
            return size;
        }

        private boolean markWritten(Node subject) {
            return written.add(subject);
        }
    }
}
