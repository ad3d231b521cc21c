package eu.staytuned.lod.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.RDFNode;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.RDFLanguages;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.VOID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The catalogue, as those who harvest it find it. */
class CatalogueTests extends RepositorySiteTest {

    private Model catalogue;

    /** When all files are there that are made after a release: only then does the catalogue say how large they are. */
    @BeforeAll
    void harvest() throws InterruptedException {
        catalogue = document("catalog.nt", Lang.NTRIPLES);
        for (int i = 0; i < 120 && !saysHowLargeFilesAre(); i++) {
            send("GET", "dumps.json");
            Thread.sleep(500);
            catalogue = document("catalog.nt", Lang.NTRIPLES);
        }
        assertThat(saysHowLargeFilesAre()).isTrue();
    }

    private boolean saysHowLargeFilesAre() {
        return catalogue.listSubjectsWithProperty(dcat("downloadURL")).toList().stream()
                .allMatch(file -> file.hasProperty(dcat("byteSize")));
    }

    @Test
    void oneDocumentHasEverythingAHarvesterAsksFor() {
        assertThat(instances("Catalog")).hasSize(1);
        assertThat(instances("Dataset"))
                .extracting(dataset -> dataset.getURI().replaceFirst(".*/", ""))
                .containsExactlyInAnyOrder(
                        "concept-schemes",
                        "early-leavers",
                        "local-leaver-counts",
                        "local-leaving-rates",
                        "ontology",
                        "stay-tuned");
        assertThat(instances("DataService"))
                .extracting(Resource::getLocalName)
                .containsExactlyInAnyOrder("questions", "reconciliation", "resolution", "sparql");
        for (Resource dataset : instances("Dataset")) {
            assertThat(objects(dataset, dcat("distribution")))
                    .as(dataset.getURI())
                    .isNotEmpty();
        }
        assertThat(instances("Distribution")).hasSizeGreaterThan(20).allSatisfy(distribution -> {
            assertThat(objects(distribution, DCTerms.license)).hasSize(1);
            assertThat(objects(distribution, DCTerms.rights)).hasSize(1);
            assertThat(objects(distribution, DCTerms.format)).hasSize(1);
            assertThat(objects(distribution, dcat("mediaType"))).hasSize(1);
        });
    }

    @ParameterizedTest
    @CsvSource({"catalog.ttl, TURTLE", "catalog.rdf, RDF/XML", "catalog.jsonld, JSON-LD"})
    void itIsTheSameInEverySyntax(String path, String syntax) {
        Lang lang = RDFLanguages.nameToLang(syntax);
        Set<String> entries = entries(document(path, lang));

        assertThat(entries).isEqualTo(entries(catalogue)).hasSizeGreaterThan(500);
    }

    /** What is said of the entries, without that of the document, which goes by the name of its syntax. */
    private static Set<String> entries(Model model) {
        return model.listStatements()
                .filterKeep(statement -> statement.getSubject().isURIResource()
                        && !statement.getObject().isAnon()
                        && statement.getSubject().hasProperty(RDF.type))
                .mapWith(statement -> statement.asTriple().toString())
                .toSet();
    }

    @Test
    void withItsVersionsItKeepsToTheProfile() {
        Model harvested = ModelFactory.createDefaultModel().add(catalogue);
        Set<String> more = Stream.of("hasVersion", "inSeries")
                .flatMap(name -> {
                    Set<String> found = new TreeSet<>();
                    for (RDFNode node :
                            harvested.listObjectsOfProperty(dcat(name)).toList()) {
                        found.add(path(node));
                        harvested.add(document(path(node) + ".nt", Lang.NTRIPLES));
                    }
                    return found.stream();
                })
                .collect(Collectors.toSet());
        Shapes shapes = Shapes.parse(RDFDataMgr.loadGraph(
                Path.of("ontology", "dcat-ap", "shapes.ttl").toString()));

        assertThat(more).contains("releases/1", "releases");
        assertThat(ShaclValidator.get().validate(shapes, harvested.getGraph()).getEntries())
                .extracting(entry -> entry.focusNode() + " " + entry.resultPath() + " " + entry.message())
                .isEmpty();
    }

    @Test
    void aFileIsOfTheTypeThatItsDistributionSays() {
        int files = 0;
        for (Resource distribution : instances("Distribution")) {
            for (RDFNode file : objects(distribution, dcat("downloadURL"))) {
                if (!path(file).startsWith("dumps/")) { // which are made in the minutes after a release
                    assertThat(get(path(file), "*/*").headers().firstValue("Content-Type"))
                            .as(path(file))
                            .hasValueSatisfying(type -> assertThat(objects(distribution, dcat("mediaType"))
                                            .get(0)
                                            .toString())
                                    .endsWith("/media-types/" + type.replaceFirst(";.*", "")));
                    files++;
                }
            }
        }
        assertThat(files).isGreaterThan(10);
    }

