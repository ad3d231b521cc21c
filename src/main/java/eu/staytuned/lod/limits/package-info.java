/** How much one client may ask in a time, and who comes next where places are few. Nobody is asked who they are. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package eu.staytuned.lod.limits;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
