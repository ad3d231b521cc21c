package eu.staytuned.lod.limits;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * A few places for work, and a queue for them that no client can fill alone: the next place goes to whoever has the fewest,
 * among equals to whoever came first; where the queue is full, who waits there once takes the turn of one who waits there many
 * times.
 */
public final class FairPlaces {

    private final int places;
    private final int mostWaiting;
    private final Duration patience;

    /** Those who wait, in the order in which they came. */
    private final List<Turn> queue = new ArrayList<>();

    private final Map<Long, Integer> held = new HashMap<>();
    private int free;

    private record Turn(long client, CompletableFuture<Boolean> comes) {}

    /**
     * @param places how many there are
     * @param mostWaiting how many more may wait
     * @param patience how long one waits
     */
    public FairPlaces(int places, int mostWaiting, Duration patience) {
        this.places = places;
        this.mostWaiting = mostWaiting;
        this.patience = patience;
        this.free = places;
    }

    /**
     * Takes a place; waits a little where there is none.
     *
     * @param client as {@link RateLimits#client}
     * @param whenLeft is given what to do when the client leaves
     * @return whether it has one now, which is to be {@linkplain #giveBack given back}
     */
    public boolean take(long client, Consumer<Runnable> whenLeft) {
        Turn turn = new Turn(client, new CompletableFuture<>());
        synchronized (queue) {
            if (free > 0) {
                free--;
                held.merge(client, 1, Integer::sum);
                return true;
            }
            if (queue.size() >= mostWaiting && !makeRoomFor(client)) {
                return false;
            }
            queue.add(turn);
        }
        whenLeft.accept(() -> turn.comes().complete(false));
        boolean came = await(turn.comes());
        if (!came) {
            synchronized (queue) {
                queue.remove(turn);
            }
        }
        return came;
    }

    /** Sends away the last turn of whoever waits most often, if that is more often than this client would. */
    private boolean makeRoomFor(long client) {
        Map<Long, Integer> waiting = new HashMap<>();
        queue.forEach(turn -> waiting.merge(turn.client(), 1, Integer::sum));
        int would = waiting.getOrDefault(client, 0) + 1;
        for (int i = queue.size() - 1; i >= 0; i--) {
            Turn last = queue.get(i);
            int times = waiting.getOrDefault(last.client(), 0);
            boolean most = waiting.values().stream().noneMatch(other -> other > times);
            if (most && times > would && last.client() != client) {
                queue.remove(i);
                last.comes().complete(false);
                return true;
            }
        }
        return false;
    }

    private boolean await(CompletableFuture<Boolean> turn) {
        try {
            return turn.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // Unless the place came in this very moment.
            turn.complete(false);
        } catch (InterruptedException e) {
            turn.complete(false);
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("A turn comes or does not, and never fails", e);
        }
        return turn.join();
    }

    /** Gives a place back. */
    public void giveBack(long client) {
        synchronized (queue) {
            held.computeIfPresent(client, (any, number) -> number == 1 ? null : number - 1);
            while (!queue.isEmpty()) {
                Turn next = next();
                queue.remove(next);
                if (next.comes().complete(true)) {
                    held.merge(next.client(), 1, Integer::sum);
                    return;
                }
            }
            free++;
        }
    }

    private Turn next() {
        Turn best = queue.get(0);
        for (Turn turn : queue) {
            if (held.getOrDefault(turn.client(), 0) < held.getOrDefault(best.client(), 0)) {
                best = turn;
            }
        }
        return best;
    }

    /** How many places are taken. */
    public int taken() {
        synchronized (queue) {
            return places - free;
        }
    }

    /** How many wait. */
    public int waiting() {
        synchronized (queue) {
            return queue.size();
        }
    }
}
