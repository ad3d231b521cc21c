package eu.staytuned.lod.store.frozen;

import static eu.staytuned.lod.store.frozen.Order.G;
import static eu.staytuned.lod.store.frozen.Order.O;
import static eu.staytuned.lod.store.frozen.Order.P;
import static eu.staytuned.lod.store.frozen.Order.S;

import java.util.ArrayList;
import java.util.List;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.BasicPattern;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.expr.Expr;
import org.jspecify.annotations.Nullable;

/** Statements that are looked for together, as numbers, and the filters on them. */
final class Pattern {

    /** A set of variables is the bits of a number. */
    private static final int MOST_VARIABLES = 62;

    /** One statement: for each position the number of a term, {@link Cursor#ANY}, or a {@linkplain #variable variable}. */
    private final List<int[]> steps = new ArrayList<>();

    private final FrozenGraph graph;
    private final List<Var> variables = new ArrayList<>();
    private final List<Expr> filters;
    private final @Nullable Var graphName;
    private boolean possible = true;
    private int @Nullable [] counts;
    private @Nullable Plan plan;

    private Pattern(FrozenGraph graph, @Nullable Var graphName, List<Expr> filters) {
        this.graph = graph;
        this.graphName = graphName;
        this.filters = filters;
    }

    /**
     * @param graphName what {@code GRAPH} has in place of a name
     * @return null where it is more than this can do
     */
    static @Nullable Pattern of(
            BasicPattern statements, FrozenGraph graph, @Nullable Var graphName, List<Expr> filters) {
        if (statements.isEmpty()) {
            return null;
        }
        Pattern pattern = new Pattern(graph, graphName, filters);
        for (Triple triple : statements) {
            if (isTemplate(triple.getSubject()) || isTemplate(triple.getObject())) {
                return null;
            }
            pattern.steps.add(new int[] {
                pattern.slot(triple.getSubject()),
                pattern.slot(triple.getPredicate()),
                pattern.slot(triple.getObject()),
                graphName == null ? graph.name() : pattern.slot(graphName)
            });
        }
        pattern.possible &= graph.name() != Dictionary.NOWHERE;
        return pattern.variables.size() > MOST_VARIABLES ? null : pattern;
    }

    /** Whether it is a statement in the place of a term, with variables. */
    private static boolean isTemplate(Node node) {
        return node.isTripleTerm() && !node.isConcrete();
    }

    private int slot(Node node) {
        if (Var.isVar(node)) {
            Var variable = Var.alloc(node);
            int index = variables.indexOf(variable);
            if (index < 0) {
                index = variables.size();
                variables.add(variable);
            }
            return -2 - index;
        }
        int number = graph.dataset().dictionary().number(node);
        possible &= number != Dictionary.UNKNOWN;
        return Math.max(number, 0);
    }

    /** The index of the variable that a slot stands for; negative where it is none. */
    static int variable(int slot) {
        return -2 - slot;
    }

    /** False where it has a term that is not in the release. */
    boolean isPossible() {
        return possible;
    }

    FrozenGraph graph() {
        return graph;
    }

    @Nullable
    Var graphName() {
        return graphName;
    }

    List<Var> variables() {
        return variables;
    }

    List<int[]> steps() {
        return steps;
    }

    /** Where a variable stands in the first step. */
    int position(int variable) {
        int position = 0;
        while (variable(steps.get(0)[position]) != variable) {
            position++;
        }
        return position;
    }

    List<Expr> filters() {
        return filters;
    }

    /** In which order the statements are looked for where these variables have values. */
    Plan plan(long bound) {
        Plan known = plan;
        if (known == null || known.bound() != bound) {
            known = Plan.of(this, bound);
            plan = known;
        }
        return known;
    }

    /** How many statements a step finds, about, for each row in which these variables have values. */
    double estimate(int step, long bound) {
        int[] slots = steps.get(step);
        Statements statements = graph.statements();
        int predicate = Math.max(Cursor.ANY, slots[P]);
        double rows = counts()[step];
        for (int position = S; position <= G; position++) {
            int variable = variable(slots[position]);
            if (variable >= 0 && (bound & 1L << variable) != 0) {
                rows /= switch (position) {
                    case S -> Math.max(1, statements.subjects(predicate));
                    case P -> Math.max(1, statements.predicates().length);
                    case O -> Math.max(1, statements.objects(predicate));
                    default -> Math.max(1, graph.dataset().graphs().length);
                };
            }
        }
        return rows;
    }

    /** How many statements have the terms of each step. */
    private int[] counts() {
        if (counts == null) {
            int[] found = new int[steps.size()];
            Cursor cursor = graph.cursor();
            for (int step = 0; step < found.length && possible; step++) {
                int[] slots = steps.get(step);
                cursor.open(term(slots[S]), term(slots[P]), term(slots[O]), term(slots[G]));
                found[step] = cursor.remaining();
            }
            counts = found;
        }
        return counts;
    }

    private static int term(int slot) {
        return Math.max(Cursor.ANY, slot);
    }
}
