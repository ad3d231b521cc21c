/** A release in a store elsewhere, over SPARQL 1.1: written into one of two places, read from the other meanwhile. */
@NullMarked
package eu.staytuned.lod.store.remote;

import org.jspecify.annotations.NullMarked;
