/** The example queries of a release: questions kept as data, with parameters that are bound by substitution. Knows no HTTP. */
@ApplicationModule(allowedDependencies = {"rdf", "store"})
@NullMarked
package eu.staytuned.lod.queries;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
