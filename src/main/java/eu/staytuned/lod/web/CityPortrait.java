package eu.staytuned.lod.web;

import eu.staytuned.lod.rdf.Terms;
import eu.staytuned.lod.web.Cards.When;
import eu.staytuned.lod.web.CityProfiles.Likeness;
import eu.staytuned.lod.web.CityProfiles.Profile;
import eu.staytuned.lod.web.PageTexts.Text;
import eu.staytuned.lod.web.ResourcePage.Claim;
import eu.staytuned.lod.web.ResourcePage.Row;
import eu.staytuned.lod.web.ResourcePage.Value;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.springframework.stereotype.Component;

/** A city: where it is, what it did in its networks, who says so, and how many leave school early around it. */
@Component
class CityPortrait implements Portrait {

    private static final Node ALTERNATIVE = Reading.iri("http://www.w3.org/2004/02/skos/core#altLabel");
    private static final Node NOTE = Reading.iri("http://www.w3.org/2004/02/skos/core#note");
    private static final Node NOTATION = Reading.iri("http://www.w3.org/2004/02/skos/core#notation");
    private static final Node SOURCE = Reading.iri("http://purl.org/dc/terms/source");
    private static final Node ORGANISATION = Reading.iri("http://www.w3.org/ns/org#organization");
    private static final Node ROLE = Reading.iri("http://www.w3.org/ns/org#role");
    private static final Node AREA = Reading.iri("http://purl.org/linked-data/sdmx/2009/dimension#refArea");
    private static final Node PERIOD = Reading.iri("http://purl.org/linked-data/sdmx/2009/dimension#refPeriod");
    private static final List<Node> ELSEWHERE = Stream.of(
                    "http://www.w3.org/2002/07/owl#sameAs",
                    "http://www.w3.org/2004/02/skos/core#exactMatch",
                    "http://www.w3.org/2004/02/skos/core#closeMatch",
                    "http://www.w3.org/2000/01/rdf-schema#seeAlso")
            .map(Reading::iri)
            .toList();
    private static final List<String> CODES = List.of("cityCode", "lauCode", "lauPartCode", "nationalCode");
    /** Proper names: they are the same in every language. */
    private static final Map<String, String> OWNERS = Map.of(
            "wikidata.org", "Wikidata",
            "dbpedia.org", "DBpedia",
            "geonames.org", "GeoNames",
            "publications.europa.eu", "Publications Office of the European Union",
            "data.europa.eu", "Eurostat",
            "vocab.belgif.be", "BELGIF",
            "d-nb.info", "Deutsche Nationalbibliothek",
            "vocab.getty.edu", "Getty",
            "viaf.org", "VIAF",
            "whosonfirst.org", "Who's On First");

    /** The languages of each country, by its code of two letters. */
    private static final Map<String, Set<String>> LANGUAGES = Arrays.stream(Locale.getAvailableLocales())
            .collect(Collectors.groupingBy(
                    Locale::getCountry, Collectors.mapping(Locale::getLanguage, Collectors.toSet())));

    private static final int MOST_ACTIONS = 50;
    private static final int MOST_SOURCES = 200;
    private static final int MOST_ALIKE = 4;
    private static final int MOST_SHARED = 6;
    private static final double CLOSE_UP = 190;

    private final EuropeMap europe;
    private final CityProfiles profiles;
    private final EarlyLeaving earlyLeaving;

    CityPortrait(EuropeMap europe, CityProfiles profiles, EarlyLeaving earlyLeaving) {
        this.europe = europe;
        this.profiles = profiles;
        this.earlyLeaving = earlyLeaving;
    }

    /**
     * A name that the city has at home.
     *
     * @param language in the words of the reader
     */
    public record OwnName(Text text, String language) {}

    /** How many live there, and who says so. */
    public record Inhabitants(Value number, List<Value> saidBy, List<Text> notes) {}

    /**
     * The city's part in a network.
     *
     * @param periods from when to when the network ran; several where sources do not agree
     * @param disputed whether that is so
     */
    public record Part(
            List<Value> role,
            Value network,
            Value partnership,
            List<When> periods,
            boolean disputed,
            List<Value> funding) {}

