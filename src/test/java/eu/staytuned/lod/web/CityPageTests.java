package eu.staytuned.lod.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people read about the cities of this repository. */
class CityPageTests extends RepositorySiteTest {

    private static final Pattern LINE = Pattern.compile("<g class=\"line line-(\\d+)\">([\\s\\S]*?)</g>");

    // Ghent

    @Test
    void ghentIsNamedAsAtHomeAndStandsWhereItIs() {
        String page = page("doc/city/ghent.html", "en");

        assertThat(page).contains("<h1>Ghent</h1>", "<span lang=\"nl\">Gent</span> <small>Dutch</small>");
        assertThat(page).contains("<figure class=\"map close-up\">", "aria-label=\"Map of the surroundings of Ghent\"");
        assertThat(words(section(page, "where")))
                .contains(
                        "country Belgium", "(BE234)", "East Flanders (BE23)", "Municipality of Ghent", "City of Ghent")
                .contains("262,219 Said by Local administrative units of Eurostat, list of 2019")
                .contains("The list gives no year.");
    }

    @Test
    void ghentLedANetworkOnWhoseDatesTheSourcesDoNotAgree() {
        assertThat(words(section(page("doc/city/ghent.html", "en"), "parts")))
                .contains("Stay Tuned", "Lead partner", "The sources do not agree on the dates of the network:")
                .contains("15 September 2015 – 3 May 2018", "9 September 2016 – 8 June 2019");
    }

    @Test
    void theActionsOfGhentStandInTheOrderOfTimeWithWhatSourcesSayOfThem() {
        String actions = words(section(page("doc/city/ghent.html", "en"), "actions"));

        assertThat(actions)
                .contains("Actions 7 ")
                .contains("Samen tegen vroegtijdig schoolverlaten", "January 2017", "February 2019 – June 2019")
                .contains(
                        "number of schools 12", "Confidence: High", "carries out Ghent's plan on early school leaving")
                .contains("follow-up of Plans of single schools in Ghent")
                .contains("number of organisations 20 (More than)")
                .contains("Said by Stay tuned, entry of the Cedefop toolkit");
        assertThat(actions.indexOf("Plans of single schools"))
                .isLessThan(actions.indexOf("Inspiration course"))
                .isPositive();
        assertThat(actions.indexOf("Samen maakt school")).isLessThan(actions.indexOf("Charter of Operatie Geslaagd"));
    }

    @Test
    void whatTheEditorsConcludeIsMarked() {
        String page = page("doc/city/aveiro.html", "en");

        assertThat(words(section(page, "journey")))
                .contains("Intervention , Prevention Concluded by the editors; no source says so");
        assertThat(words(section(page, "claims")))
                .contains(
                        "things that the editors conclude and no source says",
                        "People work on real cases from schools.");
        assertThat(section(page("doc/city/gothenburg.html", "en"), "journey")).doesNotContain("href=\"#");
    }

    @Test
    void disagreementsOfSourcesComeFirst() {
        String claims = words(section(page("doc/city/ghent.html", "en"), "claims"));

        assertThat(claims.substring(0, claims.indexOf("claims that no other source denies")))
                .contains("Action Day of 2017 in Ghent", "17 November 2017", "21 November 2017")
                .doesNotContain("21 November 2017 – 21 November 2017")
                .contains("a report after the day gives the 21st.");
    }

    @Test
    void whatHappenedStandsInTheOrderOfTime() {
        String events = words(section(page("doc/city/ghent.html", "en"), "events"));

        assertThat(events.indexOf("10 February 2016"))
                .isPositive()
                .isLessThan(events.indexOf("April 2016 Launch of Operatie Geslaagd"));
        assertThat(events.indexOf("April 2016 Launch")).isLessThan(events.indexOf("22 May 2019"));
    }

    @Test
    void localFiguresStandUnderTheirDefinitions() {
        String figures = words(section(page("doc/city/ghent.html", "en"), "figures"));

        assertThat(figures)
                .contains("never with the rates of regions")
                .contains("School year 2013–14 17.4% local rate", "719 local count", "High");
        assertThat(words(section(page("doc/city/gothenburg.html", "en"), "figures")))
                .contains("10% Just under");
        assertThat(page("doc/city/tallinn.html", "en")).doesNotContain("id=\"figures\"");
    }

    @Test
    void citiesThatDidSomethingAlikeSayWhatTheyShare() {
        assertThat(words(section(page("doc/city/aveiro.html", "en"), "alike")))
                .contains("beneficiary group", "Families", "Nantes")
                .doesNotContain("Aveiro");
    }

    @Test
    void aCityThatSharesNothingHasNoLikes() {
        assertThat(page("doc/city/berlin.html", "en"))
                .doesNotContain("id=\"alike\"")
                .contains("compare?city=berlin\"");
        assertThat(page("doc/city/aveiro.html", "en"))
                .containsPattern("compare\\?city=aveiro&amp;city=[a-z-]+&amp;city=[a-z-]+\"");
    }

    @Test
    void identifiersElsewhereNameTheirOwners() {
        assertThat(words(section(page("doc/city/ghent.html", "en"), "elsewhere")))
                .containsPattern("DBpedia .*GeoNames .*Publications Office of the European Union .*Wikidata ")
                .contains("BE003C", "44021", "BELGIF");
        assertThat(CityPortrait.owner("https://sws.geonames.org/2797656/")).isEqualTo("GeoNames");
        assertThat(CityPortrait.owner("https://example.org:8080/a?b")).isEqualTo("example.org");
        assertThat(CityPortrait.owner("http://notdbpedia.org/x")).isEqualTo("notdbpedia.org");
    }

