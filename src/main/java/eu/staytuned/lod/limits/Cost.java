package eu.staytuned.lod.limits;

/** What an answer takes, roughly. */
public enum Cost {
    /** It is in memory. */
    KEPT,
    /** It has to be made. */
    PAGE,
    /** A query has to be evaluated. */
    QUERY,
    /** Several names or identifiers have to be found. */
    BATCH,
    /** It is a file of a whole release. */
    DUMP
}
