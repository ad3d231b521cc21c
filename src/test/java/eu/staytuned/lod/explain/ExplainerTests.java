package eu.staytuned.lod.explain;

import static org.assertj.core.api.Assertions.assertThat;

import eu.staytuned.lod.explain.Explanation.Finding;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.shacl.vocabulary.SHACL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Explanations of queries that are right, of those with one letter wrong, and of those that nobody should write. */
class ExplainerTests {

    private static final Duration BOUND = Duration.ofSeconds(6);
    private static final Pattern TERM = Pattern.compile("(?<![<?\\w])(st|rdfs|skos|dcterms):([A-Za-z]{4,})");

    static List<Path> questions() {
        return RepositoryRelease.files("ontology/questions", ".rq");
    }

    @ParameterizedTest
    @MethodSource("questions")
    void aQueryThatFindsSomethingNeedsNoExplanation(Path question) {
        Explanation explanation = Explained.exactly(RepositoryRelease.moved(question));

        assertThat(explanation.rows()).isTrue();
        assertThat(explanation.findings()).isEmpty();
        assertThat(explanation.patterns()).isNotEmpty().noneMatch(pattern -> pattern.line() == 0);
    }

    static Stream<Arguments> exampleQueries() {
        Graph graph = RepositoryRelease.shelf().data().getDefaultGraph();
        return Stream.of(SHACL.select, SHACL.ask, SHACL.construct)
                .flatMap(property -> graph.find(Node.ANY, property, Node.ANY).toList().stream())
                .filter(triple -> triple.getSubject().toString().contains("/id/query/"))
                .map(triple -> Arguments.of(
                        triple.getSubject().getURI().replaceFirst(".*/", ""),
                        triple.getObject().getLiteralLexicalForm()))
                // What asks other endpoints is not answered here.
                .filter(example -> !example.get()[1].toString().contains("SERVICE"));
    }

    /** Some of them are about what only publishing adds, and find nothing here: none is talked into something else. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("exampleQueries")
    void anExampleIsNotCorrected(String name, String query) {
        Explanation explanation = Explained.exactly(query);

        assertThat(explanation.findings()).as(name).noneMatch(Finding::isSure);
        if (!explanation.rows()) {
            System.out.println(name + " finds nothing in the sources alone: " + explanation.summary());
        }
    }

    @Test
    void mostExamplesFindSomethingInTheSourcesAlone() {
        assertThat(exampleQueries().filter(example -> Explained.exactly(example.get()[1].toString())
                        .rows()))
                .hasSizeGreaterThan(25);
    }

    /** One letter of one term is wrong, in each question several times: changed, left out, doubled or exchanged. */
    @Test
    void ofTermsWithOneLetterWrongNineInTenAreCorrected() {
        Random random = new Random(20261125);
        int all = 0;
        List<String> missed = new ArrayList<>();
        Map<Long, Integer> times = new TreeMap<>();
        for (Path question : questions()) {
            String text = RepositoryRelease.moved(question);
            List<int[]> terms = new ArrayList<>();
            Matcher matcher = TERM.matcher(text);
            while (matcher.find()) {
                boolean ours = text.charAt(matcher.end() == text.length() ? 0 : matcher.end()) != ':';
                if (ours && text.lastIndexOf('#', matcher.start()) <= text.lastIndexOf('\n', matcher.start())) {
                    terms.add(new int[] {matcher.start(2), matcher.end(2)});
                }
            }
            for (int i = 0; i < 3 && !terms.isEmpty(); i++) {
                int[] term = terms.get(random.nextInt(terms.size()));
                String right = text.substring(term[0], term[1]);
                String wrong = misspelt(right, random);
                String query = text.substring(0, term[0]) + wrong + text.substring(term[1]);
                long start = System.nanoTime();
                Explanation explanation = Explained.exactly(query);
                times.merge((System.nanoTime() - start) / 1_000_000, 1, Integer::sum);
                if (explanation.rows()) {
                    // It stood in an OPTIONAL, or in one of several values.
                    continue;
                }
                all++;
                Finding first = explanation.findings().get(0);
                if (!first.by().endsWith(right)) {
                    missed.add(question.getFileName() + ": " + wrong + " for " + right + ", explained as "
                            + first.kind() + " " + first.by());
                }
            }
        }
        System.out.println(all + " misspelt, " + missed.size() + " missed; " + times(times));
        assertThat(all).isGreaterThan(60);
        assertThat(missed).hasSizeLessThanOrEqualTo(all / 10);
    }

