package eu.staytuned.lod.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** However an identifier is written, it is the same. */
class ForeignIriTests {

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "http://www.wikidata.org/entity/Q1296,                        www.wikidata.org/entity/Q1296",
        "https://www.wikidata.org/wiki/Q1296,                         www.wikidata.org/entity/Q1296",
        "https://www.wikidata.org/wiki/Q1296?uselang=nl#sitelinks,    www.wikidata.org/entity/Q1296",
        "https://m.wikidata.org/wiki/q1296,                           www.wikidata.org/entity/Q1296",
        "https://wikidata.org/wiki/Special:EntityData/Q1296.ttl,      www.wikidata.org/entity/Q1296",
        "http://www.wikidata.org/wiki/Special:EntityPage/Q1296,       www.wikidata.org/entity/Q1296",
        "Q1296,                                                       www.wikidata.org/entity/Q1296",
        "HTTP://WWW.WIKIDATA.ORG/entity/Q1296,                        www.wikidata.org/entity/Q1296",
        "https://www.geonames.org/2797656/gent.html,                  sws.geonames.org/2797656",
        "http://sws.geonames.org/2797656/about.rdf,                   sws.geonames.org/2797656",
        "https://sws.geonames.org/2797656/,                           sws.geonames.org/2797656",
        "http://geonames.org/2797656,                                 sws.geonames.org/2797656",
        "https://dbpedia.org/page/Ghent,                              dbpedia.org/resource/Ghent",
        "http://dbpedia.org/data/Ghent.ttl,                           dbpedia.org/resource/Ghent",
        "http://dbpedia.org/resource/Göteborg,                        dbpedia.org/resource/G%C3%B6teborg",
        "http://dbpedia.org/resource/G%c3%b6teborg,                   dbpedia.org/resource/G%C3%B6teborg",
        "http://de.dbpedia.org/resource/Gent,                         de.dbpedia.org/resource/Gent",
        "https://publications.europa.eu/resource/authority/country/BEL, publications.europa.eu/resource/authority/country/BEL",
        "https://op.europa.eu/en/web/eu-vocabularies/concept/-/resource?uri=http://publications.europa.eu/resource/authority/country/BEL, publications.europa.eu/resource/authority/country/BEL",
        "https://op.europa.eu/x?uri=http%3A%2F%2Feurovoc.europa.eu%2F674&lang=en, eurovoc.europa.eu/674",
        "http://eurovoc.europa.eu/674,                                eurovoc.europa.eu/674",
        "https://vocabularies.unesco.org/browser/thesaurus/en/page/concept1473, vocabularies.unesco.org/thesaurus/concept1473",
        "https://data.europa.eu/nuts/code/be23,                       data.europa.eu/nuts/code/BE23",
        "http://data.europa.eu/nuts/BE23,                             data.europa.eu/nuts/code/BE23",
        "https://example.org/a/,                                      example.org/a",
        "https://example.org/a?b=c#d,                                 example.org/a?b=c#d",
        "urn:isbn:0451450523,                                         urn:isbn:0451450523"
    })
    void hasOneKey(String iri, String key) {
        assertThat(ForeignIri.key(iri)).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "http://",
                "https:///",
                "http://%",
                "http://[::1",
                "http://op.europa.eu/x?uri=http://op.europa.eu/x?uri=http://op.europa.eu/x",
                "http://op.europa.eu/x?uri=%",
                "\u0000\ud800",
                "http://\ud800/"
            })
    void anythingHasAKey(String iri) {
        assertThat(ForeignIri.key(iri)).isNotNull();
        assertThat(ForeignIri.spellings(ForeignIri.key(iri))).isNotEmpty();
        assertThat(ForeignIri.words(iri)).isNotNull();
    }

    @Test
    void aKeyIsFoundInAMoment() {
        long start = System.nanoTime();
        ForeignIri.key("http://op.europa.eu/" + "?uri=".repeat(400));
        ForeignIri.key("http://www.wikidata.org/wiki/" + "Q1".repeat(900));
        assertThat(System.nanoTime() - start).isLessThan(2_000_000_000L);
    }

    @Test
    void whatAnIriEndsInMayBeAName() {
        assertThat(ForeignIri.words("https://en.wikipedia.org/wiki/Stay_Tuned")).isEqualTo("Stay Tuned");
        assertThat(ForeignIri.words("http://dbpedia.org/resource/G%C3%B6teborg/"))
                .isEqualTo("Göteborg");
    }
}
