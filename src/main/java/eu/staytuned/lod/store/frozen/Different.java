package eu.staytuned.lod.store.frozen;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.function.LongConsumer;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.binding.BindingFactory;
import org.apache.jena.sparql.engine.iterator.QueryIter;
import org.jspecify.annotations.Nullable;

/** The different values that some variables of a pattern have together. */
final class Different extends QueryIter {

    private final Dictionary dictionary;
    private final LongConsumer kept;
    private final Var[] variables;
    private final int[] indexes;
    private final @Nullable Runs runs;
    private final @Nullable Matcher matcher;
    private final int[] positions;
    private final Set<Counts.Key> known = new HashSet<>();
    private final Numbers knownNumbers = new Numbers();
    private int @Nullable [] next;

    /** @param projected those that are not in the pattern have no value */
    Different(Pattern pattern, List<Var> projected, ExecutionContext context) {
        super(context);
        this.kept = KeptRows.of(context);
        this.dictionary = pattern.graph().dataset().dictionary();
        this.variables = projected.stream()
                .filter(pattern.variables()::contains)
                .distinct()
                .toArray(Var[]::new);
        List<Integer> grouped =
                Arrays.stream(variables).map(pattern.variables()::indexOf).toList();
        this.indexes = grouped.stream().mapToInt(Integer::intValue).toArray();
        this.runs = Runs.of(pattern, grouped, List.of());
        if (runs == null) {
            this.positions = new int[0];
            this.matcher = new Matcher(pattern, context);
            matcher.start(BindingFactory.empty());
        } else {
            this.positions = Arrays.stream(indexes).map(pattern::position).toArray();
            this.matcher = null;
        }
    }

    @Override
    protected boolean hasNextBinding() {
        if (next == null && runs != null) {
            next = runs.next() ? values(positions, runs::at) : null;
        }
        while (next == null && matcher != null && matcher.next()) {
            if (indexes.length == 1) {
                int value = matcher.value(indexes[0]);
                next = knownNumbers.add(value) ? new int[] {value} : null;
            } else {
                int[] values = values(indexes, matcher::value);
                next = known.add(new Counts.Key(values)) ? values : null;
                if (next != null) {
                    kept.accept(KeptRows.ofNumbers(values.length));
                }
            }
        }
        return next != null;
    }

    private static int[] values(int[] of, IntUnaryOperator value) {
        int[] values = new int[of.length];
        for (int i = 0; i < of.length; i++) {
            values[i] = value.applyAsInt(of[i]);
        }
        return values;
    }

    @Override
    protected @Nullable Binding moveToNextBinding() {
        if (next == null) {
            return null;
        }
        Binding row = new FrozenBinding(null, dictionary, variables, next);
        next = null;
        return row;
    }

    @Override
    protected void closeIterator() {
        // Nothing is open.
    }

    @Override
    protected void requestCancel() {
        // The matcher looks for itself.
    }
}
