package eu.staytuned.lod.release;

import static org.assertj.core.api.Assertions.assertThat;

import eu.staytuned.lod.store.Store;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.vocabulary.DCAT;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whoever follows every link from the catalogue on comes to an end, has the release, and sees in the next one what is gone.
 * {@code scripts/harvest.sh} asks the same and more with clients of others.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HarvestTests {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();
    private static final Pattern PAGE = Pattern.compile("<loc>([^<]*)</loc>(?:<lastmod>([^<]*)</lastmod>)?</url>");
    private static final int MOST = 20_000;

    /** What is found of a release after it; its document says nothing of what the release says of it. */
    private static final String MADE_LATER = "how-you-see-us";

    private static final String PREFIXES =
            """
            PREFIX dcat:          <http://www.w3.org/ns/dcat#>
            PREFIX dcterms:       <http://purl.org/dc/terms/>
            PREFIX document:      <https://w3id.org/stay-tuned/id/document/>
            PREFIX document-kind: <https://w3id.org/stay-tuned/id/document-kind/>
            PREFIX owl:           <http://www.w3.org/2002/07/owl#>
            PREFIX organisation:  <https://w3id.org/stay-tuned/id/organisation/>
            PREFIX rdfs:          <http://www.w3.org/2000/01/rdf-schema#>
            PREFIX schema:        <http://schema.org/>
            PREFIX st:            <https://w3id.org/stay-tuned/ontology#>
            """;

    @TempDir
    static Path folder;

    private static Sources sources;
    private static Service service;

    @BeforeAll
    static void start() {
        sources = Sources.ofTheRepositoryWithoutFigures(folder);
        sources.write(
                "rdf-data/harvest.ttl",
                PREFIXES
                        + dataset("goes")
                        + source("goes", "Goes")
                        + source("is-replaced", "Is replaced")
                        + source("changes", "Changes"));
        service = sources.serve("--publication.dumps.ahead=true");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static String source(String name, String label) {
        return """
                document:%s a st:Document ; rdfs:label "%s"@en ; dcterms:publisher organisation:cedefop ;
                    schema:url <https://www.cedefop.europa.eu/harvest/%s> ; st:documentKind document-kind:article .
                """
                .formatted(name, label, name);
    }

    private static String dataset(String name) {
        return """
                <https://w3id.org/stay-tuned/dataset/%s> a dcat:Dataset ;
                    rdfs:label "%s"@en ; dcterms:title "%s"@en ; dcterms:description "One that comes or goes."@en ;
                    dcterms:license <https://creativecommons.org/licenses/by/4.0/> ;
                    dcterms:publisher organisation:stay-tuned-linked-data ;
                    dcat:contactPoint <https://w3id.org/stay-tuned/id/contact-point/stay-tuned-linked-data> ;
                    dcat:theme <http://publications.europa.eu/resource/authority/data-theme/EDUC> ;
                    dcterms:hasPart <https://w3id.org/stay-tuned/ontology> .
                <https://w3id.org/stay-tuned/catalog> dcat:dataset <https://w3id.org/stay-tuned/dataset/%s> .
                """
                .formatted(name, name, name, name);
    }

    @Test
    @Order(1)
    void everyLinkLeadsToTheReleaseAndNothingIsThereTwice() throws Exception {
        Map<String, Graph> harvest = walk();

        assertIsTheRelease(harvest, Set.of());
        assertThat(harvest).containsKeys("dataset/goes", "doc/document/goes", "doc/document/changes");
        assertThat(pages().keySet())
                .filteredOn(page -> page.startsWith("doc/") || page.startsWith("graph/"))
                .hasSizeGreaterThan(500)
                .isSubsetOf(harvest.keySet());
    }

    @Test
    @Order(2)
    void theNextReleaseIsSeenInWhatTheSitemapDatesAnew() throws Exception {
        Map<String, String> first = pages();
        Map<String, Graph> harvest = walk();
        Set<Node> datasets = datasets();
        Map<String, Set<Triple>> before = release();
        Thread.sleep(1100); // releases are told apart by the second
        sources.write(
                "rdf-data/harvest.ttl",
                PREFIXES + dataset("comes") + source("comes", "Comes") + source("changes", "Has changed")
                        + source("is-replaced", "Is replaced")
                        + "document:is-replaced owl:deprecated true ; dcterms:isReplacedBy document:comes .\n");
        service.publish();
        Map<String, String> second = pages();
        Map<String, Set<Triple>> after = release();

        assertThat(minus(first.keySet(), second.keySet()))
                .containsExactlyInAnyOrder("dataset/goes", "doc/document/goes", "doc/document/is-replaced");
        assertThat(minus(second.keySet(), first.keySet()))
                .containsExactlyInAnyOrder("dataset/comes", "doc/document/comes", "releases/2");
        Set<String> dated = second.keySet().stream()
                .filter(page -> first.containsKey(page) && !first.get(page).equals(second.get(page)))
                .filter(before::containsKey)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(dated)
                .contains("doc/document/changes")
                .containsExactlyInAnyOrderElementsOf(second.keySet().stream()
                        .filter(page -> before.containsKey(page) && after.containsKey(page))
                        .filter(page -> !before.get(page).equals(after.get(page)))
                        .toList());

        // Who asks again for these alone holds the new release.
        harvest.keySet().removeAll(minus(first.keySet(), second.keySet()));
        for (String page : union(dated, Set.of("dataset/comes", "doc/document/comes", "releases/2"))) {
            harvest.put(page, graph(get(page)));
        }
        assertThat(harvest.keySet()).containsAll(minus(after.keySet(), Set.of("doc/document/is-replaced")));
        harvest.forEach((page, graph) -> assertThat(graph.stream().collect(Collectors.toSet()))
                .as(page)
                .containsAll(after.getOrDefault(page, Set.of())));

        assertThat(get("id/document/goes").statusCode()).isIn(404, 410);
        assertThat(get("dataset/goes").statusCode()).isIn(404, 410);
        assertThat(get("id/document/is-replaced").statusCode()).isEqualTo(410);
        assertThat(get("doc/document/changes").body()).contains("Has changed");
        assertThat(minus(datasets, datasets())).containsExactly(node("dataset/goes"));
        assertThat(minus(datasets(), datasets)).containsExactly(node("dataset/comes"));
        assertIsTheRelease(walk(), Set.of("doc/document/is-replaced"));
    }

    /** The union of what was read is the default graph, each document says all that is said of its subject, and none is another. */
    private static void assertIsTheRelease(Map<String, Graph> harvest, Set<String> withdrawn) {
        Map<String, Set<Triple>> release = release();
        assertThat(release).hasSizeGreaterThan(500);
        assertThat(harvest.keySet()).containsAll(minus(release.keySet(), withdrawn));
        harvest.forEach((page, graph) -> assertThat(graph.stream().collect(Collectors.toSet()))
                .as(page)
                .containsAll(release.getOrDefault(page, Set.of())));
        Set<Triple> union = harvest.values().stream().flatMap(Graph::stream).collect(Collectors.toSet());
        service.bean(Store.class).read(shelf -> {
            assertThat(shelf.data().getDefaultGraph().stream().filter(HarvestTests::hasNoBlankNode))
                    .allMatch(union::contains);
            return null;
        });
    }

    /** What the release says of the subject of each document and of its parts, by the path of the document. */
    private static Map<String, Set<Triple>> release() {
        return service.bean(Store.class).read(shelf -> {
            Map<String, Set<Triple>> documents = new TreeMap<>();
            shelf.data().getDefaultGraph().stream()
                    .filter(triple -> hasNoBlankNode(triple) && isOurs(triple.getSubject()))
                    .filter(triple -> !document(triple.getSubject().getURI()).equals(MADE_LATER))
                    .forEach(triple -> documents
                            .computeIfAbsent(document(triple.getSubject().getURI()), any -> new HashSet<>())
                            .add(triple));
            return documents;
        });
    }

    private static boolean hasNoBlankNode(Triple triple) {
        return !triple.getSubject().isBlank() && !triple.getObject().isBlank();
    }

    private static boolean isOurs(Node node) {
        return node.isURI() && node.getURI().startsWith(service.base());
    }

    private static String document(String iri) {
        String path = iri.substring(service.base().length()).replaceFirst("#.*", "");
        return path.startsWith("id/") ? path.replaceFirst("^id/", "doc/").replaceFirst("/$", "") : path;
    }

    /** Follows every IRI of ours in what it reads. What has no RDF is read, and leads no further. */
    private static Map<String, Graph> walk() throws IOException, InterruptedException {
        Map<String, Graph> harvest = new LinkedHashMap<>();
        Map<String, String> places = new HashMap<>();
        Set<String> known = new HashSet<>(Set.of("catalog"));
        Deque<String> waiting = new ArrayDeque<>(known);
        while (!waiting.isEmpty()) {
            String page = waiting.poll();
            HttpResponse<String> answer = get(page);
            if (answer.statusCode() == 503 || answer.statusCode() == 410) {
                continue; // a dump that is being made; what was withdrawn
            }
            assertThat(answer.statusCode()).as(page).isEqualTo(200);
            if (!answer.headers().firstValue("Content-Type").orElse("").equals("application/n-triples")) {
                continue;
            }
            // A file of a document is a form of it, the first page of a list is the list, and a well-known address
            // redirects;
            // else no document is another.
            String place = answer.headers()
                    .firstValue("Content-Location")
                    .orElse(answer.uri().toString());
            boolean named = place.equals(service.base() + page) || page.startsWith(".well-known/");
            String before = named ? null : places.put(place, page);
            assertThat(before == null || firstPage(before).equals(firstPage(page)))
                    .as(place + " is " + before + " and " + page)
                    .isTrue();
            Graph graph = graph(answer);
            harvest.put(page, graph);
            graph.stream()
                    .flatMap(triple -> Stream.of(triple.getSubject(), triple.getPredicate(), triple.getObject()))
                    .filter(HarvestTests::isOurs)
                    .map(node -> document(node.getURI()))
                    .filter(known::add)
                    .forEach(waiting::add);
            assertThat(known).hasSizeLessThan(MOST);
        }
        return harvest;
    }

    private static String firstPage(String page) {
        return page.replaceFirst("\\?page=1(&.*)?$", "");
    }

    private static Graph graph(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.uri().toString()).isEqualTo(200);
        Graph graph = GraphFactory.createDefaultGraph();
        RDFParser.fromString(answer.body(), Lang.NTRIPLES).parse(graph);
        return graph;
    }

    /** As a portal reads the catalogue: what it has as dcat:dataset. */
    private static Set<Node> datasets() throws IOException, InterruptedException {
        return graph(get("catalog")).stream()
                .filter(triple -> triple.getPredicate().equals(DCAT.dataset.asNode()))
                .map(Triple::getObject)
                .collect(Collectors.toSet());
    }

    private static Node node(String path) {
        return NodeFactory.createURI(service.base() + path);
    }

    private static Map<String, String> pages() throws IOException, InterruptedException {
        HttpResponse<String> index = get("sitemap.xml");
        for (int i = 0; i < 30 && index.statusCode() == 503; i++) {
            Thread.sleep(1000);
            index = get("sitemap.xml");
        }
        assertThat(index.statusCode()).isEqualTo(200);
        Map<String, String> pages = new TreeMap<>();
        Matcher files = Pattern.compile("<sitemap><loc>([^<]*)</loc>").matcher(index.body());
        while (files.find()) {
            Matcher entries = PAGE.matcher(
                    get(files.group(1).substring(service.base().length())).body());
            while (entries.find()) {
                assertThat(pages.put(entries.group(1).substring(service.base().length()), entries.group(2)))
                        .as(entries.group(1))
                        .isNull();
            }
        }
        return pages;
    }

    private static <T> Set<T> minus(Collection<T> some, Collection<T> others) {
        Set<T> rest = new HashSet<>(some);
        rest.removeAll(others);
        return rest;
    }

    private static <T> Set<T> union(Collection<T> some, Collection<T> others) {
        Set<T> all = new HashSet<>(some);
        all.addAll(others);
        return all;
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create(service.base() + path))
                        .header("Accept", "application/n-triples, */*;q=0.1")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
