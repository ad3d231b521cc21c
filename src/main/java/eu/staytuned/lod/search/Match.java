package eu.staytuned.lod.search;

import java.util.List;
import org.apache.jena.graph.Node;

/**
 * Why a thing was found: the name or text that matched best.
 *
 * @param closeness how it matched
 * @param property under which the thing has this text
 * @param text as it is published
 * @param language of the text, a BCP 47 tag; empty where it has none
 * @param parts the text, or of a long one the passage that matched, cut where the matching words begin and end
 */
public record Match(Closeness closeness, Node property, String text, String language, List<Part> parts) {

    /** How near a text is to what was asked, nearest first. */
    public enum Closeness {
        /** A name that is the same but for case, diacritics and script. */
        EXACT,
        /** A name that begins with it. */
        PREFIX,
        /** A name that has all the words. */
        WORD,
        /** A name that has words like these: other letters here and there. */
        FUZZY,
        /** A text that has the words. */
        TEXT
    }

    /**
     * A piece of a text.
     *
     * @param marked whether it is what matched
     */
    public record Part(String text, boolean marked) {}
}
