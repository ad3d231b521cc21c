package eu.staytuned.lod.web;

import eu.staytuned.lod.rdf.Labels;
import eu.staytuned.lod.web.PageTexts.Text;
import eu.staytuned.lod.web.QualityPage.Cell;
import eu.staytuned.lod.web.QualityPage.Disagreements;
import eu.staytuned.lod.web.QualityPage.Figures;
import eu.staytuned.lod.web.QualityPage.Language;
import eu.staytuned.lod.web.QualityPage.Metric;
import eu.staytuned.lod.web.QualityPage.Row;
import eu.staytuned.lod.web.QualityPage.Sources;
import eu.staytuned.lod.web.QualityPage.Table;
import eu.staytuned.lod.web.QualityPage.Target;
import eu.staytuned.lod.web.ResourcePage.Counted;
import eu.staytuned.lod.web.ResourcePage.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;

/** Turns the data quality statement into what its page shows. One for each page. */
final class QualityPages {

    private static final String DQV = "http://www.w3.org/ns/dqv#";
    private static final String VOID = "http://rdfs.org/ns/void#";
    private static final String DCTERMS = "http://purl.org/dc/terms/";
    private static final Node METRIC = term(DQV + "isMeasurementOf");
    private static final Node COMPUTED_ON = term(DQV + "computedOn");
    private static final Node VALUE = term(DQV + "value");
    private static final Node CLASS = term(VOID + "class");
    private static final Node ENTITIES = term(VOID + "entities");
    private static final Node PAGE = term("http://xmlns.com/foaf/0.1/page");
    private static final Node LINK_PREDICATE = term(VOID + "linkPredicate");
    private static final Node OBJECTS_TARGET = term(VOID + "objectsTarget");
    private static final Node TRIPLES = term(VOID + "triples");
    private static final Node LANGUAGE = term(DCTERMS + "language");
    private static final Node SUBJECT = term(DCTERMS + "subject");
    private static final Node SPATIAL = term(DCTERMS + "spatial");

    private final Node statement;
    private final Reading reading;
    private final Node release;
    private final Value all;
    private final Alphabet letters;
    private final List<Kind> kinds = new ArrayList<>();
    private final List<Measurement> measurements = new ArrayList<>();

    /** A part of the release that holds the resources of one kind. */
    private record Kind(Node part, Value name, long instances) {}

    /**
     * A number that was measured.
     *
     * @param of the languages, the concept or the area that it is about, if it is about any
     */
    private record Measurement(Node metric, Node on, long value, Set<Node> of) {}

    QualityPages(Node statement, Reading reading) {
        this.statement = statement;
        this.reading = reading;
        this.release = reading.iris().node(reading.edition().path());
        this.all = Value.of(Text.of(reading.message("quality.all")));
        this.letters = reading.letters();
    }

    QualityPage page() {
        read();
        List<Node> languages = languages();
        List<Language> names = languages.stream().map(this::language).toList();
        return new QualityPage(
                reading.link(release),
                names,
                List.of(inLanguages("names", languages), inLanguages("definitions", languages)),
                sources(),
                List.of(byConcept("confidence"), byConcept("basis")),
                measurements.stream()
                        .filter(measurement -> measurement.metric().equals(metricNode("disagreements")))
                        .findFirst()
                        .map(measurement -> new Disagreements(metric("disagreements"), measurement.value())),
                links(),
                figures());
    }

    private void read() {
        parts(CLASS).forEach(triple -> {
            Value name = reading.link(triple.getObject());
            kinds.add(new Kind(
                    triple.getSubject(),
                    Value.link(PageTexts.capitalised(name.text()), name.href(), name.external(), name.note()),
                    number(triple.getSubject(), ENTITIES)));
        });
        kinds.sort(Comparator.comparing(kind -> kind.name().text().text(), letters));
        parts(METRIC).forEach(triple -> {
            Node measurement = triple.getSubject();
            Set<Node> of = new LinkedHashSet<>();
            for (Node property : List.of(LANGUAGE, SUBJECT, SPATIAL)) {
                of.addAll(reading.objects(measurement, property));
            }
            measurements.add(new Measurement(
                    triple.getObject(),
                    reading.objects(measurement, COMPUTED_ON).stream()
                            .findFirst()
                            .orElse(release),
                    number(measurement, VALUE),
                    of));
        });
    }

    /** English first, as the language that everything has; the others by their tags. */
    private List<Node> languages() {
        return reading.objects(release, LANGUAGE).stream()
                .filter(Node::isURI)
                .sorted(Comparator.comparing((Node language) -> !tag(language).equals("en"))
                        .thenComparing(QualityPages::tag))
                .toList();
    }

