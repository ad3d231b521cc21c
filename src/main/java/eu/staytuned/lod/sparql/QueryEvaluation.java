package eu.staytuned.lod.sparql;

import eu.staytuned.lod.sparql.ClientWatch.Client;
import eu.staytuned.lod.store.QueryMemory;
import eu.staytuned.lod.store.StoreAwayException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.jena.atlas.iterator.Iter;
import org.apache.jena.atlas.json.JSON;
import org.apache.jena.atlas.lib.Pair;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.query.ARQ;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryCancelledException;
import org.apache.jena.query.QueryDeniedException;
import org.apache.jena.query.QueryException;
import org.apache.jena.riot.RDFWriter;
import org.apache.jena.riot.resultset.ResultSetLang;
import org.apache.jena.riot.system.PrefixMap;
import org.apache.jena.shared.InvalidPropertyURIException;
import org.apache.jena.sparql.core.DatasetDescription;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.core.DynamicDatasets;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.Timeouts;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.exec.RowSet;
import org.apache.jena.sparql.exec.RowSetStream;
import org.apache.jena.sparql.resultset.ResultsWriter;
import org.apache.jena.sparql.util.Context;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * Evaluates queries over a dataset, within the limits of this endpoint, to answers that are whole.
 *
 * <p>Each failure is told as a {@link SparqlProblem}: whose it was, what it was, what to do.
 */
@Component
class QueryEvaluation {

    private static final Logger log = LoggerFactory.getLogger(QueryEvaluation.class);

    private final SparqlSettings settings;
    private final QueryClock clock;
    private final Path folder;

    QueryEvaluation(SparqlSettings settings, QueryClock clock, @Value("${publication.data-dir}") Path dataDir) {
        this.settings = settings;
        this.clock = clock;
        this.folder = dataDir.resolve("answers");
    }

    /** How long a query may take, as the configuration file of the store says; zero where it says nothing. */
    static Duration timeLimit(Context context) {
        String setting = context.getAsString(ARQ.queryTimeout, "0");
        Pair<Long, Long> times = Timeouts.parseTimeoutStr(setting, TimeUnit.MILLISECONDS);
        return times == null ? Duration.ZERO : Duration.ofMillis(Math.max(0, times.getRight()));
    }

    /**
     * The answer as it is sent. To be called within a transaction on the dataset.
     *
     * @param published all graphs there are; the request may choose among them
     * @param context of this evaluation alone; has the time limit
     * @param client whose leaving ends it
     * @return to be closed by whoever sends it
     * @throws SparqlProblem where there is no whole answer
     */
    AnswerBuffer answer(SparqlRequest request, DatasetGraph published, Context context, Client client) {
        AnswerBuffer buffer = new AnswerBuffer(settings.maxResultSize().toBytes(), folder);
        boolean whole = false;
        try {
            evaluate(request, published, context, client, evaluation -> {
                write(request, evaluation, published.prefixes(), buffer, context);
                return buffer;
            });
            whole = true;
            return buffer;
        } finally {
            if (!whole) {
                close(buffer);
            }
        }
    }

    /**
     * The first rows of an answer and how many there are. A graph is rows of subject, predicate and object, a yes or no
     * one row without columns or none. To be called within a transaction on the dataset.
     *
     * @param client whose leaving ends it
     * @param most how many rows are wanted
     * @throws SparqlProblem where there is no whole answer
     */
    Rows rows(SparqlRequest request, DatasetGraph published, Context context, Client client, int most) {
        return evaluate(request, published, context, client, evaluation -> {
            Query query = request.query();
            if (query.isSelectType()) {
                return rows(evaluation.select(), most);
            } else if (query.isAskType()) {
                return yesOrNo(evaluation.ask());
            }
            Graph graph = query.isDescribeType()
                    ? evaluation.describe()
                    : build(evaluation, context).getUnionGraph();
            return Rows.of(graph, most);
        });
    }

    private static Rows yesOrNo(boolean yes) {
        return new Rows(List.of(), yes ? List.of(Map.of()) : List.of(), yes ? 1 : 0);
    }

    private static Rows rows(RowSet found, int most) {
        List<String> variables =
                found.getResultVars().stream().map(Var::getVarName).toList();
        List<Map<String, Node>> first = new ArrayList<>();
        long total = 0;
        while (found.hasNext()) {
            Binding row = found.next();
            if (total++ < most) {
                Map<String, Node> values = new LinkedHashMap<>();
                row.forEach((variable, value) -> values.put(variable.getVarName(), value));
                first.add(values);
            }
        }
        return new Rows(variables, first, total);
    }

