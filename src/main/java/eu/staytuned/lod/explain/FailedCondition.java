package eu.staytuned.lod.explain;

import eu.staytuned.lod.explain.Manuscript.Edit;
import eu.staytuned.lod.explain.Manuscript.Word;
import eu.staytuned.lod.explain.Part.Condition;
import eu.staytuned.lod.explain.Part.Use;
import eu.staytuned.lod.rdf.IriSpace;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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
import org.apache.jena.sparql.expr.ExprFunction;
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
            language((ExprFunction2) expression);
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
            text((ExprFunction) expression);
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

    private void language(ExprFunction2 expression) {
        Set<Node> values = values();
        if (condition.constants().size() != 1 || values.isEmpty()) {
            return;
        }
        Use wanted = condition.constants().get(0);
        if (!wanted.isLiteral()) {
            return;
        }
        String tag = wanted.node().getLiteralLexicalForm();
        Set<String> languages = new TreeSet<>();
        values.stream().filter(Node::isLiteral).forEach(text -> languages.add(text.getLiteralLanguage()));
        boolean matches = expression instanceof E_LangMatches;
        wanted.word().ifPresent(word -> languages.stream()
                .filter(language -> !language.isEmpty() || !matches)
                .forEach(language -> found.accept(scene.replacement(
                        Kind.LANGUAGE_FILTER,
                        word,
                        NodeFactory.createLiteralString(language),
                        likeness(tag, language),
                        scene.shown(wanted),
                        listed(languages)))));
        if (languages.isEmpty()) {
            found.accept(Suspicion.fact(
                    Kind.TEXT_FOR_THING,
                    wanted.word(),
                    0.5,
                    scene.shown(wanted),
                    scene.shown(values.iterator().next())));
        }
    }

    private static String listed(Set<String> languages) {
        return String.join(
                ", ",
                languages.stream().map(tag -> tag.isEmpty() ? "\"\"" : tag).toList());
    }

    /** A tag for the same language speaks for itself; English is what most have, no language what they forget. */
    private static double likeness(String wanted, String there) {
        if (!there.isEmpty()
                && (wanted.equalsIgnoreCase(there)
                        || wanted.toLowerCase(Locale.ROOT).startsWith(there + "-")
                        || there.toLowerCase(Locale.ROOT).startsWith(wanted.toLowerCase(Locale.ROOT) + "-")
                        || isThreeLetters(wanted, there))) {
            return 0.96;
        }
        return there.isEmpty() ? 0.66 : there.equals("en") ? 0.65 : 0.61;
    }

    private static boolean isThreeLetters(String wanted, String there) {
        try {
            Locale language = Locale.forLanguageTag(there);
            return wanted.equalsIgnoreCase(language.getISO3Language())
                    || wanted.equalsIgnoreCase(language.getDisplayLanguage(Locale.ENGLISH))
                    || wanted.equalsIgnoreCase(language.getDisplayLanguage(language));
        } catch (MissingResourceException unknown) {
            return false;
        }
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

    /** CONTAINS, STRSTARTS, STRENDS and REGEX: capitals, anchors, spelling, and IRIs that are no texts. */
    private void text(ExprFunction function) {
        Set<Node> values = values();
        if (condition.constants().isEmpty() || !condition.constants().get(0).isLiteral()) {
            return;
        }
        Use wanted = condition.constants().get(0);
        wanted.word().ifPresent(word -> {
            argument(word).ifPresent(argument -> {
                String inner = scene.text().text().substring(argument.start(), argument.end());
                boolean things = values.stream().anyMatch(Node::isURI);
                String string = things ? "STR(" + inner + ")" : inner;
                if (things) {
                    change(Kind.TEXT_FOR_THING, word, 0.93, List.of(by(argument, string)), string, wanted, values);
                }
                if (function instanceof E_Regex) {
                    regex(word, argument, string, things, condition.constants().size() > 1);
                } else {
                    capitals(word, argument, string, wanted);
                }
            });
            nearWords(word, wanted, values);
        });
    }

    private static Edit by(Edit place, String text) {
        return new Edit(place.start(), place.end(), text);
    }

    private void change(
            Kind kind, Word word, double likeness, List<Edit> edits, String by, Use wanted, Set<Node> values) {
        found.accept(Suspicion.change(
                kind,
                word,
                by,
                edits,
                likeness,
                scene.shown(wanted),
                values.stream().findFirst().map(scene::shown).orElse("—")));
    }

    private void capitals(Word word, Edit argument, String string, Use wanted) {
        String folded = wanted.node().getLiteralLexicalForm().toLowerCase(Locale.ROOT);
        String by = Wording.of(NodeFactory.createLiteralString(folded));
        found.accept(Suspicion.change(
                Kind.CASE,
                word,
                by,
                List.of(by(argument, "LCASE(" + string + ")"), new Edit(word.start(), word.end(), by)),
                0.9,
                scene.shown(wanted),
                "LCASE(" + string + "), " + by));
    }

    private void regex(Word word, Edit argument, String string, boolean things, boolean flags) {
        List<Edit> inner = things ? List.of(by(argument, string)) : List.of();
        if (!flags) {
            List<Edit> edits = new ArrayList<>(inner);
            edits.add(new Edit(word.end(), word.end(), ", \"i\""));
            String by = word.text() + ", \"i\"";
            found.accept(Suspicion.change(Kind.CASE, word, by, edits, 0.92, word.text(), by));
        }
        char quote = word.text().charAt(0);
        String bare = word.text().replaceFirst("^(" + quote + "+)\\^", "$1").replaceFirst("\\$(" + quote + "+)$", "$1");
        if (!bare.equals(word.text())) {
            List<Edit> edits = new ArrayList<>(inner);
            edits.add(new Edit(word.start(), word.end(), bare));
            found.accept(Suspicion.change(Kind.ANCHORS, word, bare, edits, 0.9, word.text(), bare));
            if (!flags) {
                List<Edit> both = new ArrayList<>(inner);
                String by = bare + ", \"i\"";
                both.add(new Edit(word.start(), word.end(), by));
                found.accept(Suspicion.change(Kind.ANCHORS, word, by, both, 0.85, word.text(), by));
            }
        }
    }

    /** Words of the texts that are nearly what is looked for. */
    private void nearWords(Word word, Use wanted, Set<Node> values) {
        String text = wanted.node().getLiteralLexicalForm();
        Set<String> words = new HashSet<>();
        values.stream()
                .filter(Node::isLiteral)
                .flatMap(value -> List.of(value.getLiteralLexicalForm().split("[^\\p{L}\\p{N}-]+")).stream())
                .forEach(words::add);
        words.stream()
                .filter(there -> !there.equalsIgnoreCase(text) && Spelling.likeness(there, text) >= Spelling.NEAR)
                .sorted((one, other) -> Double.compare(Spelling.likeness(other, text), Spelling.likeness(one, text)))
                .limit(3)
                .forEach(there -> found.accept(scene.replacement(
                        Kind.SPELLING,
                        word,
                        NodeFactory.createLiteralString(there),
                        0.9 * Spelling.likeness(there, text),
                        scene.shown(wanted),
                        "\"" + there + "\"",
                        "")));
    }

    /** Where the first argument of the function stands whose second argument is this word. */
    private Optional<Edit> argument(Word second) {
        List<Word> words = scene.text().words();
        int comma = words.indexOf(second) - 1;
        if (comma < 1 || words.get(comma).kind() != Manuscript.COMMA) {
            return Optional.empty();
        }
        int depth = 0;
        for (int i = comma - 1; i >= 0; i--) {
            if (words.get(i).kind() == Manuscript.RPAREN) {
                depth++;
            } else if (words.get(i).kind() == Manuscript.LPAREN && depth-- == 0) {
                return Optional.of(
                        new Edit(words.get(i + 1).start(), words.get(comma - 1).end(), ""));
            }
        }
        return Optional.empty();
    }
}
