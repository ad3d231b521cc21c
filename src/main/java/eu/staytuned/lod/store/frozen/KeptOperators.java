package eu.staytuned.lod.store.frozen;

import java.util.Set;
import java.util.function.BiFunction;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.algebra.OpVars;
import org.apache.jena.sparql.algebra.op.OpGroup;
import org.apache.jena.sparql.algebra.op.OpJoin;
import org.apache.jena.sparql.algebra.op.OpLeftJoin;
import org.apache.jena.sparql.algebra.op.OpMinus;
import org.apache.jena.sparql.algebra.op.OpOrder;
import org.apache.jena.sparql.algebra.op.OpTopN;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.engine.iterator.QueryIterGroup;
import org.apache.jena.sparql.engine.iterator.QueryIterMinus;
import org.apache.jena.sparql.engine.iterator.QueryIterRoot;
import org.apache.jena.sparql.engine.iterator.QueryIterSort;
import org.apache.jena.sparql.engine.join.Join;

/** Jena's operators that keep rows in memory, of which those are counted ({@link KeptRows}); whatever store the rows are from. */
public final class KeptOperators {

    /** Jena plans a queue for the first rows where they are a thousand or fewer. */
    private static final int MOST_OF_TOP = 100_000;

    private final Evaluation parts;
    private final ExecutionContext context;

    /**
     * @param parts evaluates what an operator is put together of
     */
    public KeptOperators(Evaluation parts, ExecutionContext context) {
        this.parts = parts;
        this.context = context;
    }

    /** Evaluates an operation for each row that is put in. */
    @FunctionalInterface
    public interface Evaluation {

        /** The rows that come of it. */
        QueryIterator of(Op op, QueryIterator input);
    }

    /**
     * Groups.
     *
     * @param counted evaluates groups whose aggregates count what they keep
     */
    public QueryIterator group(
            OpGroup op, QueryIterator input, BiFunction<OpGroup, QueryIterator, QueryIterator> counted) {
        return op.getAggregators().isEmpty()
                ? new QueryIterGroup(kept(op.getSubOp(), input), op.getGroupVars(), op.getAggregators(), context)
                : counted.apply(KeptRows.groups(op, context), input);
    }

    /** All rows, in order. */
    public QueryIterator order(OpOrder op, QueryIterator input) {
        return new QueryIterSort(kept(op.getSubOp(), input), op.getConditions(), context);
    }

    /**
     * Whether the first rows are too many for Jena's queue, which makes room for all of them. Where LIMIT and OFFSET
     * together are more than there are numbers, Jena takes them for few.
     */
    public static boolean isNoQueue(OpTopN op) {
        return op.getLimit() < 0 || op.getLimit() > MOST_OF_TOP;
    }

    /** Both together, of which the left is kept. */
    public QueryIterator join(OpJoin op, QueryIterator input) {
        QueryIterator left = kept(op.getLeft(), input);
        return Join.join(left, parts.of(op.getRight(), root()), context);
    }

    /** The left, and the right where there is one, which is kept. */
    public QueryIterator leftJoin(OpLeftJoin op, QueryIterator input) {
        QueryIterator left = parts.of(op.getLeft(), input);
        return Join.leftJoin(left, kept(op.getRight(), root()), op.getExprs(), context);
    }

    /** The left without what is on the right, which is kept. */
    public QueryIterator minus(OpMinus op, QueryIterator input) {
        Set<Var> common = OpVars.visibleVars(op.getLeft());
        common.retainAll(OpVars.visibleVars(op.getRight()));
        QueryIterator right = kept(op.getRight(), root());
        return QueryIterMinus.create(parts.of(op.getLeft(), input), right, common, context);
    }

    private QueryIterator kept(Op op, QueryIterator input) {
        return KeptRows.all(parts.of(op, input), context);
    }

    private QueryIterator root() {
        return QueryIterRoot.create(context);
    }
}
