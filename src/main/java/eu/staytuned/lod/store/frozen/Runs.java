package eu.staytuned.lod.store.frozen;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The statements of one step, in groups that have the same values of some variables. Where an order has the terms that
 * the step asks for first and these variables next, each group is a run of rows, and its end is found by leaping.
 */
final class Runs {

    private final Statements statements;
    private final Order order;
    /** The column in which the groups begin to differ, and the first one after. */
    private final int from;

    private final int to;
    private final int last;
    private int start;
    private int end;

    private Runs(Statements statements, Order order, int[] slots, int fixed, int grouped) {
        this.statements = statements;
        this.order = order;
        this.from = fixed;
        this.to = fixed + grouped;
        int low = 0;
        int high = order.size();
        for (int rank = 0; rank < fixed; rank++) {
            int term = slots[order.position(rank)];
            low = rank == 0 ? order.starts[term] : order.atLeast(rank, term, low, high);
            high = rank == 0 ? order.starts[term + 1] : order.atLeast(rank, term + 1, low, high);
        }
        this.start = low;
        this.end = low;
        this.last = high;
    }

    /**
     * @param pattern of a single step
     * @param grouped the variables by which the statements are grouped
     * @param counted the variables whose different values are counted in each group
     * @return null where no order has the groups as runs
     */
    static @Nullable Runs of(Pattern pattern, List<Integer> grouped, List<Integer> counted) {
        if (pattern.steps().size() != 1
                || !pattern.isPossible()
                || !pattern.filters().isEmpty()
                || pattern.graph().isUnion()) {
            return null;
        }
        int[] slots = pattern.steps().get(0);
        Statements statements = pattern.graph().statements();
        List<Integer> fixed = new ArrayList<>();
        List<Integer> wanted = new ArrayList<>();
        List<Integer> next = new ArrayList<>();
        List<Integer> met = new ArrayList<>();
        for (int position = 0; position < statements.positions(); position++) {
            int variable = Pattern.variable(slots[position]);
            if (slots[position] >= 0) {
                fixed.add(position);
            } else if (met.contains(variable)) {
                return null;
            } else {
                met.add(variable);
                if (grouped.contains(variable)) {
                    wanted.add(position);
                } else if (counted.contains(variable)) {
                    next.add(position);
                }
            }
        }
        if (next.size() > 1) {
            return null;
        }
        for (Order order : statements.orders()) {
            if (begins(order, 0, fixed)
                    && begins(order, fixed.size(), wanted)
                    && begins(order, fixed.size() + wanted.size(), next)) {
                return new Runs(statements, order, slots, fixed.size(), wanted.size());
            }
        }
        return null;
    }

    private static boolean begins(Order order, int rank, List<Integer> positions) {
        for (int i = 0; i < positions.size(); i++) {
            if (!positions.contains(order.position(rank + i))) {
                return false;
            }
        }
        return true;
    }

    /** Goes to the next group; false where there is none. */
    boolean next() {
        start = end;
        if (start == last) {
            return false;
        }
        end = last;
        for (int rank = from; rank < to; rank++) {
            end = order.runEnd(rank, start, end);
        }
        return true;
    }

    /** The term that all statements of the group have at a position. */
    int at(int position) {
        return order.at(position, start);
    }

    /** How many statements the group has. */
    int size() {
        return end - start;
    }

    /** How many different terms the group has in the next column. */
    int different() {
        if (to == 0) {
            return switch (order.position(0)) {
                case Order.S -> statements.subjects(Cursor.ANY);
                case Order.O -> statements.objects(Cursor.ANY);
                case Order.P -> statements.predicates().length;
                default -> differentFirsts();
            };
        }
        int different = 0;
        for (int row = start; row < end; row = order.runEnd(to, row, end)) {
            different++;
        }
        return different;
    }

    private int differentFirsts() {
        int different = 0;
        for (int term = 0; term + 1 < order.starts.length; term++) {
            different += order.starts[term + 1] > order.starts[term] ? 1 : 0;
        }
        return different;
    }
}
