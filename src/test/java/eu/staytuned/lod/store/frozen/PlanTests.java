package eu.staytuned.lod.store.frozen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.sparql.algebra.Algebra;
import org.apache.jena.sparql.algebra.op.OpBGP;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * In which order statements are looked for: a thousand claims about as many deeds, a twentieth of them of a kind, each with
 * a degree and a ground that have fewer names than there are claims of that kind.
 */
class PlanTests {

    private static final int CLAIMS = 1_000;

    private final SwitchedDataset data = new SwitchedDataset();

    @BeforeEach
    void claims() {
        data.executeWrite(() -> {
            for (int i = 0; i < CLAIMS; i++) {
                add("claim" + i, "about", iri("deed" + i));
                add("claim" + i, "kind", iri("kind" + i % 20));
                add("claim" + i, "degree", iri("degree" + i % 4));
                add("claim" + i, "ground", iri("ground" + i % 3));
                add("deed" + i, "label", NodeFactory.createLiteralString("deed " + i));
            }
            for (int i = 0; i < 4; i++) {
                for (String language : List.of("bg", "ca", "de", "en", "nl")) {
                    add("degree" + i, "name", NodeFactory.createLiteralLang("degree " + i, language));
                    add("ground" + i, "name", NodeFactory.createLiteralLang("ground " + i, language));
                }
            }
        });
    }

    /** Names of degrees and of grounds are fewer than claims of a kind, but a row for each pair of them are not. */
    @Test
    void rowsThatHaveNothingToDoWithEachOtherDoNotMeet() {
        assertThat(order(
                        "?degree :name ?confidence",
                        "?claim :degree ?degree",
                        "?claim :about ?deed",
                        "?claim :kind :kind7",
                        "?claim :ground ?ground",
                        "?ground :name ?basis",
                        "?deed :label ?thing"))
                .first()
                .isEqualTo("?claim :kind :kind7");
    }

    @Test
    void whatFindsLeastComesFirst() {
        assertThat(order("?claim :about ?deed", "?claim :kind :kind7", "?deed :label \"deed 7\""))
                .containsExactly("?deed :label \"deed 7\"", "?claim :about ?deed", "?claim :kind :kind7");
    }

    /** Where nothing goes on from anything, each row of one has to meet each row of the other. */
    @Test
    void aProductIsMadeWhereItIsAskedFor() {
        assertThat(order("?claim :kind :kind7", "?ground :name ?basis", "?deed :label \"deed 7\""))
                .containsExactly("?deed :label \"deed 7\"", "?ground :name ?basis", "?claim :kind :kind7");
    }

    private List<String> order(String... steps) {
        String text = "PREFIX : <http://example.org/> SELECT * { " + String.join(" . ", steps) + " }";
        OpBGP op = (OpBGP) Algebra.compile(QueryFactory.create(text).getQueryPattern());
        DatasetGraph seen = data.seen();
        Pattern pattern = Pattern.of(op.getPattern(), (FrozenGraph) seen.getDefaultGraph(), null, List.of());
        return List.of(Plan.of(pattern, 0).steps()).stream()
                .map(step -> steps[pattern.steps().indexOf(step.slots())])
                .toList();
    }

    private void add(String subject, String property, Node object) {
        data.add(Quad.defaultGraphIRI, iri(subject), iri(property), object);
    }

    private static Node iri(String name) {
        return NodeFactory.createURI("http://example.org/" + name);
    }
}
