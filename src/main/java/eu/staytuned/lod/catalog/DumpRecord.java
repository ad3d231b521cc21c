package eu.staytuned.lod.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What lies beside the dumps of a release, in {@code dumps.json}: which files there have to be, and how each was written.
 *
 * @param release its number
 * @param contentHash of the release
 * @param issued when the release was accepted
 * @param format the version of how dumps are written
 * @param made when they were written; that of the release where an older version of this program did not say
 * @param files in the order of {@link DumpWriter#SYNTAXES}
 */
record DumpRecord(int release, String contentHash, Instant issued, int format, Instant made, List<File> files) {

    DumpRecord {
        made = Objects.requireNonNullElse(made, issued);
    }

    /**
     * @param bytes its size
     * @param statements how many triples or quads it says
     */
    record File(String name, long bytes, String sha256, long statements) {}
}
