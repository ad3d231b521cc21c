package eu.staytuned.lod.explain;

import eu.staytuned.lod.explain.Manuscript.Edit;
import eu.staytuned.lod.explain.Manuscript.Word;
import eu.staytuned.lod.explain.Part.Statement;
import eu.staytuned.lod.explain.Statistics.PropertyUse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;

/** A variable that is a thing for one property and a text for another: the name or code of the thing is meant. */
final class TextAndThing {

    private static final int MOST = 8;

    void look(List<Statement> statements, Scene scene, Consumer<Suspicion> found) {
        for (Statement thing : statements) {
            PropertyUse things = use(thing, scene);
            if (things == null || things.hasTexts() || !thing.object().isVariable() || thing.reversed()) {
                continue;
            }
            for (Statement text : statements) {
                PropertyUse texts = use(text, scene);
                if (texts != null
                        && !texts.hasThings()
                        && text.object().node().equals(thing.object().node())) {
                    suggest(thing, things, texts, text, scene, found);
                }
            }
        }
    }

    private static void suggest(
            Statement thing,
            PropertyUse things,
            PropertyUse texts,
            Statement text,
            Scene scene,
            Consumer<Suspicion> found) {
        Map<Node, PropertyUse> properties = scene.statistics().properties();
        thing.property().word().ifPresent(word -> properties.keySet().stream()
                .filter(step -> step.isURI()
                        && properties.get(step).hasTexts()
                        && things.objects().keySet().stream()
                                .anyMatch(properties.get(step).subjects()::containsKey)
                        && (shares(properties.get(step), texts)))
                .sorted(Comparator.comparing(
                                (Node step) -> step.equals(text.property().node()) ? 0 : 1)
                        .thenComparing(step -> -properties.get(step).count()))
                .limit(MOST)
                .forEach(step -> suggest(word, step, step.equals(text.property().node()) ? 0.85 : 0.7, scene, found)));
    }

    private static boolean shares(PropertyUse one, PropertyUse other) {
        return one.languages().stream().anyMatch(other.languages()::contains)
                || one.datatypes().stream().anyMatch(other.datatypes()::contains);
    }

    private static void suggest(Word word, Node step, double likeness, Scene scene, Consumer<Suspicion> found) {
        List<Edit> edits = new ArrayList<>();
        String by = word.text() + "/"
                + scene.text().spell(step, word, scene.statistics().prefixes(), edits);
        edits.add(new Edit(word.start(), word.end(), by));
        found.accept(Suspicion.change(Kind.STEP, word, by, edits, likeness)
                .saying("step-text", word.text(), scene.shown(step), by));
    }

    private static @Nullable PropertyUse use(Statement statement, Scene scene) {
        return scene.statistics().properties().get(statement.property().node());
    }
}
