package eu.staytuned.lod.store.frozen;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.expr.Expr;

/**
 * An order for the steps of a pattern: next is always the one that is expected to find least.
 *
 * @param bound the variables that have values already
 * @param steps what is done one within the other
 * @param fresh the variables that get values here
 * @param indexes their indexes in the pattern
 */
record Plan(long bound, Step[] steps, Var[] fresh, int[] indexes) {

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
        boolean[] done = new boolean[count];
        long known = bound;
        for (int place = 0; place < count; place++) {
            int best = best(pattern, done, known);
            done[best] = true;
            int[] slots = pattern.steps().get(best);
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

    private static int best(Pattern pattern, boolean[] done, long known) {
        int best = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int step = 0; step < done.length; step++) {
            if (!done[step]) {
                double rows = pattern.estimate(step, known);
                if (best < 0 || rows < least) {
                    best = step;
                    least = rows;
                }
            }
        }
        return best;
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
