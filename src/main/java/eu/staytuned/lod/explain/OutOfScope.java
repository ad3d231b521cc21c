package eu.staytuned.lod.explain;

import eu.staytuned.lod.explain.Manuscript.Edit;
import eu.staytuned.lod.explain.Manuscript.Word;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.jena.sparql.core.Var;

/** A condition on a variable that nothing in its group binds: it stands in the wrong group, or nothing binds it at all. */
final class OutOfScope {

    private static final int MOST_LEVELS = 3;

    void look(Var variable, Optional<Word> place, Scene scene, Consumer<Suspicion> found) {
        String name = "?" + variable.getName();
        boolean elsewhere = scene.query()
                .all()
                .flatMap(group -> group.parts().stream())
                .anyMatch(part ->
                        !(part instanceof Part.Condition) && part.variables().contains(variable));
        if (!elsewhere) {
            found.accept(Suspicion.fact(Kind.UNBOUND, place, 0.6, name));
            return;
        }
        found.accept(Suspicion.fact(Kind.SCOPE, place, 0.5, name));
        List<Word> words = scene.text().words();
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).kind() == Manuscript.FILTER) {
                move(words, i, variable, scene, found);
            }
        }
    }

    /** Moves a condition behind the group it stands in, and behind the group around that. */
    private static void move(List<Word> words, int filter, Var variable, Scene scene, Consumer<Suspicion> found) {
        int last = end(words, filter);
        boolean mentions = words.subList(filter, last + 1).stream()
                .anyMatch(word ->
                        Manuscript.isVariable(word) && word.text().substring(1).equals(variable.getName()));
        if (!mentions) {
            return;
        }
        Word from = words.get(filter);
        String condition =
                scene.text().text().substring(from.start(), words.get(last).end());
        int depth = 0;
        int level = 0;
        for (int i = last + 1; i < words.size() && level < MOST_LEVELS; i++) {
            if (words.get(i).kind() == Manuscript.LBRACE) {
                depth++;
            } else if (words.get(i).kind() == Manuscript.RBRACE && depth-- == 0) {
                depth = 0;
                level++;
                int to = words.get(i).end();
                found.accept(Suspicion.change(
                        Kind.SCOPE,
                        from,
                        "",
                        List.of(new Edit(from.start(), words.get(last).end(), ""), new Edit(to, to, " " + condition)),
                        0.9 - level / 20.0,
                        "?" + variable.getName()));
            }
        }
    }

    /** The last word of a condition: where its brackets close. */
    private static int end(List<Word> words, int filter) {
        int depth = 0;
        for (int i = filter + 1; i < words.size(); i++) {
            int kind = words.get(i).kind();
            if (kind == Manuscript.LPAREN) {
                depth++;
            } else if (kind == Manuscript.RPAREN && --depth == 0) {
                return i;
            } else if (kind == Manuscript.LBRACE) {
                return filter;
            }
        }
        return filter;
    }
}
