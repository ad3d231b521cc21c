package eu.staytuned.lod.tables;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes comma-separated values (RFC 4180) in UTF-8, without a byte-order mark: programs take a mark for part of the first
 * name, and who wants a spreadsheet has the workbook.
 *
 * <p>Cells are written as they are. A text that a spreadsheet would take for a formula is for {@link TableReview} to find
 * before the release goes out; an apostrophe put before it here would be one more thing for every program to take off.
 */
final class CsvWriter implements Closeable {

    private final OutputStream out;
    private long position;

    CsvWriter(OutputStream out) {
        this.out = out;
    }

    /** How many bytes have been written: where the next row begins. */
    long position() {
        return position;
    }

    void row(List<String> cells) throws IOException {
        StringBuilder line = new StringBuilder();
        Csv.row(line, cells);
        byte[] bytes = line.toString().getBytes(StandardCharsets.UTF_8);
        out.write(bytes);
        position += bytes.length;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
