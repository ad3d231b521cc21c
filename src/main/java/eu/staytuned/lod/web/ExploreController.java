package eu.staytuned.lod.web;

import eu.staytuned.lod.store.AnyRelease;
import eu.staytuned.lod.tables.Csv;
import eu.staytuned.lod.web.Exploration.Item;
import eu.staytuned.lod.web.Exploration.Origin;
import eu.staytuned.lod.web.ExplorePage.Card;
import eu.staytuned.lod.web.ExplorePage.Chip;
import eu.staytuned.lod.web.ExplorePage.FacetBox;
import eu.staytuned.lod.web.ExplorePage.Option;
import eu.staytuned.lod.web.ExplorePage.Tab;
import eu.staytuned.lod.web.PageTexts.Text;
import eu.staytuned.lod.web.ResourcePage.Value;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Actions and cities to choose from by what is said of them. */
@Controller
class ExploreController {

    private static final String PATH = "explore";
    private static final String TABLE = "explore.csv";
    private static final int CARDS = 24;
    private static final int MOST_OPTIONS = 40;
    private static final int OPEN = 2;

    private volatile @Nullable Exploration known;

    @AnyRelease
    @GetMapping("/" + PATH)
    DesignedPage list(HttpServletRequest request) {
        Choice choice = Choice.of(request);
        return new DesignedPage("explore", reading -> {
            ExplorePage page = page(choice, reading);
            return Leafing.with(
                    page.paging(),
                    Map.of(
                            "page", page,
                            "heading", reading.message("explore.title"),
                            "description", reading.message("explore.intro")));
        });
    }

    @AnyRelease
    @GetMapping("/" + TABLE)
    DesignedFile table(HttpServletRequest request) {
        Choice choice = Choice.of(request);
        return new DesignedFile(
                new MediaType("text", "csv", StandardCharsets.UTF_8),
                Optional.of(choice.cities() ? "cities.csv" : "actions.csv"),
                reading -> csv(choice, reading));
    }

    private Exploration exploration(Reading reading) {
        Exploration exploration = known;
        if (exploration == null || !exploration.edition().equals(reading.edition())) {
            exploration = Exploration.of(reading);
            known = exploration;
        }
        return exploration;
    }

    private List<Item> items(Choice choice, Reading reading) {
        return choice.cities()
                ? exploration(reading).cities()
                : exploration(reading).actions();
    }

    ExplorePage page(Choice choice, Reading reading) {
        List<Item> all = items(choice, reading);
        List<Item> chosen = sorted(suited(all, choice, null, reading), choice, reading);
        int pages = Math.max(1, (chosen.size() + CARDS - 1) / CARDS);
        int page = Math.min(choice.page(), pages);
        Site site = reading.site();
        Parameters parameters = choice.parameters();
        return new ExplorePage(
                List.of(
                        new Tab(reading.message("kind.action"), site.link(PATH), !choice.cities()),
                        new Tab(
                                reading.message("kind.city"),
                                site.link(Parameters.NONE
                                        .with(Choice.LIST, Choice.CITIES)
                                        .of(PATH)),
                                choice.cities())),
                choice.cities(),
                choice.sort(),
                choice.cities() ? List.of() : Choice.SORTS,
                facets(all, choice, reading),
                chips(choice, reading),
                site.link(Parameters.NONE
                        .with(Choice.LIST, choice.cities() ? Choice.CITIES : "")
                        .of(PATH)),
                chosen.size(),
                chosen.stream()
                        .skip((page - 1L) * CARDS)
                        .limit(CARDS)
                        .map(item -> card(item, choice.cities(), reading))
                        .toList(),
                pages == 1 ? Optional.empty() : Optional.of(Leafing.of(page, pages, parameters, PATH, reading)),
                site.link(parameters.of(TABLE)),
                site.file(Parameters.NONE
                        .with("query", choice.query(reading.iris().base()))
                        .of("sparql")),
                choice.query(reading.iris().base()));
    }

    /** Those that suit the choice, but for one facet. */
    private static List<Item> suited(List<Item> items, Choice choice, @Nullable Facet but, Reading reading) {
        Stream<Item> suited = items.stream();
        for (Facet facet : Facet.values()) {
            Set<Node> values = choice.nodes(facet, reading.iris().base());
            if (facet != but && !values.isEmpty()) {
                suited = suited.filter(item -> item.has(facet, values));
            }
        }
        return suited.toList();
    }

    private static List<Item> sorted(List<Item> items, Choice choice, Reading reading) {
        Alphabet letters = reading.letters();
        Map<Node, String> names = new HashMap<>();
        items.forEach(item -> names.put(item.node(), reading.name(item.node()).text()));
        Comparator<Item> byName = Comparator.comparing(item -> names.get(item.node()), letters);
        Comparator<Item> order =
                switch (choice.sort()) {
                    case "city" ->
                        Comparator.<Item, String>comparing(
                                        item -> reading.object(item.node(), "city")
                                                .map(city -> reading.name(city).text())
                                                .orElse("\uffff"),
                                        letters)
                                .thenComparing(byName);
                    case "start" ->
                        Comparator.<Item, String>comparing(item -> reading.object(item.node(), "start")
                                        .filter(Node::isLiteral)
                                        .map(Node::getLiteralLexicalForm)
                                        .orElse("\uffff"))
                                .thenComparing(byName);
                    default -> byName;
                };
        return items.stream().sorted(order).toList();
    }

