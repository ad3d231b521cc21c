package eu.staytuned.lod.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Comma-separated values as RFC 4180 has them. */
class CsvTests {

    private static final List<List<String>> ROWS = List.of(
            List.of("name", "text"),
            List.of("Αμπελόκηποι – Μενεμένη", "една, две"),
            List.of("", "\"quoted\""),
            List.of("line\r\nbreak\nand\rreturn", ""),
            List.of("-8.65", "@StayTunedEU"));

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        assertThat(read(write(ROWS))).isEqualTo(ROWS);
    }

    @Test
    void aLineEndsInTwoCharactersAndOnlyWhatNeedsItStandsInQuotes() throws IOException {
        assertThat(write(ROWS))
                .isEqualTo(
                        """
                        name,text\r
                        Αμπελόκηποι – Μενεμένη,"една, две"\r
                        ,""\"quoted""\"\r
                        "line\r
                        break
                        and\rreturn",\r
                        -8.65,@StayTunedEU\r
                        """);
    }

    @Test
    void theWriterKnowsWhereTheNextRowBegins() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (CsvWriter writer = new CsvWriter(out)) {
            writer.row(List.of("град"));
            assertThat(writer.position()).isEqualTo(10).isEqualTo(out.size());
        }
    }

    private static String write(List<List<String>> rows) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (CsvWriter writer = new CsvWriter(out)) {
            for (List<String> row : rows) {
                writer.row(row);
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    static List<List<String>> read(String text) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        try (CsvReader reader = new CsvReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))) {
            for (Optional<List<String>> row = reader.row(); row.isPresent(); row = reader.row()) {
                rows.add(row.get());
            }
        }
        return rows;
    }
}
