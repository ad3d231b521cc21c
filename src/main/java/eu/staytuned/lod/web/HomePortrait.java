package eu.staytuned.lod.web;

import eu.staytuned.lod.web.PageTexts.Text;
import eu.staytuned.lod.web.ResourcePage.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.springframework.stereotype.Component;

/** The home page: what the networks were, where their cities lie, what they did, and where to go on from here. */
@Component
class HomePortrait implements Portrait {

    private static final Node TOP_CONCEPT_OF = Reading.iri("http://www.w3.org/2004/02/skos/core#topConceptOf");
    private static final Node BROADER = Reading.iri("http://www.w3.org/2004/02/skos/core#broader");

    /** Lists are no longer than this, however many there are: the rest stands in the collection that they lead to. */
    private static final int MOST_NETWORKS = 12;

    private static final int MOST_CITIES = 60;

    private final EuropeMap europe;

    HomePortrait(EuropeMap europe) {
        this.europe = europe;
    }

    /**
     * A network in a few words.
     *
     * @param cities how many take part
     */
    public record NetworkCard(Value link, Optional<Text> description, int cities) {}

    /** A city and its country. */
    public record CityCard(Value link, Optional<Value> country) {}

    /**
     * A policy category, and the cities that worked in it.
     *
     * @param more how many more they are
     */
    public record CategoryCard(Value link, Optional<Text> definition, List<Value> cities, int more) {}

    @Override
    public boolean suits(Node subject, Reading reading) {
        return subject.equals(reading.iris().node(""));
    }

    @Override
    public String template() {
        return "home";
    }

    @Override
    public Map<String, Object> content(Node subject, Reading reading) {
        Map<String, Object> content = new HashMap<>();
        List<Value> allCities = reading.links(reading.instances("City"));
        List<Value> cities = first(MOST_CITIES, allCities);
        List<Value> allNetworks = reading.links(reading.instances("Network"));
        List<Value> networks = first(MOST_NETWORKS, allNetworks);
        content.put("networks", networks(networks, reading));
        content.put("moreNetworks", allNetworks.size() - networks.size());
        content.put("moreCities", allCities.size() - cities.size());
        content.put("cities", cities.stream().map(city -> card(city, reading)).toList());
        content.put("categories", categories(reading));
        content.put("map", europe.with(cities, reading));
        content.put("description", reading.message("home.intro"));
        return content;
    }

    private static List<Value> first(int most, List<Value> all) {
        return all.subList(0, Math.min(most, all.size()));
    }

    private static List<NetworkCard> networks(List<Value> networks, Reading reading) {
        return networks.stream()
                .map(link -> {
                    Node network = Reading.iri(link.note());
                    return new NetworkCard(
                            link,
                            reading.description(network),
                            reading.objects(network, "partner").size());
                })
                .toList();
    }

    private static CityCard card(Value city, Reading reading) {
        return new CityCard(
                city, reading.object(Reading.iri(city.note()), "country").map(reading::link));
    }

    private static List<CategoryCard> categories(Reading reading) {
        return reading.links(reading.subjects(TOP_CONCEPT_OF, reading.thing("scheme", "policy-category"))).stream()
                .map(link -> {
                    Node category = Reading.iri(link.note());
                    List<Value> all = reading.links(citiesIn(category, reading));
                    List<Value> cities = first(MOST_CITIES, all);
                    return new CategoryCard(link, reading.description(category), cities, all.size() - cities.size());
                })
                .toList();
    }

    /** Those whose journey or one of whose actions a source puts in the category, or in one below it. */
    private static Set<Node> citiesIn(Node category, Reading reading) {
        Set<Node> cities = new LinkedHashSet<>();
        List<Node> concepts = new ArrayList<>(List.of(category));
        for (int next = 0; next < concepts.size(); next++) {
            for (Node classified : reading.subjects("policyCategory", concepts.get(next))) {
                cities.addAll(reading.objects(classified, "city"));
            }
            reading.subjects(BROADER, concepts.get(next)).stream()
                    .filter(narrower -> !concepts.contains(narrower))
                    .forEach(concepts::add);
        }
        return cities;
    }
}
