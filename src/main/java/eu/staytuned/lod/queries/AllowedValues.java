package eu.staytuned.lod.queries;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.graph.Node;

/** The values of a parameter that a release has, and the names by which readers ask for them. */
public final class AllowedValues {

    private final Map<Node, String> names;
    private final Map<String, Node> known = new HashMap<>();

    private AllowedValues(Map<Node, String> names) {
        this.names = names;
    }

    /**
     * A thing is named by the last part of its IRI where no other has it, else by the whole; a literal by its text.
     *
     * @param notations further short names of things: codes
     */
    static AllowedValues of(Collection<Node> values, Map<Node, List<String>> notations) {
        Map<String, Integer> uses = new HashMap<>();
        values.forEach(value -> uses.merge(folded(lastPart(value)), 1, Integer::sum));
        Map<Node, String> names = new LinkedHashMap<>();
        for (Node value : values) {
            names.put(value, uses.get(folded(lastPart(value))) == 1 ? lastPart(value) : plain(value));
        }
        AllowedValues allowed = new AllowedValues(names);
        // Whole IRIs win over names, and names over codes.
        values.forEach(value -> allowed.known.put(plain(value), value));
        names.forEach((value, name) -> allowed.known.putIfAbsent(folded(name), value));
        notations.forEach((value, codes) -> codes.forEach(code -> allowed.known.putIfAbsent(folded(code), value)));
        return allowed;
    }

    /** All of them, in order. */
    public List<Node> nodes() {
        return List.copyOf(names.keySet());
    }

    /** Their names, in the same order. */
    public List<String> names() {
        return List.copyOf(names.values());
    }

    /** The name of a value; its text where it is not one of these. */
    public String nameOf(Node value) {
        return names.getOrDefault(value, plain(value));
    }

    Optional<Node> find(String text) {
        String stripped = text.strip();
        return Optional.ofNullable(known.getOrDefault(stripped, known.get(folded(stripped))));
    }

    /** The name that is most like a text; a code leads to the name of what it stands for. */
    Optional<String> nearest(String text) {
        return Spelling.nearest(folded(lastPart(text.strip())), known.keySet())
                .map(known::get)
                .map(this::nameOf);
    }

    static String plain(Node value) {
        return value.isLiteral() ? value.getLiteralLexicalForm() : value.isURI() ? value.getURI() : value.toString();
    }

    static String lastPart(Node value) {
        return value.isURI() ? lastPart(value.getURI()) : plain(value);
    }

    private static String lastPart(String iri) {
        String last = iri.substring(Math.max(iri.lastIndexOf('/'), iri.lastIndexOf('#')) + 1);
        return last.isEmpty() ? iri : last;
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
