package eu.staytuned.lod.store.remote;

import eu.staytuned.lod.store.Edition;
import eu.staytuned.lod.store.Elsewhere;
import eu.staytuned.lod.store.StoreAwayException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.apache.jena.atlas.iterator.Iter;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.query.ReadWrite;
import org.apache.jena.query.TxnType;
import org.apache.jena.riot.system.PrefixMap;
import org.apache.jena.riot.system.PrefixMapFactory;
import org.apache.jena.riot.system.PrefixMapStd;
import org.apache.jena.riot.system.PrefixMapWrapper;
import org.apache.jena.sparql.JenaTransactionException;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphBaseFind;
import org.apache.jena.sparql.core.GraphView;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.engine.QueryEngineRegistry;
import org.apache.jena.sys.JenaSystem;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The release in a store elsewhere as a dataset. A reader keeps the release that stood there when its transaction began. A
 * writer fills the other place, and readers see that when it commits.
 */
public final class RemoteDataset extends DatasetGraphBaseFind implements Elsewhere, AutoCloseable {

    static {
        JenaSystem.init();
        QueryEngineRegistry.addFactory(new RemoteQueries());
    }

    private static final Logger log = LoggerFactory.getLogger(RemoteDataset.class);

    private static final class Transaction {

        private final @Nullable StandingRelease seen;
        private final @Nullable Draft draft;
        private final List<AutoCloseable> opened = new ArrayList<>();
        private final Trail trail = new Trail();

        Transaction(@Nullable StandingRelease seen, @Nullable Draft draft) {
            this.seen = seen;
            this.draft = draft;
        }
    }

    private final Places places;
    private final ThreadLocal<Transaction> transactions = new ThreadLocal<>();
    private final Semaphore writing = new Semaphore(1);
    private final PrefixMap prefixes = new PrefixMapWrapper(new PrefixMapStd()) {
        @Override
        protected PrefixMap getR() {
            StandingRelease release = seen();
            return release == null ? PrefixMapFactory.emptyPrefixMap() : release.prefixes();
        }

        @Override
        protected PrefixMap getW() {
            return draftPrefixes;
        }
    };
    private PrefixMap draftPrefixes = PrefixMapFactory.create();

    RemoteDataset(Places places) {
        this.places = places;
    }

    @Override
    public DatasetGraph dataset() {
        return this;
    }

    @Override
    public Optional<Edition> standing() {
        return places.current().map(StandingRelease::edition);
    }

    @Override
    public void expect(Collection<Node> things) {
        StandingRelease release = seen();
        if (release != null) {
            release.expect(things);
        }
    }

    @Override
    public boolean isThere() {
        return places.isThere();
    }

    @Override
    public void close() {
        places.close();
    }

    private @Nullable StandingRelease seen() {
        Transaction transaction = transactions.get();
        return transaction == null ? places.current().orElse(null) : transaction.seen;
    }

    /** Asks the release that this thread reads; what is opened is closed with its transaction at the latest. */
    <T extends org.apache.jena.atlas.lib.Closeable> T ask(Function<StandingRelease, T> question) {
        StandingRelease release = seen();
        if (release == null) {
            throw new StoreAwayException("The store behind this service holds no release at the moment.");
        }
        T answer = question.apply(release);
        keep(answer::close);
        return answer;
    }

    private void keep(AutoCloseable opened) {
        Transaction transaction = transactions.get();
        if (transaction != null) {
            transaction.opened.add(opened);
        }
    }

    // --- Transactions

    @Override
    public boolean supportsTransactions() {
        return true;
    }

    @Override
    public boolean supportsTransactionAbort() {
        return true;
    }

    @Override
    public void begin(TxnType type) {
        if (isInTransaction()) {
            throw new JenaTransactionException("Transactions cannot be nested.");
        }
        if (type == TxnType.READ) {
            transactions.set(new Transaction(places.enter(), null));
            return;
        }
        if (type != TxnType.WRITE) {
            throw new JenaTransactionException(
                    "A release elsewhere is read or written, and no reader becomes a writer.");
        }
        writing.acquireUninterruptibly();
        try {
            transactions.set(new Transaction(places.current().orElse(null), places.draft()));
            draftPrefixes = PrefixMapFactory.create();
        } catch (RuntimeException e) {
            writing.release();
            throw e;
        }
    }

    @Override
    public boolean promote(Promote mode) {
        return transaction().draft != null;
    }

    @Override
    public void commit() {
        Transaction transaction = transaction();
        try {
            if (transaction.draft != null) {
                transaction.draft.prefixes().putAll(draftPrefixes.getMapping());
                places.standing(transaction.draft);
            }
        } finally {
            finish(transaction);
        }
    }

    @Override
    public void abort() {
        finish(transaction());
    }

