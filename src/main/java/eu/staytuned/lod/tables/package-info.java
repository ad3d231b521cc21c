/** Tables to take away: described in the data, filled by their queries, written once for each release. */
@ApplicationModule(allowedDependencies = {"rdf", "store"})
@NullMarked
package eu.staytuned.lod.tables;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
