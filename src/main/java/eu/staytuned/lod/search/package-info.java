/** Finding things by name and text, in any language and script: an index over one release. */
@ApplicationModule(allowedDependencies = {"rdf", "store"})
@NullMarked
package eu.staytuned.lod.search;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
