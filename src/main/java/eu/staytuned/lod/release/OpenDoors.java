package eu.staytuned.lod.release;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** The last step of a start, when the site answers: what readers do not wait for is made of the release from here on. */
@Component
class OpenDoors implements SmartLifecycle {

    private final Publisher publisher;
    private volatile boolean running;

    OpenDoors(Publisher publisher) {
        this.publisher = publisher;
    }

    @Override
    public void start() {
        running = true;
        publisher.tell();
    }

    @Override
    public void stop() {
        running = false;
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
