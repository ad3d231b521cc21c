package eu.staytuned.lod.web;

import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.rdf.Labels;
import eu.staytuned.lod.tables.Csv;
import eu.staytuned.lod.web.CityProfiles.Profile;
import eu.staytuned.lod.web.EarlyLeaving.Rate;
import eu.staytuned.lod.web.PageTexts.Text;
import eu.staytuned.lod.web.ResourcePage.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.springframework.core.io.ClassPathResource;
import org.springframework.web.util.UriUtils;

/** What some cities did, side by side, and how many leave school early around them. */
final class Comparison {

    private static final Node ROLE = Reading.iri("http://www.w3.org/ns/org#role");
    private static final Node ORGANISATION = Reading.iri("http://www.w3.org/ns/org#organization");
    private static final List<String> ENGLISH = List.of("en");
    /** How many cities are shown to someone who has not chosen. */
    private static final int DEFAULT = 3;

    private final CityProfiles profiles;
    private final EarlyLeaving earlyLeaving;
    private final String query;

    Comparison(CityProfiles profiles, EarlyLeaving earlyLeaving) throws IOException {
        this.profiles = profiles;
        this.earlyLeaving = earlyLeaving;
        this.query = new ClassPathResource("compare.rq", Comparison.class).getContentAsString(StandardCharsets.UTF_8);
    }

    /** A city that can be chosen. */
    public record Choice(String name, Value city, boolean chosen) {}

    /**
     * What is compared.
     *
     * @param title empty links where it is not a property of the ontology
     * @param cells one a city
     */
    public record Line(Value title, List<List<Item>> cells) {}

    /**
     * One thing.
     *
     * @param common whether another of the cities has it too
     */
    public record Item(Value value, boolean common) {}

    /**
     * What the page shows.
     *
     * @param chosen as the address says; those that say most where it says nothing
     */
    Map<String, Object> content(List<Node> chosen, Reading reading) {
        List<Profile> all = profiles.all(reading).stream()
                .filter(profile -> CityChoice.name(profile.city(), reading) != null)
                .toList();
        List<Node> cities = chosen.isEmpty() ? byDefault(all) : chosen;
        boolean right = cities.size() >= CityChoice.FEWEST && cities.size() <= CityChoice.MOST;
        Map<String, Object> content = new HashMap<>();
        content.put("description", reading.message("compare.lead"));
        content.put("heading", reading.message("compare.title"));
        content.put(
                "choices",
                all.stream()
                        .map(profile -> new Choice(
                                String.valueOf(CityChoice.name(profile.city(), reading)),
                                reading.link(profile.city()),
                                cities.contains(profile.city())))
                        .sorted(Comparator.comparing(Choice::city, reading.byText()))
                        .toList());
        content.put("asked", !chosen.isEmpty());
        content.put("right", right);
        content.put("fewest", CityChoice.FEWEST);
        content.put("most", CityChoice.MOST);
        if (right) {
            List<Profile> compared =
                    cities.stream().map(city -> profiles.of(city, reading)).toList();
            String parameters = CityChoice.parameters(cities, reading);
            content.put("cities", cities.stream().map(reading::link).toList());
            content.put("lines", lines(compared, reading));
            content.put("rates", chart(cities, reading));
            content.put("csvOfRates", reading.site().file("compare.csv?table=rates&" + parameters));
            content.put("csvOfWork", reading.site().file("compare.csv?table=work&" + parameters));
            String text = query(cities, reading.iris());
            content.put("query", text);
            content.put(
                    "ask", reading.site().file("sparql") + "?query=" + UriUtils.encode(text, StandardCharsets.UTF_8));
        }
        return content;
    }

    /** Those of whose work the sources say most. */
    private static List<Node> byDefault(List<Profile> all) {
        return all.stream()
                .sorted(Comparator.comparingInt((Profile profile) -> -profile.concepts().values().stream()
                                .mapToInt(Set::size)
                                .sum())
                        .thenComparing(profile -> profile.city().getURI()))
                .limit(DEFAULT)
                .map(Profile::city)
                .toList();
    }

    // What they did

