package eu.staytuned.lod.web;

import eu.staytuned.lod.queries.AllowedValues;
import eu.staytuned.lod.queries.Example;
import eu.staytuned.lod.queries.Examples;
import eu.staytuned.lod.queries.Parameter;
import eu.staytuned.lod.rdf.RdfSyntax;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;

/**
 * What programs can call here, in English: the questions of the release, and the other addresses that are made for programs.
 *
 * @param operations in order; those of the questions first
 */
record ProgramInterface(List<Operation> operations) {

    /** A list of values longer than this is asked for rather than documented. */
    private static final int MOST_VALUES = 100;

    static final String OTHERS = "other addresses";

    private static final List<String> ENGLISH = List.of("en");
    private static final String RESULTS_JSON = "application/sparql-results+json";
    private static final Node COMMENT = Reading.iri("http://www.w3.org/2000/01/rdf-schema#comment");
    private static final Node MEANING = Reading.iri("http://www.w3.org/ns/shacl#description");

    /**
     * Something to call.
     *
     * @param path below the base, with a slash in front; braces hold what is to be filled in
     * @param id as clients name their functions: lower camel case
     * @param question the IRI of the question that it asks, if it is one
     * @param types the media types of its answers, the first is what a program gets that does not mind
     * @param problems the statuses of what can go wrong
     * @param post whether it is sent by POST, with a query as its body
     */
    record Operation(
            String path,
            String id,
            String tag,
            String summary,
            String description,
            Optional<Node> question,
            List<Argument> arguments,
            List<String> types,
            List<Integer> problems,
            boolean post) {

        String method() {
            return post ? "POST" : "GET";
        }
    }

    /**
     * Something to fill in.
     *
     * @param in {@code query} or {@code path}
     * @param type of JSON Schema: string, integer, array of strings
     * @param values that it may have; empty where any of the type will do, or where there are too many to list
     * @param standard what holds where nothing is given; empty where it must be given or has no meaning
     * @param sample a value that gives an answer
     */
    record Argument(
            String name,
            String in,
            String description,
            boolean required,
            String type,
            List<String> values,
            String standard,
            String sample,
            Optional<Parameter> parameter) {

        private static Argument query(String name, String description, boolean required, String sample) {
            return new Argument(
                    name, "query", description, required, "string", List.of(), "", sample, Optional.empty());
        }

        private static Argument path(String name, String description, String sample) {
            return new Argument(name, "path", description, true, "string", List.of(), "", sample, Optional.empty());
        }

        private static Argument choice(String name, String description, List<String> values, String standard) {
            return new Argument(
                    name, "query", description, false, "string", values, standard, values.get(0), Optional.empty());
        }
    }

    static ProgramInterface of(Examples examples, Reading reading) {
        List<Operation> operations = new ArrayList<>();
        QueryPages.groups(examples.all())
                .forEach((keyword, group) -> group.forEach(example -> operations.add(
                        question(example, keyword.isEmpty() ? "other questions" : keyword, english(reading)))));
        operations.addAll(others(english(reading)));
        return new ProgramInterface(List.copyOf(operations));
    }

    private static Reading english(Reading reading) {
        PageTexts texts = reading.texts();
        return new Reading(
                reading.shelf(),
                new PageTexts(texts.graph(), ENGLISH, Locale.ENGLISH),
                reading.site(),
                reading.messages());
    }

    private static Operation question(Example example, String tag, Reading english) {
        List<Argument> arguments = new ArrayList<>(example.parameters().stream()
                .map(parameter -> argument(parameter, english))
                .toList());
        List<String> types = new ArrayList<>();
        if (!example.isFederated()) {
            List<AnswerFormat> formats = AnswerFormat.of(example.form());
            types.addAll(formats.stream().map(AnswerFormat::mediaType).toList());
            arguments.add(Argument.choice(
                    "format",
                    "The format of the answer, whatever the Accept header says.",
                    formats.stream().map(AnswerFormat::extension).toList(),
                    ""));
        }
        types.add(AnswerFormat.TEXT.mediaType());
        types.add(Representation.PAGE.mediaType());
        String comment = english.text(example.iri(), COMMENT)
                .map(text -> text.text() + "\n\n")
                .orElse("");
        String ending = example.isFederated()
                ? "It asks " + String.join(" and ", example.federatesWith())
                        + " as well, which is not done from here: the text of the query is answered, no rows."
                : "An ending of the path names the format as well: `" + Questions.path(example) + "."
                        + AnswerFormat.of(example.form()).get(0).extension() + "`.";
        return new Operation(
                "/" + Questions.path(example),
                camelCase(example.name()),
                tag,
                english.name(example.iri()).text(),
                comment + ending,
                Optional.of(example.iri()),
                List.copyOf(arguments),
                List.copyOf(types),
                example.isFederated() ? List.of(400, 403, 406) : List.of(400, 406, 503),
                false);
    }

    private static Argument argument(Parameter parameter, Reading english) {
        List<String> names = parameter.allowed().map(AllowedValues::names).orElse(List.of());
        String standard = parameter.defaultValue().map(parameter::nameOf).orElse("");
        return new Argument(
                parameter.name(),
                "query",
                english.text(parameter.iri(), MEANING)
                        .or(() -> Optional.of(english.name(parameter.iri())))
                        .map(PageTexts.Text::text)
                        .orElseThrow(),
                !parameter.optional() && parameter.defaultValue().isEmpty(),
                "string",
                names.size() <= MOST_VALUES ? names : List.of(),
                standard,
                standard.isEmpty() ? names.stream().findFirst().orElse("") : standard,
                Optional.of(parameter));
    }

