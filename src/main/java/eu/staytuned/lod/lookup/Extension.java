package eu.staytuned.lod.lookup;

import eu.staytuned.lod.lookup.Knowledge.Known;
import eu.staytuned.lod.lookup.Schema.Type;
import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.rdf.Labels;
import eu.staytuned.lod.store.Shelf;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;
import tools.jackson.databind.JsonNode;

/** The values of properties of things that a client has matched: columns beside the client's own. */
final class Extension {

    static final int MOST_IDS = 1_000;
    static final int MOST_PROPERTIES = 50;

    private static final String ALL_LANGUAGES = "*";

    /**
     * A property that is asked for.
     *
     * @param limit how many values at most; 0 for all
     * @param language in which texts are wanted; {@code *} for all, empty for those of the client
     */
    private record Asked(String id, Optional<Node> property, int limit, String language) {}

    private final Graph graph;
    private final Known known;
    private final IriSpace iris;
    private final List<String> languages;
    private final Function<String, Optional<Node>> byId;

    Extension(Shelf shelf, Known known, IriSpace iris, List<String> languages, Function<String, Optional<Node>> byId) {
        this.graph = shelf.data().getDefaultGraph();
        this.known = known;
        this.iris = iris;
        this.languages = languages;
        this.byId = byId;
    }

    /**
     * Answers.
     *
     * @param draft whether as the draft of 1.0 has it: rows in the order of the question, and not by identifier
     */
    Map<String, Object> answer(JsonNode query, boolean draft) {
        List<String> ids = ids(query);
        List<Asked> properties = properties(query);
        Map<String, Object> rows = new LinkedHashMap<>();
        Map<String, List<Node>> values = new LinkedHashMap<>();
        for (String id : ids) {
            Map<String, Object> row = new LinkedHashMap<>();
            Optional<Node> thing = byId.apply(id);
            for (Asked asked : properties) {
                List<Node> own = thing.map(node -> values(node, asked)).orElse(List.of());
                values.computeIfAbsent(asked.id(), any -> new ArrayList<>()).addAll(own);
                row.put(asked.id(), own.stream().map(this::value).toList());
            }
            rows.put(id, row);
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put(
                "meta",
                properties.stream()
                        .map(asked -> meta(asked, values.getOrDefault(asked.id(), List.of())))
                        .toList());
        answer.put(
                "rows",
                draft ? ids.stream().map(id -> draftRow(id, rows.get(id))).toList() : rows);
        return answer;
    }

    private static Map<String, Object> draftRow(String id, Object row) {
        List<Map<String, Object>> properties = new ArrayList<>();
        ((Map<?, ?>) row).forEach((property, values) -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("id", property);
            one.put("values", values);
            properties.add(one);
        });
        Map<String, Object> draft = new LinkedHashMap<>();
        draft.put("id", id);
        draft.put("properties", properties);
        return draft;
    }

    private static List<String> ids(JsonNode query) {
        JsonNode ids = query.get("ids");
        if (ids == null || !ids.isArray()) {
            throw bad("extend has ids, an array of identifiers.");
        }
        if (ids.size() > MOST_IDS) {
            throw Sending.problem(
                    HttpStatus.CONTENT_TOO_LARGE, "At most " + MOST_IDS + " things are extended at once.");
        }
        List<String> read = new ArrayList<>();
        ids.forEach(id -> read.add(QueryReader.text(id, "")));
        return read.stream().distinct().toList();
    }

    private List<Asked> properties(JsonNode query) {
        JsonNode properties = query.get("properties");
        if (properties == null || !properties.isArray()) {
            throw bad("extend has properties, an array of objects with an id.");
        }
        if (properties.size() > MOST_PROPERTIES) {
            throw Sending.problem(
                    HttpStatus.CONTENT_TOO_LARGE, "At most " + MOST_PROPERTIES + " properties are fetched at once.");
        }
        List<Asked> read = new ArrayList<>();
        for (JsonNode property : properties) {
            String id = QueryReader.text(property.get("id"), "");
            if (id.isEmpty()) {
                throw bad("extend: a property has an id.");
            }
            JsonNode settings = property.get("settings");
            String limit = settings == null ? "" : QueryReader.text(settings.get("limit"), "");
            String language = settings == null ? "" : QueryReader.text(settings.get("language"), "");
            read.add(new Asked(
                    id,
                    known.schema().property(id),
                    limit.matches("[0-9]{1,6}") ? Integer.parseInt(limit) : 0,
                    language.strip()));
        }
        return read;
    }

    private static ErrorResponseException bad(String detail) {
        return Sending.problem(HttpStatus.BAD_REQUEST, detail);
    }

