package eu.staytuned.lod.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphMemFactory;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.graph.GraphWrapper;
import org.apache.jena.sparql.sse.SSE;
import org.apache.jena.util.iterator.ExtendedIterator;
import org.junit.jupiter.api.Test;

class RememberedGraphTests {

    private static final Node GHENT = SSE.parseNode("<https://example.org/ghent>");
    private static final Node NAME = SSE.parseNode("<https://example.org/name>");
    private static final Node NEAR = SSE.parseNode("<https://example.org/near>");

    private final Graph graph = GraphMemFactory.createDefaultGraphSameTerm();
    private final List<Triple> asked = new ArrayList<>();
    private final Graph remembered = new RememberedGraph(new GraphWrapper(graph) {
        @Override
        public ExtendedIterator<Triple> find(Node s, Node p, Node o) {
            asked.add(Triple.createMatch(s, p, o));
            return super.find(s, p, o);
        }
    });

    @Test
    void allPatternsAreAnsweredAsByTheGraph() {
        List<Node> nodes = List.of(
                GHENT,
                NAME,
                NEAR,
                NodeFactory.createBlankNode("b"),
                NodeFactory.createLiteralLang("Gent", "nl"),
                NodeFactory.createLiteralString("Gent"),
                SSE.parseNode("1"),
                SSE.parseNode("'01'^^<http://www.w3.org/2001/XMLSchema#integer>"));
        for (int i = 0; i < 60; i++) {
            Node subject = nodes.get(i % 4);
            graph.add(subject, nodes.get(i % 3), nodes.get((i * 7 + i / 5) % nodes.size()));
        }
        List<Node> patterns = new ArrayList<>(nodes);
        patterns.add(Node.ANY);
        for (Node s : patterns) {
            for (Node p : patterns) {
                for (Node o : patterns) {
                    assertThat(remembered.find(s, p, o).toList())
                            .as("%s %s %s", s, p, o)
                            .containsExactlyInAnyOrderElementsOf(
                                    graph.find(s, p, o).toList());
                    assertThat(remembered.contains(s, p, o)).isEqualTo(graph.contains(s, p, o));
                }
            }
        }
        assertThat(remembered.size()).isEqualTo(graph.size());
    }

    @Test
    void whatIsSaidOfAThingIsReadOnce() {
        graph.add(GHENT, NAME, NodeFactory.createLiteralString("Gent"));
        assertThat(remembered.contains(GHENT, NAME, Node.ANY)).isTrue();
        assertThat(remembered.contains(GHENT, NEAR, GHENT)).isFalse();
        assertThat(remembered.find(GHENT, NAME, Node.ANY).toList()).hasSize(1);
        assertThat(asked).containsExactly(Triple.createMatch(GHENT, Node.ANY, Node.ANY));
    }

    @Test
    void aThingOfWhichTooMuchIsSaidIsAnsweredByTheGraph() {
        for (int i = 0; i <= RememberedGraph.MOST; i++) {
            graph.add(GHENT, NEAR, NodeFactory.createURI("https://example.org/" + i));
        }
        graph.add(GHENT, NAME, NodeFactory.createLiteralString("Gent"));
        assertThat(remembered.find(GHENT, NEAR, Node.ANY).toList()).hasSize(RememberedGraph.MOST + 1);
        assertThat(remembered.find(GHENT, NAME, Node.ANY).toList()).hasSize(1);
        assertThat(asked)
                .containsExactly(
                        Triple.createMatch(GHENT, Node.ANY, Node.ANY),
                        Triple.createMatch(GHENT, NEAR, Node.ANY),
                        Triple.createMatch(GHENT, NAME, Node.ANY));
    }
}
