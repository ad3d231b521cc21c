package eu.staytuned.lod.rdf;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * The URI form of an IRI, or of a part of one: what stands in a request line and in a header. Two spellings of the same IRI
 * have the same form: letters outside ASCII and their escapes, escapes in upper or lower case, escapes of letters that need
 * none.
 */
public final class UriForm {

    private static final String UNRESERVED = "-._~";
    /** What no URI contains, and what would end one early in a header or an attribute. */
    private static final String NEVER = "\"<>\\^`{|}";

    private static final String HEX = "0123456789ABCDEF";

    private UriForm() {}

    /**
     * The URI form (RFC 3987 §3.1), with escapes normalised (RFC 3986 §6.2.2): {@code G%c3%b6teborg} and
     * {@code Göteborg} both give {@code G%C3%B6teborg}. Escapes of reserved characters stay: {@code a%2Fb} is not {@code
     * a/b}. Nothing is decoded twice.
     */
    public static String of(String path) {
        if (isPlain(path)) {
            return path;
        }
        StringBuilder normal = new StringBuilder(path.length() + 16);
        ByteBuffer bytes;
        try {
            bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(path));
        } catch (CharacterCodingException e) {
            return path;
        }
        while (bytes.hasRemaining()) {
            int octet = bytes.get() & 0xFF;
            int escaped = octet == '%' ? escape(bytes) : -1;
            if (escaped >= 0 && isUnreserved(escaped)) {
                normal.append((char) escaped);
            } else if (escaped >= 0) {
                append(normal, escaped);
            } else if (octet > ' ' && octet < 0x7F && NEVER.indexOf(octet) < 0) {
                normal.append((char) octet);
            } else {
                append(normal, octet);
            }
        }
        return normal.toString();
    }

    /** Reads the two digits after a per cent sign; -1, and nothing read, where there are none. */
    private static int escape(ByteBuffer bytes) {
        if (bytes.remaining() < 2) {
            return -1;
        }
        int high = Character.digit(bytes.get(bytes.position()), 16);
        int low = Character.digit(bytes.get(bytes.position() + 1), 16);
        if (high < 0 || low < 0) {
            return -1;
        }
        bytes.position(bytes.position() + 2);
        return high * 16 + low;
    }

    private static boolean isPlain(String path) {
        for (int i = 0; i < path.length(); i++) {
            if (path.charAt(i) <= ' '
                    || path.charAt(i) == '%'
                    || path.charAt(i) >= 0x7F
                    || NEVER.indexOf(path.charAt(i)) >= 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUnreserved(int octet) {
        return octet >= 'a' && octet <= 'z'
                || octet >= 'A' && octet <= 'Z'
                || octet >= '0' && octet <= '9'
                || UNRESERVED.indexOf(octet) >= 0;
    }

    private static void append(StringBuilder path, int octet) {
        path.append('%').append(HEX.charAt(octet >> 4)).append(HEX.charAt(octet & 0xF));
    }
}
