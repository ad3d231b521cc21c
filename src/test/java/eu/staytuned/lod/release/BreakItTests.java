package eu.staytuned.lod.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Faulty input is refused with a message that names the file and the cause. Each case spoils the repository's own ontology
 * and data in one way; {@code break-it/<case>/case.properties} says how, and what must be said about it: a message, or the
 * check whose first line it is.
 */
class BreakItTests {

    private static final Path CORPUS = Path.of("src/test/resources/release/break-it");

    private static final ExecutorService JUDGES = Executors.newFixedThreadPool(2);
    private static final Map<String, Future<Spoilt>> VERDICTS = new HashMap<>();

    @TempDir
    Path folder;

    static List<String> cases() throws IOException {
        try (Stream<Path> all = Files.list(CORPUS)) {
            return all.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void unspoiltTheRepositoryCanBePublished() {
        assertThat(Sources.ofTheRepositoryWithoutFigures(folder).judge()).isInstanceOf(Verdict.Publishable.class);
    }

    private static Properties properties(String name) throws IOException {
        Properties spoilt = new Properties();
        try (Reader reader = Files.newBufferedReader(CORPUS.resolve(name).resolve("case.properties"))) {
            spoilt.load(reader);
        }
        return spoilt;
    }

    /** Judged two at a time and ahead of the tests: each takes a second or so of one processor. */
    @BeforeAll
    static void judgeAll(@TempDir Path home) throws IOException {
        for (String name : cases()) {
            VERDICTS.put(name, JUDGES.submit(() -> spoilt(name, home.resolve(name))));
        }
    }

    @AfterAll
    static void stop() {
        JUDGES.shutdownNow();
    }

    private static Spoilt spoilt(String name, Path home) throws IOException {
        Properties spoilt = properties(name);
        Sources sources = Sources.ofTheRepositoryWithoutFigures(home);
        for (int i = 1; spoilt.containsKey("edit." + i + ".file"); i++) {
            sources.replace(
                    spoilt.getProperty("edit." + i + ".file"),
                    spoilt.getProperty("edit." + i + ".replace"),
                    spoilt.getProperty("edit." + i + ".by"));
        }
        Path put = CORPUS.resolve(name).resolve("put");
        if (Files.isDirectory(put)) {
            Sources.copyFolder(put, sources.file("."));
        }
        return new Spoilt(sources, spoilt, sources.judge());
    }

    private record Spoilt(Sources sources, Properties how, Verdict verdict) {}

    @ParameterizedTest
    @MethodSource("cases")
    void isRefused(String name) throws Exception {
        Spoilt spoilt = VERDICTS.remove(name).get();
        Properties how = spoilt.how();

        assertRefused(
                spoilt.verdict(),
                how.getProperty("file"),
                how.containsKey("check")
                        ? spoilt.sources()
                                .text(how.getProperty("check"))
                                .lines()
                                .findFirst()
                                .orElseThrow()
                                .substring(2)
                        : how.getProperty("message"),
                how.getProperty("resource", ""),
                how.getProperty("property", ""),
                Integer.parseInt(how.getProperty("line", "0")));
    }

    @Test
    void aLiteralOfFiftyMegabytesIsRefused() {
        Sources sources = Sources.ofTheRepositoryWithoutFigures(folder)
                .write(
                        "rdf-data/extra.ttl",
                        "<https://w3id.org/stay-tuned/id/city/ghent>\n  <http://www.w3.org/2000/01/rdf-schema#comment> \""
                                + "x".repeat(50 << 20) + "\"@en .");

        assertRefused(sources.judge(), "rdf-data/extra.ttl", "publication.max-literal", "", "", 2);
    }

    @Test
    void aFileThatIsTooLargeIsRefused() {
        Sources sources =
                Sources.ofTheRepositoryWithoutFigures(folder).write("rdf-data/extra.nt", "# ".repeat(33 << 20));

        assertRefused(sources.judge(), "rdf-data/extra.nt", "publication.max-file", "", "", 0);
    }

    @Test
    void aLinkThatLeadsOutOfTheFolderIsRefused() throws IOException {
        Sources sources = Sources.ofTheRepositoryWithoutFigures(folder);
        Path outside = Files.writeString(folder.resolve("outside.ttl"), "# secret");
        Files.createSymbolicLink(sources.file("rdf-data/cities/lyon.ttl"), outside);

        assertRefused(sources.judge(), "rdf-data/cities/lyon.ttl", "leads out of the source folder", "", "", 0);
    }

    @Test
    void aLinkToAFolderOutsideIsRefused() throws IOException {
        Sources sources = Sources.ofTheRepositoryWithoutFigures(folder);
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Files.createSymbolicLink(sources.file("rdf-data/more"), outside);

        assertRefused(sources.judge(), "rdf-data/more", "leads out of the source folder", "", "", 0);
    }

    @Test
    void aLinkThatLeadsNowhereIsRefused() throws IOException {
        Sources sources = Sources.ofTheRepositoryWithoutFigures(folder);
        Files.createSymbolicLink(sources.file("rdf-data/cities/lyon.ttl"), Path.of("nowhere.ttl"));

        assertRefused(sources.judge(), "rdf-data/cities/lyon.ttl", "leads nowhere", "", "", 0);
    }

    @Test
    void aLinkThatGoesInCirclesIsRefused() throws IOException {
        Sources sources = Sources.ofTheRepositoryWithoutFigures(folder);
        Files.createSymbolicLink(sources.file("rdf-data/cities/again"), sources.file("rdf-data"));

        assertRefused(sources.judge(), "rdf-data/cities/again", "A link to a folder above it", "", "", 0);
    }

    @Test
    void aMissingFolderIsRefused() throws IOException {
        Sources sources = Sources.ofTheRepositoryWithoutFigures(folder);
        Files.move(sources.file("rdf-data"), sources.file("elsewhere"));

        assertRefused(sources.judge(), sources.file("rdf-data").toString(), "There is no such folder", "", "", 0);
    }

    @Test
    void statementsNestedWithoutEndAreRefused() {
        Sources sources = Sources.ofTheRepositoryWithoutFigures(folder)
                .write("rdf-data/extra.ttl", "<http://example.org/s> " + "<http://example.org/p> [ ".repeat(100_000));

        assertRefused(sources.judge(), "rdf-data/extra.ttl", "Nested too deeply", "", "", 0);
    }

    private static void assertRefused(
            Verdict verdict, String file, String message, String resource, String property, int line) {
        assertThat(verdict).as("a release with this fault").isInstanceOf(Verdict.Rejected.class);
        List<Fault> faults = ((Verdict.Rejected) verdict).faults();
        assertThat(faults).as(Report.refused(faults, "")).anySatisfy(fault -> {
            assertThat(fault.stopsTheRelease()).isTrue();
            assertThat(fault.file()).isEqualTo(file);
            assertThat(fault.message()).contains(message).isNotBlank();
            assertThat(fault.resource()).contains(resource);
            assertThat(fault.property()).contains(property);
            if (line > 0) {
                assertThat(fault.line()).isEqualTo(line);
            }
        });
    }
}
