package eu.staytuned.lod.catalog;

/**
 * What a release did to a resource.
 *
 * @param path of the resource below the base
 */
public record Change(Kind kind, String path) {

    /** Whether the resource came, is described in another way than before, or went. */
    public enum Kind {
        CREATED,
        UPDATED,
        DELETED
    }
}
