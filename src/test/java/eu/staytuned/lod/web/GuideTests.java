package eu.staytuned.lod.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Programs to copy that ask this very site. {@code scripts/clients.sh guides} runs them. */
class GuideTests extends RepositorySiteTest {

    @Test
    void thereIsOneForEachWayToWork() {
        assertThat(page("guides", "en"))
                .contains(
                        "<h1>Quick starts</h1>",
                        "href=\"./guides/python\"",
                        "href=\"./guides/r\"",
                        "href=\"./guides/jupyter\"");
        assertThat(page("", "en")).contains("href=\"./guides\"");
        assertThat(send("GET", "guides/cobol", "Accept", "text/html").statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"python, 6", "r, 5", "jupyter, 7"})
    void aProgramAsksTheSiteThatShowsIt(String guide, int programs) {
        String page = page("guides/" + guide, "en");
        assertThat(Pattern.compile("class=\"code\"").matcher(page).results()).hasSize(programs);
        assertThat(page).contains(base() + "sparql").doesNotContain("https://w3id.org/stay-tuned/sparql");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "python/table.py",
                "python/query.py",
                "python/graph.py",
                "python/question.py",
                "python/data.py",
                "python/cite.py",
                "r/table.R",
                "r/query.R",
                "r/question.R",
                "r/data.R",
                "r/cite.R"
            })
    void whatIsShownIsWhatIsTaken(String file) {
        String page = page("guides/" + file.substring(0, file.indexOf('/')), "en");
        HttpResponse<String> program = send("GET", "guides/" + file);
        assertThat(program.statusCode()).isEqualTo(200);
        assertThat(program.headers().firstValue("Content-Disposition").orElse(""))
                .contains(file.substring(file.indexOf('/') + 1));
        int start = page.indexOf("data-file=\"" + file + "\"");
        String shown = page.substring(page.indexOf("<code", start), page.indexOf("</code>", start));
        assertThat(HtmlUtils.htmlUnescape(shown.substring(shown.indexOf('>') + 1)))
                .isEqualTo(program.body());
    }

    @Test
    void whatDependsOnTheDayIsNotShownAsIfItDidNot() {
        assertThat(page("guides/python", "en"))
                .contains(
                        base() + "queries/rates-of-a-region.csv",
                        base() + "data/cities.csv",
                        base() + "q/…",
                        "“…” stands for what depends on the day and on the release.");
    }

    @Test
    void theNotebookIsOneAndAsksThisSite() {
        HttpResponse<String> file = send("GET", "guides/jupyter/stay-tuned.ipynb");
        assertThat(file.headers().firstValue("Content-Type").orElse("")).startsWith("application/x-ipynb+json");
        JsonNode notebook = JsonMapper.shared().readTree(file.body());
        assertThat(notebook.path("nbformat").asInt()).isEqualTo(4);
        assertThat(notebook.path("cells")).hasSize(14);
        assertThat(file.body()).contains(base() + "sparql").doesNotContain("w3id.org/stay-tuned");
    }

    @Test
    void theTextsAreInTheReadersLanguageAndTheProgramsInTheirOwn() {
        String page = page("guides/python", "el");
        assertThat(page)
                .contains("Γρήγορη αρχή: Python", "Μια απάντηση ως πίνακας", "translate=\"no\"", "Βερολίνο – Γερμανία");
    }
}
