package eu.staytuned.lod.explain;

import eu.staytuned.lod.explain.Explanation.Phrase;
import eu.staytuned.lod.explain.Manuscript.Edit;
import eu.staytuned.lod.explain.Manuscript.Word;
import java.util.List;
import java.util.Optional;

/**
 * Something that may be the matter, before it has been tried.
 *
 * @param place the word it is about
 * @param by what may have been meant, as it would be written there; empty where that is not known
 * @param edits what would change in the text; none where nothing can be changed for the better
 * @param likeness how much speaks for it, from 0 to 1
 */
record Suspicion(Kind kind, Phrase sentence, Optional<Word> place, String by, List<Edit> edits, double likeness) {

    /** A fact, and nothing to be done about it but to ask something else. */
    static Suspicion fact(Kind kind, Optional<Word> place, double likeness, Object... arguments) {
        return new Suspicion(kind, Phrase.of(kind.key(), arguments), place, "", List.of(), likeness);
    }

    static Suspicion change(Kind kind, Word place, String by, List<Edit> edits, double likeness, Object... arguments) {
        return new Suspicion(kind, Phrase.of(kind.key(), arguments), Optional.of(place), by, edits, likeness);
    }

    /** The same in other words. */
    Suspicion saying(String key, Object... arguments) {
        return new Suspicion(kind, Phrase.of(key, arguments), place, by, edits, likeness);
    }

    boolean isFact() {
        return edits.isEmpty();
    }
}
