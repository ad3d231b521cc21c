package eu.staytuned.lod.store;

import eu.staytuned.lod.store.frozen.KeptOperators;
import eu.staytuned.lod.store.frozen.KeptRows;
import org.apache.jena.query.ARQ;
import org.apache.jena.sparql.algebra.op.OpDistinct;
import org.apache.jena.sparql.algebra.op.OpGroup;
import org.apache.jena.sparql.algebra.op.OpJoin;
import org.apache.jena.sparql.algebra.op.OpLeftJoin;
import org.apache.jena.sparql.algebra.op.OpMinus;
import org.apache.jena.sparql.algebra.op.OpOrder;
import org.apache.jena.sparql.algebra.op.OpTopN;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.engine.main.QC;
import org.apache.jena.tdb2.solver.OpExecutorTDB2;

/** TDB2's own evaluation, of which the rows are counted that it keeps in memory, as those over a release in memory are. */
final class OnDiskExecutor extends OpExecutorTDB2 {

    private final KeptOperators operators;

    private OnDiskExecutor(ExecutionContext context) {
        super(context);
        operators = new KeptOperators(this::exec, execCxt);
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
        return operators.group(op, input, super::execute);
    }

    @Override
    protected QueryIterator execute(OpDistinct op, QueryIterator input) {
        QueryIterator rows = super.execute(op, input);
        return spills() ? rows : KeptRows.all(rows, execCxt);
    }

    @Override
    protected QueryIterator execute(OpOrder op, QueryIterator input) {
        return spills() ? super.execute(op, input) : operators.order(op, input);
    }

    @Override
    protected QueryIterator execute(OpTopN op, QueryIterator input) {
        return KeptOperators.isNoQueue(op)
                ? execute(new OpOrder(op.getSubOp(), op.getConditions()), input)
                : super.execute(op, input);
    }

    @Override
    protected QueryIterator execute(OpJoin op, QueryIterator input) {
        return operators.join(op, input);
    }

    @Override
    protected QueryIterator execute(OpLeftJoin op, QueryIterator input) {
        return operators.leftJoin(op, input);
    }

    @Override
    protected QueryIterator execute(OpMinus op, QueryIterator input) {
        return operators.minus(op, input);
    }
}
