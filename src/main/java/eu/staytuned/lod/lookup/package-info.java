/**
 * Our thing for a name of yours: look-up by the identifiers and codes of others, and the Reconciliation Service API for
 * names.
 */
@ApplicationModule(allowedDependencies = {"limits", "rdf", "search", "store"})
@NullMarked
package eu.staytuned.lod.lookup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
