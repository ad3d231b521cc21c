package eu.staytuned.lod.web;

import eu.staytuned.lod.store.Edition;
import eu.staytuned.lod.web.LineChart.Mark;
import eu.staytuned.lod.web.PageTexts.Text;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The early leaving rates of regions, countries and unions: one series an area, of women and men together, never joined. */
@Component
class EarlyLeaving {

    private static final Node AREA = Reading.iri("http://purl.org/linked-data/sdmx/2009/dimension#refArea");
    private static final Node PERIOD = Reading.iri("http://purl.org/linked-data/sdmx/2009/dimension#refPeriod");
    private static final Node SLICE = Reading.iri("http://purl.org/linked-data/cube#Slice");
    private static final Node DATA_SET = Reading.iri("http://purl.org/linked-data/cube#dataSet");
    private static final Node NOTATION = Reading.iri("http://www.w3.org/2004/02/skos/core#notation");
    private static final Node NOTE = Reading.iri("http://www.w3.org/2004/02/skos/core#note");
    private static final Node SOURCE = Reading.iri("http://purl.org/dc/terms/source");
    private static final Node HAS_PART = Reading.iri("http://purl.org/dc/terms/hasPart");
    private static final Node REPLACES = Reading.iri("http://purl.org/dc/terms/replaces");
    private static final Node REPLACED_BY = Reading.iri("http://purl.org/dc/terms/isReplacedBy");
    /** The regions for which Eurostat publishes the rates (Regulation (EC) No 1059/2003: basic regions). */
    private static final int REGION_LEVEL = 2;

    private static final Series NONE = new Series(List.of(), List.of(), List.of());

    private volatile @Nullable SeriesOfEdition kept;

    /**
     * A rate.
     *
     * @param share in percent
     * @param statuses the warnings that stand beside it
     */
    record Rate(int year, double share, List<Node> statuses, Node observation) {}

    /**
     * The rates of one area.
     *
     * @param rates in the order of the years
     * @param dataSets that they belong to
     * @param slices that hold them
     */
    record Series(List<Rate> rates, List<Node> dataSets, List<Node> slices) {}

    private record SeriesOfEdition(Edition edition, Map<Node, Series> byArea) {}

    /** The regions of the second level in which a city lies or lay; of several, the one with the earlier figures first. */
    List<Node> regionsOf(Node city, Reading reading) {
        Set<Node> around = new LinkedHashSet<>(reading.objects(city, "region"));
        reading.objects(city, "municipality").forEach(place -> around.addAll(reading.objects(place, "region")));
        List<Node> next = new ArrayList<>(around);
        for (int i = 0; i < next.size(); i++) {
            List<Node> further = new ArrayList<>(reading.objects(next.get(i), "within"));
            further.addAll(reading.objects(next.get(i), REPLACES));
            further.addAll(reading.objects(next.get(i), REPLACED_BY));
            further.stream().filter(around::add).forEach(next::add);
        }
        return next.stream()
                .filter(region -> reading.object(region, "nutsLevel")
                        .filter(level -> level.isLiteral()
                                && level.getLiteralLexicalForm().equals(String.valueOf(REGION_LEVEL)))
                        .isPresent())
                .filter(region -> !series(region, reading).rates().isEmpty())
                .sorted(Comparator.comparingInt(
                        region -> series(region, reading).rates().get(0).year()))
                .toList();
    }

    /** The country of a city as an area that has figures. */
    List<Node> countriesOf(Node city, Reading reading) {
        Set<Node> areas = new LinkedHashSet<>();
        for (Node country : reading.objects(city, "country")) {
            areas.addAll(reading.objects(country, "nutsRegion"));
            areas.add(country);
        }
        return withFigures(areas, reading);
    }

    /** The unions to which the country of a city belongs. */
    List<Node> unionsOf(Node city, Reading reading) {
        Set<Node> areas = new LinkedHashSet<>();
        reading.objects(city, "country").forEach(country -> areas.addAll(reading.subjects(HAS_PART, country)));
        return withFigures(areas, reading);
    }

    private List<Node> withFigures(Collection<Node> areas, Reading reading) {
        return areas.stream()
                .filter(area -> !series(area, reading).rates().isEmpty())
                .toList();
    }

