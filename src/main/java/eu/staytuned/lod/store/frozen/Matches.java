package eu.staytuned.lod.store.frozen;

import java.util.function.Function;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.iterator.QueryIter;
import org.jspecify.annotations.Nullable;

/** For each row, the row with everything that fits a pattern. */
final class Matches extends QueryIter {

    private final QueryIterator input;
    private final Matcher matcher;
    /** Whether a row that nothing fits goes on alone. */
    private final boolean optional;

    /** How a row is answered that has one of the names of the default graph or of the union for its graph. */
    private final Function<Binding, QueryIterator> special;

    private final @Nullable Var graphName;
    private @Nullable QueryIterator answered;
    private @Nullable Binding alone;
    private @Nullable Binding next;

    Matches(
            QueryIterator input,
            Pattern pattern,
            boolean optional,
            Function<Binding, QueryIterator> special,
            ExecutionContext context) {
        super(context);
        this.special = special;
        this.graphName = pattern.graphName();
        this.input = input;
        this.matcher = new Matcher(pattern, context);
        this.optional = optional;
    }

    @Override
    protected boolean hasNextBinding() {
        while (next == null) {
            if (answered != null && answered.hasNext()) {
                next = answered.next();
            } else if (matcher.next()) {
                next = matcher.solution();
                alone = null;
            } else if (alone != null) {
                next = alone;
                alone = null;
            } else if (input.hasNext()) {
                Binding row = input.next();
                if (isSpecial(row)) {
                    answered = special.apply(row);
                } else {
                    matcher.start(row);
                    alone = optional ? row : null;
                }
            } else {
                return false;
            }
        }
        return true;
    }

    private boolean isSpecial(Binding row) {
        Node graph = graphName == null ? null : row.get(graphName);
        return graph != null && (Quad.isDefaultGraph(graph) || Quad.isUnionGraph(graph));
    }

    @Override
    protected @Nullable Binding moveToNextBinding() {
        Binding found = next;
        next = null;
        return found;
    }

    @Override
    protected void closeIterator() {
        input.close();
    }

    @Override
    protected void requestCancel() {
        input.cancel();
    }
}
