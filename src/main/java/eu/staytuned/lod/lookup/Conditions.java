package eu.staytuned.lod.lookup;

import eu.staytuned.lod.lookup.Knowledge.Known;
import eu.staytuned.lod.lookup.Links.Code;
import eu.staytuned.lod.lookup.Query.Condition;
import eu.staytuned.lod.lookup.Query.Value;
import eu.staytuned.lod.lookup.Reconciliation.Fit;
import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.rdf.Labels;
import eu.staytuned.lod.rdf.Terms;
import eu.staytuned.lod.search.Spelling;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;

/**
 * What a client knows of a thing beside its name, and whether ours have it. A place has the country and the regions that it
 * lies in, however many steps away; a year is in any of a thing's dates, or between them.
 */
final class Conditions {

    private static final Pattern YEAR = Pattern.compile("(-?[0-9]{4})(?:-.*)?");
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,20}([.][0-9]{1,20})?");
    private static final double ALIKE = 0.85;
    private static final int MOST_STEPS = 40;

    /** By these a thing lies in what it lies in. */
    private static final List<String> AROUND = List.of("country", "region", "within", "city", "municipality");

    private record Read(Condition condition, String name, Optional<Node> property) {}

    private final List<Read> conditions = new ArrayList<>();
    private final Graph graph;
    private final Known known;
    private final IriSpace iris;
    private final Function<String, Optional<Node>> byId;
    private final Map<Node, Fit> fits = new HashMap<>();
    private final Map<String, Set<Node>> meant = new HashMap<>();

    Conditions(
            List<Condition> conditions,
            Graph graph,
            Known known,
            IriSpace iris,
            Function<String, Optional<Node>> byId) {
        this.graph = graph;
        this.known = known;
        this.iris = iris;
        this.byId = byId;
        for (Condition condition : conditions) {
            String name = Suggestions.SPECIAL.contains(condition.property()) ? condition.property() : "";
            Optional<Node> property = known.schema().property(condition.property());
            boolean isEmpty = condition.values().stream()
                    .allMatch(value -> value.id().isEmpty() && value.text().isBlank());
            // What we do not know, or what says nothing, speaks neither for a thing nor against it.
            if (!isEmpty && (!name.isEmpty() || property.isPresent())) {
                this.conditions.add(new Read(condition, name, property));
            }
        }
    }

    /** How a thing fits. */
    Fit fit(Node thing) {
        return fits.computeIfAbsent(thing, this::measured);
    }

    private Fit measured(Node thing) {
        if (conditions.isEmpty()) {
            return Fit.NOTHING_ASKED;
        }
        double sum = 0;
        boolean contradicted = false;
        for (Read condition : conditions) {
            Optional<Boolean> has = has(thing, condition);
            sum += has.map(yes -> yes ? 1.0 : 0.0).orElse(0.5);
            contradicted |= has.isPresent() && !has.get();
        }
        return new Fit(sum / conditions.size(), conditions.size(), contradicted);
    }

    /** Whether a thing does not fulfil what it must. */
    boolean excludes(Node thing) {
        return conditions.stream().filter(read -> read.condition().required()).anyMatch(read -> !has(thing, read)
                .orElse(false));
    }

    /** Things that have one of the values, where no name is given. */
    Stream<Node> things(int most) {
        Set<Node> things = new LinkedHashSet<>();
        for (Read read : conditions) {
            for (Value value : read.condition().values()) {
                for (Node node : meant(value)) {
                    read.property()
                            .ifPresentOrElse(
                                    property -> graph.find(Node.ANY, property, node)
                                            .mapWith(Triple::getSubject)
                                            .forEachRemaining(things::add),
                                    () -> graph.find(Node.ANY, Node.ANY, node)
                                            .mapWith(Triple::getSubject)
                                            .forEachRemaining(things::add));
                }
                known.links().ofCode(value.text(), graph).stream()
                        .map(Code::thing)
                        .forEach(things::add);
            }
        }
        return things.stream().limit((long) most * 10);
    }

    /** Empty where nothing is said of it. */
    private Optional<Boolean> has(Node thing, Read read) {
        List<Node> own = own(thing, read);
        if (own.isEmpty()) {
            return Optional.empty();
        }
        Stream<Boolean> each = read.condition().values().stream().map(value -> has(own, value, read));
        return Optional.of(
                switch (read.condition().quantifier()) {
                    case ANY -> each.anyMatch(Boolean::booleanValue);
                    case ALL -> each.allMatch(Boolean::booleanValue);
                    case NONE -> each.noneMatch(Boolean::booleanValue);
                });
    }

    private List<Node> own(Node thing, Read read) {
        return switch (read.name()) {
            case "country", "region" -> around(thing, read.name());
            case "scheme" -> objects(thing, Schema.IN_SCHEME);
            case "notation", "code" -> codes(thing);
            case "year" -> dates(thing);
            default -> objects(thing, read.property().orElseThrow());
        };
    }

    private List<Node> objects(Node thing, Node property) {
        return graph.find(thing, property, Node.ANY).mapWith(Triple::getObject).toList();
    }

    /** All that a thing lies in, and itself where it is of the kind. */
    private List<Node> around(Node thing, String kind) {
        Node type = iris.node("ontology#" + Character.toUpperCase(kind.charAt(0)) + kind.substring(1));
        Set<Node> seen = new LinkedHashSet<>(List.of(thing));
        Deque<Node> left = new ArrayDeque<>(seen);
        while (!left.isEmpty() && seen.size() < MOST_STEPS) {
            Node next = left.poll();
            for (String property : AROUND) {
                graph.find(next, iris.node("ontology#" + property), Node.ANY)
                        .mapWith(Triple::getObject)
                        .filterKeep(Node::isURI)
                        .filterKeep(seen::add)
                        .forEachRemaining(left::add);
            }
        }
        return seen.stream()
                .filter(place -> graph.contains(place, Terms.TYPE, type))
                .toList();
    }

    private List<Node> codes(Node thing) {
        return graph.find(thing, Node.ANY, Node.ANY)
                .filterKeep(triple -> known.links().isCode(triple, graph))
                .mapWith(Triple::getObject)
                .toList();
    }

    private List<Node> dates(Node thing) {
        return graph.find(thing, Node.ANY, Node.ANY)
                .mapWith(Triple::getObject)
                .filterKeep(object -> object.isLiteral()
                        && object.getLiteralDatatypeURI().matches(".*#(date|dateTime|gYear|gYearMonth)"))
                .toList();
    }

    private boolean has(List<Node> own, Value value, Read read) {
        if (read.name().equals("year")) {
            return hasYear(own, value.text());
        }
        Set<Node> meant = meant(value);
        if (own.stream().anyMatch(meant::contains)) {
            return true;
        }
        String text = value.text();
        if (text.isBlank()) {
            return false;
        }
        Spelling asked = Spelling.of(text);
        return own.stream().anyMatch(node -> node.isLiteral() ? isLiteral(node, text, asked) : isCalled(node, asked));
    }

    private static boolean hasYear(List<Node> dates, String text) {
        Matcher asked = YEAR.matcher(text.strip().replaceFirst("\\.0+$", ""));
        if (!asked.matches()) {
            return false;
        }
        int year = Integer.parseInt(asked.group(1));
        int first = Integer.MAX_VALUE;
        int last = Integer.MIN_VALUE;
        for (Node date : dates) {
            Matcher own = YEAR.matcher(date.getLiteralLexicalForm().strip());
            if (own.matches()) {
                first = Math.min(first, Integer.parseInt(own.group(1)));
                last = Math.max(last, Integer.parseInt(own.group(1)));
            }
        }
        return first <= year && year <= last;
    }

    private static boolean isLiteral(Node literal, String text, Spelling asked) {
        String own = literal.getLiteralLexicalForm().strip();
        if (own.equalsIgnoreCase(text.strip()) || asked.isSameAs(Spelling.of(own))) {
            return true;
        }
        return NUMBER.matcher(own).matches()
                && NUMBER.matcher(text.strip()).matches()
                && new BigDecimal(own).compareTo(new BigDecimal(text.strip())) == 0;
    }

    private boolean isCalled(Node thing, Spelling asked) {
        return Labels.PROPERTIES.stream()
                .anyMatch(property -> graph
                        .find(thing, property, Node.ANY)
                        .mapWith(Triple::getObject)
                        .filterKeep(Node::isLiteral)
                        .toList()
                        .stream()
                        .anyMatch(name -> asked.likeness(known.spelling(name.getLiteralLexicalForm())) >= ALIKE));
    }

    /** The things that a value names by an identifier or a code. */
    private Set<Node> meant(Value value) {
        String key = value.id().isEmpty() ? value.text().strip() : value.id();
        return meant.computeIfAbsent(key, any -> {
            Set<Node> things = new LinkedHashSet<>();
            byId.apply(key).ifPresent(things::add);
            if (ForeignIri.isIri(key) || ForeignIri.isWikidataNumber(key)) {
                known.links().ofIri(key, graph).stream()
                        .filter(link -> link.sureness() != Links.Sureness.RELATED)
                        .forEach(link -> things.add(link.thing()));
                things.add(iri(iris.rebase(key)));
            }
            known.links().ofCode(key, graph).forEach(code -> things.add(code.thing()));
            return things;
        });
    }

    private static Node iri(String iri) {
        return NodeFactory.createURI(iri);
    }
}
