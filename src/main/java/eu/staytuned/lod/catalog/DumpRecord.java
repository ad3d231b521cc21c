package eu.staytuned.lod.catalog;

import java.time.Instant;
import java.util.List;

/**
 * What lies beside the dumps of a release, in {@code dumps.json}: which files there have to be, and how each was written.
 *
 * @param release its number
 * @param contentHash of the release
 * @param issued when the release was accepted
 * @param format the version of how dumps are written
 * @param files in the order of {@link DumpWriter#SYNTAXES}
 */
record DumpRecord(int release, String contentHash, Instant issued, int format, List<File> files) {

    /**
     * @param bytes its size
     * @param statements how many triples or quads it says
     */
    record File(String name, long bytes, String sha256, long statements) {}
}