    @Override
    public void end() {
        Transaction transaction = transactions.get();
        if (transaction != null) {
            finish(transaction);
            if (transaction.draft != null) {
                throw new JenaTransactionException("A writer ended without saying whether to commit; nothing is kept.");
            }
        }
    }

    private void finish(Transaction transaction) {
        transactions.remove();
        for (AutoCloseable opened : transaction.opened) {
            try {
                opened.close();
            } catch (Exception e) {
                log.warn("An answer of the store could not be closed", e);
            }
        }
        if (transaction.draft != null) {
            places.endDraft();
            writing.release();
        } else if (transaction.seen != null) {
            transaction.seen.side().readers().decrementAndGet();
        }
    }

    private Transaction transaction() {
        Transaction transaction = transactions.get();
        if (transaction == null) {
            throw new JenaTransactionException("Not in a transaction.");
        }
        return transaction;
    }

    @Override
    public @Nullable ReadWrite transactionMode() {
        Transaction transaction = transactions.get();
        return transaction == null ? null : transaction.draft == null ? ReadWrite.READ : ReadWrite.WRITE;
    }

    @Override
    public @Nullable TxnType transactionType() {
        Transaction transaction = transactions.get();
        return transaction == null ? null : transaction.draft == null ? TxnType.READ : TxnType.WRITE;
    }

    @Override
    public boolean isInTransaction() {
        return transactions.get() != null;
    }

    // --- Writing

    private Draft draft() {
        Transaction transaction = transactions.get();
        if (transaction == null || transaction.draft == null) {
            throw new JenaTransactionException("A release is written in a transaction for writing only.");
        }
        return Objects.requireNonNull(transaction.draft);
    }

    @Override
    public void add(Quad quad) {
        draft().add(quad);
    }

    @Override
    public void add(Node g, Node s, Node p, Node o) {
        draft().add(Quad.create(g, s, p, o));
    }

    @Override
    public void delete(Quad quad) {
        draft().remove(quad.getGraph(), quad.getSubject(), quad.getPredicate(), quad.getObject());
    }

    @Override
    public void deleteAny(Node g, Node s, Node p, Node o) {
        draft().remove(g, s, p, o);
    }

    @Override
    public void clear() {
        draft().clear();
    }

    @Override
    public void addGraph(Node name, Graph graph) {
        graph.find().forEachRemaining(triple -> add(Quad.create(name, triple)));
    }

    @Override
    public void removeGraph(Node name) {
        deleteAny(name, Node.ANY, Node.ANY, Node.ANY);
    }

    // --- Reading

    /** A graph that has its statements counted over there. */
    private final class RemoteGraph extends GraphView {

        private final Node name;

        RemoteGraph(Node name) {
            super(RemoteDataset.this, name);
            this.name = name;
        }

        @Override
        protected int graphBaseSize() {
            StandingRelease release = seen();
            return release == null ? 0 : (int) Math.min(Integer.MAX_VALUE, release.size(name));
        }
    }

    @Override
    public Graph getDefaultGraph() {
        return new RemoteGraph(Quad.defaultGraphIRI);
    }

    @Override
    public Graph getUnionGraph() {
        return new RemoteGraph(Quad.unionGraph);
    }

    @Override
    public Graph getGraph(Node name) {
        return new RemoteGraph(name);
    }

    @Override
    public boolean containsGraph(Node name) {
        StandingRelease release = seen();
        return Quad.isDefaultGraph(name) || Quad.isUnionGraph(name) || release != null && release.hasGraph(name);
    }

    @Override
    public Iterator<Node> listGraphNodes() {
        StandingRelease release = seen();
        return release == null ? Iter.nullIterator() : release.graphs().iterator();
    }

    @Override
    public long size() {
        StandingRelease release = seen();
        return release == null ? 0 : release.graphs().size();
    }

    @Override
    protected Iterator<Quad> findInDftGraph(Node s, Node p, Node o) {
        return found(Quad.defaultGraphIRI, s, p, o);
    }

    @Override
    protected Iterator<Quad> findInSpecificNamedGraph(Node g, Node s, Node p, Node o) {
        return found(g, s, p, o);
    }

    @Override
    protected Iterator<Quad> findInAnyNamedGraphs(Node s, Node p, Node o) {
        return found(null, s, p, o);
    }

    private Iterator<Quad> found(@Nullable Node g, @Nullable Node s, @Nullable Node p, @Nullable Node o) {
        StandingRelease release = seen();
        if (release == null) {
            return Iter.nullIterator();
        }
        Transaction transaction = transactions.get();
        Trail trail = transaction == null ? new Trail() : transaction.trail;
        return release.find(g, term(s), term(p), term(o), trail, this::keep);
    }

    /** Null for what may be anything. */
    private static @Nullable Node term(@Nullable Node node) {
        return node == null || !node.isConcrete() ? null : node;
    }

    @Override
    public PrefixMap prefixes() {
        return prefixes;
    }
}
