package eu.staytuned.lod.store.frozen;

import static eu.staytuned.lod.store.frozen.Order.O;
import static eu.staytuned.lod.store.frozen.Order.P;
import static eu.staytuned.lod.store.frozen.Order.S;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import org.apache.jena.atlas.iterator.Iter;
import org.apache.jena.graph.Node;
import org.apache.jena.query.QueryCancelledException;
import org.apache.jena.sparql.core.TriplePath;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.binding.BindingFactory;
import org.apache.jena.sparql.engine.iterator.QueryIterPlainWrapper;
import org.apache.jena.sparql.engine.iterator.QueryIterRepeatApply;
import org.apache.jena.sparql.path.P_Alt;
import org.apache.jena.sparql.path.P_Inverse;
import org.apache.jena.sparql.path.P_Link;
import org.apache.jena.sparql.path.P_NegPropSet;
import org.apache.jena.sparql.path.P_OneOrMore1;
import org.apache.jena.sparql.path.P_Path1;
import org.apache.jena.sparql.path.P_Path2;
import org.apache.jena.sparql.path.P_ReverseLink;
import org.apache.jena.sparql.path.P_Seq;
import org.apache.jena.sparql.path.P_ZeroOrMore1;
import org.apache.jena.sparql.path.P_ZeroOrOne;
import org.apache.jena.sparql.path.Path;
import org.apache.jena.sparql.path.PathLib;
import org.apache.jena.sparql.pfunction.PropertyFunctionRegistry;
import org.apache.jena.sparql.util.graph.GraphUtils;
import org.jspecify.annotations.Nullable;

/** For each row, the row with what a property path leads to. What is rare is left to Jena. */
final class Paths extends QueryIterRepeatApply {

    private final TriplePath path;
    private final FrozenGraph graph;
    private final Dictionary dictionary;
    private final Cursor cursor;
    private final @Nullable AtomicBoolean cancelled;
    private final LongConsumer kept;
    private long held;

    Paths(QueryIterator input, TriplePath path, FrozenGraph graph, ExecutionContext context) {
        super(input, context);
        this.path = path;
        this.graph = graph;
        this.dictionary = graph.dataset().dictionary();
        this.cursor = graph.cursor();
        this.cancelled = context.getCancelSignal();
        this.kept = KeptRows.of(context);
    }

    /** Whether all of the path is of the kinds that are followed here. */
    static boolean canFollow(@Nullable Path path, ExecutionContext context) {
        if (path instanceof P_Link link) {
            return link.getNode().isURI()
                    && !PropertyFunctionRegistry.chooseRegistry(context.getContext())
                            .isRegistered(link.getNode().getURI());
        }
        if (path instanceof P_ReverseLink || path instanceof P_NegPropSet) {
            return true;
        }
        if (path instanceof P_Seq || path instanceof P_Alt) {
            P_Path2 two = (P_Path2) path;
            return canFollow(two.getLeft(), context) && canFollow(two.getRight(), context);
        }
        return (path instanceof P_Inverse
                        || path instanceof P_ZeroOrMore1
                        || path instanceof P_OneOrMore1
                        || path instanceof P_ZeroOrOne)
                && canFollow(((P_Path1) path).getSubPath(), context);
    }

    @Override
    protected QueryIterator nextStage(Binding row) {
        // What was reached from the row before is not needed any more.
        hold(-held);
        Node subject = Var.lookup(row, path.getSubject());
        Node object = Var.lookup(row, path.getObject());
        if (Var.isVar(subject) && Var.isVar(object) && !subject.equals(object)) {
            return fromEverywhere(row, Var.alloc(subject));
        }
        boolean forwards = !Var.isVar(subject);
        Node from = forwards ? subject : object;
        Node to = forwards ? object : subject;
        int start = Var.isVar(from) ? Cursor.ANY : dictionary.number(from);
        // Between two given ends, Jena compares values.
        if (start < 0 || !Var.isVar(to) && (to.isLiteral() || dictionary.number(to) < 0)) {
            return PathLib.execTriplePath(row, path, getExecContext());
        }
        Reached reached = new Reached(this::hold);
        follow(path.getPath(), start, forwards, reached);
        if (!Var.isVar(to)) {
            int end = dictionary.number(to);
            long times = IntStream.of(reached.nodes)
                    .limit(reached.size)
                    .filter(node -> node == end)
                    .count();
            return rows(Collections.nCopies((int) times, row));
        }
        Var[] variable = {Var.alloc(to)};
        hold(KeptRows.ofNumbers(1) * reached.size);
        List<Binding> rows = new ArrayList<>(reached.size);
        for (int i = 0; i < reached.size; i++) {
            rows.add(new FrozenBinding(row, dictionary, variable, new int[] {reached.nodes[i]}));
        }
        return rows(rows);
    }

