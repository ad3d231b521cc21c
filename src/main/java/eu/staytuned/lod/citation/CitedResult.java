package eu.staytuned.lod.citation;

import eu.staytuned.lod.store.Edition;
import java.time.Instant;
import java.util.List;

/**
 * A query and the release that answered it, as it is kept: {@code citations/ab/abcdefghijkl.json} in the data folder.
 *
 * @param hash what its address ends in
 * @param query as it was written, with line feeds
 * @param defaultGraphs the graphs asked for by {@code default-graph-uri}
 * @param namedGraphs those asked for by {@code named-graph-uri}
 * @param release the number of the release
 * @param contentHash of the release
 * @param issued when the release was accepted
 * @param base the IRI that everything was published under then
 * @param form {@code SELECT}, {@code ASK}, {@code CONSTRUCT} or {@code DESCRIBE}
 * @param rows how many rows or triples the answer has
 * @param checksum SHA-256 of the sorted rows; see {@link Checksum}
 * @param made when it was kept first
 * @param title what the query is called, in English, where it is an example of the release; otherwise empty
 * @param example the IRI of that example; otherwise empty
 * @param source what the release is and who publishes it
 */
public record CitedResult(
        String hash,
        String query,
        List<String> defaultGraphs,
        List<String> namedGraphs,
        int release,
        String contentHash,
        Instant issued,
        String base,
        String form,
        long rows,
        String checksum,
        Instant made,
        String title,
        String example,
        CitedSource source) {

    public Edition edition() {
        return new Edition(release, contentHash, issued);
    }

    /** Whether the answer is a graph, not rows. */
    public boolean hasTriples() {
        return form.equals("CONSTRUCT") || form.equals("DESCRIBE");
    }

    /** The path below the base. */
    public String path() {
        return Citations.PATH + hash;
    }
}
