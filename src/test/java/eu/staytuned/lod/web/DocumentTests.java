package eu.staytuned.lod.web;

import static org.assertj.core.api.Assertions.assertThat;

import eu.staytuned.lod.rdf.RdfSyntax;
import eu.staytuned.lod.rdf.UriForm;
import eu.staytuned.lod.store.Edition;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.sparql.sse.SSE;
import org.apache.jena.system.Txn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What documents say. */
class DocumentTests extends SiteTest {

    private static final String HYDRA = "http://www.w3.org/ns/hydra/core#";
    private static final String DCTERMS = "http://purl.org/dc/terms/";
    private static final String FOAF = "http://xmlns.com/foaf/0.1/";
    private static final String RDFS = "http://www.w3.org/2000/01/rdf-schema#";

    @Autowired
    DatasetGraph data;

    @Autowired
    MeterRegistry meters;

    // The description

    @Test
    void aDescriptionGoesThroughBlankNodesAndStopsAtNames() {
        Graph document = turtle("doc/city/ghent.ttl");

        Node seat = object(document, ours("id/city/ghent"), ours("ontology#seat"));
        Node square = object(document, seat, ours("ontology#onSquare"));
        assertThat(object(document, square, node(RDFS + "label"))).isEqualTo(SSE.parseNode("\"Botermarkt\"@nl"));
        assertThat(document.contains(ours("id/topic/education"), Node.ANY, Node.ANY))
                .isFalse();
    }

    @Test
    void circlesOfBlankNodesEnd() {
        Graph document = turtle("doc/odd/circle.ttl");

        assertThat(document.find(Node.ANY, ours("ontology#name"), Node.ANY).toList())
                .hasSize(3);
    }

    @Test
    void everythingMentionedHasItsNamesInAllLanguages() {
        Graph document = turtle("doc/network/stay-tuned.ttl");

        assertThat(document.find(ours("id/topic/education"), Node.ANY, Node.ANY)
                        .mapWith(triple -> triple.getObject().getLiteralLexicalForm())
                        .toList())
                .containsExactlyInAnyOrder("education", "onderwijs");
        assertThat(document.contains(ours("ontology#leadPartner"), node(RDFS + "label"), Node.ANY))
                .as("properties have names as well")
                .isTrue();
    }

