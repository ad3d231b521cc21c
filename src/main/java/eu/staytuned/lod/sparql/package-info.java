/** The public SPARQL endpoint, and the only module that knows Fuseki. */
@ApplicationModule(allowedDependencies = {"explain", "front", "limits", "queries", "rdf", "store"})
@NullMarked
package eu.staytuned.lod.sparql;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
