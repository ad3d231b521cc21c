package eu.staytuned.lod.explain;

import eu.staytuned.lod.explain.Manuscript.Edit;
import eu.staytuned.lod.explain.Manuscript.Word;
import eu.staytuned.lod.explain.Part.Statement;
import eu.staytuned.lod.explain.Statistics.PropertyUse;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.jena.graph.Node;

/** A statement that the release has from the other end. */
final class WrongDirection implements Suspect {

    @Override
    public void look(Statement statement, boolean alone, Scene scene, Consumer<Suspicion> found) {
        Node property = statement.property().node();
        PropertyUse use = scene.statistics().properties().get(property);
        if (use == null || !use.hasThings() || property.equals(Statistics.TYPE)) {
            return;
        }
        // What cannot be the subject of a statement cannot be turned round.
        if (statement.object().isLiteral() || statement.property().word().isEmpty()) {
            return;
        }
        Word word = statement.property().word().get();
        Edit edit;
        String by;
        if (statement.reversed()) {
            if (scene.text().before(word) != '^') {
                return;
            }
            edit = new Edit(word.start() - 1, word.start(), "");
            by = word.text();
        } else {
            edit = new Edit(word.start(), word.start(), "^");
            by = "^" + word.text();
        }
        found.accept(Suspicion.change(
                Kind.DIRECTION, word, by, List.of(edit), likeness(statement, alone, use, scene), word.text(), by));
    }

    private static double likeness(Statement statement, boolean alone, PropertyUse use, Scene scene) {
        Set<Node> subject = scene.classesOf(statement.subject());
        Set<Node> object = scene.classesOf(statement.object());
        boolean cannotBe = isStranger(subject, use.subjects().keySet())
                || isStranger(object, use.objects().keySet());
        boolean couldBe = !isStranger(subject, use.objects().keySet())
                && !isStranger(object, use.subjects().keySet());
        if (!couldBe) {
            return 0.4;
        }
        return cannotBe ? 0.94 : alone ? 0.8 : 0.65;
    }

    private static boolean isStranger(Set<Node> classes, Set<Node> used) {
        return !classes.isEmpty() && classes.stream().noneMatch(used::contains);
    }
}
