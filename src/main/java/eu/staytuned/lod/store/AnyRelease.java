package eu.staytuned.lod.store;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Takes all that it says of a release from {@link Store#read} on the calling thread, and so can be asked what an earlier
 * release said: the shell {@linkplain Store#pin pins} it to the release that an address names.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface AnyRelease {}
