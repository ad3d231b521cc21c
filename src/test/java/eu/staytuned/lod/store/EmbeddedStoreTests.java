package eu.staytuned.lod.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.staytuned.lod.rdf.IriSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.system.StreamRDF;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.system.Txn;
import org.apache.jena.tdb2.DatabaseMgr;
import org.apache.jena.tdb2.sys.TDBInternal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EmbeddedStoreTests {

    private static final IriSpace IRIS = new IriSpace("https://data.example.org/");
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir
    static Path folder;

    /** Those that the service runs on, and Jena's own in memory. TDB2 without a disk is neither: its readers see what a writer has not finished. */
    static Stream<DatasetGraph> datasets() throws IOException {
        return Stream.of(
                MemoryDataset.create(),
                DatasetGraphFactory.createTxnMem(),
                DatabaseMgr.connectDatasetGraph(
                        Files.createTempDirectory(folder, "tdb2").toString()));
    }

    @AfterAll
    static void letGoOfTheDisk() {
        TDBInternal.reset();
    }

    @Test
    void beforeTheFirstReleaseReadingIsAnOutage() {
        Store store = new EmbeddedStore(DatasetGraphFactory.createTxnMem(), IRIS);

        assertThat(store.edition()).isEmpty();
        assertThatThrownBy(() -> store.read(Shelf::edition)).isInstanceOf(NothingPublishedException.class);
    }

    @ParameterizedTest
    @MethodSource("datasets")
    void aReleaseReplacesAllOfThePreviousOne(DatasetGraph data) {
        Store store = new EmbeddedStore(data, IRIS);
        store.replaceWith(edition(1), statements(1, 10));
        store.replaceWith(edition(2), statements(2, 5));

        assertThat(store.edition()).contains(edition(2));
        assertThat(store.<Integer>read(shelf -> shelf.data().getDefaultGraph().size()))
                .isEqualTo(5);
        assertThat(store.<Boolean>read(
                        shelf -> shelf.data().contains(Node.ANY, Node.ANY, IRIS.node("p"), IRIS.node("generation/1"))))
                .isFalse();
    }

    @Test
    void aShelfThatWasKeptIsPutBackAsItWas() throws IOException {
        Path kept = Files.createTempDirectory(folder, "kept").resolve("shelf");
        Store before = new EmbeddedStore(MemoryDataset.create(), IRIS);
        before.replaceWith(edition(7), statements(7, 10));
        before.keep(kept, "seal");
        Store after = new EmbeddedStore(MemoryDataset.create(), IRIS);

        assertThat(after.putBack(edition(7), kept, "another seal")).isFalse();
        assertThat(after.putBack(edition(8), kept, "seal")).isFalse();
        assertThat(after.edition()).isEmpty();
        assertThat(after.putBack(edition(7), kept, "seal")).isTrue();

        assertThat(after.edition()).contains(edition(7));
        assertThat(after.standing()).contains(edition(7));
        assertThat(after.<Integer>read(shelf -> shelf.data().getDefaultGraph().size()))
                .isEqualTo(10);
        after.replaceWith(edition(8), statements(8, 5));
        assertThat(after.<Integer>read(shelf -> shelf.data().getDefaultGraph().size()))
                .isEqualTo(5);
    }

    @Test
    void aKeptShelfThatIsDamagedIsForgotten() throws IOException {
        Path kept = Files.createTempDirectory(folder, "kept").resolve("shelf");
        Store store = new EmbeddedStore(MemoryDataset.create(), IRIS);
        store.replaceWith(edition(7), statements(7, 10));
        store.keep(kept, "seal");
        byte[] bytes = Files.readAllBytes(kept);
        bytes[bytes.length - 1] ^= 1;
        Files.write(kept, bytes);
        Store after = new EmbeddedStore(MemoryDataset.create(), IRIS);

        assertThat(after.putBack(edition(7), kept, "seal")).isFalse();

        assertThat(after.edition()).isEmpty();
        assertThat(kept).doesNotExist();
        store.keep(kept, "seal");
        assertThat(after.putBack(edition(7), kept, "seal")).isTrue();
    }

    @Test
    void aStoreThatLastsByItselfKeepsNothingElse() throws IOException {
        Path kept = Files.createTempDirectory(folder, "kept").resolve("shelf");
        Store store = new EmbeddedStore(
                DatabaseMgr.connectDatasetGraph(
                        Files.createTempDirectory(folder, "tdb2").toString()),
                IRIS);
        store.replaceWith(edition(7), statements(7, 10));

        store.keep(kept, "seal");

        assertThat(kept).doesNotExist();
        assertThat(store.putBack(edition(7), kept, "seal")).isFalse();
    }

    @ParameterizedTest
    @MethodSource("datasets")
    void aReleaseThatFailsHalfWayLeavesTheOldOne(DatasetGraph data) {
        Store store = new EmbeddedStore(data, IRIS);
        store.replaceWith(edition(1), statements(1, 10));

        assertThatThrownBy(() -> store.replaceWith(edition(2), sink -> {
                    statements(2, 5).accept(sink);
                    throw new IllegalStateException("disk full");
                }))
                .hasMessage("disk full");

        assertThat(store.edition()).contains(edition(1));
        assertThat(store.<Integer>read(shelf -> shelf.data().getDefaultGraph().size()))
                .isEqualTo(10);
    }

    @ParameterizedTest
    @MethodSource("datasets")
    void aFirstReleaseThatFailsHalfWayLeavesNothing(DatasetGraph data) {
        Store store = new EmbeddedStore(data, IRIS);

        assertThatThrownBy(() -> store.replaceWith(edition(1), sink -> {
                    statements(1, 10).accept(sink);
                    throw new IllegalStateException("disk full");
                }))
                .hasMessage("disk full");
        assertThat(store.edition()).isEmpty();
        assertThat((boolean) Txn.calculateRead(data, data::isEmpty)).isTrue();

        store.replaceWith(edition(2), statements(2, 5));
        assertThat(store.<Integer>read(shelf -> shelf.data().getDefaultGraph().size()))
                .isEqualTo(5);
    }

    @ParameterizedTest
    @MethodSource("datasets")
    void readersNeverSeeHalfOfARelease(DatasetGraph data) {
        Store store = new EmbeddedStore(data, IRIS);
        store.replaceWith(edition(1), statements(1, 100));
        AtomicBoolean publishing = new AtomicBoolean(true);

        CompletableFuture<Integer> reads = CompletableFuture.supplyAsync(() -> {
            int count = 0;
            while (publishing.get()) {
                store.read(shelf -> {
                    int number = shelf.edition().number();
                    Node generation = IRIS.node("generation/" + number);
                    assertThat(shelf.data().getDefaultGraph().size()).isEqualTo(100 * number);
                    assertThat(shelf.data()
                                    .getDefaultGraph()
                                    .find(Node.ANY, IRIS.node("p"), generation)
                                    .toList())
                            .hasSize(100 * number);
                    assertThat(store.<Edition>read(Shelf::edition)).isEqualTo(shelf.edition());
                    return number;
                });
                count++;
            }
            return count;
        });
        for (int number = 2; number <= 20; number++) {
            store.replaceWith(edition(number), statements(number, 100 * number));
        }
        publishing.set(false);

        assertThat(reads.join()).isPositive();
    }

    @ParameterizedTest
    @MethodSource("datasets")
    void whatWasGatheredIsTheReleaseThatWouldHaveBeenSent(DatasetGraph data) {
        Store sent = new EmbeddedStore(MemoryDataset.create(), IRIS);
        sent.replaceWith(edition(2), statements(2, 5));
        Store store = new EmbeddedStore(data, IRIS);
        store.replaceWith(edition(1), statements(1, 10));

        store.replaceWith(edition(2), () -> gathered(2, 5), statements(2, 5), coming -> {});

        assertThat(store.edition()).contains(edition(2));
        assertThat(store.standing()).contains(edition(2));
        assertThat(store.<Set<Quad>>read(EmbeddedStoreTests::quads))
                .isEqualTo(sent.<Set<Quad>>read(EmbeddedStoreTests::quads));
        assertThat(store.<Map<String, String>>read(
                        shelf -> shelf.data().prefixes().getMappingCopy()))
                .isEqualTo(Map.of("ex", IRIS.base()));
    }

    @ParameterizedTest
    @MethodSource("datasets")
    void whoReadsWithinAReadingReadsTheSameRelease(DatasetGraph data) {
        Store store = new EmbeddedStore(data, IRIS);
        store.replaceWith(edition(1), statements(1, 10));

        Edition within = store.read(shelf -> {
            CompletableFuture.runAsync(() -> store.replaceWith(edition(2), statements(2, 5)))
                    .join();
            return store.read(Shelf::edition);
        });
        Edition withinAnothersTransaction = Txn.calculateRead(data, () -> {
            CompletableFuture.runAsync(() -> store.replaceWith(edition(3), statements(3, 5)))
                    .join();
            return store.read(Shelf::edition);
        });

        assertThat(within).isEqualTo(edition(1));
        assertThat(withinAnothersTransaction).isEqualTo(edition(2));
        assertThat(store.<Edition>read(Shelf::edition)).isEqualTo(edition(3));
    }

    @Test
    void aReaderKeepsItsReleaseWhileWhatWasGatheredTakesItsPlace() {
        Store store = new EmbeddedStore(MemoryDataset.create(), IRIS);
        store.replaceWith(edition(1), () -> gathered(1, 10), statements(1, 10), coming -> {});

        Set<Quad> read = store.read(shelf -> {
            CompletableFuture.runAsync(
                            () -> store.replaceWith(edition(2), () -> gathered(2, 5), statements(2, 5), coming -> {}))
                    .join();
            return quads(shelf);
        });

        assertThat(read).filteredOn(Quad::isDefaultGraph).hasSize(10);
        assertThat(store.<Set<Quad>>read(EmbeddedStoreTests::quads))
                .filteredOn(Quad::isDefaultGraph)
                .hasSize(5);
    }

    @Test
    void theComingReleaseIsShownWhileReadersHaveTheOneBefore() throws IOException {
        String place = Files.createTempDirectory(folder, "tdb2").toString();
        DatasetGraph onDisk = DatabaseMgr.connectDatasetGraph(place);
        for (DatasetGraph data : List.of(MemoryDataset.create(), onDisk)) {
            Store store = new EmbeddedStore(data, IRIS);
            List<Edition> shown = new ArrayList<>();
            Consumer<Shelf> ahead = coming -> {
                shown.add(coming.edition());
                assertThat(quads(coming)).filteredOn(Quad::isDefaultGraph).hasSize(5);
                assertThat(coming.data().getDefaultGraph().find().toList()).hasSize(5);
                assertThat(store.standing()).contains(edition(1));
                Set<Quad> read = CompletableFuture.supplyAsync(() -> store.<Set<Quad>>read(EmbeddedStoreTests::quads))
                        .join();
                assertThat(read).filteredOn(Quad::isDefaultGraph).hasSize(10);
            };

            store.replaceWith(edition(1), () -> gathered(1, 10), statements(1, 10), ahead);
            assertThat(shown).as("nobody reads before the first").isEmpty();
            store.replaceWith(edition(2), () -> gathered(2, 5), statements(2, 5), ahead);

            assertThat(shown).containsExactly(edition(2));
            assertThat(store.standing()).contains(edition(2));
            assertThat(store.<Set<Quad>>read(EmbeddedStoreTests::quads))
                    .filteredOn(Quad::isDefaultGraph)
                    .hasSize(5);
        }
        TDBInternal.expel(onDisk);
    }

    @Test
    void whoCannotBearTheComingReleaseKeepsItFromItsPlace() {
        Store store = new EmbeddedStore(MemoryDataset.create(), IRIS);
        store.replaceWith(edition(1), statements(1, 10));

        assertThatThrownBy(() -> store.replaceWith(edition(2), () -> gathered(2, 5), statements(2, 5), coming -> {
                    throw new IllegalStateException("no room");
                }))
                .hasMessage("no room");

        assertThat(store.edition()).contains(edition(1));
        assertThat(store.standing()).contains(edition(1));
    }

    @Test
    void whatCannotBeGivenAwayLeavesTheOldRelease() {
        Store store = new EmbeddedStore(MemoryDataset.create(), IRIS);
        store.replaceWith(edition(1), statements(1, 10));

        assertThatThrownBy(() -> store.replaceWith(
                        edition(2),
                        () -> {
                            throw new IllegalStateException("no room");
                        },
                        statements(2, 5),
                        coming -> {}))
                .hasMessage("no room");

        assertThat(store.edition()).contains(edition(1));
        assertThat(store.standing()).contains(edition(1));
        store.replaceWith(edition(2), () -> gathered(2, 5), statements(2, 5), coming -> {});
        assertThat(store.edition()).contains(edition(2));
    }

    @Test
    void theNextReleaseKeepsNoSecondCopyOfTheSameTerms() {
        Store store = new EmbeddedStore(MemoryDataset.create(), IRIS);
        Node old = NodeFactory.createLiteralLang("Gent", "nl-BE");
        Node renamed = NodeFactory.createLiteralLang("Gent", "nl-be");
        Node same = NodeFactory.createLiteralLang("Gand", "fr");
        store.replaceWith(edition(1), () -> saying(old, same), sink -> {}, coming -> {});
        Gathering next = saying(renamed, NodeFactory.createLiteralLang("Gand", "fr"));

        store.read(shelf -> {
            next.shareTermsWith(shelf.data());
            return shelf.edition();
        });
        store.replaceWith(edition(2), () -> next, sink -> {}, coming -> {});

        List<Node> names = store.read(shelf -> shelf.data()
                .getDefaultGraph()
                .find(Node.ANY, IRIS.node("name"), Node.ANY)
                .mapWith(Triple::getObject)
                .toList());
        assertThat(names).hasSize(2).anySatisfy(name -> assertThat(name).isSameAs(same));
        // Tags of languages are equal in any case; the spelling is that of the release.
        assertThat(names)
                .anySatisfy(name -> assertThat(name.getLiteralLanguage()).isEqualTo(renamed.getLiteralLanguage()));
    }

    private static Gathering saying(Node... names) {
        Gathering gathering = new Gathering();
        for (Node name : names) {
            gathering.add(
                    IRIS.node("graph/ghent"), Triple.create(IRIS.node("id/city/ghent"), IRIS.node("name"), name), true);
        }
        return gathering;
    }

    private static Set<Quad> quads(Shelf shelf) {
        Set<Quad> quads = new HashSet<>();
        shelf.data().find().forEachRemaining(quads::add);
        return quads;
    }

    /** What {@link #statements} sends, each statement twice. */
    private static Gathering gathered(int generation, int count) {
        Gathering gathering = new Gathering();
        gathering.prefixes(Map.of("ex", IRIS.base()));
        for (int again = 0; again < 2; again++) {
            for (int i = 0; i < count; i++) {
                Node subject = NodeFactory.createURI(IRIS.resolve("id/" + i));
                gathering.add(
                        IRIS.node("graph/" + i % 3),
                        Triple.create(subject, IRIS.node("p"), IRIS.node("generation/" + generation)),
                        true);
            }
        }
        return gathering;
    }

    @Test
    void aStoreOnDiskKnowsItsReleaseAfterARestart() throws IOException {
        String place = Files.createTempDirectory(folder, "tdb2").toString();
        DatasetGraph data = DatabaseMgr.connectDatasetGraph(place);
        new EmbeddedStore(data, IRIS).replaceWith(edition(7), statements(7, 3));
        TDBInternal.expel(data);

        DatasetGraph again = DatabaseMgr.connectDatasetGraph(place);
        assertThat(new EmbeddedStore(again, IRIS).edition()).contains(edition(7));
        TDBInternal.expel(again);
    }

    private static Edition edition(int number) {
        return new Edition(number, "%064x".formatted(number), NOW.plusSeconds(number));
    }

    private static Consumer<StreamRDF> statements(int generation, int count) {
        return sink -> {
            sink.prefix("ex", IRIS.base());
            for (int i = 0; i < count; i++) {
                Node subject = NodeFactory.createURI(IRIS.resolve("id/" + i));
                Node object = IRIS.node("generation/" + generation);
                sink.triple(Triple.create(subject, IRIS.node("p"), object));
                sink.quad(new Quad(IRIS.node("graph/" + i % 3), subject, IRIS.node("p"), object));
            }
        };
    }
}
