package eu.staytuned.lod.lookup;

import eu.staytuned.lod.rdf.LanguagePreference;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** The languages in which a client wants names, best first: that of the address, then those of its headers. */
final class Languages {

    private Languages() {}

    /**
     * @param named in the path of the address; null where none is
     * @return BCP 47 tags in lower case
     */
    static List<String> of(@Nullable String named, HttpServletRequest request) {
        return LanguagePreference.of(
                Stream.of(named, request.getParameter("lang"))
                        .filter(Objects::nonNull)
                        .toList(),
                Collections.list(request.getHeaders(HttpHeaders.ACCEPT_LANGUAGE)));
    }
}
