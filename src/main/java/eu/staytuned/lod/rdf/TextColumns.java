package eu.staytuned.lod.rdf;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Text in UTF-8 whose columns are counted: where a line begins, it is moved in. */
final class TextColumns {

    private static final int SENT_AT_ONCE = 1 << 16;

    /** U+FFFD, which readers of RDF take for the trace of a wrong encoding. */
    private static final byte[] REPLACEMENT = "\uFFFD".getBytes(StandardCharsets.UTF_8);

    private final OutputStream out;
    private byte[] bytes = new byte[SENT_AT_ONCE / 2];
    private int size;
    private int column;
    private int indent;

    TextColumns(OutputStream out) {
        this.out = out;
    }

    /** In characters from the left; at the beginning of a line, where its text will begin. */
    int column() {
        return Math.max(column, indent);
    }

    int indent() {
        return indent;
    }

    /** Nothing is written to the left of this column from now on. */
    void indent(int columns) {
        indent = columns;
    }

    void newLine() throws IOException {
        room(1);
        bytes[size++] = '\n';
        column = 0;
        if (size >= SENT_AT_ONCE) {
            send();
        }
    }

    /** Spaces up to a column. */
    void pad(int to) {
        if (column < to) {
            room(to - column);
            Arrays.fill(bytes, size, size + to - column, (byte) ' ');
            size += to - column;
            column = to;
        }
    }

    void write(char ascii) {
        pad(indent);
        room(1);
        bytes[size++] = (byte) ascii;
        column++;
    }

    /** @param ascii without line breaks */
    void write(String ascii) {
        int length = ascii.length();
        pad(indent);
        room(length);
        for (int i = 0; i < length; i++) {
            bytes[size + i] = (byte) ascii.charAt(i);
        }
        size += length;
        column += length;
    }

    /**
     * @param text without line breaks
     * @param width in characters
     */
    void write(byte[] text, int width) {
        pad(indent);
        room(text.length);
        System.arraycopy(text, 0, bytes, size, text.length);
        size += text.length;
        column += width;
    }

    /**
     * The rest of a text.
     *
     * @param text without line breaks
     */
    void write(String text, int from) {
        int length = text.length() - from;
        room(length);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(from + i);
            if (c >= 128) {
                byte[] encoded = text.substring(from + i).getBytes(StandardCharsets.UTF_8);
                size += i;
                column += i;
                write(encoded, length - i);
                return;
            }
            bytes[size + i] = (byte) c;
        }
        size += length;
        column += length;
    }

    /** What of a text is written in another way than as it is. */
    static final class Escapes {

        /** By byte of UTF-8: whether there is anything to be looked at. */
        private final boolean[] suspects = new boolean[256];

        private final String letters;

        /**
         * @param characters ASCII
         * @param controls whether all control characters and the space belong to them
         * @param letters those that have a letter for themselves, as a character and its letter in turns
         */
        Escapes(String characters, boolean controls, String letters) {
            characters.chars().forEach(c -> suspects[c] = true);
            for (int c = 0; c <= ' ' && controls; c++) {
                suspects[c] = true;
            }
            suspects[REPLACEMENT[0] & 0xFF] = true;
            this.letters = letters;
        }

        boolean contain(char c) {
            return c < 128 && suspects[c] || c == '\uFFFD';
        }

        /** What is written for a character, in ASCII. */
        String of(char c) {
            for (int at = 0; at < letters.length(); at += 2) {
                if (letters.charAt(at) == c) {
                    return "\\" + letters.charAt(at + 1);
                }
            }
            return "\\u%04X".formatted((int) c);
        }
    }

    /** A text with what stands for some of its characters. */
    void write(String text, Escapes escapes) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        pad(indent);
        room(encoded.length);
        boolean[] suspects = escapes.suspects;
        int from = 0;
        for (int at = 0; at < encoded.length; at++) {
            byte unit = encoded[at];
            if (suspects[unit & 0xFF] && (unit >= 0 || isReplacement(encoded, at))) {
                take(encoded, from, at);
                write(escapes.of(unit >= 0 ? (char) unit : '\uFFFD'));
                column -= 1;
                at += unit >= 0 ? 0 : REPLACEMENT.length - 1;
                from = at + 1;
                room(encoded.length - at);
            }
        }
        take(encoded, from, encoded.length);
        column += text.length();
    }

    private static boolean isReplacement(byte[] encoded, int at) {
        return encoded[at + 1] == REPLACEMENT[1] && encoded[at + 2] == REPLACEMENT[2];
    }

    private void take(byte[] from, int start, int end) {
        System.arraycopy(from, start, bytes, size, end - start);
        size += end - start;
    }

    private void room(int wanted) {
        if (size + wanted > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + wanted));
        }
    }

    /** Sends what was written so far. */
    void send() throws IOException {
        out.write(bytes, 0, size);
        size = 0;
    }
}
