package eu.staytuned.lod.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.ResourceFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFLanguages;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A catalogue of more datasets than go on a page, read as ckanext-dcat and data.europa.eu do: from next to next. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PagedCatalogueTests {

    private static final int DATASETS = 250;
    private static final String HYDRA = "http://www.w3.org/ns/hydra/core#";

    @TempDir
    static Path folder;

    private static Sources sources;
    private static Service service;

    @BeforeAll
    static void start() {
        sources = Sources.small(folder);
        StringBuilder catalogue = new StringBuilder(
                """
                PREFIX dcat:    <http://www.w3.org/ns/dcat#>
                PREFIX dcterms: <http://purl.org/dc/terms/>
                PREFIX foaf:    <http://xmlns.com/foaf/0.1/>
                PREFIX rdfs:    <http://www.w3.org/2000/01/rdf-schema#>

                <https://w3id.org/stay-tuned/id/organisation/office> a foaf:Agent ;
                    rdfs:label "Office"@en ;
                    foaf:name "Office"@en .
                <https://w3id.org/stay-tuned/catalog> a dcat:Catalog ;
                    rdfs:label "A large catalogue"@en ;
                    dcat:service <https://w3id.org/stay-tuned/catalog#service> .
                <https://w3id.org/stay-tuned/catalog#service> a dcat:DataService ;
                    rdfs:label "A service"@en .
                """);
        for (int i = 1; i <= DATASETS; i++) {
            catalogue.append(
                    """
                    <https://w3id.org/stay-tuned/catalog> dcat:dataset <https://w3id.org/stay-tuned/dataset/d%1$d> .
                    <https://w3id.org/stay-tuned/dataset/d%1$d> a dcat:Dataset ;
                        rdfs:label "Dataset %1$d"@en ;
                        dcterms:title "Dataset %1$d"@en ;
                        dcterms:publisher <https://w3id.org/stay-tuned/id/organisation/office> ;
                        dcat:distribution <https://w3id.org/stay-tuned/dataset/d%1$d#file> .
                    <https://w3id.org/stay-tuned/dataset/d%1$d#file> a dcat:Distribution ;
                        rdfs:label "File %1$d"@en ;
                        dcat:accessURL <https://example.org/%1$d.csv> .
                    """
                            .formatted(i));
        }
        sources.write("rdf-data/catalog.ttl", catalogue.toString());
        service = sources.serve();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @ParameterizedTest
    @Order(1)
    @CsvSource({"catalog.ttl, ''", "catalog.rdf, ''", "catalog.jsonld, ''", "catalog, text/turtle"})
    void eachDatasetIsOnOnePageWithAllThatBelongsToIt(String start, String accept) {
        List<Resource> found = new ArrayList<>();
        List<Model> pages = harvest(service.base() + start, accept, () -> {});

        assertThat(pages).hasSize(3);
        for (Model page : pages) {
            for (Resource dataset : page.listSubjectsWithProperty(RDF.type, DCAT.Dataset)
                    .filterKeep(one -> one.getURI().contains("/dataset/"))
                    .toList()) {
                found.add(dataset);
                assertThat(dataset.hasProperty(DCTerms.title)).isTrue();
                assertThat(dataset.getPropertyResourceValue(property(DCAT.NS + "distribution"))
                                .hasProperty(property(DCAT.NS + "accessURL")))
                        .isTrue();
                assertThat(dataset.getPropertyResourceValue(DCTerms.publisher).hasProperty(RDF.type))
                        .isTrue();
                assertThat(page.contains(
                                page.createResource(service.base() + "catalog"),
                                property(DCAT.NS + "dataset"),
                                dataset))
                        .isTrue();
            }
        }
        assertThat(found).hasSize(DATASETS).doesNotHaveDuplicates();
        assertThat(pages.get(0).listObjectsOfProperty(property(HYDRA + "last")).toList())
                .singleElement()
                .satisfies(last -> assertThat(last.toString()).contains("page=3&release="));
        assertThat(pages.get(0)
                        .listObjectsOfProperty(property(HYDRA + "totalItems"))
                        .mapWith(count -> count.asLiteral().getInt())
                        .toList())
                .containsExactly(DATASETS);
        assertThat(pages.stream()
                        .filter(page -> page.contains(null, RDF.type, page.createResource(DCAT.NS + "DataService"))))
                .hasSize(1);
    }

    @Test
    @Order(2)
    void thereIsNoPageBeyondTheLastAndPeopleCanLeafAsWell() {
        assertThat(get(service.base() + "catalog.ttl?page=4", "").statusCode()).isEqualTo(404);
        HttpResponse<String> page = get(service.base() + "catalog?page=2", "text/html");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("page=3").doesNotContain("catalog.html.html");
        assertThat(String.join(
                        ",", get(service.base() + "catalog.ttl", "").headers().allValues("Link")))
                .contains("catalog.ttl?page=2&release=1>; rel=\"next\"");
    }

    @Test
    @Order(3)
    void whoBeganBeforeTheNextReleaseEndsWithTheOneThatItBeganWith() {
        boolean[] published = {false};
        List<Model> pages = harvest(service.base() + "catalog.ttl", "", () -> {
            if (!published[0]) {
                published[0] = true;
                sources.replace("rdf-data/catalog.ttl", "dataset/d1>", "dataset/a0>");
                service.publish();
            }
        });
        Set<String> names = new HashSet<>();
        pages.forEach(page -> page.listSubjectsWithProperty(RDF.type, DCAT.Dataset)
                .filterKeep(one -> one.getURI().contains("/dataset/"))
                .forEach(one -> names.add(one.getLocalName())));

        assertThat(names).hasSize(DATASETS).contains("d1", "d250").doesNotContain("a0");
    }

    /** From page to page as long as there is a next one. */
    private static List<Model> harvest(String start, String accept, Runnable between) {
        List<Model> pages = new ArrayList<>();
        Optional<String> next = Optional.of(start);
        while (next.isPresent()) {
            HttpResponse<String> answer = get(next.get(), accept);
            assertThat(answer.statusCode()).as(next.get()).isEqualTo(200);
            String type = answer.headers().firstValue("Content-Type").orElse("").replaceFirst(";.*", "");
            Lang lang = RDFLanguages.contentTypeToLang(type);
            assertThat(lang).as(next.get() + " is " + type).isNotNull();
            Model page = ModelFactory.createDefaultModel();
            RDFParser.fromString(answer.body(), lang).base(next.get()).parse(page);
            pages.add(page);
            assertThat(pages).hasSizeLessThan(20);
            between.run();
            next = page.listSubjectsWithProperty(RDF.type, page.createResource(HYDRA + "PartialCollectionView"))
                    .filterKeep(view -> view.hasProperty(property(HYDRA + "next")))
                    .mapWith(view -> view.getPropertyResourceValue(property(HYDRA + "next"))
                            .getURI())
                    .nextOptional();
        }
        return pages;
    }

    private static Property property(String iri) {
        return ResourceFactory.createProperty(iri);
    }

    private static HttpResponse<String> get(String url, String accept) {
        return accept.isEmpty() ? service.get(url) : service.get(url, "Accept", accept);
    }
}
