package eu.staytuned.lod.release;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whether a language tag says a language that exists. RIOT looks at the form of a tag alone: {@code @english} and {@code
 * @gr} pass it, and their texts are then found under no language.
 */
final class LanguageTags {

    private static final Set<String> LANGUAGES = Set.copyOf(Arrays.asList(Locale.getISOLanguages()));
    private static final Set<String> REGIONS = Set.copyOf(Arrays.asList(Locale.getISOCountries()));
    private static final Map<String, String> SHORTER = new HashMap<>();
    private static final Map<String, String> OFTEN_MEANT =
            Map.of("gr", "el", "cz", "cs", "dk", "da", "jp", "ja", "cn", "zh", "ua", "uk", "rs", "sr", "at", "de");
    private static final Map<String, Optional<String>> KNOWN = new ConcurrentHashMap<>();

    static {
        for (String language : LANGUAGES) {
            SHORTER.put(Locale.forLanguageTag(language).getISO3Language(), language);
        }
    }

    private LanguageTags() {}

    /** What is wrong with a tag; empty where nothing is. */
    static Optional<String> fault(String tag) {
        return KNOWN.computeIfAbsent(tag, LanguageTags::examine);
    }

    // BCP 47 (RFC 5646) section 2.1: language, then script, region and more, divided by hyphens
    private static Optional<String> examine(String tag) {
        String[] parts = tag.split("-");
        String language = parts[0].toLowerCase(Locale.ROOT);
        if (language.length() == 2 && !LANGUAGES.contains(language)) {
            String meant = OFTEN_MEANT.getOrDefault(language, "");
            return Optional.of("No language has the tag @" + tag + " (BCP 47)."
                    + (meant.isEmpty() ? "" : " Is @" + meant + " meant?"));
        }
        if (language.length() == 3 && SHORTER.containsKey(language)) {
            return Optional.of("The language tag @" + tag + " has a shorter form: use @" + SHORTER.get(language)
                    + " (RFC 5646 section 4.1).");
        }
        if (language.length() != 2 && language.length() != 3) {
            return Optional.of("No language has the tag @" + tag + ": it begins with a code of two or three letters, "
                    + "such as @en (BCP 47).");
        }
        for (int i = 1; i < parts.length && parts[i].length() > 1; i++) {
            if (parts[i].matches("[A-Za-z]{2}") && !REGIONS.contains(parts[i].toUpperCase(Locale.ROOT))) {
                return Optional.of("No country has the code " + parts[i] + " in the language tag @" + tag + ".");
            }
        }
        return Optional.empty();
    }
}
