package eu.staytuned.lod.store.remote;

import org.apache.jena.graph.Node;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryDeniedException;
import org.apache.jena.sparql.expr.E_IsBlank;
import org.apache.jena.sparql.expr.E_IsIRI;
import org.apache.jena.sparql.expr.E_IsURI;
import org.apache.jena.sparql.expr.E_LogicalAnd;
import org.apache.jena.sparql.expr.E_LogicalNot;
import org.apache.jena.sparql.expr.E_LogicalOr;
import org.apache.jena.sparql.expr.E_Str;
import org.apache.jena.sparql.expr.E_StrStartsWith;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprFunction1;
import org.apache.jena.sparql.expr.NodeValue;
import org.apache.jena.sparql.syntax.Element;
import org.apache.jena.sparql.syntax.ElementService;
import org.apache.jena.sparql.syntax.syntaxtransform.ElementTransformSubst;
import org.apache.jena.sparql.syntax.syntaxtransform.ExprTransformApplyElementTransform;
import org.apache.jena.sparql.syntax.syntaxtransform.QueryTransformOps;

/**
 * Makes of a query what is asked of a store elsewhere: its solutions, of which we make graphs and yes or no ourselves. Blank
 * nodes are IRIs there, and no query makes the store call anybody.
 */
final class Forwarding {

    private final GenidForm genids;

    Forwarding(GenidForm genids) {
        this.genids = genids;
    }

    /** @throws QueryDeniedException where the query calls another endpoint */
    Query of(Query query) {
        Elements elements = new Elements();
        Query forwarded = QueryTransformOps.transform(query, elements, new Expressions(elements));
        if (query.isSelectType()) {
            return forwarded;
        }
        forwarded.setQuerySelectType();
        if (query.hasGroupBy()) {
            query.getGroupBy().getVars().forEach(forwarded::addResultVar);
        } else if (!query.isDescribeType() || query.getProjectVars().isEmpty()) {
            forwarded.setQueryResultStar(true);
        }
        if (query.isAskType()) {
            forwarded.setLimit(1);
        }
        return forwarded;
    }

    private final class Elements extends ElementTransformSubst {

        Elements() {
            super(Forwarding.this::outwards);
        }

        @Override
        public Element transform(ElementService service, Node address, Element inner) {
            throw new QueryDeniedException("SERVICE");
        }
    }

    private Node outwards(Node node) {
        return genids.outwards(node);
    }

    private final class Expressions extends ExprTransformApplyElementTransform {

        Expressions(Elements elements) {
            super(elements);
        }

        @Override
        public Expr transform(ExprFunction1 function, Expr argument) {
            if (function instanceof E_IsBlank) {
                return new E_LogicalOr(new E_IsBlank(argument), standsForBlank(argument));
            }
            if (function instanceof E_IsIRI || function instanceof E_IsURI) {
                return new E_LogicalAnd(new E_IsIRI(argument), new E_LogicalNot(standsForBlank(argument)));
            }
            return super.transform(function, argument);
        }

        @Override
        public Expr transform(NodeValue value) {
            return value.isBlank() ? NodeValue.makeNode(outwards(value.asNode())) : value;
        }
    }

    private Expr standsForBlank(Expr argument) {
        return new E_LogicalAnd(
                new E_IsIRI(argument), new E_StrStartsWith(new E_Str(argument), NodeValue.makeString(genids.prefix())));
    }
}
