/** The shelf: one release at a time, read in transactions, replaced in one. */
@ApplicationModule(allowedDependencies = "rdf")
@NullMarked
package eu.staytuned.lod.store;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
