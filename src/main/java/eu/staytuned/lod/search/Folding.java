package eu.staytuned.lod.search;

import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.Transliterator;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.analysis.icu.ICUFoldingFilter;

/**
 * Words without what people leave out when they type: case, diacritics, the script. Göteborg, GOTEBORG and Гьотеборг fold to
 * the same.
 *
 * <p>A word in another script has several spellings in Latin letters, since scholars, maps and road signs write it in
 * different ways: София is Sofiâ by ISO 9 and Sofiya on British maps. A word is found by any of them.
 */
final class Folding {

    /** Up to here letters are Latin ones, and need no transliteration. */
    private static final char LAST_LATIN = '\u024F';

    private static final Transliterator ANY_LATIN = Transliterator.getInstance("Any-Latin");

    /** Other ways of writing a script in Latin letters that are in use. */
    private static final Map<Integer, Transliterator> OTHERS = Map.of(
            UScript.GREEK, Transliterator.getInstance("Greek-Latin/UNGEGN"),
            UScript.CYRILLIC, Transliterator.getInstance("Bulgarian-Latin/BGN"));

    private Folding() {}

    /** The spellings of a word, the scholarly one first; none where it has neither letters nor digits. */
    static List<String> of(String word) {
        Set<String> forms = new LinkedHashSet<>();
        if (isLatin(word)) {
            forms.add(plain(word));
        } else {
            forms.add(plain(ANY_LATIN.transliterate(word)));
            Transliterator other = OTHERS.get(script(word));
            if (other != null) {
                forms.add(plain(other.transliterate(word)));
            }
        }
        // French, Catalan: what follows an elided article is a word of its own.
        int apostrophe = Math.max(word.indexOf('\''), word.indexOf('\u2019'));
        if (apostrophe > 0 && apostrophe < 3 && apostrophe < word.length() - 1) {
            forms.addAll(of(word.substring(apostrophe + 1)));
        }
        forms.remove("");
        return new ArrayList<>(forms);
    }

    private static boolean isLatin(String word) {
        return word.chars().allMatch(letter -> letter <= LAST_LATIN);
    }

    /** The script of the first letter that is in one, by its number in ICU. */
    static int script(String word) {
        return word.codePoints()
                .map(UScript::getScript)
                .filter(script -> script > UScript.INHERITED)
                .findFirst()
                .orElse(UScript.COMMON);
    }

    /** Without case and diacritics, and without the modifier letters that stand for a soft sign. */
    static String plain(String word) {
        String folded = ICUFoldingFilter.NORMALIZER.normalize(word);
        StringBuilder letters = new StringBuilder(folded.length());
        folded.codePoints()
                .filter(letter ->
                        Character.isLetterOrDigit(letter) && Character.getType(letter) != Character.MODIFIER_LETTER)
                .forEach(letters::appendCodePoint);
        return letters.toString();
    }
}
