package eu.staytuned.lod.rdf;

import java.util.HashSet;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.query.Query;
import org.apache.jena.sparql.syntax.ElementService;
import org.apache.jena.sparql.syntax.ElementSubQuery;
import org.apache.jena.sparql.syntax.ElementVisitorBase;
import org.apache.jena.sparql.syntax.ElementWalker;

/** Whether queries stay at home, and whom they call. */
public final class Federation {

    private Federation() {}

    /** Whether a query has a SERVICE in its pattern or in that of a query within it (SPARQL 1.1 Federated Query §2). */
    public static boolean callsElsewhere(Query query) {
        return !services(query).isEmpty();
    }

    /** The endpoints that a query calls, in the queries within it too: IRIs, and variables that name one. */
    public static Set<Node> services(Query query) {
        Set<Node> services = new HashSet<>();
        if (query.getQueryPattern() != null) { // DESCRIBE can do without
            ElementWalker.walk(query.getQueryPattern(), new ElementVisitorBase() {
                @Override
                public void visit(ElementService service) {
                    services.add(service.getServiceNode());
                }

                @Override
                public void visit(ElementSubQuery sub) {
                    services.addAll(services(sub.getQuery()));
                }
            });
        }
        return services;
    }
}
