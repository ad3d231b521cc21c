package eu.staytuned.lod.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/**
 * What became of an archive on the disk is noticed, said in the log, and never served: the release is made again from its
 * files under its number, or comes as the next one.
 */
@ExtendWith(OutputCaptureExtension.class)
class DamagedArchiveTests {

    private static final int RELEASES = 3;

    @TempDir
    Path folder;

    private Sources sources;

    /** What can become of the newest release in the archive, and the number that its files then have. */
    enum Damage {
        BIT_OF_THE_DATA("The archived release 3 is damaged: its data have not the checksum", RELEASES),
        END_OF_THE_DATA("The archived release 3 is damaged: its data have not the checksum", RELEASES),
        ALL_OF_THE_DATA("The archived release 3 is damaged: its data have not the checksum", RELEASES),
        NO_DATA("The archived release 3 is damaged: its data have not the checksum", RELEASES),
        BIT_OF_THE_MANIFEST("3 is damaged: its manifest cannot be read", RELEASES + 1),
        END_OF_THE_MANIFEST("3 is damaged: its manifest cannot be read", RELEASES + 1),
        NO_MANIFEST("3 is damaged: its manifest cannot be read", RELEASES + 1),
        ANOTHER_MANIFEST("3 is damaged: its manifest cannot be read", RELEASES + 1),
        NO_CHECKSUMS("", RELEASES),
        NO_FOLDER("The archived release 3 is not in", RELEASES + 1);

        private final String said;
        private final int number;

        Damage(String said, int number) {
            this.said = said;
            this.number = number;
        }

        void strike(Path release, Random random) throws IOException {
            Path data = release.resolve("release.nq.gz");
            Path manifest = release.resolve("manifest.json");
            switch (this) {
                case BIT_OF_THE_DATA -> flip(data, random);
                case END_OF_THE_DATA -> cut(data, random);
                case ALL_OF_THE_DATA -> Files.write(data, new byte[0]);
                case NO_DATA -> Files.delete(data);
                case BIT_OF_THE_MANIFEST -> flip(manifest, random);
                case END_OF_THE_MANIFEST -> cut(manifest, random);
                case NO_MANIFEST -> Files.delete(manifest);
                case ANOTHER_MANIFEST ->
                    Files.write(
                            manifest,
                            Files.readAllBytes(release.resolveSibling("2").resolve("manifest.json")));
                case NO_CHECKSUMS -> Files.delete(release.resolve("checksums"));
                case NO_FOLDER -> delete(release);
            }
        }

        private static void flip(Path file, Random random) throws IOException {
            byte[] bytes = Files.readAllBytes(file);
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, bytes);
        }

        private static void cut(Path file, Random random) throws IOException {
            byte[] bytes = Files.readAllBytes(file);
            Files.write(file, java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length)));
        }
    }

    @BeforeEach
    void publishThree() {
        sources = Sources.small(folder);
        try (Desk desk = start()) {
            for (int release = 2; release <= RELEASES; release++) {
                says(release);
                assertThat(desk.publish()).isInstanceOf(Outcome.Published.class);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void theSameFilesAreServedWholeUnderANumberThatIsTrue(Damage damage, CapturedOutput log) throws IOException {
        for (int seed = 0; seed < 4; seed++) {
            restore();
            damage.strike(release(RELEASES), new Random(seed));
            try (Desk desk = start()) {
                assertThat(desk.number()).as("number, seed %d", seed).isEqualTo(damage.number);
                assertThat(desk.says("State 3.")).isTrue();
                assertThat(desk.says("State 2.")).isFalse();
            }
            assertThat(log.getOut()).contains(damage.said);
            try (Desk desk = start()) {
                assertThat(desk.publish()).isInstanceOf(Outcome.Unchanged.class);
                assertThat(desk.number()).as("number at the start after that").isEqualTo(damage.number);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void otherFilesAreTheNextReleaseAllTheSame(Damage damage) throws IOException {
        damage.strike(release(RELEASES), new Random(1));
        says(RELEASES + 1);
        try (Desk desk = start()) {
            assertThat(desk.number()).isEqualTo(RELEASES + 1);
            assertThat(desk.says("State 4.")).isTrue();
        }
    }

    @Test
    void whereTheNewestIsLostTheOneBeforeDoesNotTakeItsPlace(CapturedOutput log) throws IOException {
        delete(release(RELEASES));
        says(2);
        try (Desk desk = start()) {
            assertThat(desk.number()).isEqualTo(RELEASES + 1);
            assertThat(desk.says("State 2.")).isTrue();
        }
        assertThat(log.getOut()).contains("put its folder back from a backup");
    }

    @Test
    void aDamagedEarlierReleaseIsNotOpened() throws IOException {
        Damage.flip(release(2).resolve("release.nq.gz"), new Random(2));
        Damage.flip(release(1).resolve("manifest.json"), new Random(2));
        try (Desk desk = start()) {
            OpenedReleases opened = new OpenedReleases(desk.publisher(), 1_000_000);
            for (int number : new int[] {1, 2}) {
                org.assertj.core.api.Assertions.assertThatThrownBy(() -> opened.open(number))
                        .isInstanceOf(ReleaseUnavailableException.class);
            }
            assertThat(opened.open(RELEASES).shelf().edition().number()).isEqualTo(RELEASES);
        }
    }

    /** What {@code sha256sum -c} is given is what it expects. */
    @Test
    void checksumsAreThoseOfTheFiles() throws IOException {
        List<String> lines = Files.readAllLines(release(1).resolve("checksums"));
        assertThat(lines).hasSize(2);
        for (String line : lines) {
            String[] parts = line.split("  ");
            assertThat(parts[0])
                    .isEqualTo(eu.staytuned.lod.rdf.Sha256.of(release(1).resolve(parts[1])));
        }
    }

    private void says(int state) {
        sources.write(
                "rdf-data/state.ttl",
                "<https://w3id.org/stay-tuned/graph/state> <http://www.w3.org/2000/01/rdf-schema#comment> \"State "
                        + state + ".\"@en .\n");
    }

    /** The archive of three releases as it was before a damage. */
    private void restore() throws IOException {
        Path copy = folder.resolve("copy");
        if (Files.exists(copy)) {
            delete(sources.dataDir().resolve("releases"));
            Sources.copyFolder(copy, sources.dataDir().resolve("releases"));
        } else {
            Sources.copyFolder(sources.dataDir().resolve("releases"), copy);
        }
    }

    private Path release(int number) {
        return sources.dataDir().resolve("releases").resolve("" + number);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private Desk start() {
        return new Desk(sources.settings(), DatasetGraphFactory.createTxnMem());
    }
}
