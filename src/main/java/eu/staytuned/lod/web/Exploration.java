package eu.staytuned.lod.web;

import eu.staytuned.lod.store.Edition;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.jena.graph.Node;

/**
 * The actions and cities of a release with the values by which they can be chosen; made once for each release.
 *
 * <p>Only what is stated counts: conclusions of the editors are claims in graphs of their own and state nothing.
 *
 * @param actions in the order of their addresses, as are the cities
 */
record Exploration(Edition edition, List<Item> actions, List<Item> cities) {

    private static final Node BROADER = Reading.iri("http://www.w3.org/2004/02/skos/core#broader");

    /** Who says it. */
    enum Origin {
        ITSELF,
        JOURNEY,
        NETWORK
    }

    /**
     * Something to choose.
     *
     * @param values that are said of it, and by whom
     * @param within the same values and all that are broader
     */
    record Item(Node node, Map<Facet, Map<Node, Origin>> values, Map<Facet, Set<Node>> within) {

        boolean has(Facet facet, Set<Node> any) {
            Set<Node> own = within.getOrDefault(facet, Set.of());
            return any.stream().anyMatch(own::contains);
        }
    }

    static Exploration of(Reading reading) {
        return new Exploration(
                reading.edition(),
                items(reading, "Action", Exploration::ofAction),
                items(reading, "City", Exploration::ofCity));
    }

    private interface Values {
        Map<Node, Origin> of(Node item, Facet facet, Reading reading);
    }

    private static List<Item> items(Reading reading, String type, Values source) {
        Map<String, Item> items = new TreeMap<>();
        Map<Node, Set<Node>> broader = new HashMap<>();
        for (Node node : reading.instances(type)) {
            if (!node.isURI()) {
                continue;
            }
            Map<Facet, Map<Node, Origin>> values = new EnumMap<>(Facet.class);
            Map<Facet, Set<Node>> within = new EnumMap<>(Facet.class);
            for (Facet facet : Facet.values()) {
                Map<Node, Origin> found = source.of(node, facet, reading);
                found.keySet().removeIf(value -> !value.isURI());
                if (!found.isEmpty()) {
                    values.put(facet, found);
                    Set<Node> all = new LinkedHashSet<>();
                    found.keySet()
                            .forEach(value ->
                                    all.addAll(broader.computeIfAbsent(value, one -> andBroader(one, reading))));
                    within.put(facet, all);
                }
            }
            items.put(node.getURI(), new Item(node, values, within));
        }
        return List.copyOf(items.values());
    }

    private static Set<Node> andBroader(Node concept, Reading reading) {
        List<Node> all = new ArrayList<>(List.of(concept));
        for (int next = 0; next < all.size(); next++) {
            for (Node above : reading.objects(all.get(next), BROADER)) {
                if (!all.contains(above)) {
                    all.add(above);
                }
            }
        }
        return new LinkedHashSet<>(all);
    }

    private static Map<Node, Origin> ofAction(Node action, Facet facet, Reading reading) {
        Map<Node, Origin> values = new LinkedHashMap<>();
        if (facet == Facet.COUNTRY) {
            reading.objects(action, "city").forEach(city -> add(values, city, facet, Origin.ITSELF, reading));
            return values;
        }
        add(values, action, facet, Origin.ITSELF, reading);
        if (values.isEmpty() && facet.comesFromJourneys()) {
            reading.objects(action, "journey").forEach(journey -> add(values, journey, facet, Origin.JOURNEY, reading));
        }
        if (values.isEmpty() && facet.comesFromNetworks()) {
            reading.objects(action, "network").forEach(network -> add(values, network, facet, Origin.NETWORK, reading));
        }
        return values;
    }

    /** What a city did, by its actions and journeys. */
    private static Map<Node, Origin> ofCity(Node city, Facet facet, Reading reading) {
        Map<Node, Origin> values = new LinkedHashMap<>();
        switch (facet) {
            case CITY -> {}
            case COUNTRY -> add(values, city, facet, Origin.ITSELF, reading);
            case NETWORK -> reading.subjects("partner", city).forEach(network -> values.put(network, Origin.ITSELF));
            default -> {
                for (Node deed : reading.subjects("city", city)) {
                    if (reading.isA(deed, reading.term("Action"))
                            || reading.isA(deed, reading.term("ImplementationJourney"))) {
                        add(values, deed, facet, Origin.ITSELF, reading);
                    }
                }
                if (values.isEmpty() && facet.comesFromNetworks()) {
                    reading.subjects("partner", city)
                            .forEach(network -> add(values, network, facet, Origin.NETWORK, reading));
                }
            }
        }
        return values;
    }

    private static void add(Map<Node, Origin> values, Node subject, Facet facet, Origin origin, Reading reading) {
        reading.objects(subject, facet.property()).forEach(value -> values.putIfAbsent(value, origin));
    }
}
