package eu.staytuned.lod.web;

import java.text.CollationKey;
import java.text.Collator;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The order of the letters of a language, as {@link Collator} has it. A text is taken apart once, however often it is
 * compared: a page sorts the same names again and again. For one page, and so for one thread.
 */
final class Alphabet implements Comparator<String> {

    private final Collator letters;
    private final Map<String, CollationKey> keys = new HashMap<>();

    Alphabet(Locale locale) {
        letters = Collator.getInstance(locale);
    }

    @Override
    public int compare(String one, String other) {
        return one.equals(other) ? 0 : key(one).compareTo(key(other));
    }

    private CollationKey key(String text) {
        return keys.computeIfAbsent(text, letters::getCollationKey);
    }
}
