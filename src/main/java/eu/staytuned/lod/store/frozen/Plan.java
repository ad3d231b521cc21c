package eu.staytuned.lod.store.frozen;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.expr.Expr;

/**
 * An order for the steps of a pattern: next is the one that is expected to find least, unless rows would meet that have
 * nothing to do with each other.
 *
 * @param bound the variables that have values already
 * @param steps what is done one within the other
 * @param fresh the variables that get values here
 * @param indexes their indexes in the pattern
 */
record Plan(long bound, Step[] steps, Var[] fresh, int[] indexes) {

    private static final int MOST_STEPS_TRIED = 24;

    /**
     * @param slots what stands at each position
     * @param binds pairs of a position and the variable that gets its value from it
     * @param checks pairs of a position and a variable that gets its value from another position of the same statement
     * @param filters what can be judged as soon as this step has found something
     */
    record Step(int[] slots, int[] binds, int[] checks, List<Expr> filters) {}

    static Plan of(Pattern pattern, long bound) {
        int count = pattern.steps().size();
        Step[] steps = new Step[count];
        List<Expr> filters = new ArrayList<>(pattern.filters());
        int[] order = order(pattern, bound);
        long known = bound;
        for (int place = 0; place < count; place++) {
            int[] slots = pattern.steps().get(order[place]);
            int[] binds = new int[2 * slots.length];
            int[] checks = new int[2 * slots.length];
            int bindings = 0;
            int checkings = 0;
            long after = known;
            for (int position = 0; position < slots.length; position++) {
                int variable = Pattern.variable(slots[position]);
                if (variable >= 0 && (known & 1L << variable) == 0) {
                    if ((after & 1L << variable) == 0) {
                        binds[bindings++] = position;
                        binds[bindings++] = variable;
                    } else {
                        checks[checkings++] = position;
                        checks[checkings++] = variable;
                    }
                    after |= 1L << variable;
                }
            }
            known = after;
            List<Expr> ready = place == count - 1 || filters.isEmpty() ? filters : takeReady(filters, pattern, known);
            steps[place] = new Step(
                    slots, Arrays.copyOf(binds, bindings), Arrays.copyOf(checks, checkings), List.copyOf(ready));
        }
        int all = pattern.variables().size();
        Var[] fresh = new Var[all - Long.bitCount(bound)];
        int[] indexes = new int[fresh.length];
        int free = 0;
        for (int variable = 0; variable < all; variable++) {
            if ((bound & 1L << variable) == 0) {
                fresh[free] = pattern.variables().get(variable);
                indexes[free++] = variable;
            }
        }
        return new Plan(bound, steps, fresh, indexes);
    }

    /**
     * Where what finds least has nothing to do with what was found before, each row of one meets each row of the other.
     * Then every step is tried as the first, with steps that go on from it, and the order is taken that makes the fewest
     * rows in all.
     */
    private static int[] order(Pattern pattern, long bound) {
        int count = pattern.steps().size();
        int[] best = new int[count];
        if (isJoined(pattern, order(pattern, bound, best, false), bound) || count > MOST_STEPS_TRIED) {
            return best;
        }
        double least = rows(pattern, best, bound);
        for (int first = 0; first < count; first++) {
            int[] other = new int[count];
            other[0] = first;
            double rows = rows(pattern, order(pattern, bound, other, true), bound);
            if (rows < least) {
                least = rows;
                best = other;
            }
        }
        return best;
    }

    /**
     * Fills an order: next is what finds least.
     *
     * @param begun whether its first step is there already, and what goes on from it comes before what does not
     */
    private static int[] order(Pattern pattern, long bound, int[] order, boolean begun) {
        boolean[] done = new boolean[order.length];
        long known = bound;
        for (int place = 0; place < order.length; place++) {
            if (!begun || place > 0) {
                order[place] = next(pattern, done, known, begun);
            }
            done[order[place]] = true;
            known |= variables(pattern, order[place]);
        }
        return order;
    }

    private static int next(Pattern pattern, boolean[] done, long known, boolean joined) {
        int best = -1;
        double least = Double.POSITIVE_INFINITY;
        boolean goesOn = false;
        for (int step = 0; step < done.length; step++) {
            if (done[step]) {
                continue;
            }
            double rows = pattern.estimate(step, known);
            boolean joins = joined && (variables(pattern, step) & known) != 0;
            if (best < 0 || joins && !goesOn || joins == goesOn && rows < least) {
                best = step;
                least = rows;
                goesOn = joins;
            }
        }
        return best;
    }

    /** Whether every step but the first, and but those that find a row at most, has a variable that is known by then. */
    private static boolean isJoined(Pattern pattern, int[] order, long bound) {
        long known = bound;
        for (int place = 0; place < order.length; place++) {
            long variables = variables(pattern, order[place]);
            if (place > 0 && (variables & known) == 0 && pattern.estimate(order[place], known) > 1) {
                return false;
            }
            known |= variables;
        }
        return true;
    }

    /** How many rows the steps of an order make, about, all together. */
    private static double rows(Pattern pattern, int[] order, long bound) {
        double rows = 1;
        double all = 0;
        long known = bound;
        for (int step : order) {
            rows *= pattern.estimate(step, known);
            all += rows;
            known |= variables(pattern, step);
        }
        return all;
    }

    private static long variables(Pattern pattern, int step) {
        long variables = 0;
        for (int slot : pattern.steps().get(step)) {
            int variable = Pattern.variable(slot);
            if (variable >= 0) {
                variables |= 1L << variable;
            }
        }
        return variables;
    }

    /** Takes out the filters that ask for nothing but these variables of the pattern. */
    private static List<Expr> takeReady(List<Expr> filters, Pattern pattern, long known) {
        List<Expr> ready = new ArrayList<>();
        filters.removeIf(filter -> {
            Set<Var> mentioned = filter.getVarsMentioned();
            boolean all = mentioned.stream().allMatch(variable -> {
                int index = pattern.variables().indexOf(variable);
                return index >= 0 && (known & 1L << index) != 0;
            });
            return all && ready.add(filter);
        });
        return ready;
    }
}
