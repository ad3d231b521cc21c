package eu.staytuned.lod.store.frozen;

import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.expr.E_BNode;
import org.apache.jena.sparql.expr.E_Call;
import org.apache.jena.sparql.expr.E_Equals;
import org.apache.jena.sparql.expr.E_Function;
import org.apache.jena.sparql.expr.E_Lang;
import org.apache.jena.sparql.expr.E_Random;
import org.apache.jena.sparql.expr.E_StrUUID;
import org.apache.jena.sparql.expr.E_UUID;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprAggregator;
import org.apache.jena.sparql.expr.ExprFunction;
import org.apache.jena.sparql.expr.ExprFunctionOp;
import org.apache.jena.sparql.expr.ExprVar;
import org.apache.jena.sparql.expr.NodeValue;
import org.jspecify.annotations.Nullable;

/**
 * A filter on what a pattern finds. Where it asks for one variable alone, it is judged once for each term and not for each
 * statement that has the term: a release says of some hundred properties, and of each subject ten times over, whether they
 * begin with something.
 */
final class Condition {

    /** A verdict takes two bits for each term of the dataset; they are worth it after one judgement for so many terms. */
    private static final int TERMS_A_JUDGEMENT = 512;

    private static final int NEGATIVE = 1;
    private static final int POSITIVE = 3;

    private final Expr filter;
    /** The one that it asks for; negative where its verdict depends on more. */
    private final int variable;

    /** The language that it wants of its variable, which is most of what queries want of texts; null for anything else. */
    private final @Nullable String language;

    private final Dictionary dictionary;
    private final int terms;
    private int judged;
    private long @Nullable [] verdicts;

    Condition(Expr filter, Pattern pattern) {
        this.filter = filter;
        this.variable = onlyVariable(filter, pattern);
        this.language = variable < 0 ? null : language(filter);
        this.dictionary = pattern.graph().dataset().dictionary();
        this.terms = dictionary.size();
    }

    private static @Nullable String language(Expr filter) {
        if (!(filter instanceof E_Equals equation)) {
            return null;
        }
        String language = language(equation.getArg1(), equation.getArg2());
        return language == null ? language(equation.getArg2(), equation.getArg1()) : language;
    }

    private static @Nullable String language(Expr asked, Expr wanted) {
        return asked instanceof E_Lang of
                        && of.getArg() instanceof ExprVar
                        && wanted instanceof NodeValue value
                        && value.isString()
                ? value.getString()
                : null;
    }

    private static int onlyVariable(Expr filter, Pattern pattern) {
        Set<Var> mentioned = filter.getVarsMentioned();
        return mentioned.size() == 1 && isOfItsValueAlone(filter)
                ? pattern.variables().indexOf(mentioned.iterator().next())
                : -1;
    }

    /** Whether it says the same of the same value each time. */
    private static boolean isOfItsValueAlone(Expr expression) {
        if (expression instanceof ExprFunctionOp
                || expression instanceof ExprAggregator
                || expression instanceof E_Function
                || expression instanceof E_Call
                || expression instanceof E_Random
                || expression instanceof E_UUID
                || expression instanceof E_StrUUID
                || expression instanceof E_BNode) {
            return false;
        }
        return !(expression instanceof ExprFunction function)
                || function.getArgs().stream().allMatch(Condition::isOfItsValueAlone);
    }

    /** What is known already; null where it has to be judged. */
    @Nullable
    Boolean known(int[] values) {
        if (language != null) {
            // SPARQL 1.1 Query §17.4.2.6: of what is no literal it is an error, which no filter lets through.
            Node term = dictionary.node(values[variable]);
            if (!term.isLiteral()) {
                return false;
            } else if (term.getLiteralBaseDirection() == null) {
                return term.getLiteralLanguage().equals(language);
            }
        }
        if (verdicts == null) {
            return null;
        }
        int term = values[variable];
        int verdict = (int) (verdicts[term >> 5] >>> ((term & 31) << 1)) & POSITIVE;
        return verdict == 0 ? null : Boolean.valueOf(verdict == POSITIVE);
    }

    /** @param row with the values of all variables that it asks for */
    boolean judge(int[] values, Binding row, ExecutionContext context) {
        boolean holds = filter.isSatisfied(row, context);
        if (variable >= 0) {
            if (verdicts == null && judged++ >= terms / TERMS_A_JUDGEMENT) {
                verdicts = new long[(terms >> 5) + 1];
            }
            if (verdicts != null) {
                int term = values[variable];
                verdicts[term >> 5] |= (long) (holds ? POSITIVE : NEGATIVE) << ((term & 31) << 1);
            }
        }
        return holds;
    }
}
