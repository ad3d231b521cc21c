package eu.staytuned.lod.links;

import eu.staytuned.lod.lookup.ForeignIri;
import eu.staytuned.lod.rdf.EditDistance;
import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.rdf.Joining;
import eu.staytuned.lod.rdf.LinkTargets;
import eu.staytuned.lod.store.Shelf;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;

/**
 * All that leads from one release to what others publish, in the order of where it leads: what leads to one place is a run
 * of it.
 */
public final class OutgoingLinks {

    /** The order in which {@link Joining} has the properties. */
    static final Comparator<Node> SUREST_FIRST =
            Comparator.<Node>comparingInt(Joining.PROPERTIES::indexOf).thenComparing(Node::getURI);

    private static final int NEAR = 5;
    private static final int HELPFUL = 60;

    /** A link, and the key of what it leads to: the same for each spelling of an IRI. */
    private record Entry(String key, Link link) {}

    private static final Comparator<Entry> ORDER = Comparator.comparing(Entry::key)
            .thenComparing(entry -> entry.link().theirs().getURI())
            .thenComparing(entry -> entry.link().relation(), SUREST_FIRST)
            .thenComparing(entry -> entry.link().ours().getURI());

    private final List<Entry> entries;
    private final List<Target> targets;
    private final Map<String, String> prefixes;

    private OutgoingLinks(List<Entry> entries, List<Target> targets, Map<String, String> prefixes) {
        this.entries = entries;
        this.targets = targets;
        this.prefixes = prefixes;
    }

    /** Reads a release; to be called within a transaction. */
    static OutgoingLinks of(Shelf shelf, IriSpace iris) {
        Graph published = shelf.data().getDefaultGraph();
        List<Entry> entries = new ArrayList<>();
        for (Node relation : Joining.PROPERTIES) {
            published
                    .find(Node.ANY, relation, Node.ANY)
                    .filterKeep(triple -> isOurs(triple.getSubject(), iris)
                            && triple.getObject().isURI()
                            && !iris.contains(triple.getObject().getURI()))
                    .forEachRemaining(triple -> entries.add(entry(triple)));
        }
        entries.sort(ORDER);
        Map<String, String> prefixes = new TreeMap<>();
        shelf.data().prefixes().forEach(prefixes::put);
        return new OutgoingLinks(entries, targets(entries, LinkTargets.of(published, iris), prefixes), prefixes);
    }

    private static Entry entry(Triple triple) {
        return new Entry(
                ForeignIri.key(triple.getObject().getURI()),
                new Link(triple.getSubject(), triple.getPredicate(), triple.getObject()));
    }

    private static boolean isOurs(Node node, IriSpace iris) {
        return node.isURI() && iris.contains(node.getURI());
    }

    private static List<Target> targets(List<Entry> entries, LinkTargets owners, Map<String, String> prefixes) {
        Map<LinkTargets.Target, Target> found = new HashMap<>();
        for (Entry entry : entries) {
            Link link = entry.link();
            found.computeIfAbsent(
                            owners.of(link.theirs().getURI()),
                            owner -> new Target(
                                    NodeFactory.createURI(owner.iri()),
                                    owner.space(),
                                    prefixes.entrySet().stream()
                                            .filter(prefix -> prefix.getValue().equals(owner.space()))
                                            .map(Map.Entry::getKey)
                                            .toList(),
                                    new TreeMap<>(SUREST_FIRST)))
                    .counts()
                    .merge(link.relation(), 1, Integer::sum);
        }
        return found.values().stream()
                .sorted(Comparator.comparingInt(Target::links).reversed().thenComparing(Target::space))
                .toList();
    }

    /** Whom we link to, those with the most links first. */
    public List<Target> targets() {
        return targets;
    }

    /** The prefixes of the release, with what they stand for. */
    public Map<String, String> prefixes() {
        return prefixes;
    }

    /** All of them. */
    public Selection all() {
        return new Selection("", Optional.empty(), links(entries));
    }

    /**
     * Those that lead to a place.
     *
     * @param to a prefix ({@code wd}), an IRI in any of its spellings or a prefixed name, or what IRIs begin with
     * @return empty where nothing leads there
     */
    public Optional<Selection> to(String to) {
        return meanings(to)
                .flatMap(iri -> Stream.of(exactly(iri), below(iri)))
                .filter(found -> !found.links().isEmpty())
                .findFirst();
    }

