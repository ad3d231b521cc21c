package eu.staytuned.lod.store;

import eu.staytuned.lod.store.frozen.KeptRows;
import java.util.Set;
import org.apache.jena.query.ARQ;
import org.apache.jena.sparql.algebra.OpVars;
import org.apache.jena.sparql.algebra.op.OpDistinct;
import org.apache.jena.sparql.algebra.op.OpGroup;
import org.apache.jena.sparql.algebra.op.OpJoin;
import org.apache.jena.sparql.algebra.op.OpLeftJoin;
import org.apache.jena.sparql.algebra.op.OpMinus;
import org.apache.jena.sparql.algebra.op.OpOrder;
import org.apache.jena.sparql.algebra.op.OpTopN;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.engine.iterator.QueryIterGroup;
import org.apache.jena.sparql.engine.iterator.QueryIterMinus;
import org.apache.jena.sparql.engine.iterator.QueryIterSort;
import org.apache.jena.sparql.engine.join.Join;
import org.apache.jena.sparql.engine.main.QC;
import org.apache.jena.tdb2.solver.OpExecutorTDB2;

/** TDB2's own evaluation, of which the rows are counted that it keeps in memory, as those over a release in memory are. */
final class OnDiskExecutor extends OpExecutorTDB2 {

    /** Jena plans a queue for the first rows where they are a thousand or fewer. */
    private static final int MOST_OF_TOP = 100_000;

    private OnDiskExecutor(ExecutionContext context) {
        super(context);
    }

    /** Has queries of a dataset on disk evaluated by this executor. */
    static void use(DatasetGraph data) {
        QC.setFactory(data.getContext(), OnDiskExecutor::new);
    }

    /** What does not fit goes to the disk where the operator wants that, and is not counted. */
    private boolean spills() {
        return execCxt.getContext().isDefined(ARQ.spillToDiskThreshold);
    }

    @Override
    protected QueryIterator execute(OpGroup op, QueryIterator input) {
        return op.getAggregators().isEmpty()
                ? new QueryIterGroup(
                        KeptRows.all(exec(op.getSubOp(), input), execCxt),
                        op.getGroupVars(),
                        op.getAggregators(),
                        execCxt)
                : super.execute(KeptRows.groups(op, execCxt), input);
    }

    @Override
    protected QueryIterator execute(OpDistinct op, QueryIterator input) {
        QueryIterator rows = super.execute(op, input);
        return spills() ? rows : KeptRows.all(rows, execCxt);
    }

    @Override
    protected QueryIterator execute(OpOrder op, QueryIterator input) {
        return spills()
                ? super.execute(op, input)
                : new QueryIterSort(KeptRows.all(exec(op.getSubOp(), input), execCxt), op.getConditions(), execCxt);
    }

    @Override
    protected QueryIterator execute(OpTopN op, QueryIterator input) {
        return op.getLimit() < 0 || op.getLimit() > MOST_OF_TOP
                ? execute(new OpOrder(op.getSubOp(), op.getConditions()), input)
                : super.execute(op, input);
    }

    @Override
    protected QueryIterator execute(OpJoin op, QueryIterator input) {
        QueryIterator left = KeptRows.all(exec(op.getLeft(), input), execCxt);
        return Join.join(left, exec(op.getRight(), root()), execCxt);
    }

    @Override
    protected QueryIterator execute(OpLeftJoin op, QueryIterator input) {
        QueryIterator left = exec(op.getLeft(), input);
        return Join.leftJoin(left, KeptRows.all(exec(op.getRight(), root()), execCxt), op.getExprs(), execCxt);
    }

    @Override
    protected QueryIterator execute(OpMinus op, QueryIterator input) {
        Set<Var> common = OpVars.visibleVars(op.getLeft());
        common.retainAll(OpVars.visibleVars(op.getRight()));
        QueryIterator right = KeptRows.all(exec(op.getRight(), root()), execCxt);
        return QueryIterMinus.create(exec(op.getLeft(), input), right, common, execCxt);
    }
}
