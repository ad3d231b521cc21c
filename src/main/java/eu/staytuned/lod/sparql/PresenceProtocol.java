package eu.staytuned.lod.sparql;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Duration;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.Adapter;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.springframework.util.function.SingletonSupplier;

/**
 * Tomcat's HTTP/1.1, in which a request knows whether its client is still there, and nobody takes for ever. Public because Tomcat makes it, by name.
 *
 * <p>No part of the Servlet API says so before the answer is written. Tomcat's own non-blocking read does: at the end of
 * the stream it fails, and what it finds before, such as the next request, stays in the buffer that Tomcat reads from.
 */
public final class PresenceProtocol extends Http11NioProtocol {

    /** Notes from 17 on are free for use; they stay with the request while it is used again and again. */
    private static final int NOTE = 17;

    private volatile SlowClients slow = new SlowClients(Duration.ofSeconds(20), Duration.ofSeconds(60));

    private final SingletonSupplier<NextRequests> next =
            SingletonSupplier.of(() -> new NextRequests(Math.max(1, getMaxThreads() / 4)));

    /** From now on one waits so long for clients. */
    void patience(SlowClients with) {
        slow = with;
    }

    /** Whether the operating system is sending a file to somebody. The request is over then, as far as Tomcat counts. */
    boolean isSendingFiles() {
        return getEndpoint().getConnections().stream()
                .anyMatch(connection ->
                        connection instanceof NioSocketWrapper socket && socket.getSendfileData() != null);
    }

    @Override
    protected Processor createProcessor() {
        return new PresenceProcessor(this, getAdapter(), slow, next());
    }

    /** Threads that wait for what a client asks next; a quarter of all at most. */
    NextRequests next() {
        return next.obtain();
    }

    @Override
    public void destroy() throws Exception {
        super.destroy();
        next().close();
    }

    private static final class PresenceProcessor extends Http11Processor {

        private final SlowClients slow;
        private final NextRequests next;
        private final PresenceProtocol owner;

        PresenceProcessor(PresenceProtocol protocol, Adapter adapter, SlowClients slow, NextRequests next) {
            super(protocol, adapter);
            this.slow = slow;
            this.next = next;
            this.owner = protocol;
            request.setInputBuffer(slow.inTime(request, request.getInputBuffer()));
            ClientPresence presence = this::clientHasLeft;
            request.setNote(NOTE, presence);
        }

        /** Called for each part of a head that comes. */
        @Override
        public SocketState service(SocketWrapperBase<?> connection) throws IOException {
            boolean soon = next.isSoon(connection);
            SocketState state = once(connection);
            if (!soon || state != SocketState.OPEN) {
                return state;
            }
            try (NextRequests.Wait wait = next.at(connection)) {
                while (wait != null && state == SocketState.OPEN && !owner.isPaused() && wait.isOver()) {
                    state = once(connection);
                }
            }
            return state;
        }

        private SocketState once(SocketWrapperBase<?> connection) throws IOException {
            if (slow.isTooSlow(request)) {
                return SocketState.CLOSED;
            }
            connection.setWriteTimeout(slow.reading().toMillis());
            return super.service(connection);
        }

        private boolean clientHasLeft() {
            SocketWrapperBase<?> connection = getSocketWrapper();
            if (connection == null || connection.isClosed()) {
                return true;
            }
            try {
                // True where bytes wait: of a body that nobody reads, or of the next request. Then we see no further.
                connection.isReadyForRead();
                return false;
            } catch (IOException endOrReset) {
                return true;
            }
        }
    }

    /** Hands on to the application what the connection of a request knows. */
    static final class PresenceValve extends ValveBase {

        PresenceValve() {
            super(true);
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            Object presence = request.getCoyoteRequest().getNote(NOTE);
            if (presence != null) {
                request.setAttribute(ClientPresence.ATTRIBUTE, presence);
            } else if (request.getProtocol().equals("HTTP/2.0")) {
                // One connection has many requests; Tomcat reads it, and notes a reset as an error of the request.
                ClientPresence unlessReset = () -> request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) != null;
                request.setAttribute(ClientPresence.ATTRIBUTE, unlessReset);
            }
            getNext().invoke(request, response);
            if (presence != null) {
                SlowClients.readRest(request.getCoyoteRequest());
            }
        }
    }
}