    @Test
    void allStatementsAreThereToBeOpened() {
        String page = page("doc/city/ghent.html", "en");

        assertThat(words(page.substring(page.indexOf("id=\"statements\""), page.indexOf("<aside"))))
                .contains("Everything that is said about it", "Names and description", "BE003C", "Referred to by");
    }

    // The rates around a city

    @Test
    void theRegionsOfAveiroHaveALineEachAndAreNeverJoined() {
        String page = page("doc/city/aveiro.html", "en");
        String rates = section(page, "rates");

        assertThat(LINE.matcher(rates).results()).hasSize(4);
        assertThat(words(rates))
                .contains("A region is not the city in it")
                .contains("Centro (PT) PT16, 2000–2021", "Centro (PT) PT19, 2019–2025", "Portugal PT, 1992–2025")
                .contains("European Union, 27 countries EU27_2020, 2002–2025")
                .contains("PT19 of NUTS 2024 is another: their series must not be joined.");
        // 22 years: the line goes on from one to the next, but for the breaks.
        String line = path(rates, 1, "run");
        assertThat(line.replaceAll("[^ML]", "")).hasSize(22);
        assertThat(path(rates, 2, "run").replaceAll("[^ML]", "")).hasSize(7);
        assertThat(count(line, "M") - 1).isEqualTo(count(path(rates, 1, "break"), "v"));
    }

    @Test
    void theTableBelowTheChartHasTheSameNumbersWithTheirFlagsInWords() {
        String table = section(page("doc/city/aveiro.html", "en"), "rates").replaceAll("[\\s\\S]*<table>", "");

        assertThat(count(table, "<tr>")).isEqualTo(1 + 34);
        assertThat(table).contains("<caption>Early leaving from education and training", "<th scope=\"row\">2000</th>");
        assertThat(words(table.substring(table.indexOf(">2021</th>"), table.indexOf(">2022</th>"))))
                .containsPattern("[\\d.]+% Break in the series")
                .contains("Low reliability");
        assertThat(words(table.substring(table.indexOf(">2000</th>"), table.indexOf(">2001</th>"))))
                .startsWith(">2000 41.4% – 43.7% –");
        assertThat(table).contains("href=\"../../id/observation/early-leavers-pt16-t-2000\"");
    }

    @Test
    void everyPointOfALineIsDrawnOnce() {
        String rates = section(page("doc/city/aveiro.html", "en"), "rates");
        long hollow = count(path(rates, 2, "hollow"), "z");
        long plain = path(rates, 2, "point").isEmpty() ? 0 : count(path(rates, 2, "point"), "z");

        assertThat(hollow).isPositive();
        assertThat(hollow + plain).isEqualTo(7);
    }

    // Other cities, other languages

    @Test
    void sofiaReadsInBulgarian() {
        String page = page("doc/city/sofia.html", "bg");

        assertThat(page).containsPattern("<h1[^>]*>София</h1>").contains("lang=\"bg-Latn\">Sofiya</span>");
        assertThat(words(section(page, "where"))).contains("България", "Югозападен (BG41)", "Столична община");
        assertThat(words(section(page, "rates")))
                .contains("Прекъсване на реда", "Ниска надеждност", "Европейски съюз, 27 държави");
        assertThat(page("doc/city/sofia.html", "en"))
                .contains("<span lang=\"bg\">София</span> <small>Bulgarian</small>");
    }

    @Test
    void berlinIsARegionOfItsOwn() {
        assertThat(words(section(page("doc/city/berlin.html", "en"), "rates")))
                .contains("DE30, ", "Of the nine cities only Berlin is a region of its own");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ampelokipi-menemeni",
                "aveiro",
                "barcelona",
                "berlin",
                "ghent",
                "gothenburg",
                "nantes",
                "sofia",
                "tallinn"
            })
    void everyCityHasItsStoryItsRatesAndNoFault(String city) {
        String page = page("doc/city/" + city + ".html", "el");

        assertThat(page).contains("id=\"journey\"", "id=\"actions\"", "id=\"rates\"", "id=\"sources\"");
        assertThat(page).doesNotContain("??", " style=", "th:", "=\"\"", "Optional[");
        assertThat(Pattern.compile("\\sid=\"([^\"]+)\"").matcher(page).results().map(id -> id.group(1)))
                .doesNotHaveDuplicates();
    }

    @Test
    void whatHasOneNameStandsInTheOrderOfItsAddressesWhateverOrderTheStoreHas() {
        assertThat(page("doc/region/de30.html", "en").replaceAll("\\s+title=\"[^\"]*\"", ""))
                .contains(
                        "<li><a href=\"../../id/city/berlin\">Berlin</a></li><li><a href=\"../../id/region/de300\">Berlin</a></li>");
    }

    private static String path(String html, int line, String kind) {
        String group = LINE.matcher(html)
                .results()
                .filter(found -> found.group(1).equals(String.valueOf(line)))
                .map(found -> found.group(2))
                .findFirst()
                .orElseThrow();
        return Pattern.compile("class=\"" + kind + "\" d=\"([^\"]*)\"")
                .matcher(group)
                .results()
                .findFirst()
                .map((MatchResult found) -> found.group(1))
                .orElse("");
    }

    private static long count(String text, String part) {
        return Pattern.compile(Pattern.quote(part)).matcher(text).results().count();
    }
}
