package eu.staytuned.lod.lookup;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** The languages in which a client wants names, best first: that of the address, then those of its headers. */
final class Languages {

    private static final int MOST = 6;
    private static final Pattern TAG = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,3}");

    private Languages() {}

    /**
     * @param named in the path of the address; null where none is
     * @return BCP 47 tags in lower case
     */
    static List<String> of(@Nullable String named, HttpServletRequest request) {
        List<String> languages = new ArrayList<>();
        add(languages, named);
        add(languages, request.getParameter("lang"));
        for (String line : Collections.list(request.getHeaders(HttpHeaders.ACCEPT_LANGUAGE))) {
            try {
                Locale.LanguageRange.parse(line).stream()
                        .filter(range -> range.getWeight() > 0)
                        .forEach(range -> add(languages, range.getRange()));
            } catch (IllegalArgumentException unreadable) {
                continue;
            }
        }
        return List.copyOf(languages);
    }

    private static void add(List<String> languages, @Nullable String tag) {
        if (tag != null && TAG.matcher(tag).matches() && languages.size() < MOST) {
            languages.add(tag.toLowerCase(Locale.ROOT));
        }
    }
}
