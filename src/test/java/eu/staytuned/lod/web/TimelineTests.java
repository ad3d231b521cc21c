package eu.staytuned.lod.web;

import static org.assertj.core.api.Assertions.assertThat;

import eu.staytuned.lod.web.PageTexts.Text;
import eu.staytuned.lod.web.ResourcePage.Value;
import java.util.List;
import java.util.Optional;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.junit.jupiter.api.Test;

/** Bars that are as exact as the dates they are made of. */
class TimelineTests {

    @Test
    void aDayIsADayAndAYearIsAYear() {
        Timeline timeline = timeline(
                draft(date("2016-07-01"), date("2017-01-01")),
                draft(year("2016"), year("2016")),
                draft(month("2017-12"), month("2017-12")));

        assertThat(timeline.years()).containsExactly(2016, 2017);
        assertThat(timeline.lines()).containsExactly(500.0);
        Timeline.Bar days = bar(timeline, 0);
        assertThat(days.sureX()).isEqualTo(days.x()).isBetween(248.0, 250.0);
        assertThat(days.sureWidth()).isEqualTo(days.width());
        Timeline.Bar year = bar(timeline, 1);
        assertThat(year.x()).isZero();
        assertThat(year.width()).isEqualTo(500);
        assertThat(year.sureWidth()).isLessThan(3);
        assertThat(bar(timeline, 2).x() + bar(timeline, 2).width()).isEqualTo(1000);
    }

    @Test
    void anOpenEndRunsToTheEndOfTheAxisWithoutBeingSure() {
        Timeline.Bar open = bar(timeline(draft(year("2016"), Optional.empty()), draft(year("2017"), year("2019"))), 0);

        assertThat(open.open()).isTrue();
        assertThat(open.width()).isEqualTo(1000);
        assertThat(open.sureWidth()).isZero();
    }

    @Test
    void aDayIsWideEnoughToBeSeen() {
        Timeline.Bar day =
                bar(timeline(draft(date("2010-05-01"), date("2010-05-01")), draft(year("2019"), year("2019"))), 0);

        assertThat(day.width()).isGreaterThanOrEqualTo(4);
        assertThat(day.sureWidth()).isEqualTo(day.width());
    }

    @Test
    void whatHasNoDateHasNoBarAndManyYearsHaveFewMarks() {
        Timeline timeline = timeline(draft(Optional.empty(), Optional.empty()), draft(year("1925"), year("2025")));

        assertThat(timeline.entries().get(0).bar()).isEmpty();
        assertThat(timeline.years()).hasSizeLessThanOrEqualTo(11).startsWith(1925);
        assertThat(bar(timeline, 1).width()).isPositive();
        assertThat(timeline(draft(Optional.empty(), Optional.empty())).years()).isEmpty();
    }

    @Test
    void whatIsNoDateIsNone() {
        assertThat(Timeline.Moment.of(NodeFactory.createLiteralDT("2016-13-45", XSDDatatype.XSDdate)))
                .isEmpty();
        assertThat(Timeline.Moment.of(NodeFactory.createLiteralString("2016"))).isEmpty();
        assertThat(Timeline.Moment.of(NodeFactory.createURI("https://example.org/2016")))
                .isEmpty();
    }

    private static Timeline timeline(Timeline.Draft... drafts) {
        return Timeline.of(List.of(drafts), List.of());
    }

    private static Timeline.Bar bar(Timeline timeline, int row) {
        return timeline.entries().get(row).bar().orElseThrow();
    }

    private static Timeline.Draft draft(Optional<Node> start, Optional<Node> end) {
        Timeline.Entry entry = new Timeline.Entry(
                Value.of(Text.of("Something")),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty());
        return new Timeline.Draft(entry, start.flatMap(Timeline.Moment::of), end.flatMap(Timeline.Moment::of), 0);
    }

    private static Optional<Node> date(String lexical) {
        return Optional.of(NodeFactory.createLiteralDT(lexical, XSDDatatype.XSDdate));
    }

    private static Optional<Node> month(String lexical) {
        return Optional.of(NodeFactory.createLiteralDT(lexical, XSDDatatype.XSDgYearMonth));
    }

    private static Optional<Node> year(String lexical) {
        return Optional.of(NodeFactory.createLiteralDT(lexical, XSDDatatype.XSDgYear));
    }
}
