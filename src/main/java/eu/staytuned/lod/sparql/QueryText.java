package eu.staytuned.lod.sparql;

import java.util.List;
import org.apache.jena.irix.IRIs;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryException;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.query.QueryParseException;
import org.apache.jena.query.Syntax;
import org.apache.jena.sparql.lang.arq.javacc.ARQParserConstants;
import org.apache.jena.sparql.lang.arq.javacc.Token;
import org.apache.jena.update.UpdateFactory;

/**
 * A query that has been read and may be answered here.
 *
 * @param query as Jena understands it
 * @param repeatable whether the same release always gives the same answer, up to the order of rows nobody ordered
 * @param words of it, without comments and with one space between them: equal words are the same query
 */
record QueryText(Query query, boolean repeatable, String words) {

    /**
     * How often a path may be repeated by numbers, such as {@code {2,5}}, nested ones multiplied. Jena writes out each repetition
     * before it looks at time or memory.
     */
    private static final long MOST_REPETITIONS = 1_000;

    /**
     * Reads a query; SPARQL 1.1 with Jena's extensions.
     *
     * @param base against which relative IRIs are resolved
     * @throws SparqlProblem where it is malformed, an update, or calls another endpoint
     */
    static QueryText parse(String text, String base) {
        if (text.isBlank()) {
            throw SparqlProblem.badRequest("The query is empty.");
        }
        List<Token> words = Words.common(text);
        Query known = words == null ? null : Words.read(words, queryFrom(base));
        if (words != null && known != null) {
            return inspect(words, known);
        }
        Query query;
        try {
            query = QueryFactory.create(text, base, Syntax.syntaxARQ);
        } catch (QueryParseException e) {
            if (e.getCause() instanceof StackOverflowError) {
                throw SparqlProblem.unanswerable("The query is nested too deeply.");
            }
            throw isUpdate(text, base) ? SparqlProblem.readOnly() : SparqlProblem.malformed(SyntaxFault.of(text, e));
        } catch (QueryException e) {
            throw SparqlProblem.unanswerable("The query is not valid SPARQL: " + e.getMessage());
        }
        return inspect(text, query);
    }

    /** One that says nothing yet. */
    private static Query queryFrom(String base) {
        Query query = new Query();
        query.setBase(IRIs.resolveIRI(base));
        return query;
    }

    /**
     * Looks at the words of the query rather than at its tree: a keyword is one wherever it stands, in subqueries,
     * EXISTS, aggregates or ORDER BY, so none is overlooked.
     */
    static QueryText inspect(String text, Query query) {
        return inspect(Words.of(text), query);
    }

    private static QueryText inspect(List<Token> words, Query query) {
        StringBuilder all = new StringBuilder();
        boolean repeatable = true;
        boolean name = false;
        Repetitions repetitions = new Repetitions();
        for (Token word : words.subList(0, words.size() - 1)) {
            switch (word.kind) {
                case ARQParserConstants.SERVICE -> throw SparqlProblem.noFederation();
                case ARQParserConstants.NOW,
                        ARQParserConstants.RAND,
                        ARQParserConstants.UUID,
                        ARQParserConstants.STRUUID,
                        ARQParserConstants.BNODE -> repeatable = false;
                // An IRI before a bracket may be a function such as afn:now.
                case ARQParserConstants.LPAREN, ARQParserConstants.NIL -> repeatable &= !name;
                default -> {}
            }
            all.append(all.isEmpty() ? "" : " ").append(word.image);
            repetitions.next(word);
            name = word.kind == ARQParserConstants.IRIref || word.kind == ARQParserConstants.PNAME_LN;
        }
        return new QueryText(query, repeatable, all.toString());
    }

    /** Finds the numbers in braces behind a path. In VALUES, a variable is before them; in a group, something behind. */
    private static final class Repetitions {

        private int beforeBrace;
        private int before;
        private boolean braced;
        private long number;
        private long product = 1;

        void next(Token word) {
            if (word.kind == ARQParserConstants.LBRACE) {
                beforeBrace = before;
                braced = beforeBrace != ARQParserConstants.VAR1 && beforeBrace != ARQParserConstants.VAR2;
                number = 1;
            } else if (braced && word.kind == ARQParserConstants.INTEGER) {
                number = Math.max(number, word.image.length() > 9 ? Integer.MAX_VALUE : Long.parseLong(word.image));
            } else if (braced && word.kind == ARQParserConstants.RBRACE) {
                product = Math.min(Integer.MAX_VALUE, product * number);
                braced = false;
            } else {
                braced &= word.kind == ARQParserConstants.COMMA;
            }
            before = word.kind;
            if (product > MOST_REPETITIONS) {
                throw SparqlProblem.unanswerable("Its paths are repeated more often than " + MOST_REPETITIONS
                        + " times, all numbers in braces multiplied. Use * or + where any number will do.");
            }
        }
    }

    private static boolean isUpdate(String text, String base) {
        try {
            return !UpdateFactory.create(text, base, Syntax.syntaxARQ)
                    .getOperations()
                    .isEmpty();
        } catch (QueryException e) {
            return false;
        }
    }
}
