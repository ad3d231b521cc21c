package eu.staytuned.lod.release;

import static org.assertj.core.api.Assertions.assertThat;

import eu.staytuned.lod.release.Partitions.Use;
import eu.staytuned.lod.release.Release.NamedGraph;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.jena.graph.Graph;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

class PartitionsTests {

    private static final String RDFS = "http://www.w3.org/2000/01/rdf-schema#";
    private static final String LANG_STRING = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString";
    private static final String STRING = "http://www.w3.org/2001/XMLSchema#string";
    private static final String YEAR = "http://www.w3.org/2001/XMLSchema#gYear";

    @Test
    void eachClassHasThePropertiesOfItsResourcesAndWhatTheyLeadTo() {
        Partitions partitions = of(
                """
                :City rdfs:subClassOf :Place , <http://schema.org/City> .
                <id/a> a :City , :Place , <http://schema.org/City> ; rdfs:label "A"@en , "A"@nl ; :twin <id/b> ; :founded "1200"^^xsd:gYear .
                <id/b> a :City , :Place ; rdfs:label "B" ; :twin <id/a> , <https://example.org/c> .
                <https://example.org/c> a <http://schema.org/City> , <http://schema.org/Thing> .
                """);

        assertThat(partitions.byClass().get(ours("City")))
                .containsExactlyElementsOf(partitions.byClass().get(ours("Place")))
                .containsExactlyInAnyOrder(
                        new Use(RDFS + "label", 3, 2, sorted(Map.of()), sorted(Map.of(LANG_STRING, 2L, STRING, 1L))),
                        new Use(
                                ours("twin"),
                                3,
                                2,
                                sorted(Map.of(
                                        ours("City"), 2L, "http://schema.org/City", 1L, "http://schema.org/Thing", 1L)),
                                sorted(Map.of())),
                        new Use(ours("founded"), 1, 1, sorted(Map.of()), sorted(Map.of(YEAR, 1L))));
        assertThat(partitions.byClass().get("http://schema.org/City"))
                .extracting(Use::property)
                .containsExactly(ours("founded"), ours("twin"), RDFS + "label");
    }

    @Test
    void theKindOfAThingIsOneOfAllPropertiesButTellsNothingOfItsClass() {
        Partitions partitions = of("<id/a> a :City . <id/b> a :City ; rdfs:label \"B\"@en .");

        assertThat(partitions.all())
                .extracting(Use::property, Use::triples, Use::subjects)
                .containsExactly(
                        Tuple.tuple("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", 2L, 2L),
                        Tuple.tuple(RDFS + "label", 1L, 1L));
        assertThat(partitions.byClass()).containsOnlyKeys(ours("City"));
        assertThat(partitions.byClass().get(ours("City")))
                .extracting(Use::property)
                .isEqualTo(List.of(RDFS + "label"));
    }

    private static SortedMap<String, Long> sorted(Map<String, Long> counts) {
        return new TreeMap<>(counts);
    }

    private static Partitions of(String turtle) {
        Content content = new Content();
        NamedGraph file = content.open(Sources.IRIS.node("graph/test"), Optional.empty(), true);
        Graph graph = RDFParser.fromString(
                        """
                        BASE <http://localhost:8080/>
                        PREFIX : <http://localhost:8080/ontology#>
                        PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
                        PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
                        """
                                + turtle,
                        Lang.TURTLE)
                .toGraph();
        graph.find().forEachRemaining(triple -> content.add(file, triple));
        return Partitions.of(content, Sources.IRIS);
    }

    private static String ours(String name) {
        return Sources.IRIS.resolve("ontology#" + name);
    }
}
