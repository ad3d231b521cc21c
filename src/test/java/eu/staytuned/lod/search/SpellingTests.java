package eu.staytuned.lod.search;

import static org.assertj.core.api.Assertions.assertThat;

import eu.staytuned.lod.rdf.EditDistance;
import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.search.Match.Closeness;
import eu.staytuned.lod.store.Edition;
import eu.staytuned.lod.store.Shelf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people type, and what they mean by it, in the repository's own data. */
class SpellingTests {

    private static final IriSpace IRIS = new IriSpace(IriSpace.CANONICAL_BASE);
    private static Index index;

    @BeforeAll
    static void read() throws IOException {
        DatasetGraph data = DatasetGraphFactory.create();
        for (String folder : List.of("ontology", "rdf-data")) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                files.filter(file -> file.toString().endsWith(".ttl")
                                && !file.toString().contains("history")
                                && !file.endsWith("shapes.ttl"))
                        .sorted()
                        .forEach(file -> RDFParser.source(file).parse(data.getDefaultGraph()));
            }
        }
        index = Index.of(new Shelf(new Edition(1, "0".repeat(64), Instant.EPOCH), data), IRIS);
    }

    private static Findings find(Question question) {
        return Inquiry.of(question)
                .map(inquiry -> Search.find(question, inquiry, index))
                .orElse(Findings.NONE);
    }

    private static Findings find(String text) {
        return find(Question.of(text, List.of("en")));
    }

    private static String path(Node node) {
        return IRIS.pathOf(node.getURI()).orElseThrow().replaceFirst("^id/", "");
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "Gothenburg              | city/gothenburg",
                "goteborg                | city/gothenburg",
                "Goteborg                | city/gothenburg",
                "GÖTEBORG                | city/gothenburg",
                "Goeteborg               | city/gothenburg",
                "Гьотеборг               | city/gothenburg",
                "Γκέτεμποργκ             | city/gothenburg",
                "γκετεμποργκ             | city/gothenburg",
                "Gothenbrug              | city/gothenburg",
                "Gotenburg               | city/gothenburg",
                "Gotemburgo              | city/gothenburg",
                "gothenb                 | city/gothenburg",
                "Sofia                   | city/sofia",
                "sofia                   | city/sofia",
                "Sofija                  | city/sofia",
                "Sofiya                  | city/sofia",
                "София                   | city/sofia",
                "софия                   | city/sofia",
                "СОФИЯ                   | city/sofia",
                "Σόφια                   | city/sofia",
                "ΣΟΦΙΑ                   | city/sofia",
                "Sofía                   | city/sofia",
                "Soffia                  | city/sofia",
                "sofya                   | city/sofia",
                "Ghent                   | city/ghent",
                "Gent                    | city/ghent",
                "Gand                    | city/ghent",
                "GAND                    | city/ghent",
                "Gante                   | city/ghent",
                "Гент                    | city/ghent",
                "гент                    | city/ghent",
                "Γάνδη                   | city/ghent",
                "γανδη                   | city/ghent",
                "Gehnt                   | city/ghent",
                "ghe                     | city/ghent",
                "BE003C                  | city/ghent",
                "be003c                  | city/ghent",
                "BE234                   | region/be234",
                "BE23                    | region/be23",
                "be23                    | region/be23",
                "Tallinn                 | city/tallinn",
                "Талин                   | city/tallinn",
                "Ταλίν                   | city/tallinn",
                "talinn                  | city/tallinn",
                "Tallin                  | city/tallinn",
                "Berlin                  | city/berlin",
                "Berlín                  | city/berlin",
                "Берлин                  | city/berlin",
                "Βερολίνο                | city/berlin",
                "verolino                | city/berlin",
                "Barcelona               | city/barcelona",
                "barselona               | city/barcelona",
                "Барселона               | city/barcelona",
                "Βαρκελώνη               | city/barcelona",
                "Barcelone               | city/barcelona",
                "Nantes                  | city/nantes",
                "Нант                    | city/nantes",
                "nantse                  | city/nantes",
                "Aveiro                  | city/aveiro",
                "Авейро                  | city/aveiro",
                "Ampelokipi-Menemeni     | city/ampelokipi-menemeni",
                "ampelokipi menemeni     | city/ampelokipi-menemeni",
                "Αμπελόκηποι-Μενεμένη    | city/ampelokipi-menemeni",
                "αμπελοκηποι             | city/ampelokipi-menemeni",
                "ampelokipi              | city/ampelokipi-menemeni",
                "Stay Tuned              | network/stay-tuned",
                "stay tuned              | network/stay-tuned",
                "stay tund               | network/stay-tuned",
                "IMPACTonESL             | network/stay-tuned",
                "prevention              | policy-category/prevention",
                "Prävention              | policy-category/prevention",
                "превенция               | policy-category/prevention",
                "πρόληψη                 | policy-category/prevention",
                "preventoin              | policy-category/prevention",
                "preventie               | policy-category/prevention",
                "compensation            | policy-category/compensation",
                "teachers and school teams | beneficiary-group/teachers-and-school-teams",
                "Belgium                 | country/belgium",
                "Belgien                 | country/belgium",
                "Белгия                  | country/belgium",
                "Βέλγιο                  | country/belgium",
                "Eesti                   | country/estonia",
                "Ghent charter           | action/ghent-charter",
                "samen maakt school      | action/ghent-samen-maakt-school",
                "Operatie Geslaagd       | local-policy/operatie-geslaagd",
                "Onderwijscentrum Gent   | delivery-body/onderwijscentrum-gent",
                "onderwijscentrum        | delivery-body/onderwijscentrum-gent",
                "programme period        | ontology#programmePeriod",
                "lead partner            | keyword/lead-partner",
                "early leavers           | beneficiary-group/early-leavers"
            })
    void isFoundFirst(String typed, String meant) {
        List<Hit> hits = find(typed).hits();

        assertThat(hits.stream().map(hit -> path(hit.node()))).startsWith(meant);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "Гьотеборг | EXACT  | <Гьотеборг> | bg",
                "gotebrog  | FUZZY  | <Göteborg>  | sv",
                "СОФИЯ     | EXACT  | <София>     | bg",
                "BE003C    | EXACT  | <BE003C>    | ''",
                "ampelok   | PREFIX | <Ampelokipi>-Menemeni | en",
                "menemeni  | WORD   | Ampelokipi-<Menemeni> | en"
            })
    void aHitSaysWhichNameMatchedInWhichLanguage(String typed, Closeness closeness, String marked, String language) {
        Match why = find(Question.of(typed, List.of("en", "sv"))).hits().get(0).why();

        assertThat(why.closeness()).isEqualTo(closeness);
        assertThat(marked(why)).isEqualTo(marked);
        assertThat(why.language()).isEqualTo(language);
    }

    @Test
    void ofTwoNamesThatMatchAlikeTheReadersIsTold() {
        assertThat(find(Question.of("sofia", List.of("fr"))).hits().get(0).why().language())
                .isEqualTo("fr");
        assertThat(find(Question.of("sofia", List.of("es"))).hits().get(0).why().text())
                .isEqualTo("Sofía");
    }

    @Test
    void aHitInATextShowsThePassage() {
        Hit hit = find(Question.of("attendance absence worrying", List.of("en")))
                .hits()
                .get(0);

        assertThat(path(hit.node())).isEqualTo("city/gothenburg");
        assertThat(hit.why().closeness()).isEqualTo(Closeness.TEXT);
        assertThat(marked(hit.why())).contains("<attendance>", "<worrying>").hasSizeLessThan(260);
    }

    @Test
    void aNameComesBeforeATextAndACityBeforeAClaim() {
        List<Hit> hits = find(Question.of("ghent", List.of("en")).from(0, 300)).hits();

        assertThat(hits).hasSizeGreaterThan(30);
        assertThat(hits).isSortedAccordingTo((one, other) -> Double.compare(other.score(), one.score()));
        assertThat(hits.get(0).score()).isEqualTo(1);
        assertThat(hits).allMatch(hit -> hit.score() >= 0 && hit.score() <= 1);
        assertThat(hits.stream()
                        .filter(hit -> path(hit.kind()).equals("ontology#Claim"))
                        .findFirst())
                .get()
                .matches(claim -> hits.indexOf(claim) > 20);
    }

    @Test
    void figuresAndPartsOfDataStructuresAreNotFound() {
        assertThat(find(Question.of("ghent", List.of("en")).from(0, 300))
                        .kinds()
                        .keySet())
                .extracting(SpellingTests::path)
                .contains("ontology#City", "ontology#Action", "ontology#Document");
        for (String text : List.of("observation", "early leaving rate", "POINT")) {
            assertThat(find(Question.of(text, List.of("en")).from(0, 300)).hits())
                    .noneMatch(hit -> path(hit.node()).matches("(observation|series|component|geometry)/.*"));
        }
    }

    @Test
    void kindsAreCountedAndCanBeAskedFor() {
        Node action = IRIS.node("ontology#Action");
        Findings all = find(Question.of("ghent", List.of("en")).from(0, 300));
        Findings actions =
                find(Question.of("ghent", List.of("en")).among(Set.of(action)).from(0, 5));

        assertThat(actions.total()).isEqualTo(all.kinds().get(action)).isGreaterThan(5);
        assertThat(actions.hits()).hasSize(5).allMatch(hit -> hit.kind().equals(action));
        assertThat(actions.kinds()).isEqualTo(all.kinds());
        assertThat(all.kinds().values().stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(all.total());
        assertThat(find(Question.of("prevention", List.of("en"))
                                .among(Set.of(NodeFactory.createURI("http://www.w3.org/2004/02/skos/core#Concept"))))
                        .hits())
                .isNotEmpty();
    }

    @Test
    void pagesFollowEachOtherWithoutGapsAndWithoutRepetition() {
        Question question = Question.of("school", List.of("en"));
        List<Node> all =
                find(question.from(0, 60)).hits().stream().map(Hit::node).toList();

        assertThat(Stream.iterate(0, from -> from + 20)
                        .limit(3)
                        .flatMap(from -> find(question.from(from, 20)).hits().stream())
                        .map(Hit::node))
                .containsExactlyElementsOf(all)
                .doesNotHaveDuplicates();
    }

    @Test
    void whatNothingHasIsMetByWhatComesNear() {
        Findings findings = find("atendence tolol");

        assertThat(findings.near()).isTrue();
        assertThat(findings.hits()).isNotEmpty();
        assertThat(find("Ghent").near()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "?!.,;:",
                "*",
                "a*b?c~2^3 AND (x OR \"y\") NOT [1 TO 2] {a b} +c -d field:e /f/ \\g",
                "\u0000\u0001\u001b\u0007",
                "\u202e\u2066\u200f\u200b\ufeff",
                "\ud800",
                "\udc00\ud800",
                "👩‍🏫🏫",
                "' OR 1=1 --",
                "<script>alert(1)</script>",
                "xyzzyxyzzyxyzzy",
                "̈́̈́̈́̈́",
                "ﷺ"
            })
    void anythingMayBeTyped(String typed) {
        assertThat(find(typed).hits()).hasSizeLessThanOrEqualTo(10);
        assertThat(find(Question.of(typed, List.of("")).byName()).total()).isNotNegative();
    }

    @Test
    void whatCannotBeSeenChangesNothing() {
        assertThat(find("\u202eSo\u200bf\u00adia\u0000").hits())
                .isEqualTo(find("Sofia").hits());
        assertThat(find("Gent ".repeat(100_000)).total()).isPositive();
        assertThat(find("x".repeat(1_000_000)).total()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"gent,ghent,1", "sofija,sofia,1", "gehnt,ghent,1", "ca,abc,3", "abc,abc,0", "abcdef,xbcdey,2"})
    void distancesAreCountedInLetters(String one, String other, int distance) {
        assertThat(EditDistance.of(one, other, 5)).isEqualTo(distance);
        assertThat(EditDistance.of(other, one, 5)).isEqualTo(distance);
    }

    private static String marked(Match why) {
        return why.parts().stream()
                .map(part -> part.marked() ? "<" + part.text() + ">" : part.text())
                .collect(Collectors.joining());
    }
}
