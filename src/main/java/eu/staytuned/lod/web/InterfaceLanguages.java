package eu.staytuned.lod.web;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** The languages that the texts of the pages themselves are in: English, and one for each {@code messages_xx.properties}. */
@Component
class InterfaceLanguages {

    private static final Pattern FILE = Pattern.compile("messages_([a-z]{2,3})\\.properties");

    private final Set<String> languages = new LinkedHashSet<>(Set.of("en"));

    InterfaceLanguages() throws IOException {
        for (Resource file :
                new PathMatchingResourcePatternResolver().getResources("classpath*:messages_*.properties")) {
            Matcher name = FILE.matcher(String.valueOf(file.getFilename()));
            if (name.matches()) {
                languages.add(name.group(1));
            }
        }
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
}
