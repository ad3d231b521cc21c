package eu.staytuned.lod.queries;

import static org.assertj.core.api.Assertions.assertThat;

import eu.staytuned.lod.queries.Binding.Bound;
import eu.staytuned.lod.queries.Binding.Reason;
import eu.staytuned.lod.queries.Binding.Refusal;
import eu.staytuned.lod.queries.Binding.Refused;
import eu.staytuned.lod.queries.Example.Form;
import eu.staytuned.lod.rdf.IriSpace;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.query.Syntax;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.exec.RowSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExamplesTests {

    private static final IriSpace IRIS = new IriSpace("http://localhost/");

    private static final String PREFIXES =
            """
            PREFIX city:   <http://localhost/id/city/>
            PREFIX owl:    <http://www.w3.org/2002/07/owl#>
            PREFIX param:  <http://localhost/id/query-parameter/>
            PREFIX query:  <http://localhost/id/query/>
            PREFIX rdfs:   <http://www.w3.org/2000/01/rdf-schema#>
            PREFIX region: <http://localhost/id/region/>
            PREFIX schema: <https://schema.org/>
            PREFIX sh:     <http://www.w3.org/ns/shacl#>
            PREFIX skos:   <http://www.w3.org/2004/02/skos/core#>
            PREFIX spex:   <https://purl.expasy.org/sparql-examples/ontology#>
            PREFIX st:     <http://localhost/ontology#>
            PREFIX xsd:    <http://www.w3.org/2001/XMLSchema#>
            """;

    private static final String DATA =
            """
            city:ghent a st:City ; rdfs:label "Ghent" ; st:region region:be23 ; st:since "2015"^^xsd:gYear .
            city:nantes a st:City ; rdfs:label "Nantes" ; st:region region:frg0 ; st:since "2017"^^xsd:gYear .
            city:gone a st:City ; owl:deprecated true .
            region:be23 a st:Region ; skos:notation "BE234" .
            region:frg0 a st:Region ; skos:notation "FRG0" .
            param:city sh:path <http://localhost/id/query-parameter/city#city> ; sh:class st:City ; sh:defaultValue city:ghent .
            param:since sh:path <http://localhost/id/query-parameter/since#since> ; sh:datatype xsd:gYear ; sh:optional true ; sh:order 2 .
            param:region sh:path <http://localhost/id/query-parameter/region#region> ; sh:class st:Region ; sh:order 1 ;
                sh:values [ sh:select "SELECT DISTINCT ?value { ?city <http://localhost/ontology#region> ?value } ORDER BY DESC(?value)" ] .
            param:any sh:path <http://localhost/id/query-parameter/any#any> ; sh:class st:Region ; sh:optional true .
            param:name sh:path <http://localhost/id/query-parameter/name#name> ; sh:datatype xsd:string .
            param:kind sh:path <http://localhost/id/query-parameter/kind#kind> ; sh:in ("one" "two") ; sh:defaultValue "one" .
            """;

    private static final String CITIES =
            """
            query:cities a sh:SPARQLExecutable, sh:SPARQLSelectExecutable ;
                rdfs:label "Cities"@en ; schema:keywords "regions"@en, "cities"@en ;
                sh:parameter param:since, param:region ;
                sh:select '''PREFIX st: <http://localhost/ontology#>
            PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
            SELECT ?city ?region ?since WHERE { ?city a st:City ; rdfs:label ?name ; st:region ?region ; st:since ?since }
            ORDER BY ?region ?city''' .
            """;

    @Test
    void aQueryIsReadWithItsParametersAndWhatItsTextTouches() {
        Example cities = only(CITIES);

        assertThat(cities.name()).isEqualTo("cities");
        assertThat(cities.form()).isEqualTo(Form.SELECT);
        assertThat(cities.keywords()).containsExactly("cities", "regions");
        assertThat(cities.isFederated()).isFalse();
        assertThat(cities.parameters()).extracting(Parameter::name).containsExactly("region", "since");
        assertThat(cities.touches())
                .containsExactlyInAnyOrder(
                        term("City"), term("region"), term("since"), iri("http://www.w3.org/2000/01/rdf-schema#label"));
    }

    @Test
    void valuesAreListedTakenFromTheDataOrTheInstancesOfAClass() {
        Example example = only(select("sh:parameter param:city, param:region, param:kind, param:since", "?city ?p ?o"));

        assertThat(example.parameter("city")
                        .orElseThrow()
                        .allowed()
                        .orElseThrow()
                        .names())
                .containsExactly("ghent", "nantes");
        assertThat(example.parameter("region")
                        .orElseThrow()
                        .allowed()
                        .orElseThrow()
                        .names())
                .containsExactly("frg0", "be23");
        assertThat(example.parameter("kind")
                        .orElseThrow()
                        .allowed()
                        .orElseThrow()
                        .names())
                .containsExactly("one", "two");
        assertThat(example.parameter("since").orElseThrow().allowed()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "be23, be23",
        "BE23, be23",
        "BE234, be23",
        "be234, be23",
        "' be23 ', be23",
        "http://localhost/id/region/be23, be23",
        "FRG0, frg0"
    })
    void aThingIsAskedForByItsNameItsCodeOrItsWholeIri(String value, String name) {
        Bound bound = bound(only(CITIES), Map.of("region", value));

        assertThat(bound.values()).containsValue(iri("http://localhost/id/region/" + name));
        assertThat(rows(bound)).hasSize(1);
    }

    @Test
    void aParameterThatHasAColumnKeepsIt() {
        assertThat(rows(bound(only(CITIES), Map.of("region", "be23", "since", "2015"))))
                .containsExactly(Map.of(
                        "city", iri("http://localhost/id/city/ghent"),
                        "region", iri("http://localhost/id/region/be23"),
                        "since", year("2015")));
    }

    @Test
    void aParameterKeepsItsColumnAmongAllAndBesideCounts() {
        Example star =
                only(query("sh:parameter param:city", "SELECT * { ?city <http://localhost/ontology#region> ?r }"));
        assertThat(rows(bound(star, Map.of())).get(0)).containsOnlyKeys("city", "r");

        Example counted = only(query(
                "sh:parameter param:city",
                "SELECT ?city ?p (COUNT(*) AS ?n) { ?city ?p ?o } GROUP BY ?city ?p "
                        + "HAVING (COUNT(*) > 0) (COUNT(*) < 2) ORDER BY ?city ?p"));
        assertThat(rows(bound(counted, Map.of("city", "nantes")))).hasSize(4).allSatisfy(row -> assertThat(row)
                .containsEntry("city", iri("http://localhost/id/city/nantes"))
                .containsKeys("p", "n"));
    }

    @Test
    void aQueryWithValuesCanBeWrittenAndReadAgain() {
        for (Example example : List.of(
                only(CITIES),
                only(query(
                        "sh:parameter param:region",
                        "SELECT ?region (COUNT(?c) AS ?n) { ?c <http://localhost/ontology#region> ?region } "
                                + "GROUP BY ?region ORDER BY DESC(?n) ?region")))) {
            Bound bound = bound(example, Map.of("region", "be23"));
            String written = bound.query().toString();
            assertThat(rows(new Bound(QueryFactory.create(written, Syntax.syntaxARQ), Map.of())))
                    .isEqualTo(rows(bound));
        }
    }

    @ParameterizedTest
    @CsvSource({"be23, 1", "'', 2"})
    void aQueryMayAskWhetherAParameterHasAValue(String region, int rows) {
        Example example = only(query(
                "sh:parameter param:any",
                "SELECT ?c { ?c <http://localhost/ontology#region> ?r FILTER(!BOUND(?any) || ?r = ?any) }"));
        Bound bound = bound(example, Map.of("any", region));

        assertThat(rows(bound)).hasSize(rows);
        assertThat(bound.query().toString()).doesNotContain("bound(<");
    }

    @Test
    void countingNothingGivesNoRowWithAValueAsWithout() {
        Example example = only(query(
                "sh:parameter param:region",
                "SELECT ?region (COUNT(?c) AS ?n) { ?c <http://localhost/ontology#none> ?region } "
                        + "GROUP BY ?region ORDER BY ?region"));
        Bound bound = bound(example, Map.of("region", "be23"));

        assertThat(rows(bound)).isEmpty();
        assertThat(rows(new Bound(QueryFactory.create(bound.query().toString(), Syntax.syntaxARQ), Map.of())))
                .isEmpty();
    }

    @Test
    void anOptionalParameterIsLeftOpenAndAnyOtherHasItsDefaultOrIsMissing() {
        assertThat(rows(bound(only(CITIES), Map.of("region", "frg0", "since", ""))))
                .hasSize(1);
        assertThat(refusals(only(CITIES), Map.of("region", ""))).singleElement().satisfies(refusal -> {
            assertThat(refusal.reason()).isEqualTo(Reason.MISSING);
            assertThat(refusal.allowed()).containsExactly("frg0", "be23");
        });
        Example withDefault = only(select("sh:parameter param:city", "?city ?p ?o"));
        assertThat(bound(withDefault, Map.of("city", "")).values().values())
                .containsExactly(iri("http://localhost/id/city/ghent"));
    }

    @Test
    void whatDoesNotSuitIsRefusedWithWhatDoes() {
        List<Refusal> refusals = refusals(only(CITIES), Map.of("region", "be32", "since", "long ago", "sinse", "2015"));

        assertThat(refusals)
                .extracting(Refusal::reason)
                .containsExactlyInAnyOrder(Reason.UNKNOWN_PARAMETER, Reason.UNSUITABLE, Reason.UNSUITABLE);
        assertThat(refusals).anySatisfy(refusal -> {
            assertThat(refusal.name()).isEqualTo("sinse");
            assertThat(refusal.allowed()).containsExactly("region", "since");
            assertThat(refusal.nearest()).contains("since");
        });
        assertThat(refusals).anySatisfy(refusal -> {
            assertThat(refusal.name()).isEqualTo("region");
            assertThat(refusal.allowed()).containsExactly("frg0", "be23");
            assertThat(refusal.total()).isEqualTo(2);
            assertThat(refusal.nearest()).contains("be23");
        });
        assertThat(refusals).anySatisfy(refusal -> {
            assertThat(refusal.name()).isEqualTo("since");
            assertThat(refusal.allowed()).isEmpty();
            assertThat(refusal.parameter()).isPresent();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "} UNION {?s ?p ?o} #",
                "\" } UNION { ?s ?p ?o } #",
                "'''\n} UNION {?s ?p ?o}\n#",
                "\\\" \\u0022 \\n",
                "st:City",
                "?city",
                "<http://localhost/id/city/ghent>",
                "\u0000\u202e💥"
            })
    void aTextIsALiteralWhateverIsInIt(String text) {
        Example example = only(query(
                "sh:parameter param:name",
                "SELECT ?s ?name { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?name }"));
        Bound bound = bound(example, Map.of("name", text));

        assertThat(rows(bound)).isEmpty();
        assertThat(bound.values()).containsValue(NodeFactory.createLiteralString(text));
        assertThat(refusals(only(CITIES), Map.of("region", text))).hasSize(1);
        assertThat(refusals(only(CITIES), Map.of("region", "be23", "since", text)))
                .hasSize(1);
    }

    @Test
    void aValueWithoutEndIsRefused() {
        Example example = only(select("sh:parameter param:name", "?s ?p ?name"));

        assertThat(refusals(example, Map.of("name", "x".repeat(100_000)))).hasSize(1);
        assertThat(refusals(only(CITIES), Map.of("region", "x".repeat(100_000))))
                .hasSize(1);
    }

    @Test
    void aQueryThatCallsAnotherEndpointSaysWhich() {
        Example declared = only(select(
                "spex:federatesWith <https://query.wikidata.org/sparql>",
                "?s ?p ?o . SERVICE SILENT <https://example.org/sparql> { ?s ?q ?r }"));

        assertThat(declared.isFederated()).isTrue();
        assertThat(declared.federatesWith())
                .containsExactly("https://example.org/sparql", "https://query.wikidata.org/sparql");
    }

    @Test
    void otherFormsAreReadAndBoundAsWell() {
        Example graph = only(
                "query:q a sh:SPARQLExecutable ; sh:parameter param:city ; sh:construct 'CONSTRUCT { ?city ?p ?o } WHERE { ?city ?p ?o }' .");
        assertThat(graph.form()).isEqualTo(Form.CONSTRUCT);
        try (QueryExec evaluation = QueryExec.dataset(data(""))
                .query(bound(graph, Map.of()).query())
                .build()) {
            assertThat(evaluation.construct().size()).isEqualTo(4);
        }
        Example ask = only(
                "query:q a sh:SPARQLExecutable ; sh:parameter param:city ; sh:ask 'ASK { ?city a <http://localhost/ontology#City> }' .");
        assertThat(ask.form()).isEqualTo(Form.ASK);
        Example describe = only(
                "query:q a sh:SPARQLExecutable ; sh:parameter param:city ; sh:describe 'DESCRIBE ?city { ?city ?p ?o }' .");
        assertThat(describe.form()).isEqualTo(Form.DESCRIBE);
        try (QueryExec evaluation = QueryExec.dataset(data(""))
                .query(bound(describe, Map.of()).query())
                .build()) {
            assertThat(evaluation.describe().isEmpty()).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sh:select 'SELECT ?s { ?s ?p '                                            | It is not SPARQL",
                "sh:select 'ASK {}' ; sh:ask 'ASK {}'                                      | A query has one text",
                "sh:parameter param:city ; sh:select 'SELECT (1 AS ?city) {}'              | Its parameters cannot be bound",
                "sh:parameter <urn:x:none> ; sh:select 'SELECT * {}'                       | has no sh:path",
            })
    void aQueryThatCannotBeReadSaysWhy(String statements, String reason) {
        Examples examples =
                Examples.of(data("query:bad a sh:SPARQLExecutable ; " + statements + " .\n" + CITIES), IRIS);

        assertThat(examples.all()).extracting(Example::name).containsExactly("cities");
        assertThat(examples.unreadable()).singleElement().satisfies(unreadable -> assertThat(unreadable.reason())
                .contains(reason));
    }

    private static String select(String statements, String pattern) {
        return query(statements, "SELECT * { " + pattern + " }");
    }

    private static String query(String statements, String text) {
        return "query:q a sh:SPARQLExecutable ; " + statements + " ; sh:select '''" + text + "''' .";
    }

    private static Example only(String turtle) {
        Examples examples = Examples.of(data(turtle), IRIS);
        assertThat(examples.unreadable()).isEmpty();
        assertThat(examples.all()).hasSize(1);
        return examples.all().get(0);
    }

    private static Bound bound(Example example, Map<String, String> values) {
        Binding binding = example.bind(values);
        assertThat(binding).isInstanceOf(Bound.class);
        return (Bound) binding;
    }

    private static List<Refusal> refusals(Example example, Map<String, String> values) {
        Binding binding = example.bind(values);
        assertThat(binding).isInstanceOf(Refused.class);
        return ((Refused) binding).refusals();
    }

    private static List<Map<String, Node>> rows(Bound bound) {
        try (QueryExec evaluation =
                QueryExec.dataset(data("")).query(bound.query()).build()) {
            RowSet rows = evaluation.select();
            List<Map<String, Node>> all = new ArrayList<>();
            rows.forEachRemaining(row -> {
                Map<String, Node> values = new java.util.HashMap<>();
                rows.getResultVars().forEach(variable -> {
                    if (row.contains(variable)) {
                        values.put(variable.getVarName(), row.get(variable));
                    }
                });
                all.add(values);
            });
            return all;
        }
    }

    private static DatasetGraph data(String turtle) {
        DatasetGraph data = DatasetGraphFactory.create();
        RDFParser.create()
                .source(new StringReader(PREFIXES + DATA + turtle))
                .lang(Lang.TURTLE)
                .parse(data);
        return data;
    }

    private static Node term(String name) {
        return iri("http://localhost/ontology#" + name);
    }

    private static Node iri(String iri) {
        return NodeFactory.createURI(iri);
    }

    private static Node year(String year) {
        return NodeFactory.createLiteralDT(year, org.apache.jena.datatypes.xsd.XSDDatatype.XSDgYear);
    }
}
