package eu.staytuned.lod.web;

import java.io.IOException;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** The languages that the texts of the pages themselves are in: English, and one for each {@code messages/messages_xx.properties}. */
@Component
class InterfaceLanguages {

    private static final Pattern FILE = Pattern.compile("messages_([a-z]{2,3})\\.properties");

    /** The order of the ontology's own texts; whatever else there is comes after it. */
    private static final List<String> ORDER = List.of("en", "nl", "fr", "de", "el", "pt", "es", "ca", "sv", "bg", "et");

    private final Set<String> languages;
    private final List<Locale> locales;

    InterfaceLanguages() throws IOException {
        Set<String> found = new TreeSet<>(Comparator.<String>comparingInt(
                        language -> ORDER.contains(language) ? ORDER.indexOf(language) : ORDER.size())
                .thenComparing(Comparator.naturalOrder()));
        found.add("en");
        for (Resource file :
                new PathMatchingResourcePatternResolver().getResources("classpath*:messages/messages_*.properties")) {
            Matcher name = FILE.matcher(String.valueOf(file.getFilename()));
            if (name.matches()) {
                found.add(name.group(1));
            }
        }
        this.languages = Collections.unmodifiableSet(found);
        this.locales = found.stream().map(Locale::forLanguageTag).toList();
    }

    /** The one that suits a reader best. */
    Locale of(List<String> languagesOfReader) {
        return languagesOfReader.stream()
                .map(Locale::forLanguageTag)
                .map(Locale::getLanguage)
                .filter(languages::contains)
                .findFirst()
                .map(Locale::forLanguageTag)
                .orElse(Locale.ENGLISH);
    }

    /** All of them, English first. */
    List<Locale> all() {
        return locales;
    }

    /** What a reader chose, where it is one of them; else empty. */
    String chosen(@Nullable String language) {
        String tag = language == null ? "" : language.toLowerCase(Locale.ROOT);
        return languages.contains(tag) ? tag : "";
    }
}
