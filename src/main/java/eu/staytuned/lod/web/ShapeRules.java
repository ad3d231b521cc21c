package eu.staytuned.lod.web;

import eu.staytuned.lod.store.Shelf;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;

/**
 * What the shapes of a release ask of the properties of a class.
 *
 * @param byClass the rules of each class, in the order of the shapes
 */
record ShapeRules(Map<Node, List<Rule>> byClass) {

    private static final String SHACL = "http://www.w3.org/ns/shacl#";
    private static final Node PATH = shacl("path");
    private static final Node ORDER = shacl("order");
    private static final Node WARNING = shacl("Warning");
    private static final Node INFO = shacl("Info");

    /**
     * What is asked of one property.
     *
     * @param inverse whether the property leads here from elsewhere
     * @param least how many values there are at least
     * @param most how many values there are at most; empty where there is no limit
     * @param kinds the classes and datatypes of the values
     * @param strict whether a release is refused otherwise
     */
    record Rule(
            Node property,
            boolean inverse,
            int least,
            Optional<Integer> most,
            List<Node> kinds,
            boolean strict,
            List<Node> messages,
            double order) {

        /** Both together, where shapes speak of one property more than once. */
        private Rule and(Rule other) {
            List<Node> allKinds = new ArrayList<>(kinds);
            other.kinds.stream().filter(kind -> !allKinds.contains(kind)).forEach(allKinds::add);
            List<Node> allMessages = new ArrayList<>(messages);
            allMessages.addAll(other.messages);
            return new Rule(
                    property,
                    inverse,
                    Math.max(least, other.least),
                    most.isEmpty() ? other.most : most.map(one -> Math.min(one, other.most.orElse(one))),
                    allKinds,
                    strict || other.strict,
                    allMessages,
                    Math.min(order, other.order));
        }
    }

    /** Reads the shapes, in whichever graph they are. */
    static ShapeRules of(Shelf shelf) {
        DatasetGraph data = shelf.data();
        Map<Node, List<Rule>> byClass = new LinkedHashMap<>();
        List<Quad> targets = new ArrayList<>();
        data.find(Node.ANY, Node.ANY, shacl("targetClass"), Node.ANY).forEachRemaining(targets::add);
        for (Quad target : targets) {
            Map<String, Rule> rules = new LinkedHashMap<>();
            for (Node shape : objects(data, target.getSubject(), shacl("property"))) {
                rule(data, shape)
                        .ifPresent(rule -> rules.merge(
                                rule.inverse() + rule.property().getURI(), rule, (one, other) -> one.and(other)));
            }
            byClass.merge(
                    target.getObject(),
                    rules.values().stream()
                            .sorted((one, other) -> Double.compare(one.order(), other.order()))
                            .toList(),
                    (one, other) -> {
                        List<Rule> both = new ArrayList<>(one);
                        both.addAll(other);
                        return both;
                    });
        }
        return new ShapeRules(byClass);
    }

    private static Optional<Rule> rule(DatasetGraph data, Node shape) {
        Optional<Node> path = objects(data, shape, PATH).stream().findFirst();
        Optional<Node> back = path.filter(Node::isBlank)
                .flatMap(node ->
                        objects(data, node, shacl("inversePath")).stream().findFirst());
        Optional<Node> property = path.filter(Node::isURI).or(() -> back.filter(Node::isURI));
        return property.map(node -> {
            List<Node> kinds = new ArrayList<>(kinds(data, shape));
            for (Node list : objects(data, shape, shacl("or"))) {
                items(data, list).forEach(choice -> kinds.addAll(kinds(data, choice)));
            }
            List<Node> severity = objects(data, shape, shacl("severity"));
            return new Rule(
                    node,
                    back.isPresent(),
                    Math.max(
                            number(data, shape, "minCount").orElse(0),
                            number(data, shape, "qualifiedMinCount").orElse(0)),
                    number(data, shape, "maxCount"),
                    kinds,
                    !severity.contains(WARNING) && !severity.contains(INFO),
                    objects(data, shape, shacl("message")).stream()
                            .filter(Node::isLiteral)
                            .toList(),
                    order(data, shape));
        });
    }

    private static List<Node> kinds(DatasetGraph data, Node shape) {
        List<Node> kinds = new ArrayList<>(objects(data, shape, shacl("class")));
        kinds.addAll(objects(data, shape, shacl("datatype")));
        kinds.removeIf(kind -> !kind.isURI());
        return kinds;
    }

    private static List<Node> items(DatasetGraph data, Node list) {
        List<Node> items = new ArrayList<>();
        Optional<Node> rest = Optional.of(list);
        while (rest.isPresent() && items.size() < 100) {
            items.addAll(objects(data, rest.get(), rdf("first")));
            rest = objects(data, rest.get(), rdf("rest")).stream()
                    .filter(Node::isBlank)
                    .findFirst();
        }
        return items;
    }

    private static Optional<Integer> number(DatasetGraph data, Node shape, String property) {
        return objects(data, shape, shacl(property)).stream()
                .filter(Node::isLiteral)
                .map(Node::getLiteralLexicalForm)
                .filter(number -> number.matches("\\d{1,6}"))
                .map(Integer::valueOf)
                .findFirst();
    }

    private static double order(DatasetGraph data, Node shape) {
        return objects(data, shape, ORDER).stream()
                .filter(Node::isLiteral)
                .map(Node::getLiteralValue)
                .filter(Number.class::isInstance)
                .mapToDouble(number -> ((Number) number).doubleValue())
                .findFirst()
                .orElse(Double.MAX_VALUE);
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

    private static Node shacl(String name) {
        return Reading.iri(SHACL + name);
    }

    private static Node rdf(String name) {
        return Reading.iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#" + name);
    }
}
