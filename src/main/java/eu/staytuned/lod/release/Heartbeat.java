package eu.staytuned.lod.release;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;

/** Tells the log every few seconds which step of a long piece of work is being done, so that nobody thinks it hangs. */
final class Heartbeat implements AutoCloseable {

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "heartbeat");
        thread.setDaemon(true);
        return thread;
    });
    private final Undertaking undertaking;
    private volatile String step;
    private volatile long since = System.nanoTime();

    Heartbeat(Logger log, Undertaking undertaking, Duration pause, String firstStep) {
        this.undertaking = undertaking;
        step = firstStep;
        undertaking.step(firstStep);
        clock.scheduleAtFixedRate(
                () -> log.info("{}, for {} s now", step, (System.nanoTime() - since) / 1_000_000_000),
                pause.toMillis(),
                pause.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** What is being done from now on. */
    void step(String now) {
        undertaking.step(now);
        step = now;
        since = System.nanoTime();
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
