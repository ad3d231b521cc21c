package eu.staytuned.lod.store.remote;

import eu.staytuned.lod.store.StoreAwayException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.apache.jena.query.QueryCancelledException;
import org.jspecify.annotations.Nullable;

/**
 * An answer of a store on its way to us. Whoever reads it waits no longer than agreed: a watch closes the connection, be
 * it that nothing comes, that the whole takes too long, that nobody wants the answer any more or that the store is gone.
 */
final class Call implements AutoCloseable {

    /** Why a connection was closed from this side. */
    private enum End {
        SILENCE,
        TIME,
        UNWANTED
    }

    /** How long a store that is known to give no answers is waited for by those who asked before, in nanoseconds. */
    private static final long SHORT = Duration.ofMillis(500).toNanos();

    private final long silence;
    private final long whole;
    private final long begun = System.nanoTime();
    private final @Nullable AtomicBoolean unwanted;
    private final BooleanSupplier hopeless;
    private final Runnable whenOver;
    private @Nullable InputStream body;
    private volatile long waitingSince = begun;
    private volatile boolean waiting = true;
    private volatile @Nullable End end;
    private volatile StoreCalls.Outcome outcome = StoreCalls.Outcome.LEFT;
    private boolean over;

    /**
     * @param silence how long nothing may come
     * @param whole how long all of it may take
     * @param unwanted set by whoever does not want the answer any more
     * @param hopeless whether the store is known to give no answers
     * @param whenOver done once, when the answer was read or is given up
     */
    Call(
            Duration silence,
            Duration whole,
            @Nullable AtomicBoolean unwanted,
            BooleanSupplier hopeless,
            Runnable whenOver) {
        this.silence = silence.toNanos();
        this.whole = whole.toNanos();
        this.unwanted = unwanted;
        this.hopeless = hopeless;
        this.whenOver = whenOver;
    }

    /** The answer begins. */
    synchronized InputStream begins(InputStream from) {
        body = from;
        waiting = false;
        return new FilterInputStream(from) {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                waitingSince = System.nanoTime();
                waiting = true;
                try {
                    return super.read(bytes, offset, length);
                } finally {
                    waiting = false;
                }
            }

            @Override
            public void close() {
                // With the call; until then what is left may still be read.
            }
        };
    }

    /** Looks whether it is to end now, and ends it then. */
    boolean look() {
        if (end != null) {
            return true;
        }
        long now = System.nanoTime();
        if (unwanted != null && unwanted.get()) {
            end = End.UNWANTED;
        } else if (now - begun > whole) {
            end = End.TIME;
        } else if (waiting && now - waitingSince > (hopeless.getAsBoolean() ? Math.min(silence, SHORT) : silence)) {
            end = End.SILENCE;
        } else {
            return false;
        }
        closeBody();
        return true;
    }

    private synchronized void closeBody() {
        if (body != null) {
            try {
                body.close();
            } catch (IOException closed) {
                // Nobody reads it any more.
            }
        }
    }

    /** What came of it by now; until somebody says otherwise, that whoever asked had enough. */
    StoreCalls.Outcome outcome() {
        return outcome;
    }

    void came(StoreCalls.Outcome of) {
        outcome = of;
    }

    /** How long ago it began, in nanoseconds. */
    long took() {
        return System.nanoTime() - begun;
    }

    /** What a failure to read means: most often that this side has closed the connection. To be asked before it is closed. */
    RuntimeException explain(Throwable trouble) {
        End reason = end;
        if (reason == End.UNWANTED || trouble instanceof QueryCancelledException) {
            return new QueryCancelledException();
        }
        came(reason == null ? StoreCalls.Outcome.AWAY : StoreCalls.Outcome.LATE);
        if (reason != null) {
            return new StoreAwayException("The store behind this service did not answer in time.", trouble);
        }
        return trouble instanceof StoreAwayException away
                ? away
                : new StoreAwayException("The answer of the store behind this service could not be read.", trouble);
    }

    @Override
    public void close() {
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
        }
        closeBody();
        whenOver.run();
    }
}
