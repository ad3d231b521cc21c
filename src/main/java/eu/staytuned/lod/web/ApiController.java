package eu.staytuned.lod.web;

import eu.staytuned.lod.queries.AllowedValues;
import eu.staytuned.lod.web.PageTexts.Text;
import eu.staytuned.lod.web.ProgramInterface.Argument;
import eu.staytuned.lod.web.ProgramInterface.Body;
import eu.staytuned.lod.web.ProgramInterface.Operation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What programs can call: as OpenAPI for programs, and the same as a page. */
@Controller
class ApiController {

    private static final String DOCUMENT = "openapi.json";
    private static final int FIRST = 6;

    private final Questions questions;
    private final JsonMapper json;
    private final JsonNode components;

    ApiController(Questions questions, JsonMapper json) throws IOException {
        this.questions = questions;
        this.json = json;
        this.components = json.readTree(
                new ClassPathResource("openapi-components.json", ApiController.class).getContentAsByteArray());
    }

    /** Operations under a keyword. */
    public record Part(String id, String title, boolean english, List<Entry> entries) {}

    /**
     * An operation in the words of the reader.
     *
     * @param page that shows the same to people; empty where there is none
     */
    public record Entry(
            String id,
            String method,
            String path,
            String page,
            Text title,
            Optional<Text> description,
            List<Line> arguments,
            String types,
            String sample) {}

    /**
     * An argument.
     *
     * @param values the first of them
     * @param more how many there are beyond those
     */
    public record Line(String name, boolean required, Text meaning, List<String> values, int more, String standard) {}

    @GetMapping("/" + DOCUMENT)
    DesignedFile document() {
        return new DesignedFile(
                MediaType.APPLICATION_JSON, Optional.empty(), reading -> json.writerWithDefaultPrettyPrinter()
                        .writeValueAsString(OpenApi.of(programs(reading), reading, components))
                        .getBytes(StandardCharsets.UTF_8));
    }

    @GetMapping("/api")
    DesignedPage page() {
        return new DesignedPage("api", reading -> {
            Map<String, List<Operation>> tags = programs(reading).byTag();
            List<Part> parts = tags.entrySet().stream()
                    .map(tag -> new Part(
                            "about-" + tag.getKey().replaceAll("[^a-z0-9]+", "-"),
                            tag.getKey().equals(ProgramInterface.OTHERS)
                                    ? reading.message("queries.api.others")
                                    : tag.getKey(),
                            !tag.getKey().equals(ProgramInterface.OTHERS),
                            tag.getValue().stream()
                                    .map(operation -> entry(operation, reading))
                                    .toList()))
                    .toList();
            return Map.of(
                    "parts", parts,
                    "document", reading.site().file(DOCUMENT),
                    "heading", reading.message("queries.api.title"),
                    "description", reading.message("queries.api.intro"));
        });
    }

    private ProgramInterface programs(Reading reading) {
        return ProgramInterface.of(questions.of(reading), reading);
    }

    private static Entry entry(Operation operation, Reading reading) {
        String address = ProgramInterface.sample(operation);
        String first = operation.types().get(0);
        String sample = !operation.bodies().isEmpty()
                ? posting(operation, first)
                        + reading.iris().resolve(operation.path().substring(1))
                : operation.question().isPresent()
                        ? "curl '" + reading.iris().resolve(ending(address, operation)) + "'"
                        : "curl -H 'Accept: " + first + "' '" + reading.iris().resolve(address) + "'";
        return new Entry(
                operation.id(),
                operation.method(),
                operation.path(),
                operation
                        .question()
                        .map(question -> reading.site().link(operation.path().substring(1)))
                        .orElse(""),
                operation.question().map(reading::name).orElseGet(() -> english(operation.summary(), reading)),
                operation
                        .question()
                        .map(question -> reading.description(question))
                        .orElseGet(() ->
                                Optional.of(english(operation.description().replace("`", ""), reading))),
                operation.arguments().stream()
                        .map(argument -> line(argument, reading))
                        .toList(),
                String.join(" · ", operation.types()),
                sample);
    }

    private static String posting(Operation operation, String type) {
        Body body = operation.bodies().get(0);
        return body.field().isEmpty()
                ? "curl -H 'Content-Type: " + body.type() + "' --data-binary $'"
                        + body.sample().replace("\n", "\\n") + "' "
                : "curl -H 'Accept: " + type + "' --data-urlencode '" + body.field() + "=" + body.sample() + "' ";
    }

    /** With the format as its ending, as one pastes it into a spreadsheet. */
    private static String ending(String address, Operation operation) {
        String format = Stream.of("csv", "ttl", AnswerFormat.TEXT.extension())
                .filter(extension -> operation.arguments().stream()
                        .anyMatch(argument -> argument.name().equals("format")
                                && argument.values().contains(extension)))
                .findFirst()
                .orElse(AnswerFormat.TEXT.extension());
        int parameters = address.indexOf('?');
        return parameters < 0
                ? address + "." + format
                : address.substring(0, parameters) + "." + format + address.substring(parameters);
    }

    private static Line line(Argument argument, Reading reading) {
        Optional<Node> parameter = argument.parameter().map(one -> one.iri());
        List<String> values = argument.parameter()
                .flatMap(one -> one.allowed())
                .map(AllowedValues::names)
                .orElse(argument.values());
        return new Line(
                argument.name(),
                argument.required(),
                parameter
                        .map(iri -> reading.text(iri, QueryPages.MEANING).orElseGet(() -> reading.name(iri)))
                        .orElseGet(() -> english(argument.description().replace("`", ""), reading)),
                values.stream().limit(FIRST).toList(),
                Math.max(0, values.size() - FIRST),
                argument.standard());
    }

    private static Text english(String text, Reading reading) {
        return new Text(text, reading.locale().getLanguage().equals("en") ? "" : "en");
    }
}
