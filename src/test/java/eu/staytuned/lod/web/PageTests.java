package eu.staytuned.lod.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** What people see. */
class PageTests extends SiteTest {

    private static final Pattern HREF = Pattern.compile("(?:href|src)=\"([^\"]*)\"");
    private static final Pattern MESSAGE = Pattern.compile("#\\{([\\w.-]+)");

    // Languages

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                   |             | Ghent",
                "nl                 |             | Gent",
                "bg, nl;q=0.9       |             | Гент",
                "el, fr             |             | Ghent",
                "nl                 | bg          | Гент",
                "nl;q=0, bg         |             | Гент",
                "nl-BE              |             | Gent",
                "*                  |             | Ghent",
                "nl                 | <b>         | Gent"
            })
    void theTitleIsInTheReadersLanguage(String accepted, String chosen, String title) {
        String query =
                chosen == null ? "" : "?lang=" + chosen.replace("<", "%3C").replace(">", "%3E");
        HttpResponse<String> page = accepted == null
                ? send("GET", "doc/city/ghent.html" + query)
                : send("GET", "doc/city/ghent.html" + query, "Accept-Language", accepted);

        assertThat(page.body()).containsPattern("<h1[^>]*>" + title + "</h1>");
    }

    @Test
    void aTextInAnotherLanguageThanThePageSaysSo() {
        String page =
                send("GET", "doc/city/ghent.html", "Accept-Language", "el").body();

        assertThat(page)
                .contains("<html lang=\"el\">")
                .contains("<h1 lang=\"en\">Ghent</h1>")
                .containsPattern("<p class=\"lead\" lang=\"en\">")
                .containsPattern("lang=\"bg\">Гент<");
        assertThat(send("GET", "doc/city/ghent.html", "Accept-Language", "nl").body())
                .contains("<html lang=\"nl\">", "<h1>Gent</h1>", "<p class=\"lead\">Een stad in Vlaanderen.</p>");
    }

    @Test
    void theChoiceOfALanguageGoesAlongToTheNextPage() {
        String page = page("doc/city/ghent.html?lang=nl");

        assertThat(page)
                .contains("href=\"./ghent.html?lang=fr\" hreflang=\"fr\" lang=\"fr\" rel=\"alternate\">Français</a>")
                .contains("href=\"../../id/city/?lang=nl\"", "href=\"../../ontology?lang=nl\"")
                .contains("href=\"../../doc/city/ghent.ttl\"", "hreflang=\"x-default\"");
        assertThat(send("GET", "id/city/ghent?lang=nl", "Accept", "text/html")
                        .headers()
                        .firstValue("Location"))
                .hasValue(base() + "doc/city/ghent.html?lang=nl");
    }

    @Test
    void otherLanguagesHaveOtherTags() {
        assertThat(tag("nl")).isNotEqualTo(tag("en")).isNotEqualTo(tag("bg"));
        assertThat(tag("nl")).isEqualTo(tag("nl"));
    }

    private String tag(String language) {
        return send("GET", "doc/city/ghent.html", "Accept-Language", language)
                .headers()
                .firstValue("ETag")
                .orElseThrow();
    }

    // Content

    @Test
    void propertiesHaveNamesAndNotAddresses() {
        String page = page("doc/network/stay-tuned.html");

        assertThat(page).contains(">lead partner</a>", ">Ghent</a>", ">education</a>");
        assertThat(text(page)).doesNotContain("http://www.w3.org", "ontology#");
    }

    @Test
    void propertiesComeInTheOrderAndUnderTheNamesOfTheShapes() {
        String whole = page("doc/city/ghent.html");
        String page = whole.substring(whole.indexOf("id=\"statements\""));

        assertThat(text(page)).contains("inhabitants").doesNotContain("population");
        assertThat(page.indexOf(">inhabitants<"))
                .isPositive()
                .isLessThan(page.indexOf(">country<"))
                .isLessThan(page.indexOf(">also<") < 0 ? Integer.MAX_VALUE : page.indexOf(">also<"));
    }

    @Test
    void numbersAndYearsAreWrittenForPeople() {
        assertThat(page("doc/city/ghent.html"))
                .contains("262,219")
                .contains("<time datetime=\"1180\">1180</time>")
                .contains(">City hall<", ">Botermarkt<");
    }

    @Test
    void linksThatPointHereAreCounted() {
        assertThat(text(page("doc/city/ghent.html")))
                .contains("120 in all")
                .contains("Page 1 of 3")
                .contains("Stay Tuned");
    }

    @Test
    void aPageSaysWhereItComesFromAndHowToTakeItAway() {
        String page = page("doc/city/ghent.html");

        assertThat(text(page)).contains("Release 7", "22 November 2026", "Cite as");
        assertThat(page)
                .contains("href=\"../../doc/city/ghent.ttl\"", "href=\"../../graph/cities/ghent\"")
                .contains("<link rel=\"canonical\" href=\"" + base() + "doc/city/ghent\">")
                .contains("<link rel=\"alternate describedby\" href=\"" + base()
                        + "doc/city/ghent.ttl\" type=\"text/turtle\">");
    }

    @Test
    void claimsThatDisagreeStandSideBySideAndTheOthersAreFolded() {
        String page = page("doc/network/stay-tuned.html");
        int claims = page.indexOf("id=\"claims\"");
        String open = text(page.substring(claims, page.indexOf("<details", claims)));

        assertThat(open)
                .contains("15 September 2015 – …", "2016 – …", "Almost surely wrong.", "Said by")
                .doesNotContain("It is called");
        assertThat(text(page)).contains("One claim that no other source denies");
    }

    @Test
    void theOntologyIsOnePageWithEachTermAtItsFragment() {
        assertThat(page("ontology.html")).contains("id=\"City\"", "id=\"leadPartner\"", "A place that takes part.");
    }

    @Test
    void theHomePageLeadsToNetworksCitiesAndEverythingElse() {
        assertThat(page(""))
                .contains(
                        "href=\"./id/network/stay-tuned\"",
                        "href=\"./id/city/ghent\"",
                        "href=\"./id/topic/\"",
                        "href=\"./ontology\"",
                        "href=\"./sparql\"",
                        "href=\"./releases/7\"");
    }

    @Test
    void theDataQualityStatementIsAPageOfTables() {
        String page = page("quality.html");

        assertThat(page).contains("<h1>Data quality statement</h1>", "<abbr title=\"Bulgarian\">bg</abbr>");
        assertThat(text(page.substring(
                        page.indexOf(">Names</h2>"), page.indexOf("</details>", page.indexOf(">Names</h2>")))))
                .contains("All kinds 401 99 % 400 &lt; 1 % 2 &lt; 1 % 2")
                .contains("City 400 99 % 399 &lt; 1 % 1 &lt; 1 % 1")
                .contains("One kind is complete in every language Network 1");
        assertThat(text(page))
                .contains("How many are trusted.", "City 3 100 %")
                .contains("2 claims disagree with another.")
                .contains("wikidata.org 17 ")
                .contains("belgium 1,234")
                .contains("Release 7");
        assertThat(page).doesNotContain("id=\"names-City\"");
        assertThat(page("releases/7.html")).contains("href=\"../quality\"");
        assertThat(text(page("releases/7.html"))).doesNotContain("names City", "kind City", "all disagreements");
        assertThat(text(page("doc/country/belgium.html"))).doesNotContain("figures belgium");
        assertThat(send("GET", "quality", "Accept", "text/turtle").body()).contains("quality:names-City-399");
    }

    @Test
    void theMetricsOfTheQualityStatementAreNamedInTheLanguageOfTheReader() {
        assertThat(send("GET", "quality.html", "Accept-Language", "nl").body()).contains(">Namen</h2>", ">Stad</a>");
    }

    @Test
    void aProblemIsAPageThatLeadsOn() {
        String page = send("GET", "id/city/old-ghent", "Accept", "text/html").body();
        assertThat(text(page)).contains("Withdrawn", "What took its place");
        assertThat(page).contains("href=\"../../id/city/ghent\"");

        assertThat(send("GET", "id/city/nowhere", "Accept", "text/html").body())
                .contains("Not found", "href=\"../../id/city/\"");
    }

    // Safety

    @Test
    void whatTheDataSayIsTextAndNeverMarkup() {
        String page = page("doc/odd/hostile.html");

        assertThat(page)
                .contains("&lt;script&gt;alert(&#39;label&#39;)&lt;/script&gt;")
                .doesNotContain("<img", "onerror=alert(1)>");
        assertThat(withoutOurScripts(page)).doesNotContain("<script");
        assertThat(withoutOurScripts(page("doc/odd.html"))).doesNotContain("<script");
    }

    @Test
    void onlyAddressesThatAreSafeToFollowAreLinks() {
        String page = page("doc/odd/hostile.html");

        assertThat(HREF.matcher(page).results().map(href -> href.group(1)))
                .noneMatch(href -> href.startsWith("javascript") || href.startsWith("data:"))
                .anyMatch(href -> href.startsWith("https://example.org/?a="));
        assertThat(text(page)).contains("javascript:alert");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "doc",
                "doc/city/ghent",
                "doc/city/Malm%C3%B6",
                "doc/city/a%2Fb",
                "doc/odd/circle",
                "ontology",
                "ontology/1.0.0",
                "shapes",
                "graph",
                "graph/cities/ghent",
                "releases",
                "catalog",
                "doc/city/ghent?page=2",
                "compare?city=ghent&city=a%252Fb",
                "doc/person?page=3",
                "doc/country/belgium",
                "quality",
                "index.html",
                "sparql",
                "search",
                "search?q=ghent",
                "search?q=ghent&kind=City",
                "explore",
                "explore?list=cities&country=belgium"
            })
    void everyLinkOfAPageLeadsSomewhereAndWorksBehindAnyProxy(String path) {
        HttpResponse<String> page = send("GET", path, "Accept", "text/html");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        Set<String> broken = new HashSet<>();
        Matcher links = HREF.matcher(page.body().replaceAll("<link rel=\"(?!stylesheet|icon)[^>]*>", ""));
        while (links.find()) {
            String href = links.group(1).replace("&amp;", "&");
            if (href.startsWith("#") || href.startsWith("http") && !href.startsWith(base())) {
                continue;
            }
            if (href.startsWith("/") || href.startsWith(base())) {
                broken.add(href + " is not relative");
                continue;
            }
            URI target = page.uri().resolve(href);
            int status = send(
                            "GET", target.toString().substring(base().length()).replaceFirst("#.*", ""))
                    .statusCode();
            if (status != 200 && status != 303 && status != 410) {
                broken.add(href + " " + status);
            }
        }
        assertThat(broken).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "doc/city/ghent",
                "ontology",
                "doc/city",
                "graph/cities/ghent",
                "quality",
                "nowhere",
                "search?q=ghent",
                "explore"
            })
    void aPageHasLandmarksOneHeadingOfFirstRankAndNoInlineStyleOrScript(String path) {
        String page = send("GET", path, "Accept", "text/html").body();

        assertThat(page).contains("<main id=\"content\"", "<header class=\"site\">", "<nav ", "class=\"skip\"");
        assertThat(Pattern.compile("<h1").matcher(page).results().count()).isEqualTo(1);
        assertThat(withoutOurScripts(page))
                .doesNotContain("<script", " style=", "<style", " onclick", "??", "th:", "=\"\"");
    }

    // Texts

    @Test
    void everyLanguageOfThePagesHasEveryText() throws IOException {
        Set<Object> keys = load("classpath:messages/messages.properties").keySet();
        for (Resource file :
                new PathMatchingResourcePatternResolver().getResources("classpath*:messages/messages_*.properties")) {
            Properties texts = new Properties();
            try (InputStream content = file.getInputStream()) {
                texts.load(content);
            }
            assertThat(texts.keySet()).as(file.getFilename()).containsExactlyInAnyOrderElementsOf(keys);
        }
    }

    @Test
    void everyTextThatATemplateAsksForIsThere() throws IOException {
        Set<Object> keys = load("classpath:messages/messages.properties").keySet();
        Set<String> asked = new HashSet<>();
        for (Resource template :
                new PathMatchingResourcePatternResolver().getResources("classpath*:templates/*.html")) {
            Matcher message = MESSAGE.matcher(new String(template.getContentAsByteArray()));
            message.results().forEach(found -> asked.add(found.group(1)));
        }

        assertThat(asked).isNotEmpty().allMatch(keys::contains);
        for (int status : List.of(400, 404, 405, 406, 410, 429, 500, 503)) {
            assertThat(keys).contains("problem." + status);
        }
    }

    private static Properties load(String place) throws IOException {
        Properties texts = new Properties();
        try (InputStream content =
                new PathMatchingResourcePatternResolver().getResource(place).getInputStream()) {
            texts.load(content);
        }
        return texts;
    }

    private String page(String path) {
        HttpResponse<String> page = send("GET", path, "Accept", "text/html");
        assertThat(page.statusCode()).as(path).isEqualTo(200);
        return page.body();
    }

    /** Without the scripts of our own, which are files, and the data for search engines, which is no program. */
    private static String withoutOurScripts(String page) {
        return page.replaceAll("<script src=\"[./]*[a-z]+\\.js\\?v=[0-9a-f]{8}\" defer></script>", "")
                .replaceAll("<script type=\"application/ld\\+json\">[^<]*</script>", "");
    }

    private static String text(String page) {
        return page.replaceAll("<head>[\\s\\S]*?</head>", " ")
                .replaceAll("<[^>]*>", " ")
                .replaceAll("\\s+", " ");
    }
}
