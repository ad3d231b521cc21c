/** Why a query finds nothing: what in it the release does not have, and what comes near. Knows Jena ARQ and no HTTP. */
@ApplicationModule(allowedDependencies = {"rdf", "store"})
@NullMarked
package eu.staytuned.lod.explain;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
