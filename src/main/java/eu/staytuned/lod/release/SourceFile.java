package eu.staytuned.lod.release;

import java.nio.file.Path;
import java.util.Optional;
import org.apache.jena.riot.Lang;

/**
 * A file that has a part in a release.
 *
 * @param path where it lies
 * @param name how editors and reports call it: the source folder's name and the path below it
 * @param role what it is for
 * @param lang its syntax, where it holds RDF
 * @param graph the path below the base of the named graph that it becomes; empty where it holds no RDF
 */
record SourceFile(Path path, String name, Role role, Optional<Lang> lang, String graph) {

    /** What a file is for. */
    enum Role {
        /** Facts about networks and cities, and vocabulary: published, and part of the default graph. */
        DATA,
        /** SHACL shapes: published in their own graph alone. */
        SHAPES,
        /** SHACL shapes of a profile that the catalogue keeps to, once it is complete: published as other shapes are. */
        PROFILE,
        /** An earlier version of the ontology: published in the graph named by its version IRI alone. */
        HISTORY,
        /** A CONSTRUCT query that derives statements. */
        RULE,
        /** A SELECT query whose rows are faults. */
        CHECK,
        /** The JSON-LD context of our terms, which files in JSON-LD may refer to. */
        CONTEXT
    }

    boolean isRdf() {
        return lang.isPresent();
    }
}
