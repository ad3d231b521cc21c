package eu.staytuned.lod.lookup;

import java.util.ArrayList;
import java.util.List;

/**
 * A table in comma-separated values (RFC 4180), or with semicolons or tabs between them, row by row. Each row keeps its own
 * text, so that what we add to it changes nothing in it: neither its quotes nor what a spreadsheet would take for a formula.
 */
final class Table {

    /**
     * A row.
     *
     * @param text as it stands in the file, without the end of the line
     * @param end of the line; empty after the last, perhaps
     */
    record Row(String text, String end, List<String> cells) {

        boolean isBlank() {
            return text.isBlank();
        }
    }

    /** What cannot be read, and where. */
    static final class UnreadableException extends RuntimeException {

        UnreadableException(String message) {
            super(message, null, false, false);
        }
    }

    private static final String DELIMITERS = ",;\t";

    private final String text;
    private final char delimiter;
    private int at;
    private int line = 1;

    Table(String text) {
        this.text = text;
        // A byte-order mark belongs to the file and not to its first cell.
        this.at = text.startsWith("\uFEFF") ? 1 : 0;
        this.delimiter = delimiterOf(text);
    }

    char delimiter() {
        return delimiter;
    }

    /** The one that the first line has most of, outside of quotes. */
    private static char delimiterOf(String text) {
        int[] counts = new int[DELIMITERS.length()];
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter == '"') {
                quoted = !quoted;
            } else if (!quoted && (letter == '\n' || letter == '\r')) {
                break;
            } else if (!quoted && DELIMITERS.indexOf(letter) >= 0) {
                counts[DELIMITERS.indexOf(letter)]++;
            }
        }
        int best = 0;
        for (int i = 1; i < counts.length; i++) {
            best = counts[i] > counts[best] ? i : best;
        }
        return DELIMITERS.charAt(best);
    }

    boolean hasNext() {
        return at < text.length();
    }

    Row next() {
        int start = at;
        int startLine = line;
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        boolean opened = false;
        while (at < text.length()) {
            char letter = text.charAt(at);
            if (quoted) {
                if (letter == '"' && at + 1 < text.length() && text.charAt(at + 1) == '"') {
                    cell.append('"');
                    at++;
                } else if (letter == '"') {
                    quoted = false;
                } else {
                    line += letter == '\n' ? 1 : 0;
                    cell.append(letter);
                }
            } else if (letter == '"' && cell.isEmpty() && !opened) {
                quoted = true;
                opened = true;
            } else if (letter == delimiter) {
                cells.add(cell.toString());
                cell.setLength(0);
                opened = false;
            } else if (letter == '\n' || letter == '\r') {
                break;
            } else {
                cell.append(letter);
            }
            at++;
        }
        if (quoted) {
            throw new UnreadableException(
                    "The quotation mark that is opened in line " + startLine + " is never closed.");
        }
        cells.add(cell.toString());
        String row = text.substring(start, at);
        int end = at;
        if (at < text.length()) {
            at += text.startsWith("\r\n", at) ? 2 : 1;
            line++;
        }
        return new Row(row, text.substring(end, at), cells);
    }

    /** A cell as it is written: in quotes where it would not be one cell otherwise. */
    String written(String cell) {
        return cell.indexOf(delimiter) >= 0
                        || cell.indexOf('"') >= 0
                        || cell.indexOf('\n') >= 0
                        || cell.indexOf('\r') >= 0
                ? "\"" + cell.replace("\"", "\"\"") + "\""
                : cell;
    }
}
