package eu.staytuned.lod.catalog;

import java.time.Duration;

/** The dumps are not there yet; the message says why, for their reader. */
public class DumpsNotReadyException extends RuntimeException {

    private final Duration retryAfter;

    DumpsNotReadyException(String message, Duration retryAfter) {
        super(message);
        this.retryAfter = retryAfter;
    }

    /** When it is worth asking again. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