    private List<Line> lines(List<Profile> cities, Reading reading) {
        List<Line> lines = new ArrayList<>();
        line("country", cities, profile -> reading.objects(profile.city(), "country"), reading)
                .ifPresent(lines::add);
        values(
                        reading.link(reading.term("region")),
                        cities,
                        profile -> earlyLeaving.regionsOf(profile.city(), reading).stream()
                                .map(region ->
                                        CityPortrait.withCode(reading.link(region), EarlyLeaving.code(region, reading)))
                                .toList())
                .ifPresent(lines::add);
        values(title("city.inhabitants", reading), cities, profile -> Stream.concat(
                                Stream.of(profile.city()), reading.objects(profile.city(), "municipality").stream())
                        .flatMap(place -> reading.object(place, "population").stream())
                        .limit(1)
                        .map(reading::literal)
                        .toList())
                .ifPresent(lines::add);
        line(title("city.parts", reading), cities, profile -> objects(profile, ORGANISATION, reading), reading)
                .ifPresent(lines::add);
        line(reading.link(ROLE), cities, profile -> objects(profile, ROLE, reading), reading)
                .ifPresent(lines::add);
        for (String property : CityProfiles.SORTED_BY) {
            line(property, cities, profile -> profile.concepts().getOrDefault(property, Set.of()), reading)
                    .ifPresent(lines::add);
        }
        line("deliveryBody", cities, Profile::bodies, reading).ifPresent(lines::add);
        line(title("kind.local-policy", reading), cities, Profile::policies, reading)
                .ifPresent(lines::add);
        values(
                        title("compare.count", reading),
                        cities,
                        profile -> List.of(Value.of(
                                Text.of(reading.number(profile.actions().size())))))
                .ifPresent(lines::add);
        line(title("kind.action", reading), cities, Profile::actions, reading).ifPresent(lines::add);
        values(title("compare.years", reading), cities, profile -> years(profile, reading))
                .ifPresent(lines::add);
        values(reading.link(reading.term("lesson")), cities, profile -> Stream.of(profile.journeys(), profile.actions())
                        .flatMap(List::stream)
                        .flatMap(thing -> reading.texts(thing, "lesson").stream())
                        .distinct()
                        .map(Value::of)
                        .toList())
                .ifPresent(lines::add);
        return lines;
    }

    private static Value title(String message, Reading reading) {
        return Value.of(Text.of(reading.message(message)));
    }

    private static List<Node> objects(Profile profile, Node property, Reading reading) {
        return profile.partnerships().stream()
                .flatMap(partnership -> reading.objects(partnership, property).stream())
                .toList();
    }

    private static Optional<Line> line(
            String property, List<Profile> cities, Function<Profile, Collection<Node>> things, Reading reading) {
        return line(reading.link(reading.term(property)), cities, things, reading);
    }

    /** Things of which some may be those of other cities too. */
    private static Optional<Line> line(
            Value title, List<Profile> cities, Function<Profile, Collection<Node>> things, Reading reading) {
        List<Set<Node>> all = cities.stream()
                .map(city -> (Set<Node>) new LinkedHashSet<>(things.apply(city)))
                .toList();
        Map<Node, Long> times = all.stream()
                .flatMap(Set::stream)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        List<List<Item>> cells = all.stream()
                .map(some -> some.stream()
                        .map(thing -> new Item(reading.link(thing), times.get(thing) > 1))
                        .sorted(Comparator.comparing((Item item) -> !item.common())
                                .thenComparing(Item::value, reading.byText()))
                        .toList())
                .toList();
        return times.isEmpty() ? Optional.empty() : Optional.of(new Line(title, cells));
    }

    private static Optional<Line> values(Value title, List<Profile> cities, Function<Profile, List<Value>> values) {
        List<List<Item>> cells = cities.stream()
                .map(city -> values.apply(city).stream()
                        .map(value -> new Item(value, false))
                        .toList())
                .toList();
        return cells.stream().allMatch(List::isEmpty) ? Optional.empty() : Optional.of(new Line(title, cells));
    }

    /** From the first to the last year of which a source tells something dated. */
    private static List<Value> years(Profile profile, Reading reading) {
        List<String> years = profile.work().stream()
                .flatMap(thing ->
                        Stream.concat(reading.objects(thing, "start").stream(), reading.objects(thing, "end").stream()))
                .filter(Node::isLiteral)
                .map(Node::getLiteralLexicalForm)
                .filter(time -> time.matches("\\d{4}.*"))
                .map(time -> time.substring(0, 4))
                .sorted()
                .toList();
        if (years.isEmpty()) {
            return List.of();
        }
        String first = years.get(0);
        String last = years.get(years.size() - 1);
        return List.of(Value.of(Text.of(first.equals(last) ? first : first + "–" + last)));
    }

