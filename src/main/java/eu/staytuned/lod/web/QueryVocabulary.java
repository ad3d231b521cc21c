package eu.staytuned.lod.web;

import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.rdf.Labels;
import eu.staytuned.lod.rdf.Terms;
import eu.staytuned.lod.store.Edition;
import eu.staytuned.lod.store.Shelf;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;

/**
 * What queries about a release are written with: its prefixes, the classes and properties in use, and the things that
 * people call by a name. Read from what the release says of itself; free of the transaction, and good for as long as the
 * release lasts.
 *
 * @param prefixes namespaces by prefix
 * @param classes most resources first
 * @param properties most statements first
 * @param individuals those that most statements refer to first
 */
record QueryVocabulary(
        Edition edition,
        SortedMap<String, String> prefixes,
        List<Kind> classes,
        List<Property> properties,
        List<Individual> individuals) {

    private static final int MOST_INDIVIDUALS = 5_000;
    private static final String VOID = "http://rdfs.org/ns/void#";
    private static final String SH = "http://www.w3.org/ns/shacl#";
    private static final String QB = "http://purl.org/linked-data/cube#";
    private static final Node CLASS_PARTITION = Reading.iri(VOID + "classPartition");
    private static final Node TRIPLES = Reading.iri(VOID + "triples");
    private static final Node DATATYPE_PARTITION = Reading.iri("http://ldf.fi/void-ext#datatypePartition");
    private static final Node SUB_CLASS_OF = Reading.iri("http://www.w3.org/2000/01/rdf-schema#subClassOf");

    /** Things that nobody writes into a query by their name. */
    private static final Set<String> UNNAMED = Set.of(
            QB + "Observation",
            QB + "Slice",
            QB + "ComponentSpecification",
            "http://www.opengis.net/ont/geosparql#Geometry",
            "http://www.w3.org/1999/02/22-rdf-syntax-ns#Statement",
            SH + "SPARQLExecutable",
            SH + "Parameter");

    /** What SPARQL 1.1 takes after a prefix without an escape; of PN_LOCAL the part that people type. */
    private static final Pattern LOCAL = Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_-])?");

    /** A class. */
    record Kind(Node node, String prefixed, long count) {}

    /** A property, with the classes that have it and the classes and datatypes that it leads to. */
    record Property(Node node, String prefixed, long count, List<String> domains, List<String> ranges) {}

    /** A thing with a name. */
    record Individual(Node node, String prefixed, String kind) {}

    /** To be called within a transaction. */
    static QueryVocabulary of(Shelf shelf, IriSpace iris) {
        SortedMap<String, String> prefixes = new TreeMap<>();
        Terms.PREFIXES.forEach(prefixes::put);
        shelf.data().prefixes().forEach(prefixes::put);
        Reader reader = new Reader(shelf, iris, prefixes);
        return new QueryVocabulary(
                shelf.edition(), prefixes, reader.classes(), reader.properties(), reader.individuals());
    }

    private static final class Reader {

        private final Graph graph;
        private final IriSpace iris;
        private final Node release;
        private final Map<String, String> prefixOf = new HashMap<>();

        Reader(Shelf shelf, IriSpace iris, Map<String, String> prefixes) {
            this.graph = shelf.data().getDefaultGraph();
            this.iris = iris;
            this.release = iris.node(shelf.edition().path());
            prefixes.forEach((prefix, namespace) -> prefixOf.putIfAbsent(namespace, prefix));
        }

        List<Kind> classes() {
            return objects(release, CLASS_PARTITION)
                    .flatMap(part -> objects(part, Terms.PARTITION_CLASS)
                            .map(type -> new Kind(type, prefixed(type), number(part, Terms.PARTITION_ENTITIES))))
                    .sorted(Comparator.comparingLong(Kind::count).reversed().thenComparing(Kind::prefixed))
                    .toList();
        }

        List<Property> properties() {
            Map<Node, Set<String>> domains = new HashMap<>();
            Map<Node, Set<String>> ranges = new HashMap<>();
            objects(release, CLASS_PARTITION).forEach(part -> {
                List<String> types =
                        objects(part, Terms.PARTITION_CLASS).map(this::prefixed).toList();
                objects(part, Terms.PROPERTY_PARTITION)
                        .forEach(use -> objects(use, Terms.PARTITION_PROPERTY).forEach(property -> {
                            domains.computeIfAbsent(property, any -> new TreeSet<>())
                                    .addAll(types);
                            Stream.concat(
                                            objects(use, CLASS_PARTITION)
                                                    .flatMap(to -> objects(to, Terms.PARTITION_CLASS)),
                                            objects(use, DATATYPE_PARTITION)
                                                    .flatMap(to -> objects(to, Terms.PARTITION_DATATYPE)))
                                    .map(this::prefixed)
                                    .forEach(range -> ranges.computeIfAbsent(property, any -> new TreeSet<>())
                                            .add(range));
                        }));
            });
            return objects(release, Terms.PROPERTY_PARTITION)
                    .flatMap(use -> objects(use, Terms.PARTITION_PROPERTY)
                            .map(property -> new Property(
                                    property,
                                    prefixed(property),
                                    number(use, TRIPLES),
                                    List.copyOf(domains.getOrDefault(property, Set.of())),
                                    List.copyOf(ranges.getOrDefault(property, Set.of())))))
                    .sorted(Comparator.comparingLong(Property::count).reversed().thenComparing(Property::prefixed))
                    .toList();
        }

        List<Individual> individuals() {
            String things = iris.resolve("id/");
            Map<Node, Set<Node>> types = new HashMap<>();
            Map<Node, Integer> links = new HashMap<>();
            graph.find().forEachRemaining(triple -> {
                if (triple.predicateMatches(Terms.TYPE) && isThing(triple.getSubject(), things)) {
                    types.computeIfAbsent(triple.getSubject(), any -> new HashSet<>(4))
                            .add(triple.getObject());
                } else if (isThing(triple.getObject(), things)) {
                    links.merge(triple.getObject(), 1, Integer::sum);
                }
            });
            List<Node> named = new ArrayList<>();
            types.forEach((thing, kinds) -> {
                boolean isNamed = kinds.stream().noneMatch(kind -> kind.isURI() && UNNAMED.contains(kind.getURI()))
                        && !graph.contains(thing, Terms.DEPRECATED, Node.ANY)
                        && Labels.of(graph, thing, List.of()).isPresent();
                if (isNamed) {
                    named.add(thing);
                }
            });
            named.sort(Comparator.comparing((Node thing) -> links.getOrDefault(thing, 0))
                    .reversed()
                    .thenComparing(Node::getURI));
            return named.stream()
                    .limit(MOST_INDIVIDUALS)
                    .map(thing -> new Individual(thing, prefixed(thing), kind(types.get(thing))))
                    .toList();
        }

        private static boolean isThing(Node node, String things) {
            return node.isURI() && node.getURI().startsWith(things);
        }

        /** The narrowest class of ours, or, without one, of others. */
        private String kind(Set<Node> types) {
            List<Node> ours = types.stream()
                    .filter(type -> type.isURI() && iris.contains(type.getURI()))
                    .toList();
            List<Node> candidates =
                    ours.isEmpty() ? types.stream().filter(Node::isURI).toList() : ours;
            return candidates.stream()
                    .filter(type -> candidates.stream()
                            .noneMatch(other -> !other.equals(type) && graph.contains(other, SUB_CLASS_OF, type)))
                    .map(this::prefixed)
                    .min(Comparator.naturalOrder())
                    .orElse("");
        }

        private String prefixed(Node node) {
            String iri = node.getURI();
            int end = Math.max(iri.lastIndexOf('#'), iri.lastIndexOf('/')) + 1;
            String prefix = prefixOf.get(iri.substring(0, end));
            String local = iri.substring(end);
            return prefix != null && LOCAL.matcher(local).matches() ? prefix + ":" + local : "<" + iri + ">";
        }

        private Stream<Node> objects(Node subject, Node property) {
            return graph.find(subject, property, Node.ANY).mapWith(Triple::getObject).toList().stream();
        }

        private long number(Node subject, Node property) {
            return objects(subject, property)
                    .filter(Node::isLiteral)
                    .map(Node::getLiteralLexicalForm)
                    .filter(text -> text.matches("\\d{1,18}"))
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElse(0);
        }
    }
}
