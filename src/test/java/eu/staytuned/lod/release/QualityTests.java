package eu.staytuned.lod.release;

import static org.assertj.core.api.Assertions.assertThat;

import eu.staytuned.lod.rdf.LinkTargets.Target;
import eu.staytuned.lod.release.Quality.Kind;
import eu.staytuned.lod.release.Quality.Link;
import eu.staytuned.lod.release.Release.NamedGraph;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.graph.Graph;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.junit.jupiter.api.Test;

/** What a release is found to be good for, on a few statements. */
class QualityTests {

    private static final String PREFIXES =
            """
            BASE <http://localhost:8080/>
            PREFIX : <http://localhost:8080/ontology#>
            PREFIX dcterms: <http://purl.org/dc/terms/>
            PREFIX owl: <http://www.w3.org/2002/07/owl#>
            PREFIX qb: <http://purl.org/linked-data/cube#>
            PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
            PREFIX sdmx-dimension: <http://purl.org/linked-data/sdmx/2009/dimension#>
            PREFIX sh: <http://www.w3.org/ns/shacl#>
            PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
            """;

    @Test
    void namesAndDefinitionsAreCountedByKindAndLanguage() {
        Quality quality = of(
                """
                <shape> sh:languageIn ( "en" "nl" "bg" ) .
                <id/a> a :City ; rdfs:label "A"@en , "A"@nl , "А"@bg , "A"@da ; dcterms:description "Text."@en .
                <id/b> a :City ; rdfs:label "B"@EN , "Second"@en ; skos:prefLabel "B"@nl ; skos:definition "Tekst."@nl .
                <id/c> a :City ; rdfs:label "No language" .
                <https://example.org/d> a :City ; rdfs:label "Not ours"@en .
                """);

        assertThat(quality.languages()).containsExactly("en", "nl", "bg");
        Kind cities = kind(quality, "City");
        assertThat(cities.instances()).isEqualTo(3);
        assertThat(cities.named().everywhere()).isEqualTo(1);
        assertThat(cities.named().byLanguage()).isEqualTo(Map.of("en", 2L, "nl", 2L, "bg", 1L));
        assertThat(cities.described().everywhere()).isZero();
        assertThat(cities.described().byLanguage()).isEqualTo(Map.of("en", 1L, "nl", 1L));
        assertThat(quality.named("nl")).isEqualTo(2);
    }

    @Test
    void withoutShapesTheLanguagesAreThoseThatThereAre() {
        Quality quality = of("<id/a> a :City ; rdfs:label \"A\"@sv , \"A\"@en , \"A\" .");

        assertThat(quality.languages()).containsExactly("en", "sv");
    }

    @Test
    void aResourceIsCountedUnderTheNarrowestOfOurClassesOrElseUnderTheCommonest() {
        Quality quality = of(
                """
                :Place a owl:Class . :City a owl:Class ; rdfs:subClassOf :Territory . :Territory rdfs:subClassOf :Place .
                :Place rdfs:subClassOf <http://schema.org/Place> .
                <id/a> a :City , :Place , <http://schema.org/Place> .
                <id/b> a :Place , :Partner .
                :p a owl:ObjectProperty , owl:FunctionalProperty .
                :q a owl:ObjectProperty .
                """);

        assertThat(quality.kinds().keySet())
                .containsExactlyInAnyOrder(
                        ours("City"),
                        ours("Partner"),
                        ours("Place"),
                        "http://www.w3.org/2002/07/owl#Class",
                        "http://www.w3.org/2002/07/owl#ObjectProperty");
        assertThat(kind(quality, "Place").instances()).isEqualTo(1);
        assertThat(quality.kinds()
                        .get("http://www.w3.org/2002/07/owl#ObjectProperty")
                        .instances())
                .isEqualTo(2);
    }

