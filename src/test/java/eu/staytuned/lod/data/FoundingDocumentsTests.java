package eu.staytuned.lod.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table in {@code docs/founding-documents.md} holds: no line of the founding documents is missing from the data. */
class FoundingDocumentsTests {

    private static final Path TABLE = Path.of("docs", "founding-documents.md");
    private static final Pattern ROW =
            Pattern.compile("\\| ([0-9, ]+) \\| ([^|]+) \\| `([^`]+)` \\| `([^`]+)` \\| `([^`]+)` \\|");

    record Row(String document, List<Integer> lines, String what, String resource, String property, String value) {
        @Override
        public String toString() {
            return document + " " + lines + " " + what + ": " + resource + " " + property + " " + value;
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void eachRowIsInTheData(Row row) {
        StatementTable.assertInTheData(row.toString(), row.resource(), row.property(), row.value());
    }

    @Test
    void everyLineHasARow() throws IOException {
        Path folder = foundingDocuments();
        for (String document : List.of("cedefop-stay-tuned.txt", "urbact-stay-tuned.txt")) {
            Set<Integer> covered = new HashSet<>();
            rows().filter(row -> row.document().equals(document)).forEach(row -> covered.addAll(row.lines()));
            List<String> lines = Files.readAllLines(folder.resolve(document), StandardCharsets.UTF_8);
            List<String> missing = new ArrayList<>();
            for (int number = 1; number <= lines.size(); number++) {
                String line = lines.get(number - 1).replace('\u00a0', ' ');
                if (!line.isBlank() && !covered.contains(number)) {
                    missing.add(document + ":" + number + " " + line);
                }
                assertThat(line.isBlank() && covered.contains(number))
                        .as("%s:%d is empty and has a row", document, number)
                        .isFalse();
            }
            assertThat(missing).isEmpty();
        }
    }

    static Stream<Row> rows() {
        List<Row> rows = new ArrayList<>();
        String document = "";
        for (String line : SourceFiles.text(TABLE).split("\n")) {
            if (line.startsWith("## ")) {
                document = line.substring("## ".length());
            } else if (line.startsWith("| ") && !line.startsWith("| Lines")) {
                Matcher row = ROW.matcher(line);
                assertThat(row.matches()).as("A row that can be read: %s", line).isTrue();
                List<Integer> lines = Stream.of(row.group(1).split(", *"))
                        .map(Integer::valueOf)
                        .toList();
                rows.add(new Row(document, lines, row.group(2), row.group(3), row.group(4), row.group(5)));
            }
        }
        assertThat(rows).hasSizeGreaterThan(300);
        return rows.stream();
    }

    /** The folder with the two documents, which is no part of the repository. */
    static Path foundingDocuments() {
        Path folder = Path.of(System.getProperty("founding.documents", "../shared/sources"));
        assumeTrue(
                Files.isDirectory(folder),
                () -> "The founding documents are not at " + folder + "; give their folder by -Dfounding.documents=…");
        return folder;
    }
}
