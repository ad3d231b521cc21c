package eu.staytuned.lod.web;

import eu.staytuned.lod.web.PageTexts.Text;
import eu.staytuned.lod.web.ResourcePage.Value;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;

/**
 * What was when, as bars under one row of years. A year is drawn as a year and a day as a day: where a source is not exact,
 * the part of the bar that may or may not belong to it is paler.
 *
 * @param years at the head of the axis; all of the same width
 * @param lines where the years meet, on the axis
 * @param entries in the order of the list
 */
public record Timeline(List<Integer> years, List<Double> lines, List<Entry> entries) {

    /** The length of the axis. */
    private static final double LENGTH = 1000;

    private static final double NARROWEST = 4;
    private static final int MOST_YEARS = 10;

    private static final Node NOTE = Reading.iri("http://www.w3.org/2004/02/skos/core#note");

    /**
     * Something and its time.
     *
     * @param what it is
     * @param kind what sort of thing that is
     * @param start as exactly as it is known
     * @param end as exactly as it is known
     * @param bar where a time is known
     * @param where it was
     * @param saidBy the documents that give this time
     * @param confidence how sure it is
     * @param notes of the editors
     * @param description what it is, in a sentence
     */
    public record Entry(
            Value what,
            List<Value> kind,
            Optional<Value> start,
            Optional<Value> end,
            Optional<Bar> bar,
            List<Value> where,
            List<Value> saidBy,
            List<Value> confidence,
            List<Text> notes,
            Optional<Text> description) {

        /** Whether it began and ended at the same moment, as far as is known. */
        public boolean isMoment() {
            return start.isPresent() && start.equals(end);
        }
    }

    /**
     * A bar on the axis.
     *
     * @param x where it may begin
     * @param width to where it may end
     * @param sureX where it has begun in any case
     * @param sureWidth to where it lasts in any case; 0 where nothing of it is sure
     * @param open whether no end is given
     * @param rank how sure the source is, from 1; 0 where nobody says
     */
    public record Bar(double x, double width, double sureX, double sureWidth, boolean open, int rank) {}

    /** One row, before the axis is known. */
    record Draft(Entry entry, Optional<Moment> start, Optional<Moment> end, int rank) {

        private Optional<LocalDate> first() {
            return start.or(() -> end).map(Moment::first);
        }
    }

    /** A date as exactly as it is known: the days among which it is. */
    record Moment(LocalDate first, LocalDate last) {

        /** Empty where the literal is no date. */
        static Optional<Moment> of(Node literal) {
            if (!literal.isLiteral()) {
                return Optional.empty();
            }
            String lexical = literal.getLiteralLexicalForm().strip();
            try {
                return switch (PageTexts.datatype(literal)) {
                    case "date", "dateTime" -> {
                        LocalDate day = LocalDate.parse(lexical.substring(0, 10));
                        yield Optional.of(new Moment(day, day));
                    }
                    case "gYearMonth" -> {
                        YearMonth month = YearMonth.parse(lexical);
                        yield Optional.of(new Moment(month.atDay(1), month.atEndOfMonth()));
                    }
                    case "gYear" -> {
                        Year year = Year.parse(lexical);
                        yield Optional.of(
                                new Moment(year.atDay(1), year.atMonth(12).atEndOfMonth()));
                    }
                    default -> Optional.empty();
                };
            } catch (DateTimeException | IndexOutOfBoundsException notOne) {
                return Optional.empty();
            }
        }
    }

    /** A row for a thing that has a start and an end of its own, or neither. */
    static Draft draft(Node thing, String kind, Reading reading) {
        return draft(thing, reading.link(thing), reading.links(reading.objects(thing, kind)), reading);
    }

    /** A row for what a claim says about a period. */
    static Draft claimed(Node claim, Reading reading) {
        return draft(claim, reading.link(claim), List.of(), reading);
    }

