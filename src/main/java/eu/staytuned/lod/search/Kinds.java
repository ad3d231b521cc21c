package eu.staytuned.lod.search;

import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.rdf.Terms;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;

/** What things are, and which of them people look for first. */
final class Kinds {

    /** What lists no name that anyone looks for: the parts of data structures, single figures, points on the map. */
    private static final List<String> NOT_LOOKED_FOR = List.of(
            "http://purl.org/linked-data/cube#Observation",
            "http://purl.org/linked-data/cube#Slice",
            "http://purl.org/linked-data/cube#ComponentSpecification",
            "http://www.opengis.net/ont/geosparql#Geometry",
            "http://www.w3.org/ns/dqv#QualityMeasurement",
            "http://rdfs.org/ns/void#Linkset",
            "http://www.w3.org/ns/shacl#NodeShape",
            "http://www.w3.org/ns/shacl#PropertyShape",
            "http://www.w3.org/ns/shacl#PropertyGroup");

    private static final Node SUB_CLASS_OF = node("http://www.w3.org/2000/01/rdf-schema#subClassOf");
    private static final Node CONCEPT = node("http://www.w3.org/2004/02/skos/core#Concept");
    private static final Node ANYTHING = node("http://www.w3.org/2000/01/rdf-schema#Resource");
    private static final double OTHERS = 0.8;

    private final Graph graph;
    private final IriSpace iris;
    private final Set<Node> notLookedFor;
    private final Map<Node, Double> ranks = new HashMap<>();

    Kinds(Graph graph, IriSpace iris) {
        this.graph = graph;
        this.iris = iris;
        this.notLookedFor = NOT_LOOKED_FOR.stream().map(Kinds::node).collect(java.util.stream.Collectors.toSet());
        rank(1, "City", "Network");
        rank(0.96, "Action");
        rank(0.94, "Country", "Region", "LocalPolicy", "ImplementationJourney", "DeliveryBody", "Event", "Programme");
        rank(0.9, "Municipality", "Neighbourhood", "LocalAuthority", "Funding", "ContactPoint");
        rank(0.84, "Document");
        rank(0.55, "Claim", "Partnership", "Milestone", "Phase", "ReferencePeriod");
        ranks.put(CONCEPT, 0.98);
        ranks.put(node("http://www.w3.org/2004/02/skos/core#ConceptScheme"), 0.9);
        for (String term : List.of("Class", "ObjectProperty", "DatatypeProperty", "Ontology")) {
            ranks.put(node("http://www.w3.org/2002/07/owl#" + term), 0.76);
        }
        for (String part : List.of(
                "http://www.w3.org/ns/dqv#Metric",
                "http://www.w3.org/ns/dqv#Dimension",
                "http://rdfs.org/ns/void#Dataset",
                "http://www.w3.org/ns/prov#Entity",
                "http://purl.org/linked-data/cube#DataStructureDefinition")) {
            ranks.put(node(part), 0.5);
        }
    }

    private void rank(double rank, String... classes) {
        for (String name : classes) {
            ranks.put(iris.node("ontology#" + name), rank);
        }
    }

    /** All classes of a thing. */
    Set<Node> of(Node thing) {
        return graph.find(thing, Terms.TYPE, Node.ANY)
                .mapWith(Triple::getObject)
                .toSet();
    }

    /** Whether people look for things of these classes. */
    boolean areLookedFor(Set<Node> types) {
        return types.stream().noneMatch(notLookedFor::contains);
    }

    /** The class that says best what a thing is: one of ours before others, and the narrowest. */
    Node best(Set<Node> types) {
        Optional<Node> ours = narrowest(types.stream()
                .filter(type -> type.isURI() && iris.contains(type.getURI()))
                .toList());
        return ours.or(() -> narrowest(types.stream().filter(Node::isURI).toList()))
                .orElse(ANYTHING);
    }

    private Optional<Node> narrowest(List<Node> types) {
        return types.stream()
                .filter(type -> types.stream()
                        .noneMatch(other -> !other.equals(type) && graph.contains(other, SUB_CLASS_OF, type)))
                .max((one, other) -> {
                    int byRank = Double.compare(ranks.getOrDefault(one, 0.0), ranks.getOrDefault(other, 0.0));
                    return byRank != 0 ? byRank : other.getURI().compareTo(one.getURI());
                });
    }

    /** How much people look for things of these classes, from 0 to 1. */
    double rank(Node kind, Set<Node> types) {
        Double own = ranks.get(kind);
        return own != null ? own : types.contains(CONCEPT) ? ranks.get(CONCEPT) : OTHERS;
    }

    private static Node node(String iri) {
        return NodeFactory.createURI(iri);
    }
}
