package eu.staytuned.lod.store.frozen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.jena.datatypes.TypeMapper;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.Quad;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was kept comes back as it was, or not at all. */
class FrozenFileTests {

    private static final Node IRI = NodeFactory.createURI("http://example.org/a");

    /** Terms at which a file could stumble. */
    private static final List<Node> TERMS = List.of(
            NodeFactory.createURI(""),
            NodeFactory.createURI("http://example.org/ä ö<>\"{}|^`\\"),
            NodeFactory.createBlankNode("b0"),
            NodeFactory.createBlankNode("label with spaces, ü and 中"),
            NodeFactory.createLiteralString(""),
            NodeFactory.createLiteralString("a\nb\tc\"\\\u0000\u007f\u0080ÿ"),
            NodeFactory.createLiteralString("Гьотеборг Αθήνα 中文 \uD83D\uDE00"),
            NodeFactory.createLiteralString("x".repeat(200_000)),
            NodeFactory.createLiteralString("я".repeat(70_000)),
            NodeFactory.createLiteralLang("a", "en"),
            NodeFactory.createLiteralLang("a", "en-GB"),
            NodeFactory.createLiteralLang("", "sr-Cyrl"),
            NodeFactory.createLiteralDT("01", XSDDatatype.XSDinteger),
            NodeFactory.createLiteralDT("1", XSDDatatype.XSDinteger),
            NodeFactory.createLiteralDT("no number", XSDDatatype.XSDinteger),
            NodeFactory.createLiteralDT("a", TypeMapper.getInstance().getSafeTypeByName("http://example.org/ours")),
            NodeFactory.createTripleTerm(
                    IRI, IRI, NodeFactory.createTripleTerm(IRI, IRI, NodeFactory.createLiteralLang("ü", "de"))),
            NodeFactory.createLiteralDT("b", TypeMapper.getInstance().getSafeTypeByName("http://example.org/ours")));

    @TempDir
    Path folder;

    private Path file;
    private final SwitchedDataset dataset = new SwitchedDataset();

    @BeforeEach
    void place() {
        file = folder.resolve("kept");
    }

    private static Set<Quad> quads(SwitchedDataset dataset) {
        Set<Quad> quads = new HashSet<>();
        dataset.find().forEachRemaining(quads::add);
        return quads;
    }

    private SwitchedDataset fill(List<Node> objects) {
        dataset.executeWrite(() -> {
            dataset.prefixes().add("ex", "http://example.org/");
            dataset.prefixes().add("", "http://example.org/ü#");
            for (Node object : objects) {
                dataset.add(Quad.defaultGraphIRI, IRI, IRI, object);
                dataset.add(NodeFactory.createURI("http://example.org/g" + object.hashCode() % 3), IRI, IRI, object);
            }
        });
        return dataset;
    }

    @Test
    void everyTermComesBack() throws IOException {
        fill(TERMS).keep(file, "of this release");
        SwitchedDataset back = new SwitchedDataset();

        assertThat(back.putBack(file, "of this release", any -> true)).isTrue();

        assertThat(quads(back)).isEqualTo(quads(dataset)).hasSize(2 * TERMS.size());
        assertThat(back.prefixes().getMapping())
                .isEqualTo(dataset.prefixes().getMapping())
                .hasSize(2);
        assertThat(back.getGraph(NodeFactory.createURI("http://example.org/g0")).size())
                .isEqualTo(dataset.getGraph(NodeFactory.createURI("http://example.org/g0"))
                        .size());
    }

    @Test
    void everyDatasetComesBack() throws IOException {
        for (long seed = 0; seed < 200; seed++) {
            SwitchedDataset random = new SwitchedDataset();
            RandomData.fill(random, new RandomData(seed).quads());
            random.keep(file, "seed " + seed);
            SwitchedDataset back = new SwitchedDataset();
            back.putBack(file, "seed " + seed, any -> true);

            assertThat(quads(back)).as("seed " + seed).isEqualTo(quads(random));
        }
    }

    @Test
    void whatIsDamagedAnywhereIsNotTaken() throws IOException {
        fill(TERMS.subList(2, 6)).keep(file, "name");
        byte[] whole = Files.readAllBytes(file);
        SwitchedDataset other = new SwitchedDataset();
        other.executeWrite(() -> other.add(Quad.defaultGraphIRI, IRI, IRI, IRI));
        Set<Quad> before = quads(other);

        for (int place = 0; place < whole.length; place++) {
            byte[] flipped = whole.clone();
            flipped[place] ^= (byte) (1 << place % 8);
            refuses(other, flipped, "a bit of byte " + place);
            refuses(other, Arrays.copyOf(whole, place), "all from byte " + place + " on is lost");
        }
        refuses(other, Arrays.copyOf(whole, whole.length + 1), "a byte too many");
        assertThat(quads(other)).isEqualTo(before);
    }

    private void refuses(SwitchedDataset other, byte[] bytes, String damage) throws IOException {
        Files.write(file, bytes);
        assertThatThrownBy(() -> other.putBack(file, "name", any -> true))
                .as(damage)
                .isInstanceOf(IOException.class);
    }

    @Test
    void whatWasKeptOfSomethingElseIsNotTaken() throws IOException {
        fill(TERMS).keep(file, "one");
        SwitchedDataset other = new SwitchedDataset();

        assertThat(SwitchedDataset.isKept(file, "one")).isTrue();
        assertThat(SwitchedDataset.isKept(file, "another")).isFalse();
        assertThat(SwitchedDataset.isKept(folder.resolve("nowhere"), "one")).isFalse();
        assertThatThrownBy(() -> other.putBack(file, "another", any -> true)).isInstanceOf(IOException.class);
        assertThat(other.putBack(file, "one", kept -> kept.containsGraph(NodeFactory.createURI("urn:x"))))
                .isFalse();
        assertThat(other.find().hasNext()).isFalse();
    }

    @Test
    void aTermWithoutAPlaceIsSaid() {
        Node broken = NodeFactory.createLiteralString("half of a pair: \uD83D");

        assertThatThrownBy(() -> fill(List.of(broken)).keep(file, "name")).isInstanceOf(IOException.class);
    }
}
