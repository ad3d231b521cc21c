package eu.staytuned.lod.links;

import java.util.List;
import java.util.SortedMap;
import org.apache.jena.graph.Node;

/**
 * A dataset of somebody else that we link to.
 *
 * @param node what it is called
 * @param space what the names of all that it describes begin with
 * @param prefixes those of the release that stand for it, in order
 * @param counts how many links there are of each kind, those that say the most first
 */
public record Target(Node node, String space, List<String> prefixes, SortedMap<Node, Integer> counts) {

    /** How many links there are. */
    public int links() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
}
