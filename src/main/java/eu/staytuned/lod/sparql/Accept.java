package eu.staytuned.lod.sparql;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** What a client accepts, and which of our offers it gets (RFC 9110 §12.5.1). */
record Accept(List<MediaType> ranges) {

    /**
     * Reads an {@code Accept} header; what cannot be read in it is passed over.
     *
     * @param values the header as it was sent, maybe several times; none means that everything is welcome
     */
    static Accept of(Iterable<String> values) {
        List<MediaType> ranges = new ArrayList<>();
        boolean sent = false;
        for (String value : values) {
            for (String range : value.split(",")) {
                sent |= !range.isBlank();
                try {
                    ranges.add(MediaType.parseMediaType(range.strip()));
                } catch (InvalidMediaTypeException e) {
                    // The others may still say what the client wants.
                }
            }
        }
        return new Accept(sent ? List.copyOf(ranges) : List.of(MediaType.ALL));
    }

    /** Whether the client is a browser: it names HTML. */
    boolean namesHtml() {
        return ranges.stream().anyMatch(range -> range.equalsTypeAndSubtype(MediaType.TEXT_HTML));
    }

    /**
     * The best offer: of the highest quality, then the one asked for most specifically, then the first.
     *
     * @param mediaTypes the media type of an offer, followed by others that mean the same; wildcards match only the first
     */
    <T> Optional<T> best(List<T> offers, Function<T, List<String>> mediaTypes) {
        T best = null;
        Match bestMatch = Match.NONE;
        for (T offer : offers) {
            Match match = match(mediaTypes.apply(offer));
            if (match.compareTo(bestMatch) > 0) {
                best = offer;
                bestMatch = match;
            }
        }
        return Optional.ofNullable(best);
    }

    private Match match(List<String> mediaTypes) {
        Match main = match(MediaType.parseMediaType(mediaTypes.get(0)), false);
        if (namesHtml()) {
            // A browser asks for application/xml and means a page, not results in XML.
            return main;
        }
        Match alias = mediaTypes.stream()
                .skip(1)
                .map(type -> match(MediaType.parseMediaType(type), true))
                .max(Match::compareTo)
                .orElse(Match.NONE);
        return Collections.max(List.of(main, alias));
    }

    /** The most specific range decides about a type, even where a wider one is kinder. */
    private Match match(MediaType type, boolean exactly) {
        Match match = Match.NONE;
        int specificity = -1;
        for (MediaType range : ranges) {
            int rangeSpecificity = range.isWildcardType() ? 0 : range.isWildcardSubtype() ? 1 : 2;
            if (rangeSpecificity > specificity && (!exactly || rangeSpecificity == 2) && range.includes(type)) {
                specificity = rangeSpecificity;
                match = new Match(range.getQualityValue(), rangeSpecificity);
            }
        }
        return match.quality > 0 ? match : Match.NONE;
    }

    private record Match(double quality, int specificity) implements Comparable<Match> {

        static final Match NONE = new Match(0, 0);

        @Override
        public int compareTo(Match other) {
            int byQuality = Double.compare(quality, other.quality);
            return byQuality != 0 ? byQuality : Integer.compare(specificity, other.specificity);
        }
    }
}
