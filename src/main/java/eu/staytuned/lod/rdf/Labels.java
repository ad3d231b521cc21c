package eu.staytuned.lod.rdf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
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
        for (String language : chain(languages)) {
            Optional<Node> exact = firstWith(texts, tag -> tag.equals(language));
            // Lookup and then, as RFC 4647 §3.3.1 filters: a reader of nl takes nl-BE before English.
            Optional<Node> found = exact.isPresent() ? exact : firstWith(texts, tag -> tag.startsWith(language + "-"));
            if (found.isPresent()) {
                return found;
            }
        }
        return texts.stream().min(Comparator.comparing((Node text) -> text.getLiteralLanguage()
                .toLowerCase(Locale.ROOT)));
    }

    private static Optional<Node> firstWith(List<Node> texts, Predicate<String> tag) {
        for (Node text : texts) {
            if (tag.test(text.getLiteralLanguage().toLowerCase(Locale.ROOT))) {
                return Optional.of(text);
            }
        }
        return Optional.empty();
    }

    /**
     * The languages to try in turn: those asked for, each followed by its shorter forms (nl-BE, then nl), then English,
     * then no language.
     */
    static Set<String> chain(List<String> languages) {
        Set<String> chain = new LinkedHashSet<>();
        for (String language : languages) {
            for (String tag = language; !tag.isEmpty(); tag = tag.substring(0, Math.max(0, tag.lastIndexOf('-')))) {
                chain.add(tag.toLowerCase(Locale.ROOT));
            }
        }
        chain.add("en");
        chain.add("");
        return chain;
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
