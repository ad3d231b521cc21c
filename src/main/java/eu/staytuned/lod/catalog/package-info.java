/** What other catalogues need of a release: dumps, and what has changed since when. */
@ApplicationModule(allowedDependencies = {"rdf", "resource", "store", "release"})
@NullMarked
package eu.staytuned.lod.catalog;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
