package eu.staytuned.lod.explain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.shared.PrefixMapping;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;

/**
 * What a release uses: its properties, classes, names and graphs, counted once. An explanation asks here first and the
 * store second.
 */
final class Statistics {

    static final Node TYPE = RDF.type.asNode();

    /** Beyond that many, names of single things are not kept; those of terms always are. */
    private static final int MOST_NAMES = 100_000;

    /** How one property is used. */
    static final class PropertyUse {

        private long count;
        private long things;
        private final Map<Node, Integer> subjects = new HashMap<>();
        private final Map<Node, Integer> objects = new HashMap<>();
        private final Map<String, Integer> languages = new TreeMap<>();
        private final Map<String, Integer> datatypes = new TreeMap<>();

        /** How many statements have it. */
        long count() {
            return count;
        }

        boolean hasThings() {
            return things > 0;
        }

        boolean hasTexts() {
            return things < count;
        }

        /** The classes of what has it, each with the number of statements. */
        Map<Node, Integer> subjects() {
            return subjects;
        }

        /** The classes of the things that are its values. */
        Map<Node, Integer> objects() {
            return objects;
        }

        /** The language tags of its texts. */
        Set<String> languages() {
            return languages.keySet();
        }

        /** The IRIs of the datatypes of its values. */
        Set<String> datatypes() {
            return datatypes.keySet();
        }
    }

    private final Map<Node, PropertyUse> properties = new HashMap<>();
    private final Map<Node, Integer> classes = new HashMap<>();
    private final Map<Node, Set<Node>> propertiesOfClass = new HashMap<>();
    private final Map<Node, Set<String>> labels = new HashMap<>();
    private final Set<Node> things = new LinkedHashSet<>();
    private final Set<String> namespaces = new TreeSet<>();
    private final Set<Node> graphs = new LinkedHashSet<>();
    private final Map<String, String> prefixes = new HashMap<>();
    /** The same, as Jena abbreviates with them. */
    private final PrefixMapping abbreviations = PrefixMapping.Factory.create();

    private Statistics() {}

    /** Counts what the dataset has; within a transaction. */
    static Statistics of(DatasetGraph data) {
        Statistics statistics = new Statistics();
        statistics.count(data.getDefaultGraph());
        data.listGraphNodes().forEachRemaining(statistics.graphs::add);
        data.prefixes().forEach(statistics.prefixes::put);
        statistics.abbreviations.setNsPrefixes(statistics.prefixes);
        statistics.nameTerms(data.getDefaultGraph());
        return statistics;
    }

    private void count(Graph graph) {
        Map<Node, List<Node>> types = new HashMap<>();
        graph.find(Node.ANY, TYPE, Node.ANY).forEachRemaining(triple -> {
            types.computeIfAbsent(triple.getSubject(), s -> new ArrayList<>(4)).add(triple.getObject());
            classes.merge(triple.getObject(), 1, Integer::sum);
        });
        graph.find().forEachRemaining(triple -> count(triple, types));
    }

    private void count(Triple triple, Map<Node, List<Node>> types) {
        PropertyUse use = properties.computeIfAbsent(triple.getPredicate(), p -> new PropertyUse());
        use.count++;
        for (Node type : types.getOrDefault(triple.getSubject(), List.of())) {
            use.subjects.merge(type, 1, Integer::sum);
            propertiesOfClass.computeIfAbsent(type, t -> new HashSet<>()).add(triple.getPredicate());
        }
        Node object = triple.getObject();
        if (object.isLiteral()) {
            if (object.getLiteralLanguage().isEmpty()) {
                use.datatypes.merge(object.getLiteralDatatypeURI(), 1, Integer::sum);
            } else {
                use.languages.merge(object.getLiteralLanguage(), 1, Integer::sum);
            }
        } else {
            use.things++;
            types.getOrDefault(object, List.of()).forEach(type -> use.objects.merge(type, 1, Integer::sum));
            know(object);
        }
        know(triple.getSubject());
        know(triple.getPredicate());
    }

    private void know(Node node) {
        if (node.isURI() && things.size() < MOST_NAMES && things.add(node)) {
            namespaces.add(Spelling.namespace(node.getURI()));
        }
    }

    private void nameTerms(Graph graph) {
        Set<Node> terms = new HashSet<>(properties.keySet());
        terms.addAll(classes.keySet());
        for (Node term : terms) {
            graph.find(term, RDFS.label.asNode(), Node.ANY).forEachRemaining(label -> {
                if (label.getObject().isLiteral()) {
                    labels.computeIfAbsent(term, t -> new HashSet<>())
                            .add(label.getObject().getLiteralLexicalForm());
                }
            });
        }
    }

    /** The properties in use. */
    Map<Node, PropertyUse> properties() {
        return properties;
    }

    /** The classes in use, each with the number of its members. */
    Map<Node, Integer> classes() {
        return classes;
    }

    /** The properties that members of a class have. */
    Set<Node> propertiesOf(Node type) {
        return propertiesOfClass.getOrDefault(type, Set.of());
    }

    /** The names of a property or class in all languages. */
    Set<String> labels(Node term) {
        return labels.getOrDefault(term, Set.of());
    }

    /** Every IRI that stands somewhere in the default graph. */
    Set<Node> things() {
        return things;
    }

    Set<String> namespaces() {
        return namespaces;
    }

    Set<Node> graphs() {
        return graphs;
    }

    /** The namespace of each prefix that the release declares. */
    Map<String, String> prefixes() {
        return prefixes;
    }

    /** A term as the release abbreviates it; what it cannot abbreviate stands in angle brackets. */
    String shortened(Node term) {
        if (!term.isURI()) {
            return Wording.of(term, abbreviations);
        }
        String iri = term.getURI();
        return prefixes.entrySet().stream()
                .filter(prefix -> iri.startsWith(prefix.getValue())
                        && Wording.isLocalName(iri.substring(prefix.getValue().length())))
                .map(prefix ->
                        prefix.getKey() + ":" + iri.substring(prefix.getValue().length()))
                .min((a, b) -> Integer.compare(a.length(), b.length()))
                .orElse("<" + iri + ">");
    }
}
