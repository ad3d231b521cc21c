package eu.staytuned.lod.explain;

import eu.staytuned.lod.explain.Manuscript.Edit;
import eu.staytuned.lod.explain.Manuscript.Word;
import eu.staytuned.lod.rdf.EditDistance;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A variable that occurs once and looks like another. */
final class MistypedVariable {

    void look(Scene scene, Consumer<Suspicion> found) {
        Map<String, Integer> names = scene.text().variables();
        names.forEach((name, times) -> {
            if (times == 1) {
                names.keySet().stream()
                        .filter(other -> !other.equals(name) && isNear(name, other))
                        .min(Comparator.comparing((String other) -> EditDistance.of(name, other))
                                .thenComparing(other -> -names.get(other)))
                        .ifPresent(other -> found.accept(suspicion(name, other, scene)));
            }
        });
    }

    /** Numbered variables are meant to differ, and so are very short ones. */
    private static boolean isNear(String name, String other) {
        String shorter = name.length() < other.length() ? name : other;
        boolean numbered = !name.replaceAll("[0-9]+$", "").equals(name)
                || !other.replaceAll("[0-9]+$", "").equals(other);
        return shorter.length() >= 3
                && !numbered
                && (name.equalsIgnoreCase(other)
                        || EditDistance.of(name, other) == 1
                        || shorter.length() >= 5 && EditDistance.of(name, other) == 2);
    }

    private static Suspicion suspicion(String name, String other, Scene scene) {
        Word word = scene.text().words().stream()
                .filter(candidate -> Manuscript.isVariable(candidate)
                        && candidate.text().substring(1).equals(name))
                .findFirst()
                .orElseThrow();
        String by = word.text().charAt(0) + other;
        return Suspicion.change(
                Kind.VARIABLE,
                word,
                by,
                List.of(new Edit(word.start(), word.end(), by)),
                name.equalsIgnoreCase(other) ? 0.96 : 0.93,
                word.text(),
                by);
    }
}
