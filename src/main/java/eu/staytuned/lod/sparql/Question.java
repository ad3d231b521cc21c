package eu.staytuned.lod.sparql;

import java.util.Optional;
import org.apache.jena.query.Query;

/**
 * A query that another part of the site has answered for a client: an example, a permalink.
 *
 * @param text the query as people read it; equal texts have equal answers
 * @param query what it means
 * @param format short name or media type of the format that the address names; empty where the request chooses
 */
public record Question(String text, Query query, Optional<String> format) {

    /** A query as text; SPARQL 1.1 with Jena's extensions.
     *
     * @throws SparqlProblem where it is malformed, an update, or calls another endpoint
     */
    public static Question of(String text, String base, Optional<String> format) {
        return new Question(text, QueryText.parse(text, base).query(), format);
    }

    /** Whether one release always gives the same answer, up to the order of rows nobody ordered. */
    public boolean isRepeatable() {
        return QueryText.inspect(text, query).repeatable();
    }
}
