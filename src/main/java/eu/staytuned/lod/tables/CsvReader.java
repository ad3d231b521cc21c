package eu.staytuned.lod.tables;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads comma-separated values (RFC 4180) in UTF-8 row by row. */
final class CsvReader implements Closeable {

    private final BufferedReader in;

    CsvReader(InputStream in) {
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1 << 16);
    }

    /** The next row; empty after the last. */
    Optional<List<String>> row() throws IOException {
        int c = in.read();
        if (c < 0) {
            return Optional.empty();
        }
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        while (true) {
            if (quoted) {
                if (c < 0) {
                    throw new IOException("A quoted cell has no end");
                }
                if (c != '"') {
                    cell.append((char) c);
                    c = in.read();
                    continue;
                }
                c = in.read();
                if (c == '"') {
                    cell.append('"');
                    c = in.read();
                } else {
                    quoted = false;
                }
            } else if (c == '"' && cell.isEmpty()) {
                quoted = true;
                c = in.read();
            } else if (c == ',') {
                cells.add(cell.toString());
                cell.setLength(0);
                c = in.read();
            } else if (c == '\r' || c == '\n' || c < 0) {
                if (c == '\r') {
                    in.mark(1);
                    if (in.read() != '\n') {
                        in.reset();
                    }
                }
                cells.add(cell.toString());
                return Optional.of(cells);
            } else {
                cell.append((char) c);
                c = in.read();
            }
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
