package eu.staytuned.lod.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever it is given to publish and whatever it is asked, the service calls nobody: neither the address that waits to be
 * called, nor any other, nor a name server.
 */
class NoOutgoingConnectionTests {

    @TempDir
    static Path folder;

    private static Sources sources;
    private static SeparateService service;
    private static Connections connections;
    private static ServerSocket elsewhere;
    private static String trap;
    private static final AtomicInteger calls = new AtomicInteger();

    @BeforeAll
    static void start() throws IOException {
        assumeTrue(Connections.canBeWatched(), "The sockets of a process are only shown by Linux.");
        elsewhere = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        trap = "http://localhost:" + elsewhere.getLocalPort() + "/";
        Thread called = new Thread(() -> {
            while (!elsewhere.isClosed()) {
                try (Socket caller = elsewhere.accept()) {
                    calls.incrementAndGet();
                } catch (IOException closed) {
                    return;
                }
            }
        });
        called.setDaemon(true);
        called.start();
        sources = Sources.small(folder);
        // with all that goes on in the background: dumps, sitemap, and the harvest of what we offer ourselves
        service = SeparateService.start(sources, "--publication.dumps.ahead=true");
        connections = new Connections(service.process().pid(), Set.of(service.port(), service.managementPort()));
        service.awaitReady();
    }

    @AfterAll
    static void stop() throws IOException {
        if (service != null) {
            connections.close();
            service.close();
            elsewhere.close();
        }
    }

    @Test
    void whateverItIsGivenToPublish() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(
                "rdf-data/extra.jsonld",
                """
                {"@context": "TRAPcontext.jsonld", "@id": "https://w3id.org/stay-tuned/id/city/lyon", "name": "Lyon"}""");
        files.put(
                "rdf-data/more.jsonld",
                """
                {"@context": {"@import": "TRAPcontext.jsonld"}, "@id": "https://w3id.org/stay-tuned/id/city/lyon"}""");
        files.put(
                "rdf-data/dtd.rdf",
                """
                <!DOCTYPE rdf:RDF SYSTEM "TRAPrdf.dtd">
                <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>""");
        files.put(
                "rdf-data/entity.rdf",
                """
                <!DOCTYPE rdf:RDF [<!ENTITY % more SYSTEM "TRAPmore.dtd"> %more; <!ENTITY name SYSTEM "TRAPname.txt">]>
                <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:rdfs="http://www.w3.org/2000/01/rdf-schema#">
                  <rdf:Description rdf:about="https://w3id.org/stay-tuned/id/city/lyon"><rdfs:label>&name;</rdfs:label></rdf:Description>
                </rdf:RDF>""");
        files.put(
                "rdf-data/schema.rdf",
                """
                <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
                    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="TRAP TRAPschema.xsd"/>""");
        files.put(
                "rdf-data/imports.ttl",
                """
                PREFIX owl: <http://www.w3.org/2002/07/owl#>
                PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
                <https://w3id.org/stay-tuned/graph/imports> a owl:Ontology ; owl:imports <TRAPontology.ttl> ;
                    rdfs:seeAlso <TRAPmore.ttl> ; rdfs:isDefinedBy <TRAP> .
                """);
        files.put(
                "ontology/imports.ttl",
                """
                PREFIX owl: <http://www.w3.org/2002/07/owl#>
                <https://w3id.org/stay-tuned/ontology> owl:imports <TRAPontology.ttl> .
                """);
        files.put(
                "ontology/more-shapes.ttl",
                """
                PREFIX owl: <http://www.w3.org/2002/07/owl#>
                PREFIX sh: <http://www.w3.org/ns/shacl#>
                PREFIX shape: <https://w3id.org/stay-tuned/shapes#>
                PREFIX st: <https://w3id.org/stay-tuned/ontology#>
                <https://w3id.org/stay-tuned/shapes> owl:imports <TRAPshapes.ttl> ; sh:shapesGraph <TRAPshapes.ttl> .
                shape:More a sh:NodeShape ; sh:targetClass st:City ;
                    sh:sparql [ sh:select "SELECT $this { SERVICE <TRAPsparql> { $this ?p ?o } }" ] ;
                    sh:js [ sh:jsLibrary [ sh:jsLibraryURL "TRAPlibrary.js" ] ; sh:jsFunctionName "any" ] .
                """);
        files.put(
                "ontology/checks/elsewhere.rq",
                """
                # Nothing is elsewhere.
                SELECT ?resource ?property ?value { SERVICE SILENT <TRAPsparql> { ?resource ?property ?value } }
                """);
        files.put(
                "ontology/checks/from.rq",
                """
                # Nothing is elsewhere.
                SELECT ?resource ?property ?value FROM <TRAPdata.ttl> { ?resource ?property ?value }
                """);
        files.put(
                "ontology/rules/elsewhere.rq",
                """
                CONSTRUCT { ?s ?p ?o } WHERE { SERVICE SILENT <TRAPsparql> { ?s ?p ?o } }
                """);
        files.put(
                "rdf-data/queries.ttl",
                """
                PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
                PREFIX sh: <http://www.w3.org/ns/shacl#>
                PREFIX schema: <https://schema.org/>
                <https://w3id.org/stay-tuned/id/query/elsewhere> a sh:SPARQLExecutable, sh:SPARQLSelectExecutable ;
                    rdfs:label "Elsewhere"@en ; rdfs:comment "Asks somebody else."@en ;
                    schema:target <https://w3id.org/stay-tuned/sparql>, <TRAPsparql> ;
                    sh:select "SELECT * { SERVICE <TRAPsparql> { ?s ?p ?o } }" .
                """);
        int refused = 0;
        for (Map.Entry<String, String> file : files.entrySet()) {
            sources.write(file.getKey(), file.getValue().replace("TRAP", trap));
            HttpResponse<String> outcome = service.publish();
            assertThat(outcome.statusCode())
                    .as("%s: %s", file.getKey(), outcome.body())
                    .isIn(200, 422);
            refused += outcome.statusCode() == 422 ? 1 : 0;
            sources.remove(file.getKey());
        }
        assertThat(service.publish().statusCode()).isEqualTo(200);

