package eu.staytuned.lod.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.RDFNode;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.ResourceFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What the catalogue says of files and of changes, from release to release. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CatalogueOfReleasesTests {

    private static final String SPDX = "http://spdx.org/rdf/terms#";

    @TempDir
    static Path folder;

    private static Sources sources;
    private static Service service;

    @BeforeAll
    static void start() {
        if (sources == null) {
            sources = Sources.ofTheRepositoryWithoutFigures(folder);
        }
        service = sources.serve();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    @Order(1)
    void whatIsNotThereYetHasNoSizeAndTheDocumentChangesWhenItIsThere() throws Exception {
        HttpResponse<byte[]> before = service.bytes("catalog.nt");
        HttpResponse<byte[]> release = service.bytes("releases/1.nt");
        assertThat(sizes(model(release))).isEmpty();

        awaitDumps();

        HttpResponse<byte[]> after = service.bytes("catalog.nt", "If-None-Match", tag(before));
        assertThat(after.statusCode()).isEqualTo(200);
        assertThat(tag(after)).isNotEqualTo(tag(before));
        assertThat(sizes(model(service.bytes("releases/1.nt", "If-None-Match", tag(release)))))
                .hasSize(5);
        assertThat(service.bytes("releases/1.nt", "If-None-Match", tag(service.bytes("releases/1.nt")))
                        .statusCode())
                .isEqualTo(304);
    }

    @Test
    @Order(2)
    void everyFileIsAsLargeAsTheCatalogueSaysAndHasItsChecksum() throws Exception {
        Map<String, Long> sizes = awaitSizes();
        Model catalogue = model(service.bytes("catalog.nt"));

        assertThat(sizes.keySet())
                .hasSizeGreaterThan(15)
                .anyMatch(url -> url.endsWith(".csv"))
                .anyMatch(url -> url.endsWith(".xlsx"))
                .anyMatch(url -> url.endsWith(".nq.gz"))
                .anyMatch(url -> url.endsWith("ontology.ttl"));
        for (Resource file : files(catalogue)) {
            String url = object(file, DCAT.NS + "downloadURL").toString();
            HttpResponse<byte[]> answer =
                    service.bytes(url.substring(service.base().length()));
            assertThat(answer.statusCode()).as(url).isEqualTo(200);
            String type = object(file, DCAT.NS + "mediaType").toString().replaceFirst(".*/media-types/", "");
            assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                    .as(url)
                    .startsWith(url.endsWith(".gz") ? "application/gzip" : type);
            assertThat(answer.body()).as(url).hasSize(sizes.get(url).intValue());
            assertThat(object(file, DCAT.NS + "byteSize").asLiteral().getDatatypeURI())
                    .endsWith("#nonNegativeInteger");
            Resource checksum = object(file, SPDX + "checksum").asResource();
            assertThat(object(checksum, SPDX + "algorithm")).hasToString(SPDX + "checksumAlgorithm_sha256");
            assertThat(object(checksum, SPDX + "checksumValue").asLiteral().getDatatypeURI())
                    .endsWith("#hexBinary");
            assertThat(object(checksum, SPDX + "checksumValue").asLiteral().getLexicalForm())
                    .as(url)
                    .isEqualTo(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(answer.body())));
        }
    }

    @Test
    @Order(2)
    void itIsTheSameInEverySyntaxAndOnThePage() throws Exception {
        Map<String, Long> sizes = awaitSizes();

        for (Lang lang : List.of(Lang.TURTLE, Lang.JSONLD, Lang.RDFXML)) {
            Model model = ModelFactory.createDefaultModel();
            String path = "catalog." + lang.getFileExtensions().get(0);
            RDFParser.fromString(new String(service.bytes(path).body(), StandardCharsets.UTF_8), lang)
                    .base(service.base())
                    .parse(model);
            assertThat(sizes(model)).as(path).isEqualTo(sizes);
        }
        String page = new String(
                service.bytes("releases/1.html", "Accept-Language", "en").body(), StandardCharsets.UTF_8);
        String sum = object(
                        object(
                                        model(service.bytes("releases/1.nt"))
                                                .createResource(service.base() + "releases/1#nq"),
                                        SPDX + "checksum")
                                .asResource(),
                        SPDX + "checksumValue")
                .asLiteral()
                .getLexicalForm();
        assertThat(page).contains(sum);
    }

    @Test
    @Order(3)
    void afterARestartTheSameFilesHaveTheSameChecksums() throws Exception {
        Map<String, String> before = sums();

        stop();
        start();
        awaitSizes();

        assertThat(sums()).isEqualTo(before);
    }

    @Test
    @Order(4)
    void aDatasetHasChangedWhenWhatItConsistsOfHas() {
        Map<String, String> before = modified();
        // the series of which the other one consists are left out here
        assertThat(before.keySet())
                .containsExactly(
                        "concept-schemes", "local-leaver-counts", "local-leaving-rates", "ontology", "stay-tuned");
        assertThat(before.values()).containsOnly(before.get("stay-tuned"));

        publish("rdf-data/cities/ghent.ttl", "city:ghent skos:note \"A note that is new.\"@en .\n");
        Map<String, String> after = modified();
        assertThat(after.get("stay-tuned")).isNotEqualTo(before.get("stay-tuned"));
        after.remove("stay-tuned");
        assertThat(before).containsAllEntriesOf(after);

        publish(
                "ontology/schemes/sex.ttl",
                "<https://w3id.org/stay-tuned/id/scheme/sex> skos:editorialNote \"Said of the scheme.\"@en .\n");
        assertThat(modified().entrySet())
                .filteredOn(entry -> entry.getValue().equals(modified().get("stay-tuned")))
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder("concept-schemes", "stay-tuned");

        publish("ontology/shapes.ttl", "shape:Anything a sh:NodeShape ; rdfs:label \"Anything\"@en .\n");
        assertThat(modified().entrySet())
                .filteredOn(entry -> entry.getValue().equals(modified().get("stay-tuned")))
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder("ontology", "stay-tuned");
    }

    @Test
    @Order(5)
    void aReleaseSaysHowMuchChangedWithIt() {
        Model newest = model(service.bytes("releases/4.nt"));
        Property notes = property("http://www.w3.org/ns/adms#versionNotes");

        assertThat(newest.createResource(service.base() + "releases/4")
                        .listProperties(notes)
                        .toList())
                .singleElement()
                .satisfies(note -> assertThat(note.getString())
                        .isEqualTo("Compared by program with release 3, by what is said of each resource: "
                                + "0 added, 1 changed, 0 withdrawn."));
        assertThat(model(service.bytes("releases/1.nt"))
                        .createResource(service.base() + "releases/1")
                        .hasProperty(notes))
                .isFalse();
        assertThat(model(service.bytes("releases/2.nt"))
                        .createResource(service.base() + "releases/2")
                        .getProperty(notes)
                        .getString())
                .contains("release 1", " 0 added, ", " 0 withdrawn");
    }

    private static void publish(String file, String addition) {
        sources.append(file, addition);
        service.publish();
        try {
            Thread.sleep(1000); // times are told to the second
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** When each dataset last changed, by its name. */
    private static Map<String, String> modified() {
        Map<String, String> modified = new TreeMap<>();
        Model catalogue = model(service.bytes("catalog.nt"));
        catalogue
                .listSubjectsWithProperty(RDF.type, DCAT.Dataset)
                .filterKeep(dataset -> dataset.hasProperty(DCTerms.modified))
                .forEach(dataset -> modified.put(
                        dataset.getURI().replaceFirst(".*/", ""),
                        dataset.getRequiredProperty(DCTerms.modified).getString()));
        return modified;
    }

    private static Map<String, String> sums() {
        Map<String, String> sums = new TreeMap<>();
        files(model(service.bytes("catalog.nt")))
                .forEach(file -> sums.put(
                        object(file, DCAT.NS + "downloadURL").toString(),
                        object(object(file, SPDX + "checksum").asResource(), SPDX + "checksumValue")
                                .toString()));
        return sums;
    }

    /** As soon as all files of the release are there. */
    private static Map<String, Long> awaitSizes() throws InterruptedException {
        awaitDumps();
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (true) {
            Model catalogue = model(service.bytes("catalog.nt"));
            Map<String, Long> sizes = sizes(catalogue);
            if (files(catalogue).stream().allMatch(file -> file.hasProperty(property(DCAT.NS + "byteSize")))) {
                return sizes;
            }
            assertThat(System.nanoTime())
                    .as("Sizes are known of " + sizes.keySet())
                    .isLessThan(end);
            Thread.sleep(200);
        }
    }

    private static void awaitDumps() throws InterruptedException {
        for (int i = 0; i < 20 && service.bytes("dumps.json").statusCode() == 503; i++) {
            Thread.sleep(1000);
        }
        assertThat(service.bytes("dumps.json").statusCode()).isEqualTo(200);
    }

    private static Map<String, Long> sizes(Model model) {
        Map<String, Long> sizes = new TreeMap<>();
        files(model).stream()
                .filter(file -> file.hasProperty(property(DCAT.NS + "byteSize")))
                .forEach(file -> sizes.put(
                        object(file, DCAT.NS + "downloadURL").toString(),
                        object(file, DCAT.NS + "byteSize").asLiteral().getLong()));
        return sizes;
    }

    private static List<Resource> files(Model model) {
        return model.listSubjectsWithProperty(RDF.type, DCAT.Distribution)
                .filterKeep(file -> file.hasProperty(property(DCAT.NS + "downloadURL")))
                .toList();
    }

    private static RDFNode object(Resource subject, String property) {
        return subject.getRequiredProperty(property(property)).getObject();
    }

    private static Property property(String iri) {
        return ResourceFactory.createProperty(iri);
    }

    private static String tag(HttpResponse<?> answer) {
        return answer.headers().firstValue("ETag").orElseThrow();
    }

    private static Model model(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        Model model = ModelFactory.createDefaultModel();
        RDFParser.fromString(new String(answer.body(), StandardCharsets.UTF_8), Lang.NTRIPLES)
                .parse(model);
        return model;
    }
}
