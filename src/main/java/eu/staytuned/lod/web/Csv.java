package eu.staytuned.lod.web;

import java.util.List;
import java.util.stream.Collectors;

/** Comma-separated values (RFC 4180). */
final class Csv {

    private Csv() {}

    /** Adds a row; what has a comma, a quote or a line break in it stands in quotes. */
    static void row(StringBuilder table, List<String> values) {
        table.append(values.stream().map(Csv::value).collect(Collectors.joining(",")))
                .append("\r\n");
    }

    private static String value(String value) {
        return value.matches("(?s).*[,\"\r\n].*") ? "\"" + value.replace("\"", "\"\"") + "\"" : value;
    }
}
