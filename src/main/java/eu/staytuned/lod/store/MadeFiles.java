package eu.staytuned.lod.store;

import java.util.Optional;

/**
 * Files that are made of a release once it has been published, as far as they are there. A release cannot say how large
 * they are and which checksums they have: they hold it.
 */
public interface MadeFiles extends LaterKnowledge {

    /**
     * What is known by now of the file at an address; never waits for one that is being made.
     *
     * @param current the release on the shelf
     */
    Optional<MadeFile> find(String url, Edition current);
}