    private Language language(Node node) {
        String tag = tag(node);
        return new Language(tag, Locale.forLanguageTag(tag).getDisplayLanguage(reading.locale()));
    }

    /** The tag of a language in the authority table of the EU, which calls it by its terminological code of ISO 639-2. */
    private static String tag(Node language) {
        String code = Labels.fromIri(language.getURI()).toLowerCase(Locale.ROOT);
        return Tags.OF_CODES.getOrDefault(code, code);
    }

    private static final class Tags {
        static final Map<String, String> OF_CODES = new HashMap<>();

        static {
            for (String tag : Locale.getISOLanguages()) {
                OF_CODES.putIfAbsent(Locale.forLanguageTag(tag).getISO3Language(), tag);
            }
        }
    }

    // A language without a measurement of its own has as many as there are in all languages at once.
    private Table inLanguages(String metric, List<Node> languages) {
        List<Row> rows = new ArrayList<>();
        List<Counted> complete = new ArrayList<>();
        long[] sums = new long[languages.size()];
        long whole = 0;
        for (Kind kind : kinds) {
            List<Measurement> measured = of(metric, kind);
            List<Cell> cells = new ArrayList<>();
            for (int i = 0; i < languages.size(); i++) {
                Node language = languages.get(i);
                long count = measured.stream()
                        .filter(measurement -> measurement.of().contains(language))
                        .findFirst()
                        .or(() -> measured.stream()
                                .filter(measurement -> measurement.of().isEmpty())
                                .findFirst())
                        .map(Measurement::value)
                        .orElse(0L);
                cells.add(Cell.of(count, kind.instances()));
                sums[i] += count;
            }
            whole += kind.instances();
            if (cells.stream().anyMatch(Cell::isGap)) {
                rows.add(new Row(kind.name(), false, kind.instances(), cells));
            } else {
                complete.add(new Counted(kind.name(), (int) kind.instances(), false));
            }
        }
        List<Cell> sum = new ArrayList<>();
        for (long count : sums) {
            sum.add(Cell.of(count, whole));
        }
        rows.add(0, new Row(all, true, whole, sum));
        return new Table(
                metric(metric),
                languages.stream()
                        .map(language -> Value.of(Text.of(tag(language))))
                        .toList(),
                rows,
                complete);
    }

    private Sources sources() {
        List<Row> rows = new ArrayList<>();
        long whole = 0;
        long named = 0;
        long alone = 0;
        for (Kind kind : kinds) {
            long sourced = sum(of("sources", kind));
            long single = sum(of("one-source", kind));
            rows.add(new Row(
                    kind.name(),
                    false,
                    kind.instances(),
                    List.of(Cell.of(sourced, kind.instances()), Cell.of(single, kind.instances()))));
            whole += kind.instances();
            named += sourced;
            alone += single;
        }
        Map<Boolean, List<Row>> byGap = rows.stream()
                .collect(Collectors.partitioningBy(row -> row.cells().get(0).isGap()));
        List<Row> shown = new ArrayList<>(byGap.get(true));
        shown.add(0, new Row(all, true, whole, List.of(Cell.of(named, whole), Cell.of(alone, whole))));
        return new Sources(metric("sources"), metric("one-source"), shown, byGap.get(false));
    }

    private Table byConcept(String metric) {
        List<Node> concepts = measurements.stream()
                .filter(measurement -> measurement.metric().equals(metricNode(metric)))
                .flatMap(measurement -> measurement.of().stream())
                .distinct()
                .sorted(Comparator.comparing(this::rank)
                        .thenComparing(concept -> reading.link(concept).text().text(), letters))
                .toList();
        List<Row> rows = new ArrayList<>();
        long[] sums = new long[concepts.size()];
        long whole = 0;
        for (Kind kind : kinds) {
            List<Measurement> measured = of(metric, kind);
            if (measured.isEmpty()) {
                continue;
            }
            List<Cell> cells = new ArrayList<>();
            for (int i = 0; i < concepts.size(); i++) {
                Node concept = concepts.get(i);
                long count = sum(measured.stream()
                        .filter(measurement -> measurement.of().contains(concept))
                        .toList());
                cells.add(Cell.of(count, sum(measured)));
                sums[i] += count;
            }
            whole += sum(measured);
            rows.add(new Row(kind.name(), false, sum(measured), cells));
        }
        List<Cell> sum = new ArrayList<>();
        for (long count : sums) {
            sum.add(Cell.of(count, whole));
        }
        if (rows.size() > 1) {
            rows.add(0, new Row(all, true, whole, sum));
        }
        return new Table(metric(metric), concepts.stream().map(reading::link).toList(), rows, List.of());
    }

