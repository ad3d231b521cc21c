package eu.staytuned.lod.store;

import java.util.Optional;

/**
 * In a store elsewhere stands another release than before, which this instance has not put there; or none any more.
 *
 * @param edition the release that stands there now
 */
public record StoreChanged(Optional<Edition> edition) {}
