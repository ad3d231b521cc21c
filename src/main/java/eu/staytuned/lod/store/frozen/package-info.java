/**
 * A dataset in memory that is read and never changed: terms are numbers, statements are rows of numbers, sorted by each
 * order in which they are looked up. Jena reads it as any other dataset; patterns of statements are joined as numbers.
 */
@NullMarked
package eu.staytuned.lod.store.frozen;

import org.jspecify.annotations.NullMarked;
