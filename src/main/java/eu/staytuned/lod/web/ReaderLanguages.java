package eu.staytuned.lod.web;

import eu.staytuned.lod.rdf.LanguagePreference;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** The languages a reader wants to read in, best first: the one chosen by {@code ?lang=}, then those of the browser. */
final class ReaderLanguages {

    /** The parameter by which a page is asked for in a language. */
    static final String PARAMETER = "lang";

    private ReaderLanguages() {}

    /** BCP 47 tags in lower case; empty where the reader says nothing. */
    static List<String> of(HttpServletRequest request) {
        String chosen = chosen(request);
        return LanguagePreference.of(
                chosen == null ? List.of() : List.of(chosen),
                Collections.list(request.getHeaders(HttpHeaders.ACCEPT_LANGUAGE)));
    }

    /** What the address says of the language, as it stands there; nothing where the address cannot be read. */
    static @Nullable String chosen(HttpServletRequest request) {
        try {
            return request.getParameter(PARAMETER);
        } catch (InvalidParameterException unreadable) {
            // That is the problem of the request; the page that says so has to be written in some language.
            return null;
        }
    }

    /** The same, to go along into links; empty where there is none, or what could be none. */
    static String linked(HttpServletRequest request) {
        String chosen = chosen(request);
        return chosen != null && LanguagePreference.isTag(chosen) ? chosen : "";
    }
}
