package eu.staytuned.lod.resource;

import eu.staytuned.lod.rdf.RdfSyntax;
import java.util.Optional;

/**
 * What a document is about.
 *
 * @param path the path below the base of the resource's IRI: {@code id/city/ghent}, {@code id/city/}, {@code ontology}
 * @param document the path of the document: {@code doc/city/ghent}, {@code doc/city}, {@code ontology}
 * @param collection the path, ending in a slash, whose members the document lists, if it lists any
 */
record Topic(String path, String document, Optional<String> collection) {

    /** The site as a whole. */
    static final Topic HOME = new Topic("", "", Optional.empty());

    /** The resource itself, and below {@code id/} a document about it. */
    static Topic ofResource(String path) {
        return new Topic(path, documentOf(path), Optional.empty());
    }

    /** The list of what stands below a path. Below {@code id/} its name ends in a slash as the path does. */
    static Topic ofCollection(String path) {
        String document = documentOf(path);
        return new Topic(isThing(path) ? path : document, document, Optional.of(path));
    }

    /** This resource and, in the same document, the list of what stands below it. */
    Topic with(String collection) {
        return new Topic(path, document, Optional.of(collection));
    }

    /** Whether a path is the name of a thing, which is not itself a document. */
    static boolean isThing(String path) {
        return path.startsWith("id/");
    }

    /** Where the extension of one of our formats begins in a path, at its dot; -1 where it ends in none. */
    static int extensionOf(String path) {
        int dot = path.lastIndexOf('.');
        if (dot < 0) {
            return -1;
        }
        String extension = path.substring(dot + 1);
        return extension.equals("html") || RdfSyntax.ofExtension(extension).isPresent() ? dot : -1;
    }

    private static String documentOf(String path) {
        String document = isThing(path) ? "doc/" + path.substring("id/".length()) : path;
        return document.endsWith("/") ? document.substring(0, document.length() - 1) : document;
    }
}
