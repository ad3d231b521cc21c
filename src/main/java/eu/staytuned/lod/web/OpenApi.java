package eu.staytuned.lod.web;

import eu.staytuned.lod.queries.Parameter;
import eu.staytuned.lod.web.ProgramInterface.Argument;
import eu.staytuned.lod.web.ProgramInterface.Body;
import eu.staytuned.lod.web.ProgramInterface.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.JsonNode;

/** Writes what programs can call as an OpenAPI document (OpenAPI Specification 3.1). */
final class OpenApi {

    private static final Map<String, Object> LOCATION =
            map("Location", map("description", "Its address.", "schema", map("type", "string")));

    private final ProgramInterface programs;
    private final Reading reading;
    private final JsonNode components;

    private OpenApi(ProgramInterface programs, Reading reading, JsonNode components) {
        this.programs = programs;
        this.reading = reading;
        this.components = components;
    }

    /**
     * The document as nested maps and lists, in the order of the specification.
     *
     * @param components what operations refer to: problems and schemas
     */
    static Map<String, Object> of(ProgramInterface programs, Reading reading, JsonNode components) {
        return new OpenApi(programs, reading, components).document();
    }

    private Map<String, Object> document() {
        String base = reading.iris().base();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("openapi", "3.1.0");
        document.put(
                "info",
                map(
                        "title",
                        "Stay Tuned Linked Data",
                        "summary",
                        "What European cities did against early leaving from education and training, to be asked by programs.",
                        "description",
                        "Made from the questions of the release. Each is a query kept as data, with parameters whose values are those that this release has. "
                                + "Everything can be read without credentials; nothing of the data can be written.",
                        "contact",
                        map("name", "Stay Tuned Linked Data", "url", base),
                        "license",
                        map("name", "CC BY 4.0", "identifier", "CC-BY-4.0"),
                        "version",
                        "" + reading.edition().number()));
        document.put("servers", List.of(map("url", base.replaceFirst("/$", ""), "description", "This publication")));
        document.put("security", List.of());
        document.put("tags", tags());
        document.put("paths", paths());
        document.put("components", components);
        return document;
    }

    private List<Object> tags() {
        List<Object> tags = new ArrayList<>();
        programs.byTag()
                .keySet()
                .forEach(tag -> tags.add(map(
                        "name",
                        tag,
                        "description",
                        tag.equals(ProgramInterface.OTHERS)
                                ? "What is made for programs beside the questions."
                                : "Questions with the keyword “" + tag + "”.")));
        return tags;
    }

    private Map<String, Object> paths() {
        Map<String, Object> paths = new LinkedHashMap<>();
        for (Operation operation : programs.operations()) {
            @SuppressWarnings("unchecked")
            Map<String, Object> methods = (Map<String, Object>)
                    paths.computeIfAbsent(operation.path(), any -> new LinkedHashMap<String, Object>());
            methods.put(operation.method().toLowerCase(Locale.ROOT), operation(operation));
        }
        return paths;
    }

    private Map<String, Object> operation(Operation operation) {
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("operationId", operation.id());
        written.put("tags", List.of(operation.tag()));
        written.put("summary", operation.summary());
        written.put("description", operation.description());
        operation
                .question()
                .ifPresent(question -> written.put(
                        "externalDocs", map("description", "The question as data", "url", question.getURI())));
        if (!operation.arguments().isEmpty()) {
            written.put(
                    "parameters",
                    operation.arguments().stream().map(OpenApi::parameter).toList());
        }
        if (!operation.bodies().isEmpty()) {
            Map<String, Object> bodies = new LinkedHashMap<>();
            operation.bodies().forEach(body -> bodies.put(body.type(), body(body)));
            written.put("requestBody", map("required", true, "content", bodies));
        }
        Map<String, Object> responses = new LinkedHashMap<>();
        Map<String, Object> content = new LinkedHashMap<>();
        operation.types().forEach(type -> content.put(type, map("schema", schema(type, operation))));
        responses.put("200", map("description", "The answer, whole.", "content", content));
        for (int status : operation.otherwise()) {
            responses.put(
                    "" + status,
                    status == 201
                            ? map("description", "It is new.", "headers", LOCATION, "content", content)
                            : map("description", "It has an address of its own.", "headers", LOCATION));
        }
        Stream.concat(operation.problems().stream(), Stream.of(HttpStatus.TOO_MANY_REQUESTS.value()))
                .sorted()
                .forEach(status -> responses.put("" + status, reference("responses", "problem" + status)));
        written.put("responses", responses);
        return written;
    }

    private static Map<String, Object> parameter(Argument argument) {
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("name", argument.name());
        written.put("in", argument.in());
        written.put("description", argument.description());
        written.put("required", argument.required());
        Map<String, Object> schema = new LinkedHashMap<>();
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("type", "string");
        argument.parameter()
                .flatMap(Parameter::datatype)
                .map(Node::getURI)
                .filter(type -> type.endsWith("#gYear") && argument.values().isEmpty())
                .ifPresent(year -> one.put("pattern", "^-?[0-9]{4,}$"));
        if (!argument.values().isEmpty()) {
            one.put("enum", argument.values());
        }
        if (argument.several()) {
            schema.put("type", "array");
            schema.put("items", one);
            schema.put("minItems", 1);
            schema.put("maxItems", CityChoice.MOST);
        } else {
            schema.putAll(one);
            if (!argument.standard().isEmpty()) {
                schema.put("default", argument.standard());
            }
        }
        written.put("schema", schema);
        if (argument.several()) {
            written.put("style", "form");
            written.put("explode", true);
            written.put("example", List.of(argument.sample()));
        } else if (argument.values().isEmpty() && !argument.sample().isEmpty()) {
            written.put("example", argument.sample());
        }
        return written;
    }

    private static Map<String, Object> body(Body body) {
        return body.field().isEmpty()
                ? map("schema", map("type", "string"), "example", body.sample())
                : map(
                        "schema",
                        map(
                                "type",
                                "object",
                                "required",
                                List.of(body.field()),
                                "properties",
                                map(body.field(), map("type", "string"))),
                        "example",
                        map(body.field(), body.sample()));
    }

    private static Map<String, Object> schema(String type, Operation operation) {
        return switch (type) {
            case "application/json" ->
                operation.path().equals("/q")
                        ? reference("schemas", "Kept")
                        : operation.path().equals("/resolve")
                                ? reference("schemas", "Resolution")
                                : map("type", "object");
            case "application/csvm+json" -> map("type", "object");
            case "application/vnd.citationstyles.csl+json" -> map("type", "array", "items", map("type", "object"));
            case "application/sparql-results+json" -> reference("schemas", "Results");
            case "application/x-suggestions+json" -> map("type", "array", "minItems", 4, "maxItems", 4);
            case "application/ld+json" -> map("type", List.of("object", "array"));
            default -> map("type", "string");
        };
    }

    private static Map<String, Object> reference(String kind, String name) {
        return map("$ref", "#/components/" + kind + "/" + name);
    }

    private static Map<String, Object> map(Object... entries) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < entries.length; i += 2) {
            map.put((String) entries[i], entries[i + 1]);
        }
        return map;
    }
}
