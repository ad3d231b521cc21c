/** From files to the shelf: reads, validates, numbers, archives and publishes releases. Does not know HTTP. */
@ApplicationModule(allowedDependencies = {"rdf", "store", "queries", "tables"})
@NullMarked
package eu.staytuned.lod.release;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
