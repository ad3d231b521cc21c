package eu.staytuned.lod.tables;

import static org.assertj.core.api.Assertions.assertThat;

import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.store.Edition;
import eu.staytuned.lod.store.Shelf;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.zip.ZipFile;
import org.apache.jena.sparql.core.DatasetGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The workbook, opened again. */
class TableWorkbookTests {

    private static final Edition EDITION = new Edition(7, "a".repeat(64), Instant.parse("2026-11-22T10:00:00Z"));
    private static final int MANY = 100_000;

    @TempDir
    Path folder;

    @Test
    void textsStayTextsWhateverTheyBeginWithAndNumbersAreNumbers() throws IOException {
        DatasetGraph data = TableReviewTests.dataset(TableReviewTests.TABLE
                .replace("ex:name \"Ghent\"", "ex:name \"=1+1\"")
                .replace("ex:name \"София\"", "ex:name \"@SUM(1)\""));
        Path workbook = write(data, List.of(table(data, reader -> Rows.of(only(data), data, 0, reader))));

        String sheet = part(workbook, "xl/worksheets/sheet3.xml");
        assertThat(sheet)
                .contains("<is><t>=1+1</t></is>", "<is><t>@SUM(1)</t></is>", "<v>262219</v>")
                .contains("state=\"frozen\"", "<autoFilter ref=\"A1:E3\"")
                .doesNotContain("<f>", "<f ");
        assertThat(part(workbook, "xl/worksheets/_rels/sheet3.xml.rels")).contains("http://example.org/ghent");
    }

    @Test
    void aReadMeComesFirstAndSaysWhichReleaseItIsAndHowToCiteIt() throws IOException {
        DatasetGraph data = TableReviewTests.dataset(TableReviewTests.TABLE);
        Path workbook = write(data, List.of(table(data, reader -> Rows.of(only(data), data, 0, reader))));

        assertThat(part(workbook, "xl/workbook.xml")).containsSubsequence("README", "columns", "cities");
        assertThat(part(workbook, "xl/worksheets/sheet1.xml"))
                .contains("7, 22 November 2026", "Stay Tuned Linked Data, release 7", "http://localhost/releases/7");
        assertThat(part(workbook, "xl/worksheets/sheet2.xml")).contains("people", "integer");
    }

    /** They are 100 MB: in half of that they cannot all be held. */
    @Test
    void aHundredThousandRowsAreNeverHeldAtOnce() throws IOException {
        DatasetGraph data = TableReviewTests.dataset(TableReviewTests.TABLE);
        String text = "x".repeat(1_000);
        long[] most = {0};
        long before = used();
        WrittenTable table = table(data, reader -> {
            for (int i = 0; i < MANY; i++) {
                reader.row(List.of("http://example.org/" + i, text + i, "" + i, "", ""));
                if (i % 20_000 == 0) {
                    most[0] = Math.max(most[0], used() - before);
                }
            }
        });
        assertThat(table.rows()).isEqualTo(MANY);
        assertThat(table.size()).isGreaterThan(100_000_000L);
        assertThat(table.rows(99_990, 20)).hasSize(10).last().satisfies(row -> assertThat(row)
                .startsWith("http://example.org/99999"));

        Path workbook = write(data, List.of(table));
        assertThat(most[0]).isLessThan(50_000_000L);
        assertThat(used() - before).isLessThan(50_000_000L);
        assertThat(Files.size(workbook)).isGreaterThan(100_000L);
    }

    private static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static Table only(DatasetGraph data) {
        return Tables.of(data.getDefaultGraph()).all().get(0);
    }

    private WrittenTable table(DatasetGraph data, WrittenTable.RowSource rows) throws IOException {
        return WrittenTable.write(only(data), folder.resolve("cities.csv"), rows);
    }

    private Path write(DatasetGraph data, List<WrittenTable> tables) throws IOException {
        Path file = folder.resolve("all.xlsx");
        TableDescriptions descriptions = new TableDescriptions(
                new Shelf(EDITION, data), new IriSpace("http://localhost/"), Tables.of(data.getDefaultGraph()), tables);
        new TableWorkbook(descriptions, tables).write(file);
        return file;
    }

    private static String part(Path workbook, String name) throws IOException {
        try (ZipFile zip = new ZipFile(workbook.toFile());
                InputStream in = zip.getInputStream(zip.getEntry(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
