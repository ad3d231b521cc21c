package eu.staytuned.lod.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * So many units in a time for each client, given back evenly (a token bucket). Of a client one number is kept, the moment at which
 * all it used is given back (the generic cell rate algorithm); who has been away for that time is forgotten, which
 * changes nothing.
 */
final class Quota {

    private final int units;
    private final long window;
    private final Ticker time;
    private final Cache<Long, AtomicLong> clients;

    /** @param most clients that are remembered */
    Quota(int units, Duration window, int most, Ticker time) {
        this.units = units;
        this.window = window.toNanos();
        this.time = time;
        this.clients = Caffeine.newBuilder()
                .maximumSize(most)
                .expireAfterAccess(window)
                .ticker(time)
                .executor(Runnable::run)
                .build();
    }

    /**
     * What came of asking.
     *
     * @param granted whether the units were there; if not, none were taken
     * @param remaining units
     * @param delay nanoseconds until the units would be there; 0 where they were
     */
    record Grant(boolean granted, int remaining, long delay) {}

    Grant take(long client, int cost) {
        long now = time.read();
        AtomicLong restored = clients.get(client, any -> new AtomicLong(now));
        long price = price(cost);
        while (true) {
            long before = restored.get();
            // Clock readings may be negative: only their differences mean something.
            long from = before - now > 0 ? before : now;
            long after = from + price;
            if (after - now > window) {
                return new Grant(false, remaining(from - now), after - now - window);
            }
            if (restored.compareAndSet(before, after)) {
                return new Grant(true, remaining(after - now), 0);
            }
        }
    }

    private long price(int cost) {
        return Math.max(1, window / units) * cost;
    }

    private int remaining(long used) {
        return (int) Math.max(0, (window - used) / Math.max(1, window / units));
    }

    /** How many clients are remembered. */
    long clients() {
        clients.cleanUp();
        return clients.estimatedSize();
    }
}
