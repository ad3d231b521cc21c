package eu.staytuned.lod.web;

import eu.staytuned.lod.queries.AllowedValues;
import eu.staytuned.lod.queries.Binding.Bound;
import eu.staytuned.lod.queries.Example;
import eu.staytuned.lod.queries.Example.Form;
import eu.staytuned.lod.queries.Examples;
import eu.staytuned.lod.sparql.Answers;
import eu.staytuned.lod.sparql.Question;
import eu.staytuned.lod.sparql.Rows;
import eu.staytuned.lod.web.DocumentLinks.Link;
import eu.staytuned.lod.web.PageTexts.Text;
import eu.staytuned.lod.web.ResourcePage.Download;
import eu.staytuned.lod.web.ResourcePage.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;

/** What the pages of questions show. */
final class QueryPages {

    private static final int ROWS = 50;
    private static final int MOST_OPTIONS = 300;

    /** What says more about a question. */
    static final Node COMMENT = Reading.iri("http://www.w3.org/2000/01/rdf-schema#comment");

    /** What says more about a parameter. */
    static final Node MEANING = Reading.iri("http://www.w3.org/ns/shacl#description");

    private final Questions questions;
    private final Answers answers;

    QueryPages(Questions questions, Answers answers) {
        this.questions = questions;
        this.answers = answers;
    }

    /** Questions under the keyword that most of them share. */
    public record Group(String id, String keyword, List<Entry> entries) {}

    /**
     * A question in a list.
     *
     * @param parameters the names of what can be chosen
     * @param rows how many rows it has in this release, in words; empty where that was not measured
     */
    public record Entry(
            Value link,
            Optional<Text> comment,
            Form form,
            List<Text> parameters,
            List<String> keywords,
            String rows,
            boolean federated) {}

    /**
     * Something to choose.
     *
     * @param name of the parameter
     * @param value that is chosen; empty where it is left open
     * @param options in the words of the reader; empty where it is to be typed
     */
    public record Field(
            String name, Text label, Optional<Text> meaning, String value, boolean optional, List<Option> options) {}

    /** A value that can be chosen. */
    public record Option(String value, Text label, boolean chosen) {}

    /** A value in a row. */
    public record Cell(Value value, boolean number) {}

    /**
     * The beginning of an answer.
     *
     * @param shown how many rows of how many, in words
     */
    public record Answer(boolean yesOrNo, boolean yes, List<String> columns, List<List<Cell>> rows, String shown) {}

    /** All questions, by keyword. */
    Map<String, Object> all(Reading reading) {
        Examples examples = questions.of(reading);
        return Map.of(
                "groups",
                groups(examples.all()).entrySet().stream()
                        .map(group -> new Group(
                                id(group.getKey()),
                                group.getKey(),
                                group.getValue().stream()
                                        .map(example -> entry(example, reading))
                                        .sorted(Comparator.comparing(
                                                entry -> entry.link().text().text(), reading.letters()))
                                        .toList()))
                        .toList(),
                "total",
                examples.all().size(),
                "collection",
                reading.site().link(Examples.PATH),
                "heading",
                reading.message("queries.title"),
                "description",
                reading.message("queries.intro"));
    }

