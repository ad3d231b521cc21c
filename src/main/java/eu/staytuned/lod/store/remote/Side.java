package eu.staytuned.lod.store.remote;

import eu.staytuned.lod.store.StoreAwayException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A place and what is known of it by now. */
final class Side {

    private final PlaceClient client;
    private final AtomicInteger readers = new AtomicInteger();
    private volatile int failures;
    private volatile Optional<String> seen = Optional.empty();
    private volatile Optional<StoreAwayException> trouble = Optional.empty();

    Side(Place place, PlaceClient.Line line) {
        this.client = new PlaceClient(place, line, this::isGone);
    }

    PlaceClient client() {
        return client;
    }

    Place place() {
        return client.place();
    }

    /** How many transactions of ours read in it. */
    AtomicInteger readers() {
        return readers;
    }

    /** One failure may be an accident. */
    boolean isGone() {
        return failures > 1;
    }

    /** Whether nothing is known against it. */
    boolean isThere() {
        return failures == 0;
    }

    /** Why it gave no answer when it was asked last. */
    Optional<StoreAwayException> trouble() {
        return trouble;
    }

    /** Which release it said to hold when it was asked last, as {@link Marker} has it; empty for none. */
    Optional<String> seen() {
        return seen;
    }

    void answered(Optional<String> release) {
        seen = release;
        failures = 0;
        trouble = Optional.empty();
    }

    void failed(StoreAwayException why) {
        trouble = Optional.of(why);
        failures = Math.min(failures + 1, 2);
    }
}