    /** Degrees are put in order by their rank, the highest first; what has none stays in the order of its name. */
    private long rank(Node concept) {
        return reading.object(concept, "rank")
                .filter(rank -> rank.isLiteral() && rank.getLiteralLexicalForm().matches("\\d{1,9}"))
                .map(rank -> -Long.parseLong(rank.getLiteralLexicalForm()))
                .orElse(0L);
    }

    private List<Target> links() {
        Map<Node, Map<Node, Integer>> byTarget = new LinkedHashMap<>();
        Map<Node, String> pages = new HashMap<>();
        Map<Node, Map<String, String>> places = new HashMap<>();
        parts(LINK_PREDICATE).forEach(triple -> {
            int count = (int) number(triple.getSubject(), TRIPLES);
            reading.objects(triple.getSubject(), OBJECTS_TARGET).forEach(target -> {
                byTarget.computeIfAbsent(target, any -> new HashMap<>()).merge(triple.getObject(), count, Integer::sum);
                String set = triple.getSubject().toString();
                places.computeIfAbsent(target, any -> new HashMap<>())
                        .put(triple.getObject().toString(), set.substring(set.indexOf('#') + 1));
                reading.object(triple.getSubject(), PAGE)
                        .filter(Node::isURI)
                        .ifPresent(page -> pages.put(target, page.getURI()));
            });
        });
        return byTarget.entrySet().stream()
                .map(target -> new Target(
                        Optional.ofNullable(pages.get(target.getKey()))
                                .map(page -> Value.link(
                                        reading.name(target.getKey()),
                                        reading.site().href(page),
                                        false,
                                        page))
                                .orElseGet(() -> reading.link(target.getKey())),
                        target.getValue().values().stream()
                                .mapToInt(Integer::intValue)
                                .sum(),
                        counted(target.getValue()),
                        places.getOrDefault(target.getKey(), Map.of())))
                .sorted(Comparator.comparingInt(Target::count)
                        .reversed()
                        .thenComparing(target -> target.target().text().text()))
                .toList();
    }

    private Figures figures() {
        Map<Node, Integer> areas = new HashMap<>();
        measurements.stream()
                .filter(measurement -> measurement.metric().equals(metricNode("figures")))
                .forEach(measurement ->
                        measurement.of().forEach(area -> areas.merge(area, (int) measurement.value(), Integer::sum)));
        return new Figures(metric("figures"), counted(areas));
    }

    /** The most frequent first. */
    private List<Counted> counted(Map<Node, Integer> counts) {
        return counts.entrySet().stream()
                .map(count -> new Counted(reading.link(count.getKey()), count.getValue(), false))
                .sorted(Comparator.comparingInt(Counted::count)
                        .reversed()
                        .thenComparing(counted -> counted.link().text().text(), letters))
                .toList();
    }

    private List<Measurement> of(String metric, Kind kind) {
        return measurements.stream()
                .filter(measurement -> measurement.metric().equals(metricNode(metric))
                        && measurement.on().equals(kind.part()))
                .toList();
    }

    private static long sum(List<Measurement> measurements) {
        return measurements.stream().mapToLong(Measurement::value).sum();
    }

    private Node metricNode(String name) {
        return term(statement.getURI() + "#" + name);
    }

    private Metric metric(String name) {
        Node metric = metricNode(name);
        return new Metric(reading.name(metric), reading.description(metric));
    }

    /** Statements with this property about parts of the statement of quality; others may make use of it, too. */
    private List<Triple> parts(Node property) {
        String prefix = statement.getURI() + "#";
        return reading.graph()
                .find(Node.ANY, property, Node.ANY)
                .filterKeep(triple -> triple.getSubject().isURI()
                        && triple.getSubject().getURI().startsWith(prefix)
                        && triple.getObject().isURI())
                .toList();
    }

    private long number(Node node, Node property) {
        return reading.objects(node, property).stream()
                .filter(value ->
                        value.isLiteral() && value.getLiteralLexicalForm().matches("\\d{1,15}"))
                .findFirst()
                .map(value -> Long.parseLong(value.getLiteralLexicalForm()))
                .orElse(0L);
    }

    private static Node term(String iri) {
        return NodeFactory.createURI(iri);
    }
}
