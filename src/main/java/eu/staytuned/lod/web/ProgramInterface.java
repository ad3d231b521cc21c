package eu.staytuned.lod.web;

import eu.staytuned.lod.queries.AllowedValues;
import eu.staytuned.lod.queries.Example;
import eu.staytuned.lod.queries.Examples;
import eu.staytuned.lod.queries.Parameter;
import eu.staytuned.lod.rdf.RdfSyntax;
import eu.staytuned.lod.rdf.Terms;
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
    private static final String JSON = "application/json";
    private static final String ASK = "ASK { ?thing a ?class }";
    private static final String NAMES_QUERY =
            "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> SELECT ?thing ?name { ?thing rdfs:label ?name }"
                    + " ORDER BY ?thing ?name LIMIT 3";
    private static final String HASH = "The name of the result, as `POST /q` gives it.";
    private static final Node TABLE = Reading.iri("http://www.w3.org/ns/csvw#Table");
    private static final String RESULTS_JSON = "application/sparql-results+json";

    /** The media types of rows; what most programs can read comes first. */
    private static final List<String> ROWS =
            List.of(RESULTS_JSON, "application/sparql-results+xml", "text/csv", "text/tab-separated-values");

    /**
     * Something to call.
     *
     * @param path below the base, with a slash in front; braces hold what is to be filled in
     * @param id as clients name their functions: lower camel case
     * @param question the IRI of the question that it asks, if it is one
     * @param types the media types of its answers, the first is what a program gets that does not mind
     * @param problems the statuses of what can go wrong
     * @param bodies what is sent by POST, in the formats that it can have; none where it is asked for by GET
     * @param otherwise the statuses of what succeeds without being the answer itself: 201 and 303
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
            List<Body> bodies,
            List<Integer> otherwise) {

        private static Operation get(
                String path,
                String id,
                String summary,
                String description,
                List<Argument> arguments,
                List<String> types,
                List<Integer> problems) {
            return post(path, id, summary, description, arguments, List.of(), types, problems);
        }

        private static Operation post(
                String path,
                String id,
                String summary,
                String description,
                List<Argument> arguments,
                List<Body> bodies,
                List<String> types,
                List<Integer> problems) {
            return new Operation(
                    path,
                    id,
                    OTHERS,
                    summary,
                    description,
                    Optional.empty(),
                    arguments,
                    types,
                    problems,
                    bodies,
                    List.of());
        }

        private Operation orElse(Integer... statuses) {
            return new Operation(
                    path,
                    id,
                    tag,
                    summary,
                    description,
                    question,
                    arguments,
                    types,
                    problems,
                    bodies,
                    List.of(statuses));
        }

        String method() {
            return bodies.isEmpty() ? "GET" : "POST";
        }
    }

    /**
     * What is sent.
     *
     * @param field of a form; empty where the body is the text itself
     * @param sample that has an answer
     */
    record Body(String type, String field, String sample) {

        private static Body form(String field, String sample) {
            return new Body("application/x-www-form-urlencoded", field, sample);
        }
    }

    /**
     * Something to fill in.
     *
     * @param in {@code query} or {@code path}
     * @param several whether it may be given several times
     * @param values that it may have; empty where any of the type will do, or where there are too many to list
     * @param standard what holds where nothing is given; empty where it must be given or has no meaning
     * @param sample a value that gives an answer
     */
    record Argument(
            String name,
            String in,
            String description,
            boolean required,
            boolean several,
            List<String> values,
            String standard,
            String sample,
            Optional<Parameter> parameter) {

        private static Argument query(String name, String description, boolean required, String sample) {
            return new Argument(name, "query", description, required, false, List.of(), "", sample, Optional.empty());
        }

        private static Argument path(String name, String description, String sample) {
            return new Argument(name, "path", description, true, false, List.of(), "", sample, Optional.empty());
        }

        private static Argument choice(String name, String description, List<String> values, String standard) {
            return new Argument(
                    name, "query", description, false, false, values, standard, values.get(0), Optional.empty());
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
        String comment = english.text(example.iri(), QueryPages.COMMENT)
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
                List.of(),
                List.of());
    }

    private static Argument argument(Parameter parameter, Reading english) {
        List<String> names = parameter.allowed().map(AllowedValues::names).orElse(List.of());
        String standard = parameter.defaultValue().map(parameter::nameOf).orElse("");
        return new Argument(
                parameter.name(),
                "query",
                english.text(parameter.iri(), QueryPages.MEANING)
                        .or(() -> Optional.of(english.name(parameter.iri())))
                        .map(PageTexts.Text::text)
                        .orElseThrow(),
                !parameter.optional() && parameter.defaultValue().isEmpty(),
                false,
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
        List<String> answers = Stream.concat(ROWS.stream(), graphs.stream()).toList();
        String sparql = "Any query of SPARQL 1.1 over the release: rows for SELECT and ASK, a graph for CONSTRUCT and "
                + "DESCRIBE. An answer is whole, or it is a problem.";
        List<Operation> operations = new ArrayList<>(List.of(
                Operation.get(
                        "/sparql",
                        "query",
                        "Ask in SPARQL",
                        sparql,
                        List.of(
                                Argument.query(
                                        "query",
                                        "A query, with its prefixes.",
                                        true,
                                        "SELECT ?class (COUNT(*) AS ?things) { ?thing a ?class } GROUP BY ?class ORDER"
                                                + " BY DESC(?things) LIMIT 3"),
                                Argument.choice(
                                        "format",
                                        "The format of the answer, whatever the Accept header says.",
                                        List.of("json", "xml", "csv", "tsv"),
                                        ""),
                                Argument.choice(
                                        "explain",
                                        "Instead of the answer, as application/json: why there is none, and what would"
                                                + " have one.",
                                        List.of("empty"),
                                        "")),
                        Stream.concat(answers.stream(), Stream.of(JSON)).toList(),
                        List.of(400, 403, 406, 503)),
                Operation.post(
                        "/sparql",
                        "queryByPost",
                        "Ask in SPARQL, for queries too long for an address",
                        sparql,
                        List.of(),
                        List.of(new Body("application/sparql-query", "", ASK), Body.form("query", ASK)),
                        answers,
                        List.of(400, 403, 406, 415, 503)),
                Operation.post(
                                "/q",
                                "keepResult",
                                "Keep a result, to cite it",
                                "Keeps a query with the release that answers it: 201 with its address, 200 where it is"
                                        + " kept already. A client that asks for a page is sent to it.",
                                List.of(),
                                List.of(Body.form("query", NAMES_QUERY)),
                                List.of(JSON),
                                List.of(400, 413, 422, 503, 507))
                        .orElse(201, 303),
                Operation.get(
                        "/q/{hash}",
                        "getResult",
                        "A kept result",
                        "The rows that were cited, whatever was published since. An ending names the format as well:"
                                + " `.csv`, or `.rq` for the query. A graph has the formats of RDF.",
                        List.of(Argument.path("hash", HASH, "")),
                        Stream.concat(ROWS.stream(), Stream.of(Representation.PAGE.mediaType()))
                                .toList(),
                        List.of(404, 406, 410, 503)),
                Operation.get(
                                "/q/{hash}/citation",
                                "citeResult",
                                "How to cite a kept result",
                                "With the release, its date, the licence and a checksum of the rows.",
                                List.of(
                                        Argument.path("hash", HASH, ""),
                                        Argument.choice(
                                                "as",
                                                "The form. Without it, the Accept header chooses, and the client is"
                                                        + " sent to it.",
                                                Stream.of(CitationController.Form.values())
                                                        .map(CitationController.Form::parameter)
                                                        .toList(),
                                                "")),
                                Stream.of(CitationController.Form.values())
                                        .map(form -> form.type.removeQualityValue())
                                        .map(type -> type.getType() + "/" + type.getSubtype())
                                        .toList(),
                                List.of(400, 404, 503))
                        .orElse(303),
                Operation.get(
                        "/doc/{kind}/{name}",
                        "describe",
                        "Describe one thing",
                        "All that is said about a thing: `/id/city/ghent` is the name of a city, `/doc/city/ghent` the"
                                + " document about it.",
                        List.of(
                                Argument.path(
                                        "kind",
                                        "The kind of thing, as in its IRI: city, action, concept schemes …",
                                        "city"),
                                Argument.path("name", "The last part of its IRI.", "ghent")),
                        Stream.concat(graphs.stream(), Stream.of(Representation.PAGE.mediaType()))
                                .toList(),
                        List.of(404, 406, 410)),
                Operation.get(
                        "/how-you-see-us",
                        "judge",
                        "Our catalogue as others see it",
                        "What the shapes of DCAT-AP find in the catalogue of the release, its points by the rules of data.europa.eu, and what each kind of client takes home, in the Data Quality Vocabulary.",
                        List.of(),
                        Stream.concat(graphs.stream(), Stream.of(Representation.PAGE.mediaType()))
                                .toList(),
                        List.of(406, 503)),
                Operation.get(
                        "/search/suggestions",
                        "suggest",
                        "Suggest names while somebody types",
                        "OpenSearch suggestions: what was typed, names, what each is, addresses.",
                        List.of(Argument.query(
                                "q", "The beginning of a name, in any language and script.", true, "gote")),
                        List.of("application/x-suggestions+json"),
                        List.of(400, 503)),
                Operation.get(
                                "/resolve",
                                "resolve",
                                "Our thing for an identifier of another",
                                "Where one thing is meant, the client is sent to it; where several may be, they are"
                                        + " listed. With `uri` or `notation` in place of `identifier` it is an IRI, or a"
                                        + " code.",
                                List.of(
                                        Argument.query(
                                                "identifier",
                                                "An IRI of Wikidata, GeoNames and others, or a code.",
                                                true,
                                                "BE23"),
                                        Argument.query("scheme", "The list that a code is in.", false, "nuts"),
                                        Argument.choice(
                                                "redirect",
                                                "With false, one thing is listed as several are.",
                                                List.of("false", "true"),
                                                "true")),
                                List.of(JSON),
                                List.of(400, 404, 503))
                        .orElse(303),
                Operation.post(
                        "/resolve",
                        "resolveTable",
                        "Our things for a column of identifiers",
                        "The table comes back with three more columns: the IRI, its name, and how well the identifier"
                                + " is known.",
                        List.of(Argument.query(
                                "column", "The column of the identifiers, where it is not found.", false, "code")),
                        List.of(new Body("text/csv", "", "code\nBE23\n")),
                        List.of("text/csv"),
                        List.of(400, 413, 415, 503)),
                Operation.get(
                        "/links",
                        "listLinks",
                        "What of ours is linked to whom",
                        "Every statement that joins a resource of ours to one of others, or those that lead to one"
                                + " place. The address names the format as well: `/links.sssom.tsv?to=wd`.",
                        List.of(
                                Argument.query(
                                        "to",
                                        "A prefix of the release, an IRI, or what IRIs begin with. Without it,"
                                                + " everything.",
                                        false,
                                        "wd"),
                                Argument.query("relation", "The only property that is wanted.", false, "owl:sameAs")),
                        Stream.concat(
                                        LinksFormat.ALL.stream().map(LinksFormat::mediaType),
                                        Stream.of(Representation.PAGE.mediaType()))
                                .toList(),
                        List.of(400, 404, 406, 503)),
                Operation.get(
                        "/releases/{release}.datacite.json",
                        "describeRelease",
                        "A release as DataCite describes data",
                        "For repositories and reference managers: the DataCite metadata schema 4.7 in JSON. Datasets have it"
                                + " as well: `/dataset/stay-tuned.datacite.json`.",
                        List.of(Argument.path("release", "The number of the release.", "1")),
                        List.of(DataCite.TYPE.toString()),
                        List.of(404, 503)),
                Operation.get(
                        "/.well-known/api-catalog",
                        "listServices",
                        "What can be called here, and where it is described",
                        "The catalogue of services of RFC 9727, as a link set of RFC 9264.",
                        List.of(),
                        List.of("application/linkset+json"),
                        List.of(503)),
                Operation.get(
                        "/reconcile",
                        "reconciliationService",
                        "What the reconciliation service offers",
                        "Its manifest, by the Reconciliation Service API 0.2, which OpenRefine speaks. A language"
                                + " behind the path, as in `/reconcile/nl`, is that of the names.",
                        List.of(),
                        List.of(JSON),
                        List.of(400, 503)),
                Operation.post(
                        "/reconcile",
                        "reconcile",
                        "Our things for names",
                        "A batch of the Reconciliation Service API 0.2: candidates for each name, with their scores.",
                        List.of(),
                        List.of(Body.form("queries", "{\"q0\":{\"query\":\"Gent\"}}")),
                        List.of(JSON),
                        List.of(400, 413, 503)),
                Operation.get(
                        "/explore.csv",
                        "listActionsOrCities",
                        "Actions or cities as a table",
                        "Each with what the sources say about it. The page `/explore` narrows the list down and links"
                                + " to its table.",
                        List.of(Argument.choice("list", "Without it, actions are listed.", List.of(Choice.CITIES), "")),
                        List.of("text/csv"),
                        List.of(400, 503))));
        operations.addAll(tables(english));
        if (cities.size() >= CityChoice.FEWEST) {
            operations.add(Operation.get(
                    "/compare.csv",
                    "compareCities",
                    "Cities side by side as a table",
                    "`rates`: a row for each area around the cities and each year; `work`: a row for each thing that"
                            + " the work of a city is sorted under.",
                    List.of(
                            new Argument(
                                    CityChoice.PARAMETER,
                                    "query",
                                    "One to " + CityChoice.MOST + " cities.",
                                    true,
                                    true,
                                    cities,
                                    "",
                                    cities.get(0),
                                    Optional.empty()),
                            Argument.choice("table", "Which table.", List.of("rates", "work"), "rates")),
                    List.of("text/csv"),
                    List.of(400, 503)));
        }
        return operations;
    }

    /** The tables of the release, where it has any. */
    private static List<Operation> tables(Reading english) {
        List<String> tables = english.subjects(Terms.TYPE, TABLE).stream()
                .flatMap(table -> english.iris().pathOf(table.getURI()).stream())
                .map(path -> path.substring(path.lastIndexOf('/') + 1))
                .sorted()
                .toList();
        if (tables.isEmpty()) {
            return List.of();
        }
        Argument table =
                new Argument("table", "path", "Which table.", true, false, tables, "", tables.get(0), Optional.empty());
        return List.of(
                Operation.get(
                        "/data/{table}.csv",
                        "getTable",
                        "A table of the release, whole",
                        "In UTF-8, with the names of the columns in the first line; the page `/data` explains them.",
                        List.of(table),
                        List.of("text/csv"),
                        List.of(404, 503)),
                Operation.get(
                        "/data/{table}.csv-metadata.json",
                        "getTableMetadata",
                        "What stands in the columns of a table",
                        "Metadata by CSV on the Web: types, units, keys, licence.",
                        List.of(table),
                        List.of("application/csvm+json"),
                        List.of(404, 503)),
                Operation.get(
                        "/data/stay-tuned.xlsx",
                        "getWorkbook",
                        "All tables as one workbook",
                        "A sheet for each table, and two that explain them.",
                        List.of(),
                        List.of("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
                        List.of(503)),
                Operation.get(
                        "/changes.json",
                        "listChanges",
                        "What came, changed and went",
                        "A collection of Activity Streams 2.0, in parts that each belong to one release; read from the last part back, as far as you know it.",
                        List.of(),
                        List.of("application/activity+json"),
                        List.of(503)),
                Operation.get(
                        "/changes/{release}/{part}.json",
                        "listChangesOfRelease",
                        "What one release did",
                        "Create, Update or Delete for each resource, with its IRI and the time of the release.",
                        List.of(
                                Argument.path("release", "The number of the release.", "1"),
                                Argument.path("part", "From 1; a thousand changes are in one.", "1")),
                        List.of("application/activity+json"),
                        List.of(404, 410, 503)));
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
                path = argument.sample().isEmpty()
                        ? path
                        : path.replace("{" + argument.name() + "}", argument.sample());
            } else if (argument.required()
                    || argument.parameter().isPresent()
                    || operation.otherwise().contains(303) && !argument.values().isEmpty()) {
                parameters = parameters.with(argument.name(), argument.sample());
            }
        }
        return parameters.of(path.substring(1));
    }
}