    private <T> T evaluate(
            SparqlRequest request,
            DatasetGraph published,
            Context context,
            Client client,
            Function<QueryExec, T> reading) {
        OfferedFunctions.set(context);
        QueryMemory.limit(context, settings.queryMemory().toBytes());
        DatasetGraph data =
                request.dataset().map(wanted -> selection(wanted, published)).orElse(published);
        try (QueryClock.Running time = clock.start(context, shortest(request, context), client);
                QueryExec evaluation = prepare(request, data, StoppableTexts.in(context))) {
            return reading.apply(evaluation);
        } catch (SparqlProblem problem) {
            throw problem;
        } catch (AnswerBuffer.OverflowException e) {
            throw SparqlProblem.tooLarge(settings.maxResultSize().toMegabytes() + " MB");
        } catch (QueryMemory.ExceededException e) {
            throw SparqlProblem.tooMuchMemory(settings.queryMemory());
        } catch (StoppableTexts.TooLongException e) {
            throw SparqlProblem.tooMuchMemory(DataSize.ofBytes(StoppableTexts.MOST_LETTERS));
        } catch (QueryCancelledException e) {
            throw client.hasLeft() ? SparqlProblem.clientLeft() : SparqlProblem.timeLimit(shortest(request, context));
        } catch (StoreAwayException e) {
            throw SparqlProblem.storeAway(e);
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
            throw SparqlProblem.tooMuchMemory(settings.queryMemory());
        } catch (RuntimeException e) {
            log.error("Query failed: {}", request.text(), e);
            throw isOfEngine(e)
                    ? SparqlProblem.unanswerable(
                            "The query is valid, but it combines things in a way that the engine behind this "
                                    + "endpoint fails at. That is in our log. Try to say it in another way.")
                    : SparqlProblem.internal(e);
        }
    }

    /** Whether the planning or evaluation of the query itself failed, rather than what it reads from or writes to. */
    private static boolean isOfEngine(RuntimeException e) {
        return Stream.of(e.getStackTrace())
                .map(StackTraceElement::getClassName)
                .filter(name -> !name.matches("(java|jdk|org\\.apache\\.jena\\.graph)\\..*"))
                .findFirst()
                .filter(name -> name.startsWith("org.apache.jena.sparql."))
                .isPresent();
    }

    /** The graphs asked for, among those there are. */
    static DatasetGraph selection(DatasetDescription wanted, DatasetGraph data) {
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

    /** How long this request may take. */
    static Duration shortest(SparqlRequest request, Context context) {
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
            RowSet rows = evaluation.select();
            if (!rows.hasNext()) {
                out.holdsNothing();
            }
            if (format.lang().equals(ResultSetLang.RS_JSON)) {
                JsonRows.write(rows, out);
                return;
            }
            ResultsWriter.create()
                    .lang(format.lang())
                    .context(context)
                    // Plain text is as wide as its widest value, so all rows are read before the first is written.
                    .write(out, format.lang().equals(ResultSetLang.RS_Text) ? measured(rows) : rows);
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
            DatasetGraph built = build(evaluation, context);
            if (built.isEmpty()) {
                out.holdsNothing();
            }
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

    /** The same rows, up to the size that an answer may have. */
    private RowSet measured(RowSet rows) {
        long limit = settings.maxResultSize().toBytes();
        AtomicLong size = new AtomicLong();
        return RowSetStream.create(rows.getResultVars(), Iter.map(rows, row -> {
            row.forEach((variable, value) -> {
                if (size.addAndGet(
                                value.isLiteral()
                                        ? value.getLiteralLexicalForm().length()
                                        : 1)
                        > limit) {
                    throw new AnswerBuffer.OverflowException(limit);
                }
            });
            return row;
        }));
    }

    /** The graph that a template makes, in which each statement is once, however many rows say it. */
    private DatasetGraph build(QueryExec evaluation, Context context) {
        Set<Quad> different = new LinkedHashSet<>();
        Iterator<Quad> quads = Iter.filter(evaluation.constructQuads(), QueryEvaluation::isStatement);
        while (quads.hasNext()) {
            Quad quad = quads.next();
            if (different.add(quad)) {
                if (different.size() > settings.maxResultTriples()) {
                    throw SparqlProblem.tooLarge(settings.maxResultTriples() + " different triples");
                }
                QueryMemory.keep(context, quad);
            }
        }
        DatasetGraph built = DatasetGraphFactory.create();
        different.forEach(built::add);
        return built;
    }

    /** SPARQL 1.1 Query §16.2: what a template makes and RDF does not know is left out. */
    private static boolean isStatement(Quad quad) {
        return (quad.isDefaultGraph() || isResource(quad.getGraph()))
                && isResource(quad.getSubject())
                && quad.getPredicate().isURI();
    }

    private static boolean isResource(Node node) {
        return node.isURI() || node.isBlank();
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
