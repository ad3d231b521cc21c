package eu.staytuned.lod.queries;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.query.Query;
import org.apache.jena.query.SortCondition;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.core.VarExprList;
import org.apache.jena.sparql.expr.E_Bound;
import org.apache.jena.sparql.expr.E_LogicalAnd;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprFunction1;
import org.apache.jena.sparql.expr.NodeValue;
import org.apache.jena.sparql.syntax.syntaxtransform.ElementTransform;
import org.apache.jena.sparql.syntax.syntaxtransform.ElementTransformCopyBase;
import org.apache.jena.sparql.syntax.syntaxtransform.ExprTransformApplyElementTransform;
import org.apache.jena.sparql.syntax.syntaxtransform.QueryTransformOps;

/** Puts values in the place of variables in the tree of a query. */
final class Substitution {

    private Substitution() {}

    /** The query with the values; the same where there are none. A variable that has a column keeps it. */
    static Query of(Query query, Map<Parameter, Node> values) {
        if (values.isEmpty()) {
            return query;
        }
        Map<Var, Node> nodes = new HashMap<>();
        values.forEach((parameter, value) -> nodes.put(Var.alloc(parameter.name()), value));
        Query prepared =
                withoutBound(query.getHavingExprs().size() > 1 ? withOneCondition(query) : query, nodes.keySet());
        Query bound = query.isSelectType() && query.isQueryResultStar()
                ? QueryTransformOps.syntaxSubstitute(prepared, nodes)
                : QueryTransformOps.replaceVars(prepared, nodes);
        dropConstants(bound);
        return bound;
    }

    // Jena 5.6 puts the first of several HAVING conditions in the place of each.
    private static Query withOneCondition(Query query) {
        Query copy = query.cloneQuery();
        List<Expr> conditions = copy.getHavingExprs();
        Expr all = conditions.stream().reduce(E_LogicalAnd::new).orElseThrow();
        conditions.clear();
        conditions.add(all);
        return copy;
    }

    /** BOUND is asked of variables alone; one that gets a value is bound. */
    private static Query withoutBound(Query query, Set<Var> variables) {
        ElementTransform same = new ElementTransformCopyBase();
        return QueryTransformOps.transform(query, same, new ExprTransformApplyElementTransform(same) {
            @Override
            public Expr transform(ExprFunction1 function, Expr argument) {
                return function instanceof E_Bound && variables.contains(argument.asVar())
                        ? NodeValue.TRUE
                        : super.transform(function, argument);
            }
        });
    }

    /** What is the same in all rows orders and groups nothing, and could not be written where it stood. */
    private static void dropConstants(Query bound) {
        List<SortCondition> order = bound.getOrderBy();
        if (order != null) {
            order.removeIf(condition -> condition.getExpression().isConstant());
        }
        VarExprList groups = bound.getGroupBy();
        VarExprList others = new VarExprList();
        Var free = Var.alloc("_group");
        groups.forEachVarExpr((variable, expression) -> {
            if (expression == null) {
                others.add(variable);
            } else if (!expression.isConstant()) {
                others.add(variable, expression);
            } else if (groups.size() == 1) {
                // Without any group, nothing found would be one group.
                others.add(free, expression);
            }
        });
        groups.clear();
        groups.addAll(others);
    }
}
