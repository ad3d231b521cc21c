/** What stands before everything else: answers that were given before are given again from memory. */
@ApplicationModule(allowedDependencies = "store")
@NullMarked
package eu.staytuned.lod.front;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
