package eu.staytuned.lod.release;

import java.time.Duration;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The last step of a start, a moment after the site answers: what readers do not wait for is made of the release from here
 * on. The moment is for the first readers, who have all processors for what their answers need.
 */
@Component
class OpenDoors implements SmartLifecycle {

    private static final Duration MOMENT = Duration.ofSeconds(2);

    private final Publisher publisher;
    private final Duration moment;
    private volatile boolean running;
    private Optional<Thread> waiting = Optional.empty();

    /** @param ahead whether much is made of the release then; else nobody is in the way */
    @Autowired
    OpenDoors(Publisher publisher, @Value("${publication.dumps.ahead}") boolean ahead) {
        this(publisher, ahead ? MOMENT : Duration.ZERO);
    }

    OpenDoors(Publisher publisher, Duration moment) {
        this.publisher = publisher;
        this.moment = moment;
    }

    @Override
    public void start() {
        running = true;
        if (moment.isZero()) {
            publisher.tell();
            return;
        }
        Thread thread = new Thread(this::tellLater, "doors");
        thread.setDaemon(true);
        waiting = Optional.of(thread);
        thread.start();
    }

    private void tellLater() {
        try {
            Thread.sleep(moment.toMillis());
        } catch (InterruptedException stopped) {
            return;
        }
        if (running) {
            publisher.tell();
        }
    }

    @Override
    public void stop() {
        running = false;
        waiting.ifPresent(Thread::interrupt);
        waiting = Optional.empty();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
