package eu.staytuned.lod.front;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.catalina.connector.Request;
import org.apache.tomcat.util.buf.ByteChunk;
import org.apache.tomcat.util.buf.MessageBytes;
import org.apache.tomcat.util.http.FastHttpDateFormat;
import org.apache.tomcat.util.http.MimeHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A request as far as an answer may depend on it. A request that says anything that is not here is none of ours: it is
 * answered as if nothing were ever kept.
 *
 * @param address path and query as they came, not a letter changed
 * @param accept the {@code Accept} header; null where there is none
 * @param languages the {@code Accept-Language} header; null where there is none
 * @param encodings the {@code Accept-Encoding} header; null where there is none
 * @param tag the entity tag that the client has; null where it says none
 * @param since the time of what the client has, in milliseconds; -1 where it says none
 * @param head whether headers alone are asked for
 */
record Asked(
        String address,
        @Nullable String accept,
        @Nullable String languages,
        @Nullable String encodings,
        @Nullable String tag,
        long since,
        boolean head) {

    private static final int LONGEST_ADDRESS = 4_096;
    private static final int LONGEST_HEADER = 512;
    private static final int DATE = "Sun, 06 Nov 1994 08:49:37 GMT".length();

    /** By what an answer could be another, and is not known to be the same. */
    private static final Set<String> NOT_OURS = Set.of(
            "authorization",
            "content-length",
            "content-type",
            "expect",
            "if-match",
            "if-range",
            "if-unmodified-since",
            "prefer",
            "range",
            "transfer-encoding",
            "x-forwarded-prefix",
            "x-http-method-override");

    static @Nullable Asked of(Request request) {
        org.apache.coyote.Request coyote = request.getCoyoteRequest();
        String method = coyote.getMethod();
        boolean head = "HEAD".equals(method);
        if (!head && !"GET".equals(method)
                || !"HTTP/1.1".equals(coyote.protocol().toString())) {
            return null;
        }
        String accept = null;
        String languages = null;
        String encodings = null;
        String tag = null;
        String since = null;
        MimeHeaders headers = coyote.getMimeHeaders();
        for (int i = 0; i < headers.size(); i++) {
            MessageBytes name = headers.getName(i);
            switch (name.getLength()) {
                case 6 -> {
                    if (name.equalsIgnoreCase("accept")) {
                        if (accept != null) {
                            return null;
                        }
                        accept = text(headers.getValue(i));
                    } else if (isNotOurs(name)) {
                        return null;
                    }
                }
                case 15 -> {
                    if (name.equalsIgnoreCase("accept-language")) {
                        if (languages != null) {
                            return null;
                        }
                        languages = text(headers.getValue(i));
                    } else if (name.equalsIgnoreCase("accept-encoding")) {
                        if (encodings != null) {
                            return null;
                        }
                        encodings = text(headers.getValue(i));
                    }
                }
                case 13 -> {
                    if (name.equalsIgnoreCase("if-none-match")) {
                        if (tag != null) {
                            return null;
                        }
                        tag = text(headers.getValue(i));
                    } else if (isNotOurs(name)) {
                        return null;
                    }
                }
                case 17 -> {
                    if (name.equalsIgnoreCase("if-modified-since")) {
                        if (since != null) {
                            return null;
                        }
                        since = text(headers.getValue(i));
                    } else if (isNotOurs(name)) {
                        return null;
                    }
                }
                case 14 -> {
                    // clients of Java 17 say with each GET that it has no body
                    if (isNotOurs(name) && !"0".equals(headers.getValue(i).toString())) {
                        return null;
                    }
                }
                case 5, 8, 12, 18, 19, 22 -> {
                    if (isNotOurs(name)) {
                        return null;
                    }
                }
                default -> {}
            }
        }
        if (isOdd(accept) || isOdd(languages) || isOdd(encodings) || tag != null && !isOneTag(tag)) {
            return null;
        }
        long time = -1;
        if (tag == null && since != null) {
            // Of two conditions the tag alone counts (RFC 9110 §13.1.3).
            time = since.length() == DATE && since.endsWith(" GMT") ? FastHttpDateFormat.parseDate(since) : -1;
            if (time < 0) {
                return null;
            }
        }
        String path = text(coyote.requestURI());
        String address = coyote.queryString().isNull() ? path : path + "?" + text(coyote.queryString());
        return address.length() > LONGEST_ADDRESS
                ? null
                : new Asked(address, accept, languages, encodings, tag, time, head);
    }

    /** What the server has read; it would have a decoder made for each field. */
    private static String text(MessageBytes field) {
        if (field.getType() != MessageBytes.T_BYTES) {
            return field.toString();
        }
        ByteChunk bytes = field.getByteChunk();
        return new String(bytes.getBytes(), bytes.getStart(), bytes.getLength(), StandardCharsets.ISO_8859_1);
    }

    private static boolean isNotOurs(MessageBytes name) {
        for (String known : NOT_OURS) {
            if (name.equalsIgnoreCase(known)) {
                return true;
            }
        }
        return false;
    }

    /** Empty, too long to be kept, or with letters that nobody has a use for in such a header. */
    private static boolean isOdd(@Nullable String header) {
        if (header == null) {
            return false;
        }
        if (header.isBlank() || header.length() > LONGEST_HEADER) {
            return true;
        }
        for (int i = 0; i < header.length(); i++) {
            char letter = header.charAt(i);
            if (letter < ' ' || letter > '~') {
                return true;
            }
        }
        return false;
    }

    /** One entity tag and nothing beside it. */
    private static boolean isOneTag(String header) {
        int start = header.startsWith("W/") ? 2 : 0;
        int last = header.length() - 1;
        if (last <= start || last > LONGEST_HEADER || header.charAt(start) != '"' || header.charAt(last) != '"') {
            return false;
        }
        for (int i = start + 1; i < last; i++) {
            char letter = header.charAt(i);
            if (letter <= ' ' || letter > '~' || letter == '"') {
                return false;
            }
        }
        return true;
    }

    /** Whether each parameter is known by its name. */
    boolean hasParametersThat(Predicate<String> known) {
        int question = address.indexOf('?');
        if (question < 0) {
            return true;
        }
        for (String parameter : address.substring(question + 1).split("&", -1)) {
            int equals = parameter.indexOf('=');
            if (equals < 0 || !known.test(parameter.substring(0, equals))) {
                return false;
            }
        }
        return true;
    }

    boolean isConditional() {
        return tag != null || since >= 0;
    }

    static List<String> lines(@Nullable String header) {
        return header == null ? List.of() : List.of(header);
    }
}
