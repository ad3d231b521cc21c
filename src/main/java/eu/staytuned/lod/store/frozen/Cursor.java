package eu.staytuned.lod.store.frozen;

import static eu.staytuned.lod.store.frozen.Order.G;
import static eu.staytuned.lod.store.frozen.Order.O;
import static eu.staytuned.lod.store.frozen.Order.S;

import org.jspecify.annotations.Nullable;

/** Goes through the statements that have given terms. Can be opened again and again. */
final class Cursor {

    /** In place of a term: whatever stands there. */
    static final int ANY = -1;

    private final Statements statements;
    /** Whether what several graphs say is met once. */
    private final boolean merged;

    private Order order;
    private int start;
    private int row;
    private int end;
    /** What stands first in the current row. */
    private int first;
    /** Whether all rows are gone through, so that what stands first changes. */
    private boolean scanning;
    /** A column that the order does not lead to, and the value it has to have. */
    private int @Nullable [] checked;

    private int value;

    Cursor(Statements statements, boolean merged) {
        this.statements = statements;
        this.merged = merged;
        this.order = statements.bySubject;
    }

    /** Before the first statement that has these terms; each of them may be {@link #ANY}. */
    void open(int s, int p, int o, int g) {
        checked = null;
        scanning = false;
        if (g != ANY) {
            openInGraph(s, p, o, g);
        } else if (s != ANY) {
            if (p != ANY) {
                narrow(statements.bySubject, s, p, o);
            } else if (o != ANY) {
                if (rows(statements.bySubject, s) <= rows(statements.byObject, o)) {
                    narrow(statements.bySubject, s, ANY, ANY);
                    check(O, o);
                } else {
                    narrow(statements.byObject, o, ANY, ANY);
                    check(S, s);
                }
            } else {
                narrow(statements.bySubject, s, ANY, ANY);
            }
        } else if (o != ANY) {
            narrow(statements.byObject, o, p, ANY);
        } else if (p != ANY) {
            narrow(statements.byPredicate, p, ANY, ANY);
        } else {
            order = statements.bySubject;
            start = 0;
            end = order.size();
            first = 0;
            scanning = true;
        }
        row = start - 1;
    }

    private void openInGraph(int s, int p, int o, int g) {
        if (s != ANY) {
            narrow(statements.byGraph[0], g, s, p);
            if (p != ANY) {
                narrowBy(3, o);
            } else if (o != ANY) {
                check(O, o);
            }
        } else if (p != ANY) {
            narrow(statements.byGraph[1], g, p, o);
        } else if (o != ANY) {
            if (rows(statements.byObject, o) <= rows(statements.byGraph[0], g)) {
                narrow(statements.byObject, o, ANY, ANY);
                check(G, g);
            } else {
                narrow(statements.byGraph[0], g, ANY, ANY);
                check(O, o);
            }
        } else {
            narrow(statements.byGraph[0], g, ANY, ANY);
        }
    }

    private static int rows(Order order, int first) {
        return order.starts[first + 1] - order.starts[first];
    }

    private void narrow(Order order, int first, int second, int third) {
        this.order = order;
        this.first = first;
        start = order.starts[first];
        end = order.starts[first + 1];
        if (narrowBy(1, second)) {
            narrowBy(2, third);
        }
    }

    private boolean narrowBy(int rank, int value) {
        if (value == ANY) {
            return false;
        }
        start = order.atLeast(rank, value, start, end);
        end = order.atLeast(rank, value + 1, start, end);
        return true;
    }

    private void check(int position, int value) {
        this.checked = order.columns[position];
        this.value = value;
    }

    /** Goes to the next statement; false where there is none. */
    boolean next() {
        while (++row < end) {
            if (checked != null && checked[row] != value) {
                continue;
            }
            if (scanning) {
                while (order.starts[first + 1] <= row) {
                    first++;
                }
            }
            if (merged && isRepeated()) {
                continue;
            }
            return true;
        }
        return false;
    }

    private boolean isRepeated() {
        if (row == order.starts[first]) {
            return false;
        }
        for (int position = S; position <= O; position++) {
            int[] column = order.columns[position];
            if (column != null && column[row] != column[row - 1]) {
                return false;
            }
        }
        return true;
    }

    /** The term at a position of the current statement. */
    int at(int position) {
        int[] column = order.columns[position];
        return column == null ? first : column[row];
    }

    /** How many statements will be gone through at most, exactly where nothing has to be left out. */
    int remaining() {
        return end - row - 1;
    }

    /** Whether {@link #remaining} is exact. */
    boolean isExact() {
        return checked == null && !merged;
    }
}
