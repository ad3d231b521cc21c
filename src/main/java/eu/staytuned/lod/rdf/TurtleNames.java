package eu.staytuned.lod.rdf;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The names that IRIs have with the prefixes of a document, as Turtle lets them be written without escapes (Turtle §6.5, {@code
 * PNAME_LN}).
 */
final class TurtleNames {

    /**
     * An IRI as a prefix and the rest of it.
     *
     * @param prefix with its colon, as it is written
     * @param width of that in characters
     * @param rest the index that the rest begins at
     */
    record Name(byte[] prefix, int width, int rest) {

        static Name of(String prefix, int rest) {
            return new Name((prefix + ":").getBytes(StandardCharsets.UTF_8), prefix.length() + 1, rest);
        }
    }

    private static final byte NEVER = 0;
    private static final byte WITHIN = 1;
    private static final byte FIRST = 2;
    private static final byte LAST = 4;

    /** Where in the local part of a name an ASCII character may stand. */
    private static final byte[] PLACES = new byte[128];

    static {
        for (char c = '0'; c <= 'z'; c++) {
            PLACES[c] = Character.isLetterOrDigit(c) || c == '_' || c == ':' ? WITHIN | FIRST | LAST : NEVER;
        }
        PLACES['-'] = WITHIN | LAST;
        PLACES['.'] = WITHIN;
    }

    private final SortedMap<String, String> prefixes = new TreeMap<>();
    /** Namespaces that a slash or hash ends, each at the place that its end leads to or the next that was free; half full. */
    private final String[] namespaces;

    /** At the place of each namespace, the name with an empty rest. */
    private final Name[] named;

    /** Other namespaces, such as {@code urn:isbn:}. */
    private final List<Map.Entry<String, Name>> others = new ArrayList<>();

    private String lastNamespace = "";
    private Name last = Name.of("", 0);

    TurtleNames(Map<String, String> prefixes) {
        prefixes.forEach((prefix, namespace) -> {
            if (isPrefix(prefix)) {
                this.prefixes.put(prefix, namespace);
            }
        });
        int room = Integer.highestOneBit(this.prefixes.size() + 1) * 4;
        this.namespaces = new String[room];
        this.named = new Name[room];
        this.prefixes.forEach((prefix, namespace) -> {
            int end = namespace.length();
            if (endsPath(namespace, end - 1)) {
                int place = place(namespace, end);
                while (namespaces[place] != null) {
                    place = next(place);
                }
                namespaces[place] = namespace;
                named[place] = Name.of(prefix, end);
            } else if (end > 0) {
                others.add(Map.entry(namespace, Name.of(prefix, end)));
            }
        });
    }

    /** The prefixes that can be written, in order. */
    SortedMap<String, String> prefixes() {
        return prefixes;
    }

    /** @return null where there is none */
    @Nullable
    Name of(String iri) {
        int cut = iri.length();
        while (cut > 0 && !endsPath(iri, cut - 1)) {
            cut--;
        }
        if (cut > 0 && isLocal(iri, cut)) {
            if (cut == lastNamespace.length() && iri.startsWith(lastNamespace)) {
                return last;
            }
            for (int place = place(iri, cut); namespaces[place] != null; place = next(place)) {
                if (namespaces[place].length() == cut && iri.startsWith(namespaces[place])) {
                    lastNamespace = namespaces[place];
                    last = named[place];
                    return last;
                }
            }
        }
        for (Map.Entry<String, Name> namespace : others) {
            int rest = namespace.getKey().length();
            if (rest >= cut && iri.startsWith(namespace.getKey()) && isLocal(iri, rest)) {
                return namespace.getValue();
            }
        }
        return null;
    }

    private static boolean endsPath(String iri, int at) {
        return at >= 0 && (iri.charAt(at) == '/' || iri.charAt(at) == '#');
    }

    /** Where a namespace is looked for first: few have both length and last characters in common. */
    private int place(String iri, int cut) {
        int end = cut;
        for (int at = cut - 1; at > Math.max(0, cut - 6); at--) {
            end = end * 31 + iri.charAt(at);
        }
        return (end * 0x9E3779B9 >>> 16) & (namespaces.length - 1);
    }

    private int next(int place) {
        return (place + 1) & (namespaces.length - 1);
    }

    /** Whether what follows an index is {@code PN_LOCAL} or nothing, without escapes. */
    static boolean isLocal(String iri, int from) {
        int end = iri.length();
        for (int at = from; at < end; at++) {
            char c = iri.charAt(at);
            int places = c < 128 ? PLACES[c] : placesBeyondAscii(c);
            int wanted = WITHIN | (at == from ? FIRST : 0) | (at == end - 1 ? LAST : 0);
            if ((places & wanted) != wanted) {
                return false;
            }
        }
        return true;
    }

    /** Whether it is {@code PN_PREFIX} or empty. */
    static boolean isPrefix(String prefix) {
        return prefix.isEmpty() || prefix.indexOf(':') < 0 && isBase(prefix.charAt(0)) && isLocal(prefix, 0);
    }

    private static boolean isBase(char c) {
        return c < 128 ? Character.isLetter(c) : placesBeyondAscii(c) == (WITHIN | FIRST | LAST);
    }

    /** Of {@code PN_CHARS_BASE} and {@code PN_CHARS}; what takes two characters in Java is left out. */
    private static int placesBeyondAscii(char c) {
        if (in(c, 0xC0, 0xD6)
                || in(c, 0xD8, 0xF6)
                || in(c, 0xF8, 0x2FF)
                || in(c, 0x370, 0x37D)
                || in(c, 0x37F, 0x1FFF)
                || in(c, 0x200C, 0x200D)
                || in(c, 0x2070, 0x218F)
                || in(c, 0x2C00, 0x2FEF)
                || in(c, 0x3001, 0xD7FF)
                || in(c, 0xF900, 0xFDCF)
                || in(c, 0xFDF0, 0xFFFD)) {
            return WITHIN | FIRST | LAST;
        }
        return c == 0xB7 || in(c, 0x300, 0x36F) || in(c, 0x203F, 0x2040) ? WITHIN | LAST : NEVER;
    }

    private static boolean in(char c, int from, int to) {
        return c >= from && c <= to;
    }
}
