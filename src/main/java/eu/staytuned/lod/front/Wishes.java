package eu.staytuned.lod.front;

import java.util.List;

/**
 * What the header fields of a request come to, by the rules of those who answer. Two requests whose wishes are equal get the
 * same answer.
 */
public interface Wishes {

    /** Which form of a document suits; equal objects are the same form. */
    Object form(List<String> accept);

    /** The languages of the reader in order of preference, as one text. */
    String languages(List<String> acceptLanguage);

    /** Whether what can be compressed is to be. */
    boolean compressed(List<String> acceptEncoding);

    /**
     * Whether some page of ours reads a parameter of this name. An address with another one may have been made up to fill our
     * memory, and is answered anew each time.
     */
    boolean isParameter(String name);
}
