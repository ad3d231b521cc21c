/** Results that can be cited: a query and the release that answers it, kept for good, and how to name them. */
@ApplicationModule(allowedDependencies = {"rdf", "store", "release", "sparql"})
@NullMarked
package eu.staytuned.lod.citation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
