package eu.staytuned.lod.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The OpenAPI document keeps the rules of the specification, and what it documents is answered. */
class OpenApiTests extends RepositorySiteTest {

    private static final Map<String, String> CITATIONS = Map.of(
            "text/x-bibliography", "text",
            "application/x-bibtex", "bibtex",
            "text/yaml", "cff",
            "application/vnd.citationstyles.csl+json", "csl");

    private final JsonMapper json = JsonMapper.builder().build();

    private record Operation(String path, String method, JsonNode node) {

        List<JsonNode> parameters() {
            return node.path("parameters").valueStream().toList();
        }
    }

    @Test
    void theDocumentSaysWhichReleaseItIsForAndWhere() {
        JsonNode document = document();

        assertThat(document.get("openapi").asString()).startsWith("3.1.");
        assertThat(document.at("/info/version").asString()).matches("\\d+");
        assertThat(document.at("/info/license/identifier").asString()).isEqualTo("CC-BY-4.0");
        assertThat(document.at("/info/contact").propertyNames()).doesNotContain("email");
        assertThat(document.at("/servers/0/url").asString() + "/").isEqualTo(base());
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        JsonNode document = document();
        List<String> references = new ArrayList<>();
        collect(document, references);

        assertThat(references).isNotEmpty().allSatisfy(reference -> assertThat(
                        document.at(reference.substring(1)).isMissingNode())
                .as(reference)
                .isFalse());
    }

    @Test
    void operationsHaveNamesOfTheirOwnTagsThatAreExplainedAndAllTheirParameters() {
        JsonNode document = document();
        Set<String> tags = new HashSet<>();
        document.get("tags").forEach(tag -> {
            assertThat(tag.get("description").asString()).isNotBlank();
            assertThat(tags.add(tag.get("name").asString())).isTrue();
        });
        Set<String> ids = new HashSet<>();
        for (Operation operation : operations(document)) {
            assertThat(ids.add(operation.node().get("operationId").asString()))
                    .as("operationId of %s", operation.path())
                    .isTrue();
            assertThat(operation.node().get("operationId").asString()).matches("[a-z][A-Za-z0-9]*");
            assertThat(operation.node().get("summary").asString()).isNotBlank();
            operation.node().get("tags").forEach(tag -> assertThat(tags).contains(tag.asString()));
            Set<String> named = new HashSet<>();
            Pattern.compile("\\{([^}]+)}")
                    .matcher(operation.path())
                    .results()
                    .forEach(name -> named.add(name.group(1)));
            Set<String> declared = new HashSet<>();
            for (JsonNode parameter : operation.parameters()) {
                assertThat(parameter.get("description").asString()).isNotBlank();
                if (parameter.get("in").asString().equals("path")) {
                    assertThat(parameter.get("required").asBoolean()).isTrue();
                    declared.add(parameter.get("name").asString());
                }
                JsonNode values = parameter.at("/schema/enum");
                if (parameter.at("/schema").has("default") && !values.isMissingNode()) {
                    assertThat(values.valueStream().map(JsonNode::asString))
                            .contains(parameter.at("/schema/default").asString());
                }
                assertThat(values.size()).isLessThanOrEqualTo(100);
            }
            assertThat(declared).as(operation.path()).isEqualTo(named);
        }
    }

    /** Every operation in every media type, and with every value that is listed. */
    @Test
    void whatIsDocumentedIsAnswered() {
        Map<String, String> faults = new TreeMap<>();
        int asked = 0;
        int sentOn = 0;
        for (Operation operation : operations(document())) {
            if (operation.method().equals("post")) {
                continue;
            }
            if (operation.node().at("/responses").has("303")) {
                sentOn++;
                assertThat(send("GET", address(operation, "", "")).statusCode())
                        .as(operation.path())
                        .isEqualTo(303);
            }
            String address = address(operation, "", "");
            for (String type : operation.node().at("/responses/200/content").propertyNames()) {
                check(asking(operation, type, address), type, type, faults);
                asked++;
            }
            for (JsonNode parameter : operation.parameters()) {
                for (JsonNode value : values(parameter)) {
                    String name = parameter.get("name").asString();
                    if (name.equals("redirect") && value.asString().equals("true")) {
                        continue;
                    }
                    String type = Set.of("format", "explain", "as").contains(name) ? "" : first(operation);
                    check(address(operation, name, value.asString()), first(operation), type, faults);
                    asked++;
                }
            }
        }

        assertThat(faults).isEmpty();
        assertThat(asked).isGreaterThan(300);
        assertThat(sentOn).isEqualTo(2);
    }

    /** Every body that is documented, and what then has an address. */
    @Test
    void whatIsSentAsDocumentedIsAnswered() {
        Map<String, String> faults = new TreeMap<>();
        int sent = 0;
        for (Operation operation : operations(document())) {
            for (Map.Entry<String, JsonNode> body :
                    operation.node().at("/requestBody/content").properties()) {
                JsonNode example = body.getValue().get("example");
                String text = example.isObject()
                        ? example.properties().stream()
                                .map(field -> field.getKey() + "="
                                        + encoded(field.getValue().asString()))
                                .collect(Collectors.joining("&"))
                        : example.asString();
                HttpResponse<String> answer =
                        post(operation.path().substring(1), body.getKey(), text, first(operation));
                String type = answer.headers().firstValue("Content-Type").orElse("");
                if (!operation.node().get("responses").has("" + answer.statusCode())
                        || answer.statusCode() >= 400
                        || !type.startsWith(first(operation))) {
                    faults.put(
                            operation.path() + " " + body.getKey(),
                            answer.statusCode() + " " + type + " " + answer.body());
                }
                sent++;
            }
        }

        assertThat(faults).isEmpty();
        assertThat(sent).isEqualTo(5);
    }

