package eu.staytuned.lod.sparql;

import static org.assertj.core.api.Assertions.assertThat;

import eu.staytuned.lod.store.Store;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who finds nothing is told why, over HTTP and in eleven languages. */
@SpringBootTest(
        classes = SparqlServer.Parts.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"publication.base-uri=" + PublishedFixture.BASE, "management.server.port=0"})
class EmptyAnswerTests {

    private static final String PREFIXES = "PREFIX st: <https://w3id.org/stay-tuned/ontology#>\n"
            + "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n";
    private static final String MISSPELT = PREFIXES + "SELECT * {\n  ?city a st:Ctiy ;\n        rdfs:label ?name }";

    @LocalServerPort
    int port;

    @Autowired
    Store store;

    private SparqlServer server;

    @BeforeEach
    void publish() {
        PublishedFixture.publish(store);
        server = new SparqlServer(port);
    }

    private static JsonNode json(HttpResponse<byte[]> response) {
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        return JsonMapper.shared().readTree(SparqlServer.text(response));
    }

    private HttpResponse<byte[]> explain(String query, String more, String... headers) {
        return server.send("GET", "/sparql?explain=empty&query=" + SparqlServer.encoded(query) + more, "", headers);
    }

    @Test
    void theFirstFindingHasThePlaceTheWordAndAQueryThatFindsSomething() {
        JsonNode explanation = json(explain(MISSPELT, ""));
        JsonNode first = explanation.get("findings").get(0);

        assertThat(explanation.get("rows").asBoolean()).isFalse();
        assertThat(explanation.get("release").asInt()).isEqualTo(7);
        assertThat(explanation.get("complete").asBoolean()).isTrue();
        assertThat(explanation.get("summary").asString()).isEqualTo("Nothing matches this pattern: ?city a st:Ctiy");
        assertThat(explanation.get("patterns").get(0).get("matches").asInt()).isZero();
        assertThat(first.get("kind").asString()).isEqualTo("spelling");
        assertThat(first.get("message").asString())
                .isEqualTo("This release has no st:Ctiy. What comes nearest is st:City.");
        assertThat(first.get("line").asInt()).isEqualTo(4);
        assertThat(first.get("column").asInt()).isEqualTo(11);
        assertThat(first.get("replace").asString()).isEqualTo("st:Ctiy");
        assertThat(first.get("by").asString()).isEqualTo("st:City");
        assertThat(first.get("sure").asBoolean()).isTrue();
        String corrected = first.get("query").asString();
        assertThat(corrected).isEqualTo(MISSPELT.replace("Ctiy", "City"));
        assertThat(SparqlServer.text(server.ask(corrected, "Accept", "text/csv"))
                                .lines()
                                .count()
                        - 1)
                .isEqualTo(first.get("rows").asInt());
    }

    @Test
    void aQueryThatFindsSomethingIsSaidToDoSo() {
        JsonNode explanation = json(explain(MISSPELT.replace("Ctiy", "City"), ""));

        assertThat(explanation.get("rows").asBoolean()).isTrue();
        assertThat(explanation.get("findings").isEmpty()).isTrue();
        assertThat(explanation.get("summary").asString()).startsWith("This query finds something");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "           | nl                | nl | Niets past",
                "           | it, sv;q=0.8      | sv | Inget passar",
                "           | de-AT             | de | Nichts passt",
                "           | it                | en | Nothing matches",
                "&lang=bg   | fr                | bg | Нищо не съответства",
                "&lang=el   | fr                | el | Τίποτα δεν",
                "&lang=x    | fr                | fr | Rien ne correspond",
            })
    void itIsInTheReadersLanguage(String parameter, String header, String language, String begin) {
        HttpResponse<byte[]> response =
                explain(MISSPELT, parameter == null ? "" : parameter, "Accept-Language", header);

        assertThat(json(response).get("summary").asString()).startsWith(begin);
        assertThat(response.headers().firstValue("Content-Language")).hasValue(language);
        assertThat(response.headers().firstValue("Vary").orElse("")).contains("Accept-Language");
    }

    @Test
    void itMayBePostedLikeAnyQuery() {
        String form = "explain=empty&query=" + SparqlServer.encoded(MISSPELT);
        String type = "application/x-www-form-urlencoded";

        assertThat(json(server.send("POST", "/sparql", form, "Content-Type", type))
                        .get("findings")
                        .get(0)
                        .get("by")
                        .asString())
                .isEqualTo("st:City");
        assertThat(json(server.send(
                                "POST", "/sparql?explain=empty", MISSPELT, "Content-Type", "application/sparql-query"))
                        .get("rows")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void anAnswerWithoutRowsSaysWhereItsExplanationIs() {
        for (String query : List.of(MISSPELT, MISSPELT.replace("SELECT *", "CONSTRUCT WHERE"))) {
            List<String> links = server.ask(query).headers().allValues("Link");
            assertThat(links).anyMatch(link -> link.contains("rel=\"help\"") && link.contains("explain=empty"));
            String help = links.stream()
                    .filter(link -> link.contains("rel=\"help\""))
                    .findFirst()
                    .orElseThrow();
            String address = help.substring(1, help.indexOf('>')).replace("https://w3id.org/stay-tuned", "");
            assertThat(json(server.send("GET", address, "")).get("rows").asBoolean())
                    .isFalse();
        }
        assertThat(server.ask(MISSPELT.replace("Ctiy", "City")).headers().allValues("Link"))
                .noneMatch(link -> link.contains("rel=\"help\""));
        assertThat(server.ask(MISSPELT + "#" + "x".repeat(5000)).headers().allValues("Link"))
                .noneMatch(link -> link.contains("rel=\"help\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/sparql?explain=empty&query=SELECT", "/sparql?explain=all&query=ASK%7B%7D"})
    void whatCannotBeExplainedIsAProblemLikeAnyOther(String target) {
        HttpResponse<byte[]> response = server.send("GET", target, "");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
    }

    @Test
    void functionsThatTheEndpointDoesNotOfferAreNotCalledToExplainEither() {
        String query = "SELECT * { ?s ?p ?o FILTER(<java:java.lang.System.exit>(0)) }";

        assertThat(json(explain(query, "")).get("rows").asBoolean()).isFalse();
    }
}
