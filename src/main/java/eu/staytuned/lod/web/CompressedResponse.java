package eu.staytuned.lod.web;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.coyote.CloseNowException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * A response that decides about compression when it knows enough: the type, and that there is enough to gain.
 *
 * <p>What is compressed in less than {@value #HELD_BACK} bytes is sent with its length; only what is longer goes out in
 * chunks.
 */
class CompressedResponse extends HttpServletResponseWrapper {

    /** Below this a compressed body is hardly shorter than a plain one. */
    static final int WORTHWHILE = 1024;

    private static final int HELD_BACK = 1024 * 1024;

    private static final List<String> APPLICATION_TEXT = List.of(
            "json",
            "xml",
            "javascript",
            "n-triples",
            "n-quads",
            "trig",
            "sparql-query",
            "x-turtle",
            "x-trig",
            "manifest+json",
            "rdf+thrift",
            "rdf+protobuf",
            "sparql-results+thrift",
            "sparql-results+protobuf");

    private final HttpServletRequest request;
    private final boolean wanted;
    private final Body body = new Body();
    private final ByteArrayOutputStream plain = new ByteArrayOutputStream();
    private long announcedLength = -1;
    private long written;
    private @Nullable PrintWriter writer;
    private @Nullable OutputStream target;

    CompressedResponse(HttpServletRequest request, HttpServletResponse response, boolean wanted) {
        super(response);
        this.request = request;
        this.wanted = wanted;
    }

    private HttpServletResponse real() {
        return (HttpServletResponse) getResponse();
    }

    /**
     * Everything the site wanted to say is said.
     *
     * @throws CloseNowException where it said less than it announced and some of that is on its way: the connection breaks,
     *     for an answer that was cut must not look like a whole one
     */
    void finish() throws IOException {
        if (writer != null) {
            writer.flush();
        }
        if (announcedLength > written && real().isCommitted() && hasBody()) {
            throw new CloseNowException("Only " + written + " of " + announcedLength + " bytes could be written");
        }
        if (target == null) {
            boolean headWithoutBody = request.getMethod().equals("HEAD") && plain.size() == 0;
            if (headWithoutBody && announcedLength >= WORTHWHILE && isCompressible()) {
                // The length of the compressed body is known only to those who ask for it.
                announceCompression();
                return;
            }
            sendPlain();
        }
        if (target instanceof Compressing compressing) {
            compressing.finish();
        }
    }

    private boolean hasBody() {
        return !request.getMethod().equals("HEAD") && getStatus() != SC_NO_CONTENT && getStatus() != SC_NOT_MODIFIED;
    }

    /** Sends everything as it comes from now on; for answers that another thread goes on writing. */
    void passThrough() throws IOException {
        if (target == null && plain.size() > 0) {
            sendPlain();
        }
    }

    private void sendPlain() throws IOException {
        beforeHead();
        if (!real().isCommitted() && announcedLength >= 0) {
            real().setContentLengthLong(announcedLength);
        }
        if (plain.size() > 0) {
            target = real().getOutputStream();
            plain.writeTo(target);
            plain.reset();
        }
    }

    private void decide() throws IOException {
        if (isCompressible()) {
            announceCompression();
            target = new Compressing();
            plain.writeTo(target);
            plain.reset();
        } else {
            sendPlain();
        }
    }

    private boolean isCompressible() {
        String cacheControl = real().getHeader(HttpHeaders.CACHE_CONTROL);
        return wanted
                && !real().isCommitted()
                && (getStatus() < 300 || getStatus() >= 400)
                && getStatus() != SC_PARTIAL_CONTENT
                && real().getHeader(HttpHeaders.CONTENT_ENCODING) == null
                && (cacheControl == null || !cacheControl.contains("no-transform"))
                && isText(getContentType());
    }

    static boolean isText(@Nullable String contentType) {
        if (contentType == null) {
            return false;
        }
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return type.startsWith("text/")
                || type.endsWith("+json")
                || type.endsWith("+xml")
                || type.startsWith("application/")
                        && APPLICATION_TEXT.contains(type.substring("application/".length()));
    }

    private void announceCompression() {
        beforeHead();
        real().setHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
        String tag = real().getHeader(HttpHeaders.ETAG);
        if (tag != null) {
            real().setHeader(HttpHeaders.ETAG, compressedTag(tag));
        }
    }

    /** A weak tag says that the meaning is the same, and it is. */
    static String compressedTag(String tag) {
        return tag.startsWith("W/") || !tag.endsWith("\"")
                ? tag
                : tag.substring(0, tag.length() - 1) + CompressionFilter.TAG_SUFFIX + "\"";
    }

    /** The last moment for headers. */
    private void beforeHead() {
        if (real().isCommitted()) {
            return;
        }
        Map<String, String> vary = new LinkedHashMap<>();
        for (String header : real().getHeaders(HttpHeaders.VARY)) {
            for (String name : header.split(",")) {
                vary.putIfAbsent(name.strip().toLowerCase(Locale.ROOT), name.strip());
            }
        }
        vary.putIfAbsent("accept-encoding", HttpHeaders.ACCEPT_ENCODING);
        real().setHeader(HttpHeaders.VARY, String.join(", ", vary.values()));
        String tag = real().getHeader(HttpHeaders.ETAG);
        if (getStatus() == SC_NOT_MODIFIED && tag != null) {
            // The client's copy is the compressed one where it said so.
            boolean compressed = Collections.list(request.getHeaders(HttpHeaders.IF_NONE_MATCH)).stream()
                    .anyMatch(tags -> tags.contains(compressedTag(tag)));
            if (compressed) {
                real().setHeader(HttpHeaders.ETAG, compressedTag(tag));
            }
        }
    }

    @Override
    public ServletOutputStream getOutputStream() {
        return body;
    }

    @Override
    public PrintWriter getWriter() {
        if (writer == null) {
            writer = new PrintWriter(new OutputStreamWriter(body, Charset.forName(getCharacterEncoding())));
        }
        return writer;
    }

    @Override
    public void setContentLength(int length) {
        announcedLength = length;
    }

    @Override
    public void setContentLengthLong(long length) {
        announcedLength = length;
    }

    @Override
    public void setHeader(String name, @Nullable String value) {
        if (name.equalsIgnoreCase(HttpHeaders.CONTENT_LENGTH)) {
            announcedLength = value == null ? -1 : Long.parseLong(value);
        } else {
            super.setHeader(name, value);
        }
    }

    @Override
    public void addHeader(String name, String value) {
        if (name.equalsIgnoreCase(HttpHeaders.CONTENT_LENGTH)) {
            setHeader(name, value);
        } else {
            super.addHeader(name, value);
        }
    }

    @Override
    public void setIntHeader(String name, int value) {
        setHeader(name, Integer.toString(value));
    }

    @Override
    public void flushBuffer() throws IOException {
        if (writer != null) {
            writer.flush();
        }
        // A flush in the middle of a page must not keep it from being compressed; one at its end changes nothing.
        if (target != null) {
            target.flush();
        }
    }

    @Override
    public void reset() {
        super.reset();
        forget();
    }

    @Override
    public void resetBuffer() {
        super.resetBuffer();
        forget();
    }

    private void forget() {
        plain.reset();
        announcedLength = -1;
        written = 0;
        writer = null;
        if (target instanceof Compressing) {
            real().setHeader(HttpHeaders.CONTENT_ENCODING, null);
        }
        target = null;
    }

    @Override
    public void sendError(int status) throws IOException {
        beforeHead();
        super.sendError(status);
    }

    @Override
    public void sendError(int status, @Nullable String message) throws IOException {
        beforeHead();
        super.sendError(status, message);
    }

    @Override
    public void sendRedirect(String location) throws IOException {
        beforeHead();
        super.sendRedirect(location);
    }

    /** What the site writes to. */
    private class Body extends ServletOutputStream {

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new IllegalStateException("Written by blocking alone");
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (target == null && plain.size() + length < WORTHWHILE) {
                plain.write(bytes, offset, length);
                written += length;
                return;
            }
            if (target == null) {
                decide();
            }
            if (target == null) {
                target = real().getOutputStream();
            }
            target.write(bytes, offset, length);
            written += length;
        }

        @Override
        public void flush() throws IOException {
            if (target != null) {
                target.flush();
            }
        }
    }

    /** Holds the compressed body back until its length is known or too much. */
    private class Compressing extends OutputStream {

        private final ByteArrayOutputStream held = new ByteArrayOutputStream();
        private final GZIPOutputStream gzip;
        private @Nullable OutputStream sent;

        Compressing() throws IOException {
            gzip = new GZIPOutputStream(
                    new OutputStream() {
                        @Override
                        public void write(int b) throws IOException {
                            write(new byte[] {(byte) b}, 0, 1);
                        }

                        @Override
                        public void write(byte[] bytes, int offset, int length) throws IOException {
                            if (sent == null && held.size() + length > HELD_BACK) {
                                sent = real().getOutputStream();
                                held.writeTo(sent);
                                held.reset();
                            }
                            (sent == null ? held : sent).write(bytes, offset, length);
                        }
                    },
                    8 * 1024);
        }

        @Override
        public void write(int b) throws IOException {
            gzip.write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            gzip.write(bytes, offset, length);
        }

        void finish() throws IOException {
            gzip.finish();
            if (sent == null) {
                real().setContentLengthLong(held.size());
                held.writeTo(real().getOutputStream());
            }
        }
    }
}
