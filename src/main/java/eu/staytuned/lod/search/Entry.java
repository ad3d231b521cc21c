package eu.staytuned.lod.search;

import java.util.List;
import java.util.Set;
import org.apache.jena.graph.Node;

/**
 * A thing, with all by which it can be found.
 *
 * @param types all its classes
 * @param rank how much people look for things of its kind, from 0 to 1
 */
record Entry(Node node, Node kind, List<Node> types, double rank, List<Name> names, List<Text> texts) {

    /**
     * A name or a code.
     *
     * @param penalty what it takes from the score that it is not the first name of the thing, but another
     * @param spellings folded, with a space before and after
     */
    record Name(Node property, String text, String language, double penalty, List<String> spellings) {}

    /**
     * A description.
     *
     * @param words folded, with a space before and after each
     */
    record Text(Node property, String text, String language, String words) {}

    /** Whether it belongs to one of some classes; no classes are all. */
    boolean isOneOf(Set<Node> kinds) {
        return kinds.isEmpty() || types.stream().anyMatch(kinds::contains);
    }
}
