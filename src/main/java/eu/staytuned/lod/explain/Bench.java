package eu.staytuned.lod.explain;

import eu.staytuned.lod.store.QueryMemory;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.apache.jena.graph.Node;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryException;
import org.apache.jena.shared.JenaException;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.syntax.Element;
import org.apache.jena.sparql.syntax.ElementGroup;
import org.apache.jena.sparql.util.Context;

/** Where parts of a query are tried, each for a short time only. */
final class Bench {

    /** What is not known, because the time was over. */
    static final long UNKNOWN = -1;

    private final DatasetGraph data;
    private final Context context;
    private final Effort effort;
    private boolean patient;

    Bench(DatasetGraph data, Context context, Effort effort) {
        this.data = data;
        this.context = context;
        this.effort = effort;
    }

    Effort effort() {
        return effort;
    }

    /** Whether it is known that a pattern matches nothing. */
    boolean isEmpty(Element pattern) {
        return count(pattern, 1) == 0;
    }

    /** How often a pattern matches; no more than {@code most} are counted. */
    long count(Element pattern, long most) {
        return run(select(pattern, most), execution -> size(execution.select(), most), UNKNOWN);
    }

    /** The different values that a pattern gives a variable; no more than {@code most} solutions are looked at. */
    Set<Node> values(Element pattern, Var variable, long most) {
        Set<Node> values = new LinkedHashSet<>();
        Query query = select(pattern, most);
        query.setQueryResultStar(false);
        query.addResultVar(variable);
        query.setDistinct(true);
        return run(
                query,
                execution -> {
                    execution.select().forEachRemaining(row -> {
                        if (row.contains(variable)) {
                            values.add(row.get(variable));
                        }
                    });
                    return values;
                },
                values);
    }

    /**
     * How many rows a query gives, or triples; no more than {@code most} are counted. Where it counts or sums up all
     * there is, the one row says nothing: then it is how often its pattern matches.
     */
    long rows(Query query, long most) {
        if (query.isAskType()) {
            return run(query, execution -> execution.ask() ? 1L : 0L, UNKNOWN);
        }
        if (query.isSelectType()) {
            return query.hasAggregators() && query.getGroupBy().isEmpty()
                    ? count(query.getQueryPattern(), most)
                    : run(query, execution -> size(execution.select(), most), UNKNOWN);
        }
        if (query.isConstructType()) {
            return run(query, execution -> size(execution.constructQuads(), most), UNKNOWN);
        }
        if (query.isDescribeType()) {
            return run(query, execution -> (long) execution.describe().size(), UNKNOWN);
        }
        return UNKNOWN;
    }

    /** As {@link #rows}, for the query that is explained: it has more time than a part of it. */
    long rowsOfAll(Query query, long most) {
        patient = true;
        try {
            return rows(query, most);
        } finally {
            patient = false;
        }
    }

    private static long size(Iterator<?> found, long most) {
        long size = 0;
        while (size < most && found.hasNext()) {
            found.next();
            size++;
        }
        return size;
    }

    private static Query select(Element pattern, long limit) {
        Query query = new Query();
        query.setQuerySelectType();
        query.setQueryResultStar(true);
        if (pattern instanceof ElementGroup group) {
            query.setQueryPattern(group);
        } else {
            ElementGroup group = new ElementGroup();
            group.addElement(pattern);
            query.setQueryPattern(group);
        }
        query.setLimit(limit);
        return query;
    }

    private <T> T run(Query query, Function<QueryExec, T> reading, T unknown) {
        if (effort.isSpent()) {
            return unknown;
        }
        Context own = context.copy();
        QueryMemory.renew(own);
        Future<?> alarm = effort.start(own, patient ? Effort.WHOLE_QUERY : Effort.ONE_QUESTION);
        Query plain = query;
        if (query.hasDatasetDescription()) {
            // The data are what it describes already.
            plain = query.cloneQuery();
            plain.getGraphURIs().clear();
            plain.getNamedGraphURIs().clear();
        }
        try (QueryExec execution =
                QueryExec.newBuilder().dataset(data).query(plain).context(own).build()) {
            return reading.apply(execution);
        } catch (QueryException | StackOverflowError e) {
            effort.cut();
            return unknown;
        } catch (JenaException | UnsupportedOperationException e) {
            return unknown;
        } finally {
            alarm.cancel(false);
        }
    }

    /** A group of these parts, in this order. */
    static ElementGroup group(List<? extends Element> elements) {
        ElementGroup group = new ElementGroup();
        elements.forEach(group::addElement);
        return group;
    }

    /** What the query is put to. */
    DatasetGraph data() {
        return data;
    }
}
