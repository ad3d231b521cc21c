package eu.staytuned.lod.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.ResourceFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Turtle and SPARQL files look alike, so that a change is a short diff and a prefix pastes into any query. */
class TurtleStyleTests {

    private static final Pattern PREFIX = Pattern.compile("(?m)^PREFIX\\s+([\\w-]*):\\s+<([^>]*)>$");

    /** The text of a query that stands in Turtle. */
    private static final Pattern QUERY = Pattern.compile("\"\"\"([^\"]*(?:\"{1,2}[^\"]+)*)\"\"\"");

    private static final Property VALUES = ResourceFactory.createProperty("http://www.w3.org/ns/shacl#values");

    static Stream<Path> files() {
        return Stream.of(SourceFiles.ONTOLOGY, SourceFiles.DATA).flatMap(folder -> Stream.of(".ttl", ".rq")
                .flatMap(ending -> SourceFiles.files(folder, ending).stream()));
    }

    static Stream<Path> turtleFiles() {
        return SourceFiles.turtleFiles().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("files")
    void theFileIsUtf8WithoutMarkOrTabsAndEndsWithALineBreak(Path file) throws IOException {
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                .toString();

        assertThat(text).doesNotContain("\ufeff", "\t", "\r").endsWith("\n").doesNotEndWith("\n\n");
        assertThat(text.lines()).noneMatch(line -> line.endsWith(" "));
        assertThat(text).as("real letters, no escapes").doesNotContain("\\u");
    }

    @ParameterizedTest
    @MethodSource("files")
    void itsPrefixesAreSortedAndUsed(Path file) {
        String text = SourceFiles.text(file);
        assertSortedAndUsed(QUERY.matcher(text).replaceAll(""), file);
        Matcher query = QUERY.matcher(text);
        while (query.find()) {
            assertSortedAndUsed(query.group(1), file);
        }
    }

    private static void assertSortedAndUsed(String text, Path file) {
        List<String> prefixes = new ArrayList<>();
        Matcher prefix = PREFIX.matcher(text);
        while (prefix.find()) {
            prefixes.add(prefix.group(1));
        }

        assertThat(prefixes).isSorted().doesNotHaveDuplicates();
        assertThat(text).doesNotContain("@prefix");
        String body = PREFIX.matcher(text).replaceAll("");
        for (String used : prefixes) {
            assertThat(body)
                    .as("%s: is declared in %s and used", used, file)
                    .containsPattern("(?<![\\w-])" + Pattern.quote(used) + ":");
        }
    }

    @ParameterizedTest
    @MethodSource("turtleFiles")
    void itHasNoBlankNodeThatSomeoneMightWantToCite(Path file) {
        if (!file.endsWith("shapes.ttl")) {
            Model model = SourceFiles.parse(file);
            assertThat(model.listSubjects().toList())
                    .noneMatch(subject -> subject.isAnon() && !model.contains(null, VALUES, subject));
        }
    }

    @ParameterizedTest
    @MethodSource("turtleFiles")
    void everySubjectBeginsALineAndIsDescribedOnce(Path file) {
        List<String> subjects = new ArrayList<>();
        Matcher subject = Pattern.compile("(?m)^(<[^>]+>|[\\w-]+:[\\w.-]*) ").matcher(SourceFiles.text(file));
        while (subject.find()) {
            subjects.add(subject.group(1));
        }

        assertThat(subjects).isNotEmpty().doesNotHaveDuplicates();
    }

    @Test
    void aPrefixStandsForOneNamespaceInAllFiles() {
        assertThat(SourceFiles.prefixes().getNsPrefixMap()).containsEntry("st", SourceFiles.TERMS);
    }

    @Test
    void everyPrefixOfOursBelowIdIsTheNameOfItsKind() {
        SourceFiles.prefixes().getNsPrefixMap().forEach((prefix, namespace) -> {
            if (namespace.startsWith(SourceFiles.BASE + "id/")) {
                assertThat(namespace).isEqualTo(SourceFiles.BASE + "id/" + prefix + "/");
            }
        });
    }
}