    /** The rates of an area, read once for each release. */
    Series series(Node area, Reading reading) {
        SeriesOfEdition known = kept;
        if (known == null || !known.edition().equals(reading.edition())) {
            known = new SeriesOfEdition(reading.edition(), new ConcurrentHashMap<>());
            kept = known;
        }
        return known.byArea().computeIfAbsent(area, any -> read(area, reading));
    }

    private static Series read(Node area, Reading reading) {
        List<Rate> rates = new ArrayList<>();
        Set<Node> dataSets = new LinkedHashSet<>();
        Set<Node> slices = new LinkedHashSet<>();
        Node everybody = reading.thing("sex", "total");
        for (Node about : reading.subjects(AREA, area)) {
            if (!reading.objects(about, "sex").contains(everybody)) {
                continue;
            }
            if (reading.isA(about, SLICE)) {
                slices.add(about);
            }
            Optional<Double> share = reading.object(about, "earlyLeavingRate").flatMap(EarlyLeaving::number);
            Optional<Double> year = reading.object(about, PERIOD).flatMap(EarlyLeaving::number);
            if (share.isPresent() && year.isPresent()) {
                rates.add(new Rate(
                        year.get().intValue(), share.get(), reading.objects(about, "observationStatus"), about));
                dataSets.addAll(reading.objects(about, DATA_SET));
            }
        }
        rates.sort(Comparator.comparingInt(Rate::year));
        return rates.isEmpty() ? NONE : new Series(List.copyOf(rates), List.copyOf(dataSets), List.copyOf(slices));
    }

    private static Optional<Double> number(Node literal) {
        try {
            return literal.isLiteral()
                    ? Optional.of(Double.valueOf(literal.getLiteralLexicalForm().strip()))
                    : Optional.empty();
        } catch (NumberFormatException notOne) {
            return Optional.empty();
        }
    }

    /** An area as a line of a chart. */
    LineChart.Line line(Node area, Reading reading) {
        return new LineChart.Line(
                reading.link(area),
                code(area, reading),
                series(area, reading).rates().stream()
                        .map(rate -> point(rate, reading))
                        .toList());
    }

    static String code(Node area, Reading reading) {
        return reading.object(area, NOTATION)
                .filter(Node::isLiteral)
                .map(Node::getLiteralLexicalForm)
                .orElse("");
    }

    /** Drawn after Eurostat's letters: b is a break, u low reliability, e estimated, p provisional. */
    private static LineChart.Point point(Rate rate, Reading reading) {
        List<String> letters =
                rate.statuses().stream().map(status -> code(status, reading)).toList();
        Mark mark = letters.contains("e") || letters.contains("p")
                ? Mark.ESTIMATED
                : letters.contains("u") ? Mark.UNRELIABLE : Mark.PLAIN;
        List<Text> remarks = rate.statuses().stream().map(reading::name).toList();
        return new LineChart.Point(
                rate.year(),
                rate.share(),
                letters.contains("b"),
                mark,
                remarks,
                reading.site().href(rate.observation().getURI()));
    }

    /** What has to be said about the figures of these areas: by the series of regions, then by the dataset. */
    List<Text> notes(Collection<Node> areas, Reading reading) {
        Set<Text> notes = new LinkedHashSet<>();
        for (Node area : areas) {
            series(area, reading).slices().forEach(slice -> notes.addAll(reading.texts(slice, NOTE)));
        }
        dataSets(areas, reading).forEach(dataSet -> notes.addAll(reading.texts(dataSet, NOTE)));
        return List.copyOf(notes);
    }

    Set<Node> dataSets(Collection<Node> areas, Reading reading) {
        Set<Node> dataSets = new LinkedHashSet<>();
        areas.forEach(area -> dataSets.addAll(series(area, reading).dataSets()));
        return dataSets;
    }

    /** The documents that the figures come from. */
    Set<Node> sources(Collection<Node> areas, Reading reading) {
        Set<Node> sources = new LinkedHashSet<>();
        for (Node area : areas) {
            series(area, reading).slices().forEach(slice -> sources.addAll(reading.objects(slice, SOURCE)));
        }
        if (sources.isEmpty()) {
            dataSets(areas, reading).forEach(dataSet -> sources.addAll(reading.objects(dataSet, SOURCE)));
        }
        return sources;
    }
}
