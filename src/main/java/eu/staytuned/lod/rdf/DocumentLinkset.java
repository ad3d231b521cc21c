package eu.staytuned.lod.rdf;

import java.util.Optional;

/**
 * The links around a document, as a document of their own: what leads from each of its representations, and from what it
 * is about, to where.
 *
 * <p>What a controller returns for the address of a link set; the shell finds the links and writes them.
 *
 * @param document whose links they are
 * @param extension the format that the address names; empty where it is to be negotiated
 */
public record DocumentLinkset(GraphDocument document, Optional<String> extension) {

    /** The path below the base under which the link set of a document has the document's path. */
    public static final String PATH = "linkset/";
}
