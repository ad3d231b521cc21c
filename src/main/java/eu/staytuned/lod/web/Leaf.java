package eu.staytuned.lod.web;

import eu.staytuned.lod.rdf.GraphDocument;
import java.util.OptionalInt;

/**
 * Which part of a document an address names.
 *
 * @param page from 1
 * @param release that it is to be of; empty for the current one, whichever that is
 */
record Leaf(int page, OptionalInt release) {

    /** The first page, of the current release. */
    static final Leaf FIRST = new Leaf(1, OptionalInt.empty());

    static Leaf of(GraphDocument document) {
        return new Leaf(document.page(), document.release());
    }

    /** The parameters that name it, without question mark; empty for the first page of the current release. */
    String parameters() {
        String pages = page > 1 ? "page=" + page : "";
        return release.isEmpty()
                ? pages
                : pages + (pages.isEmpty() ? "" : "&") + PinnedReleases.PARAMETER + "=" + release.getAsInt();
    }

    /** The same as it stands at the end of an address. */
    String query() {
        String parameters = parameters();
        return parameters.isEmpty() ? "" : "?" + parameters;
    }
}
