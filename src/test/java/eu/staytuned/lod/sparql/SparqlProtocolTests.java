package eu.staytuned.lod.sparql;

import static org.assertj.core.api.Assertions.assertThat;

import eu.staytuned.lod.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The protocol as a table: what is sent, and what comes back. */
@SpringBootTest(
        classes = SparqlServer.Parts.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"publication.base-uri=" + PublishedFixture.BASE, "management.server.port=0"})
class SparqlProtocolTests {

    /** The queries that the table names in braces. */
    private static final Map<String, String> QUERIES = Map.ofEntries(
            Map.entry("select", "SELECT ?city WHERE { ?city a <ontology#City> } ORDER BY ?city"),
            Map.entry(
                    "label",
                    "SELECT ?l WHERE { <id/city/agioi-anargyroi> <http://www.w3.org/2000/01/rdf-schema#label> ?l FILTER(LANG(?l) = 'el') }"),
            Map.entry("count", "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"),
            Map.entry("named", "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }"),
            Map.entry("from", "SELECT (COUNT(*) AS ?n) FROM <graph/cities/ghent> WHERE { ?s ?p ?o }"),
            Map.entry("fromNowhere", "SELECT * FROM <http://localhost:1/elsewhere.ttl> WHERE { ?s ?p ?o }"),
            Map.entry("ask", "ASK { <id/city/ghent> a <ontology#City> }"),
            Map.entry("no", "ASK { <id/city/atlantis> a <ontology#City> }"),
            Map.entry("construct", "CONSTRUCT { ?s a <ontology#Place> } WHERE { ?s a <ontology#City> }"),
            Map.entry("quads", "CONSTRUCT { GRAPH <g> { ?s a <ontology#Place> } } WHERE { ?s a <ontology#City> }"),
            Map.entry("describe", "DESCRIBE <id/city/ghent>"),
            Map.entry("malformed", "SELECT * WHERE { ?s ?p }"),
            Map.entry("prefix", "SELECT * WHERE { ?s nowhere:p ?o }"),
            Map.entry("service", "SELECT * WHERE { SERVICE <http://localhost:1/> { ?s ?p ?o } }"),
            Map.entry("update", "INSERT DATA { <urn:s> <urn:p> <urn:o> }"),
            Map.entry("load", "LOAD <http://localhost:1/data.ttl>"),
            Map.entry("now", "SELECT (NOW() AS ?now) {}"),
            Map.entry("json", "JSON { 'city' : ?c } WHERE { ?c a <ontology#City> }"));

    @LocalServerPort
    int port;

    @Autowired
    Store store;

    @BeforeEach
    void publish() {
        PublishedFixture.publish(store);
    }

    /**
     * @param headers of the request, separated by {@code ;;}
     * @param expected header of the answer, separated by {@code ;;}; a value of {@code -} means that there is none
     * @param content what the body contains, separated by {@code ;;}; {@code -} means that there is no body
     */
    @ParameterizedTest(name = "{0} {1} [{2}] → {4} {5}")
    @CsvFileSource(resources = "protocol.csv", delimiter = '|', quoteCharacter = '`', maxCharsPerColumn = 200_000)
    void everyRequestGetsItsAnswer(
            String method,
            String target,
            @Nullable String headers,
            @Nullable String body,
            int status,
            @Nullable String type,
            @Nullable String expected,
            @Nullable String content) {
        boolean direct = headers != null && headers.contains("application/sparql-");
        var response = new SparqlServer(port)
                .send(method, filled(target, false), body == null ? "" : filled(body, direct), headerArray(headers));
        String text = SparqlServer.text(response);

        assertThat(response.statusCode()).as(text).isEqualTo(status);
        if (type != null) {
            assertThat(response.headers().firstValue("Content-Type").orElse("none"))
                    .isEqualToIgnoringCase(type);
        }
        for (String header : parts(expected)) {
            String[] pair = header.split(":", 2);
            List<String> values = response.headers().allValues(pair[0].strip());
            if (pair[1].strip().equals("-")) {
                assertThat(values).as(pair[0]).isEmpty();
            } else {
                assertThat(String.join(", ", values)).as(pair[0]).contains(pair[1].strip());
            }
        }
        for (String part : parts(content)) {
            if (part.equals("-")) {
                assertThat(text).isEmpty();
            } else {
                assertThat(text).contains(part);
            }
        }
        // Whatever happens, anyone may read it, caches keep it apart, and nothing of our insides shows.
        assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
        assertThat(response.headers().allValues("Server")).isEmpty();
        assertThat(text).doesNotContain("org.apache", "Exception", "java.");
    }

    private static String filled(String template, boolean raw) {
        String text = template;
        for (var query : QUERIES.entrySet()) {
            text = text.replace(
                    "{" + query.getKey() + "}", raw ? query.getValue() : SparqlServer.encoded(query.getValue()));
        }
        return text.replace("{long}", "%20".repeat(24_000)).replace("{spaces}", " ".repeat(110_000));
    }

    private static String[] headerArray(@Nullable String headers) {
        List<String> array = new ArrayList<>();
        for (String header : parts(headers)) {
            String[] pair = header.split(":", 2);
            array.add(pair[0].strip());
            array.add(pair[1].strip());
        }
        return array.toArray(String[]::new);
    }

    private static List<String> parts(@Nullable String list) {
        return list == null ? List.of() : List.of(list.split("\\s*;;\\s*"));
    }
}
