package eu.staytuned.lod.store.frozen;

import static eu.staytuned.lod.store.frozen.Order.G;
import static eu.staytuned.lod.store.frozen.Order.O;
import static eu.staytuned.lod.store.frozen.Order.P;
import static eu.staytuned.lod.store.frozen.Order.S;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** Statements of the default graph (three positions) or of the named graphs (four), in each order that is looked up. */
final class Statements {

    final Order bySubject;
    final Order byPredicate;
    final Order byObject;
    /** For named graphs only: the graph stands first. */
    final Order[] byGraph;

    private final int size;
    private final int subjects;
    private final int objects;
    /** The predicates in use, ascending, and how many subjects and objects each has. */
    private final int[] predicates;

    private final int[] subjectsOf;
    private final int[] objectsOf;

    /**
     * @param statements for each position a column; repetitions count once
     * @param terms how many terms there are
     */
    Statements(int[][] statements, int terms) {
        boolean named = statements.length > G;
        int[][] once = once(statements, terms);
        this.size = once[S].length;
        this.bySubject = named ? Order.of(once, terms, S, P, O, G) : Order.of(once, terms, S, P, O);
        this.byPredicate = named ? Order.of(once, terms, P, O, S, G) : Order.of(once, terms, P, O, S);
        this.byObject = named ? Order.of(once, terms, O, P, S, G) : Order.of(once, terms, O, P, S);
        this.byGraph = named
                ? new Order[] {Order.of(once, terms, G, S, P, O), Order.of(once, terms, G, P, O, S)}
                : new Order[0];
        BitSet used = new BitSet(terms);
        for (int predicate : once[P]) {
            used.set(predicate);
        }
        this.predicates = used.stream().toArray();
        this.subjectsOf = new int[predicates.length];
        this.objectsOf = new int[predicates.length];
        this.subjects = countPairs(bySubject, subjectsOf);
        this.objects = countPairs(byObject, objectsOf);
    }

    private static int[][] once(int[][] statements, int terms) {
        int[] positions = statements.length > G ? new int[] {S, P, O, G} : new int[] {S, P, O};
        int[] rows = Order.sorted(statements, terms, positions);
        int kept = 0;
        for (int row = 0; row < rows.length; row++) {
            if (row == 0 || !equal(statements, rows[row], rows[row - 1])) {
                rows[kept++] = rows[row];
            }
        }
        int[][] once = new int[statements.length][kept];
        for (int position : positions) {
            for (int row = 0; row < kept; row++) {
                once[position][row] = statements[position][rows[row]];
            }
        }
        return once;
    }

    private static boolean equal(int[][] statements, int one, int other) {
        for (int[] column : statements) {
            if (column[one] != column[other]) {
                return false;
            }
        }
        return true;
    }

    /** Counts for each predicate the terms it goes with, and the terms. */
    private int countPairs(Order order, int[] counts) {
        int[] column = order.columns[P];
        int terms = 0;
        for (int term = 0; term + 1 < order.starts.length; term++) {
            int end = order.starts[term + 1];
            for (int row = order.starts[term]; row < end; row++) {
                if (row == order.starts[term] || column[row] != column[row - 1]) {
                    counts[Arrays.binarySearch(predicates, column[row])]++;
                }
            }
            if (end > order.starts[term]) {
                terms++;
            }
        }
        return terms;
    }

    int size() {
        return size;
    }

    /** How many positions a statement has. */
    int positions() {
        return byGraph.length == 0 ? G : G + 1;
    }

    List<Order> orders() {
        List<Order> orders = new ArrayList<>(List.of(bySubject, byPredicate, byObject));
        orders.addAll(List.of(byGraph));
        return orders;
    }

    int[] predicates() {
        return predicates;
    }

    /** How many different subjects there are, with a predicate or with any. */
    int subjects(int predicate) {
        return of(predicate, subjectsOf, subjects);
    }

    /** How many different objects there are, of a predicate or of any. */
    int objects(int predicate) {
        return of(predicate, objectsOf, objects);
    }

    private int of(int predicate, int[] counts, int all) {
        if (predicate == Cursor.ANY) {
            return all;
        }
        int at = Arrays.binarySearch(predicates, predicate);
        return at < 0 ? 0 : counts[at];
    }
}
