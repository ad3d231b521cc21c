package eu.staytuned.lod.sparql;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.coyote.ActionCode;
import org.apache.coyote.InputBuffer;
import org.apache.coyote.Request;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/**
 * How long one waits for clients. With a byte now and then a connection is never silent, and a thread that reads a body never
 * done: so what they send has to be whole in time. What they read comes in pieces, of which each has its time; a system tells
 * that there is room for more only when a third of a buffer of megabytes is read, which takes a slow line a while.
 *
 * @param sending how long the head of a request may take from its first byte on, and its body from the moment on that it is
 *     read, each as a whole
 * @param reading how long a reader may take until there is room for more
 */
record SlowClients(Duration sending, Duration reading) {

    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final Duration MOST = Duration.ofHours(1);

    SlowClients {
        check("sending", sending);
        check("reading", reading);
    }

    private static void check(String name, Duration time) {
        if (time.compareTo(LEAST) < 0 || time.compareTo(MOST) > 0) {
            throw new IllegalArgumentException(
                    "publication.slow." + name + " is " + time + ": give a time from 1s to 1h, such as 30s.");
        }
    }

    /** What is left of a body is read, so that its client sees the answer; but not more than this. */
    private static final int LEFT = 2 << 20;

    /** Whether the head of a request has been on its way for too long. */
    boolean isTooSlow(Request request) {
        long since = request.getStartTimeNanos();
        return since != -1 && System.nanoTime() - since > sending.toNanos();
    }

    /** A body that has to come in time. */
    InputBuffer inTime(Request request, InputBuffer body) {
        return new InputBuffer() {

            private long of = -1;
            private long since;

            @Override
            public int doRead(ApplicationBufferHandler handler) throws IOException {
                long now = System.nanoTime();
                if (of != request.getStartTimeNanos()) {
                    of = request.getStartTimeNanos();
                    since = now;
                }
                if (now - since > sending.toNanos()) {
                    throw new SocketTimeoutException("The body comes too slowly.");
                }
                return body.doRead(handler);
            }

            @Override
            public int available() {
                return body.available();
            }
        };
    }

    /** Reads what nobody wanted to know. Tomcat would as well, after the answer, for as long as it takes. */
    static void readRest(Request request) {
        if (isRead(request)) {
            return;
        }
        try {
            Rest rest = new Rest();
            for (int all = 0; !request.hasExpectation() && !isRead(request); ) {
                int more = request.doRead(rest);
                if (more < 0) {
                    return;
                }
                all += more;
                if (all > LEFT) {
                    break;
                }
            }
        } catch (IOException slowOrGone) {
            // The connection ends with the answer.
        }
        if (!isRead(request)) {
            // Tomcat takes it for a fault of ours where no other is known. What was answered is as good as it was.
            int status = request.getResponse().getStatus();
            request.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
            request.getResponse().setStatus(status);
        }
    }

    private static boolean isRead(Request request) {
        AtomicBoolean read = new AtomicBoolean();
        request.action(ActionCode.REQUEST_BODY_FULLY_READ, read);
        return read.get();
    }

    /** Where bytes are put that nobody wants. */
    private static final class Rest implements ApplicationBufferHandler {

        private ByteBuffer bytes = ByteBuffer.allocate(0);

        @Override
        public void setByteBuffer(ByteBuffer buffer) {
            bytes = buffer;
        }

        @Override
        public ByteBuffer getByteBuffer() {
            return bytes;
        }

        @Override
        public void expand(int size) {
            // Nothing is kept.
        }
    }
}
