package eu.staytuned.lod.links;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.jena.graph.Node;

/**
 * Links that lead to one place.
 *
 * @param to where they lead, as an IRI: that of one thing, or what the IRIs of many begin with; empty for everywhere
 * @param relation the only one that is wanted; empty for any
 * @param links in order
 */
public record Selection(String to, Optional<Node> relation, List<Link> links) {

    /** How many links there are of each kind. */
    public SortedMap<Node, Integer> counts() {
        SortedMap<Node, Integer> counts = new TreeMap<>(OutgoingLinks.SUREST_FIRST);
        links.forEach(link -> counts.merge(link.relation(), 1, Integer::sum));
        return counts;
    }

    /** Those of one kind. */
    public Selection by(Node wanted) {
        return new Selection(
                to,
                Optional.of(wanted),
                links.stream().filter(link -> link.relation().equals(wanted)).toList());
    }
}
