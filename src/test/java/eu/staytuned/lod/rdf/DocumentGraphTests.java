package eu.staytuned.lod.rdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.sparql.sse.SSE;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentGraphTests {

    private static final Graph OTHER = SSE.parseGraph(
            """
            (graph (:b :p :c) (:a :p :c) (:a :q 1) (:a :q "x"@en) (:a :q "x") (_:n :p :a) (:a :p _:n))
            """);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(?s ?p ?o)",
                "(:a ?p ?o)",
                "(?s :p ?o)",
                "(?s ?p :c)",
                "(:a :p ?o)",
                "(:a ?p :c)",
                "(?s :p :c)",
                "(:a :p :c)",
                "(:z ?p ?o)",
                "(?s ?p 1)",
                "(:a :q \"x\"@en)",
                "(:a :q \"x\")",
                "(?s ?p \"y\")"
            })
    void findsWhatJenasOwnGraphFinds(String pattern) {
        DocumentGraph graph = DocumentGraph.copyOf(OTHER);
        Triple wanted = SSE.parseTriple(pattern);
        Node s = any(wanted.getSubject());
        Node p = any(wanted.getPredicate());
        Node o = any(wanted.getObject());

        assertThat(graph.find(s, p, o).toList())
                .containsExactlyInAnyOrderElementsOf(OTHER.find(s, p, o).toList());
        assertThat(graph.contains(s, p, o)).isEqualTo(OTHER.contains(s, p, o));
    }

    @Test
    void isTheSameGraph() {
        assertThat(DocumentGraph.copyOf(OTHER).isIsomorphicWith(OTHER)).isTrue();
        assertThat(DocumentGraph.copyOf(OTHER).size()).isEqualTo(OTHER.size());
    }

    @Test
    void keepsTheOrderInWhichSubjectsCame() {
        DocumentGraph graph = new DocumentGraph();
        for (String subject : new String[] {"z", "a", "m", "z"}) {
            graph.add(SSE.parseTriple("(<urn:" + subject + "> :p :o)"));
        }

        assertThat(graph.find().mapWith(triple -> triple.getSubject().getURI()).toList())
                .containsExactly("urn:z", "urn:a", "urn:m");
    }

    @Test
    void whatIsSaidOfASubjectAtOnceIsAsIfSaidOneByOne() {
        List<Triple> atOnce = List.of(SSE.parseTriple("(:a :p :o)"), SSE.parseTriple("(:a :p :x)"));
        DocumentGraph graph = new DocumentGraph();
        graph.add(SSE.parseTriple("(:b :p :o)"));
        graph.addAbout(SSE.parseNode(":a"), atOnce);
        graph.add(SSE.parseTriple("(:a :p :x)"));
        graph.add(SSE.parseTriple("(:a :q :o)"));
        graph.addAbout(SSE.parseNode(":a"), atOnce);

        assertThat(graph.size()).isEqualTo(4);
        assertThat(graph.find().toList())
                .containsExactly(
                        SSE.parseTriple("(:b :p :o)"),
                        SSE.parseTriple("(:a :p :o)"),
                        SSE.parseTriple("(:a :p :x)"),
                        SSE.parseTriple("(:a :q :o)"));
    }

    @Test
    void whoAsksByObjectAgainAndAgainIsToldTheSame() {
        DocumentGraph graph = DocumentGraph.copyOf(OTHER);
        Node object = SSE.parseNode(":c");
        List<Triple> first = graph.find(Node.ANY, Node.ANY, object).toList();
        for (int times = 0; times < 10; times++) {
            assertThat(graph.find(Node.ANY, Node.ANY, object).toList()).isEqualTo(first);
        }
        graph.addAbout(SSE.parseNode(":d"), List.of(SSE.parseTriple("(:d :p :c)")));

        assertThat(first).hasSize(2);
        assertThat(graph.find(Node.ANY, Node.ANY, object).toList()).hasSize(3).containsAll(first);
    }

    @Test
    void aTripleSaidTwiceIsOne() {
        DocumentGraph graph = new DocumentGraph();
        graph.add(SSE.parseTriple("(:a :p :o)"));
        graph.add(SSE.parseTriple("(:a :p :o)"));

        assertThat(graph.size()).isEqualTo(1);
    }

    @Test
    void tellsLiteralsApartAsGraphsInMemoryDo() {
        Graph memory = GraphFactory.createDefaultGraph();
        DocumentGraph graph = new DocumentGraph();
        Triple one = SSE.parseTriple("(:a :p 1)");
        memory.add(one);
        graph.add(one);
        Node sameValue = NodeFactory.createLiteralDT("01", XSDDatatype.XSDinteger);

        assertThat(graph.contains(Node.ANY, Node.ANY, sameValue))
                .isEqualTo(memory.contains(Node.ANY, Node.ANY, sameValue));
    }

    private static Node any(Node node) {
        return node.isVariable() ? Node.ANY : node;
    }
}
