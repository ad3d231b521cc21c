package eu.staytuned.lod.lookup;

import eu.staytuned.lod.lookup.Query.Condition;
import eu.staytuned.lod.lookup.Query.Quantifier;
import eu.staytuned.lod.lookup.Query.Strictness;
import eu.staytuned.lod.lookup.Query.Value;
import eu.staytuned.lod.rdf.LanguagePreference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads questions as version 0.2 of the Reconciliation Service API has them, and as its draft of 1.0 does. */
final class QueryReader {

    private static final int MOST_TYPES = 20;
    private static final int MOST_CONDITIONS = 20;
    private static final int MOST_VALUES = 50;

    private final JsonMapper json;
    private final int mostQueries;

    QueryReader(JsonMapper json, int mostQueries) {
        this.json = json;
        this.mostQueries = mostQueries;
    }

    JsonNode read(String text, String what) {
        try {
            JsonNode node = json.readTree(text);
            if (node != null && !node.isMissingNode()) {
                return node;
            }
        } catch (JacksonException e) {
            throw bad(what + " is not JSON: " + Sending.shortened(e.getOriginalMessage()));
        }
        throw bad(what + " is empty.");
    }

    /** 0.2: an object, each query under a name by which the client finds its answer. */
    Map<String, Query> batch(String queries) {
        JsonNode batch = read(queries, "queries");
        if (!batch.isObject()) {
            throw bad("queries is an object of queries: {\"q0\": {\"query\": \"Ghent\", \"type\": \"City\"}}.");
        }
        limit(batch.size());
        Map<String, Query> read = new LinkedHashMap<>();
        batch.propertyStream().forEach(entry -> read.put(entry.getKey(), query(entry.getKey(), entry.getValue())));
        return read;
    }

    /** 0.1: one query, as an object or as the name alone. */
    Query single(String query) {
        return query.stripLeading().startsWith("{")
                ? query("query", read(query, "query"))
                : new Query(query, List.of(), List.of(), Strictness.ANY, Query.USUAL, List.of(), Optional.empty());
    }

    /** The draft of 1.0: an array of queries. */
    List<Query> draft(JsonNode body) {
        JsonNode queries = body.get("queries");
        if (queries == null || !queries.isArray()) {
            throw bad("The body has an array of queries: {\"queries\": [{\"type\": \"City\", \"conditions\": "
                    + "[{\"matchType\": \"name\", \"propertyValue\": \"Ghent\"}]}]}.");
        }
        limit(queries.size());
        List<Query> read = new ArrayList<>();
        for (JsonNode query : queries) {
            read.add(draftQuery("queries[" + read.size() + "]", query));
        }
        return read;
    }

    private void limit(int queries) {
        if (queries > mostQueries) {
            throw Sending.problem(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "A batch has at most " + mostQueries + " queries, and this one has " + queries + ".");
        }
    }

    private Query query(String name, JsonNode query) {
        if (!query.isObject()) {
            throw bad(name + " is not a query: an object with query or properties.");
        }
        List<Condition> conditions = new ArrayList<>();
        for (JsonNode property : array(query.get("properties"), name + ".properties", MOST_CONDITIONS)) {
            // OpenRefine before 3.3 names Freebase's properties by a p.
            String pid = text(property.get("pid"), text(property.get("p"), ""));
            if (pid.isEmpty()) {
                throw bad(name + ": a property has a pid.");
            }
            conditions.add(new Condition(pid, values(property.get("v"), name), false, Quantifier.ANY));
        }
        String text = text(query.get("query"), "");
        if (query.get("query") == null && conditions.isEmpty()) {
            throw bad(name + " has neither query nor properties.");
        }
        return new Query(
                text,
                List.of(),
                types(query.get("type"), name),
                strictness(text(query.get("type_strict"), "any"), name),
                limit(query.get("limit"), name),
                conditions,
                language(query));
    }

