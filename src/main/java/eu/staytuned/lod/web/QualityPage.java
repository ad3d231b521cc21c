package eu.staytuned.lod.web;

import eu.staytuned.lod.web.PageTexts.Text;
import eu.staytuned.lod.web.ResourcePage.Counted;
import eu.staytuned.lod.web.ResourcePage.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the page of the data quality statement shows, in the words of one reader.
 *
 * @param release what it is about
 * @param languages those in which names are wanted
 * @param texts names, and definitions: how many there are in each language
 * @param sources how many resources of each kind name a document, and how many of these name one alone
 * @param trust how far the resources of each kind are trusted, and what they rest on
 * @param disagreements how many claims disagree with another
 * @param links where the data of others are linked to
 * @param figures how many figures there are about each area
 */
public record QualityPage(
        Value release,
        List<Language> languages,
        List<Table> texts,
        Sources sources,
        List<Table> trust,
        Optional<Disagreements> disagreements,
        List<Target> links,
        Figures figures) {

    /**
     * A language as the head of a column.
     *
     * @param tag its BCP 47 tag
     * @param name in the language of the page
     */
    public record Language(String tag, String name) {}

    /**
     * What is measured, by kind.
     *
     * @param metric its name and what it means
     * @param columns what the numbers of a row are about
     * @param rows kinds that have gaps, and before them, where it makes sense, all kinds together
     * @param complete the kinds that lack nothing
     */
    public record Table(Metric metric, List<Value> columns, List<Row> rows, List<Counted> complete) {}

    /** A metric's name, and what it means in a sentence. */
    public record Metric(Text name, Optional<Text> meaning) {}

    /**
     * A kind and its numbers.
     *
     * @param all whether this is about all kinds together
     */
    public record Row(Value kind, boolean all, long instances, List<Cell> cells) {}

    /**
     * A number and its share of the whole.
     *
     * @param share in percent, rounded; but 100 is all of them, and 0 with {@code few} not none
     * @param few whether there are some, and yet fewer than one in a hundred
     */
    public record Cell(long count, int share, boolean few) {

        static Cell of(long count, long whole) {
            int share = whole == 0 ? 0 : (int) Math.round(count * 100.0 / whole);
            return new Cell(count, count < whole ? Math.min(share, 99) : share, share == 0 && count > 0);
        }

        public boolean isGap() {
            return share < 100;
        }
    }

    /**
     * How many resources name a document, and how many rest on one alone; cells in this order.
     *
     * @param rows all kinds together, and those in which some name none
     * @param complete the other kinds
     */
    public record Sources(Metric named, Metric alone, List<Row> rows, List<Row> complete) {}

    /** How many claims disagree with another. */
    public record Disagreements(Metric metric, long count) {}

    /**
     * Where links lead.
     *
     * @param ways how often by which property
     * @param places the fragment that names the set of links by a property, by the IRI of the property
     */
    public record Target(Value target, int count, List<Counted> ways, Map<String, String> places) {}

    /** Areas, and how many figures are about each. */
    public record Figures(Metric metric, List<Counted> areas) {}
}
