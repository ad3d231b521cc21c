package eu.staytuned.lod.web;

import static org.assertj.core.api.Assertions.assertThat;

import eu.staytuned.lod.queries.AllowedValues;
import eu.staytuned.lod.queries.Binding;
import eu.staytuned.lod.queries.Binding.Bound;
import eu.staytuned.lod.queries.Example;
import eu.staytuned.lod.queries.Examples;
import eu.staytuned.lod.queries.Parameter;
import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.store.Store;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.query.Syntax;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.exec.QueryExec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The questions of this repository, as pages and as an interface for programs. */
class QueriesTests extends RepositorySiteTest {

    private static final String RATES = "queries/rates-of-a-region";

    private final JsonMapper json = JsonMapper.builder().build();

    @Autowired
    private Store store;

    @Autowired
    private IriSpace iris;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "rates-of-a-region        | -                                          | text/html",
                "rates-of-a-region        | text/html,application/xml;q=0.9,*/*;q=0.8  | text/html",
                "rates-of-a-region        | application/sparql-query                   | application/sparql-query",
                "rates-of-a-region        | application/json                           | application/sparql-results+json",
                "rates-of-a-region        | application/sparql-results+json            | application/sparql-results+json",
                "rates-of-a-region        | text/csv                                   | text/csv",
                "rates-of-a-region        | text/csv;q=0.5, text/tab-separated-values  | text/tab-separated-values",
                "rates-of-a-region        | application/sparql-results+xml             | application/sparql-results+xml",
                "rates-of-a-region        | text/turtle                                | 406",
                "rates-of-a-region.csv    | text/html                                  | text/csv",
                "rates-of-a-region.tsv    | -                                          | text/tab-separated-values",
                "rates-of-a-region.json   | text/csv                                   | application/sparql-results+json",
                "rates-of-a-region.srj    | -                                          | application/sparql-results+json",
                "rates-of-a-region.xml    | -                                          | application/sparql-results+xml",
                "rates-of-a-region.rq     | -                                          | application/sparql-query",
                "rates-of-a-region.html   | text/csv                                   | text/html",
                "rates-of-a-region.ttl    | -                                          | 404",
                "rates-of-a-region.exe    | -                                          | 404",
                "rates-of-a-region?format=tsv | text/html                              | text/tab-separated-values",
                "rates-of-a-region?format=pdf | text/html                              | 406",
                "cities-on-the-map        | text/turtle                                | text/turtle",
                "cities-on-the-map        | application/json                           | application/ld+json",
                "cities-on-the-map        | application/rdf+xml                        | application/rdf+xml",
                "cities-on-the-map        | text/csv                                   | 406",
                "cities-on-the-map.ttl    | -                                          | text/turtle",
                "cities-on-the-map.jsonld | -                                          | application/ld+json",
                "cities-on-the-map.json   | -                                          | application/ld+json",
                "cities-on-the-map.nt     | -                                          | application/n-triples",
                "cities-on-the-map.csv    | -                                          | 404"
            })
    void aQuestionAnswersInWhatIsAskedFor(String file, String accept, String expected) {
        HttpResponse<String> answer = get("queries/" + file, accept == null ? "" : accept);

        if (expected.matches("\\d+")) {
            assertThat(answer.statusCode()).hasToString(expected);
        } else {
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith(expected);
            assertThat(answer.headers().firstValue("Vary").orElseThrow()).contains("Accept");
            assertThat(answer.headers().allValues("Link"))
                    .anyMatch(link -> link.contains("/id/query/") && link.contains("rel=\"describedby\""));
        }
    }

    @Test
    void aSpreadsheetOpensTheAddressAndSavesEachChoiceUnderANameOfItsOwn() {
        HttpResponse<String> answer = send("GET", RATES + ".csv?region=be23&since=2020");

        assertThat(answer.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"rates-of-a-region-be23-2020.csv\"");
        assertThat(answer.headers().allValues("Link"))
                .anyMatch(link -> link.contains("releases/") && link.contains("wasDerivedFrom"));
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
        assertThat(answer.body()).contains("East Flanders,2020,").doesNotContain(",2019,");
        assertThat(get(RATES + "?region=be23&since=2020", "text/csv").body()).isEqualTo(answer.body());
        assertThat(get(RATES + "?region=be23&since=2020", "text/csv").headers().firstValue("Content-Disposition"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {".csv?region=be23", "?region=be23", ".rq?region=be23"})
    void whoHasTheAnswerIsTold304AndHeadHasTheHeadersOfGet(String address) {
        HttpResponse<String> answer = send("GET", RATES + address);
        String tag = answer.headers().firstValue("ETag").orElseThrow();

        assertThat(send("GET", RATES + address, "If-None-Match", tag).statusCode())
                .isEqualTo(304);
        assertThat(send("GET", RATES + address.replace("be23", "be2"), "If-None-Match", "\"other\"")
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<String> head = send("HEAD", RATES + address);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("ETag")).contains(tag);
        assertThat(head.headers().firstValue("Content-Type"))
                .isEqualTo(answer.headers().firstValue("Content-Type"));
    }

    @ParameterizedTest
    @CsvSource({
        "be23, be23",
        "BE23, be23",
        "http%3A%2F%2Fwww.example.org%2F, ''",
        "be32, ''",
    })
    void aValueIsANameACodeOrAnIriOfTheList(String value, String meant) {
        HttpResponse<String> answer = send("GET", RATES + ".rq?region=" + value);

        if (meant.isEmpty()) {
            assertThat(answer.statusCode()).isEqualTo(400);
        } else {
            assertThat(answer.body()).contains("<" + base() + "id/region/" + meant + ">");
        }
        assertThat(send("GET", RATES + ".rq?region=" + encoded(base() + "id/region/be23"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void whatDoesNotSuitIsRefusedWithWhatDoesForProgramsAndPeople() {
        HttpResponse<String> refused = send("GET", RATES + ".csv?region=be32&lang=nl");
        JsonNode problem = json.readTree(refused.body());

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(refused.headers().firstValue("Content-Disposition")).isEmpty();
        assertThat(problem.get("parameter").asString()).isEqualTo("region");
        assertThat(problem.get("allowed").valueStream().map(JsonNode::asString)).contains("be23", "se23");
        assertThat(problem.get("total").asInt())
                .isEqualTo(problem.get("allowed").size());
        assertThat(problem.get("nearest").asString()).isEqualTo("be23");
        assertThat(problem.get("refusals").get(0).get("instead").asString())
                .isEqualTo(base() + RATES + ".csv?region=be23");

        String page = get(RATES + "?region=be32", "text/html").body();
        assertThat(words(page)).contains("Did you mean: be23", "What suits: be be2 be23");
        assertThat(page).contains("href=\"../" + RATES + "?region=be23\"");
        assertThat(get(RATES + "?region=be32", "text/html").statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "?regoin=be23          | There is no parameter regoin. There are region, sex, since. Did you mean region?",
                "?since=long%20ago     | since=long ago does not suit.",
                "?region=be2&region=be | There are 2 values of region. Give one."
            })
    void eachThingThatIsWrongIsNamed(String parameters, String sentence) {
        HttpResponse<String> refused = send("GET", RATES + ".json" + parameters);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(json.readTree(refused.body()).get("detail").asString()).startsWith(sentence);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "} UNION {?s ?p ?o} #",
                "be23> ?p ?o . } UNION { ?s ?p ?o } #",
                "\" } UNION { ?s ?p ?o } #",
                "'''\n} UNION {?s ?p ?o}\r\n#",
                "st:City",
                "nowhere:thing",
                "?region",
                "\\u003e",
                "\u202e\u0000💥",
                "be23;DROP ALL"
            })
    void nothingInAValueIsReadAsSparql(String value) {
        for (String parameter : List.of("region", "sex", "since", "un} known")) {
            HttpResponse<String> answer = send("GET", RATES + ".csv?" + encoded(parameter) + "=" + encoded(value));
            assertThat(answer.statusCode()).as(parameter).isEqualTo(400);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
            HttpResponse<String> page = get(RATES + "?" + encoded(parameter) + "=" + encoded(value), "text/html");
            assertThat(page.statusCode()).isEqualTo(400);
            assertThat(page.body()).doesNotContain("<script>", "UNION {?s ?p ?o}</a>");
        }
    }

    @Test
    void hugeValuesAndManyAreRefused() {
        assertThat(send("GET", RATES + ".csv?region=" + "x".repeat(6_000)).statusCode())
                .isEqualTo(400);
        assertThat(send("GET", RATES + ".csv?region=be23" + "&region=be23".repeat(400))
                        .statusCode())
                .isEqualTo(400);
        assertThat(send("GET", RATES + ".csv?region=" + "x".repeat(6_000)).body())
                .hasSizeLessThan(5_000);
    }

    @Test
    void aQuestionThatAsksAnotherEndpointHasItsTextAndNoAnswerHere() {
        Example federated = examples().all().stream()
                .filter(Example::isFederated)
                .findFirst()
                .orElseThrow();
        String address = "queries/" + federated.name();
        HttpResponse<String> refused = send("GET", address + ".csv");
        JsonNode problem = json.readTree(refused.body());

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(problem.get("detail").asString())
                .contains(federated.federatesWith().get(0), address + ".rq");
        assertThat(send("GET", address + ".rq").body()).contains("SERVICE");
        String page = page(address, "en");
        assertThat(words(page)).contains("asks another endpoint as well");
        assertThat(page).doesNotContain("<table");
    }

    @ParameterizedTest
    @CsvSource({"en, Questions to the data", "el, Ερωτήσεις προς τα δεδομένα", "bg, Въпроси към данните"})
    void allQuestionsAreListedInTheLanguageOfTheReader(String language, String title) {
        String page = page("queries", language);

        assertThat(page).contains("<h1>" + title + "</h1>").doesNotContain("??");
        for (Example example : examples().all()) {
            assertThat(page).containsOnlyOnce("href=\"./queries/" + example.name() + "\"");
            assertThat(page("queries/" + example.name(), language)).doesNotContain("??");
        }
        assertThat(page("api", language)).doesNotContain("??");
    }

    @Test
    void thePageShowsTheRowsTheQueryAndHowToTakeItAway() {
        String page = page(RATES + "?region=be23&since=2020", "en");

        assertThat(page)
                .contains("method=\"get\"", "action=\"../" + RATES + "\"", "name=\"region\"")
                .containsPattern("<option value=\"be23\" selected=\"selected\">East Flanders \\(BE23\\)")
                .contains("href=\"../" + RATES + ".csv?region=be23&amp;since=2020\"")
                .contains("curl &#39;" + base() + RATES + ".csv?region=be23&amp;since=2020&#39;")
                .contains("id/region/be23&gt;")
                .contains("href=\"../sparql#query=PREFIX");
        assertThat(words(section(page, "answer"))).contains("place in rate warnings", "East Flanders 2020");
    }

    @Test
    void aLongAnswerSaysHowMuchOfItIsShown() {
        String page = examples().all().stream()
                .filter(example -> !example.isFederated())
                .map(example -> page("queries/" + example.name(), "en"))
                .filter(one -> one.contains("the files below have them all"))
                .findFirst()
                .orElseThrow();

        assertThat(words(page)).containsPattern("50 of [0-9,]+ (rows|statements)");
        assertThat(page.split("<tr>")).hasSize(52);
    }

    @Test
    void aThingLeadsToTheQuestionsAboutIt() {
        assertThat(page("doc/city/ghent", "en"))
                .contains("Questions about this", "href=\"../../queries/actions-of-a-city?city=ghent\"");
        assertThat(page("doc/region/be23", "en")).contains("href=\"../../" + RATES + "?region=be23\"");
        assertThat(page("ontology", "en")).contains("href=\"./" + RATES + "\"");
        assertThat(page("doc/query/rates-of-a-region", "en"))
                .contains("href=\"../../" + RATES + "\"", "class=\"lines\"");
    }

    @Test
    void anUnknownQuestionIsNotFoundAndTheOneMostLikeItIsNamed() {
        HttpResponse<String> unknown = send("GET", "queries/rates-of-a-regoin.csv");

        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.body()).contains("id/query/rates-of-a-region");
        assertThat(get("queries/rates-of-a-regoin", "text/html").body())
                .contains("How did the early leaving rate of a region change");
    }

    /** Every documented value of every parameter, the others as they are set at first; and that what is shown can be read. */
    @Test
    void everyDocumentedValueGivesRows() {
        Map<String, List<String>> empty = new TreeMap<>();
        int[] asked = {0, 0};
        store.read(shelf -> {
            for (Example example : Examples.of(shelf.data(), iris).all()) {
                if (example.isFederated()) {
                    continue;
                }
                for (Map<String, String> values : each(example)) {
                    Binding binding = example.bind(values);
                    assertThat(binding).as(example.name() + values).isInstanceOf(Bound.class);
                    Query query = ((Bound) binding).query();
                    asked[0]++;
                    if (isEmpty(query, shelf.data())) {
                        empty.computeIfAbsent(example.name(), any -> new ArrayList<>())
                                .add(values.toString());
                    }
                    assertThat(isEmpty(QueryFactory.create(query.toString(), Syntax.syntaxARQ), shelf.data()))
                            .isEqualTo(isEmpty(query, shelf.data()));
                }
            }
            return null;
        });

        assertThat(empty).as("of " + asked[0]).isEmpty();
        assertThat(asked[0]).isGreaterThan(100);
    }

    private static List<Map<String, String>> each(Example example) {
        List<Map<String, String>> all = new ArrayList<>(List.of(Map.of()));
        for (Parameter parameter : example.parameters()) {
            parameter
                    .allowed()
                    .map(AllowedValues::names)
                    .orElse(List.of())
                    .forEach(name -> all.add(Map.of(parameter.name(), name)));
            if (parameter.optional()) {
                all.add(Map.of(parameter.name(), ""));
            }
        }
        return all;
    }

    /** A no is an answer, too. */
    private static boolean isEmpty(Query query, DatasetGraph data) {
        try (QueryExec evaluation = QueryExec.dataset(data).query(query).build()) {
            if (query.isSelectType()) {
                return !evaluation.select().hasNext();
            } else if (query.isAskType()) {
                evaluation.ask();
                return false;
            }
            return (query.isDescribeType() ? evaluation.describe() : evaluation.construct()).isEmpty();
        }
    }

    private Examples examples() {
        return store.read(shelf -> Examples.of(shelf.data(), iris));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