    @Test
    void aDocumentSaysWhatItIsAboutAndWhereItComesFrom() {
        Graph document = turtle("doc/city/ghent.ttl");
        Node itself = ours("doc/city/ghent");

        assertThat(object(document, itself, node(FOAF + "primaryTopic"))).isEqualTo(ours("id/city/ghent"));
        assertThat(object(document, itself, node(DCTERMS + "isPartOf"))).isEqualTo(ours("releases/7"));
        assertThat(object(document, itself, node(DCTERMS + "source"))).isEqualTo(ours("graph/cities/ghent"));
        assertThat(object(document, itself, node(DCTERMS + "license")))
                .isEqualTo(node("https://creativecommons.org/licenses/by/4.0/"));
        assertThat(object(document, itself, node(DCTERMS + "modified")).getLiteralLexicalForm())
                .isEqualTo("2026-11-22T12:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"doc/observation/one", "doc/series/one", "graph/figures", "dataset/figures"})
    void figuresOfOthersStayUnderTheirTerms(String path) {
        assertThat(turtle(path + ".ttl")
                        .find(ours(path), node(DCTERMS + "license"), Node.ANY)
                        .mapWith(Triple::getObject)
                        .toList())
                .containsExactly(node("https://example.org/terms-of-others"));
        assertThat(header(get(path + ".ttl", ""), "Link"))
                .contains("<https://example.org/terms-of-others>; rel=\"license\"");
    }

    @Test
    void whatIsOnlyAnObjectIsDescribedByWhatPointsToIt() {
        Graph document = turtle("doc/country/belgium.ttl");

        assertThat(document.contains(ours("id/city/ghent"), ours("ontology#country"), ours("id/country/belgium")))
                .isTrue();
    }

    @Test
    void whatOnlyAShapeKnowsIsFoundInTheShapes() {
        assertThat(turtle("doc/note/only-in-a-shape.ttl")
                        .contains(ours("shapes#City"), node(RDFS + "seeAlso"), ours("id/note/only-in-a-shape")))
                .isTrue();
    }

    @Test
    void aHashNamespaceIsOneDocument() {
        Graph document = turtle("ontology.ttl");

        for (String term : List.of("City", "leadPartner", "schoolCode")) {
            assertThat(document.contains(ours("ontology#" + term), node(RDFS + "isDefinedBy"), ours("ontology")))
                    .as(term)
                    .isTrue();
        }
        assertThat(turtle("doc/city/ghent.ttl").contains(ours("id/city/ghent#coat-of-arms"), Node.ANY, Node.ANY))
                .isTrue();
    }

    @Test
    void theCurrentVersionOfTheOntologyIsTheOntology() {
        Graph current = turtle("ontology/1.1.0.ttl");

        assertThat(current.contains(ours("ontology#City"), node(RDFS + "isDefinedBy"), ours("ontology")))
                .isTrue();
    }

    @Test
    void anEarlierVersionOfTheOntologySaysWhatItSaidThenAndNoMore() {
        Graph frozen = turtle("ontology/1.0.0.ttl");
        Graph graph = Txn.calculateRead(data, () -> copy(data.getGraph(ours("ontology/1.0.0"))));

        graph.find()
                .forEachRemaining(triple -> assertThat(frozen.contains(triple)).isTrue());
        List<Triple> added = frozen.find()
                .filterDrop(graph::contains)
                .filterDrop(triple -> triple.getSubject().equals(ours("ontology/1.0.0"))
                        || triple.getSubject().equals(ours("releases/7")))
                .toList();
        assertThat(added).isEmpty();
    }

    @Test
    void aNamedGraphIsItsContentAndWhatIsSaidAboutIt() {
        Graph document = turtle("graph/cities/ghent.ttl");

        assertThat(document.contains(ours("graph/cities/ghent"), node(RDFS + "label"), Node.ANY))
                .isTrue();
        assertThat(document.contains(ours("id/city/ghent"), ours("ontology#population"), Node.ANY))
                .isTrue();
        assertThat(document.contains(ours("id/network/stay-tuned"), Node.ANY, Node.ANY))
                .isFalse();
    }

    // Syntaxes

    @ParameterizedTest
    @EnumSource(RdfSyntax.class)
    void everySyntaxSaysTheSame(RdfSyntax syntax) {
        Graph expected = turtle("doc/city/ghent.ttl");
        DatasetGraph read = RDFParser.create()
                .source(new StringReader(
                        get("doc/city/ghent." + syntax.extension(), "").body()))
                .lang(syntax.lang())
                .toDatasetGraph();
        Graph all = GraphFactory.createDefaultGraph();
        read.find().forEachRemaining(quad -> all.add(quad.asTriple()));

        assertThat(all.isIsomorphicWith(expected)).isTrue();
    }

    @Test
    void triGSaysWhichFileEachStatementComesFrom() {
        DatasetGraph read = RDFParser.create()
                .source(new StringReader(get("doc/city/ghent.trig", "").body()))
                .lang(Lang.TRIG)
                .toDatasetGraph();

        assertThat(read.contains(
                        ours("graph/cities/ghent"), ours("id/city/ghent"), ours("ontology#population"), Node.ANY))
                .isTrue();
        assertThat(read.contains(
                        ours("graph/networks/stay-tuned"),
                        ours("id/network/stay-tuned"),
                        ours("ontology#leadPartner"),
                        ours("id/city/ghent")))
                .isTrue();
        assertThat(read.contains(
                        ours("graph/ontology/stay-tuned"), ours("ontology#City"), node(RDFS + "label"), Node.ANY))
                .isTrue();
        assertThat(read.contains(Quad.defaultGraphIRI, ours("doc/city/ghent"), Node.ANY, Node.ANY))
                .as("what the document says about itself is in no file")
                .isTrue();
        assertThat(read.getDefaultGraph().contains(ours("id/city/ghent"), Node.ANY, Node.ANY))
                .isFalse();
    }

    @Test
    void turtleBeginsWithTheSubjectAndBindsOnlyThePrefixesItUses() {
        String turtle = get("doc/city/ghent.ttl", "").body();

        String statements = turtle.replaceAll("(?m)^PREFIX.*\n", "").strip();

        assertThat(turtle).contains("PREFIX st: ", "PREFIX hydra: ").doesNotContain("never-used");
        assertThat(statements).startsWith("city:ghent ").doesNotContain("<http://www.w3.org/");
    }

    @Test
    void jsonLdIsCompactedByPrefixes() {
        assertThat(get("doc/city/ghent.jsonld", "").body())
                .contains("\"@context\"", "\"city:ghent\"", "\"st:population\"")
                .doesNotContain("\"http://www.w3.org/2000/01/rdf-schema#label\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"doc/city/ghent", "doc/odd/circle", "shapes", "graph/ontology/shapes"})
    void theSameReleaseIsWrittenInTheSameBytesAfterARestart(String path) {
        List<String> before = bytes(path);
        PublishedFixture.publish(store, iris, new Edition(8, "f".repeat(64), Instant.parse("2026-11-23T00:00:00Z")));
        get(path + ".ttl", "");
        PublishedFixture.publish(store, iris);

        assertThat(bytes(path)).isEqualTo(before);
    }

    private List<String> bytes(String path) {
        List<String> bytes = new ArrayList<>();
        for (RdfSyntax syntax : RdfSyntax.values()) {
            bytes.add(get(path + "." + syntax.extension(), "").body());
        }
        return bytes;
    }

    // Releases

    @Test
    void anotherReleaseIsSeenAtOnceAndHasOtherTags() {
        String tag = header(get("doc/city/ghent.ttl", ""), "ETag");
        PublishedFixture.publish(store, iris, new Edition(8, "e".repeat(64), Instant.parse("2026-11-23T00:00:00Z")));
        try {
            HttpResponse<String> next = send("GET", "doc/city/ghent.ttl", "If-None-Match", tag);

            assertThat(next.statusCode()).isEqualTo(200);
            assertThat(header(next, "ETag")).isNotEqualTo(tag).startsWith("\"8-");
            assertThat(header(next, "Last-Modified")).isEqualTo("Mon, 23 Nov 2026 00:00:00 GMT");
            assertThat(next.body()).contains("releases/8>").doesNotContain("isPartOf   <" + base() + "releases/7>");
        } finally {
            PublishedFixture.publish(store, iris);
        }
    }

    @Test
    void beforeTheFirstReleaseThereIsAnOutageAndNotNothing() {
        Txn.executeWrite(data, data::clear);
        try {
            for (String path : List.of("id/city/ghent", "doc/city/ghent.ttl", "ontology", "", "nowhere")) {
                HttpResponse<String> response = get(path, "text/turtle");
                assertThat(response.statusCode()).as(path).isEqualTo(503);
                assertThat(header(response, "Retry-After")).as(path).isNotEmpty();
                assertThat(header(response, "Content-Type")).as(path).isEqualTo("application/problem+json");
            }
        } finally {
            PublishedFixture.publish(store, iris);
        }
    }

    // Pages of a long document

    @Test
    void allLinksThatPointHereAreOnSomePageAndOnOneOnly() {
        List<Node> inhabitants = new ArrayList<>();
        String next = "doc/city/ghent.ttl";
        int pages = 0;
        while (!next.isEmpty()) {
            HttpResponse<String> response = get(next, "");
            turtle(response)
                    .find(Node.ANY, ours("ontology#livesIn"), ours("id/city/ghent"))
                    .forEachRemaining(triple -> inhabitants.add(triple.getSubject()));
            next = linked(response, "next");
            pages++;
        }

        assertThat(pages).isEqualTo(3);
        assertThat(inhabitants).hasSize(PublishedFixture.INHABITANTS).doesNotHaveDuplicates();
    }

    @Test
    void aLongDocumentSaysHowManyLinksThereAre() {
        Graph document = turtle("doc/city/ghent.ttl?page=2");
        Node assertion = document.find(Node.ANY, node(HYDRA + "property"), ours("ontology#livesIn"))
                .next()
                .getSubject();
        Node links = document.find(Node.ANY, node(HYDRA + "memberAssertion"), assertion)
                .next()
                .getSubject();

        assertThat(object(document, links, node(HYDRA + "totalItems")).getLiteralValue())
                .isEqualTo(PublishedFixture.INHABITANTS);
    }

    @Test
    void aShortDocumentSpeaksOfNoPages() {
        assertThat(turtle("doc/network/stay-tuned.ttl").contains(Node.ANY, node(HYDRA + "view"), Node.ANY))
                .isFalse();
    }

    // Collections

    @Test
    void aCollectionListsWhatIsDescribedUnderItsPath() {
        Graph document = turtle("doc/city.ttl");
        Node cities = ours("id/city/");

        assertThat(document.find(cities, node(HYDRA + "member"), Node.ANY)
                        .mapWith(Triple::getObject)
                        .toList())
                .contains(ours("id/city/ghent"), ours("id/city/Malmö"), ours("id/city/a%2Fb"))
                .contains(ours("id/city/sleepy"))
                .as("without what was withdrawn")
                .doesNotContain(ours("id/city/old-ghent"))
                .hasSize(6);
        assertThat(object(document, cities, node(HYDRA + "totalItems")).getLiteralValue())
                .isEqualTo(6);
    }

    @Test
    void theRootLeadsToEverything() {
        Graph document = turtle("index.ttl");

        assertThat(document.find(ours(""), node(HYDRA + "collection"), Node.ANY)
                        .mapWith(Triple::getObject)
                        .toList())
                .contains(ours("id/"), ours("id/city/"), ours("id/network/"), ours("graph"), ours("dataset"));
        assertThat(document.find(ours(""), node(RDFS + "seeAlso"), Node.ANY)
                        .mapWith(Triple::getObject)
                        .toList())
                .contains(ours("ontology"), ours("catalog"), ours("releases"), ours("shapes"));
    }

    // Completeness

    @Test
    void everyIriOfTheReleaseAnswers() {
        Set<String> mentioned = new TreeSet<>();
        Txn.executeRead(data, () -> data.find().forEachRemaining(quad -> {
            for (Node node : List.of(quad.getGraph(), quad.getSubject(), quad.getPredicate(), quad.getObject())) {
                String iri = node.isURI() ? node.getURI() : node.isLiteral() ? node.getLiteralDatatypeURI() : "";
                if (iri.startsWith(base())) {
                    mentioned.add(iri.substring(base().length()).replaceFirst("#.*", ""));
                }
            }
        }));
        Set<String> unanswered = new HashSet<>();
        for (String path : mentioned) {
            String sent = UriForm.of(path);
            int status = get(sent, "text/turtle").statusCode();
            int expected = path.equals("id/city/old-ghent") ? 410 : path.startsWith("id/") ? 303 : 200;
            if (status != expected) {
                unanswered.add(path + " " + status);
            }
        }

        assertThat(mentioned).hasSizeGreaterThan(PublishedFixture.INHABITANTS + 20);
        assertThat(unanswered).isEmpty();
    }

    @Test
    void theOperatorSeesWhichFormatsAreRead() {
        double before = meters.counter("publication.documents", "format", "nq", "status", "200")
                .count();
        get("doc/city/ghent.nq", "");

        assertThat(meters.counter("publication.documents", "format", "nq", "status", "200")
                        .count())
                .isEqualTo(before + 1);
    }

    // Reading

    private Graph turtle(String path) {
        return turtle(get(path, ""));
    }

    private static Graph turtle(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(200);
        return RDFParser.create()
                .source(new StringReader(response.body()))
                .lang(Lang.TURTLE)
                .toGraph();
    }

    private static Graph copy(Graph graph) {
        Graph copy = GraphFactory.createDefaultGraph();
        graph.find().forEachRemaining(copy::add);
        return copy;
    }

    private String linked(HttpResponse<String> response, String relation) {
        for (String link : header(response, "Link").split(", (?=<)")) {
            if (link.contains("rel=\"" + relation + "\"")) {
                return link.substring(1 + base().length(), link.indexOf('>'));
            }
        }
        return "";
    }

    private static String header(HttpResponse<String> response, String name) {
        return String.join(", ", response.headers().allValues(name));
    }

    private static Node object(Graph graph, Node subject, Node property) {
        List<Triple> found = graph.find(subject, property, Node.ANY).toList();
        assertThat(found).as("%s %s", subject, property).hasSize(1);
        return found.get(0).getObject();
    }

    private Node ours(String path) {
        return iris.node(path);
    }

    private static Node node(String iri) {
        return NodeFactory.createURI(iri);
    }
}