    private Map<String, Object> meta(Asked asked, List<Node> values) {
        Map<String, Object> meta = new LinkedHashMap<>();
        meta.put("id", asked.id());
        meta.put(
                "name",
                asked.property()
                        .map(property -> Resolver.labelOf(graph, property, languages))
                        .orElseGet(() -> Suggestions.SPECIAL_NAMES.getOrDefault(asked.id(), asked.id())));
        // A column of things of one kind can be worked on as such.
        List<Type> kinds = values.stream()
                .map(value ->
                        Schema.isThing(value, iris) ? known.schema().kindOf(value, graph) : Optional.<Type>empty())
                .map(kind -> kind.orElse(null))
                .distinct()
                .toList();
        if (kinds.size() == 1 && kinds.get(0) != null) {
            Map<String, Object> type = new LinkedHashMap<>();
            type.put("id", kinds.get(0).id());
            type.put("name", Resolver.labelOf(graph, kinds.get(0).node(), languages));
            meta.put("type", type);
        }
        return meta;
    }

    private List<Node> values(Node thing, Asked asked) {
        List<Node> values = asked.property()
                .map(property -> graph.find(thing, property, Node.ANY)
                        .mapWith(Triple::getObject)
                        .filterDrop(Node::isBlank)
                        .toList())
                .orElseGet(() -> special(thing, asked.id()));
        List<Node> texts = values.stream()
                .filter(value ->
                        value.isLiteral() && !value.getLiteralLanguage().isEmpty())
                .toList();
        List<Node> chosen = new ArrayList<>(values);
        if (!texts.isEmpty() && !asked.language().equals(ALL_LANGUAGES)) {
            List<String> wanted = asked.language().isEmpty() ? languages : List.of(asked.language());
            String language =
                    Labels.best(texts, wanted).map(Node::getLiteralLanguage).orElse("");
            chosen.removeIf(value ->
                    texts.contains(value) && !value.getLiteralLanguage().equals(language));
        }
        return chosen.stream()
                .sorted(Comparator.comparing(Node::toString))
                .limit(asked.limit() == 0 ? Long.MAX_VALUE : asked.limit())
                .toList();
    }

    private List<Node> special(Node thing, String id) {
        return switch (id) {
            case "scheme" ->
                known.schema().property("skos:inScheme").stream()
                        .flatMap(property ->
                                graph.find(thing, property, Node.ANY).mapWith(Triple::getObject).toList().stream())
                        .toList();
            case "notation", "code" ->
                graph
                        .find(thing, Node.ANY, Node.ANY)
                        .filterKeep(triple -> known.links().isCode(triple, graph))
                        .mapWith(Triple::getObject)
                        .toList()
                        .stream()
                        .distinct()
                        .toList();
            default -> List.of();
        };
    }

    private Map<String, Object> value(Node value) {
        if (value.isURI()) {
            if (!Schema.isThing(value, iris)) {
                return Map.of("str", value.getURI());
            }
            Map<String, Object> thing = new LinkedHashMap<>();
            thing.put("id", Reconciliation.id(value, iris));
            thing.put("name", Resolver.labelOf(graph, value, languages));
            return thing;
        }
        String text = value.getLiteralLexicalForm();
        String datatype = value.getLiteralDatatypeURI().replaceFirst(".*#", "");
        return switch (datatype) {
            case "integer", "int", "long", "short", "nonNegativeInteger", "positiveInteger", "gYear" ->
                // What goes into no client's integer is told as it stands.
                text.matches("[+-]?[0-9]{1,9}") ? Map.of("int", Integer.parseInt(text)) : Map.of("str", text);
            case "decimal", "double", "float" ->
                text.matches("[+-]?[0-9]{1,15}([.][0-9]{1,15})?([eE][+-]?[0-9]{1,2})?")
                        ? Map.of("float", Double.parseDouble(text))
                        : Map.of("str", text);
            case "dateTime" -> text.matches(DATE_TIME) ? Map.of("date", text) : Map.of("str", text);
            // The API has no day without a time.
            case "date" ->
                (text + "T00:00:00Z").matches(DATE_TIME) ? Map.of("date", text + "T00:00:00Z") : Map.of("str", text);
            default -> Map.of("str", text);
        };
    }

    private static final String DATE_TIME =
            "[0-9]{4}-(1[0-2]|0[1-9])-(3[01]|0[1-9]|[12][0-9])T(2[0-3]|[01][0-9]):[0-5][0-9]:[0-5][0-9]([.][0-9]+)?"
                    + "(Z|[+-](2[0-3]|[01][0-9]):[0-5][0-9])?";
}
