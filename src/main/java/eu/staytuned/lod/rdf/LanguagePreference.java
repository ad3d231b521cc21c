package eu.staytuned.lod.rdf;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The languages that somebody wants to read in, best first, from what a request says of them. */
public final class LanguagePreference {

    private static final int MOST = 6;
    private static final int MOST_RANGES = 100;
    private static final int LONGEST_RANGE = 100;
    private static final Pattern TAG = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,3}");

    private LanguagePreference() {}

    /** Whether a text has the form of a language tag (BCP 47). */
    public static boolean isTag(String text) {
        return TAG.matcher(text).matches();
    }

    /**
     * Those that are named, then those of the headers; what cannot be read is passed over, and what follows the first
     * hundred ranges of a line.
     *
     * @param named in the address, best first
     * @param acceptLanguage lines of {@code Accept-Language} (RFC 9110 §12.5.4)
     * @return BCP 47 tags in lower case, each once
     */
    public static List<String> of(List<String> named, List<String> acceptLanguage) {
        List<String> languages = new ArrayList<>();
        named.forEach(tag -> add(tag, languages));
        for (String line : acceptLanguage) {
            try {
                Locale.LanguageRange.parse(beginning(line)).stream()
                        .filter(range -> range.getWeight() > 0)
                        .forEach(range -> add(range.getRange(), languages));
            } catch (IllegalArgumentException | IndexOutOfBoundsException unreadable) { // the latter of "-" alone
                continue;
            }
        }
        return List.copyOf(languages);
    }

    /** No reader has more languages; Java holds each range against all before it, and each subtag against all others. */
    private static String beginning(String line) {
        return line.length() <= LONGEST_RANGE
                ? line
                : Stream.of(line.split(",", MOST_RANGES + 1))
                        .limit(MOST_RANGES)
                        .filter(range -> range.length() <= LONGEST_RANGE)
                        .collect(Collectors.joining(","));
    }

    private static void add(String tag, List<String> languages) {
        String language = tag.toLowerCase(Locale.ROOT);
        if (isTag(tag) && !languages.contains(language) && languages.size() < MOST) {
            languages.add(language);
        }
    }
}