    /** What may be meant, as IRIs. */
    private Stream<String> meanings(String to) {
        String bare = bare(to);
        String name = bare.endsWith(":") ? bare.substring(0, bare.length() - 1) : bare;
        if (prefixes.containsKey(name)) {
            return Stream.of(prefixes.get(name));
        }
        if (ForeignIri.isWikidataNumber(bare)) {
            return Stream.of("http://www.wikidata.org/entity/" + bare.toUpperCase(Locale.ROOT));
        }
        int colon = bare.indexOf(':');
        if (colon > 0 && !bare.startsWith("//", colon + 1) && prefixes.containsKey(bare.substring(0, colon))) {
            return Stream.of(prefixes.get(bare.substring(0, colon)) + bare.substring(colon + 1));
        }
        if (colon < 0 && bare.indexOf('.') > 0) {
            return Stream.of("http://" + bare);
        }
        return ForeignIri.isIri(bare) ? Stream.of(bare) : Stream.empty();
    }

    private static String bare(String to) {
        String bare = to.strip();
        return bare.startsWith("<") && bare.endsWith(">") && bare.length() > 2
                ? bare.substring(1, bare.length() - 1).strip()
                : bare;
    }

    private Selection exactly(String iri) {
        String key = ForeignIri.key(iri);
        List<Link> found = links(run(key, key + '\0'));
        return new Selection(found.isEmpty() ? iri : found.get(0).theirs().getURI(), Optional.empty(), found);
    }

    /** A part of a name is no place: what IRIs begin with ends where one of their parts does. */
    private Selection below(String iri) {
        String key = ForeignIri.key(iri);
        char last = iri.charAt(iri.length() - 1);
        for (char end : last == '/' ? new char[] {'/'} : last == '#' ? new char[] {'#'} : new char[] {'/', '#'}) {
            String start = key.endsWith("" + end) ? key : key + end;
            List<Link> found = links(run(start, start + Character.MAX_VALUE));
            if (!found.isEmpty()) {
                return new Selection(spelt(start, found), Optional.empty(), found);
            }
        }
        return new Selection(iri, Optional.empty(), List.of());
    }

    /** What the names of all that was found begin with, as their owners write it. */
    private static String spelt(String start, List<Link> found) {
        String one = found.get(0).theirs().getURI();
        int length = one.indexOf(start) + start.length();
        String space = one.indexOf(start) < 0 ? start : one.substring(0, length);
        return found.stream().allMatch(link -> link.theirs().getURI().startsWith(space))
                ? space
                : space.replaceFirst("^https:", "http:");
    }

    private List<Entry> run(String from, String until) {
        return entries.subList(position(from), position(until));
    }

    /** How many keys come before this one. */
    private int position(String key) {
        int low = 0;
        int high = entries.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (entries.get(middle).key().compareTo(key) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static List<Link> links(List<Entry> entries) {
        return entries.stream().map(Entry::link).toList();
    }

    /** Whom we link to and what somebody may have meant to whom nothing leads where he asked; the likeliest first. */
    public List<Target> near(String to) {
        String asked = plain(bare(to));
        Map<Target, Integer> distances = new LinkedHashMap<>();
        for (Target target : targets) {
            Stream.concat(target.prefixes().stream(), Stream.of(plain(target.space()), host(target.space())))
                    .mapToInt(name -> distance(asked, name))
                    .min()
                    .ifPresent(distance -> distances.put(target, distance));
        }
        return distances.entrySet().stream()
                .filter(entry -> entry.getValue() < HELPFUL)
                .sorted(Comparator.comparingInt(Map.Entry::getValue))
                .limit(NEAR)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** In hundredths of the longer of the two; none where it is the same host. */
    private static int distance(String asked, String name) {
        if (host(asked).equals(name)) {
            return 0;
        }
        int longer = Math.max(1, Math.max(asked.length(), name.length()));
        return EditDistance.of(asked, name, longer) * 100 / longer;
    }

    private static String plain(String iri) {
        String plain = iri.toLowerCase(Locale.ROOT).replaceFirst("^https?://", "");
        return plain.length() > 80 ? plain.substring(0, 80) : plain;
    }

    private static String host(String iri) {
        return plain(iri).replaceFirst("[/?#].*", "");
    }
}
