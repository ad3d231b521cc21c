package eu.staytuned.lod.sparql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.store.Edition;
import eu.staytuned.lod.store.Store;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.apache.jena.query.QueryExecutionFactory;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What the endpoint says about itself and its releases, to people, programs and operators. */
@SpringBootTest(
        classes = SparqlServer.Parts.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"publication.base-uri=" + PublishedFixture.BASE, "management.server.port=0"})
class SparqlEndpointTests {

    private static final String SD = "PREFIX sd: <http://www.w3.org/ns/sparql-service-description#> "
            + "PREFIX void: <http://rdfs.org/ns/void#> PREFIX prov: <http://www.w3.org/ns/prov#> "
            + "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> ";

    @LocalServerPort
    int port;

    @Autowired
    Store store;

    @Autowired
    IriSpace iris;

    @Autowired
    MeterRegistry meters;

    private SparqlServer server;

    @BeforeEach
    void publish() {
        PublishedFixture.publish(store);
        server = new SparqlServer(port);
    }

    @ParameterizedTest
    @CsvSource({
        "text/turtle, TURTLE",
        "application/ld+json, JSON-LD",
        "application/rdf+xml, RDF/XML",
        "application/n-triples, N-Triples",
        "application/trig, TriG",
        "application/n-quads, N-Quads"
    })
    void theServiceDescriptionSaysTheSameInEverySyntax(String mediaType, String lang) {
        Model turtle = description("text/turtle", "TURTLE");
        assertThat(description(mediaType, lang).isIsomorphicWith(turtle)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "?s a sd:Service ; sd:endpoint ?s FILTER(STR(?s) = 'https://w3id.org/stay-tuned/sparql')",
                "?s sd:supportedLanguage sd:SPARQL11Query",
                "?s sd:resultFormat <http://www.w3.org/ns/formats/SPARQL_Results_JSON> , <http://www.w3.org/ns/formats/Turtle>",
                "?s sd:defaultDataset/sd:defaultGraph/void:triples 9",
                "?s sd:defaultDataset/sd:namedGraph ?g . ?g sd:name <https://w3id.org/stay-tuned/graph/cities/ghent> ; sd:graph/void:triples 4",
                "?s prov:wasDerivedFrom <https://w3id.org/stay-tuned/releases/7>",
                "?s a sd:Service ; rdfs:comment ?limits FILTER(CONTAINS(?limits, '30 s') && CONTAINS(?limits, '64 MB'))"
            })
    void theServiceDescriptionNamesFormatsGraphsAndLimits(String pattern) {
        try (var query =
                QueryExecutionFactory.create(SD + "ASK { " + pattern + " }", description("text/turtle", "TURTLE"))) {
            assertThat(query.execAsk()).isTrue();
        }
    }

    @Test
    void theServiceDescriptionClaimsNothingThatIsRefused() {
        String description = SparqlServer.text(server.send("GET", "/sparql", ""));
        assertThat(description).doesNotContain("Update", "BasicFederatedQuery", "DereferencesURIs");
    }

    @Test
    void aNewReleaseIsAnotherDescriptionAndAnotherAnswer() {
        String query = "/sparql?query=" + SparqlServer.encoded("SELECT * { ?s ?p ?o } LIMIT 1");
        for (String target : new String[] {query, "/sparql"}) {
            PublishedFixture.publish(store);
            HttpResponse<byte[]> before = server.send("GET", target, "");
            String tag = before.headers().firstValue("ETag").orElseThrow();
            assertThat(server.send("GET", target, "", "If-None-Match", tag).statusCode())
                    .isEqualTo(304);
            PublishedFixture.publish(store, new Edition(8, "8".repeat(64), Instant.parse("2026-03-05T05:06:07Z")));
            HttpResponse<byte[]> after = server.send("GET", target, "", "If-None-Match", tag);
            assertThat(after.statusCode()).isEqualTo(200);
            assertThat(after.headers().firstValue("ETag"))
                    .isNotEqualTo(before.headers().firstValue("ETag"));
            assertThat(after.headers().firstValue("Last-Modified")).hasValue("Thu, 05 Mar 2026 05:06:07 GMT");
            assertThat(after.headers().firstValue("Link").orElse("")).contains("/releases/8>");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT (NOW() AS ?x) {}",
                "SELECT (RAND() AS ?x) {}",
                "SELECT * { ?s ?p ?o FILTER(?o > now()) }",
                "SELECT (struuid() AS ?x) (UUID() AS ?y) {}",
                "SELECT (<http://jena.apache.org/ARQ/function#now>() AS ?x) {}",
                "PREFIX afn: <http://jena.apache.org/ARQ/function#> SELECT (afn:now() AS ?x) {}"
            })
    void whatChangesFromMomentToMomentHasNoEntityTag(String query) {
        HttpResponse<byte[]> response = server.ask(query);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("ETag")).isEmpty();
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-cache");
    }

    @Test
    void theSameQueryAboutOtherGraphsOrInAnotherFormatHasAnotherEntityTag() {
        String query = "/sparql?query=" + SparqlServer.encoded("SELECT * { ?s ?p ?o }");
        String graph = "https://w3id.org/stay-tuned/graph/cities/ghent";
        assertThat(new String[] {
                    query,
                    query + "&format=csv",
                    query + "&default-graph-uri=" + graph,
                    query + "&named-graph-uri=" + graph
                })
                .extracting(target -> server.send("GET", target, "")
                        .headers()
                        .firstValue("ETag")
                        .orElseThrow())
                .doesNotHaveDuplicates();
    }

    @Test
    void thePageWorksWithoutScripts() {
        String page = SparqlServer.text(server.send("GET", "/sparql", "", "Accept", "text/html"));
        assertThat(page)
                .contains("<form", "name=\"query\"", "name=\"format\"", "releases/7")
                .contains("GROUP BY ?class")
                .doesNotContain("<script>", "style=", "onclick");
    }

    @Test
    void operatorsSeeHowManyQueriesWereAnswered() {
        double good = meters.get("fuseki_requests.good").gauge().value();
        double bad = meters.get("fuseki_requests.bad").gauge().value();
        server.ask("ASK {}");
        server.ask("SELECT * FROM <urn:nowhere> { ?s ?p ?o }");
        assertThat(meters.get("fuseki_requests.good").gauge().value()).isEqualTo(good + 1);
        assertThat(meters.get("fuseki_requests.bad").gauge().value()).isEqualTo(bad + 1);
    }

    @Test
    void everyRequestIsCountedUnderItsPath() {
        long known = requests("/sparql");
        long unknown = requests("UNKNOWN");
        server.ask("ASK {}");
        server.ask("ASK {");
        server.send("GET", "/sparql", "");
        server.send("OPTIONS", "/sparql", "");
        server.send("PUT", "/sparql?default", "");
        await().atMost(Duration.ofSeconds(5)).until(() -> requests("/sparql") == known + 5);
        assertThat(requests("UNKNOWN")).isEqualTo(unknown);
    }

    private long requests(String path) {
        return meters.find("http.server.requests").tag("uri", path).timers().stream()
                .mapToLong(Timer::count)
                .sum();
    }

    private Model description(String mediaType, String lang) {
        HttpResponse<byte[]> response = server.send("GET", "/sparql", "", "Accept", mediaType);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith(mediaType);
        Model model = ModelFactory.createDefaultModel();
        RDFDataMgr.read(model, new ByteArrayInputStream(response.body()), PublishedFixture.BASE, langOf(lang));
        return model;
    }

    private static Lang langOf(String name) {
        return org.apache.jena.riot.RDFLanguages.nameToLang(name);
    }
}
