package eu.staytuned.lod.store;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Work on a release that readers do not wait for. */
public final class Background {

    private Background() {}

    /**
     * A thread for it: one piece of work after the other, behind the answers to readers, and the process ends without waiting.
     *
     * @param name of the thread
     */
    public static ExecutorService thread(String name) {
        return Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            thread.setPriority(Thread.MIN_PRIORITY);
            return thread;
        });
    }
}
