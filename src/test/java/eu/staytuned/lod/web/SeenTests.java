package eu.staytuned.lod.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import eu.staytuned.lod.catalog.Harvest;
import eu.staytuned.lod.catalog.Harvests;
import eu.staytuned.lod.catalog.Indicator;
import eu.staytuned.lod.catalog.Indicator.Dimension;
import eu.staytuned.lod.catalog.MetadataQuality.Rating;
import eu.staytuned.lod.catalog.OwnSite;
import eu.staytuned.lod.catalog.Visit;
import eu.staytuned.lod.catalog.Visit.Client;
import eu.staytuned.lod.catalog.Visit.Found;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.ResourceFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFLanguages;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.SKOS;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Our own catalogue as others see it: the page and the statement in DQV, against what one gets who asks from outside. */
class SeenTests extends RepositorySiteTest {

    private static final String DQV = "http://www.w3.org/ns/dqv#";

    @Autowired
    Harvests harvests;

    @Autowired
    OwnSite site;

    private Harvest harvest;

    /** The first harvest has the dumps made, whose sizes the catalogue says from then on. */
    @BeforeAll
    void harvestUntilNothingChanges() {
        Harvest before = harvests.get(Duration.ofMinutes(2));
        harvest = harvests.get(Duration.ofMinutes(2));
        for (int i = 0; i < 5 && !harvest.tag().equals(before.tag()); i++) {
            before = harvest;
            harvest = harvests.get(Duration.ofMinutes(2));
        }
    }

    @Test
    void theRulesOfTheEuropeanPortalGiveItThesePoints() {
        assertThat(Stream.of(Dimension.values()).map(harvest.quality()::points))
                .usingElementComparator((one, other) -> Math.abs(one - other) < 0.05 ? 0 : Double.compare(one, other))
                .containsExactly(
                        86.7, 100.0, 110.0, 75.0, 15.0 + harvest.quality().points(Indicator.SIZE));
        assertThat(harvest.quality().rating()).isEqualTo(Rating.EXCELLENT);
        assertThat(harvest.quality().without(Indicator.PLACE))
                .extracting(dataset -> dataset.getURI().replaceFirst(".*/", ""))
                .containsExactly("concept-schemes", "ontology");
    }

    @Test
    void itKeepsToTheProfileWithoutAWarning() {
        assertThat(harvest.profile().results()).isEmpty();
        assertThat(harvest.profile().checked()).isGreaterThan(30);
    }

    @Test
    void eachKindOfClientFindsWhatOneFindsFromOutside() {
        assertThat(harvest.visits()).extracting(Visit::client).containsExactly(Client.values());
        assertThat(harvest.visits())
                .allSatisfy(
                        visit -> assertThat(visit.isWell()).as(visit.toString()).isTrue());
        Model catalogue = model("catalog.ttl", Lang.TURTLE);
        assertThat(found(Client.EUROPEAN_PORTAL, Found.DATASETS))
                .isEqualTo(catalogue
                        .listObjectsOfProperty(property(DCAT.NS + "dataset"))
                        .toList()
                        .size());
        assertThat(found(Client.EUROPEAN_PORTAL, Found.ANSWERING))
                .isEqualTo(found(Client.EUROPEAN_PORTAL, Found.ADDRESSES))
                .isGreaterThan(20);
        assertThat(found(Client.CKAN, Found.DISTRIBUTIONS))
                .isEqualTo(catalogue
                        .listObjectsOfProperty(property(DCAT.NS + "distribution"))
                        .toList()
                        .size());
        assertThat(found(Client.DATASET_SEARCH, Found.MARKED))
                .isEqualTo(found(Client.DATASET_SEARCH, Found.PAGES))
                .isEqualTo(6);
        assertThat(found(Client.CRAWLER, Found.PAGES))
                .isEqualTo(send("GET", "sitemap/1.xml").body().split("<loc>", -1).length - 1);
        assertThat(found(Client.MIRROR, Found.FILES)).isEqualTo(5);
        assertThat(found(Client.MIRROR, Found.BYTES)).isGreaterThan(100_000);
        assertThat(visit(Client.SIGNPOSTING).relations()).contains("cite-as", "describedby", "license", "type");
        assertThat(found(Client.OPENREFINE, Found.MATCHED))
                .isEqualTo(found(Client.OPENREFINE, Found.NAMES))
                .isEqualTo(9);
    }

    @Test
    void whoAsksAgainIsToldThatNothingHasChanged() {
        assertThat(visit(Client.EUROPEAN_PORTAL).steps()).allSatisfy(step -> {
            assertThat(step.again()).isEqualTo(304);
            assertThat(step.changed()).isPresent();
            assertThat(step.type()).isEqualTo("application/rdf+xml");
        });
    }

