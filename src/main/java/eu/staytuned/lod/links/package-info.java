/** What is ours and linked to what others publish: by whom it is published, as links, as mappings. */
@ApplicationModule(allowedDependencies = {"lookup", "rdf", "store"})
@NullMarked
package eu.staytuned.lod.links;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
