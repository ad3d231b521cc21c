package eu.staytuned.lod.release;

import eu.staytuned.lod.release.Footprint.Difference;
import eu.staytuned.lod.store.Edition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What the archive says about one release, in {@code manifest.json} beside its data.
 *
 * @param number grows with every release
 * @param contentHash SHA-256 over the files, the base and the format; equal input has an equal hash
 * @param issued when it was accepted
 * @param base the IRI that everything was published under
 * @param format the version of what the code makes of files
 * @param files what it was made from, sorted by name
 * @param graphs its named graphs
 * @param prefixes the prefixes of the source files
 * @param statistics the release in numbers
 * @param examples how many rows its example queries had, by name
 * @param changes what changed since the release before
 * @param warnings what its editors were advised to mend
 * @param data the archived data
 */
record Manifest(
        int number,
        String contentHash,
        Instant issued,
        String base,
        int format,
        List<FileEntry> files,
        List<GraphEntry> graphs,
        Map<String, String> prefixes,
        Statistics statistics,
        Map<String, Long> examples,
        Changes changes,
        List<Fault> warnings,
        DataEntry data) {

    Manifest {
        // older archives know nothing of these
        examples = Objects.requireNonNullElse(examples, Map.of());
        changes = Objects.requireNonNullElse(changes, Changes.NONE);
    }

    /**
     * A file that the release was made from.
     *
     * @param name the source folder's name and the path below it
     * @param sha256 of its bytes
     * @param size in bytes
     */
    record FileEntry(String name, String sha256, long size) {}

    /**
     * A named graph.
     *
     * @param name its IRI
     * @param file the file that it was read from; empty for what the service writes
     * @param triples how many statements it holds
     * @param inDefaultGraph whether they stand in the default graph as well
     */
    record GraphEntry(String name, String file, long triples, boolean inDefaultGraph) {}

    /**
     * The data, gzipped N-Quads of all named graphs; the default graph is made from them.
     *
     * @param sha256 of the file
     * @param size in bytes
     * @param quads how many statements it holds
     * @param defaultGraphTriples how many distinct statements the default graph holds
     */
    record DataEntry(String file, String sha256, long size, long quads, long defaultGraphTriples) {}

    Edition edition() {
        return new Edition(number, contentHash, issued);
    }

    Summary summary() {
        long documents =
                graphs.stream().filter(graph -> !graph.file().isEmpty()).count();
        return Summary.of(edition(), documents, statistics, changes.difference());
    }

    /**
     * What is told of every release, however old.
     *
     * @param edition its number, hash and time
     * @param triples distinct statements of its default graph
     * @param documents named graphs that were read from files
     * @param resources distinct subjects with an IRI of ours
     * @param properties distinct properties
     * @param classes distinct classes
     * @param difference from the release before it
     */
    record Summary(
            Edition edition,
            long triples,
            long documents,
            long resources,
            long properties,
            int classes,
            Optional<Difference> difference) {

        static Summary of(Edition edition, long documents, Statistics statistics, Optional<Difference> difference) {
            return new Summary(
                    edition,
                    statistics.triples(),
                    documents,
                    statistics.resources(),
                    statistics.properties(),
                    statistics.classes().size(),
                    difference);
        }
    }
}
