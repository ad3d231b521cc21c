package eu.staytuned.lod.web;

import eu.staytuned.lod.store.Edition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What each city did and how sources sort it, collected once for each release: for comparing cities with each other. */
@Component
class CityProfiles {

    /** The properties by which the work of cities is sorted, in the order in which pages show them. */
    static final List<String> SORTED_BY = List.of(
            "policyCategory",
            "policyTheme",
            "implementationTheme",
            "beneficiaryGroup",
            "educationLevel",
            "implementationScope",
            "keyword");

    private volatile @Nullable ProfilesOfEdition kept;

    /**
     * A city's work.
     *
     * @param bodies those who carry it out
     * @param concepts what its journeys, policies and actions are sorted under, by the name of the property
     */
    record Profile(
            Node city,
            List<Node> partnerships,
            List<Node> journeys,
            List<Node> policies,
            List<Node> actions,
            List<Node> events,
            Set<Node> bodies,
            Map<String, Set<Node>> concepts) {

        /** All that claims may be about when they are about the city's work. */
        List<Node> work() {
            List<Node> work = new ArrayList<>();
            List.of(journeys, policies, actions, events).forEach(work::addAll);
            work.addAll(bodies);
            return work;
        }
    }

    /** Another city and what its work has in common with that of the first, the rarest first. */
    record Likeness(Node city, Map<Node, String> shared, double weight) {}

    private record ProfilesOfEdition(Edition edition, Map<Node, Profile> byCity, Map<Node, Integer> cities) {}

    /** All cities, in the order of their IRIs. */
    List<Profile> all(Reading reading) {
        return List.copyOf(profiles(reading).byCity().values());
    }

    Profile of(Node city, Reading reading) {
        Profile known = profiles(reading).byCity().get(city);
        return known == null ? read(city, reading) : known;
    }

    /** The cities whose work is sorted under the same concepts; a concept of few cities says more than one of many. */
    List<Likeness> like(Node city, Reading reading) {
        ProfilesOfEdition profiles = profiles(reading);
        Map<Node, String> own = concepts(of(city, reading));
        List<Likeness> alike = new ArrayList<>();
        for (Profile other : profiles.byCity().values()) {
            if (other.city().equals(city)) {
                continue;
            }
            Map<Node, String> theirs = concepts(other);
            List<Node> shared = own.keySet().stream()
                    .filter(theirs::containsKey)
                    .sorted(Comparator.comparing(
                                    (Node concept) -> profiles.cities().get(concept))
                            .thenComparing(concept -> concept.toString()))
                    .toList();
            if (!shared.isEmpty()) {
                Map<Node, String> named = new LinkedHashMap<>();
                shared.forEach(concept -> named.put(concept, own.get(concept)));
                alike.add(new Likeness(
                        other.city(),
                        named,
                        shared.stream()
                                .mapToDouble(concept -> 1.0 / profiles.cities().get(concept))
                                .sum()));
            }
        }
        alike.sort(Comparator.comparingDouble(Likeness::weight).reversed().thenComparing(likeness -> likeness.city()
                .toString()));
        return alike;
    }

    private static Map<Node, String> concepts(Profile profile) {
        Map<Node, String> concepts = new LinkedHashMap<>();
        profile.concepts()
                .forEach((property, values) -> values.forEach(value -> concepts.putIfAbsent(value, property)));
        return concepts;
    }

    private ProfilesOfEdition profiles(Reading reading) {
        ProfilesOfEdition known = kept;
        if (known == null || !known.edition().equals(reading.edition())) {
            Map<Node, Profile> byCity = new LinkedHashMap<>();
            reading.instances("City").stream()
                    .filter(Node::isURI)
                    .sorted(Comparator.comparing(Node::getURI))
                    .forEach(city -> byCity.put(city, read(city, reading)));
            Map<Node, Integer> cities = new HashMap<>();
            byCity.values()
                    .forEach(profile ->
                            concepts(profile).keySet().forEach(concept -> cities.merge(concept, 1, Integer::sum)));
            known = new ProfilesOfEdition(reading.edition(), byCity, cities);
            kept = known;
        }
        return known;
    }

    private static Profile read(Node city, Reading reading) {
        Map<String, List<Node>> byType = new HashMap<>();
        List<String> types =
                List.of("Partnership", "ImplementationJourney", "LocalPolicy", "Action", "Event", "DeliveryBody");
        types.forEach(type -> byType.put(type, new ArrayList<>()));
        reading.subjects("city", city).stream()
                .filter(Node::isURI)
                .sorted(Comparator.comparing(Node::getURI))
                .forEach(thing -> types.stream()
                        .filter(type -> reading.isA(thing, reading.term(type)))
                        .forEach(type -> byType.get(type).add(thing)));
        List<Node> sorted = new ArrayList<>(byType.get("ImplementationJourney"));
        sorted.addAll(byType.get("LocalPolicy"));
        sorted.addAll(byType.get("Action"));
        Set<Node> bodies = new LinkedHashSet<>();
        sorted.forEach(thing -> bodies.addAll(reading.objects(thing, "deliveryBody")));
        bodies.addAll(byType.get("DeliveryBody"));
        Map<String, Set<Node>> concepts = new LinkedHashMap<>();
        for (String property : SORTED_BY) {
            Set<Node> values = new LinkedHashSet<>();
            sorted.forEach(thing -> reading.objects(thing, property).stream()
                    .filter(Node::isURI)
                    .forEach(values::add));
            concepts.put(property, values);
        }
        return new Profile(
                city,
                byType.get("Partnership"),
                byType.get("ImplementationJourney"),
                byType.get("LocalPolicy"),
                byType.get("Action"),
                byType.get("Event"),
                bodies,
                concepts);
    }
}
