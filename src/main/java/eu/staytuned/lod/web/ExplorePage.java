package eu.staytuned.lod.web;

import eu.staytuned.lod.web.PageTexts.Text;
import eu.staytuned.lod.web.ResourcePage.Paging;
import eu.staytuned.lod.web.ResourcePage.Value;
import java.util.List;
import java.util.Optional;

/**
 * What a list of actions or cities shows, in the words of one reader.
 *
 * @param lists what can be listed
 * @param cities whether cities are listed
 * @param sort what it is sorted by; empty for the name
 * @param sorts what it can be sorted by
 * @param chosen the values that were chosen
 * @param none the list without any of them
 * @param total how many there are
 * @param table the same as a file
 * @param ask the same as a query
 * @param query its text
 */
public record ExplorePage(
        List<Tab> lists,
        boolean cities,
        String sort,
        List<String> sorts,
        List<FacetBox> facets,
        List<Chip> chosen,
        String none,
        int total,
        List<Card> cards,
        Optional<Paging> paging,
        String table,
        String ask,
        String query) {

    /** A list to switch to. */
    public record Tab(String name, String href, boolean current) {}

    /**
     * A facet and its values.
     *
     * @param origins whose word counts beside that of the thing itself, in words
     */
    public record FacetBox(String parameter, Text title, List<String> origins, List<Option> options, boolean open) {}

    /** A value to choose, and how many things have it, given what else is chosen. */
    public record Option(String value, Text name, int count, boolean chosen) {}

    /** A value that was chosen; the link takes it back. */
    public record Chip(Text facet, Text name, String remove) {}

    /**
     * A thing in the list.
     *
     * @param places city and country
     * @param values the categories it is put in
     * @param origin who does that where it is not said of the thing itself; empty where it is
     * @param actions of a city
     */
    public record Card(
            Value link,
            List<Value> places,
            Optional<Text> description,
            List<Value> values,
            String origin,
            Optional<Value> confidence,
            int actions) {}
}