        assertThat(refused).as("refused of %d", files.size()).isGreaterThanOrEqualTo(5);
        assertNobodyWasCalled();
    }

    @Test
    void whateverItIsAsked() {
        String[] queries = {
            "SELECT * { SERVICE <TRAP> { ?s ?p ?o } }",
            "SELECT * { BIND(<TRAP> AS ?x) SERVICE SILENT ?x { ?s ?p ?o } }",
            "SELECT * FROM <TRAPdata.ttl> { ?s ?p ?o }",
            "DESCRIBE <TRAPthing> FROM NAMED <TRAPdata.ttl>",
            "SELECT * { ?s <http://jena.apache.org/text#query> 'x' }",
            "SELECT (<java:java.net.URL>('TRAP') AS ?x) {}",
            "LOAD <TRAP>",
            "INSERT { ?s ?p ?o } WHERE { SERVICE <TRAP> { ?s ?p ?o } }"
        };
        for (String query : queries) {
            String encoded = URLEncoder.encode(query.replace("TRAP", trap), StandardCharsets.UTF_8);
            answers("sparql?query=" + encoded);
            answers("sparql?explain=empty&query=" + encoded);
            assertThat(service.post("sparql", "query=" + encoded).statusCode()).isLessThan(500);
            assertThat(service.post("sparql", "update=" + encoded).statusCode()).isLessThan(500);
            assertThat(service.post("q", "query=" + encoded).statusCode()).isLessThan(500);
        }
        String ask = "sparql?query=ASK%7B%7D";
        for (String parameter : new String[] {
            "default-graph-uri", "named-graph-uri", "using-graph-uri", "query-ref", "callback", "xslt", "stylesheet"
        }) {
            answers(ask + "&" + parameter + "=" + trap);
        }
        answers("resolve?uri=" + trap);
        answers("links?to=" + trap);
        answers("search?q=" + trap);
        answers("doc/" + trap);
        answers("reconcile?extend=" + URLEncoder.encode("{\"ids\":[\"" + trap + "\"]}", StandardCharsets.UTF_8));
        for (String header :
                new String[] {"Referer", "Origin", "Forwarded", "X-Forwarded-Host", "X-Forwarded-For", "Via"}) {
            assertThat(service.get(
                                    "doc/city/ghent",
                                    header,
                                    trap,
                                    "Accept",
                                    "application/ld+json;profile=\"" + trap + "\"")
                            .statusCode())
                    .isLessThan(500);
        }
        assertNobodyWasCalled();
    }

    @Test
    void aCallWouldBeSeen() throws IOException {
        try (Connections ours = new Connections(ProcessHandle.current().pid(), Set.of());
                ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket call = new Socket(server.getInetAddress(), server.getLocalPort())) {
            String port = ":%04X".formatted(server.getLocalPort());
            while (ours.outgoing().stream().noneMatch(socket -> socket.endsWith(port))) {
                assertThat(ours.looks()).isLessThan(1_000);
                SeparateService.pause(5);
            }
        }
    }

    private static void answers(String path) {
        assertThat(service.get(path).statusCode()).as(path).isLessThan(500);
    }

    private static void assertNobodyWasCalled() {
        int looks = connections.looks();
        while (connections.looks() < looks + 3 && service.process().isAlive()) {
            SeparateService.pause(5);
        }
        assertThat(service.process().isAlive()).isTrue();
        assertThat(calls).hasValue(0);
        assertThat(connections.outgoing()).isEmpty();
    }
}
