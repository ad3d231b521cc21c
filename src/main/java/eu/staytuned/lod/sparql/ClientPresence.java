package eu.staytuned.lod.sparql;

import jakarta.servlet.ServletRequest;

/**
 * Whether the client of a request is still there to get the answer. The server says so; one that cannot tell has clients
 * that never leave, and their queries end at the time limit.
 */
@FunctionalInterface
interface ClientPresence {

    /** The attribute of a request in which the server puts it. */
    String ATTRIBUTE = ClientPresence.class.getName();

    /**
     * Looks at the connection, without waiting. To be asked by one thread at a time, and only while nobody reads the
     * request or writes the response.
     */
    boolean hasLeft();

    static ClientPresence of(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof ClientPresence presence ? presence : () -> false;
    }
}
