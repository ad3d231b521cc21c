package eu.staytuned.lod.explain;

import eu.staytuned.lod.store.Shelf;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.apache.jena.query.ARQ;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.query.Syntax;

/** Queries put to {@link RepositoryRelease} and explained. */
final class Explained {

    private static final Explainer EXPLAINER = new Explainer(RepositoryRelease.IRIS);

    private Explained() {}

    /** The explanation of a query that is written without the prefixes of the release. */
    static Explanation of(String query) {
        return exactly(withPrefixes(query));
    }

    static Explanation exactly(String query) {
        Shelf shelf = RepositoryRelease.shelf();
        return EXPLAINER.explain(parse(query), query, shelf, shelf.data(), ARQ.getContext());
    }

    /** How many rows a query gives, as far as explanations count. */
    static long rows(String query) {
        Effort effort = new Effort(Duration.ofSeconds(30), ARQ.getContext(), new ScheduledThreadPoolExecutor(1));
        return new Bench(RepositoryRelease.shelf().data(), ARQ.getContext(), effort).rows(parse(query), 1000);
    }

    private static Query parse(String query) {
        return QueryFactory.create(query, RepositoryRelease.IRIS.base(), Syntax.syntaxARQ);
    }

    /** With a line for each prefix of the release that the query uses and does not declare. */
    static String withPrefixes(String query) {
        StringBuilder prologue = new StringBuilder();
        RepositoryRelease.prologue()
                .lines()
                .filter(line -> query.matches("(?s).*\\b" + line.split(" ")[1] + ".*")
                        && !query.contains("PREFIX " + line.split(" ")[1] + " "))
                .forEach(line -> prologue.append(line).append('\n'));
        return prologue + query;
    }
}
