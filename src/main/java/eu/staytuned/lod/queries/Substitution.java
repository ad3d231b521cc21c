package eu.staytuned.lod.queries;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.jena.graph.Node;
import org.apache.jena.query.Query;
import org.apache.jena.query.SortCondition;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.core.VarExprList;
import org.apache.jena.sparql.expr.E_LogicalAnd;
import org.apache.jena.sparql.expr.Expr;
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
        Query prepared = query.getHavingExprs().size() > 1 ? withOneCondition(query.cloneQuery()) : query;
        Query bound = query.isSelectType() && query.isQueryResultStar()
                ? QueryTransformOps.syntaxSubstitute(prepared, nodes)
                : QueryTransformOps.replaceVars(prepared, nodes);
        dropConstants(bound);
        return bound;
    }

    // Jena 5.6 puts the first of several HAVING conditions in the place of each.
    private static Query withOneCondition(Query query) {
        List<Expr> conditions = query.getHavingExprs();
        Expr all = conditions.stream().reduce(E_LogicalAnd::new).orElseThrow();
        conditions.clear();
        conditions.add(all);
        return query;
    }

    /** What is the same in all rows orders and groups nothing, and could not be written where it stood. */
    private static void dropConstants(Query bound) {
        List<SortCondition> order = bound.getOrderBy();
        if (order != null) {
            order.removeIf(condition -> condition.getExpression().isConstant());
            if (order.isEmpty()) {
                order = null;
            }
        }
        VarExprList groups = bound.getGroupBy();
        List<Var> constant = groups.getVars().stream()
                .filter(variable -> {
                    Expr expression = groups.getExpr(variable);
                    return expression != null && expression.isConstant();
                })
                .toList();
        if (!constant.isEmpty()) {
            VarExprList others = new VarExprList();
            groups.getVars().stream()
                    .filter(variable -> !constant.contains(variable))
                    .forEach(variable -> {
                        Expr expression = groups.getExpr(variable);
                        if (expression == null) {
                            others.add(variable);
                        } else {
                            others.add(variable, expression);
                        }
                    });
            groups.clear();
            groups.addAll(others);
        }
    }
}
