package eu.staytuned.lod.store.frozen;

import java.util.List;
import java.util.Locale;
import java.util.function.LongConsumer;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.algebra.op.OpGroup;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.iterator.QueryIteratorWrapper;
import org.apache.jena.sparql.expr.ExprAggregator;
import org.apache.jena.sparql.expr.ExprList;
import org.apache.jena.sparql.expr.NodeValue;
import org.apache.jena.sparql.expr.aggregate.Accumulator;
import org.apache.jena.sparql.expr.aggregate.Aggregator;
import org.apache.jena.sparql.expr.aggregate.AggregatorBase;
import org.apache.jena.sparql.function.FunctionEnv;
import org.apache.jena.sparql.util.Symbol;
import org.jspecify.annotations.Nullable;

/** Counts what an evaluation keeps of rows, for whoever limits it. An estimate in bytes. */
public final class KeptRows {

    /** Where the context of an evaluation has who is told of each row that is kept, in bytes. It may throw. */
    public static final Symbol SYMBOL = Symbol.create("https://w3id.org/stay-tuned/kept-rows");

    private static final int ROW = 64;
    private static final int VALUE = 24;
    private static final int GROUP = 160;
    private static final int STATEMENT = 72;

    /** What a group takes besides where it keeps what it has seen, and each value there. */
    private static final int SET = 240;

    private static final int MEMBER = 56;

    /** Shorter texts are hardly more than a value. */
    private static final int LONG_TEXT = 100;

    /** The aggregate that writes all that it has seen into one text. */
    private static final String TEXT = "GROUP_CONCAT";

    /** Aggregates that keep what they have seen. */
    private static final List<String> KEEPING = List.of(TEXT, "FOLD", "MEDIAN", "MODE");

    private KeptRows() {}

    /** Who is told; does nothing where nobody limits the evaluation. */
    static LongConsumer of(ExecutionContext context) {
        LongConsumer told = context.getContext().get(SYMBOL);
        return told == null ? bytes -> {} : told;
    }

    /** What a row of so many numbers takes in a set. */
    static long ofNumbers(int count) {
        return ROW + 4L * count;
    }

    /** What a statement takes in a graph of its own, where it is found by each of its terms. */
    public static long of(Quad statement) {
        return STATEMENT + size(statement.getSubject()) + size(statement.getObject());
    }

    private static long size(Binding row) {
        long[] size = {ROW};
        row.forEach((variable, value) -> size[0] += size(value));
        return size[0];
    }

    /** What a value takes that is not one of the dataset; where it is not long, no more than a reference. */
    private static long size(Node value) {
        int letters = value.isLiteral() ? value.getLiteralLexicalForm().length() : 0;
        return letters > LONG_TEXT ? VALUE + 2L * letters : VALUE;
    }

    /** The same rows, each of which somebody keeps. */
    public static QueryIterator all(QueryIterator rows, ExecutionContext context) {
        LongConsumer told = context.getContext().get(SYMBOL);
        return told == null ? rows : new Counted(rows, told);
    }

    private static final class Counted extends QueryIteratorWrapper {

        private final LongConsumer told;

        Counted(QueryIterator rows, LongConsumer told) {
            super(rows);
            this.told = told;
        }

        @Override
        protected Binding moveToNextBinding() {
            Binding row = super.moveToNextBinding();
            told.accept(size(row));
            return row;
        }
    }

    /** The same groups, of which each is kept, and where an aggregate keeps what it has seen, that as well. */
    public static OpGroup groups(OpGroup op, ExecutionContext context) {
        LongConsumer told = context.getContext().get(SYMBOL);
        if (told == null || op.getAggregators().isEmpty()) {
            return op;
        }
        List<ExprAggregator> counted = op.getAggregators().stream()
                .map(one -> new ExprAggregator(one.getVar(), new CountedAggregator(one.getAggregator(), told)))
                .toList();
        return new OpGroup(op.getSubOp(), op.getGroupVars(), counted);
    }

    private static final class CountedAggregator extends AggregatorBase {

        private final Aggregator aggregator;
        private final LongConsumer told;
        private final boolean keeps;
        private final boolean writes;

        CountedAggregator(Aggregator aggregator, LongConsumer told) {
            super(aggregator.getName(), isDistinct(aggregator), aggregator.getExprList());
            this.aggregator = aggregator;
            this.told = told;
            this.keeps = isDistinct || KEEPING.contains(name(aggregator));
            this.writes = name(aggregator).equals(TEXT);
        }

        private static String name(Aggregator aggregator) {
            return aggregator.getName().toUpperCase(Locale.ROOT);
        }

        private static boolean isDistinct(Aggregator aggregator) {
            return aggregator.toString().toLowerCase(Locale.ROOT).contains("distinct");
        }

        @Override
        public Accumulator createAccumulator() {
            told.accept(keeps ? GROUP + SET : GROUP);
            Accumulator accumulator = aggregator.createAccumulator();
            return keeps ? new CountedAccumulator(accumulator, getExprList(), writes, told) : accumulator;
        }

        @Override
        public Node getValueEmpty() {
            return aggregator.getValueEmpty();
        }

        @Override
        public Aggregator copy(ExprList expressions) {
            return new CountedAggregator(aggregator.copy(expressions), told);
        }

        @Override
        public int hashCode() {
            return aggregator.hashCode();
        }

        @Override
        public boolean equals(@Nullable Aggregator other, boolean byName) {
            return other instanceof CountedAggregator counted && aggregator.equals(counted.aggregator, byName);
        }
    }

    /** Each row as if its value were a new one; that is so for those that fill the memory. */
    private record CountedAccumulator(
            Accumulator accumulator, @Nullable ExprList expressions, boolean writes, LongConsumer told)
            implements Accumulator {

        @Override
        public void accumulate(Binding row, FunctionEnv environment) {
            long size = VALUE;
            if (expressions == null || expressions.isEmpty()) {
                size = size(row);
            } else if (expressions.get(0).isVariable()) {
                Node value = row.get(Var.alloc(expressions.get(0).getVarName()));
                size = value == null
                        ? 0
                        : size(value)
                                + (writes && value.isURI() ? 2L * value.getURI().length() : 0);
            } else {
                size = 2L * VALUE;
            }
            told.accept(MEMBER + size);
            accumulator.accumulate(row, environment);
        }

        @Override
        public NodeValue getValue() {
            return accumulator.getValue();
        }
    }
}
