package eu.staytuned.lod.template;

import java.util.Arrays;

/** A page while it is written, in UTF-8. */
final class Output {

    private static final byte[] AMPERSAND = ascii("&amp;");
    private static final byte[] LESS = ascii("&lt;");
    private static final byte[] GREATER = ascii("&gt;");
    private static final byte[] QUOTE = ascii("&quot;");
    private static final byte[] APOSTROPHE = ascii("&#39;");
    private static final int LONGEST = 6;

    private byte[] bytes = new byte[1 << 15];
    private int length;

    void write(byte[] written) {
        grow(written.length);
        System.arraycopy(written, 0, bytes, length, written.length);
        length += written.length;
    }

    /** A text as it is. */
    void raw(String text) {
        text(text, false);
    }

    /** A text in which nothing is markup, within an element or between quotation marks. */
    void escaped(String text) {
        text(text, true);
    }

    private void text(String text, boolean escaped) {
        int end = text.length();
        grow(end * LONGEST);
        byte[] into = bytes;
        int at = length;
        for (int i = 0; i < end; i++) {
            char letter = text.charAt(i);
            if (letter < 0x80) {
                byte[] instead = escaped ? entity(letter) : null;
                if (instead == null) {
                    into[at++] = (byte) letter;
                } else {
                    System.arraycopy(instead, 0, into, at, instead.length);
                    at += instead.length;
                }
            } else if (letter < 0x800) {
                into[at++] = (byte) (0xC0 | letter >> 6);
                into[at++] = (byte) (0x80 | letter & 0x3F);
            } else if (Character.isHighSurrogate(letter)
                    && i + 1 < end
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                int point = Character.toCodePoint(letter, text.charAt(++i));
                into[at++] = (byte) (0xF0 | point >> 18);
                into[at++] = (byte) (0x80 | point >> 12 & 0x3F);
                into[at++] = (byte) (0x80 | point >> 6 & 0x3F);
                into[at++] = (byte) (0x80 | point & 0x3F);
            } else if (Character.isSurrogate(letter)) {
                into[at++] = '?'; // half of a letter, as String.getBytes has it
            } else {
                into[at++] = (byte) (0xE0 | letter >> 12);
                into[at++] = (byte) (0x80 | letter >> 6 & 0x3F);
                into[at++] = (byte) (0x80 | letter & 0x3F);
            }
        }
        length = at;
    }

    /** A text with entities in place of markup. */
    static String withEntities(String text) {
        int plain = 0;
        while (plain < text.length() && entity(text.charAt(plain)) == null) {
            plain++;
        }
        if (plain == text.length()) {
            return text;
        }
        StringBuilder with = new StringBuilder(text.length() + 2 * LONGEST).append(text, 0, plain);
        for (int i = plain; i < text.length(); i++) {
            byte[] instead = entity(text.charAt(i));
            if (instead == null) {
                with.append(text.charAt(i));
            } else {
                for (byte letter : instead) {
                    with.append((char) letter);
                }
            }
        }
        return with.toString();
    }

    private static byte @org.jspecify.annotations.Nullable [] entity(char letter) {
        return switch (letter) {
            case '&' -> AMPERSAND;
            case '<' -> LESS;
            case '>' -> GREATER;
            case '"' -> QUOTE;
            case '\'' -> APOSTROPHE;
            default -> null;
        };
    }

    private void grow(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }
}
