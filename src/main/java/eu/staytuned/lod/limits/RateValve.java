package eu.staytuned.lod.limits;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.function.Supplier;
import org.apache.catalina.Host;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Counts before anything is answered, from memory or otherwise. What is too much goes past whatever answers from memory,
 * straight to the site, to be refused in words that suit the reader.
 */
final class RateValve extends ValveBase {

    private final Supplier<RateLimits> limits;
    private final boolean sharesManagement;

    /**
     * @param limits asked for with the first request, when all is there
     * @param sharesManagement whether health and metrics are on this port as well, which are never refused
     */
    RateValve(Supplier<RateLimits> limits, boolean sharesManagement) {
        super(true);
        this.limits = limits;
        this.sharesManagement = sharesManagement;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        if (sharesManagement && request.getRequestURI().startsWith("/actuator/")
                || limits.get().admit(request, response)) {
            getNext().invoke(request, response);
            return;
        }
        Host host = request.getHost();
        if (host == null) {
            response.setStatus(Response.SC_BAD_REQUEST);
        } else {
            host.getPipeline().getFirst().invoke(request, response);
        }
    }
}
