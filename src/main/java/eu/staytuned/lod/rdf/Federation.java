package eu.staytuned.lod.rdf;

import org.apache.jena.query.Query;
import org.apache.jena.sparql.syntax.ElementService;
import org.apache.jena.sparql.syntax.ElementSubQuery;
import org.apache.jena.sparql.syntax.ElementVisitorBase;
import org.apache.jena.sparql.syntax.ElementWalker;

/** Whether queries stay at home. */
public final class Federation {

    private Federation() {}

    /** Whether a query has a SERVICE in its pattern or in that of a query within it (SPARQL 1.1 Federated Query §2). */
    public static boolean callsElsewhere(Query query) {
        boolean[] found = {false};
        ElementWalker.walk(query.getQueryPattern(), new ElementVisitorBase() {
            @Override
            public void visit(ElementService service) {
                found[0] = true;
            }

            @Override
            public void visit(ElementSubQuery sub) {
                found[0] |= callsElsewhere(sub.getQuery());
            }
        });
        return found[0];
    }
}
