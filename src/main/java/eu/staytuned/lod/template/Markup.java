package eu.staytuned.lod.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The text of a template as a tree that forgets no letter of it, but for the comments that are for its authors alone. */
final class Markup {

    private static final Set<String> VOID = Set.of(
            "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr");
    private static final String AUTHORS = "<!--/*";

    private final String name;
    private final String text;
    private int at;

    private Markup(String name, String text) {
        this.name = name;
        this.text = text;
    }

    sealed interface Node permits Text, Element {}

    /** Whatever is no element: words, comments, the document type. */
    record Text(String text) implements Node {

        boolean isBlank() {
            return text.isBlank();
        }
    }

    /**
     * An element.
     *
     * @param end what stands after the last attribute: spaces, a slash
     * @param close its end tag; empty where it has none
     */
    record Element(String name, List<Attribute> attributes, String end, List<Node> children, String close)
            implements Node {

        Optional<String> attribute(String wanted) {
            return attributes.stream()
                    .filter(attribute -> attribute.name().equals(wanted))
                    .findFirst()
                    .map(Attribute::value);
        }
    }

    /**
     * An attribute.
     *
     * @param space before it
     * @param value as it is written; null where only the name is
     */
    record Attribute(String space, String name, @Nullable String value) {}

    static List<Node> of(String name, String text) {
        Markup markup = new Markup(name, text);
        List<Node> nodes = markup.content(null);
        if (markup.at < text.length()) {
            throw markup.fault("An end tag without a beginning");
        }
        return nodes;
    }

    /** The elements that one looks for, wherever they are; nothing within one of them. */
    static List<Element> find(List<Node> nodes, Predicate<Element> wanted) {
        List<Element> found = new ArrayList<>();
        for (Node node : nodes) {
            if (node instanceof Element element) {
                if (wanted.test(element)) {
                    found.add(element);
                } else {
                    found.addAll(find(element.children(), wanted));
                }
            }
        }
        return found;
    }

    private List<Node> content(@Nullable String parent) {
        List<Node> nodes = new ArrayList<>();
        boolean words = false; // whether the last node is, so that a comment for authors does not part them
        while (at < text.length()) {
            int open = text.indexOf('<', at);
            if (open < 0) {
                open = text.length();
            }
            if (open > at) {
                String more = text.substring(at, open);
                if (words && nodes.remove(nodes.size() - 1) instanceof Text before) {
                    more = before.text() + more;
                }
                nodes.add(new Text(more));
                words = true;
                at = open;
                continue;
            }
            if (text.startsWith(AUTHORS, at)) {
                at = after("*/-->");
                continue;
            }
            words = false;
            if (text.startsWith("<!--", at)) {
                int start = at;
                at = after("-->");
                nodes.add(new Text(text.substring(start, at)));
            } else if (text.startsWith("<!", at)) {
                int start = at;
                at = after(">");
                nodes.add(new Text(text.substring(start, at)));
            } else if (text.startsWith("</", at)) {
                if (parent == null) {
                    throw fault("An end tag without a beginning");
                }
                return nodes;
            } else {
                nodes.add(element());
            }
        }
        if (parent != null) {
            throw fault("No end tag of " + parent);
        }
        return nodes;
    }

    private int after(String mark) {
        int found = text.indexOf(mark, at);
        if (found < 0) {
            throw fault("No " + mark);
        }
        return found + mark.length();
    }

    private Element element() {
        at++;
        String element = word();
        List<Attribute> attributes = new ArrayList<>();
        while (true) {
            String space = space();
            if (text.startsWith("/>", at)) {
                at += 2;
                return new Element(element, attributes, space + "/>", List.of(), "");
            }
            if (text.charAt(at) == '>') {
                at++;
                if (VOID.contains(element)) {
                    return new Element(element, attributes, space + ">", List.of(), "");
                }
                List<Node> children = content(element);
                int close = at;
                at = after(">");
                String tag = text.substring(close, at);
                if (!tag.substring(2, tag.length() - 1).strip().equals(element)) {
                    throw fault(tag + " where " + element + " ends");
                }
                return new Element(element, attributes, space + ">", children, tag);
            }
            attributes.add(attribute(space));
        }
    }

    private Attribute attribute(String space) {
        String attribute = word();
        if (attribute.isEmpty()) {
            throw fault("No attribute");
        }
        if (text.charAt(at) != '=') {
            return new Attribute(space, attribute, null);
        }
        if (text.charAt(++at) != '"') {
            throw fault("An attribute without quotation marks");
        }
        int start = ++at;
        at = after("\"");
        return new Attribute(space, attribute, text.substring(start, at - 1));
    }

    private String word() {
        int start = at;
        while (at < text.length() && !Character.isWhitespace(text.charAt(at)) && "=/>\"".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(start, at);
    }

    private String space() {
        int start = at;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        if (at == text.length()) {
            throw fault("A tag without an end");
        }
        return text.substring(start, at);
    }

    private IllegalArgumentException fault(String what) {
        long line = text.substring(0, Math.min(at, text.length())).lines().count();
        return new IllegalArgumentException(what + ", in line " + line + " of template " + name);
    }
}
