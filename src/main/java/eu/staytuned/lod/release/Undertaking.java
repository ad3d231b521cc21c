package eu.staytuned.lod.release;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What the publisher is about just now, for those who wait for it. */
@Component
class Undertaking {

    private volatile Optional<Step> step = Optional.empty();

    /**
     * A step of publishing.
     *
     * @param doing what is being done
     * @param since when it began
     * @param statements how many were read or written; 0 where none are counted
     * @param part how much of it is done, above 0 and up to 1; 0 where nobody knows
     */
    record Step(String doing, Instant since, long statements, double part) {

        /** Statements a second since it began. */
        long rate(Instant now) {
            return statements * 1000 / millis(now);
        }

        /** How long it will still take if it goes on like this; empty where nobody knows. */
        Optional<Duration> left(Instant now) {
            return part <= 0
                    ? Optional.empty()
                    : Optional.of(Duration.ofMillis(Math.round(millis(now) * (1 - part) / part)));
        }

        private long millis(Instant now) {
            return Math.max(1, Duration.between(since, now).toMillis());
        }
    }

    /** The step that is being done; empty while nothing is published. */
    Optional<Step> step() {
        return step;
    }

    /** Something is being done of which nothing is counted. */
    void step(String doing) {
        step(new Step(doing, Instant.now(), 0, 0));
    }

    /** How far a step has come. */
    void step(Step reached) {
        step = Optional.of(reached);
    }

    /** Nothing is published any more. */
    void over() {
        step = Optional.empty();
    }
}