    // The rates around them

    private Set<Node> areas(List<Node> cities, Reading reading) {
        Set<Node> areas = new LinkedHashSet<>();
        cities.forEach(city -> areas.addAll(earlyLeaving.regionsOf(city, reading)));
        cities.forEach(city -> areas.addAll(earlyLeaving.unionsOf(city, reading)));
        return areas;
    }

    private Optional<CityPortrait.Rates> chart(List<Node> cities, Reading reading) {
        Set<Node> areas = areas(cities, reading);
        return LineChart.of(
                        areas.stream()
                                .map(area -> earlyLeaving.line(area, reading))
                                .toList(),
                        reading.locale())
                .map(chart -> new CityPortrait.Rates(
                        chart,
                        earlyLeaving.notes(areas, reading),
                        reading.links(earlyLeaving.dataSets(areas, reading)),
                        reading.links(earlyLeaving.sources(areas, reading))));
    }

    /** The query that gives the numbers of the chart, for the address at which we publish. */
    String query(List<Node> cities, IriSpace iris) {
        return query.replace(IriSpace.CANONICAL_BASE, iris.base())
                .replace(
                        "$cities",
                        cities.stream().map(city -> "<" + city.getURI() + ">").collect(Collectors.joining(" ")));
    }

    /** The same as a table, a row for each city, area and year; unions stand there once and belong to no city. */
    String rates(List<Node> cities, Reading reading) {
        StringBuilder table = new StringBuilder();
        Csv.row(
                table,
                List.of(
                        "city",
                        "city_name",
                        "area",
                        "area_code",
                        "area_name",
                        "year",
                        "rate_percent",
                        "flags",
                        "observation"));
        Set<Node> unions = new LinkedHashSet<>();
        cities.forEach(city -> unions.addAll(earlyLeaving.unionsOf(city, reading)));
        unions.forEach(area -> rates(table, "", "", area, reading));
        for (Node city : cities) {
            earlyLeaving
                    .regionsOf(city, reading)
                    .forEach(area -> rates(table, city.getURI(), english(city, reading), area, reading));
        }
        return table.toString();
    }

    private void rates(StringBuilder table, String city, String name, Node area, Reading reading) {
        for (Rate rate : earlyLeaving.series(area, reading).rates()) {
            Csv.row(
                    table,
                    List.of(
                            city,
                            name,
                            area.getURI(),
                            EarlyLeaving.code(area, reading),
                            english(area, reading),
                            String.valueOf(rate.year()),
                            Portraits.plain(rate.observation(), "earlyLeavingRate", reading),
                            rate.statuses().stream()
                                    .map(status -> EarlyLeaving.code(status, reading))
                                    .sorted()
                                    .collect(Collectors.joining(" ")),
                            rate.observation().getURI()));
        }
    }

    /** What the work of cities is sorted under, a row for each thing. */
    String work(List<Node> cities, Reading reading) {
        StringBuilder table = new StringBuilder();
        Csv.row(table, List.of("city", "city_name", "property", "property_name", "value", "value_name"));
        for (Node city : cities) {
            Profile profile = profiles.of(city, reading);
            profile.concepts().forEach((property, values) -> work(table, city, property, values, reading));
            work(table, city, "deliveryBody", profile.bodies(), reading);
            work(table, city, "carriesOut", profile.policies(), reading);
            work(table, city, "action", profile.actions(), reading);
        }
        return table.toString();
    }

    private static void work(
            StringBuilder table, Node city, String property, Collection<Node> values, Reading reading) {
        Node term = reading.term(property);
        values.stream()
                .filter(Node::isURI)
                .sorted(Comparator.comparing(Node::getURI))
                .forEach(value -> Csv.row(
                        table,
                        List.of(
                                city.getURI(),
                                english(city, reading),
                                term.getURI(),
                                english(term, reading),
                                value.getURI(),
                                english(value, reading))));
    }

    private static String english(Node thing, Reading reading) {
        return Labels.of(reading.graph(), thing, ENGLISH)
                .map(Node::getLiteralLexicalForm)
                .orElse("");
    }
}