    private static String times(Map<Long, Integer> times) {
        List<Long> sorted = times.entrySet().stream()
                .flatMap(time -> Stream.generate(time::getKey).limit(time.getValue()))
                .toList();
        return "median " + sorted.get(sorted.size() / 2) + " ms, nine in ten within "
                + sorted.get(sorted.size() * 9 / 10) + " ms, longest " + sorted.get(sorted.size() - 1) + " ms";
    }

    private static String misspelt(String word, Random random) {
        int place = 1 + random.nextInt(word.length() - 2);
        return switch (random.nextInt(4)) {
            case 0 -> word.substring(0, place) + (char) ('a' + random.nextInt(26)) + word.substring(place + 1);
            case 1 -> word.substring(0, place) + word.substring(place + 1);
            case 2 -> word.substring(0, place) + word.charAt(place) + word.substring(place);
            default ->
                word.substring(0, place) + word.charAt(place + 1) + word.charAt(place) + word.substring(place + 2);
        };
    }

    static Stream<String> hostileQueries() {
        return Stream.of(
                "SELECT * { " + repeated(500, i -> "?x" + i + " st:contry ?x" + (i + 1) + " . ") + "}",
                "SELECT * { " + repeated(500, i -> "?x" + i + " rdfs:label ?y" + i + " . ") + "?s st:contry ?o }",
                "SELECT * { " + repeated(400, i -> (i == 0 ? "" : "UNION ") + "{ ?s st:contry" + i + " ?o } ") + "}",
                "SELECT * { " + "{ ".repeat(300) + "?s st:contry ?o" + " }".repeat(300) + " }",
                "SELECT * { ?s st:contry ?o " + "OPTIONAL { ?s ?p ?o ".repeat(100) + "}".repeat(100) + " }",
                "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?a = ?d && ?g = ?j && ?a != ?d) }",
                "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(CONTAINS(STR(?a), STR(?d)) && STR(?c) = 'nowhere') }",
                "SELECT * { ?s (!st:x|^!st:x)* ?o . ?o (!st:x)+ ?s . ?s st:contry ?o }",
                "SELECT * { VALUES ?x { " + repeated(2000, i -> "\"v" + i + "\" ")
                        + "} ?s rdfs:label ?x ; st:contry ?y }",
                "SELECT * { ?s ?p ?o FILTER(" + repeated(300, i -> "?o != " + i + " && ") + "?o = 'nowhere') }",
                "SELECT * { ?s rdfs:label ?l FILTER(REGEX(?l, \"^(([a-z])+.)+[A-Z]([a-z])+$nowhere\")) }",
                "SELECT * { ?s ?p \"" + "x".repeat(50_000) + "\" }",
                "SELECT * { ?s <http://localhost:8080/" + "x".repeat(20_000) + "> ?o }");
    }

    private static String repeated(int times, java.util.function.IntFunction<String> part) {
        return IntStream.range(0, times).mapToObj(part).collect(Collectors.joining());
    }

    @ParameterizedTest
    @MethodSource("hostileQueries")
    void anExplanationNeverCostsMoreThanItMay(String query) {
        RepositoryRelease.shelf();
        long start = System.nanoTime();
        Explanation explanation = Explained.of(query);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BOUND);
        assertThat(explanation.rows()).isFalse();
        assertThat(explanation.findings()).hasSizeLessThanOrEqualTo(10);
    }
}
