package eu.staytuned.lod.sparql;

import eu.staytuned.lod.sparql.QueryExchange.Answer;
import eu.staytuned.lod.store.Edition;
import eu.staytuned.lod.store.Store;
import org.apache.jena.fuseki.servlets.ActionErrorException;
import org.apache.jena.fuseki.servlets.ActionService;
import org.apache.jena.fuseki.servlets.HttpAction;
import org.springframework.beans.factory.ObjectProvider;

/**
 * What Fuseki does for a query on this endpoint: evaluates it in one transaction and keeps the answer until it is whole.
 *
 * <p>It takes the place of Jena's own operation, which sends rows as it finds them and, where the time limit comes in
 * the middle, ends a 200 answer with a remark.
 */
class QueryOperation extends ActionService {

    private final ObjectProvider<Store> store;
    private final QueryEvaluation evaluation;

    /** @param store built on the dataset of the endpoint that this operation belongs to, hence later */
    QueryOperation(ObjectProvider<Store> store, QueryEvaluation evaluation) {
        this.store = store;
        this.evaluation = evaluation;
    }

    @Override
    public void execGet(HttpAction action) {
        executeLifecycle(action);
    }

    @Override
    public void validate(HttpAction action) {
        // Done before the query took a place.
    }

    @Override
    public void execute(HttpAction action) {
        QueryExchange exchange = QueryExchange.of(action.getRequest());
        action.beginRead();
        try {
            Edition edition = store.getObject().edition().orElseThrow(SparqlProblem::nothingPublished);
            exchange.answer(new Answer(
                    evaluation.answer(
                            exchange.request(), action.getActiveDSG(), action.getContext(), exchange.client()),
                    edition));
        } catch (SparqlProblem problem) {
            exchange.fail(problem);
            // So that Fuseki counts it among the bad ones.
            throw new ActionErrorException(
                    problem.getStatusCode().value(), problem.getBody().getTitle(), null);
        } finally {
            action.endRead();
        }
    }
}
