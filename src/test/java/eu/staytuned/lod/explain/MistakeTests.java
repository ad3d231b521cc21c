package eu.staytuned.lod.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import eu.staytuned.lod.explain.Explanation.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mistakes that people make, put to the repository's own release, and what they are told. */
class MistakeTests {

    /**
     * @param what the mistake
     * @param kind what it is to be called
     * @param by what is to be offered; empty where nothing can be
     * @param query without its prefixes
     */
    private record Mistake(String what, Kind kind, String by, String query) {

        @Override
        public String toString() {
            return what;
        }
    }

    private static final List<Mistake> MISTAKES = mistakes(
            """
            property misspelt | SPELLING | st:country | SELECT * { ?c a st:City ; st:contry ?state }
            property in plural | SPELLING | st:journey | SELECT * { ?action a st:Action ; st:journeys ?j }
            property by its name in words | SPELLING | st:beneficiaryGroup | SELECT * { ?a a st:Action ; st:beneficiary_group ?g }
            letters exchanged, in the middle of a path | SPELLING | st:within | SELECT * { ?c a st:City ; st:region/st:wihtin ?r }
            class misspelt | SPELLING | st:Action | SELECT * { ?a a st:Acton ; st:city ?c }
            class in lower case is a property | CLASS_OR_PROPERTY | st:City | SELECT * { ?c a st:city ; rdfs:label ?name }
            property with a capital is a class | CLASS_OR_PROPERTY | st:city | SELECT * { ?a a st:Action ; st:City ?c }
            Dublin Core elements for terms | NAMESPACE | dcterms:description | PREFIX dc: <http://purl.org/dc/elements/1.1/> SELECT * { ?a a st:Action ; dc:description ?text }
            label of SKOS, property of RDFS | OTHER_NAME | rdfs:label | SELECT * { ?c a st:City ; foaf:name ?name }
            a prefix for https | PREFIX | <http://schema.org/> | PREFIX schema: <https://schema.org/> SELECT * { ?copy schema:url ?url }
            the canonical base as prefix | PREFIX | <http://localhost:8080/ontology#> | PREFIX st: <https://w3id.org/stay-tuned/ontology#> SELECT * { ?c a st:City }
            a slash for the hash | PREFIX | <http://localhost:8080/ontology#> | PREFIX st: <http://localhost:8080/ontology/> SELECT * { ?c a st:City ; st:country ?s }
            from the wrong end | DIRECTION | ^st:city | SELECT * { ?c a st:City ; st:city ?action . ?action a st:Action }
            from the wrong end, of one thing | DIRECTION | ^st:city | SELECT * { city:ghent st:city ?action }
            turned round without need | DIRECTION | st:country | SELECT * { ?c a st:City ; ^st:country ?state . ?state a st:Country }
            text without its language | LANGUAGE_TAG | "Gent"@ | SELECT * { ?c rdfs:label "Gent" }
            text with another language | LANGUAGE_TAG | "Gent"@ | SELECT * { ?c a st:City ; rdfs:label "Gent"@en }
            text with a regional language | LANGUAGE_TAG | "Ghent"@en | SELECT * { ?c rdfs:label "Ghent"@en-GB }
            language where there is none | LANGUAGE_TAG | "BE23" | SELECT * { ?r skos:notation "BE23"@en }
            condition on a regional language | LANGUAGE_FILTER | "en" | SELECT * { ?c a st:City ; rdfs:label ?l FILTER(LANG(?l) = "en-GB") }
            condition on a language of three letters | LANGUAGE_FILTER | "nl" | SELECT * { ?c a st:City ; rdfs:label ?l FILTER(LANGMATCHES(LANG(?l), "nld")) }
            condition on no language | LANGUAGE_FILTER | "en" | SELECT * { ?a a st:Action ; dcterms:description ?l FILTER(LANG(?l) = "") }
            a year as a number | DATATYPE | "2015"^^xsd:gYear | SELECT * { ?o sdmx-dimension:refPeriod 2015 ; st:earlyLeavingRate ?rate }
            a year as a text | DATATYPE | "2015"^^xsd:gYear | SELECT * { ?o sdmx-dimension:refPeriod "2015" ; st:earlyLeavingRate ?rate }
            a number as a text | DATATYPE | 2 | SELECT * { ?r a st:Region ; st:nutsLevel "2" }
            years compared with a number | DATATYPE | "2020"^^xsd:gYear | SELECT * { ?o sdmx-dimension:refPeriod ?y ; st:earlyLeavingRate ?rate FILTER(?y > 2020) }
            a thing misspelt | SPELLING | city:ghent | SELECT * { city:gehnt rdfs:label ?name }
            a thing misspelt as a value | SPELLING | city:gothenburg | SELECT * { ?a a st:Action ; st:city city:gothenberg }
            a thing without id/ | ADDRESS | <http://localhost:8080/id/city/ghent> | SELECT * { <http://localhost:8080/city/ghent> rdfs:label ?name }
            a thing at the canonical base | ADDRESS | <http://localhost:8080/id/city/ghent> | SELECT * { ?a st:city <https://w3id.org/stay-tuned/id/city/ghent> }
            a slash too many | ADDRESS | <http://localhost:8080/id/city/ghent> | SELECT * { ?a st:city <http://localhost:8080/id/city/ghent/> }
            the document for the thing | ADDRESS | <http://localhost:8080/id/city/ghent> | SELECT * { ?a st:city <http://localhost:8080/doc/city/ghent> }
            https for http at Wikidata | ADDRESS | <http://www.wikidata.org/entity/Q1296> | SELECT * { ?c owl:sameAs <https://www.wikidata.org/entity/Q1296> }
            the page for the entity at Wikidata | ADDRESS | <http://www.wikidata.org/entity/Q1296> | SELECT * { ?c owl:sameAs <https://www.wikidata.org/wiki/Q1296> }
            a name for the thing | TEXT_FOR_THING | city:ghent | SELECT * { ?a a st:Action ; st:city "Ghent" }
            a thing compared with a name | TEXT_FOR_THING | city:ghent | SELECT * { ?a a st:Action ; st:city ?c FILTER(?c = "Ghent") }
            a code for the region | TEXT_FOR_THING | region:be23 | SELECT * { ?o sdmx-dimension:refArea "BE23" ; st:earlyLeavingRate ?rate }
            a code for the region, in VALUES | TEXT_FOR_THING | region:be23 | SELECT * { VALUES ?area { "BE23" } ?o sdmx-dimension:refArea ?area ; st:earlyLeavingRate ?rate }
            a property of another class | STEP | st:region/st:nutsLevel | SELECT * { ?c a st:City ; st:nutsLevel ?level }
            the property of the municipality | STEP | st:municipality/st:population | SELECT * { ?c a st:City ; st:population ?p }
            a graph that is not there | GRAPH | <http://localhost:8080/graph/cities/ghent> | SELECT * { GRAPH <http://localhost:8080/graph/cities/gent> { ?s ?p ?o } }
            in another graph | GRAPH | <http://localhost:8080/graph/cities/ghent> | SELECT * { GRAPH <http://localhost:8080/graph/cities/berlin> { city:ghent st:country ?c } }
            a capital missing | CASE | "ghent" | SELECT * { ?c a st:City ; rdfs:label ?l FILTER(CONTAINS(?l, "gHENT")) }
            a regular expression in lower case | CASE | "^ghent", "i" | SELECT * { ?c a st:City ; rdfs:label ?l FILTER(REGEX(?l, "^ghent")) }
            made lower case and compared with a capital | CASE | "ghent" | SELECT * { ?c a st:City ; rdfs:label ?l FILTER(LCASE(STR(?l)) = "Ghent") }
            anchored to the whole text | ANCHORS | "school" | SELECT * { ?a a st:Action ; rdfs:label ?l FILTER(REGEX(?l, "^school$")) }
            a text looked for in an IRI | TEXT_FOR_THING | STR(?c) | SELECT * { ?a a st:Action ; st:city ?c FILTER(CONTAINS(?c, "ghent")) }
            a variable mistyped in a condition | VARIABLE | ?name | SELECT * { ?c a st:City ; rdfs:label ?name FILTER(LANG(?nmae) = "en") }
            a condition in the wrong group | SCOPE |  | SELECT * { ?c a st:City ; rdfs:label ?l { ?a st:city ?c FILTER(LANG(?l) = "en") } }
            a year before the first | RANGE |  | SELECT * { ?o sdmx-dimension:refPeriod ?y ; st:earlyLeavingRate ?rate FILTER(?y < "1980"^^xsd:gYear) }
            a rate that nobody has | RANGE |  | SELECT * { ?o st:earlyLeavingRate ?rate FILTER(?rate > 95) }
            no row asked for | LIMIT | 10 | SELECT * { ?c a st:City } LIMIT 0
            beyond the last row | OFFSET | 0 | SELECT * { ?c a st:City } LIMIT 10 OFFSET 500
            """);

