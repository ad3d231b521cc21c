package eu.staytuned.lod.sparql;

import eu.staytuned.lod.sparql.QueryExchange.Answer;
import eu.staytuned.lod.store.Edition;
import eu.staytuned.lod.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.jena.atlas.json.JSON;
import org.apache.jena.atlas.lib.Pair;
import org.apache.jena.fuseki.servlets.ActionErrorException;
import org.apache.jena.fuseki.servlets.ActionService;
import org.apache.jena.fuseki.servlets.HttpAction;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.query.ARQ;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryCancelledException;
import org.apache.jena.query.QueryDeniedException;
import org.apache.jena.query.QueryException;
import org.apache.jena.riot.RDFWriter;
import org.apache.jena.riot.system.PrefixMap;
import org.apache.jena.shared.InvalidPropertyURIException;
import org.apache.jena.sparql.core.DatasetDescription;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.core.DynamicDatasets;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.engine.Timeouts;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.resultset.ResultsWriter;
import org.apache.jena.sparql.util.Context;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;

/**
 * What Fuseki does for a query on this endpoint: evaluates it in one transaction and keeps the answer until it is whole.
 *
 * <p>It takes the place of Jena's own operation, which sends rows as it finds them and, where the time limit comes in
 * the middle, ends a 200 answer with a remark.
 */
class QueryOperation extends ActionService {

    private static final Logger log = LoggerFactory.getLogger(QueryOperation.class);

    private final ObjectProvider<Store> store;
    private final SparqlSettings settings;
    private final QueryClock clock;
    private final Path folder;

    /**
     * @param store built on the dataset of the endpoint that this operation belongs to, hence later
     * @param folder where answers are kept that are too large for memory
     */
    QueryOperation(ObjectProvider<Store> store, SparqlSettings settings, QueryClock clock, Path folder) {
        this.store = store;
        this.settings = settings;
        this.clock = clock;
        this.folder = folder;
    }

