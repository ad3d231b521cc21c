/** Dereferencing: every IRI of the release answers with its description. */
@ApplicationModule(allowedDependencies = {"rdf", "store"})
@NullMarked
package eu.staytuned.lod.resource;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
