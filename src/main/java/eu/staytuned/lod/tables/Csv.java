package eu.staytuned.lod.tables;

import java.util.List;

/** Comma-separated values (RFC 4180). */
public final class Csv {

    private static final String LINE_END = "\r\n";

    private Csv() {}

    /** Adds a row; what has a comma, a quote or a line break in it stands in quotes. */
    public static void row(StringBuilder table, List<String> cells) {
        for (int i = 0; i < cells.size(); i++) {
            table.append(i == 0 ? "" : ",");
            cell(cells.get(i), table);
        }
        table.append(LINE_END);
    }

    private static void cell(String text, StringBuilder row) {
        boolean quoted = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        if (quoted) {
            row.append('"').append(text.replace("\"", "\"\"")).append('"');
        } else {
            row.append(text);
        }
    }
}
