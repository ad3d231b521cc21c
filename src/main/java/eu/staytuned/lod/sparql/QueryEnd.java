package eu.staytuned.lod.sparql;

/** What ends a good query without an answer. */
enum QueryEnd {
    /** The client closed the connection. */
    CLIENT,
    /** The time limit, or that of the client. */
    TIME,
    /** The answer is larger than an answer may be. */
    SIZE,
    /** It would keep more in memory than a query may. */
    MEMORY,
    /** All places were taken. */
    CROWD
}
