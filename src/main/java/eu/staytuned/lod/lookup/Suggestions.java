package eu.staytuned.lod.lookup;

import eu.staytuned.lod.lookup.Knowledge.Known;
import eu.staytuned.lod.lookup.Schema.Type;
import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.rdf.Labels;
import eu.staytuned.lod.search.Question;
import eu.staytuned.lod.search.Search;
import eu.staytuned.lod.search.Spelling;
import eu.staytuned.lod.store.Shelf;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;

/** What a client offers while somebody types: things, types and properties, in the form of the Reconciliation Service API. */
final class Suggestions {

    /** Properties that stand for several: all codes of a thing, all its dates, all that it lies in. */
    static final Set<String> SPECIAL = Set.of("country", "region", "notation", "code", "scheme", "year");

    /** What those that are no property of ours are called. */
    static final Map<String, String> SPECIAL_NAMES =
            Map.of("notation", "code", "scheme", "concept scheme", "year", "year");

    private static final int READ = 300;

    private final Shelf shelf;
    private final Graph graph;
    private final Known known;
    private final IriSpace iris;
    private final Search search;
    private final List<String> languages;

    Suggestions(Shelf shelf, Known known, IriSpace iris, Search search, List<String> languages) {
        this.shelf = shelf;
        this.graph = shelf.data().getDefaultGraph();
        this.known = known;
        this.iris = iris;
        this.search = search;
        this.languages = languages;
    }

    /** A part of all that there is to suggest. */
    record Part(List<Map<String, Object>> items, boolean more) {

        static Part of(List<Map<String, Object>> all, int from, int most) {
            int start = Math.min(from, all.size());
            int end = Math.min(all.size(), start + most);
            return new Part(all.subList(start, end), end < all.size());
        }
    }

    Part things(String prefix, Optional<String> type, int from, int most) {
        Question question = Question.of(prefix, languages).byName().from(0, READ);
        if (type.isPresent()
                && known.schema().type(type.get()).filter(Type::scheme).isEmpty()) {
            question = question.among(Set.of(known.schema().classOf(type.get())));
        }
        List<Node> things = search.find(question, shelf.edition()).hits().stream()
                .map(hit -> hit.node())
                .filter(node -> Schema.isThing(node, iris))
                .toList();
        int start = Math.min(from, things.size());
        int end = Math.min(things.size(), start + most);
        List<Map<String, Object>> items = things.subList(start, end).stream()
                .map(thing -> {
                    Map<String, Object> item = item(
                            Reconciliation.id(thing, iris),
                            Resolver.labelOf(graph, thing, languages),
                            descriptionOf(thing));
                    item.put(
                            "notable",
                            known.schema().kindsOf(thing, graph).stream()
                                    .map(this::reference)
                                    .toList());
                    return item;
                })
                .toList();
        return new Part(items, end < things.size());
    }

    Part types(String prefix, int from, int most) {
        List<Map<String, Object>> items = matching(prefix, known.schema().types(), Type::id, Type::node).stream()
                .map(this::described)
                .toList();
        return Part.of(items, from, most);
    }

    Part properties(String prefix, int from, int most) {
        List<Map<String, Object>> items = new ArrayList<>();
        SPECIAL_NAMES.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .filter(entry -> prefix.isBlank()
                        || begins(Spelling.of(entry.getKey()), prefix)
                        || begins(Spelling.of(entry.getValue()), prefix))
                .forEach(entry -> items.add(item(entry.getKey(), entry.getValue(), "")));
        matching(
                        prefix,
                        known.schema().properties().entrySet().stream().toList(),
                        Map.Entry::getKey,
                        Map.Entry::getValue)
                .forEach(entry -> items.add(property(entry.getKey(), entry.getValue())));
        return Part.of(items, from, most);
    }

    /** What is said of things of a kind: what could be fetched for them. */
    List<Map<String, Object>> proposed(String type, int most) {
        List<Map<String, Object>> items = new ArrayList<>();
        Set<Node> said = known.schema().type(type).map(Type::properties).orElse(Set.of());
        said.stream()
                .sorted(Comparator.comparing(node -> known.schema().propertyId(node)))
                .limit(most)
                .forEach(node -> items.add(property(known.schema().propertyId(node), node)));
        return items;
    }

    private Map<String, Object> property(String id, Node property) {
        return item(id, Resolver.labelOf(graph, property, languages), descriptionOf(property));
    }

    /** Those whose identifier, or whose name in any language, begins with a text; then those that have it somewhere. */
    private <T> List<T> matching(
            String prefix,
            List<T> all,
            java.util.function.Function<T, String> id,
            java.util.function.Function<T, Node> node) {
        if (prefix.isBlank()) {
            return all;
        }
        Map<T, Integer> ranks = new LinkedHashMap<>();
        for (T one : all) {
            List<Spelling> names = Stream.concat(
                            Stream.of(id.apply(one), id.apply(one).replaceFirst(".*[:/]", "")), names(node.apply(one)))
                    .map(Spelling::of)
                    .toList();
            Spelling asked = Spelling.of(prefix);
            if (names.stream().anyMatch(asked::isSameAs)) {
                ranks.put(one, 0);
            } else if (names.stream().anyMatch(name -> begins(name, prefix))) {
                ranks.put(one, 1);
            } else if (names.stream().anyMatch(name -> has(name, asked))) {
                ranks.put(one, 2);
            }
        }
        return ranks.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .toList();
    }

    private Stream<String> names(Node node) {
        return Labels.PROPERTIES.stream()
                .flatMap(property -> graph
                        .find(node, property, Node.ANY)
                        .mapWith(Triple::getObject)
                        .filterKeep(Node::isLiteral)
                        .mapWith(Node::getLiteralLexicalForm)
                        .toList()
                        .stream());
    }

    private static boolean begins(Spelling name, String prefix) {
        return Spelling.of(prefix).forms().stream()
                .anyMatch(asked -> name.forms().stream().anyMatch(form -> form.startsWith(asked)));
    }

    private static boolean has(Spelling name, Spelling asked) {
        return asked.forms().stream()
                .anyMatch(one -> name.forms().stream().anyMatch(form -> (" " + form).contains(" " + one)));
    }

    /** A type by identifier and name. */
    Map<String, Object> reference(Type type) {
        Map<String, Object> reference = new LinkedHashMap<>();
        reference.put("id", type.id());
        reference.put("name", Resolver.labelOf(graph, type.node(), languages));
        return reference;
    }

    /** A type with all that is said of it. */
    Map<String, Object> described(Type type) {
        Map<String, Object> item =
                item(type.id(), Resolver.labelOf(graph, type.node(), languages), descriptionOf(type.node()));
        List<Map<String, Object>> broader = known.schema().broader(type, graph).stream()
                .map(this::reference)
                .toList();
        if (!broader.isEmpty()) {
            item.put("broader", broader);
        }
        return item;
    }

    private static Map<String, Object> item(String id, String name, String description) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("id", id);
        item.put("name", name);
        if (!description.isEmpty()) {
            item.put("description", description);
        }
        return item;
    }

    private String descriptionOf(Node node) {
        return Labels.best(graph, node, Labels.DESCRIPTIONS, languages)
                .map(Node::getLiteralLexicalForm)
                .orElse("");
    }
}
