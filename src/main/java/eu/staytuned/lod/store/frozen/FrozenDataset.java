package eu.staytuned.lod.store.frozen;

import static eu.staytuned.lod.store.frozen.Order.G;
import static eu.staytuned.lod.store.frozen.Order.O;
import static eu.staytuned.lod.store.frozen.Order.P;
import static eu.staytuned.lod.store.frozen.Order.S;

import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.IntStream;
import org.apache.jena.atlas.iterator.Iter;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.query.ReadWrite;
import org.apache.jena.query.TxnType;
import org.apache.jena.riot.system.PrefixMap;
import org.apache.jena.riot.system.PrefixMapFactory;
import org.apache.jena.riot.system.PrefixMapStd;
import org.apache.jena.sparql.core.DatasetGraphBaseFind;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.core.Transactional;
import org.apache.jena.sparql.core.TransactionalNull;
import org.apache.jena.sys.JenaSystem;
import org.jspecify.annotations.Nullable;

/** All graphs of one release. Never changes, so that reading needs no transaction and any number of threads may. */
final class FrozenDataset extends DatasetGraphBaseFind {

    static {
        JenaSystem.init();
    }

    private final Transactional transactional = TransactionalNull.create();
    private final Dictionary dictionary;
    private final Statements triples;
    private final Statements quads;
    private final PrefixMap prefixes;
    private final FrozenGraph defaultGraph;
    private final FrozenGraph unionGraph;
    /** The numbers of the names of all graphs. */
    private final int[] graphs;

    FrozenDataset(Dictionary dictionary, int[][] triples, int[][] quads, PrefixMap prefixes) {
        this.dictionary = dictionary;
        this.triples = new Statements(triples, dictionary.size());
        this.quads = new Statements(quads, dictionary.size());
        this.prefixes = PrefixMapFactory.unmodifiablePrefixMap(new PrefixMapStd(prefixes));
        this.defaultGraph = new FrozenGraph(this, this.triples, Cursor.ANY, false);
        this.unionGraph = new FrozenGraph(this, this.quads, Cursor.ANY, true);
        this.graphs = IntStream.range(0, dictionary.size())
                .filter(graph -> statementsIn(graph) > 0)
                .toArray();
        FrozenExecutor.use(getContext());
    }

    Dictionary dictionary() {
        return dictionary;
    }

    Statements triples() {
        return triples;
    }

    Statements quads() {
        return quads;
    }

    @Override
    public FrozenGraph getDefaultGraph() {
        return defaultGraph;
    }

    @Override
    public FrozenGraph getUnionGraph() {
        return unionGraph;
    }

    @Override
    public FrozenGraph getGraph(Node name) {
        if (Quad.isDefaultGraph(name)) {
            return defaultGraph;
        }
        if (Quad.isUnionGraph(name)) {
            return unionGraph;
        }
        // A graph that is not there is empty.
        return new FrozenGraph(this, quads, dictionary.numberOf(name), false);
    }

    @Override
    public boolean containsGraph(Node name) {
        return Quad.isDefaultGraph(name) || Quad.isUnionGraph(name) || statementsIn(dictionary.number(name)) > 0;
    }

    private int statementsIn(int graph) {
        int[] starts = quads.byGraph[0].starts;
        return graph == Dictionary.UNKNOWN ? 0 : starts[graph + 1] - starts[graph];
    }

    /** The numbers of the names of all graphs. */
    int[] graphs() {
        return graphs;
    }

    /** Tells of each term once where it stands. */
    void forEachTerm(TermReader reader) {
        for (int term = 0; term < dictionary.size(); term++) {
            boolean subject = begins(triples.bySubject, term) || begins(quads.bySubject, term);
            boolean predicate = begins(triples.byPredicate, term) || begins(quads.byPredicate, term);
            boolean object = begins(triples.byObject, term) || begins(quads.byObject, term);
            boolean graph = statementsIn(term) > 0;
            if (subject || predicate || object || graph) {
                reader.read(dictionary.node(term), subject, predicate, object, graph);
            }
        }
    }

    private static boolean begins(Order order, int term) {
        return order.starts[term + 1] > order.starts[term];
    }

    @Override
    public Iterator<Node> listGraphNodes() {
        return Arrays.stream(graphs).mapToObj(dictionary::node).iterator();
    }

    @Override
    public long size() {
        return graphs.length;
    }

    @Override
    protected Iterator<Quad> findInDftGraph(Node s, Node p, Node o) {
        return find(Quad.defaultGraphIRI, defaultGraph.cursor(s, p, o));
    }

    @Override
    protected Iterator<Quad> findInSpecificNamedGraph(Node g, Node s, Node p, Node o) {
        return find(g, getGraph(g).cursor(s, p, o));
    }

    @Override
    protected Iterator<Quad> findInAnyNamedGraphs(Node s, Node p, Node o) {
        return find(null, new FrozenGraph(this, quads, Cursor.ANY, false).cursor(s, p, o));
    }

    @Override
    public Iterator<Quad> findQuadsInUnionGraph(Node s, Node p, Node o) {
        return find(Quad.unionGraph, unionGraph.cursor(s, p, o));
    }

    /** @param graph what the quads say; null where each says its own */
    private Iterator<Quad> find(@Nullable Node graph, @Nullable Cursor cursor) {
        if (cursor == null) {
            return Iter.nullIterator();
        }
        return new Found<>(
                cursor,
                row -> Quad.create(
                        graph == null ? dictionary.node(row.at(G)) : graph,
                        dictionary.node(row.at(S)),
                        dictionary.node(row.at(P)),
                        dictionary.node(row.at(O))));
    }

    @Override
    public PrefixMap prefixes() {
        return prefixes;
    }

    @Override
    public void addGraph(Node name, Graph graph) {
        throw new UnsupportedOperationException("A release does not change.");
    }

    @Override
    public void removeGraph(Node name) {
        throw new UnsupportedOperationException("A release does not change.");
    }

    @Override
    public boolean supportsTransactions() {
        return true;
    }

    @Override
    public void begin(TxnType type) {
        transactional.begin(type);
    }

    @Override
    public boolean promote(Promote mode) {
        return false;
    }

    @Override
    public void commit() {
        transactional.commit();
    }

    @Override
    public void abort() {
        transactional.abort();
    }

    @Override
    public void end() {
        transactional.end();
    }

    @Override
    public ReadWrite transactionMode() {
        return transactional.transactionMode();
    }

    @Override
    public TxnType transactionType() {
        return transactional.transactionType();
    }

    @Override
    public boolean isInTransaction() {
        return transactional.isInTransaction();
    }
}
