/** What is asked for, and by nobody: the access log and its figures, in which no reader can be found. */
@ApplicationModule(allowedDependencies = {"front", "store"})
@NullMarked
package eu.staytuned.lod.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
