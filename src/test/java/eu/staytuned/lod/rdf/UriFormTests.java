package eu.staytuned.lod.rdf;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UriFormTests {

    @ParameterizedTest
    @CsvSource({
        "id/city/ghent, id/city/ghent",
        "id/city/Göteborg, id/city/G%C3%B6teborg",
        "id/city/G%C3%B6teborg, id/city/G%C3%B6teborg",
        "id/city/G%c3%b6teborg, id/city/G%C3%B6teborg",
        "id/city/%67hent, id/city/ghent",
        "id/city/София, id/city/%D0%A1%D0%BE%D1%84%D0%B8%D1%8F",
        "a%2Fb, a%2Fb",
        "a%2fb, a%2Fb",
        "a%252Fb, a%252Fb",
        "100%, 100%",
        "%zz, %zz",
        "%C3%28, %C3%28",
        "a b, a%20b",
        "a<b>\"c, a%3Cb%3E%22c",
        "𐍈, %F0%90%8D%88"
    })
    void twoSpellingsOfOneIriHaveOneForm(String iri, String form) {
        assertThat(UriForm.of(iri)).isEqualTo(form);
        assertThat(UriForm.of(form)).isEqualTo(form);
    }
}
