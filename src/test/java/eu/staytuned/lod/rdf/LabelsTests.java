package eu.staytuned.lod.rdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelsTests {

    private static final Node THING = NodeFactory.createURI("https://example.org/thing");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nl          | Gent",
                "bg nl       | Гент",
                "fr nl       | Gent",
                "nl-BE       | Gent",
                "NL          | Gent",
                "pt          | Ghent in Brazil",
                "pt-PT de    | Ghent in Brazil",
                "fr          | Ghent",
                "            | Ghent",
                "x           | Ghent"
            })
    void aNameIsInTheFirstOfTheReadersLanguagesThatHasOne(String languages, String name) {
        Graph graph = graph(
                """
                <thing> rdfs:label "Ghent"@en , "Gent"@nl , "Гент"@bg , "Ghent in Brazil"@pt-BR .
                """);

        assertThat(Labels.of(graph, THING, languages == null ? List.of() : List.of(languages.split(" "))))
                .map(Node::getLiteralLexicalForm)
                .contains(name);
    }

    @Test
    void languageComesBeforeProperty() {
        Graph graph = graph("<thing> skos:prefLabel \"education\"@en ; rdfs:label \"onderwijs\"@nl .");

        assertThat(Labels.of(graph, THING, List.of("nl")))
                .map(Node::getLiteralLexicalForm)
                .contains("onderwijs");
    }

    @Test
    void inOneLanguageThePreferredLabelComesFirst() {
        Graph graph = graph("<thing> rdfs:label \"schooling\"@en ; skos:prefLabel \"education\"@en .");

        assertThat(Labels.of(graph, THING, List.of("en")))
                .map(Node::getLiteralLexicalForm)
                .contains("education");
    }

    @Test
    void withoutEnglishATextWithoutLanguageAndThenAnyIsBetterThanNone() {
        assertThat(Labels.of(graph("<thing> rdfs:label \"Gent\"@nl , \"BE234\" ."), THING, List.of("fr")))
                .map(Node::getLiteralLexicalForm)
                .contains("BE234");
        assertThat(Labels.of(graph("<thing> rdfs:label \"Gent\"@nl , \"Gand\"@fr ."), THING, List.of("bg")))
                .map(Node::getLiteralLexicalForm)
                .contains("Gand");
    }

    @Test
    void aThingWithoutNameHasNone() {
        assertThat(Labels.of(graph("<thing> rdfs:label <other> ."), THING, List.of("en")))
                .isEmpty();
        assertThat(Labels.of(graph(""), NodeFactory.createLiteralString("text"), List.of("en")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "http://www.w3.org/2004/02/skos/core#prefLabel, pref label",
        "http://purl.org/dc/terms/isPartOf, is part of",
        "https://example.org/id/city/ghent, ghent",
        "https://example.org/id/policy-category/second-chance, second chance",
        "https://example.org/id/city/, city",
        "https://example.org/ontology#NUTS, NUTS",
        "http://localhost:8080/, localhost:8080",
        "https://www.wikidata.org, www.wikidata.org",
        "urn:isbn:123, 123",
        "https://example.org/ontology#City, City"
    })
    void anIriMakesANameOfLastResort(String iri, String name) {
        assertThat(Labels.fromIri(iri)).isEqualTo(name);
    }

    private static Graph graph(String turtle) {
        return RDFParser.create()
                .source(new StringReader(
                        """
                        PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
                        PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
                        BASE <https://example.org/>
                        """
                                + turtle))
                .lang(Lang.TURTLE)
                .toGraph();
    }
}
