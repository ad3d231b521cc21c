package eu.staytuned.lod.web;

import java.util.stream.Collectors;

/** A page in a sentence or two, for lists of results and for cards that show where a link leads. */
final class PageDescription {

    /** What search engines show, in characters. */
    private static final int LONGEST = 200;

    private PageDescription() {}

    /** The page's lead; where it has none, what kind of thing it is about, or how many are listed. */
    static String of(ResourcePage page, Reading reading) {
        if (!page.lead().isEmpty()) {
            return shortened(page.lead().get(0).text());
        }
        String name = page.title().text();
        if (page.total() > 0) {
            return name + ": " + reading.message("page.members.count", page.total());
        }
        String kinds =
                page.kinds().stream().map(kind -> kind.text().text()).distinct().collect(Collectors.joining(", "));
        return shortened(
                kinds.isEmpty()
                        ? reading.message("page.summary", name)
                        : reading.message("page.summary.kind", name, kinds));
    }

    /** At the end of a word, with an ellipsis where something is left out. */
    static String shortened(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        if (line.codePointCount(0, line.length()) <= LONGEST) {
            return line;
        }
        String start = line.substring(0, line.offsetByCodePoints(0, LONGEST - 1));
        int space = start.lastIndexOf(' ');
        return (space > LONGEST / 2 ? start.substring(0, space) : start).replaceFirst("[\\s,;:–—-]+$", "") + "…";
    }
}
