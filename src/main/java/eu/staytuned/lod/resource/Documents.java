package eu.staytuned.lod.resource;

import eu.staytuned.lod.rdf.GraphDocument;
import eu.staytuned.lod.store.Shelf;
import java.util.Optional;

/** The documents of the release on the shelf, for those who write one without being asked over the web. */
public interface Documents {

    /**
     * The document at a path below the base, in the representation that the path ends in.
     *
     * @return empty where there is none
     */
    Optional<GraphDocument> at(String path, Shelf shelf);
}
