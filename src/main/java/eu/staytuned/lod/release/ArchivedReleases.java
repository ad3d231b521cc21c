package eu.staytuned.lod.release;

import eu.staytuned.lod.store.Edition;
import java.util.List;
import org.apache.jena.riot.system.StreamRDF;

/** Every release as it lies in the archive, for those who copy one from end to end and do not open it. */
public interface ArchivedReleases {

    /** Those that can be read, oldest first. */
    List<Edition> editions();

    /**
     * Sends a release as it was published: prefixes, quads of the named graphs, and a triple for each quad that stands in
     * the default graph as well; a statement of two graphs comes twice. Holds one statement at a time.
     *
     * @throws ReleaseUnavailableException where the archive does not have it, or not as it was
     */
    void send(int number, StreamRDF sink);
}
