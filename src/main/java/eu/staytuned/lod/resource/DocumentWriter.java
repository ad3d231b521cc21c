package eu.staytuned.lod.resource;

import eu.staytuned.lod.rdf.DocumentGraph;
import eu.staytuned.lod.rdf.StatementsBySubject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.jena.datatypes.RDFDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.shared.PrefixMapping;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphMapLink;
import org.apache.jena.sparql.core.Quad;
import org.jspecify.annotations.Nullable;

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
    private final Set<Node> described = new HashSet<>();
    private final Set<Node> written = new LinkedHashSet<>();
    private final Set<String> datatypes = new LinkedHashSet<>();
    private Node lastSubject = Node.ANY;
    private Node lastPredicate = Node.ANY;
    private @Nullable RDFDatatype lastDatatype;
    private final @Nullable Function<Triple, Collection<Node>> sources;

    /**
     * @param sources the graphs that a statement is to be written in; for none, it goes into the default graph. Null where
     *     all do
     */
    DocumentWriter(Register register, @Nullable Function<Triple, Collection<Node>> sources) {
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

    /** Every IRI that was written. */
    Set<Node> iris() {
        return written;
    }

    /** Writes what is said about a node, and after it what is said about the blank nodes that it refers to. */
    void writeAbout(Node subject, StatementsBySubject statements) {
        List<Triple> about = new ArrayList<>(statements.about(subject));
        if (about.isEmpty() || !described.add(subject)) {
            return;
        }
        Comparator<Node> objects = order(statements);
        about.sort((one, other) -> {
            int byPredicate = NodeOrder.NODES.compare(one.getPredicate(), other.getPredicate());
            return byPredicate != 0 ? byPredicate : objects.compare(one.getObject(), other.getObject());
        });
        writeAll(subject, about);
        for (Triple triple : about) {
            if (triple.getObject().isBlank()) {
                writeAbout(triple.getObject(), statements);
            }
        }
    }

    /** Writes statements about one subject, none of them twice. */
    private void writeAll(Node subject, List<Triple> about) {
        if (sources != null) {
            about.forEach(this::write);
            return;
        }
        note(subject);
        boolean renames = subject.isBlank();
        for (Triple triple : about) {
            notePredicate(triple.getPredicate());
            note(triple.getObject());
            renames |= triple.getObject().isBlank();
        }
        if (renames) {
            about.forEach(triple -> graph.performAdd(rename(triple)));
        } else {
            graph.addAbout(subject, about);
        }
    }

    /** Writes the names of something that was mentioned, none of them twice. */
    void writeNames(Node named, List<Triple> names) {
        if (!names.isEmpty()) {
            writeAll(named, names);
        }
    }

    /** The order of objects, in which blank nodes are compared by what is said about them and never by their labels. */
    Comparator<Node> order(StatementsBySubject statements) {
        return (one, other) -> one.isBlank() && other.isBlank()
                ? signature(one, statements).compareTo(signature(other, statements))
                : NodeOrder.NODES.compare(one, other);
    }

    private String signature(Node blank, StatementsBySubject statements) {
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
        Triple renamed = rename(triple);
        Collection<Node> graphNames = sources == null ? List.of() : sources.apply(triple);
        if (graphNames.isEmpty()) {
            graph.performAdd(renamed);
        }
        for (Node name : graphNames) {
            dataset.add(new Quad(name, renamed));
        }
    }

    /** Writes one statement of the document's own, about itself. */
    void say(Node subject, Node predicate, Node object) {
        graph.performAdd(rename(Triple.create(subject, predicate, object)));
    }

    private Triple rename(Triple triple) {
        Node subject = triple.getSubject();
        Node predicate = triple.getPredicate();
        Node object = triple.getObject();
        // Statements about one thing, and with one property, follow each other.
        if (subject != lastSubject) {
            note(subject);
            lastSubject = subject;
        }
        notePredicate(predicate);
        note(object);
        return subject.isBlank() || object.isBlank()
                ? Triple.create(rename(subject), predicate, rename(object))
                : triple;
    }

    private Node rename(Node node) {
        return node.isBlank()
                ? blankNodes.computeIfAbsent(node, any -> NodeFactory.createBlankNode("b" + blankNodes.size()))
                : node;
    }

    private void notePredicate(Node predicate) {
        if (predicate != lastPredicate) {
            note(predicate);
            lastPredicate = predicate;
        }
    }

    private void note(Node node) {
        if (node.isURI()) {
            written.add(node);
        } else if (node.isLiteral()) {
            RDFDatatype datatype = node.getLiteralDatatype();
            if (datatype != lastDatatype) {
                datatypes.add(datatype.getURI());
                lastDatatype = datatype;
            }
        }
    }

    /** Binds the prefixes of the release that the document makes use of, and no others. */
    void writePrefixes() {
        Set<String> namespaces = new LinkedHashSet<>();
        String last = "";
        for (Node node : written) {
            last = addNamespace(node.getURI(), last, namespaces);
        }
        for (String datatype : datatypes) {
            last = addNamespace(datatype, last, namespaces);
        }
        PrefixMapping prefixes = graph.getPrefixMapping();
        for (String namespace : namespaces) {
            register.prefixOf(namespace).ifPresent(prefix -> prefixes.setNsPrefix(prefix, namespace));
        }
    }

    /** @param last the namespace of the one before, which most have */
    private static String addNamespace(String iri, String last, Set<String> namespaces) {
        int end = iri.length();
        while (end > 0 && iri.charAt(end - 1) != '/' && iri.charAt(end - 1) != '#') {
            end--;
        }
        if (end <= 1 || end == last.length() && iri.startsWith(last)) {
            return last;
        }
        String namespace = iri.substring(0, end);
        namespaces.add(namespace);
        return namespace;
    }
}