    /**
     * Each question once, under the keyword that it shares with most others, though a keyword that a quarter of all have says
     * too little to come first; those that share none come last, under the empty text.
     */
    static Map<String, List<Example>> groups(List<Example> examples) {
        List<Example> left = new ArrayList<>(examples);
        Map<String, List<Example>> groups = new LinkedHashMap<>();
        long telling = Math.max(4, examples.size() / 4);
        while (true) {
            Map<String, Long> counts = left.stream()
                    .flatMap(example -> example.keywords().stream())
                    .collect(Collectors.groupingBy(keyword -> keyword, Collectors.counting()));
            Optional<Map.Entry<String, Long>> most = counts.entrySet().stream()
                    .filter(count -> count.getValue() > 1)
                    .max(Comparator.<Map.Entry<String, Long>, Boolean>comparing(count -> count.getValue() <= telling)
                            .thenComparing(Map.Entry.comparingByValue())
                            .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())));
            if (most.isEmpty()) {
                break;
            }
            String keyword = most.get().getKey();
            List<Example> group = left.stream()
                    .filter(example -> example.keywords().contains(keyword))
                    .toList();
            groups.put(keyword, group);
            left.removeAll(group);
        }
        if (!left.isEmpty()) {
            groups.put("", left);
        }
        return groups;
    }

    private static String id(String keyword) {
        return keyword.isEmpty()
                ? "others"
                : "about-" + keyword.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }

    private static Entry entry(Example example, Reading reading) {
        return new Entry(
                Value.link(reading.name(example.iri()), reading.site().link(Questions.path(example)), false, ""),
                reading.text(example.iri(), COMMENT),
                example.form(),
                example.parameters().stream()
                        .map(parameter -> reading.name(parameter.iri()))
                        .toList(),
                example.keywords(),
                Questions.rows(example, reading)
                        .map(rows -> rows(example, rows, reading))
                        .orElse(""),
                example.isFederated());
    }

    private static String rows(Example example, long rows, Reading reading) {
        return reading.message(example.form().isGraph() ? "queries.statements" : "queries.rows", rows);
    }

    /** One question with the values of the address. */
    Map<String, Object> one(Example example, Bound bound, Map<String, String> values, Reading reading) {
        Site site = reading.site();
        Parameters parameters = new Parameters(values.entrySet().stream()
                .map(value -> new Parameters.Parameter(value.getKey(), value.getValue()))
                .toList());
        String path = Questions.path(example);
        String base = reading.iris().base();
        List<AnswerFormat> formats = example.isFederated() ? List.of() : AnswerFormat.of(example.form());
        List<Download> downloads = Stream.concat(formats.stream(), Stream.of(AnswerFormat.TEXT))
                .map(format -> download(format, path, parameters, site))
                .toList();
        String text = example.textWith(bound);
        Map<String, Object> content = new HashMap<>();
        content.put("example", example);
        content.put("name", reading.name(example.iri()));
        content.put("comment", reading.text(example.iri(), COMMENT));
        content.put("fields", fields(example, bound, reading));
        content.put("form", site.file(path));
        content.put("answer", answer(example, bound, text, reading));
        content.put("downloads", downloads);
        content.put("text", text);
        content.put(
                "editor",
                site.link("sparql#" + Parameters.NONE.with("query", text).of("").substring(1)));
        content.put(
                "curl",
                "curl '" + base
                        + parameters.of(
                                path + "." + (formats.isEmpty() ? AnswerFormat.TEXT : formats.get(0)).extension())
                        + "'");
        content.put("touched", touched(example, reading));
        content.put(
                "measured",
                Questions.rows(example, reading)
                        .map(rows -> rows(example, rows, reading))
                        .orElse(""));
        content.put("resource", reading.iris().resolve(Examples.PATH + example.name()));
        content.put("release", reading.edition().number());
        content.put("releaseHref", site.link(reading.edition().path()));
        content.put(
                "links",
                Stream.concat(
                                Stream.of(new Link(example.iri().getURI(), "describedby", Optional.empty())),
                                formats.stream()
                                        .map(format -> new Link(
                                                base + parameters.of(path + "." + format.extension()),
                                                "alternate",
                                                Optional.of(format.mediaType()))))
                        .toList());
        content.put("heading", reading.name(example.iri()).text());
        reading.text(example.iri(), COMMENT)
                .ifPresent(comment -> content.put("description", PageDescription.shortened(comment.text())));
        return content;
    }

    private static Download download(AnswerFormat format, String path, Parameters parameters, Site site) {
        return new Download(
                format.label(), site.file(parameters.of(path + "." + format.extension())), format.mediaType());
    }

    private static List<Field> fields(Example example, Bound bound, Reading reading) {
        return example.parameters().stream()
                .map(parameter -> {
                    Optional<Node> value = Optional.ofNullable(bound.values().get(parameter));
                    return new Field(
                            parameter.name(),
                            PageTexts.capitalised(reading.name(parameter.iri())),
                            reading.text(parameter.iri(), MEANING),
                            value.map(parameter::nameOf).orElse(""),
                            parameter.optional(),
                            parameter
                                    .allowed()
                                    .filter(allowed -> allowed.nodes().size() <= MOST_OPTIONS)
                                    .map(allowed -> options(allowed, value, reading))
                                    .orElse(List.of()));
                })
                .toList();
    }

    private static List<Option> options(AllowedValues allowed, Optional<Node> chosen, Reading reading) {
        List<Option> options = allowed.nodes().stream()
                .map(node -> new Option(
                        allowed.nameOf(node),
                        label(node, reading),
                        chosen.filter(node::equals).isPresent()))
                .toList();
        // What the data put in order stays so: years. Names follow the reader's alphabet.
        return allowed.nodes().stream().allMatch(Node::isURI)
                ? options.stream()
                        .sorted(Comparator.comparing(option -> option.label().text(), reading.letters()))
                        .toList()
                : options;
    }

    private static Text label(Node node, Reading reading) {
        if (!node.isURI()) {
            return reading.literal(node).text();
        }
        Text name = reading.name(node);
        return reading.object(node, Portraits.skos("notation"))
                .filter(Node::isLiteral)
                .map(Node::getLiteralLexicalForm)
                .filter(code -> !name.text().contains(code))
                .map(code -> new Text(name.text() + " (" + code + ")", name.language()))
                .orElse(name);
    }

    private Optional<Answer> answer(Example example, Bound bound, String text, Reading reading) {
        if (example.isFederated()) {
            return Optional.empty();
        }
        Rows rows = answers.rows(
                new Question(text, bound.query(), Optional.empty()),
                reading.shelf().data(),
                ROWS);
        boolean yesOrNo = example.form() == Form.ASK;
        String shown = rows.total() > rows.first().size()
                ? reading.message(
                        example.form().isGraph() ? "queries.shown.statements" : "queries.shown",
                        rows.first().size(),
                        rows.total())
                : rows(example, rows.total(), reading);
        return Optional.of(new Answer(
                yesOrNo,
                rows.total() > 0,
                rows.variables(),
                rows.first().stream()
                        .map(row -> rows.variables().stream()
                                .map(variable -> cell(row.get(variable), reading))
                                .toList())
                        .toList(),
                shown));
    }

    private static Cell cell(@Nullable Node node, Reading reading) {
        if (node == null) {
            return new Cell(Value.of(Text.of("")), false);
        }
        if (node.isURI()) {
            return new Cell(reading.link(node), false);
        }
        return new Cell(reading.literal(node), isNumber(node));
    }

    private static boolean isNumber(Node node) {
        return node.isLiteral()
                && node.getLiteralDatatype() instanceof XSDDatatype
                && node.getLiteral().isWellFormed()
                && node.getLiteralValue() instanceof Number;
    }

    /** What of ours the text of a question names: classes, properties, things. */
    private static List<Value> touched(Example example, Reading reading) {
        return reading.links(example.touches().stream()
                .filter(node -> reading.site().isOurs(node.getURI()))
                .toList());
    }

    /** A name under which the answers for different values do not overwrite each other. */
    static String fileName(Example example, Bound bound, Map<String, String> values) {
        return Stream.concat(
                        Stream.of(example.name()),
                        bound.values().entrySet().stream()
                                .filter(value ->
                                        values.containsKey(value.getKey().name()))
                                .map(value -> value.getKey().nameOf(value.getValue()))
                                .filter(name -> name.matches("[A-Za-z0-9._-]{1,40}")))
                .collect(Collectors.joining("-"));
    }
}
