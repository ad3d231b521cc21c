package eu.staytuned.lod.web;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** The conditions under which a reader wants an answer (RFC 9110 §13.2.2), in the order of that section. */
final class Preconditions {

    private static final Pattern ENTITY_TAG =
            Pattern.compile("\\s*(W/)?(\"[\\x21\\x23-\\x7E\\x80-\\xFF]*\")\\s*(?:,|$)");

    private Preconditions() {}

    /**
     * @param entityTag the strong tag, in quotes, of the representation that would be sent
     * @param modified when it last changed
     * @return 304 or 412 where the representation is not to be sent; empty where it is
     */
    static Optional<HttpStatus> evaluate(HttpHeaders request, String entityTag, Instant modified) {
        // Steps 1 and 2
        if (request.containsHeader(HttpHeaders.IF_MATCH)) {
            if (!matches(request.get(HttpHeaders.IF_MATCH), entityTag, false)) {
                return Optional.of(HttpStatus.PRECONDITION_FAILED);
            }
        } else if (date(request, HttpHeaders.IF_UNMODIFIED_SINCE)
                .filter(modified::isAfter)
                .isPresent()) {
            return Optional.of(HttpStatus.PRECONDITION_FAILED);
        }
        // Steps 3 and 4
        if (request.containsHeader(HttpHeaders.IF_NONE_MATCH)) {
            return matches(request.get(HttpHeaders.IF_NONE_MATCH), entityTag, true)
                    ? Optional.of(HttpStatus.NOT_MODIFIED)
                    : Optional.empty();
        }
        return date(request, HttpHeaders.IF_MODIFIED_SINCE)
                .filter(since -> !modified.isAfter(since))
                .map(since -> HttpStatus.NOT_MODIFIED);
    }

    private static boolean matches(List<String> lines, String entityTag, boolean weakly) {
        for (String line : lines == null ? Collections.<String>emptyList() : lines) {
            if (line.strip().equals("*")) {
                return true;
            }
            Matcher tags = ENTITY_TAG.matcher(line);
            for (int start = 0;
                    start < line.length() && tags.region(start, line.length()).lookingAt();
                    start = tags.end()) {
                if ((weakly || tags.group(1) == null) && tags.group(2).equals(entityTag)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** A date that cannot be read is no condition (§13.1.3). */
    private static Optional<Instant> date(HttpHeaders request, String name) {
        try {
            long millis = request.getFirstDate(name);
            return millis < 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }
}
