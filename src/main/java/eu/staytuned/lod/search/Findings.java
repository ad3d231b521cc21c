package eu.staytuned.lod.search;

import java.util.List;
import java.util.Map;
import org.apache.jena.graph.Node;

/**
 * What was found.
 *
 * @param hits those asked for, best first
 * @param total how many there are, of the kinds asked for
 * @param reachable how many of them can be asked for by offset; the rest is too far from the question to be put in order
 * @param kinds how many there are of each kind, whatever kinds were asked for unless by name alone; the most frequent first
 * @param near whether none of them has what was asked for, and these only come near it
 */
public record Findings(List<Hit> hits, int total, int reachable, Map<Node, Integer> kinds, boolean near) {

    static final Findings NONE = new Findings(List.of(), 0, 0, Map.of(), false);
}
