package eu.staytuned.lod.sparql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.staytuned.lod.store.StoreOnDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.jena.fuseki.server.DataAccessPoint;
import org.apache.jena.query.ARQ;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.sse.SSE;
import org.apache.jena.system.Txn;
import org.apache.jena.tdb2.sys.TDBInternal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** The store is what its configuration file says, or the service does not start and says why. */
class FusekiConfigurationTests {

    private static final Path IN_MEMORY = Path.of("fuseki-config/config.ttl");
    private static final Path ON_DISK = Path.of("fuseki-config/config-tdb2.ttl");

    @TempDir
    Path dataDir;

    @Test
    void theDefaultStoreIsInMemoryAndWritesNoFile() throws IOException {
        try (var context = start(IN_MEMORY)) {
            assertThat(TDBInternal.isTDB2(context.getBean(DatasetGraph.class))).isFalse();
            assertThat(context.getBean(DataAccessPoint.class).getName()).isEqualTo("/sparql");
        }
        try (var files = Files.list(dataDir)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void theStoreOnDiskLiesInTheDataDirectoryAndOutlivesTheService() {
        for (int start = 0; start < 2; start++) {
            try (var context = start(ON_DISK)) {
                DatasetGraph data = context.getBean(DatasetGraph.class);
                assertThat(TDBInternal.isTDB2(data)).isTrue();
                boolean again = start > 0;
                Txn.executeWrite(data, () -> {
                    assertThat(data.getDefaultGraph().isEmpty()).isEqualTo(!again);
                    data.getDefaultGraph().add(SSE.parseTriple("(<urn:s> <urn:p> <urn:o>)"));
                });
                StoreOnDisk.of(data).orElseThrow().finishWriting();
            }
            assertThat(dataDir.resolve("tdb2")).isDirectory();
        }
    }

    @Test
    void aDamagedStoreOnDiskIsSetAsideAndAnEmptyOneOpened() throws IOException {
        try (var context = start(ON_DISK)) {
            DatasetGraph data = context.getBean(DatasetGraph.class);
            Txn.executeWrite(data, () -> data.getDefaultGraph().add(SSE.parseTriple("(<urn:s> <urn:p> <urn:o>)")));
            StoreOnDisk.of(data).orElseThrow().finishWriting();
        }
        Files.write(dataDir.resolve("tdb2/Data-0001/SPO.bpt"), new byte[24]);
        try (var context = start(ON_DISK)) {
            DatasetGraph data = context.getBean(DatasetGraph.class);
            assertThat(Txn.calculateRead(data, () -> data.find().hasNext())).isFalse();
        }
    }

    @Test
    void queriesMayNotCallOtherServices() {
        try (var context = start(IN_MEMORY)) {
            assertThat(org.apache.jena.fuseki.Fuseki.getContext().isFalse(ARQ.httpServiceAllowed))
                    .isTrue();
        }
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> start(Path.of("fuseki-config/nowhere.ttl")).close())
                .rootCause()
                .isInstanceOf(FusekiConfigurationException.class)
                .hasMessageContaining("fuseki-config/nowhere.ttl (publication.store)")
                .hasMessageContaining("no such file");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fuseki:services ( :publication ) | fuseki:services ( :publication :lost ) | lost",
                "fuseki:name \"sparql\"            | fuseki:name \"data\"        | the services [/data]",
                "fuseki:operation fuseki:query     | fuseki:operation fuseki:gsp-rw | [gsp-rw]",
                "fuseki:operation fuseki:query     | fuseki:operation fuseki:update | [update]",
                "fuseki:operation fuseki:query     | fuseki:name \"q\" ; fuseki:operation fuseki:query | without a fuseki:name",
                "a ja:MemoryDataset                | a ja:NoSuchDataset          | #dataset has no most specific type",
                "a ja:MemoryDataset                | a ja:RDFDataset             | cannot undo a transaction",
                "fuseki:dataset :dataset           | fuseki:dataset :lost        | of which 0 could be built",
                "PREFIX fuseki:                    | PREFIX fusek:               | fuseki",
                "fuseki:services ( :publication )  | fuseki:services ( :publication | "
            })
    void aBrokenFileIsRefusedWithTheReason(String right, String wrong, String said) throws IOException {
        String text = Files.readString(IN_MEMORY);
        assertThat(text).contains(right);
        Path broken = Files.writeString(dataDir.resolve("broken.ttl"), text.replace(right, wrong));
        assertThatThrownBy(() -> start(broken).close()).satisfies(thrown -> {
            Throwable e = thrown;
            while (!(e instanceof FusekiConfigurationException)) {
                e = e.getCause();
                assertThat(e).as("a FusekiConfigurationException").isNotNull();
            }
            var analysis = new FusekiConfigurationFailureAnalyzer().analyze(e);
            assertThat(analysis.getDescription() + analysis.getAction())
                    .contains(broken.toString())
                    .contains(said == null ? "" : said);
            assertThat(analysis.getAction()).isNotBlank();
        });
    }

    private AnnotationConfigApplicationContext start(Path file) {
        var context = new AnnotationConfigApplicationContext();
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "test",
                        java.util.Map.of(
                                "publication.store", file.toString(), "publication.data-dir", dataDir.toString())));
        context.getBeanFactory()
                .setConversionService(
                        org.springframework.boot.convert.ApplicationConversionService.getSharedInstance());
        context.register(FusekiConfiguration.class, QueryClock.class, QueryEvaluation.class, Settings.class);
        context.refresh();
        return context;
    }

    @org.springframework.boot.context.properties.EnableConfigurationProperties(SparqlSettings.class)
    static class Settings {}
}