    /** How long a query may take, as the configuration file of the store says; zero where it says nothing. */
    static Duration timeLimit(Context context) {
        String setting = context.getAsString(ARQ.queryTimeout, "0");
        Pair<Long, Long> times = Timeouts.parseTimeoutStr(setting, TimeUnit.MILLISECONDS);
        return times == null ? Duration.ZERO : Duration.ofMillis(Math.max(0, times.getRight()));
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
            exchange.answer(evaluate(exchange.request(), action));
        } catch (SparqlProblem problem) {
            exchange.fail(problem);
            // So that Fuseki counts it among the bad ones.
            throw new ActionErrorException(
                    problem.getStatusCode().value(), problem.getBody().getTitle(), null);
        } finally {
            action.endRead();
        }
    }

    private Answer evaluate(SparqlRequest request, HttpAction action) {
        Edition edition = store.getObject().edition().orElseThrow(SparqlProblem::nothingPublished);
        Context context = action.getContext();
        OfferedFunctions.set(context);
        DatasetGraph published = action.getActiveDSG();
        DatasetGraph data =
                request.dataset().map(wanted -> selection(wanted, published)).orElse(published);
        AnswerBuffer buffer = new AnswerBuffer(settings.maxResultSize().toBytes(), folder);
        boolean whole = false;
        try (QueryClock.Running time = clock.start(context, shortest(request, context));
                QueryExec evaluation = prepare(request, data, context)) {
            write(request, evaluation, published.prefixes(), buffer, context);
            whole = true;
            return new Answer(buffer, edition);
        } catch (SparqlProblem problem) {
            throw problem;
        } catch (AnswerBuffer.OverflowException e) {
            throw SparqlProblem.tooLarge(settings.maxResultSize().toMegabytes() + " MB");
        } catch (QueryCancelledException e) {
            throw SparqlProblem.timeLimit(shortest(request, context));
        } catch (QueryDeniedException e) {
            throw SparqlProblem.noFederation();
        } catch (InvalidPropertyURIException e) {
            throw SparqlProblem.notAcceptable(
                    request.format().label() + " answer, because that cannot express every property in it",
                    SparqlRequest.available(ResultFormat.of(request.query()).stream()
                            .filter(format -> !format.equals(request.format()))
                            .toList()));
        } catch (QueryException e) {
            log.info("Query refused: {}", e.toString());
            throw SparqlProblem.unanswerable("The query is valid but cannot be evaluated: " + plain(e));
        } catch (StackOverflowError e) {
            throw SparqlProblem.unanswerable("The query is nested too deeply.");
        } catch (OutOfMemoryError e) {
            log.error("Query took all memory: {}", request.text());
            throw SparqlProblem.tooLarge("fits into memory while it is put together");
        } catch (RuntimeException e) {
            log.error("Query failed: {}", request.text(), e);
            throw SparqlProblem.internal(e);
        } finally {
            if (!whole) {
                close(buffer);
            }
        }
    }

    private static DatasetGraph selection(DatasetDescription wanted, DatasetGraph data) {
        List<String> unknown = Stream.of(wanted.getDefaultGraphURIs(), wanted.getNamedGraphURIs())
                .flatMap(List::stream)
                .distinct()
                .filter(iri -> {
                    Node graph = NodeFactory.createURI(iri);
                    return !Quad.isDefaultGraph(graph) && !Quad.isUnionGraph(graph) && !data.containsGraph(graph);
                })
                .toList();
        if (!unknown.isEmpty()) {
            throw SparqlProblem.unknownGraphs(unknown);
        }
        return DynamicDatasets.dynamicDataset(wanted, data, false);
    }

    private static QueryExec prepare(SparqlRequest request, DatasetGraph data, Context context) {
        Query query = request.query();
        if (query.hasDatasetDescription()) {
            // The data are what it describes already.
            query = query.cloneQuery();
            query.getGraphURIs().clear();
            query.getNamedGraphURIs().clear();
        }
        return QueryExec.newBuilder()
                .dataset(data)
                .query(query)
                .context(context)
                .build();
    }

    private static Duration shortest(SparqlRequest request, Context context) {
        Duration limit = timeLimit(context);
        return request.patience()
                .filter(patience -> limit.isZero() || patience.compareTo(limit) < 0)
                .orElse(limit);
    }

    private void write(
            SparqlRequest request, QueryExec evaluation, PrefixMap prefixes, AnswerBuffer out, Context context) {
        Query query = request.query();
        ResultFormat format = request.format();
        if (query.isSelectType()) {
            ResultsWriter.create().lang(format.lang()).context(context).write(out, evaluation.select());
        } else if (query.isAskType()) {
            ResultsWriter.create().lang(format.lang()).context(context).write(out, evaluation.ask());
        } else if (query.isJsonType()) {
            JSON.write(out, evaluation.execJson());
        } else if (query.isDescribeType()) {
            Graph graph = evaluation.describe();
            graph.getPrefixMapping().clearNsPrefixMap();
            graph.getPrefixMapping()
                    .setNsPrefixes(usedPrefixes(
                            prefixes, query, graph.stream().map(t -> Quad.create(Quad.defaultGraphIRI, t))));
            RDFWriter.source(graph).format(format.format()).output(out);
        } else {
            DatasetGraph built = build(evaluation);
            usedPrefixes(prefixes, query, built.stream()).forEach(built.prefixes()::add);
            if (query.isConstructQuad()) {
                RDFWriter.source(built).format(format.format()).output(out);
            } else {
                RDFWriter.source(built.getDefaultGraph())
                        .format(format.format())
                        .output(out);
            }
        }
    }

    private DatasetGraph build(QueryExec evaluation) {
        DatasetGraph built = DatasetGraphFactory.create();
        Iterator<Quad> quads = evaluation.constructQuads();
        for (int count = 0; quads.hasNext(); count++) {
            if (count == settings.maxResultTriples()) {
                throw SparqlProblem.tooLarge(settings.maxResultTriples() + " triples");
            }
            built.add(quads.next());
        }
        return built;
    }

    /** The prefixes of the dataset and the query that shorten something; an answer need not carry the others. */
    private static Map<String, String> usedPrefixes(PrefixMap published, Query query, Stream<Quad> quads) {
        Map<String, String> prefixOf = new HashMap<>();
        published.forEach((prefix, namespace) -> prefixOf.put(namespace, prefix));
        query.getPrefixMapping().getNsPrefixMap().forEach((prefix, namespace) -> {
            prefixOf.values().remove(prefix);
            prefixOf.put(namespace, prefix);
        });
        Map<String, String> used = new TreeMap<>();
        quads.flatMap(quad -> Stream.of(quad.getGraph(), quad.getSubject(), quad.getPredicate(), quad.getObject()))
                .map(node -> node.isLiteral() ? node.getLiteralDatatypeURI() : node.isURI() ? node.getURI() : "")
                .forEach(iri -> {
                    String namespace = iri.substring(0, Math.max(iri.lastIndexOf('#'), iri.lastIndexOf('/')) + 1);
                    String prefix = prefixOf.get(namespace);
                    if (prefix != null) {
                        used.put(prefix, namespace);
                    }
                });
        return used;
    }

    /** The first line of a message, unless it speaks of our insides. */
    private static String plain(QueryException e) {
        String message =
                e.getMessage() == null ? "" : e.getMessage().lines().findFirst().orElse("");
        return message.isEmpty() || message.matches(".*\\b(org|java|eu)\\.[a-z]+\\..*")
                ? "its functions or patterns do not fit together."
                : message;
    }

    private static void close(AnswerBuffer buffer) {
        try {
            buffer.close();
        } catch (IOException e) {
            log.warn("The file of an answer could not be closed", e);
        }
    }
}
