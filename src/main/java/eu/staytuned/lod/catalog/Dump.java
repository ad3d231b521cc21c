package eu.staytuned.lod.catalog;

import eu.staytuned.lod.rdf.RdfSyntax;
import java.nio.file.Path;

/**
 * A whole release in one file, compressed with gzip.
 *
 * @param url where it is downloaded
 * @param bytes its size
 * @param sha256 of the file, in hexadecimal digits
 * @param statements how many triples or quads it says
 * @param file where it lies
 */
public record Dump(RdfSyntax syntax, String url, String name, long bytes, String sha256, long statements, Path file) {

    /** Whether it holds the named graphs; otherwise the default graph, which holds most of them together. */
    public boolean hasGraphs() {
        return syntax.hasGraphs();
    }

    /** The line that {@code sha256sum -c} reads. */
    public String checkLine() {
        return sha256 + "  " + name + "\n";
    }
}
