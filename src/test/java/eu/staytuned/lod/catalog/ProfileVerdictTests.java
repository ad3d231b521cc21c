package eu.staytuned.lod.catalog;

import static eu.staytuned.lod.catalog.MetadataQualityTests.graph;
import static eu.staytuned.lod.catalog.MetadataQualityTests.node;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphMemFactory;
import org.junit.jupiter.api.Test;

/** What shapes say of a catalogue as it is harvested, which names more than it describes. */
class ProfileVerdictTests {

    private static final Graph SHAPES = graph(
            """
            <shape> a sh:NodeShape ; sh:targetClass dcat:Dataset ;
                sh:property [ sh:path dct:title ; sh:minCount 1 ; sh:message "A title."@en ] ,
                            [ sh:path dcat:keyword ; sh:minCount 1 ; sh:severity sh:Warning ; sh:message "A keyword."@en ] ,
                            [ sh:path dcat:hasVersion ; sh:class dcat:Dataset ; sh:message "A version."@en ] .
            """);

    private static final Graph NOTHING = GraphMemFactory.createDefaultGraphSameTerm();

    @Test
    void faultsComeBeforeWhatCouldBeBetter() {
        Graph catalogue =
                graph("<c> dcat:dataset <d> , <e> . <d> a dcat:Dataset . <e> a dcat:Dataset ; dct:title 'E' .");
        ProfileVerdict verdict = ProfileVerdict.of(SHAPES, catalogue, NOTHING);

        assertThat(verdict.conforms()).isFalse();
        assertThat(verdict.checked()).isEqualTo(2);
        assertThat(verdict.violations()).isEqualTo(1);
        assertThat(verdict.warnings()).isEqualTo(2);
        assertThat(verdict.results().get(0).message()).isEqualTo("A title.");
        assertThat(verdict.keeps(catalogue, node("d"))).isFalse();
        assertThat(verdict.keeps(catalogue, node("e"))).isTrue();
    }

    @Test
    void whatIsNamedAloneIsKnownByItsKindAndNotJudged() {
        Graph catalogue = graph("<d> a dcat:Dataset ; dct:title 'D' ; dcat:keyword 'd' ; dcat:hasVersion <v> .");

        assertThat(ProfileVerdict.of(SHAPES, catalogue, graph("<v> a dcat:Dataset ."))
                        .results())
                .isEmpty();
        assertThat(ProfileVerdict.of(SHAPES, catalogue, NOTHING).results())
                .extracting(ProfileVerdict.Result::message)
                .containsExactly("A version.");
    }

    @Test
    void aFaultOfADistributionIsOneOfItsDataset() {
        Graph shapes = graph(
                """
                <shape> a sh:NodeShape ; sh:targetClass dcat:Distribution ;
                    sh:property [ sh:path dcat:accessURL ; sh:minCount 1 ; sh:message "An address."@en ] .
                """);
        Graph catalogue = graph("<d> dcat:distribution <f> . <e> dct:title 'E' . <f> a dcat:Distribution .");
        ProfileVerdict verdict = ProfileVerdict.of(shapes, catalogue, NOTHING);

        assertThat(verdict.keeps(catalogue, node("d"))).isFalse();
        assertThat(verdict.keeps(catalogue, node("e"))).isTrue();
    }
}