    /** The rates of the regions around the city, and what to know about them. */
    public record Rates(LineChart.Drawn chart, List<Text> notes, List<Value> dataSets, List<Value> sources) {}

    /**
     * A figure that the city or another publisher gives, by a definition of its own.
     *
     * @param measure whether it is a share or a number of people
     */
    public record Figure(
            Value figure,
            Value measure,
            Value period,
            String value,
            Optional<Text> qualifier,
            List<Value> confidence,
            List<Value> sources,
            List<Text> notes) {}

    /** The figures under one definition: no other may be compared with them. */
    public record Figures(Value definition, Optional<Text> meaning, List<Figure> figures) {}

    /** Another city and what its work has in common with this one. */
    public record Alike(Value city, List<Cards.Field> shared, int more) {}

    /** Where a thing is described elsewhere. */
    public record Elsewhere(Value thing, List<Identifier> identifiers, List<Row> codes) {}

    /** Whose identifier it is, and how it relates to ours. */
    public record Identifier(String owner, Value link, Value relation) {}

    @Override
    public boolean suits(Node subject, Reading reading) {
        return reading.isA(subject, reading.term("City"));
    }

    @Override
    public String template() {
        return "city";
    }

    @Override
    public Map<String, Object> content(Node city, Reading reading) {
        Profile profile = profiles.of(city, reading);
        List<Node> municipalities = reading.objects(city, "municipality");
        Map<String, Object> content = new HashMap<>();
        content.put("ownNames", ownNames(city, reading));
        content.put("place", place(city, municipalities, reading));
        content.put("inhabitants", inhabitants(city, municipalities, reading));
        content.put("map", map(city, reading));
        content.put(
                "parts",
                profile.partnerships().stream()
                        .map(partnership -> part(partnership, reading))
                        .toList());
        content.put("bodies", Cards.of(profile.bodies(), reading));
        content.put("journeys", Cards.of(profile.journeys(), reading));
        content.put("policies", Cards.of(profile.policies(), reading));
        content.put(
                "actions",
                Cards.of(profile.actions().stream().limit(MOST_ACTIONS).toList(), reading));
        content.put("actionsInAll", profile.actions().size());
        content.put("events", Cards.of(profile.events(), reading));
        content.put("rates", rates(city, reading));
        content.put("figures", figures(city, reading));
        content.put("alike", alike(city, reading));
        claims(city, municipalities, profile, content, reading);
        content.put("sources", sources(city, profile, reading));
        content.put("elsewhere", elsewhere(city, municipalities, reading));
        content.put("compare", compare(city, reading));
        return content;
    }

    // Names and place

    /**
     * The names in the file of the city itself: translations have files of their own. Of many languages, those that are
     * spoken in the country.
     */
    private static List<OwnName> ownNames(Node city, Reading reading) {
        List<Node> graphs = new ArrayList<>();
        reading.shelf()
                .data()
                .findNG(Node.ANY, city, Terms.TYPE, reading.term("City"))
                .forEachRemaining(quad -> graphs.add(quad.getGraph()));
        List<Node> names = new ArrayList<>();
        for (Node property : List.of(Terms.RDFS_LABEL, ALTERNATIVE)) {
            graphs.forEach(graph -> reading.shelf()
                    .data()
                    .find(graph, city, property, Node.ANY)
                    .forEachRemaining(quad -> names.add(quad.getObject())));
        }
        Set<String> spoken = reading.objects(city, "country").stream()
                .flatMap(country -> reading.objects(country, "iso3166Alpha2").stream())
                .filter(Node::isLiteral)
                .flatMap(code -> languagesOf(code.getLiteralLexicalForm()))
                .collect(Collectors.toSet());
        String title = reading.name(city).text();
        Map<String, OwnName> own = new LinkedHashMap<>();
        names.stream()
                .filter(name -> name.isLiteral() && !name.getLiteralLanguage().isEmpty())
                .filter(name -> spoken.contains(
                        Locale.forLanguageTag(name.getLiteralLanguage()).getLanguage()))
                .filter(name -> !name.getLiteralLexicalForm().equals(title))
                .forEach(name -> own.putIfAbsent(
                        name.getLiteralLexicalForm(),
                        new OwnName(
                                new Text(name.getLiteralLexicalForm(), name.getLiteralLanguage()),
                                Locale.forLanguageTag(name.getLiteralLanguage()).getDisplayName(reading.locale()))));
        return List.copyOf(own.values());
    }

