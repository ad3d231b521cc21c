package eu.staytuned.lod.web;

import eu.staytuned.lod.access.Visits;
import eu.staytuned.lod.catalog.OwnSite;
import eu.staytuned.lod.rdf.IriSpace;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.InputBuffer;
import org.apache.coyote.OutputBuffer;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.http.MimeHeaders;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Requests that the service sends to itself: through all that stands before a page, in this thread, and over no connection. In
 * Tomcat's words, an in-memory protocol handler.
 */
@Component
class InnerRequests implements OwnSite, WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private static final String NAME = "Stay Tuned Linked Data, asking itself";

    private final IriSpace iris;
    private volatile @Nullable Connector connector;

    InnerRequests(IriSpace iris) {
        this.iris = iris;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addConnectorCustomizers(made -> connector = made);
    }

    @Override
    public Reply ask(String method, String address, Map<String, String> headers) {
        Connector through = connector;
        if (through == null || !through.getState().isAvailable()) {
            return new Reply(503, Map.of(), 0, new byte[0]);
        }
        Request request = request(method, address, headers);
        Response response = new Response();
        request.setResponse(response);
        response.setRequest(request);
        Body body = new Body(!method.equals("HEAD"));
        response.setOutputBuffer(body);
        try {
            through.getProtocolHandler().getAdapter().service(request, response);
        } catch (Exception e) {
            throw new IllegalStateException("No answer to " + method + " " + address, e);
        }
        return new Reply(
                response.getStatus(), headers(response), response.getContentLengthLong(), body.bytes.toByteArray());
    }

    private Request request(String method, String address, Map<String, String> headers) {
        URI base = URI.create(iris.base());
        int question = address.indexOf('?');
        byte[] path =
                ("/" + (question < 0 ? address : address.substring(0, question))).getBytes(StandardCharsets.US_ASCII);
        Request request = new Request();
        request.setMethod(method);
        request.requestURI().setBytes(path, 0, path.length);
        if (question >= 0) {
            byte[] query = address.substring(question + 1).getBytes(StandardCharsets.US_ASCII);
            request.queryString().setBytes(query, 0, query.length);
        }
        request.protocol().setString("HTTP/1.1");
        request.scheme().setString(base.getScheme());
        request.serverName().setString(base.getHost());
        request.setServerPort(base.getPort() < 0 ? base.getScheme().equals("https") ? 443 : 80 : base.getPort());
        request.remoteAddr().setString("127.0.0.1");
        request.remoteHost().setString("127.0.0.1");
        request.peerAddr().setString("127.0.0.1");
        request.setInputBuffer(new NoInput());
        request.setAttribute(Visits.INNER, Boolean.TRUE);
        request.markStartTime();
        MimeHeaders fields = request.getMimeHeaders();
        fields.addValue("Host").setString(base.getAuthority());
        fields.addValue("User-Agent").setString(NAME);
        headers.forEach((name, value) -> fields.addValue(name).setString(value));
        return request;
    }

    private static Map<String, List<String>> headers(Response response) {
        Map<String, List<String>> headers = new HashMap<>();
        MimeHeaders fields = response.getMimeHeaders();
        for (int i = 0; i < fields.size(); i++) {
            headers.computeIfAbsent(fields.getName(i).toString().toLowerCase(Locale.ROOT), any -> new ArrayList<>())
                    .add(fields.getValue(i).toString());
        }
        // Tomcat keeps this one apart until a connection is written to.
        Optional.ofNullable(response.getContentType())
                .ifPresent(type -> headers.putIfAbsent("content-type", List.of(type)));
        return headers;
    }

    /** What is written, instead of a connection. */
    private static final class Body implements OutputBuffer {

        private final boolean kept;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private long written;

        Body(boolean kept) {
            this.kept = kept;
        }

        @Override
        public int doWrite(ByteBuffer chunk) {
            byte[] part = new byte[chunk.remaining()];
            chunk.get(part);
            if (kept) {
                bytes.writeBytes(part);
            }
            written += part.length;
            return part.length;
        }

        @Override
        public long getBytesWritten() {
            return written;
        }
    }

    /** Nothing is sent along. */
    private static final class NoInput implements InputBuffer {

        @Override
        public int doRead(ApplicationBufferHandler handler) {
            return -1;
        }

        @Override
        public int available() {
            return 0;
        }
    }
}
