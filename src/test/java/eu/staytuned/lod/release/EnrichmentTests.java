package eu.staytuned.lod.release;

import static org.assertj.core.api.Assertions.assertThat;

import eu.staytuned.lod.release.ReleaseReader.Reading;
import java.nio.file.Path;
import java.util.List;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnrichmentTests {

    private static final String ST = "https://w3id.org/stay-tuned/ontology#";

    @TempDir
    Path folder;

    Sources sources;

    @BeforeEach
    void copy() {
        sources = Sources.small(folder);
    }

    @Test
    void whatFollowsStandsInAGraphOfItsOwnAndInTheDefaultGraph() {
        Content content = enriched();
        Triple derived = Triple.create(iri("id/city/aveiro"), iri("ontology#twinOf"), iri("id/city/ghent"));

        assertThat(inferred(content).find().toList()).containsExactly(derived);
        assertThat(content.defaultGraph().contains(derived)).isTrue();
    }

    @Test
    void whatSomebodyStatedIsNotCalledInferred() {
        sources.append("rdf-data/cities/aveiro.ttl", "city:aveiro st:twinOf city:ghent .\n");

        assertThat(inferred(enriched()).isEmpty()).isTrue();
    }

    @Test
    void rulesFeedEachOtherUntilNothingNewComes() {
        // a runs before b, but needs what b derives
        sources.write(
                "ontology/rules/20-a.rq", "# A.\nCONSTRUCT { ?x <" + ST + "two> ?y } WHERE { ?x <" + ST + "one> ?y }");
        sources.write(
                "ontology/rules/30-b.rq",
                "# B.\nCONSTRUCT { ?x <" + ST + "one> ?y } WHERE { ?x <" + ST + "twinOf> ?y }");

        assertThat(inferred(enriched())
                        .find(Node.ANY, iri("ontology#two"), Node.ANY)
                        .toList())
                .hasSize(2);
    }

    @Test
    void aRuleThatNeverEndsIsRefused() {
        sources.write(
                "ontology/rules/20-endless.rq",
                "# Endless.\nCONSTRUCT { ?x <" + ST + "next> [] } WHERE { ?x a <" + ST + "City> }");
        Reading reading = sources.read();

        List<Fault> faults =
                new Enrichment(Sources.IRIS, 10_000).enrich(reading.release().content(), reading.queries());
        assertThat(faults).singleElement().satisfies(fault -> {
            assertThat(fault.file()).isEqualTo("ontology/rules/20-endless.rq");
            assertThat(fault.message()).contains("after 10 rounds");
        });
    }

    @Test
    void aRuleThatTakesTooLongIsRefused() {
        sources.write(
                "ontology/rules/20-slow.rq",
                "# Slow.\nCONSTRUCT { ?a <" + ST + "next> ?f } WHERE { "
                        + "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o . ?p ?q ?r "
                        + "FILTER(CONCAT(STR(?a), STR(?d), STR(?g), STR(?j), STR(?m), STR(?p)) = \"x\") }");
        Reading reading = sources.read();

        List<Fault> faults =
                new Enrichment(Sources.IRIS, 300).enrich(reading.release().content(), reading.queries());
        assertThat(faults).singleElement().satisfies(fault -> {
            assertThat(fault.file()).isEqualTo("ontology/rules/20-slow.rq");
            assertThat(fault.message()).contains("did not finish within 300 ms");
        });
    }

    private Content enriched() {
        Reading reading = sources.read();
        assertThat(new Enrichment(Sources.IRIS, 10_000).enrich(reading.release().content(), reading.queries()))
                .isEmpty();
        return reading.release().content();
    }

    private static Graph inferred(Content content) {
        return content.graph(Sources.IRIS.resolve(Release.INFERRED))
                .orElseThrow()
                .triples();
    }

    private static Node iri(String path) {
        return NodeFactory.createURI(Sources.IRIS.resolve(path));
    }
}
