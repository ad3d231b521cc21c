package eu.staytuned.lod.sparql;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Looks several times a second whether the clients of queries are still there. */
@Component
class ClientWatch implements AutoCloseable {

    /** How long a client may be gone before that is noticed. Most queries are done before the first look. */
    static final Duration INTERVAL = Duration.ofMillis(250);

    private static final Logger log = LoggerFactory.getLogger(ClientWatch.class);
    private static final Runnable NOTHING = () -> {};

    private final ScheduledThreadPoolExecutor looks = new ScheduledThreadPoolExecutor(1, look -> {
        Thread thread = new Thread(look, "client-watch");
        thread.setDaemon(true);
        return thread;
    });

    ClientWatch() {
        looks.setRemoveOnCancelPolicy(true);
    }

    /**
     * Begins to watch the client whose request this thread answers. Until the watch is closed, nobody is to read the
     * request or write the response.
     */
    Client client() {
        return new Client(
                RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes current
                        ? ClientPresence.of(current.getRequest())
                        : () -> false);
    }

    /** How many clients are watched. */
    int watched() {
        return looks.getQueue().size();
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }

    /** A client that waits for an answer. */
    final class Client implements AutoCloseable {

        private final ClientPresence presence;
        private final Future<?> looking;
        private Runnable whenLeft = NOTHING;
        private boolean left;
        private boolean over;

        private Client(ClientPresence presence) {
            this.presence = presence;
            this.looking = looks.scheduleWithFixedDelay(
                    this::look, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        }

        private synchronized void look() {
            try {
                if (!over && !left && presence.hasLeft()) {
                    left = true;
                    whenLeft.run();
                }
            } catch (RuntimeException e) {
                over = true;
                log.warn("A connection could not be watched; its query may go on until its time limit", e);
            }
        }

        synchronized boolean hasLeft() {
            return left;
        }

        /** What to do when it leaves, in place of what was to be done before; at once where it has left already. */
        synchronized void whenLeft(Runnable action) {
            whenLeft = action;
            if (left) {
                action.run();
            }
        }

        /** Returns when nobody looks at the connection any more. */
        @Override
        public void close() {
            looking.cancel(false);
            synchronized (this) {
                over = true;
                whenLeft = NOTHING;
            }
        }
    }
}
