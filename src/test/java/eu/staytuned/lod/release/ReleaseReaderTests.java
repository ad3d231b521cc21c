package eu.staytuned.lod.release;

import static org.assertj.core.api.Assertions.assertThat;

import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.release.Release.NamedGraph;
import eu.staytuned.lod.release.ReleaseReader.Reading;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.vocabulary.RDFS;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseReaderTests {

    private static final String HERE = "http://localhost:8080/";

    @TempDir
    Path folder;

    Sources sources;

    @BeforeEach
    void copy() {
        sources = Sources.small(folder);
    }

    @Test
    void eachFileIsANamedGraphUnderItsOwnName() {
        assertThat(names(sources.read()))
                .containsExactlyInAnyOrder(
                        HERE + "graph/cities/aveiro",
                        HERE + "graph/cities/ghent",
                        HERE + "graph/ontology/stay-tuned",
                        HERE + "graph/ontology/shapes",
                        HERE + "ontology/1.0.0");
    }

    @Test
    void dataAndVocabularyStandInTheDefaultGraphAndShapesAndEarlierVersionsDoNot() {
        Graph everything = sources.read().release().content().defaultGraph();

        assertThat(everything.contains(iri("id/city/ghent"), Node.ANY, Node.ANY))
                .isTrue();
        assertThat(everything.contains(iri("ontology#City"), Node.ANY, Node.ANY))
                .isTrue();
        assertThat(everything.contains(iri("shapes#City"), Node.ANY, Node.ANY)).isFalse();
        assertThat(everything.contains(iri("old#Town"), Node.ANY, Node.ANY)).isFalse();
    }

    @Test
    void irisMoveToThisInstanceAndTextsDoNot() {
        Content content = sources.read().release().content();
        String all = nquads(content);

        assertThat(all.lines().filter(line -> line.contains(IriSpace.CANONICAL_BASE)))
                .allMatch(line -> line.contains("is written here as a text and stays one"))
                .isNotEmpty();
        assertThat(content.prefixes()).containsEntry("city", HERE + "id/city/").containsEntry("st", HERE + "ontology#");
    }

    @Test
    void aTextThatIsMadeOfIrisMovesToo() {
        sources.write(
                "rdf-data/queries/cities.ttl",
                """
                PREFIX sh:  <http://www.w3.org/ns/shacl#>
                PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
                <https://w3id.org/stay-tuned/id/query/cities>
                    sh:select "SELECT ?c { ?c a <https://w3id.org/stay-tuned/ontology#City> }" ;
                    sh:declare [ sh:prefix "st" ; sh:namespace "https://w3id.org/stay-tuned/ontology#"^^xsd:anyURI ] .
                """);
        String all = nquads(sources.read().release().content());

        assertThat(all)
                .contains("\"SELECT ?c { ?c a <http://localhost:8080/ontology#City> }\"")
                .contains("\"http://localhost:8080/ontology#\"^^<http://www.w3.org/2001/XMLSchema#anyURI>")
                .contains("\"^http://localhost:8080/id/city/\"")
                .contains("preferredNamespaceUri> \"http://localhost:8080/ontology#\"");
    }

    @Test
    void everySyntaxIsReadToTheSameStatements() {
        String city = "https://w3id.org/stay-tuned/id/city/viborg";
        String label = "<" + city + "> <" + RDFS.label.getURI() + "> \"Viborg\"@en";
        sources.write("rdf-data/a.nt", label + " .\n");
        sources.write("rdf-data/b.nq", label + " .\n");
        sources.write("rdf-data/c.trig", label + " .\n");
        sources.write(
                "rdf-data/d.jsonld",
                """
                {"@context": "https://w3id.org/stay-tuned/context.jsonld", "@id": "%s", "label": "Viborg"}"""
                        .formatted(city));
        String xml =
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
                         xmlns:rdfs="http://www.w3.org/2000/01/rdf-schema#">
                  <rdf:Description rdf:about="%s"><rdfs:label xml:lang="en">Viborg</rdfs:label></rdf:Description>
                </rdf:RDF>"""
                        .formatted(city);
        sources.write("rdf-data/e.rdf", xml).write("rdf-data/f.owl", xml).write("rdf-data/g.xml", xml);

        Reading reading = sources.read();

        assertThat(reading.faults()).isEmpty();
        for (String name : List.of("a", "b", "c", "d", "e", "f", "g")) {
            Graph graph = reading.release()
                    .content()
                    .graph(HERE + "graph/" + name)
                    .orElseThrow()
                    .triples();
            assertThat(graph.find().toList())
                    .as(name)
                    .containsExactly(Triple.create(
                            iri("id/city/viborg"), RDFS.label.asNode(), NodeFactory.createLiteralLang("Viborg", "en")));
        }
    }

    @Test
    void aFileOfQuadsMayDivideItsOwnGraph() {
        sources.write(
                "rdf-data/cities/all.trig",
                """
                PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
                <https://w3id.org/stay-tuned/id/city/agen> rdfs:label "Agen"@fr .
                GRAPH <https://w3id.org/stay-tuned/graph/cities/all> {
                    <https://w3id.org/stay-tuned/id/city/iasi> rdfs:label "Iași"@ro }
                GRAPH <https://w3id.org/stay-tuned/graph/cities/all/north> {
                    <https://w3id.org/stay-tuned/id/city/sofia> rdfs:label "София"@bg }
                """);
        Reading reading = sources.read();

        assertThat(reading.faults()).isEmpty();
        assertThat(reading.release()
                        .content()
                        .graph(HERE + "graph/cities/all")
                        .orElseThrow()
                        .triples()
                        .size())
                .isEqualTo(2);
        assertThat(names(reading)).contains(HERE + "graph/cities/all/north");
    }

    @Test
    void unchangedFilesHaveTheSameHashWhereverAndWheneverTheyAreRead() throws Exception {
        Path elsewhere = folder.resolve("elsewhere");
        Sources copy = Sources.small(elsewhere);
        java.nio.file.Files.setLastModifiedTime(
                copy.file("rdf-data/cities/ghent.ttl"), FileTime.fromMillis(1_000_000_000));

        String hash = sources.read().release().contentHash();
        assertThat(copy.read().release().contentHash()).isEqualTo(hash);
        assertThat(new ReleaseReader(copy.settings(), Sources.IRIS).contentHash())
                .contains(hash);
    }

    @Test
    void whateverMakesAnotherReleaseChangesTheHash() {
        String hash = sources.read().release().contentHash();
        Reading underAnotherBase =
                new ReleaseReader(sources.settings(), new IriSpace("https://data.example.org/")).read();
        assertThat(underAnotherBase.release().contentHash()).isNotEqualTo(hash);

        sources.append("ontology/rules/10-twins.rq", "# a comment\n");
        String withAnotherRule = sources.read().release().contentHash();
        assertThat(withAnotherRule).isNotEqualTo(hash);

        sources.append("ontology/questions/cities.rq", "# a comment\n");
        assertThat(sources.read().release().contentHash())
                .as("questions are asked of a release, not part of it")
                .isEqualTo(withAnotherRule);
    }

    @Test
    void theSameFileGivesTheSameBlankNodesEachTime() {
        assertThat(nquads(sources.read().release().content()).lines().sorted())
                .isEqualTo(nquads(sources.read().release().content())
                        .lines()
                        .sorted()
                        .toList());
    }

    @Test
    void blankNodesOfTwoFilesAreTwo() {
        String somebody = "_:x <http://www.w3.org/2000/01/rdf-schema#label> \"x\"@en .\n";
        sources.write("rdf-data/a.nt", somebody).write("rdf-data/b.nt", somebody);

        assertThat(sources.read()
                        .release()
                        .content()
                        .defaultGraph()
                        .find(Node.ANY, RDFS.label.asNode(), NodeFactory.createLiteralLang("x", "en"))
                        .toList())
                .hasSize(2);
    }

    @Test
    void whatEditorsAndReadersLeaveBesideTheDataIsNotRead() {
        for (String name : List.of(
                ".hidden.ttl",
                "cities/ghent.ttl~",
                "cities/#ghent.ttl#",
                "cities/.ghent.ttl.swp",
                ".git/x.ttl",
                "x.ttl.bak",
                "README.md",
                "LICENSE")) {
            sources.write("rdf-data/" + name, "this is no RDF");
        }
        assertThat(sources.read().faults()).isEmpty();
        assertThat(names(sources.read())).hasSize(5);
    }

    @Test
    void allFaultsOfAllFilesAreFoundAtOnce() {
        sources.write("rdf-data/a.ttl", "<relative> <http://example.org/p> \"x\"@gr ; <http://example.org/q> 3 ,, 4 .");
        sources.write("rdf-data/b.ttl", "nonsense");
        sources.write("rdf-data/c.csv", "a,b");

        assertThat(sources.read().faults().stream().map(Fault::file).distinct())
                .contains("rdf-data/a.ttl", "rdf-data/b.ttl", "rdf-data/c.csv");
        assertThat(sources.read().faults().stream().filter(fault -> fault.file().equals("rdf-data/a.ttl")))
                .as("all of them")
                .hasSize(3);
    }

    @Test
    void nothingInAFileMakesTheServiceCallAnyone() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        try (ServerSocket elsewhere = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread listener = new Thread(() -> {
                try {
                    while (true) {
                        elsewhere.accept().close();
                        calls.incrementAndGet();
                    }
                } catch (IOException closed) {
                    // the test is over
                }
            });
            listener.start();
            String address = "http://127.0.0.1:" + elsewhere.getLocalPort() + "/";
            sources.write("rdf-data/a.jsonld", "{\"@context\": \"%sc\", \"@id\": \"%sx\"}".formatted(address, address));
            sources.write(
                    "rdf-data/b.jsonld",
                    "{\"@context\": {\"@import\": \"%sc\"}, \"@id\": \"%sx\"}".formatted(address, address));
            sources.write(
                    "rdf-data/c.rdf",
                    """
                    <!DOCTYPE rdf:RDF SYSTEM "%sd" [<!ENTITY %% p SYSTEM "%sp"> %%p; <!ENTITY e SYSTEM "%se">]>
                    <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
                    <rdf:Description rdf:about="%sx"><rdf:value>&e;</rdf:value></rdf:Description></rdf:RDF>"""
                            .formatted(address, address, address, address));
            sources.write(
                    "rdf-data/d.ttl",
                    "<%sx> <http://www.w3.org/2002/07/owl#imports> <%so> .".formatted(address, address));
            sources.write(
                    "ontology/shapes/more.ttl",
                    "<%sx> <http://www.w3.org/2002/07/owl#imports> <%so> .".formatted(address, address));
            sources.write("ontology/checks/e.rq", "# X.\nSELECT * FROM <%s> { ?s ?p ?o }".formatted(address));
            sources.write(
                    "ontology/rules/f.rq", "# X.\nCONSTRUCT WHERE { SERVICE <%s> { ?s ?p ?o } }".formatted(address));

            assertThat(sources.faults().stream().map(Fault::file).distinct())
                    .containsExactlyInAnyOrder(
                            "rdf-data/a.jsonld",
                            "rdf-data/b.jsonld",
                            "rdf-data/c.rdf",
                            "ontology/checks/e.rq",
                            "ontology/rules/f.rq");
            sources.remove("rdf-data/a.jsonld").remove("rdf-data/b.jsonld").remove("rdf-data/c.rdf");
            sources.remove("ontology/checks/e.rq").remove("ontology/rules/f.rq");
            assertThat(sources.judge()).isInstanceOf(Verdict.Publishable.class);
        }
        assertThat(calls).hasValue(0);
    }

    private static List<String> names(Reading reading) {
        return reading.release().content().graphs().stream()
                .map(NamedGraph::name)
                .map(Node::getURI)
                .toList();
    }

    private static Node iri(String path) {
        return NodeFactory.createURI(HERE + path);
    }

    private static String nquads(Content content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RDFDataMgr.write(out, content.dataset(), Lang.NQUADS);
        return out.toString(StandardCharsets.UTF_8).lines().collect(Collectors.joining("\n"));
    }
}