    /** The languages that people write in a country, but for English where it is a guest, as Unicode's CLDR has them. */
    private static Stream<String> languagesOf(String country) {
        return LANGUAGES.getOrDefault(country, Set.of()).stream()
                .filter(language ->
                        !language.equals("en") || List.of("GB", "IE", "MT").contains(country));
    }

    private static List<Row> place(Node city, List<Node> municipalities, Reading reading) {
        List<Row> rows = new ArrayList<>();
        row("country", reading.links(reading.objects(city, "country")), reading).ifPresent(rows::add);
        row("region", regions(city, reading), reading).ifPresent(rows::add);
        row("municipality", reading.links(municipalities), reading).ifPresent(rows::add);
        row(
                        "governedBy",
                        reading.links(municipalities.stream()
                                .flatMap(municipality -> reading.objects(municipality, "governedBy").stream())
                                .toList()),
                        reading)
                .ifPresent(rows::add);
        return rows;
    }

    private static Optional<Row> row(String property, List<Value> values, Reading reading) {
        return values.isEmpty()
                ? Optional.empty()
                : Optional.of(new Row(reading.link(reading.term(property)), values, List.of(), values.size()));
    }

    /** From the smallest to the largest, with their codes, but for the one that is the country. */
    private static List<Value> regions(Node city, Reading reading) {
        Set<Node> around = new LinkedHashSet<>(reading.objects(city, "region"));
        for (Node region : List.copyOf(around)) {
            reading.objects(region, "within").stream()
                    .filter(place -> reading.isA(place, reading.term("Region")))
                    .forEach(around::add);
        }
        return around.stream()
                .map(region -> Map.entry(EarlyLeaving.code(region, reading), reading.link(region)))
                .filter(region -> region.getKey().length() != 2)
                .sorted(Comparator.comparing((Map.Entry<String, Value> region) ->
                                -region.getKey().length())
                        .thenComparing(Map.Entry::getKey))
                .map(region -> withCode(region.getValue(), region.getKey()))
                .toList();
    }

    static Value withCode(Value link, String code) {
        return code.isEmpty()
                ? link
                : Value.link(
                        new Text(
                                link.text().text() + " (" + code + ")",
                                link.text().language()),
                        link.href(),
                        link.external(),
                        link.note());
    }

    private static Optional<Inhabitants> inhabitants(Node city, List<Node> municipalities, Reading reading) {
        return Stream.concat(Stream.of(city), municipalities.stream())
                .filter(place -> reading.object(place, "population").isPresent())
                .findFirst()
                .map(place -> {
                    List<Node> claims = reading.subjects("about", place).stream()
                            .filter(claim -> reading.objects(claim, "property").contains(reading.term("population")))
                            .toList();
                    List<Node> saidBy = claims.isEmpty()
                            ? reading.objects(place, SOURCE)
                            : claims.stream()
                                    .flatMap(claim -> reading.objects(claim, "saidBy").stream())
                                    .toList();
                    return new Inhabitants(
                            reading.literal(reading.object(place, "population").orElseThrow()),
                            reading.links(saidBy),
                            claims.stream()
                                    .flatMap(claim -> reading.texts(claim, NOTE).stream())
                                    .toList());
                });
    }

    private Optional<EuropeMap.CloseUp> map(Node city, Reading reading) {
        return EuropeMap.Position.of(city, reading)
                .flatMap(position -> europe.closeUp(reading.link(city), position, CLOSE_UP));
    }

    // Work