    private static List<Operation> others(Reading english) {
        List<String> cities = english.instances("City").stream()
                .map(city -> CityChoice.name(city, english))
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        List<String> graphs =
                Stream.of(RdfSyntax.values()).map(RdfSyntax::mediaType).toList();
        List<String> answers = Stream.concat(
                        Stream.of(
                                RESULTS_JSON,
                                "application/sparql-results+xml",
                                "text/csv",
                                "text/tab-separated-values"),
                        graphs.stream())
                .toList();
        String sparql = "Any query of SPARQL 1.1 over the release: rows for SELECT and ASK, a graph for CONSTRUCT and "
                + "DESCRIBE. An answer is whole, or it is a problem.";
        List<Operation> operations = new ArrayList<>(List.of(
                new Operation(
                        "/sparql",
                        "query",
                        OTHERS,
                        "Ask in SPARQL",
                        sparql,
                        Optional.empty(),
                        List.of(
                                Argument.query(
                                        "query",
                                        "A query, with its prefixes.",
                                        true,
                                        "SELECT ?class (COUNT(*) AS ?things) { ?thing a ?class } GROUP BY ?class ORDER BY DESC(?things) LIMIT 3"),
                                Argument.choice(
                                        "format",
                                        "The format of the answer, whatever the Accept header says.",
                                        List.of("json", "xml", "csv", "tsv"),
                                        "")),
                        answers,
                        List.of(400, 403, 406, 503),
                        false),
                new Operation(
                        "/sparql",
                        "queryByPost",
                        OTHERS,
                        "Ask in SPARQL, for queries too long for an address",
                        sparql,
                        Optional.empty(),
                        List.of(),
                        answers,
                        List.of(400, 403, 406, 415, 503),
                        true),
                new Operation(
                        "/doc/{kind}/{name}",
                        "describe",
                        OTHERS,
                        "Describe one thing",
                        "All that is said about a thing: `/id/city/ghent` is the name of a city, `/doc/city/ghent` the document about it.",
                        Optional.empty(),
                        List.of(
                                Argument.path(
                                        "kind",
                                        "The kind of thing, as in its IRI: city, action, concept schemes …",
                                        "city"),
                                Argument.path("name", "The last part of its IRI.", "ghent")),
                        Stream.concat(graphs.stream(), Stream.of(Representation.PAGE.mediaType()))
                                .toList(),
                        List.of(404, 406, 410),
                        false),
                new Operation(
                        "/search/suggestions",
                        "suggest",
                        OTHERS,
                        "Suggest names while somebody types",
                        "OpenSearch suggestions: what was typed, names, what each is, addresses.",
                        Optional.empty(),
                        List.of(Argument.query(
                                "q", "The beginning of a name, in any language and script.", true, "gote")),
                        List.of("application/x-suggestions+json"),
                        List.of(400, 503),
                        false),
                new Operation(
                        "/explore.csv",
                        "listActionsOrCities",
                        OTHERS,
                        "Actions or cities as a table",
                        "Each with what the sources say about it. The page `/explore` narrows the list down and links to its table.",
                        Optional.empty(),
                        List.of(Argument.choice("list", "Without it, actions are listed.", List.of(Choice.CITIES), "")),
                        List.of("text/csv"),
                        List.of(400, 503),
                        false)));
        if (cities.size() >= CityChoice.FEWEST) {
            operations.add(new Operation(
                    "/compare.csv",
                    "compareCities",
                    OTHERS,
                    "Cities side by side as a table",
                    "`rates`: a row for each area around the cities and each year; `work`: a row for each thing that the work of a city is sorted under.",
                    Optional.empty(),
                    List.of(
                            new Argument(
                                    CityChoice.PARAMETER,
                                    "query",
                                    "One to " + CityChoice.MOST + " cities.",
                                    true,
                                    "array",
                                    cities,
                                    "",
                                    cities.get(0),
                                    Optional.empty()),
                            Argument.choice("table", "Which table.", List.of("rates", "work"), "rates")),
                    List.of("text/csv"),
                    List.of(400, 503),
                    false));
        }
        return operations;
    }

    private static String camelCase(String name) {
        StringBuilder id = new StringBuilder();
        for (String word : name.split("[^A-Za-z0-9]+")) {
            id.append(id.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return id.toString();
    }

    /** Keywords and the like under which operations stand. */
    Map<String, List<Operation>> byTag() {
        Map<String, List<Operation>> tags = new LinkedHashMap<>();
        operations.forEach(operation ->
                tags.computeIfAbsent(operation.tag(), any -> new ArrayList<>()).add(operation));
        return tags;
    }

    /** The address of an operation with values that give an answer, as one types it. */
    static String sample(Operation operation) {
        String path = operation.path();
        Parameters parameters = Parameters.NONE;
        for (Argument argument : operation.arguments()) {
            if (argument.in().equals("path")) {
                path = path.replace("{" + argument.name() + "}", argument.sample());
            } else if (argument.required() || argument.parameter().isPresent()) {
                parameters = parameters.with(argument.name(), argument.sample());
            }
        }
        return parameters.of(path.substring(1));
    }
}
