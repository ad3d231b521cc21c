package eu.staytuned.lod.search;

import eu.staytuned.lod.rdf.EditDistance;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A name as names are compared: without case, diacritics and script.
 *
 * @param own without case and diacritics, in its own script
 * @param forms how it is spelt, folded; several where a script can be written in Latin letters in several ways, none where
 *     there is neither letter nor digit in it
 */
public record Spelling(String own, List<String> forms) {

    /** No more letters than these are compared. */
    private static final int LONGEST = 120;

    private static final double OTHER_WORDS = 0.95;
    private static final double OTHER_SPACES = 0.97;
    private static final double OTHER_SCRIPT = 0.98;

    public static Spelling of(String name) {
        String read = name.length() > Question.LONGEST ? name.substring(0, Question.LONGEST) : name;
        List<Word> words = Words.of(read);
        return new Spelling(
                words.stream()
                        .map(word -> Folding.plain(read.substring(word.start(), word.end())))
                        .collect(Collectors.joining(" ")),
                Words.spellings(words).stream()
                        .map(form -> form.substring(0, Math.min(LONGEST, form.length())))
                        .toList());
    }

    /** Whether both are in one script and the same but for case and diacritics. */
    public boolean isSameAs(Spelling other) {
        return !own.isEmpty() && own.equals(other.own);
    }

    /**
     * How alike two names are: 1 where they are the same, and a little less where they are so in different scripts only,
     * since what names one thing in one may name another in the other: Талин is Tallinn, and Talin is in Armenia.
     *
     * @return from 0 to 1
     */
    public double likeness(Spelling other) {
        double best = 0;
        for (String one : forms) {
            for (String two : other.forms) {
                best = Math.max(best, likeness(one, two));
            }
        }
        return isSameAs(other) ? 1 : Math.min(best, OTHER_SCRIPT);
    }

    private static double likeness(String one, String other) {
        if (one.equals(other)) {
            return 1;
        }
        if (one.replace(" ", "").equals(other.replace(" ", ""))) {
            return OTHER_SPACES;
        }
        int longer = Math.max(one.length(), other.length());
        int shorter = Math.min(one.length(), other.length());
        // Where one is twice as long, half of its letters are too many: the words tell more.
        double byLetters = shorter * 2 < longer ? 0 : 1 - (double) EditDistance.of(one, other, longer) / longer;
        return Math.min(OTHER_WORDS, Math.max(byLetters, byWords(one, other)));
    }

    /** The share of both that is in words which the other has, in whatever order. */
    private static double byWords(String one, String other) {
        List<String> left = new ArrayList<>(List.of(other.split(" ")));
        double shared = 0;
        for (String word : one.split(" ")) {
            String nearest = "";
            double most = 0;
            for (String candidate : left) {
                double letters = word.equals(candidate) ? word.length() : shared(word, candidate);
                if (letters > most) {
                    most = letters;
                    nearest = candidate;
                }
            }
            left.remove(nearest);
            shared += most;
        }
        double all = one.replace(" ", "").length() + other.replace(" ", "").length();
        return OTHER_WORDS * 2 * shared / all;
    }

    /** The letters of a word that is like another; words that begin otherwise are not. */
    private static double shared(String word, String other) {
        int longer = Math.max(word.length(), other.length());
        int edits = longer < 4 ? 0 : longer < 8 ? 1 : 2;
        if (edits == 0 || word.charAt(0) != other.charAt(0)) {
            return 0;
        }
        int distance = EditDistance.of(word, other, edits);
        return distance > edits ? 0 : longer - 1.5 * distance;
    }
}
