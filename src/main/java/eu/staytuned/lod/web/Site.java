package eu.staytuned.lod.web;

import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.rdf.UriForm;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The site as one page sees it: how to link from there. Links are relative, so that they work wherever a proxy or a
 * redirecting domain puts the site; a language that the reader chose goes along, so that it holds for the next page.
 *
 * @param root what leads from the page to the root of the site: {@code ../../}
 * @param iris those of the publication
 * @param version of the software, so that a browser asks for a changed style sheet
 * @param chosen the language that the reader chose with {@code ?lang=}; empty where the browser chose
 * @param path of the page below the root
 * @param query the other parameters of the page, as they stand in its address; empty where there are none
 * @param locale of the texts that are the page's own
 * @param locales the languages that those texts can be had in
 */
public record Site(
        String root,
        IriSpace iris,
        String version,
        String chosen,
        String path,
        String query,
        Locale locale,
        List<Locale> locales) {

    private static final Set<String> SAFE_SCHEMES = Set.of("http", "https", "mailto", "tel");
    private static final int DEEPEST = 16;
    private static final int LONGEST_QUERY = 2_000;

    /**
     * The same page in another language.
     *
     * @param tag BCP 47
     * @param name of the language, in that language
     * @param href from this page
     * @param address absolute
     * @param current whether it is the one of this page
     */
    public record LanguageLink(String tag, String name, String href, String address, boolean current) {}

    /**
     * As seen from a path, by a reader who chose no language.
     *
     * @param path as the browser knows it, starting with a slash, without query
     */
    static Site from(String path, IriSpace iris, String version) {
        return from(path, "", "", iris, version, Locale.ENGLISH, List.of(Locale.ENGLISH));
    }

    /**
     * As seen from a path.
     *
     * @param path as the browser knows it, starting with a slash, without query
     * @param query as it stands in the address, without question mark
     * @param chosen by the reader; empty where none is
     */
    static Site from(
            String path,
            String query,
            String chosen,
            IriSpace iris,
            String version,
            Locale locale,
            List<Locale> locales) {
        int depth = (int) path.chars().filter(letter -> letter == '/').count() - 1;
        String root = depth > DEEPEST ? iris.base() : depth <= 0 ? "./" : "../".repeat(depth);
        return new Site(
                root,
                iris,
                version,
                chosen,
                UriForm.of(path.replaceFirst("^/+", "")),
                withoutLanguage(query),
                locale,
                locales);
    }

    private static String withoutLanguage(String query) {
        return query.isEmpty() || query.length() > LONGEST_QUERY
                ? ""
                : Stream.of(query.split("&"))
                        .filter(parameter -> !parameter.startsWith(ReaderLanguages.PARAMETER + "="))
                        .collect(Collectors.joining("&"));
    }

    /** A link to a page below the root, in the reader's language. */
    public String link(String path) {
        String file = file(path);
        if (chosen.isEmpty()) {
            return file;
        }
        int hash = file.indexOf('#');
        String address = hash < 0 ? file : file.substring(0, hash);
        return address
                + (address.indexOf('?') < 0 ? "?" : "&")
                + ReaderLanguages.PARAMETER
                + "="
                + chosen
                + (hash < 0 ? "" : file.substring(hash));
    }

    /** A link to what has no language: a file to take away, a style sheet. */
    public String file(String path) {
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

    /** This page in each language. */
    public List<LanguageLink> languages() {
        return locales.stream()
                .map(language -> {
                    String tag = language.toLanguageTag();
                    String parameters =
                            "?" + (query.isEmpty() ? "" : query + "&") + ReaderLanguages.PARAMETER + "=" + tag;
                    return new LanguageLink(
                            tag,
                            name(language),
                            "./" + path.substring(path.lastIndexOf('/') + 1) + parameters,
                            iris.base() + path + parameters,
                            language.equals(locale));
                })
                .toList();
    }

    /** The address of this page, absolute, in whatever language the reader prefers. */
    public String address() {
        return iris.base() + path + (query.isEmpty() ? "" : "?" + query);
    }

    /** The language of this page, in itself. */
    public String languageName() {
        return name(locale);
    }

    private static String name(Locale language) {
        String name = language.getDisplayLanguage(language);
        return name.substring(0, 1).toUpperCase(language) + name.substring(1);
    }
}
