package eu.staytuned.lod.release;

import static org.assertj.core.api.Assertions.assertThat;

import eu.staytuned.lod.release.Release.NamedGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.system.StreamRDFBase;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.junit.jupiter.api.Test;

/** What a release says, before and after somebody has looked. */
class ContentTests {

    private final Content content = new Content();
    private final NamedGraph city =
            content.open(NodeFactory.createURI("https://example.org/graph/city"), Optional.empty(), true);
    private final NamedGraph shapes =
            content.open(NodeFactory.createURI("https://example.org/graph/shapes"), Optional.empty(), false);

    @Test
    void whatIsAddedAfterSomebodyLookedIsSeenAtOnceAndOnce() {
        content.add(city, triple("ghent", "1"));
        assertThat(content.defaultGraph().size()).isEqualTo(1);

        content.add(city, triple("ghent", "1"));
        content.add(city, triple("ghent", "2"));
        content.add(shapes, triple("ghent", "3"));

        assertThat(content.defaultGraph()
                        .find(node("ghent"), Node.ANY, Node.ANY)
                        .toList())
                .containsExactlyInAnyOrder(triple("ghent", "1"), triple("ghent", "2"));
        assertThat(city.triples().size()).isEqualTo(2);
        assertThat(shapes.triples().contains(triple("ghent", "3"))).isTrue();
        assertThat(content.size()).isEqualTo(5);
    }

    @Test
    void settlingChangesNothingThatIsSaid() {
        content.add(city, triple("ghent", "1"));
        assertThat(content.dataset().getDefaultGraph().size()).isEqualTo(1);
        content.add(city, triple("nantes", "2"));
        content.add(shapes, triple("ghent", "3"));
        List<Quad> before = sent();

        content.settle();

        assertThat(sent()).containsExactlyInAnyOrderElementsOf(before).hasSize(5);
        assertThat(content.dataset().getGraph(shapes.name()).size()).isEqualTo(1);
    }

    @Test
    void theGraphsThatSayAThingAreFoundWhereverItLies() {
        content.add(city, triple("ghent", "1"));
        assertThat(content.saying(node("ghent"), Node.ANY, Node.ANY)).containsExactly(city);
        content.add(shapes, triple("ghent", "3"));

        assertThat(content.saying(node("ghent"), Node.ANY, Node.ANY)).containsExactly(city, shapes);
        assertThat(content.saying(node("ghent"), Node.ANY, NodeFactory.createLiteralString("3")))
                .containsExactly(shapes);
        assertThat(content.saying(node("sofia"), Node.ANY, Node.ANY)).isEmpty();
    }

    @Test
    void whatIsHandedOverIsAllThatWasSaid() {
        content.prefixes().put("ex", "https://example.org/");
        content.add(city, triple("ghent", "1"));
        content.settle();
        content.add(shapes, triple("ghent", "3"));
        List<Quad> before = sent();

        DatasetGraph shelf = content.handOver().read(content.prefixes());

        List<Quad> after = new ArrayList<>();
        shelf.find().forEachRemaining(after::add);
        assertThat(after).containsExactlyInAnyOrderElementsOf(before).hasSize(3);
        assertThat(shelf.prefixes().getMappingCopy()).isEqualTo(content.prefixes());
    }

    private List<Quad> sent() {
        List<Quad> quads = new ArrayList<>();
        content.send(new StreamRDFBase() {
            @Override
            public void triple(Triple triple) {
                quads.add(Quad.create(Quad.defaultGraphIRI, triple));
            }

            @Override
            public void quad(Quad quad) {
                quads.add(quad);
            }
        });
        return quads;
    }

    private static Triple triple(String subject, String value) {
        return Triple.create(node(subject), node("says"), NodeFactory.createLiteralString(value));
    }

    private static Node node(String name) {
        return NodeFactory.createURI("https://example.org/" + name);
    }
}
