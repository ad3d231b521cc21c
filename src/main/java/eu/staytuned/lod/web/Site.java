package eu.staytuned.lod.web;

import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.rdf.UriForm;
import java.util.Locale;
import java.util.Set;

/**
 * The site as one page sees it: how to link from there. Links are relative, so that they work wherever a proxy or a
 * redirecting domain puts the site.
 *
 * @param root what leads from the page to the root of the site: {@code ../../}
 * @param iris those of the publication
 * @param version of the software, so that a browser asks for a changed style sheet
 */
public record Site(String root, IriSpace iris, String version) {

    private static final Set<String> SAFE_SCHEMES = Set.of("http", "https", "mailto", "tel");
    private static final int DEEPEST = 16;

    /**
     * As seen from a path.
     *
     * @param path as the browser knows it, starting with a slash, without query
     */
    static Site from(String path, IriSpace iris, String version) {
        int depth = (int) path.chars().filter(letter -> letter == '/').count() - 1;
        if (depth > DEEPEST) {
            return new Site(iris.base(), iris, version);
        }
        return new Site(depth <= 0 ? "./" : "../".repeat(depth), iris, version);
    }

    /** A link to a path below the root. */
    public String link(String path) {
        return root + UriForm.of(path);
    }

    /** A link to an IRI: ours relative, others as they are; empty where the scheme is not one to follow. */
    public String href(String iri) {
        if (iris.contains(iri)) {
            return link(iri.substring(iris.base().length()));
        }
        int colon = iri.indexOf(':');
        String scheme = colon > 0 ? iri.substring(0, colon).toLowerCase(Locale.ROOT) : "";
        return SAFE_SCHEMES.contains(scheme) ? UriForm.of(iri) : "";
    }

    public boolean isOurs(String iri) {
        return iris.contains(iri);
    }
}
