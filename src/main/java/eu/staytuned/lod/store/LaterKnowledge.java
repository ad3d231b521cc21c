package eu.staytuned.lod.store;

/**
 * Who knows more of a release after its publication than before, and says it in documents: of files that are made of it, how large
 * they are. Whoever keeps documents asks whether there is more by now.
 */
public interface LaterKnowledge {

    /** How often what is known has changed; counted up after each change. */
    int changes();
}
