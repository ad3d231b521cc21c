package eu.staytuned.lod.limits;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Hangs up on requests in HTTP/0.9. No browser sends them, their answers have no head, and so they would bring pages without
 * the headers that keep pages safe.
 */
final class ProtocolValve extends ValveBase {

    ProtocolValve() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        // Where the request line could not be read there is no version either, and it is refused already.
        if ("".equals(request.getProtocol()) && response.getStatus() < Response.SC_BAD_REQUEST) {
            response.setStatus(Response.SC_BAD_REQUEST);
            return;
        }
        getNext().invoke(request, response);
    }
}
