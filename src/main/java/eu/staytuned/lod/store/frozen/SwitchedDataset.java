package eu.staytuned.lod.store.frozen;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.query.ReadWrite;
import org.apache.jena.query.TxnType;
import org.apache.jena.riot.system.PrefixMap;
import org.apache.jena.riot.system.PrefixMapStd;
import org.apache.jena.riot.system.PrefixMapWrapper;
import org.apache.jena.sparql.JenaTransactionException;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphBase;
import org.apache.jena.sparql.core.GraphView;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sys.JenaSystem;
import org.jspecify.annotations.Nullable;

/**
 * A frozen dataset that another takes the place of when a writer commits. A reader keeps the one that was there when its
 * transaction began. It is made for being replaced as a whole: whoever adds a statement to what is there has everything
 * sorted again.
 */
public final class SwitchedDataset extends DatasetGraphBase {

    static {
        JenaSystem.init();
    }

    private static final class Transaction {

        private final TxnType type;
        private FrozenDataset seen;
        private @Nullable Draft draft;

        Transaction(TxnType type, FrozenDataset seen) {
            this.type = type;
            this.seen = seen;
        }
    }

    private final ThreadLocal<Transaction> transactions = new ThreadLocal<>();
    private final Semaphore writing = new Semaphore(1);
    private volatile FrozenDataset current = new Draft().freeze();
    private final PrefixMap prefixes = new PrefixMapWrapper(new PrefixMapStd()) {
        @Override
        protected PrefixMap getR() {
            return seen().prefixes();
        }

        @Override
        protected PrefixMap getW() {
            return draft().prefixes();
        }
    };

    /** An empty one. */
    public SwitchedDataset() {
        FrozenExecutor.use(getContext());
    }

    /**
     * Writes what is here now to a file, from which {@link #putBack} has it again without a parser.
     *
     * @param name by which it is asked for
     * @throws IOException where it cannot be written
     */
    public void keep(Path file, String name) throws IOException {
        FrozenFile.write(seen(), file, name);
    }

    /** Whether a file has the name of something that was kept; whether it is whole shows when it is read. */
    public static boolean isKept(Path file, String name) {
        return FrozenFile.isOf(file, name);
    }

    /**
     * Replaces everything by what was kept.
     *
     * @param wanted whether it is what is expected; else all stays as it was
     * @return whether it was
     * @throws IOException where there is nothing of that name, or it is not as it was written
     */
    public boolean putBack(Path file, String name, Predicate<DatasetGraph> wanted) throws IOException {
        FrozenDataset kept = FrozenFile.read(file, name);
        if (!wanted.test(kept)) {
            return false;
        }
        writing.acquireUninterruptibly();
        current = kept;
        writing.release();
        return true;
    }

    /** What this thread reads: always the same in one transaction, except for what it writes itself. */
    FrozenDataset seen() {
        Transaction transaction = transactions.get();
        if (transaction == null) {
            return current;
        }
        return transaction.draft == null ? transaction.seen : transaction.draft.freeze();
    }

    /** What stands still for the rest of this thread's transaction; null where nothing does. */
    @Nullable
    FrozenDataset pinned() {
        Transaction transaction = transactions.get();
        return transaction == null || transaction.draft != null ? null : transaction.seen;
    }

    /** What stands for all that this thread's transaction reads: one object as long as nothing changes; null for a writer. */
    public @Nullable Object content() {
        return pinned();
    }

    /**
     * Tells of each term once in which places of statements it stands, which takes a fraction of going through all statements.
     */
    public void forEachTerm(TermReader reader) {
        seen().forEachTerm(reader);
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
        if (type == TxnType.WRITE) {
            writing.acquireUninterruptibly();
        }
        Transaction transaction = new Transaction(type, current);
        if (type == TxnType.WRITE) {
            transaction.draft = new Draft(transaction.seen);
        }
        transactions.set(transaction);
    }

    @Override
    public boolean promote(Promote mode) {
        Transaction transaction = transaction();
        if (transaction.draft != null) {
            return true;
        }
        if (transaction.type == TxnType.READ) {
            return false;
        }
        writing.acquireUninterruptibly();
        if (mode == Promote.ISOLATED && transaction.seen != current) {
            writing.release();
            return false;
        }
        transaction.seen = current;
        transaction.draft = new Draft(transaction.seen);
        return true;
    }

    @Override
    public void commit() {
        Transaction transaction = transaction();
        if (transaction.draft != null) {
            current = transaction.draft.last();
        }
        finish(transaction);
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
        if (transaction.draft != null) {
            writing.release();
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
        return transaction == null ? null : transaction.type;
    }

    @Override
    public boolean isInTransaction() {
        return transactions.get() != null;
    }

    // --- Writing

    private Draft draft() {
        Transaction transaction = transactions.get();
        if (transaction == null || transaction.draft == null && !promote(Promote.ISOLATED)) {
            throw new JenaTransactionException("A frozen dataset is changed in a transaction for writing only.");
        }
        return Objects.requireNonNull(transaction.draft);
    }

    /** In the transaction of a writer: what was gathered stands for all that is here. It is changed here alone from now on. */
    public void take(Draft gathered) {
        draft();
        transaction().draft = gathered;
    }

    /**
     * In the transaction of a writer who has written all: sorts it, so that it can be read before others see it, and the
     * commit is done at once.
     */
    public void settle() {
        draft().last();
    }

    @Override
    public void add(Quad quad) {
        draft().add(quad.getGraph(), quad.getSubject(), quad.getPredicate(), quad.getObject());
    }

    @Override
    public void add(Node g, Node s, Node p, Node o) {
        draft().add(g, s, p, o);
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

    @Override
    public Graph getDefaultGraph() {
        FrozenDataset pinned = pinned();
        return pinned == null ? GraphView.createDefaultGraph(this) : pinned.getDefaultGraph();
    }

    @Override
    public Graph getUnionGraph() {
        FrozenDataset pinned = pinned();
        return pinned == null ? GraphView.createUnionGraph(this) : pinned.getUnionGraph();
    }

    @Override
    public Graph getGraph(Node name) {
        FrozenDataset pinned = pinned();
        return pinned == null ? GraphView.createNamedGraph(this, name) : pinned.getGraph(name);
    }

    @Override
    public boolean containsGraph(Node name) {
        return seen().containsGraph(name);
    }

    @Override
    public Iterator<Node> listGraphNodes() {
        return seen().listGraphNodes();
    }

    @Override
    public Iterator<Quad> find(Node g, Node s, Node p, Node o) {
        return seen().find(g, s, p, o);
    }

    @Override
    public Iterator<Quad> findNG(Node g, Node s, Node p, Node o) {
        return seen().findNG(g, s, p, o);
    }

    @Override
    public long size() {
        return seen().size();
    }

    @Override
    public PrefixMap prefixes() {
        return prefixes;
    }

    /** The frozen dataset that a query on this one reads; null where it may change meanwhile, or is of another kind. */
    static @Nullable FrozenDataset behind(DatasetGraph dataset) {
        if (dataset instanceof FrozenDataset frozen) {
            return frozen;
        }
        return dataset instanceof SwitchedDataset switched ? switched.pinned() : null;
    }
}
