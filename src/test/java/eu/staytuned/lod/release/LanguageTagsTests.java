package eu.staytuned.lod.release;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageTagsTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "en",
                "nl-BE",
                "fr",
                "de-AT",
                "el",
                "pt-PT",
                "es",
                "ca",
                "sv",
                "bg",
                "et",
                "sr-Latn",
                "zh-Hant-TW",
                "gsw",
                "de-DE-1996",
                "es-419",
                "en-x-simple",
                "mul"
            })
    void languagesThatExistAreGood(String tag) {
        assertThat(LanguageTags.fault(tag)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "gr, Is @el meant?",
        "cz, Is @cs meant?",
        "dk, Is @da meant?",
        "xx, No language has the tag @xx",
        "english, begins with a code of two or three letters",
        "eng, use @en",
        "ell, use @el",
        "en-UE, No country has the code UE",
        "x-private, begins with a code",
        "i-klingon, begins with a code"
    })
    void othersAreNotAndTheMessageSaysWhatIsMeant(String tag, String message) {
        assertThat(LanguageTags.fault(tag))
                .hasValueSatisfying(fault -> assertThat(fault).contains(message));
    }
}
