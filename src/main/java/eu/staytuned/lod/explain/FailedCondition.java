package eu.staytuned.lod.explain;

import eu.staytuned.lod.explain.Part.Condition;
import eu.staytuned.lod.explain.Part.Use;
import eu.staytuned.lod.rdf.IriSpace;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.expr.E_Equals;
import org.apache.jena.sparql.expr.E_GreaterThan;
import org.apache.jena.sparql.expr.E_GreaterThanOrEqual;
import org.apache.jena.sparql.expr.E_Lang;
import org.apache.jena.sparql.expr.E_LangMatches;
import org.apache.jena.sparql.expr.E_LessThan;
import org.apache.jena.sparql.expr.E_LessThanOrEqual;
import org.apache.jena.sparql.expr.E_OneOf;
import org.apache.jena.sparql.expr.E_Regex;
import org.apache.jena.sparql.expr.E_StrContains;
import org.apache.jena.sparql.expr.E_StrEndsWith;
import org.apache.jena.sparql.expr.E_StrStartsWith;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprFunction2;
import org.apache.jena.sparql.expr.ExprVars;
import org.apache.jena.sparql.syntax.Element;

/** A condition that is true of nothing that the rest of its group finds: what it wants beside what there is. */
final class FailedCondition {

    private static final int MOST = 2000;

    private final IriSpace iris;
    private final Scene scene;
    private final Condition condition;
    private final Element rest;
    private final Consumer<Suspicion> found;

    /**
     * @param rest what the group finds without its conditions
     */
    FailedCondition(IriSpace iris, Scene scene, Condition condition, Element rest, Consumer<Suspicion> found) {
        this.iris = iris;
        this.scene = scene;
        this.condition = condition;
        this.rest = rest;
        this.found = found;
    }

    void look() {
        Expr expression = condition.expression();
        if (isLanguage(expression)) {
            new LanguageCondition(scene, condition, values(), found).look(expression instanceof E_LangMatches);
        } else if (expression instanceof E_Equals || expression instanceof E_OneOf) {
            equality(expression);
        } else if (expression instanceof E_LessThan
                || expression instanceof E_LessThanOrEqual
                || expression instanceof E_GreaterThan
                || expression instanceof E_GreaterThanOrEqual) {
            order();
        } else if (expression instanceof E_Regex
                || expression instanceof E_StrContains
                || expression instanceof E_StrStartsWith
                || expression instanceof E_StrEndsWith) {
            new TextCondition(scene, condition, values(), found).look(expression instanceof E_Regex);
        }
    }

    private Optional<Var> onlyVariable() {
        Set<Var> variables = ExprVars.getVarsMentioned(condition.expression());
        return variables.size() == 1 ? variables.stream().findFirst() : Optional.empty();
    }

    private Set<Node> values() {
        return onlyVariable()
                .map(variable -> scene.bench().values(rest, variable, MOST))
                .orElse(Set.of());
    }

    private static boolean isLanguage(Expr expression) {
        return (expression instanceof E_Equals || expression instanceof E_LangMatches)
                && (((ExprFunction2) expression).getArg1() instanceof E_Lang
                        || ((ExprFunction2) expression).getArg2() instanceof E_Lang);
    }

    private void equality(Expr expression) {
        Set<Node> values = values();
        if (values.isEmpty()) {
            return;
        }
        Expr left = expression instanceof E_OneOf oneOf ? oneOf.getLHS() : ((ExprFunction2) expression).getArg1();
        boolean plain = left.isVariable()
                || expression instanceof E_Equals equals && equals.getArg2().isVariable();
        boolean folded = text(expression).contains("LCASE") || text(expression).contains("UCASE");
        for (Use wanted : condition.constants()) {
            if (folded && wanted.isLiteral()) {
                fold(wanted, text(expression).contains("LCASE"));
            }
            new Comparison(iris, scene, wanted, plain ? values : asTexts(values), found).compare();
        }
    }

    private static String text(Expr expression) {
        return expression.toString().toUpperCase(Locale.ROOT);
    }

    /** Something is made lower case and compared with capitals. */
    private void fold(Use wanted, boolean lower) {
        String text = wanted.node().getLiteralLexicalForm();
        String folded = lower ? text.toLowerCase(Locale.ROOT) : text.toUpperCase(Locale.ROOT);
        if (!folded.equals(text)) {
            wanted.word()
                    .ifPresent(word -> found.accept(scene.replacement(
                            Kind.CASE,
                            word,
                            NodeFactory.createLiteralString(folded),
                            0.96,
                            scene.shown(wanted),
                            "\"" + folded + "\"")));
        }
    }

    private static Set<Node> asTexts(Set<Node> values) {
        Set<Node> texts = new HashSet<>();
        values.forEach(value -> texts.add(NodeFactory.createLiteralString(
                value.isURI() ? value.getURI() : value.isLiteral() ? value.getLiteralLexicalForm() : "")));
        return texts;
    }

    private void order() {
        List<Node> texts = values().stream().filter(Node::isLiteral).toList();
        for (Use wanted : condition.constants()) {
            if (wanted.isLiteral() && !texts.isEmpty()) {
                Comparison comparison = new Comparison(iris, scene, wanted, texts, found);
                comparison.asThese(texts);
                comparison.range(texts);
            }
        }
    }
}
