package eu.staytuned.lod.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import eu.staytuned.lod.rdf.IriSpace;
import java.util.List;
import org.apache.jena.graph.Graph;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What others call our things, from memory or, of a release with very many links, from the store. */
class LinksTests {

    private static final IriSpace IRIS = new IriSpace(IriSpace.CANONICAL_BASE);

    private static final Graph GRAPH = RDFParser.fromString(
                    """
                    PREFIX : <https://w3id.org/stay-tuned/id/>
                    PREFIX owl: <http://www.w3.org/2002/07/owl#>
                    PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
                    PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
                    PREFIX st: <https://w3id.org/stay-tuned/ontology#>
                    st:lauCode rdfs:isDefinedBy <https://w3id.org/stay-tuned/ontology> .
                    <https://w3id.org/stay-tuned/id/city/a> owl:sameAs <http://www.wikidata.org/entity/Q1> ,
                            <https://sws.geonames.org/1/> ; skos:closeMatch <http://www.wikidata.org/entity/Q2> .
                    <https://w3id.org/stay-tuned/id/city/b> skos:closeMatch <http://www.wikidata.org/entity/Q1> ;
                            skos:relatedMatch <http://dbpedia.org/resource/G%C3%B6teborg> .
                    <https://w3id.org/stay-tuned/id/municipality/a> st:lauCode "BE_1" ; skos:notation "X1" .
                    <https://w3id.org/stay-tuned/id/region/a> skos:notation "X1" .
                    <http://example.org/theirs> owl:sameAs <http://www.wikidata.org/entity/Q1> .
                    """,
                    Lang.TURTLE)
            .toGraph();

    @ParameterizedTest(name = "at most {0} in memory")
    @ValueSource(ints = {500_000, 1})
    void areTheSameFromMemoryAndFromTheStore(int most) {
        Links links = Links.of(GRAPH, IRIS, most);

        assertThat(links.size() == 0).isEqualTo(most == 1);
        assertThat(links.ofIri("https://www.wikidata.org/wiki/Q1", GRAPH))
                .extracting(link -> IRIS.pathOf(link.thing().getURI()).orElse("") + " " + link.sureness())
                .containsExactly("id/city/a SAME", "id/city/b CLOSE");
        assertThat(links.ofIri("http://www.geonames.org/1", GRAPH)).hasSize(1);
        assertThat(links.ofIri("http://dbpedia.org/resource/Göteborg", GRAPH)).hasSize(1);
        assertThat(links.ofIri("http://www.wikidata.org/entity/Q3", GRAPH)).isEmpty();
        assertThat(links.ofCode("be_1", GRAPH)).hasSize(1);
        assertThat(links.ofCode("X1", GRAPH))
                .extracting(code -> List.copyOf(code.schemes()).contains("nuts"))
                .containsExactly(false, true);
        assertThat(links.ofCode("X2", GRAPH)).isEmpty();
    }
}
