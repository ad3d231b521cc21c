package eu.staytuned.lod.lookup;

import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.rdf.Terms;
import eu.staytuned.lod.store.Shelf;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.system.PrefixMap;

/**
 * Which kinds of things a release has, and what is said of each: the types and properties of the Reconciliation Service API.
 *
 * <p>Their identifiers there are short names without a hash sign, since clients put them into addresses as they are: {@code
 * City}, {@code skos:Concept}, {@code scheme/policy-category}.
 */
final class Schema {

    static final Node IN_SCHEME = node("http://www.w3.org/2004/02/skos/core#inScheme");

    private static final String ONTOLOGY = "ontology#";
    private static final String THINGS = "id/";
    private static final String SKOS = "http://www.w3.org/2004/02/skos/core#";
    private static final Node SUB_CLASS_OF = node("http://www.w3.org/2000/01/rdf-schema#subClassOf");
    private static final Node CONCEPT = node(SKOS + "Concept");
    private static final Node SCHEME = node(SKOS + "ConceptScheme");

    /** So many things of a kind tell what is said of things of that kind. */
    private static final int SAMPLE = 500;

    /** Kinds whose things nobody has a name for. */
    private static final Set<String> WITHOUT_NAMES = Set.of("Claim", "Place");

    /** Vocabularies of figures, of their quality and of shapes on the map: nobody has a name for these either. */
    private static final List<String> PARTS = List.of(
            "http://purl.org/linked-data/cube#",
            "http://purl.org/linked-data/sdmx",
            "http://www.w3.org/ns/dqv#",
            "http://www.w3.org/ns/shacl#",
            "http://www.w3.org/ns/csvw#",
            "http://rdfs.org/ns/void#",
            "http://www.opengis.net/");

    /**
     * A kind of thing.
     *
     * @param scheme where it is the concepts of a scheme that has no class of its own
     * @param things how many there are
     */
    record Type(String id, Node node, boolean scheme, int things, Set<Node> properties) {}

    private final IriSpace iris;
    private final PrefixMap prefixes;
    private final Map<Node, Type> types;
    private final Map<String, Node> properties;
    private final Set<Node> classes = new LinkedHashSet<>();

    private Schema(IriSpace iris, PrefixMap prefixes, Map<Node, Type> types, Map<String, Node> properties) {
        this.iris = iris;
        this.prefixes = prefixes;
        this.types = types;
        this.properties = properties;
    }

    static Schema of(Shelf shelf, IriSpace iris) {
        Graph graph = shelf.data().getDefaultGraph();
        // A copy: that of the shelf belongs to its transaction.
        PrefixMap prefixes = org.apache.jena.riot.system.PrefixMapFactory.create(
                shelf.data().prefixes().getMappingCopy());
        Map<Node, Integer> counts = new HashMap<>();
        Map<Node, Set<Node>> said = new HashMap<>();
        Set<Node> schemes = new LinkedHashSet<>();
        for (Node type : classes(graph, iris)) {
            graph.find(Node.ANY, Terms.TYPE, type)
                    .mapWith(Triple::getSubject)
                    .filterKeep(thing -> isThing(thing, iris))
                    .forEachRemaining(thing -> count(type, thing, graph, counts, said));
        }
        graph.find(Node.ANY, Terms.TYPE, SCHEME)
                .mapWith(Triple::getSubject)
                .filterKeep(thing -> isThing(thing, iris))
                .forEachRemaining(schemes::add);
        for (Node scheme : schemes) {
            graph.find(Node.ANY, IN_SCHEME, scheme)
                    .mapWith(Triple::getSubject)
                    .filterKeep(thing -> isThing(thing, iris))
                    .forEachRemaining(thing -> count(scheme, thing, graph, counts, said));
        }
        Schema schema = new Schema(iris, prefixes, new LinkedHashMap<>(), new LinkedHashMap<>());
        counts.entrySet().stream()
                .sorted(Map.Entry.<Node, Integer>comparingByValue().reversed().thenComparing(entry -> entry.getKey()
                        .getURI()))
                .forEach(entry -> {
                    Node node = entry.getKey();
                    schema.types.put(
                            node,
                            new Type(
                                    schema.typeId(node),
                                    node,
                                    schemes.contains(node),
                                    entry.getValue(),
                                    said.getOrDefault(node, Set.of())));
                });
        schema.types.values().stream()
                .filter(type -> !type.scheme())
                .map(Type::node)
                .forEach(schema.classes::add);
        said.values().stream()
                .flatMap(Set::stream)
                .distinct()
                .sorted(Comparator.comparing(Node::getURI))
                .forEach(property -> schema.properties.putIfAbsent(schema.propertyId(property), property));
        return schema;
    }

    /** Our own, and of others those whose things are in none of ours, such as organisations. */
    private static Set<Node> classes(Graph graph, IriSpace iris) {
        Set<Node> classes = new LinkedHashSet<>();
        graph.find(Node.ANY, Terms.TYPE, node("http://www.w3.org/2002/07/owl#Class"))
                .mapWith(Triple::getSubject)
                .filterKeep(type -> type.isURI()
                        && iris.contains(type.getURI())
                        && !WITHOUT_NAMES.contains(
                                type.getURI().substring(type.getURI().indexOf('#') + 1)))
                .forEachRemaining(classes::add);
        classes.add(CONCEPT);
        classes.add(SCHEME);
        Set<Node> others = new LinkedHashSet<>();
        graph.find(Node.ANY, Terms.TYPE, Node.ANY).forEachRemaining(triple -> {
            Node type = triple.getObject();
            if (type.isURI()
                    && !classes.contains(type)
                    && !others.contains(type)
                    && !iris.contains(type.getURI())
                    && PARTS.stream().noneMatch(type.getURI()::startsWith)
                    && isThing(triple.getSubject(), iris)
                    && !isOneOfOurs(triple.getSubject(), graph, iris)) {
                others.add(type);
            }
        });
        classes.addAll(others);
        return classes;
    }