    @Test
    void sourcesConfidenceBasisAndDisagreementsAreCounted() {
        Quality quality = of(
                """
                <id/a> a :Action ; dcterms:source <id/document/x> , <id/document/y> ; :confidence <id/confidence/high> .
                <id/b> a :Action ; dcterms:source <id/document/x> ; :confidence <id/confidence/low> .
                <id/c> a :Action ; :confidence <id/confidence/high> .
                <id/k> a :Claim ; :saidBy <id/document/x> ; :basis <id/basis/stated> ; :disagreesWith <id/l> .
                <id/l> a :Claim ; :saidBy <id/document/y> , <id/document/y> ; :basis <id/basis/inferred> .
                <id/m> a :Claim ; :saidBy <id/document/x> , <id/document/y> ; :basis <id/basis/stated> .
                """);

        Kind actions = kind(quality, "Action");
        assertThat(actions.sourced()).isEqualTo(2);
        assertThat(actions.onOneSource()).isEqualTo(1);
        assertThat(actions.confidence())
                .isEqualTo(Map.of(
                        Sources.IRIS.resolve("id/confidence/high"), 2L, Sources.IRIS.resolve("id/confidence/low"), 1L));
        assertThat(actions.basis()).isEmpty();
        Kind claims = kind(quality, "Claim");
        assertThat(claims.onOneSource()).isEqualTo(2);
        assertThat(claims.basis())
                .isEqualTo(Map.of(
                        Sources.IRIS.resolve("id/basis/stated"), 2L, Sources.IRIS.resolve("id/basis/inferred"), 1L));
        assertThat(quality.disagreeing()).isEqualTo(2);
    }

    @Test
    void linksAreCountedByPropertyAndHostAndFiguresByArea() {
        Quality quality = of(
                """
                <id/a> owl:sameAs <http://www.wikidata.org/entity/Q1> , <http://www.wikidata.org/entity/Q2> , <id/b> ;
                    skos:exactMatch <https://w3id.org/other/x> , <https://w3id.org/other/y/z> , <https://example.org> ;
                    rdfs:seeAlso <urn:isbn:1> ;
                    dcterms:subject <http://www.wikidata.org/entity/Q3> .
                <id/o1> a qb:Observation ; sdmx-dimension:refArea <id/area/x> .
                <id/o2> a qb:Observation ; sdmx-dimension:refArea <id/area/x> .
                <id/slice> a qb:Slice ; sdmx-dimension:refArea <id/area/x> .
                """);

        assertThat(quality.links())
                .isEqualTo(Map.of(
                        new Link("http://www.w3.org/2002/07/owl#sameAs", target("http://www.wikidata.org/")), 2L,
                        new Link("http://www.w3.org/2004/02/skos/core#exactMatch", target("https://w3id.org/other/")),
                                2L,
                        new Link("http://www.w3.org/2004/02/skos/core#exactMatch", target("https://example.org")), 1L,
                        new Link("http://www.w3.org/2000/01/rdf-schema#seeAlso", target("urn:isbn:1")), 1L));
        assertThat(quality.areas()).isEqualTo(Map.of(Sources.IRIS.resolve("id/area/x"), 2L));
    }

    @Test
    void theSummaryIsAFewLines() {
        List<String> summary =
                of("""
                        <shape> sh:languageIn ( "en" "nl" ) .
                        <id/a> a :Action ; rdfs:label "A"@en , "A"@nl ; :confidence <id/confidence/high> .
                        <id/c> a :City ; rdfs:label "C"@en ; owl:sameAs <http://www.wikidata.org/entity/Q1> .
                        """)
                        .summary();

        assertThat(summary)
                .containsExactly(
                        "Names: 1 of 2 kinds complete in all of 2 languages; of 2 resources en 2, nl 1",
                        "Confidence: high 1; basis: none",
                        "Sources: 0 resources name one, 0 of them one alone; 0 claims disagree with another",
                        "Links out: 1 to 1 targets; figures: 0 about 0 areas");
    }

    private static Quality of(String turtle) {
        Content content = new Content();
        NamedGraph file = content.open(Sources.IRIS.node("graph/test"), Optional.empty(), true);
        Graph graph = RDFParser.fromString(PREFIXES + turtle, Lang.TURTLE).toGraph();
        graph.find().forEachRemaining(triple -> content.add(file, triple));
        return Quality.of(content, Sources.IRIS);
    }

    private static Kind kind(Quality quality, String name) {
        return quality.kinds().get(ours(name));
    }

    private static String ours(String name) {
        return Sources.IRIS.resolve("ontology#" + name);
    }

    private static Target target(String iri) {
        return new Target(iri, iri);
    }
}
