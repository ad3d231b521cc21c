package eu.staytuned.lod.sparql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.jena.fuseki.main.FusekiServer;
import org.apache.jena.fuseki.server.DataService;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.system.Txn;
import org.apache.jena.tdb2.sys.TDBInternal;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A Fuseki server of its own runs the same configuration files. */
class StandaloneFusekiTests {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"config.ttl", "config-tdb2.ttl"})
    void theSameFileServesTheSameEndpoint(String file) throws IOException {
        // Only so that the test leaves nothing in the working directory.
        String text = Files.readString(Path.of("fuseki-config", file)).replace("\"var/", "\"" + folder + "/");
        Path configuration = Files.writeString(folder.resolve(file), text);
        FusekiServer standalone = FusekiServer.create()
                .port(0)
                .loopback(true)
                .parseConfigFile(configuration.toString())
                .build();
        standalone.start();
        DataService service =
                standalone.getDataAccessPointRegistry().get("/sparql").getDataService();
        try {
            DatasetGraph data = service.getDataset();
            assertThat(TDBInternal.isTDB2(data)).isEqualTo(file.contains("tdb2"));
            Txn.executeWrite(
                    data, () -> RDFDataMgr.read(data, "src/test/resources/eu/staytuned/lod/sparql/fixture.trig"));

            SparqlServer server = new SparqlServer(standalone.getPort());
            String count = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }";
            assertThat(SparqlServer.text(server.ask(count, "Accept", "text/csv")))
                    .isEqualTo("n\r\n10\r\n");

            assertThat(SparqlServer.text(server.ask("SELECT * { SERVICE <http://localhost:1/> { ?s ?p ?o } }")))
                    .contains("SERVICE");
            for (String method : new String[] {"POST", "PUT", "DELETE", "PATCH"}) {
                assertThat(server.send(
                                        method,
                                        "/sparql",
                                        "DELETE WHERE { ?s ?p ?o }",
                                        "Content-Type",
                                        "application/sparql-update")
                                .statusCode())
                        .isBetween(400, 499);
            }
            assertThat(SparqlServer.text(server.ask(count, "Accept", "text/csv")))
                    .isEqualTo("n\r\n10\r\n");
        } finally {
            standalone.stop();
            service.shutdown();
        }
    }
}
