package eu.staytuned.lod.queries;

import eu.staytuned.lod.rdf.EditDistance;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** What a reader who misspelt something may have meant. */
final class Spelling {

    private static final int LONGEST = 200;

    private Spelling() {}

    /** The one of some words that is most like another, if any is like it at all. */
    static Optional<String> nearest(String word, Collection<String> words) {
        if (word.isBlank() || word.length() > LONGEST) {
            return Optional.empty();
        }
        String wanted = word.toLowerCase(Locale.ROOT);
        return words.stream()
                .filter(one -> one.length() <= LONGEST)
                .map(one -> new Likeness(one, distance(wanted, one.toLowerCase(Locale.ROOT))))
                .filter(one -> one.distance()
                        <= Math.max(1, Math.max(wanted.length(), one.word().length()) / 3))
                .min(Comparator.comparingInt(Likeness::distance)
                        .thenComparing(one -> Math.abs(one.word().length() - wanted.length()))
                        .thenComparing(Likeness::word))
                .map(Likeness::word);
    }

    /** Letters to put in, take out, change or swap with the next; one where a word only goes on. */
    private static int distance(String one, String other) {
        if (one.length() > 2 && other.startsWith(one)) {
            return 1;
        }
        return EditDistance.of(one, other);
    }

    private record Likeness(String word, int distance) {}
}
