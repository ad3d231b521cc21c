package eu.staytuned.lod.store;

/**
 * A release has taken its place on the shelf; readers see it from now on.
 *
 * @param edition the release that readers now see
 */
public record ReleasePublished(Edition edition) {}
