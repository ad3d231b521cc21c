package eu.staytuned.lod.web;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The part of a file that a client wants (RFC 9110 §14).
 *
 * @param first byte, counted from 0
 * @param end the byte after the last
 */
record ByteRange(long first, long end) {

    private static final Pattern ONE =
            Pattern.compile("\\s*+bytes\\s*+=\\s*+(\\d{0,18})\\s*+-\\s*+(\\d{0,18})\\s*+", Pattern.CASE_INSENSITIVE);

    /** A range that no byte lies in. */
    static final ByteRange NOTHING = new ByteRange(0, 0);

    /**
     * What a request asks for: empty for all of it, {@link #NOTHING} where it has to be told that there is no such part.
     * Several ranges in one request, and what is no range, are answered with all of it, as the RFC leaves open.
     *
     * @param range the header; null where there is none
     * @param ifRange the header: a part is of use only to who has the rest of these very bytes. A date never says so much
     */
    static Optional<ByteRange> of(@Nullable String range, @Nullable String ifRange, String entityTag, long size) {
        if (range == null || (ifRange != null && !ifRange.strip().equals(entityTag))) {
            return Optional.empty();
        }
        Matcher one = ONE.matcher(range);
        if (!one.matches() || (one.group(1).isEmpty() && one.group(2).isEmpty())) {
            return Optional.empty();
        }
        if (one.group(1).isEmpty()) {
            long last = Long.parseLong(one.group(2));
            return Optional.of(last == 0 || size == 0 ? NOTHING : new ByteRange(Math.max(0, size - last), size));
        }
        long first = Long.parseLong(one.group(1));
        long end = one.group(2).isEmpty() ? size : Math.min(size, Long.parseLong(one.group(2)) + 1);
        if (!one.group(2).isEmpty() && Long.parseLong(one.group(2)) < first) {
            return Optional.empty();
        }
        return Optional.of(first >= size ? NOTHING : new ByteRange(first, end));
    }

    long length() {
        return end - first;
    }
}
