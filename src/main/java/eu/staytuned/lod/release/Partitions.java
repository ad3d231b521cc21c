package eu.staytuned.lod.release;

import eu.staytuned.lod.rdf.IriSpace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;

/**
 * Which properties the resources of a release have, by class, and what these lead to: what an editor of queries needs to
 * complete them. Counted in the default graph, before the publisher's own statements about releases join it.
 *
 * <p>An object counts once, as its narrowest classes of ours, or, having none of ours, as the narrowest it has: what is a
 * city is not said to be a place again. The classes themselves are all there, since any of them may stand in a query.
 *
 * @param all the properties in use
 * @param byClass those of the resources of each class, by its IRI; without the type, which the class itself tells
 */
record Partitions(List<Use> all, SortedMap<String, List<Use>> byClass) {

    /** Pairs of a class and a property; more would be no help to anybody. The classes with most resources come first. */
    private static final int MOST = 10_000;

    /**
     * How a property is used.
     *
     * @param property its IRI
     * @param triples statements with it
     * @param subjects distinct resources that have it
     * @param classes how many of the statements lead to resources of each class
     * @param datatypes how many lead to literals of each datatype
     */
    record Use(
            String property,
            long triples,
            long subjects,
            SortedMap<String, Long> classes,
            SortedMap<String, Long> datatypes) {

        private static Use none(String property) {
            return new Use(property, 0, 0, new TreeMap<>(), new TreeMap<>());
        }

        private Use and(Use more) {
            more.classes.forEach((type, count) -> classes.merge(type, count, Long::sum));
            more.datatypes.forEach((type, count) -> datatypes.merge(type, count, Long::sum));
            return new Use(property, triples + more.triples, subjects + more.subjects, classes, datatypes);
        }
    }

    static Partitions of(Content content, IriSpace iris) {
        Graph data = content.defaultGraph();
        Map<Node, Set<Node>> types = new HashMap<>();
        data.find(Node.ANY, RDF.type.asNode(), Node.ANY).forEachRemaining(triple -> {
            if (triple.getObject().isURI()) {
                types.computeIfAbsent(triple.getSubject(), any -> new HashSet<>(4))
                        .add(triple.getObject());
            }
        });
        Narrowing narrowing = new Narrowing(data, iris);
        Map<Node, Map<Node, Use>> uses = new HashMap<>();
        Map<Node, Use> all = new HashMap<>();
        Set<Node> subjects = new HashSet<>();
        data.find().forEachRemaining(triple -> subjects.add(triple.getSubject()));
        for (Node subject : subjects) {
            Map<Node, Use> own = new HashMap<>();
            data.find(subject, Node.ANY, Node.ANY)
                    .forEachRemaining(triple -> own.merge(
                            triple.getPredicate(),
                            statement(triple.getPredicate(), triple.getObject(), types, narrowing),
                            (one, other) -> one.and(other)));
            own.replaceAll(
                    (property, use) -> new Use(use.property(), use.triples(), 1, use.classes(), use.datatypes()));
            own.forEach((property, use) -> add(all, property, use));
            for (Node type : types.getOrDefault(subject, Set.of())) {
                Map<Node, Use> ofType = uses.computeIfAbsent(type, any -> new HashMap<>());
                own.forEach((property, use) -> add(ofType, property, use));
            }
        }
        uses.values().forEach(ofType -> ofType.remove(RDF.type.asNode()));
        return new Partitions(sorted(all), bounded(uses, types));
    }

    private static void add(Map<Node, Use> uses, Node property, Use use) {
        uses.put(property, uses.getOrDefault(property, Use.none(use.property())).and(use));
    }

    private static Use statement(Node property, Node object, Map<Node, Set<Node>> types, Narrowing narrowing) {
        Use use = new Use(property.getURI(), 1, 0, new TreeMap<>(), new TreeMap<>());
        if (object.isLiteral()) {
            use.datatypes().put(object.getLiteralDatatypeURI(), 1L);
        } else {
            narrowing.of(types.getOrDefault(object, Set.of())).forEach(type -> use.classes()
                    .put(type, 1L));
        }
        return use;
    }

    private static List<Use> sorted(Map<Node, Use> uses) {
        return uses.values().stream()
                .sorted(Comparator.comparing(Use::property))
                .toList();
    }

    private static SortedMap<String, List<Use>> bounded(Map<Node, Map<Node, Use>> uses, Map<Node, Set<Node>> types) {
        Map<Node, Long> sizes = types.values().stream()
                .flatMap(Set::stream)
                .collect(Collectors.groupingBy(type -> type, Collectors.counting()));
        List<Node> classes = new ArrayList<>(uses.keySet());
        classes.sort(Comparator.comparing((Node type) -> sizes.getOrDefault(type, 0L))
                .reversed()
                .thenComparing(Node::getURI));
        SortedMap<String, List<Use>> bounded = new TreeMap<>();
        int pairs = 0;
        for (Node type : classes) {
            pairs += uses.get(type).size();
            if (pairs > MOST) {
                break;
            }
            bounded.put(type.getURI(), sorted(uses.get(type)));
        }
        return bounded;
    }

    /** What a resource with several classes is most of all. */
    private static final class Narrowing {

        private final Graph data;
        private final IriSpace iris;
        private final Map<Node, Set<Node>> above = new HashMap<>();
        private final Map<Set<Node>, Set<String>> known = new HashMap<>();

        Narrowing(Graph data, IriSpace iris) {
            this.data = data;
            this.iris = iris;
        }

        Set<String> of(Set<Node> types) {
            return known.computeIfAbsent(Set.copyOf(types), this::narrowest);
        }

        private Set<String> narrowest(Set<Node> types) {
            Set<Node> ours =
                    types.stream().filter(type -> iris.contains(type.getURI())).collect(Collectors.toSet());
            Set<Node> candidates = ours.isEmpty() ? types : ours;
            return candidates.stream()
                    .filter(type -> candidates.stream()
                            .noneMatch(other -> !other.equals(type)
                                    && above(other).contains(type)
                                    && !above(type).contains(other)))
                    .map(Node::getURI)
                    .collect(Collectors.toSet());
        }

        private Set<Node> above(Node type) {
            Set<Node> found = above.get(type);
            if (found == null) {
                found = new HashSet<>();
                collect(type, found);
                above.put(type, found);
            }
            return found;
        }

        private void collect(Node type, Set<Node> found) {
            data.find(type, RDFS.subClassOf.asNode(), Node.ANY)
                    .mapWith(triple -> triple.getObject())
                    .toList()
                    .forEach(wider -> {
                        if (found.add(wider)) {
                            collect(wider, found);
                        }
                    });
        }
    }
}
