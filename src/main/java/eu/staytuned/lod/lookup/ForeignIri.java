package eu.staytuned.lod.lookup;

import eu.staytuned.lod.rdf.UriForm;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An identifier that somebody else gave to a thing, in the one of its spellings by which it is known: the page about it, the
 * file about it, with http or https, all stand for the thing.
 */
public final class ForeignIri {

    /** A longer one is none of those that we know. */
    public static final int LONGEST = 2_000;

    private static final Pattern ABSOLUTE = Pattern.compile("(?i)[a-z][a-z0-9+.-]{1,20}:.+");
    private static final Pattern WEB = Pattern.compile("(?i)https?://(.+)");
    private static final Pattern WIKIDATA_NUMBER = Pattern.compile("[QqPp][1-9][0-9]{0,11}");

    /** The publications office and its kin show any of their IRIs on a page that has it as a parameter. */
    private static final Pattern SHOWN = Pattern.compile("op\\.europa\\.eu/.*[?&]uri=([^&#]+).*");

    private record Owner(Pattern spelling, String known, UnaryOperator<String> name) {}

    private static final List<Owner> OWNERS = List.of(
            owner(
                    "(?:www\\.|m\\.)?wikidata\\.org/(?:entity|wiki(?:/Special:(?:EntityData|EntityPage))?)/(?:Property:)?"
                            + "([QqPp][1-9][0-9]*)(?:\\.[a-z]+)?(?:[?#].*)?",
                    "www.wikidata.org/entity/",
                    name -> name.toUpperCase(Locale.ROOT)),
            owner("dbpedia\\.org/(?:resource|page)/([^?#]+)", "dbpedia.org/resource/", name -> name.replace(' ', '_')
                    .replace("%20", "_")),
            owner(
                    "dbpedia\\.org/data/([^?#]+?)(?:\\.(?:ttl|rdf|n3|ntriples|json|jsonld|jsod|atom))?",
                    "dbpedia.org/resource/",
                    UnaryOperator.identity()),
            owner(
                    "(?:sws\\.|www\\.)?geonames\\.org/([1-9][0-9]*)(?:/.*)?(?:[?#].*)?",
                    "sws.geonames.org/",
                    UnaryOperator.identity()),
            owner(
                    "(?:publications|op)\\.europa\\.eu/resource/authority/([^?#]+)",
                    "publications.europa.eu/resource/authority/",
                    UnaryOperator.identity()),
            owner(
                    "(?:www\\.)?eurovoc\\.europa\\.eu/(?:concept/)?([a-z0-9_]+)(?:[?#].*)?",
                    "eurovoc.europa.eu/",
                    UnaryOperator.identity()),
            owner(
                    "vocabularies\\.unesco\\.org/(?:thesaurus|browser/thesaurus/[a-z]{2}/page)/([a-z]+[0-9]+)(?:[?#].*)?",
                    "vocabularies.unesco.org/thesaurus/", UnaryOperator.identity()),
            owner(
                    "data\\.europa\\.eu/nuts/(?:code/)?([A-Za-z]{2}[0-9A-Za-z]{0,3})(?:[?#].*)?",
                    "data.europa.eu/nuts/code/", name -> name.toUpperCase(Locale.ROOT)));

    /** Codes in IRIs of the European Union under which no resource of ours is linked, though it may have the code. */
    private static final Pattern CODE =
            Pattern.compile("data\\.europa\\.eu/(?:nuts/code|nuts|lau|lau/code|lau/[0-9]{4})/([A-Za-z0-9_]+)");

    private ForeignIri() {}

    private static Owner owner(String spelling, String known, UnaryOperator<String> name) {
        return new Owner(Pattern.compile(spelling), known, name);
    }

    /** Whether a text looks like an IRI, or like a prefixed name. */
    public static boolean isIri(String text) {
        return text.length() <= LONGEST
                && ABSOLUTE.matcher(text).matches()
                && text.chars().noneMatch(Character::isISOControl);
    }

    /** Whether a text is the number of an item at Wikidata, such as Q1296. */
    public static boolean isWikidataNumber(String text) {
        return WIKIDATA_NUMBER.matcher(text).matches();
    }

    /**
     * The key of an IRI: the same for all spellings of one, with neither scheme nor a slash at the end. An IRI that is not
     * of the web is its own key.
     */
    public static String key(String iri) {
        if (isWikidataNumber(iri)) {
            return key("http://www.wikidata.org/entity/" + iri);
        }
        Matcher web = WEB.matcher(iri.strip());
        if (!web.matches()) {
            return UriForm.of(iri.strip());
        }
        String rest = web.group(1);
        int slash = indexOfAny(rest, "/?#");
        rest = rest.substring(0, slash).toLowerCase(Locale.ROOT) + rest.substring(slash);
        Matcher shown = SHOWN.matcher(rest);
        if (shown.matches()) {
            String inner = decoded(shown.group(1));
            if (WEB.matcher(inner).matches() && !inner.contains("uri=")) {
                return key(inner);
            }
        }
        for (Owner owner : OWNERS) {
            Matcher spelling = owner.spelling().matcher(rest);
            if (spelling.matches()) {
                rest = owner.known() + owner.name().apply(spelling.group(1));
                break;
            }
        }
        String plain = UriForm.of(rest);
        return plain.endsWith("/") ? plain.substring(0, plain.length() - 1) : plain;
    }

    /** How the IRI of a key may be written in data: all that the key left out. */
    static Set<String> spellings(String key) {
        Set<String> spellings = new LinkedHashSet<>();
        for (String scheme : List.of("http://", "https://")) {
            spellings.add(scheme + key);
            spellings.add(scheme + key + "/");
            spellings.add(scheme + decoded(key));
        }
        spellings.add(key);
        return spellings;
    }

    /** The code at the end of an IRI of a code list; empty where it is none. */
    static String code(String iri) {
        Matcher web = WEB.matcher(iri.strip());
        Matcher code = CODE.matcher(web.matches() ? web.group(1) : "");
        return code.matches() ? code.group(1) : "";
    }

    /** What an IRI ends in, as words: what its owner may call the thing. */
    static String words(String iri) {
        String path = iri.replaceFirst("[?].*", "");
        while (path.endsWith("/") || path.endsWith("#")) {
            path = path.substring(0, path.length() - 1);
        }
        String last = decoded(path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('#')) + 1));
        return last.replaceAll("[_+-]+", " ").strip();
    }

    private static int indexOfAny(String text, String letters) {
        for (int i = 0; i < text.length(); i++) {
            if (letters.indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return text.length();
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEscaped) {
            return text;
        }
    }
}
