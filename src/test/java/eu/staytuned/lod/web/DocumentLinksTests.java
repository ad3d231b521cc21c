package eu.staytuned.lod.web;

import static org.assertj.core.api.Assertions.assertThat;

import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.web.DocumentLinks.Link;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentLinksTests {

    private static final IriSpace IRIS = new IriSpace("https://data.example.org/");

    @Test
    void eachRepresentationHasItsOwnAddress() {
        DocumentLinks links = new DocumentLinks(IRIS);

        assertThat(links.of(Representation.PAGE, "doc/city/Göteborg", Leaf.FIRST))
                .isEqualTo("https://data.example.org/doc/city/G%C3%B6teborg.html");
        assertThat(links.of(Representation.ofExtension("ttl"), "ontology", new Leaf(2, OptionalInt.empty())))
                .isEqualTo("https://data.example.org/ontology.ttl?page=2");
        assertThat(links.of(Representation.ofExtension("ttl"), "ontology", new Leaf(2, OptionalInt.of(7))))
                .isEqualTo("https://data.example.org/ontology.ttl?page=2&release=7");
        assertThat(links.of(Representation.ofExtension("ttl"), "", Leaf.FIRST))
                .isEqualTo("https://data.example.org/index.ttl");
        assertThat(links.negotiated("ontology", 1)).isEqualTo("https://data.example.org/ontology");
    }

    @Test
    void aHeaderNeverGrowsBeyondWhatServersTake() {
        Link link = new Link("https://data.example.org/" + "x".repeat(900), "item", Optional.empty());

        assertThat(Link.header(Collections.nCopies(50, link)))
                .hasSizeLessThan(6_000)
                .endsWith("rel=\"item\"");
    }

    @Test
    void severalLinksAreOneHeader() {
        assertThat(Link.header(List.of(
                        new Link("https://a/", "canonical", Optional.empty()),
                        new Link("https://b/", "alternate", Optional.of("text/turtle")))))
                .isEqualTo("<https://a/>; rel=\"canonical\", <https://b/>; rel=\"alternate\"; type=\"text/turtle\"");
    }

    @ParameterizedTest
    @CsvSource({
        "/, ontology, ./ontology",
        "/ontology, id/city/ghent, ./id/city/ghent",
        "/doc/city/ghent, id/city/ghent, ../../id/city/ghent",
        "/doc/city/ghent.html, doc/city/Malmö, ../../doc/city/Malm%C3%B6",
        "//x, ontology, ../ontology",
        "/a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q/r, ontology, https://data.example.org/ontology"
    })
    void linksLeadUpAndDownAgainSoThatNoProxyBreaksThem(String from, String path, String link) {
        assertThat(Site.from(from, IRIS, "1").link(path)).isEqualTo(link);
    }

    @ParameterizedTest
    @CsvSource({
        "https://data.example.org/id/city/ghent, ./id/city/ghent",
        "https://data.example.org/ontology#City, ./ontology#City",
        "http://www.wikidata.org/entity/Q1296, http://www.wikidata.org/entity/Q1296",
        "mailto:someone@example.org, mailto:someone@example.org",
        "tel:+3290000000, tel:+3290000000",
        "javascript:alert(1), ''",
        "JavaScript:alert(1), ''",
        "data:text/html;base64;x, ''",
        "file:///etc/passwd, ''",
        "urn:isbn:123, ''",
        "vbscript:x, ''"
    })
    void onlyWhatIsSafeToFollowIsALink(String iri, String href) {
        assertThat(Site.from("/", IRIS, "1").href(iri)).isEqualTo(href);
    }
}
