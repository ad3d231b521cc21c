/** Pages from templates: what Thymeleaf would write, compiled once and written straight into bytes (ADR 0043). */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package eu.staytuned.lod.template;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
