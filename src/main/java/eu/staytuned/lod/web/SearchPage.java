package eu.staytuned.lod.web;

import eu.staytuned.lod.search.Match.Part;
import eu.staytuned.lod.web.PageTexts.Text;
import eu.staytuned.lod.web.ResourcePage.Paging;
import eu.staytuned.lod.web.ResourcePage.Value;
import java.util.List;
import java.util.Optional;

/**
 * What a page of search results shows, in the words of one reader.
 *
 * @param query as it is shown: without what cannot be seen
 * @param total how many were found
 * @param near whether they only come near to what was asked
 * @param kinds by which the results can be narrowed
 * @param kind by which they are; empty for all
 * @param paging where there is more than one page
 * @param first number of the first result on this page
 */
public record SearchPage(
        String query,
        int total,
        boolean near,
        List<KindLink> kinds,
        String kind,
        String all,
        int allCount,
        List<Result> results,
        Optional<Paging> paging,
        int first) {

    /** Results of one kind. */
    public record KindLink(Text name, int count, String href, boolean current) {}

    /**
     * A result.
     *
     * @param link to it, by its name in the reader's language
     * @param title the name, with what matched marked
     * @param why what matched, where it is neither the name nor the description
     * @param description in a sentence or two; marked where it is what matched
     */
    public record Result(Value link, List<Part> title, Value kind, Optional<Why> why, Optional<Snippet> description) {}

    /**
     * What matched.
     *
     * @param introduction in words: also called, LAU code
     * @param language of the text, named for the reader; empty where it has none
     * @param tag its BCP 47 tag; empty where it is that of the page
     */
    public record Why(String introduction, List<Part> parts, String language, String tag) {}

    /** A part of a description. */
    public record Snippet(List<Part> parts, String tag) {}
}
