package eu.staytuned.lod.store;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/** Work on a release that readers do not wait for. */
public final class Background {

    /** Whose turn it is, of those that take turns; who came first is first. */
    private static final ReentrantLock TURN = new ReentrantLock(true);

    /** How many of them wait for it or have it. */
    private static final AtomicInteger TO_DO = new AtomicInteger();

    private Background() {}

    /**
     * A thread for it: one piece of work after the other, behind the answers to readers, and the process ends without waiting.
     *
     * @param name of the thread
     */
    public static ExecutorService thread(String name) {
        return new Worker(name, false);
    }

    /**
     * A thread for work that takes much memory and that nobody is waiting for: of all such threads one works at a time.
     *
     * @param name of the thread
     */
    public static ExecutorService inTurn(String name) {
        return new Worker(name, true);
    }

    /** Waits until nothing is done or to be done in turn, but not for ever. */
    public static void awaitTurns(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        try {
            while (TO_DO.get() > 0 && System.nanoTime() < end) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Worker extends ThreadPoolExecutor {

        private final boolean inTurn;

        Worker(String name, boolean inTurn) {
            super(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                Thread thread = new Thread(task, name);
                thread.setDaemon(true);
                thread.setPriority(Thread.MIN_PRIORITY);
                return thread;
            });
            this.inTurn = inTurn;
        }

        @Override
        public void execute(Runnable work) {
            if (inTurn) {
                TO_DO.incrementAndGet();
                try {
                    super.execute(() -> inTurn(work));
                } catch (RejectedExecutionException e) {
                    TO_DO.decrementAndGet();
                    throw e;
                }
            } else {
                super.execute(work);
            }
        }

        private static void inTurn(Runnable work) {
            try {
                TURN.lockInterruptibly();
                try {
                    work.run();
                } finally {
                    TURN.unlock();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // the service is stopping
            } finally {
                TO_DO.decrementAndGet();
            }
        }

        @Override
        public List<Runnable> shutdownNow() {
            List<Runnable> left = super.shutdownNow();
            if (inTurn) {
                TO_DO.addAndGet(-left.size());
            }
            return left;
        }
    }
}
