package eu.staytuned.lod.web;

import static org.assertj.core.api.Assertions.assertThat;

import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.rdf.Terms;
import eu.staytuned.lod.store.Edition;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.system.StreamRDF;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.core.Quad;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.io.ClassPathResource;

/** The pages that have a design of their own: networks, concepts, actions, the ontology. */
class PortraitTests extends SiteTest {

    private static final Edition EDITION =
            new Edition(6, "fedcba9876543210".repeat(4), PublishedFixture.ISSUED.plusSeconds(60));
    private static final int ACTIONS = 1_000;

    @Override
    @BeforeEach
    void publish() {
        if (store.edition().filter(EDITION::equals).isEmpty()) {
            DatasetGraph data = read();
            store.replaceWith(EDITION, sink -> send(data, sink));
        }
    }

    private DatasetGraph read() {
        try {
            String text = new ClassPathResource("resource/portraits.trig")
                    .getContentAsString(StandardCharsets.UTF_8)
                    .replace(IriSpace.CANONICAL_BASE, iris.base());
            DatasetGraph data = DatasetGraphFactory.create();
            RDFParser.create().source(new StringReader(text)).lang(Lang.TRIG).parse(data);
            return data;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file, and a thousand actions under one concept. */
    private void send(DatasetGraph data, StreamRDF sink) {
        Set<String> apart = Set.of(iris.resolve("graph/ontology/shapes"), iris.resolve("ontology/1.0.0"));
        data.prefixes().forEach(sink::prefix);
        data.find().forEachRemaining(quad -> {
            sink.quad(quad);
            if (!apart.contains(quad.getGraph().getURI())) {
                sink.triple(quad.asTriple());
            }
        });
        Node graph = iris.node("graph/actions/many");
        for (int i = 1; i <= ACTIONS; i++) {
            Node action = iris.node("id/action/many-%04d".formatted(i));
            for (Triple triple : new Triple[] {
                Triple.create(action, Terms.TYPE, iris.node("ontology#Action")),
                Triple.create(action, Terms.RDFS_LABEL, NodeFactory.createLiteralLang("Action no. " + i, "en")),
                Triple.create(action, iris.node("ontology#city"), iris.node("id/city/lorient")),
                Triple.create(action, iris.node("ontology#policyCategory"), iris.node("id/help/many"))
            }) {
                sink.triple(triple);
                sink.quad(Quad.create(graph, triple));
            }
        }
    }

    // The home page

    @Test
    void theHomePageStaysShortHoweverManyCitiesThereAre() {
        DatasetGraph data = read();
        store.replaceWith(new Edition(EDITION.number(), "0123456789abcdef".repeat(4), EDITION.issued()), sink -> {
            send(data, sink);
            for (int i = 1; i <= 500; i++) {
                Node city = iris.node("id/city/many-%03d".formatted(i));
                sink.triple(Triple.create(city, Terms.TYPE, iris.node("ontology#City")));
                sink.triple(Triple.create(city, Terms.RDFS_LABEL, NodeFactory.createLiteralLang("Zzz " + i, "en")));
            }
        });

        String cities = section(page(""), "cities");

        assertThat(cities).contains("Hull", "Zzz 1").containsPattern("44\\d more");
        assertThat(Pattern.compile("Zzz \\d").matcher(cities).results().count()).isBetween(50L, 60L);
    }

    // Networks

    @Test
    void aNetworkShowsWhatItWasWhoTookPartAndWhatEachDid() {
        String page = page("doc/network/harbours.html");

        assertThat(page).contains("<p class=\"tagline\">Ships that teach</p>", ">Two towns by the sea.</p>");
        assertThat(section(page, "partners"))
                .contains("Hull", "Captain", "Hull built a boat.", "Lorient")
                .doesNotContain("Then it sailed.");
        assertThat(page).contains("<circle cx=\"");
        assertThat(section(page, "aims")).contains("To learn on the water.", "In small crews.");
        assertThat(section(page, "documents")).contains("Log made by the network");
        assertThat(section(page, "contacts")).contains("Jo Mate", "First mate", "jo@example.org");
        assertThat(section(page, "money")).contains("Grant for Hull", "1,234.50\u00a0GBP");
        assertThat(section(page, "lessons")).contains("Hull", "Start in summer.");
        assertThat(section(page, "background")).contains("Nobody kept a list.", "Harbour news");
        assertThat(section(page, "actions")).contains("2 actions", "A crew of pupils");
    }

    @Test
    void whatSourcesSayAboutThePeriodOfANetworkStandsOnOneAxis() {
        String page = page("doc/network/harbours.html");

        assertThat(section(page, "facts")).contains("2015 / 2016 – 2018 who says so");
        assertThat(section(page, "period"))
                .contains(
                        "The sources disagree",
                        "15 September 2015 – May 2018 Said by Log Confidence: Low Hardly.",
                        "2016 – no end given Said by Harbour news Confidence: High");
        // The axis runs from 2015 to 2018: a quarter a year. What began some day in 2016 may have begun on the first of
        // January.
        assertThat(page)
                .containsPattern("<rect class=\"maybe open\" [^>]*x=\"250.0\" width=\"750.0\"")
                .contains("<svg class=\"span rank-1\"");
    }

    @Test
    void datesOnTheTimelineAreAsExactAsTheyAreKnown() {
        assertThat(section(page("doc/network/harbours.html"), "timeline"))
                .contains(
                        "First phase October 2016 – 2017",
                        "Launch of the boat 4 May 2017 · Hull",
                        "Second phase no date given");
    }

    @Test
    void whatTheEditorsConcludeIsMarked() {
        String page = page("doc/network/harbours.html");

        assertThat(section(page, "classification")).contains("topic Boats Nets the editors conclude");
        assertThat(page).containsPattern("<li class=\"inferred\"><a href=\"[./]*id/help/nets\"");
    }

    // Concepts

    @Test
    void aConceptShowsWhatItMeansAndWhereItStands() {
        String page = page("doc/help/boats.html");

        assertThat(page).contains("<p class=\"lead\">What floats.</p>");
        assertThat(section(page, "meaning"))
                .contains("The editors note: The sources give no definition; this one is ours.", "B1", "Ships");
        assertThat(section(page, "place")).contains("In the list Kinds of help", "Things Nets B1 Boats 3 uses");
        assertThat(page).containsPattern("<li aria-current=\"page\">\\s*<span class=\"branch\">.*B1");
    }

    @Test
    void aConceptShowsWhatIsDescribedWithItAndWhoSaysSo() {
        String page = page("doc/help/boats.html");

        assertThat(section(page, "used"))
                .contains("3 things", "Cities Hull 2", "Journey of Hull", "A crew of pupils", "as “topic”");
        assertThat(section(page, "said")).contains("one claim", "Journey of Hull policy category Harbour news High");
        assertThat(section(page("doc/help/nets.html"), "used"))
                .contains("nothing yet", "What the editors alone put here Harbours");
        assertThat(section(page("doc/help/nets.html"), "said")).contains("the editors conclude");
    }

    @Test
    void aConceptIsMatchedWithOtherVocabulariesInWords() {
        assertThat(section(page("doc/help/boats.html"), "matches"))
                .contains(
                        "Means nearly the same as vessel EuroVoc",
                        "Is narrower than metadata.un.org/sdg/4 Sustainable Development Goals");
    }

    @Test
    void aConceptWithAThousandActionsIsASmallPageThatCountsThemRight() {
        String page = page("doc/help/many.html");

        assertThat(page.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(100_000);
        assertThat(section(page, "used"))
                .contains("1,000 things", "Cities Lorient 1,000", "action as “policy category” 1,000", "All 1,000")
                .contains("Action no. 1 ", "Action no. 12 ")
                .doesNotContain("Action no. 13 ");
        assertThat(page).contains("Page 1 of 20");

        Set<String> seen = new HashSet<>();
        String next = link(page, "href=\"([^\"]*/uses\\?[^\"]*)\"");
        int pages = 0;
        while (next != null) {
            String list = page(next.replaceFirst("^[./]+", ""));
            assertThat(list.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(100_000);
            Pattern.compile("id/action/many-\\d+\"").matcher(list).results().forEach(found -> seen.add(found.group()));
            pages++;
            next = link(list, "href=\"([^\"]*)\" rel=\"next\"");
        }
        assertThat(pages).isEqualTo(10);
        assertThat(seen).hasSize(ACTIONS);
    }

    @ParameterizedTest
    @CsvSource({
        "uses?of=id/help/none&by=policyCategory&kind=Action, 404",
        "uses?of=id/help/many&by=topic&kind=Action, 404",
        "uses?of=id/help/many&by=policyCategory&kind=Action&page=0, 400",
        "uses?of=id/help/many&by=policyCategory&kind=Action&page=11, 404",
        "uses?of=http://example.org/%3Cb%3E, 404",
        "uses, 404"
    })
    void aListOfUsesThatIsNotThereSaysSo(String path, int status) {
        assertThat(send("GET", path, "Accept", "text/html").statusCode()).isEqualTo(status);
    }

    @Test
    void aSchemeShowsItsConceptsWithTheirMeaningAndTheirUses() {
        String page = page("doc/scheme/help.html");

        assertThat(section(page, "concepts"))
                .contains(
                        "Concepts 4", "Many 1,000 uses", "Things What one can touch.", "B1 Boats 3 uses What floats.");
        assertThat(page).contains("<p class=\"lead\">What one can give.</p>");
    }

    // Actions

    @Test
    void anActionShowsWhoDidItWhenForWhomAndUnderWhichPolicy() {
        String page = page("doc/action/hull-crew.html");

        assertThat(page).contains("<p class=\"lead\">Pupils learn to sail.</p>");
        assertThat(section(page, "facts"))
                .contains("12 school count", "1,500 participant count", "When 2017 – no end given", "Hull")
                .contains("The yard", "Plan of Hull", "Journey of Hull", "Harbours", "Confidence High");
        assertThat(section(page, "classification")).contains("Boats");
        assertThat(section(page, "lessons")).contains("Start in summer.");
        assertThat(section(page, "background")).contains("Harbour news");
    }

    @Test
    void anActionStandsBetweenWhatCameBeforeAndAfter() {
        assertThat(section(page("doc/action/hull-crew.html"), "course"))
                .contains("before Talks on the quay no date given this action A crew of pupils");
        assertThat(section(page("doc/action/hull-talks.html"), "course"))
                .contains("this action Talks on the quay after A crew of pupils 2017 – no end given");
    }

    @Test
    void anActionOfWhichLittleIsKnownIsAPageAllTheSame() {
        String page = page("doc/action/many-0001.html");

        assertThat(section(page, "facts")).contains("no date given", "Lorient");
        assertThat(page).doesNotContain("id=\"course\"", "id=\"lessons\"");
    }

    // The ontology

    @Test
    void theOntologyDocumentsItsClassesWithTheirPropertiesAndTheRulesForThem() {
        String page = page("ontology");

        assertThat(page).contains("id=\"Network\"", "id=\"leadPartner\"", "id=\"schoolCode\"", "id=\"topic\"");
        assertThat(text(page))
                .contains("Towns that sail together.")
                .contains("lead partner city exactly 1 Say who steers.")
                .contains("at least 1 advice A sentence helps.")
                .contains("A town. narrower than the class place");
    }

    @Test
    void theOntologySaysWhatReplacesItsOldTermsAndWhichVersionsThereAre() {
        String page = page("ontology");

        assertThat(section(page, "deprecated")).contains("school code → identifier");
        assertThat(section(page, "versions")).contains("1.1.0 current 1.1.0: nets.", "1.0.0");
        assertThat(page).contains("href=\"./ontology/1.0.0\"");
    }

    @Test
    void theOntologyIsDrawnWithTheSameInWords() {
        String page = page("ontology");

        assertThat(page).containsPattern("<path marker-end=\"url\\(#arrow\\)\" d=\"M\\d+,\\d+C[\\d, -]+\"");
        assertThat(section(page, "diagram")).contains("network", "lead partner → city");
    }

    private static String text(String page) {
        return page.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");
    }

    private static String link(String page, String pattern) {
        return Pattern.compile(pattern)
                .matcher(page)
                .results()
                .map(found -> found.group(1).replace("&amp;", "&"))
                .findFirst()
                .orElse(null);
    }

    private String page(String path) {
        HttpResponse<String> page = send("GET", path, "Accept", "text/html");
        assertThat(page.statusCode()).as(path).isEqualTo(200);
        assertThat(Pattern.compile("<h1").matcher(page.body()).results().count())
                .isEqualTo(1);
        assertThat(page.body()).doesNotContain(" style=", "??", "th:", "=\"\"");
        return page.body();
    }

    /** The text of one section of a page. */
    private static String section(String page, String name) {
        int start = page.indexOf("aria-labelledby=\"" + name + "\"");
        assertThat(start).as(name).isPositive();
        int end = page.indexOf("</section>", start);
        return page.substring(page.indexOf('>', start) + 1, end)
                .replaceAll("<[^>]*>", " ")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
