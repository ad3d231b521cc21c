package eu.staytuned.lod.store;

import java.time.Instant;

/**
 * A file that was made of a release.
 *
 * @param url where it can be had
 * @param bytes its size
 * @param sha256 of the file, in lower-case hexadecimal digits
 * @param made when it was written
 */
public record MadeFile(String url, long bytes, String sha256, Instant made) {}
