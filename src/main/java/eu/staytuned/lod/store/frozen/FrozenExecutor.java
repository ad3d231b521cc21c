package eu.staytuned.lod.store.frozen;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.jena.atlas.iterator.IteratorDelayedInitialization;
import org.apache.jena.graph.Node;
import org.apache.jena.query.ARQ;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.algebra.op.OpBGP;
import org.apache.jena.sparql.algebra.op.OpConditional;
import org.apache.jena.sparql.algebra.op.OpDistinct;
import org.apache.jena.sparql.algebra.op.OpFilter;
import org.apache.jena.sparql.algebra.op.OpGraph;
import org.apache.jena.sparql.algebra.op.OpGroup;
import org.apache.jena.sparql.algebra.op.OpJoin;
import org.apache.jena.sparql.algebra.op.OpLeftJoin;
import org.apache.jena.sparql.algebra.op.OpMinus;
import org.apache.jena.sparql.algebra.op.OpOrder;
import org.apache.jena.sparql.algebra.op.OpPath;
import org.apache.jena.sparql.algebra.op.OpProject;
import org.apache.jena.sparql.algebra.op.OpTable;
import org.apache.jena.sparql.algebra.op.OpTopN;
import org.apache.jena.sparql.algebra.optimize.TransformFilterPlacement;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.core.TriplePath;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.iterator.QueryIterPlainWrapper;
import org.apache.jena.sparql.engine.iterator.QueryIterSingleton;
import org.apache.jena.sparql.engine.main.OpExecutor;
import org.apache.jena.sparql.engine.main.QC;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprFunction;
import org.apache.jena.sparql.expr.ExprFunctionOp;
import org.apache.jena.sparql.util.Context;
import org.jspecify.annotations.Nullable;

/** Evaluates patterns over frozen graphs as numbers, and leaves everything else to Jena. */
final class FrozenExecutor extends OpExecutor {

    private final KeptOperators operators;

    private FrozenExecutor(ExecutionContext context) {
        super(context);
        operators = new KeptOperators(this::exec, execCxt);
    }

    /** Has queries evaluated by this executor. */
    static void use(Context context) {
        QC.setFactory(context, FrozenExecutor::new);
        // Filters go to their places when the order of the statements is known.
        context.set(ARQ.optFilterPlacementBGP, false);
    }

    @Override
    protected QueryIterator execute(OpBGP op, QueryIterator input) {
        Pattern pattern = pattern(op);
        return pattern == null ? super.execute(op, input) : matches(op, pattern, input);
    }

    @Override
    protected QueryIterator execute(OpFilter op, QueryIterator input) {
        Pattern pattern = pattern(op);
        if (pattern != null) {
            return matches(op, pattern, input);
        }
        if (op.getSubOp() instanceof OpBGP statements && !(execCxt.getActiveGraph() instanceof FrozenGraph)) {
            ExecutionContext plain = ExecutionContext.copy(execCxt);
            plain.setExecutor(stdFactory);
            return QC.execute(TransformFilterPlacement.transform(op.getExprs(), statements.getPattern()), input, plain);
        }
        return super.execute(op, input);
    }

    @Override
    protected QueryIterator execute(OpGraph op, QueryIterator input) {
        Pattern pattern = pattern(op);
        return pattern == null ? super.execute(op, input) : matches(op, pattern, input);
    }

    @Override
    protected QueryIterator execute(OpConditional op, QueryIterator input) {
        Pattern pattern = pattern(op.getRight());
        if (pattern == null || pattern.graphName() != null) {
            return super.execute(op, input);
        }
        return matches(op.getRight(), pattern, exec(op.getLeft(), input), true);
    }

    @Override
    protected QueryIterator execute(OpPath op, QueryIterator input) {
        TriplePath path = op.getTriplePath();
        return execCxt.getActiveGraph() instanceof FrozenGraph graph && Paths.canFollow(path.getPath(), execCxt)
                ? new Paths(input, path, graph, execCxt)
                : super.execute(op, input);
    }

