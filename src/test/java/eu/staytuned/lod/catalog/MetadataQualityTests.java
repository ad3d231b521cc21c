package eu.staytuned.lod.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import eu.staytuned.lod.catalog.Indicator.Dimension;
import eu.staytuned.lod.catalog.MetadataQuality.Rating;
import eu.staytuned.lod.catalog.MetadataQuality.Share;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphMemFactory;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The points of catalogues made for the purpose, reckoned by hand from the rules of the European portal. */
class MetadataQualityTests {

    private static final ToIntFunction<Node> ALL_ANSWER = address -> 200;

    private static final String DATASET =
            """
            dcat:keyword "cities"@en ; dcat:theme theme:EDUC ; dct:spatial <s> ; dct:temporal <t> ;
            dct:accessRights access:PUBLIC ; dcat:contactPoint <c> ; dct:publisher <p> ; dct:issued "2026-01-01"^^xsd:date
            """;

    private static final String FILE =
            """
            a dcat:Distribution ; dcat:accessURL <page> ; dcat:downloadURL <file> ; dct:format type:CSV ;
            dcat:mediaType <https://www.iana.org/assignments/media-types/text/csv> ; dct:license licence:CC_BY_4_0 ;
            dct:rights <r> ; dcat:byteSize 7 ; dct:modified "2026-01-02"^^xsd:date
            """;

    @Test
    void theIndicatorsTogetherGiveThePointsOfTheMethodology() {
        assertThat(Stream.of(Dimension.values()).map(Dimension::most)).containsExactly(100, 100, 110, 75, 20);
        assertThat(Stream.of(Indicator.values()).mapToInt(Indicator::points).sum())
                .isEqualTo(MetadataQuality.MOST);
    }

    @Test
    void whoSaysEverythingHasAllPoints() {
        MetadataQuality quality =
                judge("<c> dcat:dataset <d> . <d> " + DATASET + "; dcat:distribution <f> . <f> " + FILE + ".");

        assertThat(quality.points()).isEqualTo(405);
        assertThat(quality.rating()).isEqualTo(Rating.EXCELLENT);
        assertThat(Stream.of(Indicator.values())
                        .filter(indicator -> !quality.without(indicator).isEmpty()))
                .isEmpty();
    }

    @Test
    void whoSaysNothingHasThoseOfTheProfileAlone() {
        assertThat(judge("<c> dcat:dataset <d> .").points()).isEqualTo(30);
        assertThat(MetadataQuality.of(graph("<c> dcat:dataset <d> ."), dataset -> false, ALL_ANSWER)
                        .points())
                .isZero();
        assertThat(judge("<c> a dcat:Catalog .").points()).isZero();
    }

    @Test
    void oneDistributionCountsAndNotTheBestOfEach() {
        MetadataQuality quality = judge(
                """
                <c> dcat:dataset <d> . <d> dcat:distribution <f> , <g> .
                <f> dct:format type:CSV .
                <g> dcat:mediaType <https://www.iana.org/assignments/media-types/text/csv> .
                """);

        // 20 for its format, 20 for an open one and 20 for a machine-readable one; nothing for the media type of the
        // other
        assertThat(quality.points(Dimension.INTEROPERABILITY)).isEqualTo(60 + 30);
        assertThat(quality.points(Indicator.MEDIA_TYPE)).isZero();
        assertThat(quality.share(Indicator.MEDIA_TYPE)).isEqualTo(new Share(1, 2));
        assertThat(quality.datasets().get(0).best()).hasValue(node("f"));
    }

    @Test
    void theCatalogueHasTheAverageOfItsDatasets() {
        MetadataQuality quality =
                judge("<c> dcat:dataset <d> , <e> , <g> . <d> dcat:keyword 'cities' . <e> dct:spatial <s> .");

        assertThat(quality.points(Indicator.KEYWORDS)).isEqualTo(10);
        assertThat(quality.points(Indicator.PLACE)).isCloseTo(6.67, within(0.01));
        assertThat(quality.points()).isCloseTo(30 + 10 + 6.67, within(0.01));
        assertThat(quality.without(Indicator.KEYWORDS)).containsExactly(node("e"), node("g"));
    }

    @Test
    void datesCountFromTheDatasetWhereTheDistributionDoesNotSayThem() {
        MetadataQuality quality = judge(
                """
                <c> dcat:dataset <d> . <d> dct:issued '2026' ; dcat:distribution <f> . <f> dct:modified '2026' .
                """);

        assertThat(quality.points(Dimension.CONTEXTUALITY)).isEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource({"200, 80", "204, 80", "301, 0", "404, 0", "503, 0", "0, 0"})
    void anAddressCountsWhereItAnswersWithSuccess(int status, int points) {
        MetadataQuality quality = MetadataQuality.of(
                graph("<c> dcat:dataset <d> . <d> dcat:distribution <f> . <f> " + FILE + "."),
                dataset -> true,
                address -> status);

        assertThat(quality.points(Indicator.ACCESS_ANSWERS) + quality.points(Indicator.DOWNLOAD_ANSWERS))
                .isEqualTo(points);
    }

    @ParameterizedTest
    @CsvSource({
        "type:CSV, 20, 20",
        "type:RDF_TRIG, 20, 20",
        "type:XLSX, 0, 20",
        "type:GZIP, 20, 0",
        "type:SPARQLQRES, 0, 0",
        "'\"CSV\"', 0, 0",
        "<CSV>, 0, 0"
    })
    void formatsAreOpenAndMachineReadableByTheListsOfThePortal(String format, int open, int readable) {
        MetadataQuality quality =
                judge("<c> dcat:dataset <d> . <d> dcat:distribution <f> . <f> dct:format " + format + " .");

        assertThat(quality.points(Indicator.FORMAT_OPEN)).isEqualTo(open);
        assertThat(quality.points(Indicator.FORMAT_MACHINE_READABLE)).isEqualTo(readable);
    }

    @ParameterizedTest
    @CsvSource({
        "licence:COM_REUSE, 30",
        "licence:CC_BY_4_0, 30",
        "<https://creativecommons.org/licenses/by/4.0/>, 20",
        "'\"CC BY\"', 20"
    })
    void aLicenceIsKnownByItsNameInTheAuthorityTable(String licence, int points) {
        MetadataQuality quality =
                judge("<c> dcat:dataset <d> . <d> dcat:distribution <f> . <f> dct:license " + licence + " .");

        assertThat(quality.points(Dimension.REUSABILITY)).isEqualTo(points);
    }

    private static MetadataQuality judge(String turtle) {
        return MetadataQuality.of(graph(turtle), dataset -> true, ALL_ANSWER);
    }

    static Graph graph(String turtle) {
        Graph graph = GraphMemFactory.createDefaultGraphSameTerm();
        RDFParser.fromString(
                        """
                        PREFIX access: <http://publications.europa.eu/resource/authority/access-right/>
                        PREFIX dcat: <http://www.w3.org/ns/dcat#>
                        PREFIX dct: <http://purl.org/dc/terms/>
                        PREFIX licence: <http://publications.europa.eu/resource/authority/licence/>
                        PREFIX sh: <http://www.w3.org/ns/shacl#>
                        PREFIX theme: <http://publications.europa.eu/resource/authority/data-theme/>
                        PREFIX type: <http://publications.europa.eu/resource/authority/file-type/>
                        PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
                        """
                                + turtle,
                        Lang.TURTLE)
                .base("http://example.org/")
                .parse(graph);
        return graph;
    }

    static Node node(String name) {
        return NodeFactory.createURI("http://example.org/" + name);
    }
}
