package eu.staytuned.lod.release;

import eu.staytuned.lod.rdf.Federation;
import eu.staytuned.lod.release.SourceFile.Role;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.jena.query.ARQ;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryException;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.query.QueryParseException;
import org.apache.jena.query.Syntax;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.exec.QueryExec;

/**
 * A rule or a check of the release: a SPARQL query whose first line, a comment, says what it is for.
 *
 * @param file where it is written
 * @param sentence the first line without its {@code #}; for a check, the rule that a row breaks
 * @param isAdvice whether the sentence begins with {@code Warning:}, so that a row does not stop the release
 * @param query moved to this instance's base
 */
record SourceQuery(SourceFile file, String sentence, boolean isAdvice, Query query) {

    private static final Pattern FIRST_LINE = Pattern.compile("\\A#\\s*(?<advice>(?i)warning:\\s*)?(?<sentence>\\S.*)");

    static Optional<SourceQuery> read(SourceFile file, String text, List<Fault> faults) {
        boolean check = file.role() == Role.CHECK;
        Matcher first = FIRST_LINE.matcher(text);
        if (!first.find()) {
            faults.add(Fault.in(
                            file.name(),
                            "Its first line must be a comment that says "
                                    + (check ? "the rule that its rows break" : "what it derives")
                                    + ", such as: # Every city lies in a country.")
                    .at(1, 1));
            return Optional.empty();
        }
        Query query;
        try {
            query = QueryFactory.create(text, Syntax.syntaxSPARQL_11);
        } catch (QueryParseException e) {
            faults.add(Fault.in(file.name(), explain(e)).at(e.getLine(), e.getColumn()));
            return Optional.empty();
        } catch (QueryException e) {
            faults.add(Fault.in(file.name(), explain(e)));
            return Optional.empty();
        }
        if (check ? !query.isSelectType() : !query.isConstructType() || query.isConstructQuad()) {
            faults.add(Fault.in(file.name(), check ? "A check is a SELECT query." : "A rule is a CONSTRUCT query."));
            return Optional.empty();
        }
        if (query.hasDatasetDescription() || Federation.callsElsewhere(query)) {
            faults.add(Fault.in(
                    file.name(),
                    "FROM and SERVICE are not for rules and checks: they are asked of the release and nothing else."));
            return Optional.empty();
        }
        return Optional.of(
                new SourceQuery(file, first.group("sentence").strip(), check && first.group("advice") != null, query));
    }

    /** Asked of a dataset, with a time limit and without leave to call anyone. */
    QueryExec on(DatasetGraph dataset, long timeoutMillis) {
        return QueryExec.dataset(dataset)
                .query(query)
                .set(ARQ.httpServiceAllowed, false)
                .timeout(timeoutMillis)
                .build();
    }

    /** Why a text is no query, in a line. */
    static String explain(QueryException e) {
        return "Not a SPARQL 1.1 query: "
                + String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
