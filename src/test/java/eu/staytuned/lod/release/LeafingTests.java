package eu.staytuned.lod.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.graph.GraphFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** A harvester that leafs through a list gets one release of it, even where the next is published meanwhile. */
class LeafingTests {

    private static final String HYDRA = "http://www.w3.org/ns/hydra/core#";
    private static final int CITIES = 120;

    @TempDir
    static Path folder;

    private static Sources sources;
    private static Service service;

    @BeforeAll
    static void start() {
        sources = Sources.small(folder);
        sources.write("rdf-data/cities/more.ttl", cities(1, CITIES));
        service = sources.serve();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static String cities(int first, int last) {
        StringBuilder text = new StringBuilder("PREFIX city: <https://w3id.org/stay-tuned/id/city/>\n"
                + "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n"
                + "PREFIX st:   <https://w3id.org/stay-tuned/ontology#>\n");
        IntStream.rangeClosed(first, last)
                .forEach(number -> text.append(
                        "city:c%03d a st:City ; rdfs:label \"City %03d\"@en ; rdfs:comment \"One of many.\"@en .%n"
                                .formatted(number, number)));
        return text.toString();
    }

    @Test
    void aListIsOfOneReleaseFromItsFirstPageToItsLast() throws IOException {
        String start = service.base() + "doc/city.ttl";
        HttpResponse<String> first = service.get(start);
        List<Node> members = new ArrayList<>(members(first));
        assertThat(link(first, "last")).hasValue(service.base() + "doc/city.ttl?page=3&release=1");
        assertThat(total(first)).isEqualTo(CITIES + 2);
        String second = link(first, "next").orElseThrow();
        assertThat(second).isEqualTo(service.base() + "doc/city.ttl?page=2&release=1");
        HttpResponse<String> before = service.get(second);
        assertThat(view(before)).isEqualTo(service.base() + "doc/city?page=2&release=1");

        // Eighty cities are withdrawn without a trace, and one comes: what was page 2 is another, and there is no page
        // 3.
        sources.write("rdf-data/cities/more.ttl", cities(81, CITIES + 1));
        service.publish();

        assertThat(service.get(second).body()).isEqualTo(before.body());
        assertThat(service.get(second).headers().firstValue("ETag"))
                .isEqualTo(before.headers().firstValue("ETag"));
        Optional<String> next = Optional.of(second);
        while (next.isPresent()) {
            HttpResponse<String> page = service.get(next.orElseThrow());
            assertThat(page.statusCode()).isEqualTo(200);
            members.addAll(members(page));
            next = link(page, "next");
        }
        assertThat(members).doesNotHaveDuplicates().hasSize(CITIES + 2);
        assertThat(members(service.get(start + "?release=2"))).hasSize(43);
        assertThat(members(service.get(start))).hasSize(43);
        assertThat(service.get(service.base() + "doc/city/c121.ttl").statusCode())
                .isEqualTo(200);
        assertThat(service.get(service.base() + "doc/city/c001.ttl?release=1").body())
                .contains("City 001");
        assertThat(service.get(start + "?page=2&release=3").statusCode()).isEqualTo(404);

        pagesForPeopleAreOfOneReleaseAsWell();
        searchResultsAreOfOneReleaseAsWell();
        whatIsNoLongerInTheArchiveIsGone(second);
    }

    private static void pagesForPeopleAreOfOneReleaseAsWell() {
        HttpResponse<String> page = service.get(service.base() + "doc/city.html?page=3&release=1");
        assertThat(page.body())
                .contains("City 120")
                .doesNotContain("City 121")
                .contains("page=2&amp;release=1")
                .contains("<meta name=\"robots\" content=\"noindex\">");
    }

    private static void searchResultsAreOfOneReleaseAsWell() {
        HttpResponse<String> now = service.get(service.base() + "search?q=City", "Accept", "text/html");
        String next = link(now, "next").orElseThrow();
        assertThat(next).isEqualTo(service.base() + "search?q=City&release=2&page=2");
        assertThat(service.get(next).body()).contains("release=2").doesNotContain("City 001");
        HttpResponse<String> then = service.get(service.base() + "search?q=City+001&release=1");
        assertThat(then.body()).contains("City 001");
    }

    private static void whatIsNoLongerInTheArchiveIsGone(String page) throws IOException {
        sources.append("rdf-data/cities/aveiro.ttl", "city:aveiro rdfs:label \"Aveirou\"@nl .\n");
        service.publish();
        FileSystemUtils.deleteRecursively(sources.dataDir().resolve("releases").resolve("2"));
        HttpResponse<String> gone = service.get(page.replace("release=1", "release=2"));
        assertThat(gone.statusCode()).isEqualTo(410);
        assertThat(gone.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(gone.body()).contains("\"start\":\"" + service.base() + "doc/city.ttl\"");
        assertThat(link(gone, "latest-version")).hasValue(service.base() + "doc/city.ttl");
        HttpResponse<String> forPeople =
                service.get(service.base() + "doc/city?page=2&release=2", "Accept", "text/html");
        assertThat(forPeople.statusCode()).isEqualTo(410);
        assertThat(forPeople.body())
                .contains("Start again with", "<header class=\"site\">", service.base() + "doc/city");
    }

    private static Graph graph(HttpResponse<String> page) {
        Graph graph = GraphFactory.createDefaultGraph();
        RDFParser.create()
                .source(new StringReader(page.body()))
                .lang(Lang.TURTLE)
                .parse(graph);
        return graph;
    }

    private static List<Node> members(HttpResponse<String> page) {
        return graph(page)
                .find(node(service.base() + "id/city/"), node(HYDRA + "member"), Node.ANY)
                .mapWith(Triple::getObject)
                .toList();
    }

    private static String view(HttpResponse<String> page) {
        return graph(page)
                .find(node(service.base() + "doc/city"), node(HYDRA + "view"), Node.ANY)
                .next()
                .getObject()
                .getURI();
    }

    private static int total(HttpResponse<String> page) {
        return (Integer) graph(page)
                .find(node(service.base() + "id/city/"), node(HYDRA + "totalItems"), Node.ANY)
                .next()
                .getObject()
                .getLiteralValue();
    }

    private static Node node(String iri) {
        return NodeFactory.createURI(iri);
    }

    private static Optional<String> link(HttpResponse<String> response, String relation) {
        Matcher link = Pattern.compile("<([^>]*)>; rel=\"" + relation + "\"")
                .matcher(response.headers().firstValue("Link").orElse(""));
        return link.find() ? Optional.of(link.group(1)) : Optional.empty();
    }
}