    private static Part part(Node partnership, Reading reading) {
        Optional<Node> network = reading.object(partnership, ORGANISATION);
        List<When> periods = new ArrayList<>();
        boolean disputed = false;
        if (network.isPresent()) {
            When stated = Cards.when(network.get(), reading);
            if (stated.isKnown()) {
                periods.add(stated);
            } else {
                List<Node> claims = reading.subjects("about", network.get()).stream()
                        .filter(claim -> reading.objects(claim, "property").contains(reading.term("period")))
                        .toList();
                claims.stream()
                        .map(claim -> Cards.when(claim, reading))
                        .filter(When::isKnown)
                        .distinct()
                        .sorted(Comparator.comparing(when ->
                                when.start().or(when::end).map(Value::time).orElse("")))
                        .forEach(periods::add);
                disputed = periods.size() > 1;
            }
        }
        return new Part(
                reading.links(reading.objects(partnership, ROLE)),
                network.map(reading::link).orElseGet(() -> reading.link(partnership)),
                reading.link(partnership),
                periods,
                disputed,
                reading.links(reading.objects(partnership, "funding")));
    }

    private List<Alike> alike(Node city, Reading reading) {
        return profiles.like(city, reading).stream()
                .limit(MOST_ALIKE)
                .map(likeness -> alike(likeness, reading))
                .toList();
    }

    private static Alike alike(Likeness likeness, Reading reading) {
        Map<String, List<Node>> byProperty = new LinkedHashMap<>();
        likeness.shared().entrySet().stream().limit(MOST_SHARED).forEach(shared -> byProperty
                .computeIfAbsent(shared.getValue(), any -> new ArrayList<>())
                .add(shared.getKey()));
        return new Alike(
                reading.link(likeness.city()),
                byProperty.entrySet().stream()
                        .map(shared -> new Cards.Field(
                                reading.link(reading.term(shared.getKey())), reading.links(shared.getValue())))
                        .toList(),
                Math.max(0, likeness.shared().size() - MOST_SHARED));
    }

    /** This city with those that did something alike, to begin a comparison with. */
    private String compare(Node city, Reading reading) {
        List<Node> cities = new ArrayList<>(List.of(city));
        profiles.like(city, reading).stream().limit(2).map(Likeness::city).forEach(cities::add);
        return "compare?" + CityChoice.parameters(cities, reading);
    }

    // Figures

    private Optional<Rates> rates(Node city, Reading reading) {
        List<Node> areas = new ArrayList<>(earlyLeaving.regionsOf(city, reading));
        if (areas.isEmpty()) {
            return Optional.empty();
        }
        areas.addAll(earlyLeaving.countriesOf(city, reading));
        areas.addAll(earlyLeaving.unionsOf(city, reading));
        return LineChart.of(
                        areas.stream()
                                .map(area -> earlyLeaving.line(area, reading))
                                .toList(),
                        reading.locale())
                .map(chart -> new Rates(
                        chart,
                        earlyLeaving.notes(areas, reading),
                        reading.links(earlyLeaving.dataSets(areas, reading)),
                        reading.links(earlyLeaving.sources(areas, reading))));
    }

    private static List<Figures> figures(Node city, Reading reading) {
        Map<Node, List<Node>> byDefinition = new LinkedHashMap<>();
        for (Node figure : reading.subjects(AREA, city)) {
            reading.object(figure, "localDefinition").ifPresent(definition -> byDefinition
                    .computeIfAbsent(definition, any -> new ArrayList<>())
                    .add(figure));
        }
        return byDefinition.entrySet().stream()
                .map(entry -> new Figures(
                        reading.link(entry.getKey()),
                        reading.description(entry.getKey()),
                        entry.getValue().stream()
                                .flatMap(figure -> figure(figure, reading).stream())
                                .sorted(Comparator.comparing((Figure figure) ->
                                                figure.measure().note())
                                        .reversed()
                                        .thenComparing(
                                                figure -> figure.period().text().text()))
                                .toList()))
                .sorted(Comparator.comparing(Figures::definition, reading.byText()))
                .toList();
    }

