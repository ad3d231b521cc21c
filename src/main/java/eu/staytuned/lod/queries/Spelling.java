package eu.staytuned.lod.queries;

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
        int[][] edits = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                if (i == 0 || j == 0) {
                    edits[i][j] = i + j;
                    continue;
                }
                boolean same = one.charAt(i - 1) == other.charAt(j - 1);
                edits[i][j] =
                        Math.min(edits[i - 1][j - 1] + (same ? 0 : 1), Math.min(edits[i - 1][j], edits[i][j - 1]) + 1);
                boolean swapped = i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1);
                if (swapped) {
                    edits[i][j] = Math.min(edits[i][j], edits[i - 2][j - 2] + 1);
                }
            }
        }
        return edits[one.length()][other.length()];
    }

    private record Likeness(String word, int distance) {}
}
