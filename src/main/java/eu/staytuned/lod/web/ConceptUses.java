package eu.staytuned.lod.web;

import eu.staytuned.lod.rdf.Terms;
import eu.staytuned.lod.store.Edition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is described with a concept. Looked up once for each concept and release, since a concept may have thousands of uses. */
@Component
class ConceptUses {

    private static final Node SUB_PROPERTY = Reading.iri("http://www.w3.org/2000/01/rdf-schema#subPropertyOf");
    private static final Node SUB_CLASS = Reading.iri("http://www.w3.org/2000/01/rdf-schema#subClassOf");
    private static final Node SCHEME = Portraits.skos("ConceptScheme");

    private volatile @Nullable Known known;

    private record Known(Edition edition, Map<Node, Uses> uses) {}

    /**
     * Things of one kind that refer to the concept by one property.
     *
     * @param kind the class of the things; empty where they have none
     * @param things in the order of their IRIs
     */
    record Group(Node property, Optional<Node> kind, List<Node> things) {}

    /**
     * All uses of a concept.
     *
     * @param groups the largest first
     * @param cities that the things belong to, and how many to each
     * @param claims that give the concept as a value
     * @param total how many things there are; each counts once
     */
    record Uses(List<Group> groups, Map<Node, Integer> cities, List<Node> claims, int total) {}

    Uses of(Node concept, Reading reading) {
        Known current = known;
        if (current == null || !current.edition().equals(reading.edition())) {
            current = new Known(reading.edition(), new ConcurrentHashMap<>());
            known = current;
        }
        return current.uses().computeIfAbsent(concept, any -> read(concept, reading));
    }

    private static Uses read(Node concept, Reading reading) {
        Node claimed = reading.term("valueResource");
        String things = reading.iris().resolve("id/");
        Map<Node, Set<Node>> properties = new HashMap<>();
        List<Node> claims = new ArrayList<>();
        reading.graph()
                .find(Node.ANY, Node.ANY, concept)
                .filterKeep(triple -> triple.getSubject().isURI()
                        && triple.getSubject().getURI().startsWith(things))
                .forEachRemaining(triple -> {
                    if (triple.getPredicate().equals(claimed)) {
                        claims.add(triple.getSubject());
                    } else {
                        properties
                                .computeIfAbsent(triple.getSubject(), any -> new HashSet<>())
                                .add(triple.getPredicate());
                    }
                });
        Comparator<Node> byIri = Comparator.comparing(Node::getURI);
        Map<Group, List<Node>> groups = new LinkedHashMap<>();
        Map<Node, Integer> cities = new HashMap<>();
        Map<Set<Node>, Optional<Node>> kinds = new HashMap<>();
        int total = 0;
        for (Node thing : properties.keySet().stream().sorted(byIri).toList()) {
            Set<Node> types = Set.copyOf(reading.objects(thing, Terms.TYPE));
            if (types.contains(Portraits.CONCEPT) || types.contains(SCHEME)) {
                continue;
            }
            total++;
            Optional<Node> kind = kinds.computeIfAbsent(types, any -> kind(types, reading));
            for (Node property : narrowest(properties.get(thing), reading)) {
                groups.computeIfAbsent(new Group(property, kind, List.of()), any -> new ArrayList<>())
                        .add(thing);
            }
            reading.objects(thing, "city").forEach(city -> cities.merge(city, 1, Integer::sum));
        }
        List<Group> sorted = groups.entrySet().stream()
                .map(entry ->
                        new Group(entry.getKey().property(), entry.getKey().kind(), List.copyOf(entry.getValue())))
                .sorted(Comparator.comparingInt((Group group) -> -group.things().size())
                        .thenComparing(group -> group.property().getURI()))
                .toList();
        return new Uses(
                sorted,
                Map.copyOf(cities),
                claims.stream().distinct().sorted(byIri).toList(),
                total);
    }

    /** In our own terms where there are any, and the narrowest of them. */
    private static Optional<Node> kind(Set<Node> types, Reading reading) {
        List<Node> named = types.stream().filter(Node::isURI).toList();
        List<Node> ours = named.stream()
                .filter(type -> reading.iris().contains(type.getURI()))
                .toList();
        List<Node> candidates = ours.isEmpty() ? named : ours;
        return candidates.stream()
                .filter(type -> candidates.stream()
                        .noneMatch(
                                other -> !other.equals(type) && reading.graph().contains(other, SUB_CLASS, type)))
                .min(Comparator.comparing(Node::getURI));
    }

    /** Without what follows from another of them. */
    private static List<Node> narrowest(Set<Node> properties, Reading reading) {
        return properties.stream()
                .filter(property -> properties.stream()
                        .noneMatch(other ->
                                !other.equals(property) && reading.graph().contains(other, SUB_PROPERTY, property)))
                .toList();
    }
}
