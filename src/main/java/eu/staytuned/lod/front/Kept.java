package eu.staytuned.lod.front;

import eu.staytuned.lod.front.Keeping.Said;
import io.micrometer.core.instrument.Counter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.catalina.connector.Response;
import org.apache.coyote.ActionCode;
import org.apache.tomcat.util.buf.MessageBytes;
import org.apache.tomcat.util.http.FastHttpDateFormat;
import org.apache.tomcat.util.http.MimeHeaders;
import org.jspecify.annotations.Nullable;

/**
 * An answer as it was sent: status, header fields, body. Given again, it differs in nothing but what belongs to the
 * connection and to the client.
 */
final class Kept {

    /** What the server says anew each time, of itself and its connection. */
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("connection", "content-length", "content-type", "date", "keep-alive", "server", "transfer-encoding");

    /** What describes a body that a client has already (RFC 9110 §15.4.5). */
    private static final Set<String> OF_THE_BODY =
            Set.of("accept-ranges", "content-disposition", "content-encoding", "content-language", "link");

    /** What is said to one client. */
    private static final Set<String> OF_THE_CLIENT = Set.of("ratelimit", "ratelimit-policy");

    private static final byte[] NOTHING = {};
    private static final int OVERHEAD = 512;

    private final int status;
    private final String[] names;
    private final byte[][] nameBytes;
    private final String[] values;
    private final byte[][] valueBytes;
    private final @Nullable String contentType;
    private final long contentLength;
    private final byte[] body;
    private final String tag;
    private final long modified;
    private final Optional<Counter> counter;
    private final int weight;

    private Kept(
            int status,
            List<String[]> headers,
            @Nullable String contentType,
            long contentLength,
            byte[] body,
            Optional<Counter> counter) {
        this.status = status;
        this.names = headers.stream().map(header -> header[0]).toArray(String[]::new);
        this.values = headers.stream().map(header -> header[1]).toArray(String[]::new);
        this.nameBytes = bytes(names);
        this.valueBytes = bytes(values);
        this.contentType = contentType;
        this.contentLength = contentLength;
        this.body = body;
        this.counter = counter;
        this.tag = value("etag");
        String date = value("last-modified");
        this.modified = date.isEmpty() ? -1 : FastHttpDateFormat.parseDate(date);
        int length = OVERHEAD + body.length;
        for (int i = 0; i < names.length; i++) {
            length += 2 * (names[i].length() + values[i].length()) + 80;
        }
        this.weight = length;
    }

    private static byte[][] bytes(String[] texts) {
        byte[][] bytes = new byte[texts.length][];
        for (int i = 0; i < texts.length; i++) {
            bytes[i] = texts[i].getBytes(StandardCharsets.ISO_8859_1);
        }
        return bytes;
    }

    private String value(String name) {
        for (int i = 0; i < names.length; i++) {
            if (names[i].equalsIgnoreCase(name)) {
                return values[i];
            }
        }
        return "";
    }

    /** An answer that was just sent; nothing where it is none to give again. */
    static Optional<Kept> of(Response response, Recording recording) {
        Said said = recording.said();
        org.apache.coyote.Response sent = response.getCoyoteResponse();
        int status = sent.getStatus();
        boolean hasBody = status == 200 || status == 303;
        if (said == null || !hasBody && status != 304 || sent.isError() || sent.getTrailerFields() != null) {
            return Optional.empty();
        }
        byte[] body = recording.body();
        long length = hasBody ? sent.getContentLengthLong() : -1;
        // In pieces, or cut: no answer of which we know that it was whole.
        if (hasBody && length != body.length) {
            return Optional.empty();
        }
        List<String[]> headers = new ArrayList<>();
        MimeHeaders all = sent.getMimeHeaders();
        for (int i = 0; i < all.size(); i++) {
            String name = all.getName(i).toString();
            String value = all.getValue(i).toString();
            String known = name.toLowerCase(Locale.ROOT);
            if (known.equals("set-cookie") || !isLatin(value)) {
                return Optional.empty();
            }
            if (!OF_THE_CONNECTION.contains(known) && !OF_THE_CLIENT.contains(known)) {
                headers.add(new String[] {name, value});
            }
        }
        if (sent.getContentLanguage() != null && all.getHeader("Content-Language") == null) {
            headers.add(new String[] {"Content-Language", sent.getContentLanguage()});
        }
        return Optional.of(
                new Kept(status, headers, hasBody ? sent.getContentType() : null, length, body, said.counter()));
    }

    /** Header fields go out in Latin-1; other letters are a matter of how they are written. */
    private static boolean isLatin(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < ' ' || value.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    /** That the client has it. */
    Kept notModified() {
        List<String[]> headers = new ArrayList<>();
        for (int i = 0; i < names.length; i++) {
            if (!OF_THE_BODY.contains(names[i].toLowerCase(Locale.ROOT))) {
                headers.add(new String[] {names[i], values[i]});
            }
        }
        return new Kept(Response.SC_NOT_MODIFIED, headers, null, -1, NOTHING, counter);
    }

    int status() {
        return status;
    }

    /** The entity tag; empty where there is none. */
    String tag() {
        return tag;
    }

    /** When it last changed, in milliseconds; -1 where that is not said. */
    long modified() {
        return modified;
    }

    /** About how many bytes it takes. */
    int weight() {
        return weight;
    }

    /**
     * Gives it again.
     *
     * @param head whether without its body
     * @param notices said beside what was said then
     */
    void send(Response response, boolean head, Notices notices) throws IOException {
        org.apache.coyote.Response out = response.getCoyoteResponse();
        MimeHeaders headers = out.getMimeHeaders();
        int first = headers.size();
        out.setStatus(status);
        for (int i = 0; i < names.length; i++) {
            byte[] name = nameBytes[i];
            byte[] value = valueBytes[i];
            headers.addValue(name, 0, name.length).setBytes(value, 0, value.length);
        }
        notices.addTo(headers);
        if (contentType != null) {
            out.setContentTypeNoCharset(contentType);
        }
        if (contentLength >= 0) {
            out.setContentLength(contentLength);
        }
        try {
            // Headers are copied now.
            out.action(ActionCode.COMMIT, null);
        } finally {
            // The server writes the length of a later answer into whatever array a field was last given
            // (MessageBytes.setLong).
            for (int i = 0; i < names.length; i++) {
                giveBack(headers.getName(first + i), names[i]);
                giveBack(headers.getValue(first + i), values[i]);
            }
        }
        if (body.length > 0 && !head) {
            out.doWrite(ByteBuffer.wrap(body));
        }
        counter.ifPresent(Counter::increment);
    }

    private static void giveBack(MessageBytes field, String text) {
        field.getByteChunk().setBytes(NOTHING, 0, 0);
        field.setString(text);
    }
}