    private static List<FacetBox> facets(List<Item> all, Choice choice, Reading reading) {
        List<FacetBox> boxes = new ArrayList<>();
        String base = reading.iris().base();
        for (Facet facet : Facet.values()) {
            List<Item> items = suited(all, choice, facet, reading);
            Map<Node, Integer> counts = new HashMap<>();
            Set<Origin> origins = new TreeSet<>();
            for (Item item : items) {
                item.within().getOrDefault(facet, Set.of()).forEach(value -> counts.merge(value, 1, Integer::sum));
                origins.addAll(item.values().getOrDefault(facet, Map.of()).values());
            }
            Set<Node> chosen = choice.nodes(facet, base);
            chosen.forEach(value -> counts.putIfAbsent(value, 0));
            boolean tellsNothing = facet == Facet.NETWORK && counts.size() < 2 && chosen.isEmpty();
            if (counts.isEmpty() || tellsNothing) {
                continue;
            }
            Alphabet letters = reading.letters();
            List<Option> options = counts.entrySet().stream()
                    .map(count -> new Option(
                            facet.shortened(count.getKey().getURI(), base),
                            reading.name(count.getKey()),
                            count.getValue(),
                            chosen.contains(count.getKey())))
                    .sorted(Comparator.comparing(Option::chosen)
                            .reversed()
                            .thenComparing(
                                    Comparator.comparingInt(Option::count).reversed())
                            .thenComparing(option -> option.name().text(), letters))
                    .limit(Math.max(MOST_OPTIONS, chosen.size()))
                    .toList();
            boxes.add(new FacetBox(
                    facet.parameter(),
                    title(facet, reading),
                    origins.stream()
                            .filter(origin -> origin != Origin.ITSELF)
                            .map(origin -> reading.message("explore.counts." + name(origin)))
                            .toList(),
                    options,
                    !chosen.isEmpty() || boxes.size() < OPEN));
        }
        return boxes;
    }

    private static Text title(Facet facet, Reading reading) {
        return PageTexts.capitalised(reading.name(reading.term(facet.property())));
    }

    private static List<Chip> chips(Choice choice, Reading reading) {
        List<Chip> chips = new ArrayList<>();
        choice.values()
                .forEach((facet, values) ->
                        values.forEach(value -> facet.iri(value, reading.iris().base())
                                .ifPresent(iri -> chips.add(new Chip(
                                        title(facet, reading),
                                        reading.name(Reading.iri(iri)),
                                        reading.site()
                                                .link(choice.parameters()
                                                        .without(facet.parameter(), value)
                                                        .of(PATH)))))));
        return chips;
    }

    private static Card card(Item item, boolean city, Reading reading) {
        List<Value> places = new ArrayList<>();
        if (!city) {
            places.addAll(reading.links(reading.objects(item.node(), "city")));
        }
        places.addAll(reading.links(
                item.values().getOrDefault(Facet.COUNTRY, Map.of()).keySet()));
        return new Card(
                reading.link(item.node()),
                places,
                reading.description(item.node())
                        .map(text -> new Text(PageDescription.shortened(text.text()), text.language())),
                reading.links(
                        item.values().getOrDefault(Facet.CATEGORY, Map.of()).keySet()),
                origin(item, Facet.CATEGORY)
                        .filter(origin -> origin != Origin.ITSELF)
                        .map(origin -> reading.message("explore.from." + name(origin)))
                        .orElse(""),
                reading.object(item.node(), "confidence").map(reading::link),
                city
                        ? reading.subjects("city", item.node()).stream()
                                .filter(deed -> reading.isA(deed, reading.term("Action")))
                                .toList()
                                .size()
                        : 0);
    }

    /** All values of a thing under one heading come from the same. */
    private static Optional<Origin> origin(Item item, Facet facet) {
        return item.values().getOrDefault(facet, Map.of()).values().stream().findFirst();
    }

    private static String name(Origin origin) {
        return origin.name().toLowerCase(Locale.ROOT);
    }

    /** RFC 4180; several values in one field are separated by semicolons, and the next field says of what they are said. */
    byte[] csv(Choice choice, Reading reading) {
        List<Facet> facets = Stream.of(Facet.values())
                .filter(facet -> !choice.cities() || facet != Facet.CITY)
                .toList();
        StringBuilder table = new StringBuilder();
        List<String> head = new ArrayList<>(List.of("iri", "name", "description"));
        for (Facet facet : facets) {
            head.add(facet.parameter());
            if (facet.comesFromJourneys()) {
                head.add(facet.parameter() + "_said_of");
            }
        }
        head.addAll(List.of("start", "end", "confidence"));
        Csv.row(table, head);
        for (Item item : sorted(suited(items(choice, reading), choice, null, reading), choice, reading)) {
            List<String> row = new ArrayList<>(List.of(
                    item.node().getURI(),
                    reading.name(item.node()).text(),
                    reading.description(item.node()).map(Text::text).orElse("")));
            for (Facet facet : facets) {
                row.add(reading
                        .links(item.values().getOrDefault(facet, Map.of()).keySet())
                        .stream()
                        .map(value -> value.text().text())
                        .collect(Collectors.joining("; ")));
                if (facet.comesFromJourneys()) {
                    row.add(origin(item, facet)
                            .map(origin -> origin != Origin.ITSELF ? name(origin) : choice.cities() ? "city" : "action")
                            .orElse(""));
                }
            }
            for (String property : List.of("start", "end")) {
                row.add(reading.object(item.node(), property)
                        .filter(Node::isLiteral)
                        .map(Node::getLiteralLexicalForm)
                        .orElse(""));
            }
            row.add(reading.object(item.node(), "confidence")
                    .map(confidence -> reading.name(confidence).text())
                    .orElse(""));
            Csv.row(table, row);
        }
        return table.toString().getBytes(StandardCharsets.UTF_8);
    }
}
