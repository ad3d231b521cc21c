package eu.staytuned.lod.release;

import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.rdf.Joining;
import eu.staytuned.lod.rdf.Labels;
import eu.staytuned.lod.rdf.LinkTargets;
import eu.staytuned.lod.rdf.LinkTargets.Target;
import eu.staytuned.lod.rdf.Terms;
import eu.staytuned.lod.release.Release.NamedGraph;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;

/**
 * How complete a release is, how far it is to be trusted and where it leads, in numbers.
 *
 * <p>Counted are the resources with an IRI of ours in its default graph, before the publisher's own statements about
 * releases join it. Each belongs to the narrowest classes of ours that it is an instance of, or, having none of ours, to
 * the commonest of its classes: what is a city is not counted as a place again, and a class, a property or a concept
 * scheme is a kind of its own.
 *
 * @param languages that names are wanted in: those that the shapes allow; without shapes, those that there are
 * @param kinds what there is of each kind, by the IRI of its class
 * @param disagreeing how many claims disagree with another
 * @param links how often resources of ours are linked to others' by a property that joins the two
 * @param areas how many observations are about each area, by its IRI
 */
record Quality(
        List<String> languages,
        SortedMap<String, Kind> kinds,
        long disagreeing,
        SortedMap<Link, Long> links,
        SortedMap<String, Long> areas) {

    /**
     * The resources of one kind.
     *
     * @param instances how many there are
     * @param named how many have a name
     * @param described how many have a definition or a description
     * @param sourced how many name a document that they come from
     * @param onOneSource how many of these name one alone
     * @param confidence how many are trusted to each degree, by its IRI
     * @param basis how many are stated or concluded, by the IRI of the basis
     */
    record Kind(
            long instances,
            Texts named,
            Texts described,
            long sourced,
            long onOneSource,
            SortedMap<String, Long> confidence,
            SortedMap<String, Long> basis) {}

    /**
     * How many resources have a text.
     *
     * @param everywhere in all the languages that are wanted
     * @param byLanguage in each of them; one in which none has it is not there
     */
    record Texts(long everywhere, SortedMap<String, Long> byLanguage) {

        long in(String language) {
            return byLanguage.getOrDefault(language, 0L);
        }

        private static Texts of(Collection<Set<String>> resources, List<String> languages) {
            Set<String> wanted = Set.copyOf(languages);
            SortedMap<String, Long> byLanguage = new TreeMap<>();
            long everywhere = 0;
            for (Set<String> texts : resources) {
                int found = 0;
                for (String language : texts) {
                    if (wanted.contains(language)) {
                        byLanguage.merge(language, 1L, Long::sum);
                        found++;
                    }
                }
                everywhere += found == wanted.size() ? 1 : 0;
            }
            return new Texts(everywhere, byLanguage);
        }
    }

    /**
     * A way to the data of others.
     *
     * @param property the IRI of the property that joins ours to theirs
     * @param target whose data they are
     */
    record Link(String property, Target target) implements Comparable<Link> {
        @Override
        public int compareTo(Link other) {
            return Comparator.comparing(Link::property)
                    .thenComparing(link -> link.target().iri())
                    .compare(this, other);
        }
    }

    private static final Node LANGUAGE_IN = NodeFactory.createURI("http://www.w3.org/ns/shacl#languageIn");
    private static final Node AREA = NodeFactory.createURI("http://purl.org/linked-data/sdmx/2009/dimension#refArea");
    private static final Node OBSERVATION = NodeFactory.createURI("http://purl.org/linked-data/cube#Observation");

    private static final Set<Node> NAMES = Set.copyOf(Labels.PROPERTIES);
    private static final Set<Node> DESCRIPTIONS = Set.copyOf(Labels.DESCRIPTIONS);

    static Quality of(Content content, IriSpace iris) {
        Census census = new Census(iris, LinkTargets.of(content.defaultGraph(), iris));
        content.defaultGraph().find().forEachRemaining(census::read);
        return census.result(languages(content));
    }

    /** How many resources there are, each counted once for each kind it is of. */
    long instances() {
        return kinds.values().stream().mapToLong(Kind::instances).sum();
    }

    /** How many resources of all kinds have a name in a language. */
    long named(String language) {
        return kinds.values().stream()
                .mapToLong(kind -> kind.named().in(language))
                .sum();
    }

    /** The most important of it, in a few lines for an editor. */
    List<String> summary() {
        List<String> lines = new ArrayList<>();
        long all = instances();
        lines.add(String.format(
                Locale.ROOT,
                "Names: %,d of %d kinds complete in all of %d languages; of %,d resources %s",
                kinds.values().stream()
                        .filter(kind -> kind.named().everywhere() == kind.instances())
                        .count(),
                kinds.size(),
                languages.size(),
                all,
                languages.stream()
                        .map(language -> String.format(Locale.ROOT, "%s %,d", language, named(language)))
                        .collect(Collectors.joining(", "))));
        lines.add("Confidence: " + concepts(Kind::confidence) + "; basis: " + concepts(Kind::basis));
        lines.add(String.format(
                Locale.ROOT,
                "Sources: %,d resources name one, %,d of them one alone; %,d claims disagree with another",
                sum(Kind::sourced),
                sum(Kind::onOneSource),
                disagreeing));
        lines.add(String.format(
                Locale.ROOT,
                "Links out: %,d to %d targets; figures: %,d about %d areas",
                total(links),
                links.keySet().stream().map(Link::target).distinct().count(),
                total(areas),
                areas.size()));
        return lines;
    }

    private String concepts(Function<Kind, Map<String, Long>> distribution) {
        Map<String, Long> counts = new TreeMap<>();
        kinds.values().forEach(kind -> distribution
                .apply(kind)
                .forEach((concept, count) ->
                        counts.merge(concept.substring(concept.lastIndexOf('/') + 1), count, Long::sum)));
        return counts.isEmpty()
                ? "none"
                : counts.entrySet().stream()
                        .map(count -> String.format(Locale.ROOT, "%s %,d", count.getKey(), count.getValue()))
                        .collect(Collectors.joining(", "));
    }

    private long sum(ToLongFunction<Kind> count) {
        return kinds.values().stream().mapToLong(count).sum();
    }

    private static long total(Map<?, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The longest list of languages that a shape allows, in its order. */
    private static List<String> languages(Content content) {
        List<String> longest = List.of();
        for (NamedGraph graph : content.graphs()) {
            for (Triple triple :
                    graph.triples().find(Node.ANY, LANGUAGE_IN, Node.ANY).toList()) {
                List<String> list = list(graph.triples(), triple.getObject());
                boolean before = list.size() == longest.size()
                        && String.join(" ", list).compareTo(String.join(" ", longest)) < 0;
                if (list.size() > longest.size() || before) {
                    longest = list;
                }
            }
        }
        return longest;
    }

    private static List<String> list(Graph graph, Node head) {
        List<String> members = new ArrayList<>();
        Set<Node> seen = new HashSet<>();
        Node cell = head;
        while (seen.add(cell)) {
            graph.find(cell, RDF.first.asNode(), Node.ANY)
                    .mapWith(Triple::getObject)
                    .filterKeep(Node::isLiteral)
                    .forEachRemaining(member -> members.add(member.getLiteralLexicalForm()));
            List<Triple> rest = graph.find(cell, RDF.rest.asNode(), Node.ANY).toList();
            if (rest.isEmpty()) {
                break;
            }
            cell = rest.get(0).getObject();
        }
        return members;
    }

    /** One resource, as the statements about it come by. */
    private static final class Seen {
        final Set<Node> types = new HashSet<>();
        final Set<String> named = new HashSet<>();
        final Set<String> described = new HashSet<>();
        final Set<Node> sources = new HashSet<>();
        final Set<Node> confidence = new HashSet<>();
        final Set<Node> basis = new HashSet<>();
        final Set<Node> areas = new HashSet<>();
    }

    /** What a property is counted for. */
    private enum Aspect {
        TYPE,
        SOURCE,
        CONFIDENCE,
        BASIS,
        AREA,
        DISAGREEMENT,
        WIDER,
        NONE
    }

    /** Goes through the statements once. */
    private static final class Census {

        private final IriSpace iris;
        private final LinkTargets targets;
        private final Map<Node, Aspect> aspects;
        private final Map<Node, Seen> resources = new HashMap<>();
        private final Map<Node, Set<Node>> above = new HashMap<>();
        private final Set<Node> disagreeing = new HashSet<>();
        private final SortedMap<Link, Long> links = new TreeMap<>();

        Census(IriSpace iris, LinkTargets targets) {
            this.iris = iris;
            this.targets = targets;
            this.aspects = Map.of(
                    Terms.TYPE,
                    Aspect.TYPE,
                    Terms.SOURCE,
                    Aspect.SOURCE,
                    iris.node("ontology#saidBy"),
                    Aspect.SOURCE,
                    iris.node("ontology#confidence"),
                    Aspect.CONFIDENCE,
                    iris.node("ontology#basis"),
                    Aspect.BASIS,
                    AREA,
                    Aspect.AREA,
                    iris.node("ontology#disagreesWith"),
                    Aspect.DISAGREEMENT,
                    RDFS.subClassOf.asNode(),
                    Aspect.WIDER);
        }

        void read(Triple triple) {
            Node subject = triple.getSubject();
            if (!isOurs(subject)) {
                return;
            }
            Node property = triple.getPredicate();
            Node object = triple.getObject();
            Seen seen = resources.computeIfAbsent(subject, any -> new Seen());
            if (object.isLiteral()) {
                if (NAMES.contains(property)) {
                    seen.named.add(object.getLiteralLanguage().toLowerCase(Locale.ROOT));
                } else if (DESCRIPTIONS.contains(property)) {
                    seen.described.add(object.getLiteralLanguage().toLowerCase(Locale.ROOT));
                }
                return;
            }
            Aspect aspect = aspects.getOrDefault(property, Aspect.NONE);
            switch (aspect) {
                case TYPE -> seen.types.add(object);
                case SOURCE -> seen.sources.add(object);
                case CONFIDENCE -> seen.confidence.add(object);
                case BASIS -> seen.basis.add(object);
                case AREA -> seen.areas.add(object);
                case DISAGREEMENT -> {
                    disagreeing.add(subject);
                    disagreeing.add(object);
                }
                case WIDER ->
                    above.computeIfAbsent(subject, any -> new HashSet<>()).add(object);
                case NONE -> {}
            }
            if (object.isURI() && Joining.PROPERTIES.contains(property) && !isOurs(object)) {
                links.merge(new Link(property.getURI(), targets.of(object.getURI())), 1L, Long::sum);
            }
        }

        Quality result(List<String> wanted) {
            Map<Node, Long> common = new HashMap<>();
            resources.values().forEach(seen -> seen.types.forEach(type -> common.merge(type, 1L, Long::sum)));
            SortedMap<String, List<Seen>> byKind = new TreeMap<>();
            SortedMap<String, Long> areas = new TreeMap<>();
            SortedSet<String> found = new TreeSet<>();
            resources.values().forEach(seen -> {
                kinds(seen.types, common).forEach(kind -> byKind.computeIfAbsent(kind, any -> new ArrayList<>())
                        .add(seen));
                if (seen.types.contains(OBSERVATION)) {
                    seen.areas.stream().filter(Node::isURI).forEach(area -> areas.merge(area.getURI(), 1L, Long::sum));
                }
                found.addAll(seen.named);
            });
            found.remove("");
            List<String> languages = wanted.isEmpty() ? List.copyOf(found) : wanted;
            SortedMap<String, Kind> kinds = new TreeMap<>();
            byKind.forEach((kind, members) -> kinds.put(kind, kind(members, languages)));
            return new Quality(languages, kinds, disagreeing.size(), links, areas);
        }

        private List<String> kinds(Set<Node> types, Map<Node, Long> common) {
            List<Node> ours = types.stream().filter(this::isOurs).toList();
            if (!ours.isEmpty()) {
                return ours.stream()
                        .filter(type -> ours.stream().noneMatch(other -> !other.equals(type) && isAbove(type, other)))
                        .map(Node::getURI)
                        .toList();
            }
            return types.stream()
                    .filter(Node::isURI)
                    .max(Comparator.<Node>comparingLong(type -> common.getOrDefault(type, 0L))
                            .thenComparing(Node::getURI, Comparator.reverseOrder()))
                    .map(Node::getURI)
                    .stream()
                    .toList();
        }

        private boolean isAbove(Node wider, Node narrower) {
            return isAbove(wider, narrower, new HashSet<>());
        }

        private boolean isAbove(Node wider, Node narrower, Set<Node> visited) {
            return visited.add(narrower)
                    && above.getOrDefault(narrower, Set.of()).stream()
                            .anyMatch(next -> next.equals(wider) || isAbove(wider, next, visited));
        }

        private Kind kind(List<Seen> members, List<String> languages) {
            SortedMap<String, Long> degrees = new TreeMap<>();
            SortedMap<String, Long> bases = new TreeMap<>();
            for (Seen seen : members) {
                count(seen.confidence, degrees);
                count(seen.basis, bases);
            }
            return new Kind(
                    members.size(),
                    Texts.of(members.stream().map(seen -> seen.named).toList(), languages),
                    Texts.of(members.stream().map(seen -> seen.described).toList(), languages),
                    members.stream().filter(seen -> !seen.sources.isEmpty()).count(),
                    members.stream().filter(seen -> seen.sources.size() == 1).count(),
                    degrees,
                    bases);
        }

        private static void count(Set<Node> nodes, SortedMap<String, Long> counts) {
            nodes.stream().filter(Node::isURI).forEach(node -> counts.merge(node.getURI(), 1L, Long::sum));
        }

        private boolean isOurs(Node node) {
            return node.isURI() && iris.contains(node.getURI());
        }
    }
}
