package eu.staytuned.lod.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;

/** Whom a problem stops is told what happened, what to do and where to go on. */
class ProblemPageTests extends SiteTest {

    @Autowired
    MessageSource messages;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404 | id/city/nowhere",
                "404 | nothing/of/the/kind",
                "404 | doc/city/ghent?page=99",
                "404 | %3Cscript%3E",
                "410 | id/city/old-ghent",
                "400 | doc/city/ghent?page=none"
            })
    void aProblemSaysWhatHappenedAndIsNotForSearchEngines(int status, String path) {
        HttpResponse<String> answer = send("GET", path, "Accept", "text/html");

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body())
                .contains(
                        "<meta name=\"robots\" content=\"noindex\">",
                        ">" + text("problem." + status) + "</h1>",
                        text("problem." + status + ".text"))
                .doesNotContain("<script>", "rel=\"canonical\"");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 405, 406, 410, 429, 500, 503})
    void everyProblemThatOneCanMeetHasAHeadingAndAdvice(int status) {
        assertThat(text("problem." + status)).isNotBlank();
        assertThat(text("problem." + status + ".text")).isNotBlank();
    }

    @Test
    void whatIsCalledMuchTheSameIsNear() {
        assertThat(problem("id/city/gent")).contains("href=\"../../id/city/ghent\"", "Something like it");
        assertThat(problem("doc/city/Gothenborg.html")).contains("href=\"../../id/city/gothenburg\"");
        assertThat(problem("id/zzzz/qqqqqq"))
                .doesNotContain("Something like it")
                .contains("href=\"../../search?q=qqqqqq\"");
    }

    @Test
    void theListThatTheAddressWouldLieInIsNamed() {
        assertThat(problem("id/city/nowhere")).contains("href=\"../../id/city/\"", ">Cities</a>");
    }

    @Test
    void whatTookThePlaceOfAWithdrawnThingIsNamedInTheReadersLanguage() {
        assertThat(send("GET", "id/city/old-ghent?lang=nl", "Accept", "text/html")
                        .body())
                .contains("<html lang=\"nl\">", ">Gent</a>");
    }

    @Test
    void formsThatThereAreStandWhereNoneSuited() {
        HttpResponse<String> answer =
                send("GET", "doc/odd/unwritable.rdf", "Accept", "text/html, application/rdf+xml;q=0.1");

        assertThat(answer.statusCode()).isEqualTo(406);
        assertThat(answer.body()).contains(text("problem.406.text"), "href=\"../../doc/odd/unwritable.ttl\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/id/city/old-town.html  | old town",
                "/id/city/               | city",
                "/S%C3%B6fia             | Söfia",
                "/100%                   | ''",
                "/                       | ''",
                "/a;jsessionid=1         | a jsessionid 1",
                "/wp-login.php           | wp login"
            })
    void theWordsOfAnAddressAreThoseOfItsLastPart(String path, String words) {
        assertThat(ProblemHelp.words(path)).isEqualTo(words);
    }

    private String problem(String path) {
        HttpResponse<String> answer = send("GET", path, "Accept", "text/html");
        assertThat(answer.statusCode()).isEqualTo(404);
        return answer.body();
    }

    private String text(String key) {
        return messages.getMessage(key, null, Locale.ENGLISH);
    }
}
