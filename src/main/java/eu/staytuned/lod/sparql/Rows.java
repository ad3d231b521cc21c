package eu.staytuned.lod.sparql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;

/**
 * The beginning of an answer, to be shown.
 *
 * @param variables the columns, in order, without question mark
 * @param first the first rows; a variable without a value is not in its row
 * @param total how many rows the whole answer has
 */
public record Rows(List<String> variables, List<Map<String, Node>> first, long total) {

    private static final List<String> TRIPLE = List.of("subject", "predicate", "object");

    /** The triples of a graph as rows. */
    static Rows of(Graph graph, int most) {
        List<Map<String, Node>> first = new ArrayList<>();
        graph.stream()
                .limit(most)
                .map(triple -> Map.of(
                        TRIPLE.get(0), triple.getSubject(),
                        TRIPLE.get(1), triple.getPredicate(),
                        TRIPLE.get(2), triple.getObject()))
                .forEach(first::add);
        return new Rows(TRIPLE, first, graph.size());
    }
}
