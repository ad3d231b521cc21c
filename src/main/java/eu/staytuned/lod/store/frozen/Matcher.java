package eu.staytuned.lod.store.frozen;

import static eu.staytuned.lod.store.frozen.Order.G;
import static eu.staytuned.lod.store.frozen.Order.O;
import static eu.staytuned.lod.store.frozen.Order.P;
import static eu.staytuned.lod.store.frozen.Order.S;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.jena.query.QueryCancelledException;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.expr.Expr;
import org.jspecify.annotations.Nullable;

/** Finds everything that fits a pattern, one solution after the other. Can be started again and again. */
final class Matcher {

    private final Pattern pattern;
    private final ExecutionContext context;
    private final @Nullable AtomicBoolean cancelled;
    private final Dictionary dictionary;
    private final List<Var> variables;
    /** The number of the value of each variable, or {@link Cursor#ANY}. */
    private final int[] values;

    private final Cursor[] cursors;
    /** What was found out about each filter. */
    private final Map<Expr, Condition> judged = new IdentityHashMap<>();
    /** Those of each step of the plan; null until they are asked for. */
    private final Condition @Nullable [][] conditions;

    private @Nullable Binding input;
    private @Nullable Plan plan;
    /** How many steps have found something. */
    private int depth;

    Matcher(Pattern pattern, ExecutionContext context) {
        this.pattern = pattern;
        this.context = context;
        this.cancelled = context.getCancelSignal();
        this.dictionary = pattern.graph().dataset().dictionary();
        this.variables = pattern.variables();
        this.values = new int[variables.size()];
        this.cursors = new Cursor[pattern.steps().size()];
        this.conditions = new Condition[cursors.length][];
        Arrays.setAll(cursors, step -> pattern.graph().cursor());
        this.depth = -1;
    }

    /** Looks for what fits the pattern and these values. */
    void start(Binding input) {
        this.input = input.isEmpty() ? null : input;
        depth = -1;
        if (!pattern.isPossible()) {
            return;
        }
        long bound = 0;
        for (int variable = 0; variable < values.length; variable++) {
            int number = this.input == null
                    ? Cursor.ANY
                    : FrozenBinding.number(this.input, variables.get(variable), dictionary);
            if (number == Dictionary.NOWHERE) {
                return;
            }
            values[variable] = number;
            if (number != Cursor.ANY) {
                bound |= 1L << variable;
            }
        }
        Plan now = pattern.plan(bound);
        if (plan != now) {
            plan = now;
            Arrays.fill(conditions, null);
        }
        open(0);
        depth = 0;
    }

    /** Finds the next solution; false where there is none. */
    boolean next() {
        if (depth < 0 || plan == null) {
            return false;
        }
        Plan.Step[] steps = plan.steps();
        while (depth >= 0) {
            if (cancelled != null && cancelled.get()) {
                throw new QueryCancelledException();
            }
            Plan.Step step = steps[depth];
            Cursor cursor = cursors[depth];
            if (!cursor.next()) {
                int[] binds = step.binds();
                for (int pair = 0; pair < binds.length; pair += 2) {
                    values[binds[pair + 1]] = Cursor.ANY;
                }
                depth--;
            } else if (take(step, cursor)) {
                if (depth == steps.length - 1) {
                    return true;
                }
                depth++;
                open(depth);
            }
        }
        return false;
    }

    private void open(int depth) {
        int[] slots = plan.steps()[depth].slots();
        cursors[depth].open(number(slots[S]), number(slots[P]), number(slots[O]), number(slots[G]));
    }

    private int number(int slot) {
        return slot < Cursor.ANY ? values[Pattern.variable(slot)] : slot;
    }

    /** Takes over what the cursor is at; false where it does not fit. */
    private boolean take(Plan.Step step, Cursor cursor) {
        int[] binds = step.binds();
        for (int pair = 0; pair < binds.length; pair += 2) {
            values[binds[pair + 1]] = cursor.at(binds[pair]);
        }
        int[] checks = step.checks();
        for (int pair = 0; pair < checks.length; pair += 2) {
            if (values[checks[pair + 1]] != cursor.at(checks[pair])) {
                return false;
            }
        }
        if (!step.filters().isEmpty()) {
            Binding row = null;
            for (Condition condition : conditions(step)) {
                Boolean holds = condition.known(values);
                if (holds == null) {
                    row = row == null ? solution(true) : row;
                    holds = condition.judge(values, row, context);
                }
                if (!holds) {
                    return false;
                }
            }
        }
        return true;
    }

    private Condition[] conditions(Plan.Step step) {
        Condition[] known = conditions[depth];
        if (known == null) {
            known = step.filters().stream()
                    .map(filter -> judged.computeIfAbsent(filter, one -> new Condition(one, pattern)))
                    .toArray(Condition[]::new);
            conditions[depth] = known;
        }
        return known;
    }

    /** The number of the value that a variable has in the solution. */
    int value(int variable) {
        return values[variable];
    }

    /** The solution, with the values that it started with. */
    Binding solution() {
        return solution(false);
    }

    private Binding solution(boolean partial) {
        int[] indexes = plan.indexes();
        Var[] fresh = plan.fresh();
        int[] numbers = new int[indexes.length];
        int count = 0;
        for (int index : indexes) {
            numbers[count++] = values[index];
        }
        if (partial) {
            // Variables of later steps have no value yet.
            int known = 0;
            Var[] some = new Var[count];
            for (int i = 0; i < count; i++) {
                if (numbers[i] != Cursor.ANY) {
                    some[known] = fresh[i];
                    numbers[known++] = numbers[i];
                }
            }
            return new FrozenBinding(input, dictionary, Arrays.copyOf(some, known), Arrays.copyOf(numbers, known));
        }
        return new FrozenBinding(input, dictionary, fresh, numbers);
    }
}
