package eu.staytuned.lod.web;

import static org.assertj.core.api.Assertions.assertThat;

import eu.staytuned.lod.tables.Csv;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cities of this repository side by side. */
class CompareTests extends RepositorySiteTest {

    private static final Pattern QUERY = Pattern.compile("<pre tabindex=\"0\"><code>([^<]*)</code>");

    @Test
    void citiesStandSideBySideInTheOrderOfTheAddress() {
        String page = page("compare?city=nantes&city=ghent", "en");
        String work = section(page, "work");

        assertThat(page).contains("<h1>Compare cities</h1>").doesNotContain("id=\"claims\"");
        assertThat(work.indexOf(">Nantes</a></th>")).isPositive().isLessThan(work.indexOf(">Ghent</a></th>"));
        assertThat(words(work))
                .containsPattern("country Nantes France Ghent Belgium")
                .containsPattern("Number of actions Nantes \\d+ Ghent 7")
                .contains("East Flanders (BE23)", "262,219", "Lead partner", "Ghent Education Centre", "2016–2020")
                .contains("Stay Tuned (another city too)");
    }

    @Test
    void theFormHoldsTheChoiceAndWorksWithoutScripts() {
        String page = page("compare?city=nantes&city=ghent", "en");
        String form = page.substring(page.indexOf("<form method"));

        assertThat(form)
                .contains("method=\"get\"", "action=\"./compare\"", "type=\"submit\"", "<legend>Choose 2 to 9 cities");
        assertThat(Pattern.compile("value=\"([a-z-]+)\" checked")
                        .matcher(form)
                        .results()
                        .map(city -> city.group(1)))
                .containsExactlyInAnyOrder("ghent", "nantes");
        assertThat(Pattern.compile("name=\"city\"").matcher(form).results()).hasSize(9);
    }

    @Test
    void whoHasNotChosenSeesThreeCities() {
        String page = page("compare", "en");

        assertThat(Pattern.compile(" checked").matcher(page).results()).hasSize(3);
        assertThat(page).contains("These are the cities of which the sources tell most", "id=\"rates\"");
        assertThat(page("", "en")).contains("href=\"./compare\"");
    }

    @ParameterizedTest
    @CsvSource({"city=ghent", "city=ghent&city=ghent"})
    void oneCityIsNoComparisonAndThePageSaysSo(String parameters) {
        assertThat(page("compare?" + parameters, "en"))
                .contains("A comparison needs at least 2 cities and has room for 9.")
                .doesNotContain("id=\"rates\"");
    }

    @Test
    void allNineFit() {
        String page = page(
                "compare?city=ampelokipi-menemeni&city=aveiro&city=barcelona&city=berlin&city=ghent&city=gothenburg&city=nantes&city=sofia&city=tallinn",
                "en");

        // PT16 and PT19 have a line each, and the European Union has one.
        assertThat(Pattern.compile("<g class=\"line line-").matcher(page).results())
                .hasSize(11);
        assertThat(words(section(page, "rates")))
                .contains("Centro (PT) PT16, 2000–2021", "Centro (PT) PT19, 2019–2025");
    }

    @Test
    void anUnknownCityIsAProblemThatNamesTheKnownOnes() {
        HttpResponse<String> problem = send("GET", "compare?city=atlantis&city=ghent", "Accept", "application/json");

        assertThat(problem.statusCode()).isEqualTo(400);
        assertThat(problem.body()).contains("No city is published as city=atlantis", "aveiro", "id/city/tallinn");
        assertThat(send("GET", "compare?city=atlantis", "Accept", "text/html").body())
                .contains("<h1>Not understood</h1>", "href=\"./id/city/tallinn\"");
        assertThat(send("GET", "compare?city=%3Cb%3E&city=ghent", "Accept", "text/html")
                        .body())
                .doesNotContain("<b>");
    }

