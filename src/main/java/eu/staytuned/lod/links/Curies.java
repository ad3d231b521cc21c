package eu.staytuned.lod.links;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * IRIs as CURIEs, by the prefixes of a release, and by prefixes that are made up where it has none; with all that were made
 * use of.
 */
final class Curies {

    /** Those that a mapping set need not declare, and may not declare as anything else. */
    static final Map<String, String> BUILT_IN = Map.of(
            "linkml", "https://w3id.org/linkml/",
            "owl", "http://www.w3.org/2002/07/owl#",
            "rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
            "rdfs", "http://www.w3.org/2000/01/rdf-schema#",
            "semapv", "https://w3id.org/semapv/vocab/",
            "skos", "http://www.w3.org/2004/02/skos/core#",
            "sssom", "https://w3id.org/sssom/",
            "xsd", "http://www.w3.org/2001/XMLSchema#");

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");
    private static final Pattern REFERENCE = Pattern.compile("[^\\s\"<>|\\\\^`{}]+");

    private final Map<String, String> names = new HashMap<>();
    private final Set<String> taken = new HashSet<>(BUILT_IN.keySet());
    private final List<String> spaces;
    private final SortedMap<String, String> used = new TreeMap<>();

    /**
     * @param prefixes with what they stand for
     * @param spaces what the IRIs of one owner begin with, where that is known
     */
    Curies(Map<String, String> prefixes, Collection<String> spaces) {
        BUILT_IN.forEach((name, namespace) -> names.put(namespace, name));
        prefixes.entrySet().stream()
                .filter(prefix -> NAME.matcher(prefix.getKey()).matches()
                        && !BUILT_IN.containsKey(prefix.getKey())
                        && !prefix.getValue().isEmpty())
                .sorted(Comparator.comparingInt((Map.Entry<String, String> prefix) ->
                                prefix.getKey().length())
                        .thenComparing(Map.Entry::getKey))
                .forEach(prefix -> {
                    names.putIfAbsent(prefix.getValue(), prefix.getKey());
                    taken.add(prefix.getKey());
                });
        this.spaces = spaces.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** Those that were made use of and have to be declared. */
    SortedMap<String, String> used() {
        return used;
    }

    /** An IRI by the longest namespace that it lies in. */
    String of(String iri) {
        for (int end = iri.length() - 1; end > 0; end--) {
            String name = names.get(iri.substring(0, end));
            if (name != null && REFERENCE.matcher(iri.substring(end)).matches()) {
                return use(name, iri.substring(0, end), iri.substring(end));
            }
        }
        String namespace = namespace(iri);
        String name = madeUp(namespace);
        names.put(namespace, name);
        taken.add(name);
        return use(name, namespace, iri.substring(namespace.length()));
    }

    private String use(String name, String namespace, String reference) {
        if (!BUILT_IN.containsKey(name)) {
            used.put(name, namespace);
        }
        return name + ":" + reference;
    }

    private String namespace(String iri) {
        Optional<String> owners = spaces.stream()
                .filter(space -> iri.startsWith(space) && iri.length() > space.length())
                .findFirst();
        int end = Math.max(iri.lastIndexOf('#', iri.length() - 2), iri.lastIndexOf('/', iri.length() - 2));
        return owners.orElseGet(() -> iri.substring(0, Math.max(end, iri.indexOf(':')) + 1));
    }

    /** After the one who publishes there: {@code https://sws.geonames.org/} is {@code geonames}. */
    private String madeUp(String namespace) {
        String[] host = namespace
                .replaceFirst("^[a-z]+:/*", "")
                .replaceFirst("[/:?#].*", "")
                .split("\\.");
        String owner =
                host[Math.max(0, host.length - 2)].toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        String name = owner.matches("[a-z].*") ? owner : "ns" + owner;
        for (int i = 2; taken.contains(name); i++) {
            name = name.replaceFirst("-[0-9]+$", "") + "-" + i;
        }
        return name;
    }
}
