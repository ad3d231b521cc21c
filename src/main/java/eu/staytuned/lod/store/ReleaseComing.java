package eu.staytuned.lod.store;

/**
 * A release is about to take the place of another on the shelf; readers still see the one before. For those who make
 * something of a whole release that a reader would wait for. To be listened to at once, on the thread that tells of it: what
 * is shown belongs to its transaction.
 *
 * @param shelf the coming release, as readers will see it
 */
public record ReleaseComing(Shelf shelf) {}
