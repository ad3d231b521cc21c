package eu.staytuned.lod.store;

import java.time.Instant;

/**
 * Which release is on the shelf. The number serves as citation and place in time, the hash as cache validator.
 *
 * @param number grows with every accepted release, starting at 1
 * @param contentHash SHA-256 over the release's input, 64 lower-case hexadecimal digits; equal input has an equal hash
 * @param issued when it was accepted, to the second
 */
public record Edition(int number, String contentHash, Instant issued) {

    public Edition {
        if (number < 1 || !contentHash.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("Not an edition: number " + number + ", hash " + contentHash);
        }
    }

    /** The path of its description below the base: {@code releases/7}. */
    public String path() {
        return "releases/" + number;
    }
}