    private static Optional<Figure> figure(Node figure, Reading reading) {
        boolean share = reading.object(figure, "localRate").isPresent();
        String measure = share ? "localRate" : "localCount";
        return reading.object(figure, measure)
                .filter(Node::isLiteral)
                .map(value -> new Figure(
                        reading.link(figure),
                        reading.link(reading.term(measure)),
                        reading.object(figure, PERIOD).map(reading::link).orElse(Value.of(Text.of(""))),
                        share
                                ? share(value, reading.locale())
                                : reading.literal(value).text().text(),
                        reading.object(figure, "valueQualifier").map(reading::name),
                        reading.links(reading.objects(figure, "confidence")),
                        reading.links(reading.objects(figure, SOURCE)),
                        reading.texts(figure, NOTE)));
    }

    /** With as many digits as the source gives. */
    private static String share(Node value, Locale locale) {
        NumberFormat percent = LineChart.percent(locale, 0);
        percent.setMaximumFractionDigits(2);
        return value.getLiteralValue() instanceof Number number ? percent.format(number.doubleValue() / 100) : "";
    }

    // Sources

    private static void claims(
            Node city, List<Node> municipalities, Profile profile, Map<String, Object> content, Reading reading) {
        List<Node> things = new ArrayList<>(List.of(city));
        things.addAll(municipalities);
        things.addAll(profile.work());
        things.addAll(profile.partnerships());
        List<Claim> claims = Claims.about(things, city, reading);
        content.put("disputed", claims.stream().filter(Claim::disputed).toList());
        content.put(
                "concluded",
                claims.stream()
                        .filter(claim -> claim.inferred() && !claim.disputed())
                        .toList());
        content.put(
                "stated",
                claims.stream()
                        .filter(claim -> !claim.inferred() && !claim.disputed())
                        .toList());
    }

    private static List<Value> sources(Node city, Profile profile, Reading reading) {
        Set<Node> sources = new LinkedHashSet<>(reading.objects(city, SOURCE));
        profile.work().forEach(thing -> sources.addAll(reading.objects(thing, SOURCE)));
        profile.partnerships().forEach(thing -> sources.addAll(reading.objects(thing, SOURCE)));
        return reading.links(sources.stream().limit(MOST_SOURCES).toList());
    }

    private static List<Elsewhere> elsewhere(Node city, List<Node> municipalities, Reading reading) {
        List<Node> things = new ArrayList<>(List.of(city));
        things.addAll(municipalities);
        things.addAll(reading.objects(city, "region"));
        return things.stream()
                .map(thing -> new Elsewhere(reading.link(thing), identifiers(thing, reading), codes(thing, reading)))
                .filter(thing ->
                        !thing.identifiers().isEmpty() || !thing.codes().isEmpty())
                .toList();
    }

    private static List<Identifier> identifiers(Node thing, Reading reading) {
        return ELSEWHERE.stream()
                .flatMap(relation -> reading.objects(thing, relation).stream()
                        .filter(Node::isURI)
                        .map(other ->
                                new Identifier(owner(other.getURI()), reading.link(other), reading.link(relation))))
                .sorted(Comparator.comparing(Identifier::owner))
                .toList();
    }

    /** Whose identifier this is: the name of the publisher, or of the host. */
    static String owner(String iri) {
        String host = iri.replaceFirst("^[a-z]+://", "").replaceFirst("[/:?#].*$", "");
        return OWNERS.entrySet().stream()
                .filter(owner -> host.equals(owner.getKey()) || host.endsWith("." + owner.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(host);
    }

    private static List<Row> codes(Node thing, Reading reading) {
        List<Row> rows = new ArrayList<>();
        for (String code : CODES) {
            row(code, reading.values(thing, reading.term(code)), reading).ifPresent(rows::add);
        }
        List<Value> notations = reading.values(thing, NOTATION);
        if (!notations.isEmpty()) {
            rows.add(new Row(reading.link(NOTATION), notations, List.of(), notations.size()));
        }
        return rows;
    }
}
