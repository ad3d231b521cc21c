package eu.staytuned.lod.release;

import eu.staytuned.lod.store.Shelf;

/** The releases that were, opened again for those who rely on one: each as it was published, or not at all. */
public interface Archive {

    /**
     * A release from the archive, in memory.
     *
     * @param shelf the release; its data are transactional and hold for as long as they are needed
     * @param base the IRI that everything was published under then
     */
    record Opened(Shelf shelf, String base) {}

    /**
     * Opens a release. Several readers share one that is open; concurrent ones wait for each other.
     *
     * @throws ReleaseUnavailableException where the archive does not have it, or not as it was
     */
    Opened open(int number);
}
