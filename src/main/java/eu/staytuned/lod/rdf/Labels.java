package eu.staytuned.lod.rdf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/**
 * The best label of a node for a reader's languages.
 *
 * <p>Language comes before property: a name in the reader's language beats a preferred label in another. After the
 * languages asked for comes English, then a text without language, then any, so that a name is found wherever there is
 * one.
 */
public final class Labels {

    /** The properties that name a thing, best first. */
    public static final List<Node> PROPERTIES = List.of(
            term("http://www.w3.org/2004/02/skos/core#prefLabel"),
            Terms.RDFS_LABEL,
            term("http://purl.org/dc/terms/title"),
            term("http://xmlns.com/foaf/0.1/name"),
            term("http://www.w3.org/2006/vcard/ns#fn"),
            term("http://schema.org/name"),
            term("https://schema.org/name"),
            term("http://www.w3.org/ns/shacl#name"));

    /** The properties that say in a sentence or two what a thing is, best first. */
    public static final List<Node> DESCRIPTIONS = List.of(
            term("http://www.w3.org/2004/02/skos/core#definition"),
            term("http://purl.org/dc/terms/description"),
            term("http://www.w3.org/2000/01/rdf-schema#comment"),
            term("http://schema.org/description"),
            term("https://schema.org/description"));

    private static final Comparator<Node> BY_LANGUAGE =
            Comparator.comparing(text -> text.getLiteralLanguage().toLowerCase(Locale.ROOT));

    private Labels() {}

    /** The best name of a node that the graph has for these languages (BCP 47 tags, best first). */
    public static Optional<Node> of(Graph graph, Node node, List<String> languages) {
        return best(graph, node, PROPERTIES, languages);
    }

    /** The best text that the graph has for a node under one of these properties, best first. */
    public static Optional<Node> best(Graph graph, Node node, List<Node> properties, List<String> languages) {
        if (node.isLiteral()) {
            return Optional.empty();
        }
        List<Node> texts = new ArrayList<>();
        for (Node property : properties) {
            graph.find(node, property, Node.ANY)
                    .mapWith(triple -> triple.getObject())
                    .filterKeep(Node::isLiteral)
                    .forEachRemaining(texts::add);
        }
        return best(texts, languages);
    }

    /** The best of some literals for these languages; of several in the same language, the first. */
    public static Optional<Node> best(List<Node> texts, List<String> languages) {
        if (texts.size() < 2) {
            return texts.stream().findFirst();
        }
        String[] tags = new String[texts.size()];
        for (int i = 0; i < tags.length; i++) {
            tags[i] = texts.get(i).getLiteralLanguage().toLowerCase(Locale.ROOT);
        }
        int found = bestOf(tags, languages);
        return found >= 0 ? Optional.of(texts.get(found)) : texts.stream().min(BY_LANGUAGE);
    }

    /**
     * Tries the languages asked for in turn, each followed by its shorter forms (nl-BE, then nl), then English, then no
     * language.
     */
    private static int bestOf(String[] tags, List<String> languages) {
        for (String language : languages) {
            String tag = language.toLowerCase(Locale.ROOT);
            while (!tag.isEmpty()) {
                int found = firstOf(tags, tag);
                if (found >= 0) {
                    return found;
                }
                tag = tag.substring(0, Math.max(0, tag.lastIndexOf('-')));
            }
        }
        int english = firstOf(tags, "en");
        return english >= 0 ? english : List.of(tags).indexOf("");
    }

    /** Lookup and then, as RFC 4647 §3.3.1 filters: a reader of nl takes nl-BE before English. */
    private static int firstOf(String[] tags, String language) {
        int narrower = -1;
        for (int i = 0; i < tags.length; i++) {
            if (tags[i].equals(language)) {
                return i;
            }
            if (narrower < 0
                    && tags[i].length() > language.length()
                    && tags[i].startsWith(language)
                    && tags[i].charAt(language.length()) == '-') {
                narrower = i;
            }
        }
        return narrower;
    }

    /**
     * A name made from the IRI alone, for what nobody labelled: {@code …/core#prefLabel} gives {@code pref label}, {@code
     * …/city/ghent} gives {@code ghent}.
     */
    public static String fromIri(String iri) {
        int end = iri.length();
        while (end > 0 && (iri.charAt(end - 1) == '/' || iri.charAt(end - 1) == '#')) {
            end--;
        }
        String trimmed = iri.substring(0, end);
        int authority = trimmed.indexOf("://") + "://".length();
        if (authority > 2 && trimmed.indexOf('/', authority) < 0) {
            return trimmed.substring(authority);
        }
        int start =
                Math.max(trimmed.lastIndexOf('/'), Math.max(trimmed.lastIndexOf('#'), trimmed.lastIndexOf(':'))) + 1;
        String name = trimmed.substring(start);
        if (name.isEmpty()) {
            return iri;
        }
        String words = name.replaceAll("(?<=\\p{Ll})(?=\\p{Lu})", " ");
        // Only what was camel case is made lower case: abbreviations (NUTS) and names (Ghent) stay as they are.
        return (words.equals(name) ? name.replaceAll("[-_]+", " ") : words.toLowerCase(Locale.ROOT)).strip();
    }

    /** The beginning of a text, up to a word's end, with an ellipsis where it goes on. */
    public static String shortened(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int space = text.lastIndexOf(' ', most);
        return text.substring(0, space < most / 2 ? most : space) + " …";
    }

    private static Node term(String iri) {
        return NodeFactory.createURI(iri);
    }
}