    private static Draft draft(Node thing, Value what, List<Value> kind, Reading reading) {
        Optional<Node> start = reading.object(thing, "start");
        Optional<Node> end = reading.object(thing, "end");
        List<Node> where = new ArrayList<>(reading.objects(thing, "place"));
        if (where.isEmpty()) {
            where.addAll(reading.objects(thing, "city"));
        }
        Entry entry = new Entry(
                what,
                kind,
                start.map(reading::literal),
                end.map(reading::literal),
                Optional.empty(),
                reading.links(where),
                reading.links(reading.objects(thing, "saidBy")),
                reading.links(reading.objects(thing, "confidence")),
                reading.texts(thing, NOTE),
                reading.description(thing));
        return new Draft(entry, start.flatMap(Moment::of), end.flatMap(Moment::of), rank(thing, reading));
    }

    private static int rank(Node thing, Reading reading) {
        return reading.object(thing, "confidence")
                .flatMap(confidence -> reading.object(confidence, "rank"))
                .filter(Node::isLiteral)
                .map(Node::getLiteralLexicalForm)
                .filter(rank -> rank.matches("[1-9]"))
                .map(Integer::valueOf)
                .orElse(0);
    }

    /** Earliest first; what has no date last, as it came. */
    static List<Draft> inTime(List<Draft> drafts) {
        return drafts.stream()
                .sorted(Comparator.comparing((Draft draft) -> draft.first().orElse(LocalDate.MAX)))
                .toList();
    }

    /** The rows on an axis that is long enough for them and for some others, so that several lists can share one. */
    static Timeline of(List<Draft> drafts, List<Draft> others) {
        List<LocalDate> dates = Stream.concat(drafts.stream(), others.stream())
                .flatMap(draft -> Stream.of(draft.start(), draft.end()))
                .flatMap(Optional::stream)
                .flatMap(moment -> Stream.of(moment.first(), moment.last()))
                .toList();
        if (dates.isEmpty()) {
            return new Timeline(
                    List.of(), List.of(), drafts.stream().map(Draft::entry).toList());
        }
        int from = dates.stream().mapToInt(LocalDate::getYear).min().orElseThrow();
        int last = dates.stream().mapToInt(LocalDate::getYear).max().orElseThrow();
        int step = Math.max(1, (last - from) / MOST_YEARS + 1);
        int marks = (last - from) / step + 1;
        double unit = LENGTH / marks / step;
        List<Integer> years = IntStream.range(0, marks)
                .map(mark -> from + mark * step)
                .boxed()
                .toList();
        List<Double> lines = IntStream.range(1, marks)
                .mapToObj(mark -> round(mark * step * unit))
                .toList();
        return new Timeline(
                years,
                lines,
                drafts.stream().map(draft -> drawn(draft, from, unit)).toList());
    }

    private static Entry drawn(Draft draft, int from, double unit) {
        Entry entry = draft.entry();
        return new Entry(
                entry.what(),
                entry.kind(),
                entry.start(),
                entry.end(),
                bar(draft, from, unit),
                entry.where(),
                entry.saidBy(),
                entry.confidence(),
                entry.notes(),
                entry.description());
    }

    private static Optional<Bar> bar(Draft draft, int from, double unit) {
        if (draft.start().isEmpty() && draft.end().isEmpty()) {
            return Optional.empty();
        }
        double x = draft.start().map(start -> at(start.first(), from, unit)).orElse(0.0);
        double sureFrom = draft.start()
                .map(start -> at(start.last(), from, unit))
                .orElseGet(() -> at(draft.end().orElseThrow().first(), from, unit));
        double to =
                draft.end().map(end -> at(end.last().plusDays(1), from, unit)).orElse(LENGTH);
        double sureTo =
                draft.end().map(end -> at(end.first().plusDays(1), from, unit)).orElse(sureFrom);
        double width = Math.max(NARROWEST, to - x);
        boolean moment = draft.start().equals(draft.end())
                && draft.start()
                        .map(start -> start.first().equals(start.last()))
                        .orElse(false);
        double sure = moment ? width : Math.max(0, Math.min(sureTo, LENGTH) - sureFrom);
        return Optional.of(new Bar(
                round(x),
                round(Math.min(width, LENGTH - x)),
                round(moment ? x : sureFrom),
                round(sure),
                draft.end().isEmpty() || draft.start().isEmpty(),
                draft.rank()));
    }

    private static double at(LocalDate day, int from, double unit) {
        return (day.getYear() - from + (day.getDayOfYear() - 1.0) / day.lengthOfYear()) * unit;
    }

    private static double round(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
