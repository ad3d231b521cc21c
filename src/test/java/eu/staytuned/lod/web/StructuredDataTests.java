package eu.staytuned.lod.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.vocabulary.RDF;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What search engines read in a page. */
class StructuredDataTests extends SiteTest {

    private static final String SCHEMA = "https://schema.org/";
    private static final Pattern SCRIPT =
            Pattern.compile("<script type=\"application/ld\\+json\">(.*?)</script>", Pattern.DOTALL);
    private static final Pattern META = Pattern.compile("<meta (?:name|property)=\"([^\"]+)\" content=\"([^\"]*)\"");

    private final JsonMapper json = JsonMapper.builder().build();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"topic/education   | DefinedTerm", "scheme/topic      | DefinedTermSet"})
    void conceptsAndSchemesAreTermsAndSetsOfTerms(String path, String kind) {
        assertThat(entry("doc/" + path, base() + "id/" + path).path("@type").asString())
                .isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "catalog            | DataCatalog",
                "dataset/stay-tuned | Dataset",
                "releases           | Dataset",
                "releases/7         | Dataset",
                "dataset/figures    | Dataset",
                "ontology           | DefinedTermSet"
            })
    void whatIsOneThingWithItsPageIsTheMainEntityOfIt(String path, String kind) {
        JsonNode entry = entry(path, base() + path);

        assertThat(entry.path("@type").asString()).isEqualTo(kind);
        assertThat(entry.path("description").asString()).isNotBlank();
        assertThat(page(path).path("mainEntity").path("@id").asString()).isEqualTo(base() + path);
    }

    @Test
    void aTermSaysWhichSetItIsOfAndItsOtherNames() {
        JsonNode term = entry("doc/topic/education?lang=nl", base() + "id/topic/education");

        assertThat(term.path("name").asString()).isEqualTo("onderwijs");
        assertThat(term.path("alternateName").asString()).isEqualTo("education");
        assertThat(term.path("inDefinedTermSet").path("name").asString()).isEqualTo("Topics");
    }

    @Test
    void aDataSetSaysUnderWhichLicenceItIsAndWhichCatalogueHasIt() {
        JsonNode dataset = entry("dataset/stay-tuned", base() + "dataset/stay-tuned");

        assertThat(dataset.path("license").asString()).isEqualTo("https://creativecommons.org/licenses/by/4.0/");
        assertThat(dataset.path("includedInDataCatalog").path("@id").asString()).isEqualTo(base() + "catalog");
    }

    @Test
    void theTrailLeadsFromTheHomePageToThePage() {
        JsonNode steps = page("doc/city/ghent?lang=nl").path("breadcrumb").path("itemListElement");
        List<String> addresses = new ArrayList<>();
        steps.forEach(step -> addresses.add(step.path("item").asString()));

        assertThat(addresses).containsExactly(base(), base() + "id/", base() + "id/city/", base() + "doc/city/ghent");
        assertThat(steps.get(3).path("position").asInt()).isEqualTo(4);
    }

    @Test
    void aCollectionIsAListOfItsMembers() {
        JsonNode page = page("doc/person");

        assertThat(page.path("@type").asString()).isEqualTo("CollectionPage");
        assertThat(page.path("mainEntity").path("numberOfItems").asInt()).isEqualTo(PublishedFixture.INHABITANTS);
        assertThat(page.path("mainEntity")
                        .path("itemListElement")
                        .get(0)
                        .path("item")
                        .asString())
                .isEqualTo(base() + "id/person/p001");
    }

    @Test
    void whatSchemaOrgHasNoWordForIsAPageAboutIt() {
        JsonNode page = page("doc/claim/named");

        assertThat(page.path("@type").asString()).isEqualTo("WebPage");
        assertThat(page.path("about").path("name").asString()).isEqualTo("It is called Stay Tuned");
    }

    @Test
    void thereIsOneContextAndItReadsAsLinkedData() {
        String text = structured("dataset/stay-tuned");
        assertThat(json.readTree(text).path("@context").asString()).isEqualTo("https://schema.org");

        Graph graph = GraphFactory.createDefaultGraph();
        RDFParser.create()
                .source(new StringReader(text.replace("\"https://schema.org\"", "{\"@vocab\":\"" + SCHEMA + "\"}")))
                .lang(Lang.JSONLD11)
                .parse(graph);

        assertThat(graph.contains(
                        NodeFactory.createURI(base() + "dataset/stay-tuned"),
                        RDF.type.asNode(),
                        NodeFactory.createURI(SCHEMA + "Dataset")))
                .isTrue();
        assertThat(graph.contains(
                        Node.ANY,
                        NodeFactory.createURI(SCHEMA + "mainEntity"),
                        NodeFactory.createURI(base() + "dataset/stay-tuned")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"doc/odd/hostile", "doc/odd"})
    void noTextOfTheDataEndsTheElement(String path) {
        String text = structured(path);

        assertThat(text)
                .doesNotContain("<", ">", "&")
                .contains("\\u003cscript\\u003ealert('label')\\u003c/script\\u003e");
        assertThat(json.readTree(text).findValuesAsString("name")).contains("<script>alert('label')</script>");
        assertThat(send("GET", path, "Accept", "text/html").body().split("<script", -1))
                .as("the element itself and our own script")
                .hasSize(3);
    }

    @Test
    void lineSeparatorsOfUnicodeAreWrittenInAsciiAsWell() {
        String text = json.writeValueAsString("a\u2028b\u2029c</script>&amp;");

        assertThat(StructuredData.escaped(text)).isEqualTo("\"a\\u2028b\\u2029c\\u003c/script\\u003e\\u0026amp;\"");
        assertThat(json.readValue(StructuredData.escaped(text), String.class))
                .isEqualTo("a\u2028b\u2029c</script>&amp;");
    }

    // The head of the page

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "doc/city/ghent?lang=nl | Gent      | Een stad in Vlaanderen.",
                "doc/city/ghent         | Ghent     | A city in Flanders.",
                "doc/person             | Person    | Person: 120 resources",
                "doc/claim/named        | It is called Stay Tuned | It is called Stay Tuned: what is published about it, who says so, and where else it is described."
            })
    void theHeadSaysWhatThePageIsAbout(String path, String heading, String description) {
        String page = send("GET", path, "Accept", "text/html").body();

        assertThat(meta(page, "og:title")).isEqualTo(heading);
        assertThat(meta(page, "description")).isEqualTo(description);
        assertThat(meta(page, "og:description")).isEqualTo(description);
    }

    @Test
    void aLongTextIsShortenedAtAWord() {
        String sentence = "word ".repeat(60) + "end";

        assertThat(PageDescription.shortened(sentence)).hasSizeBetween(180, 200).endsWith("word…");
        assertThat(PageDescription.shortened("x".repeat(500))).hasSize(200).endsWith("x…");
        assertThat(PageDescription.shortened(" short\n text ")).isEqualTo("short text");
        assertThat(PageDescription.shortened("𝒳".repeat(500)).codePointCount(0, 399))
                .isEqualTo(200);
    }

    @Test
    void whatElseStandsInTheAddressIsNotCarriedAlong() {
        assertThat(send("GET", "doc/city/ghent?campaign=autumn", "Accept", "text/html")
                        .body())
                .doesNotContain("autumn");
    }

    private static String meta(String page, String name) {
        Matcher meta = META.matcher(page);
        while (meta.find()) {
            if (meta.group(1).equals(name)) {
                return meta.group(2);
            }
        }
        throw new AssertionError("No " + name);
    }

    private JsonNode page(String path) {
        return json.readTree(structured(path)).path("@graph").get(0);
    }

    private JsonNode entry(String path, String id) {
        for (JsonNode entry : json.readTree(structured(path)).path("@graph")) {
            if (entry.path("@id").asString("").equals(id)) {
                return entry;
            }
        }
        throw new AssertionError("Nothing about " + id + " in " + structured(path));
    }

    private String structured(String path) {
        String page = send("GET", path, "Accept", "text/html").body();
        Matcher script = SCRIPT.matcher(page);
        assertThat(script.find()).as(path).isTrue();
        return script.group(1);
    }
}
