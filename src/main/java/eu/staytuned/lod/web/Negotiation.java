package eu.staytuned.lod.web;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.MimeTypeUtils;

/**
 * Which representation suits the {@code Accept} header best (RFC 9110 §12.5.1).
 *
 * <p>Each representation takes its quality from the most specific range that matches it. Between equals, one that was named
 * comes before one that only a wildcard lets in (so {@code application/json, *}{@code /*} is a wish for JSON), and after
 * that our own order decides.
 */
final class Negotiation {

    /** Parameters of a range that do not make it narrower than what we send: everything is UTF-8, and in one profile. */
    private static final Set<String> IGNORED = Set.of("q", "charset", "profile", "version");

    private static final int NAMED = 3;

    private Negotiation() {}

    /**
     * The best of all representations.
     *
     * @param accept the values of the {@code Accept} header lines; none means anything goes
     * @return empty where nothing we have is acceptable
     */
    static Optional<Representation> choose(List<String> accept) {
        return choose(accept, Representation.ALL, Representation::accepted, Representation::quality);
    }

    /**
     * The best of some offers.
     *
     * @param offers in order of preference
     * @param types the media types by which clients ask for an offer, the registered one first
     */
    static <T> Optional<T> choose(List<String> accept, List<T> offers, Function<T, List<MediaType>> types) {
        return choose(accept, offers, types, any -> 1);
    }

    private static <T> Optional<T> choose(
            List<String> accept, List<T> offers, Function<T, List<MediaType>> types, ToDoubleFunction<T> quality) {
        List<MediaType> ranges = ranges(accept);
        Optional<T> best = Optional.empty();
        Match bestMatch = Match.NONE;
        for (T offer : offers) {
            Match match = match(types.apply(offer), ranges).times(quality.applyAsDouble(offer));
            if (match.isBetterThan(bestMatch)) {
                best = Optional.of(offer);
                bestMatch = match;
            }
        }
        return best;
    }

    /** Whether the reader would sooner have a page than one of some other media types; of equals, not. */
    static boolean prefersPage(List<String> accept, List<MediaType> others) {
        List<MediaType> ranges = ranges(accept);
        Match page = match(Representation.PAGE.accepted(), ranges);
        return page.specificity() > 1 && page.isBetterThan(match(others, ranges));
    }

    /** Whether the reader names one of these media types and would sooner have it than a page. */
    static boolean prefers(List<String> accept, List<MediaType> types) {
        List<MediaType> ranges = ranges(accept);
        Match match = match(types, ranges);
        return match.specificity() > 1
                && !match(Representation.PAGE.accepted(), ranges).isBetterThan(match);
    }

    /** The ranges of the header. One that cannot be read is passed over: it cannot be what the reader wants from us. */
    private static List<MediaType> ranges(List<String> accept) {
        List<MediaType> ranges = new ArrayList<>();
        boolean blank = true;
        for (String line : accept) {
            for (String range : MimeTypeUtils.tokenize(line)) {
                if (range.isBlank()) {
                    continue;
                }
                blank = false;
                try {
                    ranges.add(MediaType.parseMediaType(range.strip()));
                } catch (InvalidMediaTypeException unreadable) {
                    continue;
                }
            }
        }
        return blank ? Collections.singletonList(MediaType.ALL) : ranges;
    }

    private static Match match(List<MediaType> types, List<MediaType> ranges) {
        Match best = Match.NONE;
        for (MediaType type : types) {
            Match mostSpecific = Match.NONE;
            for (MediaType range : ranges) {
                int specificity = specificity(range, type);
                if (specificity > mostSpecific.specificity()) {
                    mostSpecific = new Match(range.getQualityValue(), specificity);
                }
            }
            // Another name for a representation is a way to ask for it; wildcards are about the name it goes by.
            boolean counts = type.equals(types.get(0)) || mostSpecific.specificity() >= NAMED;
            if (counts && mostSpecific.isBetterThan(best)) {
                best = mostSpecific;
            }
        }
        return best;
    }

    /** 0 where the range does not match the type; more, the narrower it is. */
    private static int specificity(MediaType range, MediaType type) {
        if (!range.includes(type) || !IGNORED.containsAll(parameters(range))) {
            return 0;
        }
        if (range.isWildcardType()) {
            return 1;
        }
        if (range.isWildcardSubtype()) {
            return 2;
        }
        return Set.of("q").containsAll(parameters(range)) ? NAMED : NAMED + 1;
    }

    private static Set<String> parameters(MediaType range) {
        return range.getParameters().keySet().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    /**
     * How well something is accepted.
     *
     * @param quality from 0, not at all, to 1
     * @param specificity how narrow the range was that matched
     */
    private record Match(double quality, int specificity) {

        static final Match NONE = new Match(0, 0);

        /** For an offer that is not as good as the others. */
        Match times(double offered) {
            return new Match(quality * offered, specificity);
        }

        boolean isBetterThan(Match other) {
            return quality > other.quality || quality == other.quality && quality > 0 && wish() > other.wish();
        }

        /** Named, or let in by a wildcard: further differences say nothing about what the reader wants. */
        private int wish() {
            return Math.min(specificity, NAMED);
        }
    }
}