    /** One start after the other, so that no more is held than one of them leads to; Jena would hold what all lead to. */
    private QueryIterator fromEverywhere(Binding row, Var start) {
        Iterator<Binding> starts =
                Iter.map(GraphUtils.allNodes(graph), node -> BindingFactory.binding(row, start, node));
        return new Paths(QueryIterPlainWrapper.create(starts, getExecContext()), path, graph, getExecContext());
    }

    private void hold(long bytes) {
        held += bytes;
        kept.accept(bytes);
    }

    private QueryIterator rows(List<Binding> rows) {
        return QueryIterPlainWrapper.create(rows.iterator(), getExecContext());
    }

    /** Terms that were reached, as often as there are ways to them. */
    private static final class Reached {

        private final LongConsumer kept;
        private int[] nodes = new int[8];
        private int size;

        Reached(LongConsumer kept) {
            this.kept = kept;
        }

        void add(int node) {
            if (size == nodes.length) {
                kept.accept(4L * size);
                nodes = Arrays.copyOf(nodes, size * 2);
            }
            nodes[size++] = node;
        }
    }

    private void follow(Path path, int node, boolean forwards, Reached reached) {
        if (path instanceof P_Link link) {
            step(node, dictionary.number(link.getNode()), forwards, reached);
        } else if (path instanceof P_ReverseLink link) {
            step(node, dictionary.number(link.getNode()), !forwards, reached);
        } else if (path instanceof P_Inverse inverse) {
            follow(inverse.getSubPath(), node, !forwards, reached);
        } else if (path instanceof P_Seq sequence) {
            Reached between = new Reached(this::hold);
            follow(forwards ? sequence.getLeft() : sequence.getRight(), node, forwards, between);
            for (int i = 0; i < between.size; i++) {
                follow(forwards ? sequence.getRight() : sequence.getLeft(), between.nodes[i], forwards, reached);
            }
        } else if (path instanceof P_Alt either) {
            follow(either.getLeft(), node, forwards, reached);
            follow(either.getRight(), node, forwards, reached);
        } else if (path instanceof P_NegPropSet none) {
            stepBut(node, none.getFwdNodes(), forwards, reached);
            stepBut(node, none.getBwdNodes(), !forwards, reached);
        } else if (path instanceof P_ZeroOrOne maybe) {
            Reached once = new Reached(this::hold);
            once.add(node);
            follow(maybe.getSubPath(), node, forwards, once);
            Numbers known = new Numbers();
            for (int i = 0; i < once.size; i++) {
                addOnce(once.nodes[i], known, reached);
            }
        } else if (path instanceof P_ZeroOrMore1 more) {
            Numbers known = new Numbers();
            addOnce(node, known, reached);
            followOn(more.getSubPath(), reached.size - 1, known, forwards, reached);
        } else if (path instanceof P_OneOrMore1 more) {
            Numbers known = new Numbers();
            Reached once = new Reached(this::hold);
            follow(more.getSubPath(), node, forwards, once);
            int first = reached.size;
            for (int i = 0; i < once.size; i++) {
                addOnce(once.nodes[i], known, reached);
            }
            followOn(more.getSubPath(), first, known, forwards, reached);
        } else {
            throw new IllegalArgumentException("A path that is not followed here: " + path);
        }
    }

    /** Follows a path again and again, from all that was reached from a place on, and notes what is new. */
    private void followOn(Path path, int first, Numbers known, boolean forwards, Reached reached) {
        for (int i = first; i < reached.size; i++) {
            Reached next = new Reached(this::hold);
            follow(path, reached.nodes[i], forwards, next);
            for (int j = 0; j < next.size; j++) {
                addOnce(next.nodes[j], known, reached);
            }
        }
    }

    private static void addOnce(int node, Numbers known, Reached reached) {
        if (known.add(node)) {
            reached.add(node);
        }
    }

    private void step(int node, int predicate, boolean forwards, Reached reached) {
        if (predicate == Dictionary.UNKNOWN || !open(node, predicate, forwards)) {
            return;
        }
        while (cursor.next()) {
            reached.add(cursor.at(forwards ? O : S));
        }
    }

    private void stepBut(int node, List<Node> predicates, boolean forwards, Reached reached) {
        if (predicates.isEmpty() || !open(node, Cursor.ANY, forwards)) {
            return;
        }
        int[] excluded = predicates.stream().mapToInt(dictionary::number).toArray();
        while (cursor.next()) {
            int predicate = cursor.at(P);
            if (IntStream.of(excluded).noneMatch(number -> number == predicate)) {
                reached.add(cursor.at(forwards ? O : S));
            }
        }
    }

    private boolean open(int node, int predicate, boolean forwards) {
        if (cancelled != null && cancelled.get()) {
            throw new QueryCancelledException();
        }
        if (graph.name() == Dictionary.NOWHERE) {
            return false;
        }
        cursor.open(forwards ? node : Cursor.ANY, predicate, forwards ? Cursor.ANY : node, graph.name());
        return true;
    }
}
