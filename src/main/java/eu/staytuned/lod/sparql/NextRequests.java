package eu.staytuned.lod.sparql;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;
import org.apache.tomcat.util.net.SecureNioChannel;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * Threads that wait a moment for the next request of whoever asked at once after the last answer, as a proxy beside us does. Handing a
 * connection to the thread that watches all of them, and back, costs as much as answering from memory.
 */
final class NextRequests {

    /** So soon after an answer, in milliseconds, one asks at once; and so long one waits. */
    private static final int SOON = 4;

    private final int threads;
    private final Semaphore places;
    private final ConcurrentLinkedDeque<Selector> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    /**
     * @param threads how many may wait; the others are for whoever comes
     */
    NextRequests(int threads) {
        this.threads = threads;
        places = new Semaphore(threads);
    }

    /** Whether a request that is there now came at once. */
    boolean isSoon(SocketWrapperBase<?> connection) {
        return connection instanceof NioSocketWrapper wrapper
                && System.currentTimeMillis() - wrapper.getLastWrite() <= SOON;
    }

    /** A place to wait in for one connection; null where there is none, or where bytes are not what was sent (TLS). */
    @Nullable
    Wait at(SocketWrapperBase<?> connection) {
        if (!(connection.getSocket() instanceof NioChannel channel)
                || channel instanceof SecureNioChannel
                || !places.tryAcquire()) {
            return null;
        }
        Selector selector = idle.pollFirst();
        try {
            if (selector == null) {
                selector = Selector.open();
            }
            return new Wait(selector, channel.getIOChannel().register(selector, SelectionKey.OP_READ));
        } catch (IOException | RuntimeException goneMeanwhile) {
            giveBack(selector);
            return null;
        }
    }

    private void giveBack(@Nullable Selector selector) {
        if (selector != null) {
            idle.addFirst(selector);
        }
        places.release();
        if (closed) {
            closeIdle();
        }
    }

    /** Nobody waits any more; whoever does is done within a moment. */
    void close() {
        closed = true;
        closeIdle();
    }

    private void closeIdle() {
        for (Selector selector = idle.pollFirst(); selector != null; selector = idle.pollFirst()) {
            try {
                selector.close();
            } catch (IOException left) {
                // What it held is given back with the process.
            }
        }
    }

    /** How many are waiting now. */
    int waiting() {
        return threads - places.availablePermits();
    }

    /** One thread and its connection. */
    final class Wait implements AutoCloseable {

        private final Selector selector;
        private final SelectionKey key;

        private Wait(Selector selector, SelectionKey key) {
            this.selector = selector;
            this.key = key;
        }

        /** Waits until the client sends something, or ends the connection; false where it does not do so soon. */
        boolean isOver() throws IOException {
            return selector.select(ready -> {}, SOON) > 0;
        }

        @Override
        public void close() throws IOException {
            key.cancel();
            try {
                // The connection cannot be closed as long as it is known here.
                selector.selectNow();
            } finally {
                giveBack(selector);
            }
        }
    }
}
