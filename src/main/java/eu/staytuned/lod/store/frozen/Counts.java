package eu.staytuned.lod.store.frozen;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.function.LongConsumer;
import org.apache.jena.sparql.algebra.op.OpGroup;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.binding.BindingFactory;
import org.apache.jena.sparql.expr.ExprAggregator;
import org.apache.jena.sparql.expr.ExprVar;
import org.apache.jena.sparql.expr.NodeValue;
import org.apache.jena.sparql.expr.aggregate.AggCount;
import org.apache.jena.sparql.expr.aggregate.AggCountVar;
import org.apache.jena.sparql.expr.aggregate.AggCountVarDistinct;
import org.apache.jena.sparql.expr.aggregate.Aggregator;
import org.jspecify.annotations.Nullable;

/** Counts what fits a pattern, in groups, without making rows of it. */
final class Counts {

    /** In place of a variable: all solutions are counted. */
    private static final int ALL = -1;

    /** What a group and a number in a set take, in bytes. */
    private static final int GROUP = 160;

    private static final int NUMBER = 8;

    private final Pattern pattern;
    private final List<Integer> grouped;
    private final List<Var> names = new ArrayList<>();
    /** For each count, the variable whose different values it counts, or {@link #ALL}. */
    private final List<Integer> counted = new ArrayList<>();

    private Counts(Pattern pattern, List<Integer> grouped) {
        this.pattern = pattern;
        this.grouped = grouped;
    }

    /** @return null where something else than counts is asked for */
    static @Nullable Counts of(OpGroup op, Pattern pattern) {
        if (!op.getGroupVars().getExprs().isEmpty()) {
            return null;
        }
        List<Integer> grouped = op.getGroupVars().getVars().stream()
                .map(pattern.variables()::indexOf)
                .toList();
        if (grouped.contains(-1)) {
            return null;
        }
        Counts counts = new Counts(pattern, grouped);
        for (ExprAggregator aggregator : op.getAggregators()) {
            if (!counts.count(aggregator.getVar(), aggregator.getAggregator())) {
                return null;
            }
        }
        return counts;
    }

    private boolean count(Var name, Aggregator aggregator) {
        names.add(name);
        if (aggregator instanceof AggCount) {
            counted.add(ALL);
            return true;
        }
        if (!(aggregator instanceof AggCountVar || aggregator instanceof AggCountVarDistinct)
                || !(aggregator.getExprList().get(0) instanceof ExprVar variable)) {
            return false;
        }
        int index = pattern.variables().indexOf(variable.asVar());
        // Every solution has a value for each variable of the pattern.
        counted.add(aggregator instanceof AggCountVar ? ALL : index);
        return index >= 0;
    }

    Iterator<Binding> rows(ExecutionContext context) {
        List<Integer> different = counted.stream()
                .filter(variable -> variable != ALL && !grouped.contains(variable))
                .distinct()
                .toList();
        Runs runs = Runs.of(pattern, grouped, different);
        List<Binding> rows = new ArrayList<>();
        if (runs != null) {
            int[] positions = grouped.stream().mapToInt(pattern::position).toArray();
            while (runs.next()) {
                int[] key = Arrays.stream(positions).map(runs::at).toArray();
                int values = different.isEmpty() ? 0 : runs.different();
                rows.add(row(key, variable -> variable == ALL ? runs.size() : grouped.contains(variable) ? 1 : values));
            }
        } else {
            groups(context).forEach((key, group) -> rows.add(row(key.values(), group::count)));
        }
        if (rows.isEmpty() && grouped.isEmpty()) {
            rows.add(row(new int[0], variable -> 0));
        }
        return rows.iterator();
    }

    private Binding row(int[] key, IntUnaryOperator count) {
        Var[] variables = grouped.stream().map(pattern.variables()::get).toArray(Var[]::new);
        var row = Binding.builder(
                new FrozenBinding(null, pattern.graph().dataset().dictionary(), variables, key));
        for (int i = 0; i < names.size(); i++) {
            row.add(
                    names.get(i),
                    NodeValue.makeInteger(count.applyAsInt(counted.get(i))).asNode());
        }
        return row.build();
    }

    /** The values of some variables. */
    record Key(int[] values) {

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && Arrays.equals(values, key.values);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(values);
        }
    }

    private static final class Group {

        private int size;
        private final Map<Integer, Numbers> values = new LinkedHashMap<>();

        int count(int variable) {
            return variable == ALL ? size : values.get(variable).size();
        }
    }

    private Map<Key, Group> groups(ExecutionContext context) {
        Map<Key, Group> groups = new LinkedHashMap<>();
        LongConsumer kept = KeptRows.of(context);
        Matcher matcher = new Matcher(pattern, context);
        matcher.start(BindingFactory.empty());
        int[] values = new int[grouped.size()];
        Key probe = new Key(values);
        while (matcher.next()) {
            for (int i = 0; i < values.length; i++) {
                values[i] = matcher.value(grouped.get(i));
            }
            Group group = groups.get(probe);
            if (group == null) {
                kept.accept(KeptRows.ofNumbers(values.length) + GROUP);
                group = new Group();
                groups.put(new Key(values.clone()), group);
                for (int variable : counted) {
                    if (variable != ALL) {
                        group.values.put(variable, new Numbers());
                    }
                }
            }
            group.size++;
            for (Map.Entry<Integer, Numbers> different : group.values.entrySet()) {
                if (different.getValue().add(matcher.value(different.getKey()))) {
                    kept.accept(NUMBER);
                }
            }
        }
        return groups;
    }
}
