package eu.staytuned.lod.release;

import static org.assertj.core.api.Assertions.assertThat;

import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.web.PublishedFixture;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.graph.GraphFactory;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * A network is data: one file beside the repository's own, {@code second-network/rdf-data/networks/evening-schools.ttl},
 * and the site has a second network with new cities in a new country. No other file is touched.
 */
@SpringBootTest(webEnvironment = WebEnvironment.DEFINED_PORT, properties = "management.server.port=0")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DirtiesContext
class SecondNetworkTests {

    private static final String FILE = "rdf-data/networks/evening-schools.ttl";
    private static final Path NETWORK =
            Path.of("src/test/resources/second-network").resolve(FILE);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

    @TempDir
    static Path folder;

    private static Sources sources;

    @Autowired
    IriSpace iris;

    @Value("${local.management.port}")
    int managementPort;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        sources = Sources.ofTheRepository(folder).write(FILE, network());
        int port = PublishedFixture.freePort();
        registry.add("server.port", () -> port);
        registry.add("publication.sources", () -> sources.file("ontology") + "," + sources.file("rdf-data"));
    }

    private static String network() {
        try {
            return Files.readString(NETWORK);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void itIsPublishedOnTopOfTheRepositoryWithoutAViolation() {
        assertThat(management("GET").body())
                .contains("\"current\":{\"number\":1,", "\"outcome\":\"published\"")
                .doesNotContain("VIOLATION");
        assertThat(
                        ask(
                                """
                SELECT (COUNT(?file) AS ?files)
                WHERE { VALUES ?file { graph:stay-tuned graph:evening-schools }
                        FILTER EXISTS { GRAPH ?file { ?network a st:Network } } }"""))
                .containsExactly("files", "2");
    }

    @Test
    void everythingInItDereferencesToAPageAndToWhatTheFileSays() {
        Graph file = file();
        Set<Node> things = new TreeSet<>((one, other) -> one.getURI().compareTo(other.getURI()));
        file.find().forEachRemaining(triple -> things.add(triple.getSubject()));
        assertThat(things).hasSizeGreaterThan(15).contains(ours("id/city/graz"), ours("id/country/austria"));

        for (Node thing : things) {
            String path = iris.pathOf(thing.getURI()).orElseThrow();
            assertThat(dereference(path, "text/html").body()).as(path).contains("<h1");
            Graph description = graph(dereference(path, "text/turtle").body());
            file.find(thing, Node.ANY, Node.ANY).forEachRemaining(triple -> assertThat(description.contains(triple))
                    .as("%s under %s", triple, path)
                    .isTrue());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "doc/network/evening-schools      | bg              | Вечерни училища",
                "doc/network/evening-schools      | el, de;q=0.5    | Εσπερινά σχολεία",
                "doc/network/evening-schools      | fr              | Evening Schools",
                "doc/network/evening-schools      | fr, de;q=0.5    | Abendschulen",
                "doc/city/larissa                 | el              | Λάρισα",
                "doc/city/larissa                 | bg              | Лариса",
                "doc/city/larissa                 | et              | Larissa",
                "doc/country/austria              | de              | Österreich",
                "doc/country/austria              | ca              | Austria",
                "doc/action/graz-lessons-after-work | de            | Unterricht nach der Arbeit in Graz",
                "doc/action/graz-lessons-after-work | pt            | Lessons after work in Graz"
            })
    void namesComeInTheReadersLanguageElseInEnglish(String document, String languages, String name) {
        assertThat(get(document, "Accept", "text/html", "Accept-Language", languages)
                        .body())
                .containsPattern("<h1[^>]*>" + name + "</h1>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"de | Lead-Partner", "bg | водещ партньор", "en | lead partner", "it | lead partner"})
    void propertiesAreNamedInTheReadersLanguageElseInEnglish(String language, String name) {
        assertThat(get("doc/network/evening-schools", "Accept", "text/html", "Accept-Language", language)
                        .body())
                .containsPattern("<dt><a[^>]*>" + name + "</a>");
    }

    @Test
    void theNetworkIsNamedInTheReadersLanguageWhereverItIsLinkedTo() {
        assertThat(get("doc/city/tallinn", "Accept", "text/html", "Accept-Language", "el")
                        .body())
                .contains(">Εσπερινά σχολεία</a>", ">Stay Tuned</a>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"doc/network", ""})
    void theCollectionAndTheHomePageListBothNetworks(String page) {
        assertThat(get(page, "Accept", "text/html").body()).contains(">Evening Schools</a>", ">Stay Tuned</a>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"doc/city", ""})
    void theCollectionAndTheHomePageListOldAndNewCities(String page) {
        assertThat(get(page, "Accept", "text/html").body()).contains(">Graz<", ">Larissa<", ">Ghent<");
    }

    @Test
    void theHomePageTellsWhatEachNetworkIs() {
        assertThat(get("", "Accept", "text/html", "Accept-Language", "de").body())
                .contains("Drei Städte öffnen Schulen am Abend")
                .contains(iris.resolve("id/network/evening-schools"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id/network/evening-schools      | partner       | id/city/graz",
                "id/network/evening-schools      | partner       | id/city/larissa",
                "id/network/evening-schools      | partner       | id/city/tallinn",
                "id/city/graz                    | leads         | id/network/evening-schools",
                "id/city/larissa                 | partnerIn     | id/network/evening-schools",
                "id/city/tallinn                 | partnerIn     | id/network/evening-schools",
                "id/city/tallinn                 | partnerIn     | id/network/stay-tuned",
                "id/city/graz                    | within        | id/country/austria",
                "id/phase/evening-schools-1      | phaseOf       | id/network/evening-schools",
                "id/journey/evening-schools-graz | action        | id/action/graz-lessons-after-work",
                "id/local-policy/graz-second-shift | carriedOutBy | id/action/graz-lessons-after-work",
                "id/claim/evening-schools-period-page | disagreesWith | id/claim/evening-schools-period-graz",
                "id/claim/evening-schools-period-graz | disagreesWith | id/claim/evening-schools-period-page"
            })
    void whatFollowsFromTheFileIsDerived(String subject, String property, String object) {
        assertThat(turtle(subject.replaceFirst("^id/", "doc/"))
                        .contains(ours(subject), ours("ontology#" + property), ours(object)))
                .isTrue();
        assertThat(file().contains(ours(subject), ours("ontology#" + property), ours(object)))
                .as("the file says it itself")
                .isFalse();
    }

    @Test
    void aQueryFindsTheCitiesOfBothNetworksAndTheOneThatIsInBoth() {
        assertThat(
                        ask(
                                """
                SELECT ?name (COUNT(DISTINCT ?city) AS ?cities)
                WHERE { ?network a st:Network ; rdfs:label ?name ; st:partner ?city . FILTER(LANG(?name) = "en") }
                GROUP BY ?name ORDER BY ?name"""))
                .containsExactly("name,cities", "Evening Schools,3", "Stay Tuned,9");
        assertThat(
                        ask(
                                """
                SELECT ?city
                WHERE { ?place st:partnerIn network:evening-schools , network:stay-tuned ; rdfs:label ?city .
                        FILTER(LANG(?city) = "en") }"""))
                .containsExactly("city", "Tallinn");
    }

    @Test
    void claimsThatDisagreeStandSideBySideWithTheirDocuments() {
        String page =
                get("doc/network/evening-schools", "Accept", "text/html").body().replaceAll("<[^>]+>", " ");

        assertThat(page.replaceAll("\\s+", " "))
                .containsPattern("1 September 2024 – … Said by Evening Schools, page of the network .*Medium")
                .containsPattern("March 2025 – … Said by Evening schools in Graz, page of the city .*Low")
                .contains("Perhaps only the second phase is meant.");
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void aFaultyFileIsRefusedAWithdrawnNetworkNamesItsSuccessorAndARemovedOneIsUnknown() {
        sources.replace(FILE, "    st:leadPartner city:graz ;\n", "");
        HttpResponse<String> refused = management("POST");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body())
                .contains("\"outcome\":\"refused\",\"release\":{\"number\":1,")
                .contains("id/network/evening-schools  st:leadPartner  \\\"Say which one city leads the network;")
                .contains(FILE + ":" + lineOf("network:evening-schools a st:Network"));
        assertThat(get("doc/network/evening-schools", "Accept", "text/html").body())
                .contains("lead partner", ">Graz</a>");

        sources.write(
                FILE,
                """
                PREFIX dcterms: <http://purl.org/dc/terms/>
                PREFIX network: <https://w3id.org/stay-tuned/id/network/>
                PREFIX owl:     <http://www.w3.org/2002/07/owl#>

                network:evening-schools owl:deprecated true ;
                    dcterms:isReplacedBy network:stay-tuned .
                """);
        assertThat(management("POST").body()).contains("\"outcome\":\"published\",\"release\":{\"number\":2,");
        HttpResponse<String> withdrawn = get("id/network/evening-schools", "Accept", "text/html");
        assertThat(withdrawn.statusCode()).isEqualTo(410);
        assertThat(withdrawn.body()).contains("network/stay-tuned");
        assertThat(get("doc/network", "Accept", "text/html").body())
                .contains(">Stay Tuned</a>")
                .doesNotContain("evening-schools");
        assertThat(get("id/city/graz").statusCode()).isEqualTo(404);

        sources.remove(FILE);
        assertThat(management("POST").body()).contains("\"outcome\":\"published\",\"release\":{\"number\":3,");
        for (String path : List.of("id/network/evening-schools", "doc/city/graz", "id/country/austria")) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(404);
        }
        assertThat(get("doc/city/tallinn", "Accept", "text/html").body())
                .contains(">Stay Tuned</a>")
                .doesNotContain("Evening Schools");
    }

    @Test
    void theExampleInTheReadmeCanBePublished(@TempDir Path home) {
        Sources repository = Sources.ofTheRepositoryWithoutFigures(home);
        String readme = repository.text("rdf-data/README.md");
        String example = readme.substring(readme.indexOf("```turtle\n") + "```turtle\n".length());
        Set<String> prefixes = new TreeSet<>();
        for (String file : List.of("rdf-data/networks/stay-tuned.ttl", "rdf-data/documents/urbact.ttl")) {
            repository
                    .text(file)
                    .lines()
                    .filter(line -> line.startsWith("PREFIX "))
                    .forEach(prefixes::add);
        }
        repository.write(
                FILE,
                String.join("\n", prefixes)
                        + "\n"
                        + example.substring(0, example.indexOf("```")).stripIndent());

        assertThat(repository.faults()).noneMatch(Fault::stopsTheRelease);
        assertThat(repository.text(FILE)).contains("network:evening-schools a st:Network");

        repository.replace(FILE, "st:leadPartner city:ghent", "st:leadPartner city:gent");
        assertThat(repository.faults())
                .filteredOn(fault -> fault.message().startsWith("Every link to a thing of ours leads to a description"))
                .as("one fault for one slip, and none for what follows from it")
                .singleElement()
                .satisfies(fault -> assertThat(fault.property()).isEqualTo("st:leadPartner"))
                .satisfies(fault -> assertThat(fault.value()).isEqualTo("city:gent"));
    }

    private static int lineOf(String text) {
        return 1 + network().lines().toList().indexOf(text + " ;");
    }

    private Node ours(String path) {
        return NodeFactory.createURI(iris.resolve(path));
    }

    /** What the file says, under the addresses of this site. */
    private Graph file() {
        return graph(network().replace(IriSpace.CANONICAL_BASE, iris.base()));
    }

    /** From a thing to the document about it. */
    private HttpResponse<String> dereference(String thing, String accept) {
        HttpResponse<String> redirect = get(thing, "Accept", accept);
        assertThat(redirect.statusCode()).as(thing).isEqualTo(303);
        URI document = URI.create(redirect.headers().firstValue("Location").orElseThrow());
        assertThat(document.toString()).startsWith(iris.resolve(thing.replaceFirst("^id/", "doc/")));
        HttpResponse<String> answer = send("GET", document, "Accept", accept);
        assertThat(answer.statusCode()).as(document.toString()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith(accept);
        return answer;
    }

    private Graph turtle(String document) {
        HttpResponse<String> answer = get(document, "Accept", "text/turtle");
        assertThat(answer.statusCode()).as(document).isEqualTo(200);
        return graph(answer.body());
    }

    private static Graph graph(String turtle) {
        Graph graph = GraphFactory.createDefaultGraph();
        RDFParser.create().source(new StringReader(turtle)).lang(Lang.TURTLE).parse(graph);
        return graph;
    }

    /** The lines of the answer in CSV. */
    private List<String> ask(String query) {
        String prologue =
                """
                PREFIX graph:   <%1$sgraph/networks/>
                PREFIX network: <%1$sid/network/>
                PREFIX rdfs:    <http://www.w3.org/2000/01/rdf-schema#>
                PREFIX st:      <%1$sontology#>
                """
                        .formatted(iris.base());
        HttpResponse<String> answer = get(
                "sparql?query=" + URLEncoder.encode(prologue + query, StandardCharsets.UTF_8), "Accept", "text/csv");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body().lines().toList();
    }

    private HttpResponse<String> management(String method) {
        return send(method, URI.create("http://127.0.0.1:" + managementPort + "/actuator/publish"));
    }

    private HttpResponse<String> get(String path, String... headers) {
        return send("GET", URI.create(iris.resolve(path)), headers);
    }

    private static HttpResponse<String> send(String method, URI address, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address).method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(method + " " + address, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