    @Override
    protected QueryIterator execute(OpGroup op, QueryIterator input) {
        Pattern pattern = input.isJoinIdentity() ? pattern(op.getSubOp()) : null;
        Counts counts = pattern == null ? null : Counts.of(op, pattern);
        if (counts == null) {
            return operators.group(op, input, super::execute);
        }
        input.close();
        return QueryIterPlainWrapper.create(
                new IteratorDelayedInitialization<>() {
                    @Override
                    protected Iterator<Binding> initializeIterator() {
                        return counts.rows(execCxt);
                    }
                },
                execCxt);
    }

    @Override
    protected QueryIterator execute(OpDistinct op, QueryIterator input) {
        Op inner = op.getSubOp();
        Pattern pattern =
                input.isJoinIdentity() && inner instanceof OpProject projection ? pattern(projection.getSubOp()) : null;
        if (pattern == null) {
            return KeptRows.all(super.execute(op, input), execCxt);
        }
        input.close();
        return new Different(pattern, ((OpProject) inner).getVars(), execCxt);
    }

    @Override
    protected QueryIterator execute(OpOrder op, QueryIterator input) {
        return operators.order(op, input);
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

    @Override
    protected QueryIterator execute(OpTable op, QueryIterator input) {
        return super.execute(op, input.isJoinIdentity() ? input : KeptRows.all(input, execCxt));
    }

    private QueryIterator matches(Op op, Pattern pattern, QueryIterator input) {
        return matches(op, pattern, input, false);
    }

    private QueryIterator matches(Op op, Pattern pattern, QueryIterator input, boolean optional) {
        // As Jena does: some of its iterators cannot be closed before they were asked.
        if (!input.hasNext()) {
            return input;
        }
        return new Matches(
                input, pattern, optional, row -> plainly(op, QueryIterSingleton.create(row, execCxt)), execCxt);
    }

    /** By Jena's own executor. */
    private QueryIterator plainly(Op op, QueryIterator input) {
        ExecutionContext plain = ExecutionContext.copy(execCxt);
        plain.setExecutor(stdFactory);
        return QC.execute(op, input, plain);
    }

    /** The pattern that an operation is; null where it is more than that. */
    private @Nullable Pattern pattern(Op op) {
        if (execCxt.getContext().isTrue(ARQ.hideNonDistiguishedVariables)) {
            return null;
        }
        List<Expr> filters = new ArrayList<>();
        Op inner = op;
        while (inner instanceof OpFilter filter) {
            filters.addAll(filter.getExprs().getList());
            inner = filter.getSubOp();
        }
        if (inner instanceof OpBGP statements) {
            return execCxt.getActiveGraph() instanceof FrozenGraph graph
                    ? Pattern.of(statements.getPattern(), graph, null, filters)
                    : null;
        }
        return inner instanceof OpGraph graph ? patternInGraph(graph, filters) : null;
    }

    private @Nullable Pattern patternInGraph(OpGraph op, List<Expr> filters) {
        FrozenDataset dataset = SwitchedDataset.behind(execCxt.getDataset());
        Node name = op.getNode();
        if (dataset == null || Quad.isDefaultGraph(name) || Quad.isUnionGraph(name)) {
            return null;
        }
        Op inner = op.getSubOp();
        while (inner instanceof OpFilter filter) {
            for (Expr expression : filter.getExprs()) {
                // The name of the graph is not seen inside, and what exists is looked for in the graph.
                if (hasPattern(expression) || expression.getVarsMentioned().contains(name)) {
                    return null;
                }
                filters.add(expression);
            }
            inner = filter.getSubOp();
        }
        if (!(inner instanceof OpBGP statements)) {
            return null;
        }
        return Var.isVar(name)
                ? Pattern.of(
                        statements.getPattern(),
                        new FrozenGraph(dataset, dataset.quads(), Cursor.ANY, false),
                        Var.alloc(name),
                        filters)
                : Pattern.of(statements.getPattern(), dataset.getGraph(name), null, filters);
    }

    private static boolean hasPattern(Expr expression) {
        return expression instanceof ExprFunctionOp
                || expression instanceof ExprFunction function
                        && function.getArgs().stream().anyMatch(FrozenExecutor::hasPattern);
    }
}
