package eu.staytuned.lod.store.remote;

import static org.assertj.core.api.Assertions.assertThat;

import eu.staytuned.lod.store.remote.StandingRelease.Topic;
import java.util.Arrays;
import java.util.List;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.Quad;
import org.junit.jupiter.api.Test;

/** What is asked about together with a thing. */
class TrailTests {

    private final Trail trail = new Trail();

    @Test
    void whatStoodInTheSameAnswerIsAskedAboutTogether() {
        told("city", "city label 'Ghent'", "city action one", "city action two", "city country be");

        assertThat(beside("one")).containsExactlyInAnyOrder("city", "label", "action", "country", "two", "be");
    }

    @Test
    void soIsWhatWasMentionedInTheSameWayElsewhere() {
        told("one", "one policy p", "one source a");
        told("two", "two policy q", "two source b");

        assertThat(beside("p")).contains("q", "a").doesNotContain("b");
    }

    @Test
    void ofThoseThatPointToAThingTheOthersAreAskedAbout() {
        told("city", "claim about city", "study about city");
        told("place", "note about place");

        assertThat(beside("claim")).contains("study", "note");
    }

    @Test
    void whatNobodyMentionedIsAskedAboutAlone() {
        told("city", "city action one", "city action two");

        assertThat(beside("elsewhere")).isEmpty();
    }

    @Test
    void onlyWhatIsWantedAndOnlySoMuch() {
        told("city", "city action one", "city action two", "city action three");

        assertThat(trail.beside(node("one"), thing -> !thing.equals(node("two")), 3))
                .hasSize(3)
                .doesNotContain(node("one"), node("two"));
    }

    private void told(String topic, String... statements) {
        trail.told(
                new Topic(node(topic), null, null),
                Arrays.stream(statements).map(TrailTests::statement).toList());
    }

    private static Quad statement(String words) {
        String[] word = words.split(" ");
        return Quad.create(Quad.defaultGraphIRI, node(word[0]), node(word[1]), node(word[2]));
    }

    private static Node node(String name) {
        return name.startsWith("'") ? NodeFactory.createLiteralString(name) : NodeFactory.createURI("http://x/" + name);
    }

    private List<String> beside(String name) {
        return trail.beside(node(name), any -> true, 100).stream()
                .map(node -> node.getURI().substring("http://x/".length()))
                .toList();
    }
}
