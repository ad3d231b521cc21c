package eu.staytuned.lod.store.frozen;

import static eu.staytuned.lod.store.frozen.Order.O;
import static eu.staytuned.lod.store.frozen.Order.P;
import static eu.staytuned.lod.store.frozen.Order.S;

import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.graph.impl.GraphBase;
import org.apache.jena.riot.system.Prefixes;
import org.apache.jena.shared.PrefixMapping;
import org.apache.jena.util.iterator.ExtendedIterator;
import org.apache.jena.util.iterator.NullIterator;
import org.jspecify.annotations.Nullable;

/** A graph of a {@link FrozenDataset}: the default graph, a named one, or the union of those. */
final class FrozenGraph extends GraphBase {

    private final FrozenDataset dataset;
    private final Statements statements;
    /** The number of its name; {@link Cursor#ANY} for the default graph and the union, {@link Dictionary#NOWHERE} if unknown. */
    private final int name;

    private final boolean union;

    FrozenGraph(FrozenDataset dataset, Statements statements, int name, boolean union) {
        this.dataset = dataset;
        this.statements = statements;
        this.name = name;
        this.union = union;
    }

    FrozenDataset dataset() {
        return dataset;
    }

    Statements statements() {
        return statements;
    }

    int name() {
        return name;
    }

    /** Whether it is the union of the named graphs. */
    boolean isUnion() {
        return union;
    }

    /** A cursor for statements of this graph, to be opened with its {@link #name}. */
    Cursor cursor() {
        return new Cursor(statements, union);
    }

    /** A cursor that has been opened; null where a term is not in the release. */
    @Nullable
    Cursor cursor(@Nullable Node s, @Nullable Node p, @Nullable Node o) {
        Dictionary dictionary = dataset.dictionary();
        int subject = dictionary.numberOf(s);
        int predicate = dictionary.numberOf(p);
        int object = dictionary.numberOf(o);
        if (isNowhere(subject) || isNowhere(predicate) || isNowhere(object) || isNowhere(name)) {
            return null;
        }
        Cursor cursor = cursor();
        cursor.open(subject, predicate, object, name);
        return cursor;
    }

    private static boolean isNowhere(int number) {
        return number == Dictionary.NOWHERE;
    }

    @Override
    protected ExtendedIterator<Triple> graphBaseFind(Triple pattern) {
        return graphBaseFind(pattern.getMatchSubject(), pattern.getMatchPredicate(), pattern.getMatchObject());
    }

    @Override
    protected ExtendedIterator<Triple> graphBaseFind(@Nullable Node s, @Nullable Node p, @Nullable Node o) {
        Cursor cursor = cursor(s, p, o);
        return cursor == null ? NullIterator.instance() : new Found<>(cursor, this::triple);
    }

    private Triple triple(Cursor cursor) {
        Dictionary dictionary = dataset.dictionary();
        return Triple.create(
                dictionary.node(cursor.at(S)), dictionary.node(cursor.at(P)), dictionary.node(cursor.at(O)));
    }

    @Override
    protected boolean graphBaseContains(Triple triple) {
        Cursor cursor = cursor(triple.getMatchSubject(), triple.getMatchPredicate(), triple.getMatchObject());
        return cursor != null && cursor.next();
    }

    @Override
    protected int graphBaseSize() {
        Cursor cursor = cursor(null, null, null);
        if (cursor == null) {
            return 0;
        }
        if (cursor.isExact()) {
            return cursor.remaining();
        }
        int size = 0;
        while (cursor.next()) {
            size++;
        }
        return size;
    }

    @Override
    public void close() {
        // Others read it too.
    }

    @Override
    protected PrefixMapping createPrefixMapping() {
        return Prefixes.adapt(dataset.prefixes());
    }
}
