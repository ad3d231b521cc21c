package eu.staytuned.lod.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import eu.staytuned.lod.web.LineChart.Drawn;
import eu.staytuned.lod.web.LineChart.DrawnLine;
import eu.staytuned.lod.web.LineChart.Line;
import eu.staytuned.lod.web.LineChart.Mark;
import eu.staytuned.lod.web.LineChart.Point;
import eu.staytuned.lod.web.LineChart.Scale;
import eu.staytuned.lod.web.LineChart.Tick;
import eu.staytuned.lod.web.PageTexts.Text;
import eu.staytuned.lod.web.ResourcePage.Value;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A chart shows no more than the numbers say. */
class LineChartTests {

    @Test
    void withoutNumbersThereIsNoChart() {
        assertThat(LineChart.of(List.of(), Locale.ENGLISH)).isEmpty();
        assertThat(LineChart.of(List.of(line("Ghent")), Locale.ENGLISH)).isEmpty();
    }

    @Test
    void sharesBeginAtNothingAndEndAboveTheHighest() {
        Drawn chart = chart(line("Centro", at(2000, 41.4), at(2001, 41.1)));

        assertThat(chart.shares()).extracting(Tick::label).containsExactly("0%", "10%", "20%", "30%", "40%", "50%");
        assertThat(chart.shares().get(0).at()).isEqualTo(LineChart.BOTTOM);
        assertThat(chart.shares().get(5).at()).isEqualTo(LineChart.TOP);
    }

    @Test
    void yearsAreEvenlySpacedFromTheFirstOfAnyLineToTheLast() {
        Drawn chart = chart(line("A", at(1992, 10), at(2003, 12)), line("B", at(2025, 8)));

        assertThat(chart.firstYear()).isEqualTo(1992);
        assertThat(chart.lastYear()).isEqualTo(2025);
        assertThat(chart.years())
                .extracting(Tick::label)
                .containsExactly("1995", "2000", "2005", "2010", "2015", "2020", "2025");
        assertThat(chart.years().get(6).at()).isEqualTo(LineChart.RIGHT);
    }

    @Test
    void aValueStandsWhereTheAxesSay() {
        Scale scale = new Scale(2000, 2010, 20);

        assertThat(scale.x(2000)).isEqualTo(LineChart.LEFT + 10);
        assertThat(scale.x(2010)).isEqualTo(LineChart.RIGHT);
        assertThat(scale.y(0)).isEqualTo(LineChart.BOTTOM);
        assertThat(scale.y(10)).isCloseTo((LineChart.TOP + LineChart.BOTTOM) / 2.0, within(0.05));
        assertThat(new Scale(2020, 2020, 20).x(2020)).isBetween((double) LineChart.LEFT, (double) LineChart.RIGHT);
    }

    @Test
    void aBreakInTheSeriesIsAGapWithATick() {
        DrawnLine line = chart(line(
                        "A",
                        at(2001, 10),
                        at(2002, 11),
                        new Point(2003, 12, true, Mark.PLAIN, List.of(), ""),
                        at(2004, 13)))
                .lines()
                .get(0);

        assertThat(line.path()).containsPattern("^M[\\d.,]+L[\\d.,]+M[\\d.,]+L[\\d.,]+$");
        assertThat(line.breaks()).containsPattern("^M[\\d.,]+v16$");
        double tick =
                Double.parseDouble(line.breaks().substring(1, line.breaks().indexOf(',')));
        Scale scale = new Scale(2001, 2004, 15);
        assertThat(tick).isBetween(scale.x(2002), scale.x(2003));
    }

    @Test
    void aMissingYearIsAGapWithoutATick() {
        DrawnLine line = chart(line("A", at(2001, 10), at(2003, 11), at(2004, 12)))
                .lines()
                .get(0);

        assertThat(line.path()).containsPattern("^M[\\d.,]+M[\\d.,]+L[\\d.,]+$");
        assertThat(line.breaks()).isEmpty();
    }

    @Test
    void aBreakInTheFirstYearBreaksNothing() {
        DrawnLine line = chart(line("A", new Point(2001, 12, true, Mark.PLAIN, List.of(), ""), at(2002, 12)))
                .lines()
                .get(0);

        assertThat(line.breaks()).isEmpty();
        assertThat(line.path()).contains("L");
    }

    @Test
    void valuesOfLowReliabilityAreHollowAndEstimatesAreCrosses() {
        Drawn chart = chart(line(
                "A",
                at(2001, 10),
                new Point(2002, 11, false, Mark.UNRELIABLE, List.of(Text.of("Low reliability")), ""),
                new Point(2003, 12, false, Mark.ESTIMATED, List.of(), "")));
        DrawnLine line = chart.lines().get(0);

        assertThat(List.of(line.points(), line.hollow(), line.crosses())).doesNotContain("");
        assertThat(count(line.points(), "z")).isEqualTo(1);
        assertThat(count(line.hollow(), "z")).isEqualTo(1);
        assertThat(chart.unreliable() && chart.estimated() && !chart.broken()).isTrue();
        assertThat(chart.rows().get(1).cells().get(0).remarks()).containsExactly(Text.of("Low reliability"));
    }

