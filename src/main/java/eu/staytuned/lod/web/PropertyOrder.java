package eu.staytuned.lod.web;

import eu.staytuned.lod.rdf.Terms;
import eu.staytuned.lod.store.Shelf;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;

/** In what order, in which groups and under what names the shapes of a release present the properties of a class. */
final class PropertyOrder {

    private static final String SHACL = "http://www.w3.org/ns/shacl#";
    private static final Node TARGET_CLASS = shacl("targetClass");
    private static final Node PROPERTY = shacl("property");
    private static final Node PATH = shacl("path");
    private static final Node ORDER = shacl("order");
    private static final Node GROUP = shacl("group");
    private static final Node NAME = shacl("name");

    private static final double LAST = Double.MAX_VALUE;

    private final Map<Node, Map<Node, Place>> byClass = new HashMap<>();

    /**
     * Where a property stands.
     *
     * @param order among the properties of its group; properties without come last
     * @param groupOrder of the group among groups
     * @param group the names of the group; none where it is in no group
     * @param names of the property, in this class
     */
    record Place(double order, double groupOrder, List<Node> group, List<Node> names) {

        static final Place NONE = new Place(LAST, LAST, List.of(), List.of());
    }

    /** Reads the shapes, in whichever graph they are. */
    static PropertyOrder of(Shelf shelf) {
        PropertyOrder order = new PropertyOrder();
        DatasetGraph data = shelf.data();
        List<Quad> targets = new ArrayList<>();
        data.find(Node.ANY, Node.ANY, TARGET_CLASS, Node.ANY).forEachRemaining(targets::add);
        for (Quad target : targets) {
            Map<Node, Place> places = order.byClass.computeIfAbsent(target.getObject(), any -> new HashMap<>());
            for (Node property : objects(data, target.getSubject(), PROPERTY)) {
                for (Node path : objects(data, property, PATH)) {
                    places.putIfAbsent(path, place(data, property));
                }
            }
        }
        return order;
    }

    private static Place place(DatasetGraph data, Node property) {
        Optional<Node> group = objects(data, property, GROUP).stream().findFirst();
        return new Place(
                order(data, property),
                group.map(node -> order(data, node)).orElse(LAST),
                group.map(node -> objects(data, node, Terms.RDFS_LABEL)).orElse(List.of()),
                objects(data, property, NAME));
    }

    private static double order(DatasetGraph data, Node node) {
        return objects(data, node, ORDER).stream()
                .filter(Node::isLiteral)
                .map(Node::getLiteralValue)
                .filter(Number.class::isInstance)
                .mapToDouble(number -> ((Number) number).doubleValue())
                .findFirst()
                .orElse(LAST);
    }

    private static List<Node> objects(DatasetGraph data, Node subject, Node property) {
        List<Node> found = new ArrayList<>();
        data.find(Node.ANY, subject, property, Node.ANY).forEachRemaining(quad -> {
            if (!found.contains(quad.getObject())) {
                found.add(quad.getObject());
            }
        });
        return found;
    }

    /** Where a property stands for a resource of these classes. */
    Place of(Node property, Set<Node> classes) {
        Place best = Place.NONE;
        for (Node type : classes) {
            Place place = byClass.getOrDefault(type, Map.of()).getOrDefault(property, Place.NONE);
            if (best == Place.NONE || place.order() < best.order()) {
                best = place == Place.NONE ? best : place;
            }
        }
        return best;
    }

    private static Node shacl(String name) {
        return NodeFactory.createURI(SHACL + name);
    }
}
