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

    /** What of a text needs to be written in another way than as it is. */
    interface Escapes {

        /** By ASCII character: whether it is written in another way. */
        boolean[] escaped();

        /** What is written for a character, in ASCII. */
        String of(char escaped);
    }

    /** A text with what stands for some of its characters. */
    void write(String text, Escapes escapes) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        pad(indent);
        room(encoded.length);
        boolean[] escaped = escapes.escaped();
        int from = 0;
        for (int at = 0; at < encoded.length; at++) {
            byte unit = encoded[at];
            boolean replacement = unit == REPLACEMENT[0] && isReplacement(encoded, at);
            if (replacement || unit >= 0 && escaped[unit]) {
                take(encoded, from, at);
                write(escapes.of(replacement ? '\uFFFD' : (char) unit));
                column -= 1;
                at += replacement ? REPLACEMENT.length - 1 : 0;
                from = at + 1;
                room(encoded.length - at);
            }
        }
        take(encoded, from, encoded.length);
        column += text.length();
    }

    private static boolean isReplacement(byte[] encoded, int at) {
        return Arrays.equals(encoded, at, at + REPLACEMENT.length, REPLACEMENT, 0, REPLACEMENT.length);
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
