package eu.staytuned.lod.release;

import static org.assertj.core.api.Assertions.assertThat;

import eu.staytuned.lod.store.StoreOnDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.jena.dboe.base.file.ProcessFileLock;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.tdb2.DatabaseMgr;
import org.apache.jena.tdb2.sys.TDBInternal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/**
 * What became of a store on the disk is noticed before it is opened, said in the log, and never served: it is filled again
 * from the archive.
 */
@ExtendWith(OutputCaptureExtension.class)
class DamagedStoreTests {

    private static final String SAID = "is not opened: ";

    @TempDir
    Path folder;

    private Sources sources;
    private Path store;
    private Set<Quad> whole;

    /** What can become of the files of a store, and what is said of it. */
    enum Damage {
        BIT_OF_A_NODE("nodes-data.obj is not as it was written"),
        END_OF_THE_NODES("nodes-data.obj is not as it was written"),
        BITS_OF_AN_INDEX("OSP.dat is not as it was written"),
        ROOT_OF_AN_INDEX("GSPO.bpt is not as it was written"),
        EMPTY_INDEX("POS.idn is not as it was written"),
        NO_INDEX("SPOG.dat is missing"),
        NO_NODES("nodes-data.obj is missing"),
        ANOTHER_INDEX("SPO.dat is not as it was written"),
        JOURNAL("journal.jrnl is not as it was written"),
        MORE_FILES("more.dat does not belong to it"),
        A_LATER_DATABASE("Data-0002/SPO.dat does not belong to it"),
        SOME_CHECKSUMS("does not belong to it"),
        BIT_OF_THE_CHECKSUMS("its checksums cannot be read"),
        NO_CHECKSUMS("it has no checksums");

        private final String said;

        Damage(String said) {
            this.said = said;
        }

        void strike(Path store, Random random) throws IOException {
            Path data = store.resolve("Data-0001");
            Path nodes = data.resolve("nodes-data.obj");
            Path checksums = store.resolve("checksums");
            switch (this) {
                case BIT_OF_A_NODE -> flip(nodes, (int) Files.size(nodes), random);
                case END_OF_THE_NODES -> cut(nodes, random.nextInt((int) Files.size(nodes)));
                case BITS_OF_AN_INDEX -> {
                    for (int i = 0; i < 100; i++) {
                        flip(data.resolve("OSP.dat"), 8192, random);
                    }
                }
                case ROOT_OF_AN_INDEX -> flip(data.resolve("GSPO.bpt"), 24, random);
                case EMPTY_INDEX -> cut(data.resolve("POS.idn"), 0);
                case NO_INDEX -> Files.delete(data.resolve("SPOG.dat"));
                case NO_NODES -> Files.delete(nodes);
                case ANOTHER_INDEX -> Files.write(data.resolve("SPO.dat"), Files.readAllBytes(data.resolve("POS.dat")));
                case JOURNAL -> {
                    byte[] bytes = new byte[1000];
                    random.nextBytes(bytes);
                    Files.write(data.resolve("journal.jrnl"), bytes);
                }
                case MORE_FILES -> Files.write(data.resolve("more.dat"), new byte[] {1});
                case A_LATER_DATABASE ->
                    Files.write(
                            Files.createDirectory(store.resolve("Data-0002")).resolve("SPO.dat"), new byte[8192]);
                case SOME_CHECKSUMS -> {
                    List<String> lines = Files.readAllLines(checksums);
                    Files.write(checksums, lines.subList(0, random.nextInt(lines.size())));
                }
                case BIT_OF_THE_CHECKSUMS -> {
                    byte[] bytes = Files.readAllBytes(checksums);
                    bytes[random.nextInt(8)] ^= (byte) 0x80;
                    Files.write(checksums, bytes);
                }
                case NO_CHECKSUMS -> Files.delete(checksums);
            }
        }

        private static void flip(Path file, int end, Random random) throws IOException {
            byte[] bytes = Files.readAllBytes(file);
            bytes[random.nextInt(end)] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, bytes);
        }

