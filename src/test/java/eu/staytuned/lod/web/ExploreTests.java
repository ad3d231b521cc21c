package eu.staytuned.lod.web;

import static org.assertj.core.api.Assertions.assertThat;

import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.store.Edition;
import eu.staytuned.lod.store.Shelf;
import eu.staytuned.lod.web.ExplorePage.Card;
import eu.staytuned.lod.web.ExplorePage.FacetBox;
import eu.staytuned.lod.web.ExplorePage.Option;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.graph.GraphFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.support.ResourceBundleMessageSource;

/** Facets over the repository's own data, held against SPARQL. */
class ExploreTests {

    private static final IriSpace IRIS = new IriSpace(IriSpace.CANONICAL_BASE);
    private static final String PREFIXES =
            """
            PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
            PREFIX st:   <https://w3id.org/stay-tuned/ontology#>
            """;

    private static Reading reading;
    private final ExploreController explore = new ExploreController();

    @BeforeAll
    static void read() throws IOException {
        DatasetGraph data = DatasetGraphFactory.create();
        for (String folder : List.of("ontology", "rdf-data")) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                files.filter(file -> file.toString().endsWith(".ttl")
                                && !file.toString().contains("history")
                                && !file.toString().contains("observations")
                                && !file.endsWith("shapes.ttl"))
                        .sorted()
                        .forEach(file -> RDFParser.source(file).parse(data.getDefaultGraph()));
            }
        }
        for (String rule : List.of("10-partners", "20-broader-properties")) {
            Graph derived = GraphFactory.createDefaultGraph();
            QueryExec.graph(data.getDefaultGraph())
                    .query(Files.readString(Path.of("ontology/rules", rule + ".rq")))
                    .build()
                    .construct(derived);
            derived.find().forEachRemaining(data.getDefaultGraph()::add);
        }
        ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
        messages.setBasename("messages/messages");
        messages.setDefaultEncoding("UTF-8");
        reading = new Reading(
                new Shelf(new Edition(1, "0".repeat(64), Instant.EPOCH), data),
                new PageTexts(data.getDefaultGraph(), List.of("en"), Locale.ENGLISH),
                Site.from("/explore", IRIS, "1"),
                messages);
    }

    private static Choice choice(boolean cities, String... chosen) {
        Map<Facet, Set<String>> values = new EnumMap<>(Facet.class);
        for (String one : chosen) {
            Facet facet = Facet.valueOf(one.substring(0, one.indexOf('=')));
            values.computeIfAbsent(facet, any -> new TreeSet<>()).add(one.substring(one.indexOf('=') + 1));
        }
        return new Choice(cities, values, "", 1);
    }

    private Map<String, Integer> counts(Choice choice, Facet facet) {
        Map<String, Integer> counts = new TreeMap<>();
        for (FacetBox box : explore.page(choice, reading).facets()) {
            if (box.parameter().equals(facet.parameter())) {
                box.options().forEach(option -> counts.put(option.value().replaceFirst(".*/", ""), option.count()));
            }
        }
        return counts;
    }

    private static Map<String, Integer> ask(String query) {
        Map<String, Integer> counts = new TreeMap<>();
        QueryExec.graph(reading.graph())
                .query(PREFIXES + query)
                .build()
                .select()
                .forEachRemaining(row -> counts.put(
                        row.get("value").getURI().replaceFirst(".*/", ""),
                        ((Number) row.get("count").getLiteralValue()).intValue()));
        return counts;
    }

    /** Counted in another way than the page does and its query asks: own values, and those of journeys of actions without. */
    private static final String OWN_OR_OF_THE_JOURNEY =
            """
            SELECT ?value (COUNT(DISTINCT ?action) AS ?count) WHERE {
              { SELECT ?action (COUNT(?any) AS ?own) { ?action a st:Action OPTIONAL { ?action st:%1$s ?any } } GROUP BY ?action }
              { ?action st:%1$s ?said }
              UNION { ?action st:journey ?journey . ?journey st:%1$s ?saidOfJourney }
              FILTER(?own = 0 || BOUND(?said))
              BIND(COALESCE(?said, ?saidOfJourney) AS ?narrow)
              ?narrow skos:broader* ?value
            } GROUP BY ?value
            """;

    @ParameterizedTest
    @CsvSource({"CATEGORY, policyCategory", "THEME, policyTheme", "BENEFICIARY, beneficiaryGroup", "KEYWORD, keyword"})
    void whatIsSaidOfAJourneyCountsForActionsThatSayNothing(Facet facet, String property) {
        Map<String, Integer> asked = ask(OWN_OR_OF_THE_JOURNEY.formatted(property));

        assertThat(asked).isNotEmpty();
        assertThat(counts(choice(false), facet)).isEqualTo(asked);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "COUNTRY | ?thing a st:Action ; st:city ?city . ?city st:country ?value",
                "CITY    | ?thing a st:Action ; st:city ?value",
                "BODY    | ?thing a st:Action ; st:deliveryBody ?value"
            })
    void placesAndBodiesAreCounted(Facet facet, String pattern) {
        Map<String, Integer> asked =
                ask("SELECT ?value (COUNT(DISTINCT ?thing) AS ?count) { " + pattern + " } GROUP BY ?value");

        assertThat(asked).isNotEmpty();
        assertThat(counts(choice(false), facet)).isEqualTo(asked);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "COUNTRY  | ?thing a st:City ; st:country ?value",
                "CATEGORY | ?thing a st:City . ?deed st:city ?thing ; st:policyCategory ?value . VALUES ?kind { st:Action st:ImplementationJourney } ?deed a ?kind",
                "KEYWORD  | ?thing a st:City . ?deed st:city ?thing ; st:keyword ?value . VALUES ?kind { st:Action st:ImplementationJourney } ?deed a ?kind",
                "LEVEL    | ?thing a st:City . ?network st:partner ?thing ; st:educationLevel/skos:broader* ?value"
            })
    void citiesAreCountedByWhatTheyDid(Facet facet, String pattern) {
        Map<String, Integer> asked =
                ask("SELECT ?value (COUNT(DISTINCT ?thing) AS ?count) { " + pattern + " } GROUP BY ?value");

        assertThat(asked).isNotEmpty();
        assertThat(counts(choice(true), facet)).isEqualTo(asked);
    }

    @Test
    void theLevelOfEducationIsTheNetworksAndSaysSo() {
        ExplorePage page = explore.page(choice(false), reading);
        FacetBox level = page.facets().stream()
                .filter(facet -> facet.parameter().equals("level"))
                .findFirst()
                .orElseThrow();

        assertThat(level.origins()).singleElement().asString().contains("network");
        assertThat(level.options()).extracting(Option::count).containsOnly(page.total());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "CATEGORY=prevention",
                "CATEGORY=prevention CATEGORY=intervention",
                "CATEGORY=intervention BENEFICIARY=parents",
                "BENEFICIARY=students",
                "BENEFICIARY=students COUNTRY=belgium COUNTRY=bulgaria",
                "CITY=ghent CITY=sofia BODY=onderwijscentrum-gent",
                "THEME=reaching-out-to-vulnerable-groups KEYWORD=data",
                "LEVEL=secondary-education COUNTRY=sweden",
                "NETWORK=stay-tuned COUNTRY=estonia",
                "COUNTRY=nowhere"
            })
    void theListIsWhatItsQueryFinds(String chosen) {
        for (boolean cities : List.of(false, true)) {
            Choice choice = choice(cities, chosen.isEmpty() ? new String[0] : chosen.split(" "));
            ExplorePage page = explore.page(choice, reading);
            Set<String> asked = new TreeSet<>();
            QueryExec.graph(reading.graph())
                    .query(QueryFactory.create(page.query()))
                    .build()
                    .select()
                    .forEachRemaining(
                            row -> asked.add(row.get(cities ? "city" : "action").getURI()));
            Set<String> listed = new TreeSet<>();
            for (int number = 1; number <= 3; number++) {
                explore.page(new Choice(cities, choice.values(), "", number), reading).cards().stream()
                        .map(card -> card.link().note())
                        .forEach(listed::add);
            }

            assertThat(listed)
                    .as((cities ? "cities: " : "actions: ") + page.query())
                    .isEqualTo(asked);
            assertThat(page.total()).isEqualTo(asked.size());
            assertThat(page.chosen())
                    .hasSize(choice.values().values().stream()
                            .mapToInt(Set::size)
                            .sum());
        }
    }

    @Test
    void aCountIsWhatOneGetsByChoosingTheValue() {
        Choice choice = choice(false, "CATEGORY=prevention", "COUNTRY=belgium");
        for (FacetBox facet : explore.page(choice, reading).facets()) {
            Facet chosen = Stream.of(Facet.values())
                    .filter(one -> one.parameter().equals(facet.parameter()))
                    .findFirst()
                    .orElseThrow();
            for (Option option : facet.options()) {
                Map<Facet, Set<String>> instead = new EnumMap<>(choice.values());
                instead.put(chosen, Set.of(option.value()));
                assertThat(explore.page(new Choice(false, instead, "", 1), reading)
                                .total())
                        .as(facet.parameter() + "=" + option.value())
                        .isEqualTo(option.count());
            }
        }
    }

    @Test
    void aCategoryThatIsSaidOfTheJourneyIsMarked() {
        List<Card> cards = explore.page(choice(false, "CITY=ghent", "CATEGORY=prevention"), reading)
                .cards();

        assertThat(cards).hasSize(7).allMatch(card -> card.origin().contains("journey"));
        assertThat(explore.page(choice(true, "CATEGORY=prevention"), reading).cards())
                .allMatch(card -> card.origin().isEmpty() && card.actions() > 0);
    }

    @Test
    void theTableHasTheWholeListWithAFieldForEachHeading() {
        String table = new String(explore.csv(choice(false), reading), StandardCharsets.UTF_8);
        List<String> lines = table.lines().toList();

        assertThat(lines).hasSize(1 + explore.page(choice(false), reading).total());
        assertThat(lines.get(0)).startsWith("iri,name,description,category,category_said_of,theme,");
        assertThat(table).contains("Prevention,journey,").doesNotContain("\n\n");
        Map<String, String> byName = new LinkedHashMap<>();
        lines.forEach(line -> byName.put(line.substring(0, line.indexOf(',')), line));
        assertThat(byName.get(IRIS.resolve("id/action/ghent-charter"))).contains(",Ghent,", ",High");
    }
}
