package eu.staytuned.lod.store;

/**
 * Files that are made of a release after its publication are there now, or are no longer: what documents say of them is another
 * thing than before.
 */
public record FilesMade() {}
