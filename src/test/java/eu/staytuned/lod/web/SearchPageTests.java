package eu.staytuned.lod.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Looking for something by name, or by what is said of it. */
class SearchPageTests extends SiteTest {

    private static final Pattern RESULT = Pattern.compile("<h2><a href=\"([^\"]*)\"");

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "goteborg, ./id/city/gothenburg",
        "Гент,     ./id/city/ghent",
        "gand,     ./id/city/ghent",
        "MALMO,    ./id/city/Malm%C3%B6",
        "onderwijs,./id/topic/education",
        "stay tund,./id/network/stay-tuned"
    })
    void aThingIsFoundByAnyOfItsNames(String typed, String first) {
        assertThat(RESULT.matcher(page(typed, "")).results().map(result -> result.group(1)))
                .startsWith(first);
    }

    @Test
    void aResultSaysWhichNameMatchedInWhichLanguage() {
        assertThat(page("Гент", ""))
                .containsPattern(
                        "Also called</span>\\s*<b lang=\"bg\" dir=\"auto\"><mark>Гент</mark></b> \\(<span>Bulgarian</span>\\)");
        assertThat(page("gent", "&lang=nl")).contains("<mark>Gent</mark></a></h2>");
        assertThat(page("flanders", "")).contains("A city in <mark>Flanders</mark>.");
    }

    @Test
    void resultsAreCountedByKindAndCanBeNarrowed() {
        String all = page("ghent", "");
        String cities = page("ghent", "&kind=City");

        assertThat(all)
                .containsPattern("kind=City\" rel=\"nofollow\"><span>City</span> <span class=\"count\">1</span>");
        assertThat(RESULT.matcher(cities).results()).hasSize(1);
        assertThat(RESULT.matcher(all).results().count()).isGreaterThan(1);
        assertThat(cities).containsPattern("kind=City\" rel=\"nofollow\" aria-current=\"true\"");
    }

    @Test
    void whatIsWithdrawnIsNotFound() {
        assertThat(page("Old Ghent", "")).doesNotContain("id/city/old-ghent");
    }

    @Test
    void whoFindsNothingIsHelpedOn() {
        assertThat(page("xyzzyxyzzy", "")).contains("Nothing was found", "No results", "href=\"./id/\"");
        assertThat(page("", "")).contains("What you can look for").doesNotContain("No results");
        assertThat(page("gothenbourg", "")).contains("comes near", "href=\"./id/city/gothenburg\"");
    }

    @Test
    void everyPageHasAFormThatWorksWithoutScripts() {
        String page = send("GET", "doc/city/ghent.html?lang=nl").body();

        assertThat(page)
                .contains("role=\"search\"", "action=\"../../search\"", "name=\"q\"")
                .contains("data-suggest=\"../../search/suggestions")
                .contains("<link rel=\"search\" type=\"application/opensearchdescription+xml\"");
    }

    @Test
    void suggestionsAreThoseOfOpenSearch() {
        HttpResponse<String> answer = send("GET", "search/suggestions?q=go&lang=bg");
        JsonNode suggestions = JsonMapper.builder().build().readTree(answer.body());

        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("application/x-suggestions+json;charset=UTF-8");
        assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("max-age");
        assertThat(suggestions.get(0).asString()).isEqualTo("go");
        assertThat(suggestions.get(1).get(0).asString()).isEqualTo("Gothenburg");
        assertThat(suggestions.get(2).get(0).asString()).isEqualTo("City");
        assertThat(suggestions.get(3).get(0).asString()).isEqualTo(base() + "id/city/gothenburg");
        assertThat(send(
                                "GET",
                                "search/suggestions?q=go&lang=bg",
                                "If-None-Match",
                                answer.headers().firstValue("ETag").orElseThrow())
                        .statusCode())
                .isEqualTo(304);
    }

    @Test
    void aBrowserCanLearnToSearchHere() {
        HttpResponse<String> answer = send("GET", "opensearch.xml");

        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("application/opensearchdescription+xml;charset=UTF-8");
        assertThat(answer.body())
                .contains("template=\"" + base() + "search?q={searchTerms}\"")
                .containsPattern("<ShortName>[^<]{1,16}</ShortName>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*:* AND (\"x\" OR [a TO b}~2^9 \\",
                "\u0000\u0007\u001b",
                "\u202egnp.\u2066\u200f",
                "<script>alert(1)</script>",
                "\"><img src=x onerror=alert(1)>",
                "javascript:alert(1)",
                "{0} ''{1}'' ${7*7} #{site.name} *{x} __${1}__::.x",
                "%s%n%d",
                "../../etc/passwd",
                "👩‍🏫",
                "﷽"
            })
    void anythingMayBeTyped(String typed) {
        for (String path :
                List.of("search?q=", "search/suggestions?q=", "search?q=ghent&kind=", "search?q=ghent&page=")) {
            HttpResponse<String> answer = send("GET", path + encoded(typed));
            assertThat(answer.statusCode()).as(path + typed).isEqualTo(200);
            assertThat(answer.body()).doesNotContain("\u202e", "\u0000", "\u001b", ">49<");
            if (answer.headers().firstValue("Content-Type").orElse("").startsWith("text/html")) {
                assertThat(answer.body()).doesNotContain("<script>alert", "<img", "href=\"javascript");
            }
        }
    }

    @Test
    void aQuestionOfAnyLengthIsAnswered() {
        assertThat(send("GET", "search?q=" + "ghent+".repeat(1500)).statusCode())
                .isEqualTo(200);
        assertThat(send("GET", "search?q=" + "%F0%9F%8F%AB".repeat(2000)).statusCode())
                .isEqualTo(200);
        assertThat(send("GET", "search?q=a&q=b&page=999999999999&kind=&kind=x").statusCode())
                .isEqualTo(200);
        assertThat(send("GET", "search?q=ghent&page=99").statusCode()).isEqualTo(200);
    }

    @Test
    void whatTheDataSayIsTextInResultsToo() {
        assertThat(page("alert label", "")).contains("&lt;script&gt;").doesNotContain("<script>alert");
    }

    @Test
    void citiesCanBeChosenByCheckboxesWithoutScripts() {
        String all = explore("explore?list=cities");
        assertThat(all)
                .contains("href=\"./id/city/ghent\"", "href=\"./id/city/gothenburg\"")
                .contains("type=\"checkbox\" name=\"country\" value=\"belgium\"")
                .doesNotContain("old-ghent", "checked=");

        String belgian = explore("explore?list=cities&country=belgium");
        assertThat(belgian)
                .contains("One city", "href=\"./id/city/ghent\"", "value=\"belgium\" checked=\"checked\"")
                .contains("href=\"./explore?list=cities\" rel=\"nofollow\"")
                .doesNotContain("href=\"./id/city/gothenburg\"");
        assertThat(explore("explore")).contains("No action", "action=\"./explore\"");
    }

    @Test
    void aListIsAFileAsWell() {
        HttpResponse<String> table = send("GET", "explore.csv?list=cities&country=belgium");

        assertThat(table.headers().firstValue("Content-Type")).contains("text/csv;charset=UTF-8");
        assertThat(table.headers().firstValue("Content-Disposition")).contains("attachment; filename=\"cities.csv\"");
        assertThat(table.body().lines()).hasSize(2).anyMatch(line -> line.startsWith(base() + "id/city/ghent,Ghent,"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "x> } DROP ALL #",
                "javascript:alert(1)",
                "\u202e",
                "../../x",
                "%00",
                "a b",
                ":",
                "/"
            })
    void anyValueMayBeAskedFor(String value) {
        for (String path :
                List.of("explore?country=", "explore?list=", "explore?sort=", "explore?page=", "explore.csv?city=")) {
            HttpResponse<String> answer = send("GET", path + encoded(value));
            assertThat(answer.statusCode()).as(path + value).isEqualTo(200);
            assertThat(answer.body()).doesNotContain("<script>alert", "href=\"javascript", "DROP ALL", "\u202e");
        }
    }

    private String explore(String path) {
        HttpResponse<String> page = send("GET", path, "Accept", "text/html");
        assertThat(page.statusCode()).isEqualTo(200);
        return page.body();
    }

    private String page(String typed, String more) {
        HttpResponse<String> page = send("GET", "search?q=" + encoded(typed) + more, "Accept", "text/html");
        assertThat(page.statusCode()).isEqualTo(200);
        return page.body();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
