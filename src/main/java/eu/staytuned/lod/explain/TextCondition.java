package eu.staytuned.lod.explain;

import eu.staytuned.lod.explain.Manuscript.Edit;
import eu.staytuned.lod.explain.Manuscript.Word;
import eu.staytuned.lod.explain.Part.Condition;
import eu.staytuned.lod.explain.Part.Use;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/** CONTAINS, STRSTARTS, STRENDS and REGEX: capitals, anchors, spelling, and IRIs that are no texts. */
final class TextCondition {

    private final Scene scene;
    private final Condition condition;
    private final Set<Node> values;
    private final Consumer<Suspicion> found;

    /**
     * @param values what the rest of the group finds for the variable of the condition
     */
    TextCondition(Scene scene, Condition condition, Set<Node> values, Consumer<Suspicion> found) {
        this.scene = scene;
        this.condition = condition;
        this.values = values;
        this.found = found;
    }

    /**
     * @param expression whether it is REGEX
     */
    void look(boolean expression) {
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
                    change(Kind.TEXT_FOR_THING, word, 0.93, List.of(by(argument, string)), string, wanted);
                }
                if (expression) {
                    regex(word, argument, string, things, condition.constants().size() > 1);
                } else {
                    capitals(word, argument, string, wanted);
                }
            });
            nearWords(word, wanted);
        });
    }

    private static Edit by(Edit place, String text) {
        return new Edit(place.start(), place.end(), text);
    }

    private void change(Kind kind, Word word, double likeness, List<Edit> edits, String by, Use wanted) {
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
    private void nearWords(Word word, Use wanted) {
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
