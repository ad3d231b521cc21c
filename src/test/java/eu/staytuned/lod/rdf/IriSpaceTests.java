package eu.staytuned.lod.rdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IriSpaceTests {

    private final IriSpace iris = new IriSpace("http://localhost:8080/");

    @Test
    void irisMoveFromTheCanonicalBaseToOurs() {
        assertThat(iris.rebase("https://w3id.org/stay-tuned/id/city/ghent"))
                .isEqualTo("http://localhost:8080/id/city/ghent");
        assertThat(iris.rebase("https://w3id.org/stay-tuned-else/id")).isEqualTo("https://w3id.org/stay-tuned-else/id");
        assertThat(iris.rebase("http://www.wikidata.org/entity/Q1296"))
                .isEqualTo("http://www.wikidata.org/entity/Q1296");
    }

    @Test
    void aPathIsWhatFollowsTheBase() {
        assertThat(iris.pathOf("http://localhost:8080/ontology#City")).contains("ontology#City");
        assertThat(iris.pathOf("http://localhost:80801/ontology")).isEmpty();
        assertThat(iris.node("id/city/ghent").getURI()).isEqualTo("http://localhost:8080/id/city/ghent");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "localhost:8080/",
                "http://localhost:8080",
                "ftp://example.org/",
                "http:///",
                "http://example.org/?x/",
                "http://example.org/a b/",
                "http://example.org/#/",
                "http://example.org/path"
            })
    void aBaseThatCouldNotDereferenceIsRefusedWithAnExample(String base) {
        assertThatThrownBy(() -> new IriSpace(base))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("publication.base-uri")
                .hasMessageContaining("https://data.example.org/stay-tuned/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8080/", "https://w3id.org/stay-tuned/", "https://data.example.org/a/b/"})
    void anHttpAddressEndingInASlashIsABase(String base) {
        assertThat(new IriSpace(base).base()).isEqualTo(base);
    }
}