        private static void cut(Path file, int length) throws IOException {
            Files.write(file, Arrays.copyOf(Files.readAllBytes(file), length));
        }
    }

    @BeforeEach
    void publishTwo() {
        sources = Sources.small(folder);
        store = sources.dataDir().resolve("tdb2");
        try (Running service = new Running()) {
            says(2);
            assertThat(service.desk.publish()).isInstanceOf(Outcome.Published.class);
            whole = service.quads();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theReleaseIsServedWholeAllTheSame(Damage damage, CapturedOutput log) throws IOException {
        damage.strike(store, new Random(damage.ordinal()));
        try (Running service = new Running()) {
            assertThat(service.desk.number()).isEqualTo(2);
            assertThat(service.quads()).isEqualTo(whole);
        }
        assertThat(count(log)).isEqualTo(1);
        assertThat(log.getOut().substring(log.getOut().lastIndexOf(SAID))).contains(damage.said);
        assertThat(setAside()).hasSize(1);
    }

    /** Not the disk with it, however often that happens. */
    @Test
    void onlyTheLastIsKeptOfWhatIsSetAside(CapturedOutput log) throws IOException {
        for (int time = 1; time <= 2; time++) {
            Damage.NO_INDEX.strike(store, new Random(time));
            Files.delete(store.resolve("tdb.lock"));
            try (Running service = new Running()) {
                assertThat(service.quads()).isEqualTo(whole);
            }
            assertThat(count(log)).isEqualTo(time);
            assertThat(setAside()).hasSize(1);
        }
    }

    /** The release before it, however whole it is, is not the newest one. */
    @Test
    void filesThatChangedInTheMeantimeAreTheNextRelease() throws IOException {
        Damage.END_OF_THE_NODES.strike(store, new Random(1));
        says(3);
        try (Running service = new Running()) {
            assertThat(service.desk.number()).isEqualTo(3);
            assertThat(service.desk.says("State 3.")).isTrue();
            assertThat(service.desk.says("State 2.")).isFalse();
        }
    }

    @Test
    void aStoreAsItWasWrittenIsOpened(CapturedOutput log) throws IOException {
        for (int start = 0; start < 2; start++) {
            try (Running service = new Running()) {
                assertThat(service.desk.publish())
                        .isInstanceOfSatisfying(Outcome.Unchanged.class, unchanged -> assertThat(unchanged.restored())
                                .isFalse());
                assertThat(service.quads()).isEqualTo(whole);
            }
        }
        assertThat(count(log)).isZero();
        assertThat(setAside()).isEmpty();
    }

    @Test
    void aStoreThatIsOpenIsLeftAlone(CapturedOutput log) throws IOException {
        Damage.NO_INDEX.strike(store, new Random(1));
        ProcessFileLock lock = ProcessFileLock.create(
                store.resolve("tdb.lock").toAbsolutePath().toString());
        lock.lockEx();
        try {
            StoreOnDisk.inspect(store);
            assertThat(count(log)).isZero();
            assertThat(setAside()).isEmpty();
            assertThat(lock.isLockedHere()).isTrue();
        } finally {
            ProcessFileLock.release(lock);
        }
    }

    private static int count(CapturedOutput log) {
        return log.getOut().split(SAID, -1).length - 1;
    }

    private List<Path> setAside() throws IOException {
        try (Stream<Path> files = Files.list(store)) {
            return files.filter(file -> file.getFileName().toString().startsWith("damaged-"))
                    .toList();
        }
    }

    private void says(int state) {
        sources.write(
                "rdf-data/state.ttl",
                "<https://w3id.org/stay-tuned/graph/state> <http://www.w3.org/2000/01/rdf-schema#comment> \"State "
                        + state + ".\"@en .\n");
    }

    /** The service with its store as it opens it. */
    private final class Running implements AutoCloseable {

        private final DatasetGraph data;
        private final Desk desk;

        Running() {
            StoreOnDisk.inspect(store);
            try {
                Files.createDirectories(store);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
            data = DatabaseMgr.connectDatasetGraph(store.toString());
            desk = new Desk(sources.settings(), data);
        }

        Set<Quad> quads() {
            return desk.store.read(shelf -> {
                Set<Quad> quads = new HashSet<>();
                shelf.data().find().forEachRemaining(quads::add);
                return quads;
            });
        }

        @Override
        public void close() {
            desk.close();
            TDBInternal.expel(data);
        }
    }
}