    @ParameterizedTest
    @CsvSource({"ttl, TURTLE", "rdf, RDF/XML", "jsonld, JSON-LD", "nt, N-TRIPLES", "trig, TRIG", "nq, N-QUADS"})
    void itIsTheSameInEverySyntax(String extension, String syntax) {
        Model model = model("how-you-see-us." + extension, RDFLanguages.nameToLang(syntax));

        assertThat(model.isIsomorphicWith(model("how-you-see-us.ttl", Lang.TURTLE)))
                .isTrue();
    }

    @Test
    void everyMeasurementSaysOfWhatItIsAndWhatItIsWorth() {
        Model model = model("how-you-see-us.ttl", Lang.TURTLE);
        List<Resource> measurements = model.listSubjectsWithProperty(
                        RDF.type, model.createResource(DQV + "QualityMeasurement"))
                .toList();

        // of each dataset: every indicator and the sum
        assertThat(measurements)
                .hasSizeGreaterThan(6 * (Indicator.values().length + 1))
                .allSatisfy(measurement -> {
                    assertThat(measurement
                                    .listProperties(property(DQV + "computedOn"))
                                    .toList())
                            .hasSize(1);
                    assertThat(measurement
                                    .listProperties(property(DQV + "value"))
                                    .toList())
                            .hasSize(1);
                    Resource metric = measurement.getPropertyResourceValue(property(DQV + "isMeasurementOf"));
                    assertThat(metric.hasProperty(RDF.type, model.createResource(DQV + "Metric")))
                            .isTrue();
                    assertThat(metric.listProperties(SKOS.prefLabel).toList()).hasSize(11);
                    assertThat(metric.hasProperty(property(DQV + "expectedDataType")))
                            .isTrue();
                });
        double sum = Stream.of(Dimension.values())
                .mapToDouble(dimension -> value(model, "points-" + dimension.term() + "-measured"))
                .sum();
        assertThat(value(model, "points-measured"))
                .isCloseTo(sum, within(0.3))
                .isCloseTo(harvest.quality().points(), within(0.1));
        Resource report = model.createResource(base() + "how-you-see-us#dcat-ap");
        assertThat(report.getProperty(property("http://www.w3.org/ns/shacl#conforms"))
                        .getBoolean())
                .isTrue();
    }

    @Test
    void thePageSaysTheSame() {
        String page = page("how-you-see-us", "en");

        assertThat(words(section(page, "points")))
                .contains(
                        " of 405 points: excellent",
                        "These are vocabularies",
                        "Not on the list of the portal: SPARQLQRES, XLSX.");
        for (Indicator indicator : Indicator.values()) {
            assertThat(page).contains("id=\"" + indicator.term() + "\"");
        }
        assertThat(words(page("how-you-see-us", "de"))).contains(",7 von 405 Punkten: ausgezeichnet");
    }

    @Test
    void itHasItsEntityTagAndTheManners() {
        HttpResponse<String> first = send("GET", "how-you-see-us.ttl");
        String tag = first.headers().firstValue("ETag").orElseThrow();

        assertThat(send("GET", "how-you-see-us.ttl", "If-None-Match", tag).statusCode())
                .isEqualTo(304);
        assertThat(send("HEAD", "how-you-see-us").statusCode()).isEqualTo(200);
        assertThat(get("how-you-see-us", "text/turtle").headers().firstValue("Content-Type"))
                .hasValue("text/turtle;charset=utf-8");
        assertThat(first.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
        assertThat(send("GET", "how-you-see-us.csv").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, catalog.nt",
        "HEAD, dataset/stay-tuned",
        "GET, robots.txt",
        "GET, .well-known/void",
        "GET, nowhere",
        "GET, reconcile",
        "HEAD, sparql",
        "GET, search?q=gote%20borg"
    })
    void whatTheServiceAsksOfItselfIsWhatOthersGet(String method, String path) {
        OwnSite.Reply inner = site.ask(method, path, Map.of());
        HttpResponse<String> outer = send(method, path);

        assertThat(inner.status()).isEqualTo(outer.statusCode());
        for (String header :
                List.of("etag", "link", "content-type", "vary", "last-modified", "location", "cache-control")) {
            assertThat(inner.headers().getOrDefault(header, List.of()))
                    .as(header)
                    .isEqualTo(outer.headers().allValues(header));
        }
        if (outer.statusCode() == 200) {
            assertThat(inner.text()).isEqualTo(outer.body());
        }
    }

    private double value(Model model, String part) {
        return model.createResource(base() + "how-you-see-us#" + part)
                .getProperty(property(DQV + "value"))
                .getDouble();
    }

    private Visit visit(Client client) {
        return harvest.visits().stream()
                .filter(visit -> visit.client() == client)
                .findFirst()
                .orElseThrow();
    }

    private long found(Client client, Found found) {
        return visit(client).found().get(found);
    }

    private static Property property(String iri) {
        return ResourceFactory.createProperty(iri);
    }

    private Model model(String path, Lang lang) {
        Model model = ModelFactory.createDefaultModel();
        RDFParser.fromString(send("GET", path).body(), lang).base(base() + path).parse(model);
        return model;
    }
}