    @Test
    void aResultIsKeptAsTheDocumentSays() {
        JsonNode document = document();
        JsonNode responses = document.at("/paths/~1q/post/responses");
        String query =
                "query=" + encoded("SELECT ?city { ?city a <" + base() + "ontology#City> } ORDER BY ?city LIMIT 2");
        String form = "application/x-www-form-urlencoded";

        HttpResponse<String> created = post("q", form, query, "application/json");
        HttpResponse<String> again = post("q", form, query, "application/json");
        HttpResponse<String> reader = post("q", form, query, "text/html");

        assertThat(List.of(created.statusCode(), again.statusCode(), reader.statusCode()))
                .containsExactly(201, 200, 303)
                .allSatisfy(status -> assertThat(responses.has("" + status)).isTrue());
        JsonNode kept = json.readTree(created.body());
        JsonNode schema = document.at("/components/schemas/Kept/properties");
        assertThat(kept.propertyNames()).containsExactlyInAnyOrderElementsOf(schema.propertyNames());
        assertThat(kept.get("rows").asInt()).isEqualTo(2);
        assertThat(created.headers().firstValue("Location"))
                .contains(kept.get("address").asString());
    }

    /** Where the same operation answers in another way, its query or parameter says so. */
    private String asking(Operation operation, String type, String address) {
        if (operation.path().equals("/sparql")) {
            return type.equals("application/json")
                    ? address + "&explain=empty"
                    : isGraph(type)
                            ? "sparql?query=" + encoded("CONSTRUCT WHERE { ?s a <" + base() + "ontology#City> }")
                            : address;
        }
        String parameter = operation.path().equals("/resolve") ? "redirect" : "as";
        return operation.node().at("/responses").has("303")
                ? address(
                        operation,
                        parameter,
                        parameter.equals("redirect") ? "false" : CITATIONS.getOrDefault(type, "unknown " + type))
                : address;
    }

    private HttpResponse<String> post(String path, String type, String body, String accept) {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(base() + path))
                                    .header("Content-Type", type)
                                    .header("Accept", accept)
                                    .POST(HttpRequest.BodyPublishers.ofString(body))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The name of a result that is there. */
    private String kept() {
        String query = "query=" + encoded("SELECT ?city { ?city a <" + base() + "ontology#City> } ORDER BY ?city");
        return json.readTree(post("q", "application/x-www-form-urlencoded", query, "application/json")
                        .body())
                .get("hash")
                .asString();
    }

    private void check(String address, String accept, String type, Map<String, String> faults) {
        HttpResponse<String> answer = get(address, accept);
        String sent = answer.headers().firstValue("Content-Type").orElse("");
        if (answer.statusCode() != 200) {
            faults.put(address + " as " + accept, answer.statusCode() + " " + answer.body());
        } else if (!sent.startsWith(type)) {
            faults.put(address + " as " + accept, "is " + sent);
        } else if (sent.startsWith("text/csv") && answer.body().lines().count() < 2) {
            faults.put(address + " as " + accept, "has no rows");
        }
    }

    private static boolean isGraph(String type) {
        return !type.contains("results") && !type.equals("text/csv") && !type.equals("text/tab-separated-values");
    }

    private static String first(Operation operation) {
        return operation
                .node()
                .at("/responses/200/content")
                .propertyNames()
                .iterator()
                .next();
    }

    private static List<JsonNode> values(JsonNode parameter) {
        JsonNode schema = parameter.get("schema");
        return (schema.has("items") ? schema.get("items") : schema)
                .path("enum")
                .valueStream()
                .toList();
    }

    /** With what must be given, and one parameter that is chosen. */
    private String address(Operation operation, String name, String value) {
        String path = operation.path().substring(1);
        Map<String, String> parameters = new LinkedHashMap<>();
        for (JsonNode parameter : operation.parameters()) {
            String own = parameter.get("name").asString();
            String sample = own.equals(name)
                    ? value
                    : parameter.get("example") == null
                            ? ""
                            : parameter.get("example").isArray()
                                    ? parameter.get("example").get(0).asString()
                                    : parameter.get("example").asString();
            if (parameter.get("in").asString().equals("path")) {
                JsonNode listed = parameter.at("/schema/enum/0");
                path = path.replace(
                        "{" + own + "}",
                        own.equals("hash")
                                ? kept()
                                : sample.isEmpty() && !listed.isMissingNode() ? listed.asString() : sample);
            } else if (own.equals(name) || parameter.get("required").asBoolean()) {
                parameters.put(own, sample);
            }
        }
        StringBuilder address = new StringBuilder(path);
        parameters.forEach((own, sample) -> address.append(address.indexOf("?") < 0 ? '?' : '&')
                .append(own)
                .append('=')
                .append(encoded(sample)));
        return address.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private JsonNode document() {
        HttpResponse<String> document = send("GET", "openapi.json");
        assertThat(document.statusCode()).isEqualTo(200);
        assertThat(document.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/json");
        return json.readTree(document.body());
    }

    private static List<Operation> operations(JsonNode document) {
        List<Operation> operations = new ArrayList<>();
        document.get("paths").properties().forEach(path -> path.getValue()
                .properties()
                .forEach(method -> operations.add(new Operation(path.getKey(), method.getKey(), method.getValue()))));
        assertThat(operations).hasSizeGreaterThan(30);
        return operations;
    }

    private static void collect(JsonNode node, List<String> references) {
        if (node.has("$ref")) {
            references.add(node.get("$ref").asString());
        }
        node.forEach(child -> collect(child, references));
    }
}
