package eu.staytuned.lod.resource;

import java.time.Instant;
import java.util.Optional;

/** Knows which resources were published once and are not any more. */
public interface Withdrawals {

    /**
     * Since when a resource is no longer published.
     *
     * @param release the first without it
     * @param issued when that was accepted
     */
    record Withdrawal(int release, Instant issued) {}

    /**
     * What became of a resource.
     *
     * @param path below the base
     * @return empty where it was not withdrawn, or too long ago to be known
     */
    Optional<Withdrawal> of(String path);
}