    @Test
    void linesDifferInTheShapeOfTheirPoints() {
        Drawn chart = chart(Stream.of("A", "B", "C", "D", "E", "F")
                .map(name -> line(name, at(2001, 10)))
                .toArray(Line[]::new));

        assertThat(chart.lines()).extracting(DrawnLine::sample).doesNotHaveDuplicates();
        assertThat(chart.lines()).extracting(DrawnLine::number).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void namesAtTheEndsOfLinesDoNotOverlap() {
        Drawn chart = chart(
                line("A", at(2025, 9.8)),
                line("B", at(2025, 10)),
                line("C", at(2025, 9.9)),
                line("D", at(2025, 0)),
                line("E", at(2025, 0)));
        double[] places = chart.lines().stream()
                .mapToDouble(line -> line.label().y())
                .sorted()
                .toArray();

        for (int i = 1; i < places.length; i++) {
            assertThat(places[i] - places[i - 1]).isGreaterThanOrEqualTo(LineChart.LABEL_HEIGHT - 0.2);
        }
        assertThat(places[0]).isGreaterThanOrEqualTo(LineChart.TOP);
        assertThat(places[4]).isLessThanOrEqualTo(LineChart.BOTTOM);
        // In the order of the values, from the highest down.
        assertThat(chart.lines().get(1).label().y())
                .isLessThan(chart.lines().get(2).label().y());
        assertThat(chart.lines().get(2).label().y())
                .isLessThan(chart.lines().get(0).label().y());
    }

    @Test
    void aNameThatHasRoomStandsBesideTheEndOfItsLine() {
        DrawnLine line = chart(line("A", at(2024, 3), at(2025, 10))).lines().get(0);

        assertThat(line.label().y()).isCloseTo(new Scale(2024, 2025, 10).y(10), within(7.0));
        assertThat(chart(line("A", at(2024, 3), at(2025, 5)))
                        .lines()
                        .get(0)
                        .label()
                        .leader())
                .isEmpty();
    }

    @Test
    void aLineThatEndsEarlyIsLedToItsName() {
        Drawn chart = chart(line("PT16", at(2020, 12), at(2021, 9)), line("PT19", at(2024, 7), at(2025, 6)));

        assertThat(chart.lines().get(0).label().leader()).startsWith("M").contains("L");
        assertThat(chart.lines()).extracting(DrawnLine::span).containsExactly("2020–2021", "2024–2025");
    }

    @Test
    void areasOfTheSameNameAreToldApartByTheirCodes() {
        Drawn chart = LineChart.of(
                        List.of(
                                new Line(name("Centro (PT)"), "PT16", List.of(at(2020, 12))),
                                new Line(name("Centro (PT)"), "PT19", List.of(at(2021, 9))),
                                new Line(name("Portugal"), "PT", List.of(at(2021, 9)))),
                        Locale.ENGLISH)
                .orElseThrow();

        assertThat(chart.lines())
                .extracting(line -> line.label().wide().text())
                .containsExactly("Centro (PT) PT16", "Centro (PT) PT19", "Portugal");
        assertThat(chart.lines()).extracting(line -> line.label().narrow()).containsExactly("PT16", "PT19", "PT");
    }

    @Test
    void theTableHasEveryNumberInTheReadersWayOfWriting() {
        Drawn chart = LineChart.of(
                        List.of(line("A", at(2001, 41.4), at(2002, 7)), line("B", at(2002, 9.25))),
                        Locale.forLanguageTag("bg"))
                .orElseThrow();

        assertThat(chart.rows()).extracting(LineChart.Row::year).containsExactly(2001, 2002);
        assertThat(chart.rows().get(0).cells())
                .extracting(LineChart.Cell::share)
                .containsExactly("41,4%", "");
        assertThat(chart.rows().get(1).cells().get(0).share()).isEqualTo("7,0%");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 8, 14, 20})
    void namesKeepTheirDistanceTheirOrderAndTheChart(int size) {
        Random any = new Random(size);
        for (int trial = 0; trial < 50; trial++) {
            double[] wanted = any.doubles(size, 0, 400).toArray();
            double[] places = LineChart.spread(wanted, 24, 10, 390);
            double gap = Math.min(24, 380.0 / Math.max(1, size - 1));
            Integer[] order = IntStream.range(0, size).boxed().toArray(Integer[]::new);
            Arrays.sort(order, Comparator.comparingDouble(index -> places[index]));

            for (int i = 1; i < size; i++) {
                assertThat(places[order[i]] - places[order[i - 1]]).isGreaterThanOrEqualTo(gap - 0.2);
                assertThat(wanted[order[i]]).isGreaterThanOrEqualTo(wanted[order[i - 1]]);
            }
            assertThat(places[order[0]]).isGreaterThanOrEqualTo(9.9);
            assertThat(places[order[size - 1]]).isLessThanOrEqualTo(390.1);
        }
    }

    private static long count(String path, String step) {
        return path.chars().filter(letter -> letter == step.charAt(0)).count();
    }

    private static Drawn chart(Line... lines) {
        return LineChart.of(List.of(lines), Locale.ENGLISH).orElseThrow();
    }

    private static Line line(String name, Point... points) {
        return new Line(name(name), "", List.of(points));
    }

    private static Point at(int year, double share) {
        return new Point(year, share, false, Mark.PLAIN, List.of(), "");
    }

    private static Value name(String name) {
        return Value.link(Text.of(name), "#", false, name);
    }
}
