package eu.staytuned.lod.explain;

import eu.staytuned.lod.explain.Part.Condition;
import eu.staytuned.lod.explain.Part.Use;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/** A condition on the language of texts: which languages there are, and which of them is meant. */
final class LanguageCondition {

    private final Scene scene;
    private final Condition condition;
    private final Set<Node> values;
    private final Consumer<Suspicion> found;

    /**
     * @param values what the rest of the group finds for the variable of the condition
     */
    LanguageCondition(Scene scene, Condition condition, Set<Node> values, Consumer<Suspicion> found) {
        this.scene = scene;
        this.condition = condition;
        this.values = values;
        this.found = found;
    }

    /**
     * @param matches whether it is LANGMATCHES, which no language at all never fulfils
     */
    void look(boolean matches) {
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
}