    private static boolean isOneOfOurs(Node thing, Graph graph, IriSpace iris) {
        return graph
                .find(thing, Terms.TYPE, Node.ANY)
                .mapWith(Triple::getObject)
                .filterKeep(type -> type.isURI() && (iris.contains(type.getURI()) || type.equals(CONCEPT)))
                .toList()
                .stream()
                .findAny()
                .isPresent();
    }

    private static void count(
            Node type, Node thing, Graph graph, Map<Node, Integer> counts, Map<Node, Set<Node>> said) {
        if (counts.merge(type, 1, Integer::sum) <= SAMPLE) {
            Set<Node> properties = said.computeIfAbsent(type, any -> new LinkedHashSet<>());
            graph.find(thing, Node.ANY, Node.ANY)
                    .mapWith(Triple::getPredicate)
                    .filterDrop(Terms.TYPE::equals)
                    .forEachRemaining(properties::add);
        }
    }

    static boolean isThing(Node node, IriSpace iris) {
        return node.isURI() && iris.pathOf(node.getURI()).orElse("").startsWith(THINGS);
    }

    /** All kinds that have things; the most frequent first. */
    List<Type> types() {
        return List.copyOf(types.values());
    }

    /** All classes that have things. */
    Set<Node> classes() {
        return classes;
    }

    /** All properties of things, by their identifiers here. */
    Map<String, Node> properties() {
        return properties;
    }

    Optional<Type> type(Node node) {
        return Optional.ofNullable(types.get(node));
    }

    /** The class or scheme that somebody names in whatever way; empty where there are no things of it. */
    Optional<Type> type(String name) {
        for (Node node : List.of(
                iris.node(ONTOLOGY + name),
                node(iris.rebase(name)),
                node(expanded(name)),
                iris.node(THINGS + name),
                iris.node(THINGS + "scheme/" + name))) {
            Type type = types.get(node);
            if (type != null) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** Whatever class somebody names, though it be none of those that are offered: schema:City. */
    Node classOf(String name) {
        return type(name)
                .map(Type::node)
                .orElseGet(() -> name.contains("://")
                        ? node(iris.rebase(name))
                        : name.contains(":") ? node(expanded(name)) : iris.node(ONTOLOGY + name));
    }

    /** The property that somebody names in whatever way. */
    Optional<Node> property(String name) {
        Node known = properties.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        return List.of(iris.node(ONTOLOGY + name), node(iris.rebase(name)), node(expanded(name))).stream()
                .filter(properties.values()::contains)
                .findFirst();
    }

    /** The narrowest kind of a thing that is offered. */
    Optional<Type> kindOf(Node thing, Graph graph) {
        return kindsOf(thing, graph).stream().findFirst();
    }

    /** The kinds of a thing, the narrowest first, and the schemes that it is in. */
    List<Type> kindsOf(Node thing, Graph graph) {
        List<Type> kinds = new ArrayList<>();
        graph.find(thing, Terms.TYPE, Node.ANY).mapWith(Triple::getObject).forEachRemaining(node -> {
            Type type = types.get(node);
            if (type != null) {
                kinds.add(type);
            }
        });
        kinds.sort(Comparator.<Type>comparingInt(type -> type.node().equals(CONCEPT) ? 1 : 0)
                .thenComparingInt(type -> (int) kinds.stream()
                        .filter(other -> graph.contains(other.node(), SUB_CLASS_OF, type.node()))
                        .count())
                .thenComparingInt(Type::things)
                .thenComparing(Type::id));
        graph.find(thing, IN_SCHEME, Node.ANY).mapWith(Triple::getObject).forEachRemaining(node -> {
            Type type = types.get(node);
            if (type != null) {
                kinds.add(type);
            }
        });
        return kinds;
    }

    /** Kinds that are directly above one. */
    List<Type> broader(Type type, Graph graph) {
        if (type.scheme()) {
            return type(CONCEPT).map(List::of).orElse(List.of());
        }
        return graph.find(type.node(), SUB_CLASS_OF, Node.ANY)
                .mapWith(Triple::getObject)
                .filterKeep(types::containsKey)
                .mapWith(types::get)
                .toList();
    }

    private String typeId(Node node) {
        String path = iris.pathOf(node.getURI()).orElse("");
        return path.startsWith(ONTOLOGY)
                ? path.substring(ONTOLOGY.length())
                : path.startsWith(THINGS) ? path.substring(THINGS.length()) : prefixed(node);
    }

    /** The identifier of a property here. */
    String propertyId(Node property) {
        String path = iris.pathOf(property.getURI()).orElse("");
        return path.startsWith(ONTOLOGY) ? path.substring(ONTOLOGY.length()) : prefixed(property);
    }

    /** A prefixed name of this release; the IRI where there is no prefix for it. */
    String prefixed(Node node) {
        String prefixed = prefixes.abbreviate(node.getURI());
        return prefixed == null ? node.getURI() : prefixed;
    }

    private String expanded(String name) {
        String expanded = name.indexOf(':') > 0 ? prefixes.expand(name) : null;
        return expanded == null ? name : expanded;
    }

    private static Node node(String iri) {
        return NodeFactory.createURI(iri);
    }
}