    private Query draftQuery(String name, JsonNode query) {
        JsonNode conditions = query.get("conditions");
        if (conditions == null || !conditions.isArray() || conditions.isEmpty()) {
            throw bad(name + " has no conditions.");
        }
        String text = "";
        List<String> ids = new ArrayList<>();
        List<Condition> others = new ArrayList<>();
        for (JsonNode condition : array(conditions, name + ".conditions", MOST_CONDITIONS)) {
            List<Value> values = values(condition.get("propertyValue"), name);
            switch (text(condition.get("matchType"), "")) {
                case "name" -> text = values.isEmpty() ? text : values.get(0).text();
                case "id" -> values.forEach(value -> ids.add(value.id().isEmpty() ? value.text() : value.id()));
                case "property" -> {
                    String property = text(condition.get("propertyId"), "");
                    if (property.isEmpty()) {
                        throw bad(name + ": a condition of matchType property has a propertyId.");
                    }
                    JsonNode required = condition.get("required");
                    others.add(new Condition(
                            property,
                            values,
                            required != null && required.asBoolean(false),
                            quantifier(text(condition.get("matchQuantifier"), "any"), name)));
                }
                default -> throw bad(name + ": matchType is name, id or property.");
            }
        }
        return new Query(
                text,
                ids,
                types(query.get("type"), name),
                Strictness.ANY,
                limit(query.get("limit"), name),
                others,
                language(query));
    }

    private static Optional<String> language(JsonNode query) {
        return Optional.of(text(query.get("lang"), "")).filter(LanguagePreference::isTag);
    }

    private static List<String> types(@Nullable JsonNode types, String name) {
        List<String> read = new ArrayList<>();
        if (types != null && types.isArray()) {
            for (JsonNode type : array(types, name + ".type", MOST_TYPES)) {
                add(read, type);
            }
        } else if (types != null) {
            add(read, types);
        }
        return read;
    }

    private static void add(List<String> types, JsonNode type) {
        String id = type.isObject() ? text(type.get("id"), "") : text(type, "");
        if (!id.isBlank()) {
            types.add(id);
        }
    }

    private static Strictness strictness(String word, String name) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "any" -> Strictness.ANY;
            case "all" -> Strictness.ALL;
            case "should" -> Strictness.SHOULD;
            default -> throw bad(name + ": type_strict is any, all or should.");
        };
    }

    private static Quantifier quantifier(String word, String name) {
        return switch (word) {
            case "any" -> Quantifier.ANY;
            case "all" -> Quantifier.ALL;
            case "none" -> Quantifier.NONE;
            default -> throw bad(name + ": matchQuantifier is any, all or none.");
        };
    }

    private static int limit(@Nullable JsonNode limit, String name) {
        if (limit == null || limit.isNull()) {
            return Query.USUAL;
        }
        double number = limit.isNumber() ? limit.asDouble() : limit.asDouble(-1);
        if (!(number >= 0) || number != Math.rint(number)) {
            throw bad(name + ": limit is a positive whole number.");
        }
        // OpenRefine means no limit by 0.
        return number == 0 ? Query.USUAL : (int) Math.min(number, Query.MOST);
    }

    private static List<Value> values(@Nullable JsonNode values, String name) {
        List<Value> read = new ArrayList<>();
        if (values != null && values.isArray()) {
            for (JsonNode value : array(values, name + ", values", MOST_VALUES)) {
                add(value, read);
            }
        } else if (values != null) {
            add(values, read);
        }
        return read;
    }

    private static void add(JsonNode value, List<Value> values) {
        if (value.isObject()) {
            values.add(new Value(text(value.get("id"), ""), text(value.get("name"), "")));
        } else if (value.isValueNode() && !value.isNull()) {
            values.add(new Value("", value.asString()));
        }
    }

    private static Iterable<JsonNode> array(@Nullable JsonNode array, String name, int most) {
        if (array == null || array.isNull()) {
            return List.of();
        }
        if (!array.isArray()) {
            throw bad(name + " is an array.");
        }
        if (array.size() > most) {
            throw bad(name + " has at most " + most + " entries.");
        }
        return array;
    }

    static String text(@Nullable JsonNode value, String otherwise) {
        return value == null || !value.isValueNode() || value.isNull() ? otherwise : value.asString();
    }

    private static ErrorResponseException bad(String detail) {
        return Sending.problem(HttpStatus.BAD_REQUEST, detail.length() > 400 ? detail.substring(0, 400) + "…" : detail);
    }
}