    private static List<Mistake> mistakes(String table) {
        return table.lines()
                .map(line -> line.split(" \\| ", 4))
                .map(cells -> new Mistake(cells[0], Kind.valueOf(cells[1].strip()), cells[2].strip(), cells[3]))
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void theFirstFindingNamesTheMistakeAndWhatIsMeant(Mistake mistake) {
        Explanation explanation = Explained.of(mistake.query());

        assertThat(explanation.rows()).isFalse();
        assertThat(explanation.findings()).isNotEmpty();
        Finding first = explanation.findings().get(0);
        assertThat(first.kind()).isEqualTo(mistake.kind());
        assertThat(first.by()).contains(mistake.by());
        if (!mistake.by().isEmpty()) {
            assertThat(first.rows()).isPositive();
            assertThat(Explained.rows(first.query())).isEqualTo(first.rows());
        }
    }

    static List<Mistake> mistakes() {
        return MISTAKES;
    }

    @Test
    void thereAreManyMistakesAndNoneIsExplainedWronglyWithConfidence() {
        List<Mistake> wrong = MISTAKES.stream()
                .filter(mistake -> {
                    Finding first = Explained.of(mistake.query()).findings().get(0);
                    return first.isSure() && first.kind() != mistake.kind();
                })
                .toList();

        assertThat(MISTAKES).hasSizeGreaterThanOrEqualTo(50);
        assertThat(wrong).isEmpty();
    }

    @Test
    void twoMistakesInOneQueryAreCorrectedTogether() {
        Explanation explanation =
                Explained.of("SELECT * {\n  ?c a st:Cty ;\n     rdfs:label ?name ;\n     st:contry ?state }");

        assertThat(explanation.findings().get(0).query()).contains("a st:City", "st:country ?state");
        assertThat(explanation.findings().get(0).rows()).isPositive();
        assertThat(explanation.findings())
                .filteredOn(finding -> finding.rows() > 0)
                .extracting(Finding::by)
                .contains("st:City", "st:country");
    }

    @Test
    void aFindingSaysWhereInTheTextItIs() {
        String query =
                "SELECT ?state {\n  # The country of each city: st:contry in vain.\n  ?c a st:City ;\n     st:contry ?state }";
        Explanation explanation = Explained.of(query);
        Finding first = explanation.findings().get(0);
        List<String> lines = Explained.withPrefixes(query).lines().toList();

        assertThat(first.replace()).isEqualTo("st:contry");
        assertThat(lines.get(first.line() - 1).substring(first.column() - 1)).startsWith("st:contry ?state");
        assertThat(first.query()).isEqualTo(Explained.withPrefixes(query).replace("st:contry ?s", "st:country ?s"));
        assertThat(explanation.patterns())
                .extracting(Explanation.PatternMatches::pattern, Explanation.PatternMatches::matches)
                .containsExactly(tuple("?c a st:City", 9L), tuple("?c st:contry ?state", 0L));
    }

    @Test
    void whatIsDeclaredForACorrectionIsDeclaredInIt() {
        String query = "PREFIX foaf: <http://xmlns.com/foaf/0.1/>\nPREFIX st: <http://localhost:8080/ontology#>\n"
                + "SELECT * { ?c a st:City ; foaf:name ?name }";
        Finding first = Explained.exactly(query).findings().get(0);

        assertThat(first.by()).isEqualTo("rdfs:label");
        assertThat(first.query()).startsWith("PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>");
        assertThat(first.line()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ASK { ?c a st:Cty }",
                "CONSTRUCT { ?c rdfs:label ?l } WHERE { ?c a st:Cty ; rdfs:label ?l }",
                "DESCRIBE ?c { ?c a st:Cty }",
                "SELECT (COUNT(*) AS ?n) { ?c a st:Cty }",
                "SELECT ?s (COUNT(?c) AS ?n) { ?c a st:Cty ; st:country ?s } GROUP BY ?s",
                "SELECT * { { SELECT ?c { ?c a st:Cty } LIMIT 3 } ?c rdfs:label ?l }",
                "SELECT * { { ?c a st:Cty } UNION { ?c a st:Cty ; rdfs:label ?l } }",
                "SELECT * { ?c rdfs:label ?l FILTER EXISTS { ?c a st:Cty } }",
                "SELECT * { { ?c a st:Cty } OPTIONAL { ?c rdfs:label ?l } }"
            })
    void itIsFoundInEveryFormOfQuery(String query) {
        assertThat(Explained.of(query).findings().get(0))
                .matches(finding -> finding.by().equals("st:City"))
                .matches(Finding::isSure);
    }

    @Test
    void aThingThatIsToBeDescribedIsFoundUnderItsAddress() {
        assertThat(Explained.of("DESCRIBE <http://localhost:8080/city/ghent>")
                        .findings()
                        .get(0))
                .matches(finding -> finding.kind() == Kind.ADDRESS && finding.rows() > 0);
    }

    @Test
    void whatTheReleaseReallyDoesNotHaveIsNotTalkedInto() {
        for (String query : List.of(
                "SELECT * { ?o st:earlyLeavingRate ?rate FILTER(?rate > 95) }",
                "SELECT * { ?c a st:City MINUS { ?c a st:Place } }",
                "SELECT ?s (COUNT(?c) AS ?n) { ?c st:country ?s } GROUP BY ?s HAVING(COUNT(?c) > 100000)",
                "SELECT * { ?c a st:City FILTER NOT EXISTS { ?c rdfs:label ?l } }")) {
            assertThat(Explained.of(query).findings()).as(query).isNotEmpty().noneMatch(Finding::isSure);
        }
    }

    @Test
    void aConditionOnWhatNoOptionalFindsIsTracedToIt() {
        Explanation explanation =
                Explained.of("SELECT * { ?c a st:City OPTIONAL { ?c st:contry ?s } FILTER(?s = country:belgium) }");

        assertThat(explanation.findings()).extracting(Finding::kind).contains(Kind.OPTIONAL);
        assertThat(explanation.findings().get(0).by()).isEqualTo("st:country");
    }
}