    @Test
    void whereverItLeadsThereIsSomething() {
        Set<String> addresses = Stream.of(
                        "accessURL", "downloadURL", "endpointURL", "endpointDescription", "landingPage")
                .flatMap(name -> catalogue.listObjectsOfProperty(dcat(name)).toList().stream())
                .map(this::path)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(addresses).hasSizeGreaterThan(20);
        for (String address : addresses) {
            int status = send("HEAD", address).statusCode();
            // the dumps of a release are made in the minutes after it
            assertThat(status)
                    .as(address)
                    .matches(code -> code >= 200 && code < 400 || address.startsWith("dumps/") && code == 503);
        }
    }

    @Test
    void thoseWhoKnowTheHostAloneFindTheServices() {
        HttpResponse<String> answer = send("GET", ".well-known/api-catalog");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                .isEqualTo("application/linkset+json;profile=\"https://www.rfc-editor.org/info/rfc9727\"");
        HttpResponse<String> head = send("HEAD", ".well-known/api-catalog");
        assertThat(String.join(",", head.headers().allValues("Link")))
                .contains("<" + base() + ".well-known/api-catalog>; rel=\"api-catalog\"");
        JsonNode contexts = new JsonMapper().readTree(answer.body()).path("linkset");

        assertThat(contexts.get(0).path("anchor").asString()).isEqualTo(base() + ".well-known/api-catalog");
        List<String> items = new ArrayList<>();
        contexts.get(0).path("item").forEach(item -> items.add(item.path("href").asString()));
        assertThat(items).contains(base() + "sparql", base() + "reconcile", base() + "resolve");
        List<String> anchors = new ArrayList<>();
        contexts.forEach(context -> {
            anchors.add(context.path("anchor").asString());
            context.properties().forEach(member -> assertThat(member.getKey().equals("anchor")
                            || member.getValue().isArray()
                                    && member.getValue().get(0).has("href"))
                    .as(member.toString())
                    .isTrue());
        });
        assertThat(anchors).containsAll(items);
        assertThat(String.join(
                        ",", send("GET", "", "Accept", "text/html").headers().allValues("Link")))
                .contains("rel=\"api-catalog\"");
    }

    @ParameterizedTest
    @CsvSource({"ontology, http://www.w3.org/2002/07/owl#Class", "shapes, http://www.w3.org/ns/shacl#NodeShape"})
    void whatTheOntologyIsSaidToConsistOfIsInItsFiles(String part, String kind) {
        Resource dataset = catalogue.createResource(base() + "dataset/ontology");
        assertThat(objects(dataset, dcat("distribution")))
                .filteredOn(file -> objects(file.asResource(), dcat("downloadURL"))
                        .contains(catalogue.createResource(base() + part + ".nt")))
                .hasSize(1);
        Model file = document(part + ".nt", Lang.NTRIPLES);
        assertThat(file.listSubjectsWithProperty(RDF.type, file.createResource(kind))
                        .toList())
                .hasSizeGreaterThan(30);
    }

    @Test
    void aPageNamesTheCountriesOfOthersAndAReleaseLeadsToItsDownloads() {
        assertThat(page("dataset/stay-tuned", "sv"))
                .contains(">Estland</a>", ">Grekland</a>")
                .doesNotContain(">publications.europa.eu/resource/authority/country/EST</a>");
        assertThat(page("releases/1", "en")).contains("href=\"../dumps/1\"", "Release 1 to download");
    }

    @Test
    void thoseWhoKnowTheHostAloneFindTheDescriptionInVoid() {
        assertThat(send("GET", ".well-known/void").statusCode()).isEqualTo(302);
        String target =
                send("GET", ".well-known/void").headers().firstValue("Location").orElse("");
        Model description = document(target.substring(base().length()) + ".nt", Lang.NTRIPLES);
        Resource dataset = description.createResource(base() + "dataset/stay-tuned");

        assertThat(objects(dataset, VOID.dataDump)).hasSize(5);
        assertThat(objects(dataset, VOID.sparqlEndpoint)).hasSize(1);
        assertThat(objects(dataset, description.createProperty(VOID.NS + "uriLookupEndpoint")))
                .hasSize(1);
        assertThat(objects(dataset, VOID.subset)).hasSize(1);
        assertThat(description.listSubjectsWithProperty(RDF.type, VOID.Linkset).toList())
                .isNotEmpty()
                .allSatisfy(links -> assertThat(objects(links, VOID.triples)).hasSize(1));
        assertThat(description.listObjectsOfProperty(VOID.classPartition).toList())
                .hasSizeGreaterThan(40);
    }

    private Model document(String path, Lang lang) {
        Model model = ModelFactory.createDefaultModel();
        RDFParser.fromString(send("GET", path).body(), lang).base(base() + path).parse(model);
        return model;
    }

    private List<Resource> instances(String type) {
        return catalogue
                .listSubjectsWithProperty(RDF.type, catalogue.createResource(DCAT.NS + type))
                .toList();
    }

    private static List<RDFNode> objects(Resource subject, Property property) {
        return subject.getModel().listObjectsOfProperty(subject, property).toList();
    }

    private static Property dcat(String name) {
        return ModelFactory.createDefaultModel().createProperty(DCAT.NS + name);
    }

    private String path(RDFNode node) {
        return node.asResource().getURI().substring(base().length());
    }
}