    @Test
    void theNumbersOfTheChartAreATableToTakeAway() {
        HttpResponse<String> file = send("GET", "compare.csv?city=aveiro&city=ghent");

        assertThat(file.headers().firstValue("Content-Type")).contains("text/csv;header=present;charset=utf-8");
        assertThat(file.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"cities-rates.csv\"");
        List<String> rows = Arrays.asList(file.body().split("\r\n"));
        assertThat(rows.get(0))
                .isEqualTo("city,city_name,area,area_code,area_name,year,rate_percent,flags,observation");
        assertThat(rows)
                .contains(base() + "id/city/aveiro,Aveiro," + base() + "id/region/pt16,PT16,Centro (PT),2000,41.4,,"
                        + base() + "id/observation/early-leavers-pt16-t-2000")
                .anyMatch(row -> row.startsWith(
                        ",," + base() + "id/area/eu27-2020,EU27_2020,\"European Union, 27 countries\",2002,"));
        assertThat(send("HEAD", "compare.csv?city=aveiro").statusCode()).isEqualTo(200);
    }

    @Test
    void theQueryGivesTheSameNumbers() {
        String page = page("compare?city=aveiro&city=sofia", "en");
        Matcher shown = QUERY.matcher(page);
        assertThat(shown.find()).isTrue();
        String query = shown.group(1)
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&amp;", "&");
        HttpResponse<String> answer =
                send("GET", "sparql?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8), "Accept", "text/csv");

        assertThat(page).contains("href=\"./sparql?query=");
        assertThat(answer.statusCode()).isEqualTo(200);
        List<String> file =
                sorted(send("GET", "compare.csv?city=aveiro&city=sofia").body());
        assertThat(sorted(answer.body())).isEqualTo(file);
        assertThat(file).hasSizeGreaterThan(70);
    }

    /** Rows in the order of the alphabet, and warnings too: a query joins them in any order. */
    private static List<String> sorted(String table) {
        return Arrays.stream(table.strip().split("\r\n"))
                .map(row -> Pattern.compile(",([a-z]( [a-z])+),")
                        .matcher(row)
                        .replaceAll(flags -> ","
                                + String.join(
                                        " ",
                                        Arrays.stream(flags.group(1).split(" "))
                                                .sorted()
                                                .toList()) + ","))
                .sorted()
                .toList();
    }

    @Test
    void whatTheyDidIsATableToTakeAwayToo() {
        HttpResponse<String> file = send("GET", "compare.csv?table=work&city=ghent&city=sofia");

        assertThat(file.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"cities-work.csv\"");
        assertThat(file.body())
                .startsWith("city,city_name,property,property_name,value,value_name\r\n")
                .contains(base() + "id/city/ghent,Ghent," + base() + "ontology#policyCategory,policy category," + base()
                        + "id/policy-category/prevention,Prevention\r\n");
        assertThat(send("GET", "compare.csv?table=other&city=ghent").statusCode())
                .isEqualTo(400);
        assertThat(send("GET", "compare.csv").statusCode()).isEqualTo(400);
        assertThat(send("GET", "compare.csv?city=atlantis").statusCode()).isEqualTo(400);
    }

    @Test
    void aComparisonIsKeptAsLongAsTheRelease() {
        HttpResponse<String> page = send("GET", "compare?city=ghent&city=sofia", "Accept", "text/html");
        String tag = page.headers().firstValue("ETag").orElseThrow();
        String fileTag = send("GET", "compare.csv?city=ghent")
                .headers()
                .firstValue("ETag")
                .orElseThrow();

        assertThat(send("GET", "compare?city=ghent&city=sofia", "If-None-Match", tag)
                        .statusCode())
                .isEqualTo(304);
        assertThat(send("GET", "compare.csv?city=ghent", "If-None-Match", fileTag)
                        .statusCode())
                .isEqualTo(304);
    }

    @Test
    void valuesOfATableAreQuotedWhereTheyMust() {
        StringBuilder table = new StringBuilder();
        Csv.row(table, List.of("plain", "a,b", "say \"so\"", "two\nlines", ""));

        assertThat(table).hasToString("plain,\"a,b\",\"say \"\"so\"\"\",\"two\nlines\",\r\n");
    }
}
