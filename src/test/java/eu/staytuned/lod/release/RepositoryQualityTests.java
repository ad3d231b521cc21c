package eu.staytuned.lod.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.system.Txn;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the quality statement says of the repository's own data, held against the data, asked in SPARQL. */
class RepositoryQualityTests {

    private static final String PREFIXES =
            """
            PREFIX dcterms: <http://purl.org/dc/terms/>
            PREFIX dqv: <http://www.w3.org/ns/dqv#>
            PREFIX owl: <http://www.w3.org/2002/07/owl#>
            PREFIX qb: <http://purl.org/linked-data/cube#>
            PREFIX quality: <http://localhost:8080/quality#>
            PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
            PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
            PREFIX sdmx-dimension: <http://purl.org/linked-data/sdmx/2009/dimension#>
            PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
            PREFIX st: <http://localhost:8080/ontology#>
            PREFIX void: <http://rdfs.org/ns/void#>
            """;

    /** A resource and its kind, where that is a class of ours or one of a few that have no narrower ones. */
    private static final String OF_A_KIND =
            """
            { ?resource a ?kind . FILTER(STRSTARTS(STR(?kind), STR(st:)))
              FILTER NOT EXISTS { ?resource a ?narrower . ?narrower rdfs:subClassOf+ ?kind . FILTER(?narrower != ?kind) } }
            UNION
            { VALUES ?kind { owl:Class owl:ObjectProperty owl:DatatypeProperty skos:ConceptScheme qb:Observation qb:Slice }
              ?resource a ?kind }
            FILTER(STRSTARTS(STR(?resource), "http://localhost:8080/"))
            """;

    private static final String NAME = "skos:prefLabel|rdfs:label|dcterms:title";
    private static final String DESCRIPTION = "skos:definition|dcterms:description|rdfs:comment";

    private static final DatasetGraph SHELF = DatasetGraphFactory.createTxnMem();

    @BeforeAll
    static void publish(@TempDir Path folder) {
        try (Desk desk = new Desk(Sources.ofTheRepository(folder).settings(), SHELF)) {
            assertThat(desk.number()).isEqualTo(1);
        }
    }

    @Test
    void itIsOneGraphOfAModestSizeAboutThisRelease() {
        assertThat(rows("SELECT (COUNT(*) AS ?n) { GRAPH <http://localhost:8080/graph/quality> { ?s ?p ?o } }"))
                .hasSize(1)
                .allSatisfy((key, number) -> assertThat(number).isBetween(500L, 2600L));
        assertThat(rows("SELECT ?statement (1 AS ?n) { <http://localhost:8080/releases/1>"
                        + " dqv:hasQualityMetadata ?statement }"))
                .containsOnlyKeys("http://localhost:8080/quality");
        assertThat(rows("SELECT (COUNT(?m) AS ?n) { ?m a dqv:QualityMeasurement FILTER NOT EXISTS { ?m"
                        + " dqv:isMeasurementOf/dqv:inDimension/a dqv:Dimension } }"))
                .containsValue(0L);
        assertThat(
                        rows(
                                """
                                SELECT (COUNT(?m) AS ?n) { ?m a dqv:QualityMeasurement FILTER NOT EXISTS {
                                  ?m dqv:value ?value ; dqv:computedOn ?on
                                  { ?on dcterms:isPartOf? <http://localhost:8080/releases/1> }
                                  UNION { ?on a <http://www.w3.org/ns/shacl#SPARQLExecutable> } } }"""))
                .containsValue(0L);
        assertThat(rows("SELECT (COUNT(*) AS ?n) { GRAPH <http://localhost:8080/graph/quality> { ?s ?p ?o"
                        + " FILTER(isBlank(?s) || isBlank(?o)) } }"))
                .containsValue(0L);
    }

    @Test
    void theKindsAreThoseOfTheDataAndEachHasAsManyResources() {
        Map<String, Long> counted =
                rows("SELECT ?kind (COUNT(DISTINCT ?resource) AS ?n) {" + OF_A_KIND + "} GROUP BY ?kind");
        Map<String, Long> said = rows("SELECT ?kind ?n { ?part void:class ?kind ; void:entities ?n ; dcterms:isPartOf"
                + " <http://localhost:8080/releases/1> }");

        assertThat(counted).hasSizeGreaterThan(40);
        assertThat(said).containsAllEntriesOf(counted);
        said.keySet().removeAll(counted.keySet());
        assertThat(said.keySet()).noneMatch(kind -> kind.startsWith("http://localhost:8080/"));
    }

    /** The query that SIB's editor asks for its completion, in its short form. */
    @Test
    void editorsFindWhichPropertiesTheResourcesOfEachClassHaveAndWhereTheyLead() {
        assertThat(
                        rows(
                                """
                                SELECT ?kind ?property ?n {
                                  ?release void:classPartition ?part . ?part void:class ?kind ; void:propertyPartition ?use .
                                  ?use void:property ?property ; void:triples ?n . FILTER(STRSTARTS(STR(?kind), STR(st:)))
                                }"""))
                .isEqualTo(
                        rows(
                                """
                                SELECT ?kind ?property (COUNT(*) AS ?n) {
                                  ?resource a ?kind ; ?property ?value FILTER(STRSTARTS(STR(?kind), STR(st:)) && ?property != rdf:type)
                                } GROUP BY ?kind ?property"""))
                .hasSizeBetween(500, 4000);
        assertThat(
                        rows(
                                """
                                SELECT DISTINCT ?subjectClass ?prop ?objectClass (1 AS ?n) {
                                  ?cp void:class ?subjectClass ; void:propertyPartition ?pp .
                                  ?pp void:property ?prop ; void:classPartition [ void:class ?objectClass ] .
                                }"""))
                .containsKeys(uses("City", "country", "Country"), uses("Network", "leadPartner", "City"))
                .doesNotContainKey(uses("Network", "leadPartner", "Place"));
    }

    private static String uses(String... terms) {
        return Stream.of(terms)
                .map(term -> Sources.IRIS.resolve("ontology#" + term))
                .collect(Collectors.joining(" "));
    }

    @Test
    void asManyHaveANameInEachLanguage() {
        assertThat(inLanguages("names")).isEqualTo(counted(NAME)).hasSizeGreaterThan(400);
    }

    @Test
    void asManyHaveADefinitionInEachLanguage() {
        assertThat(inLanguages("definitions")).isEqualTo(counted(DESCRIPTION)).hasSizeGreaterThan(100);
    }

    /** What the statement says, by its rule: a language without a measurement has as many as all together. */
    private static Map<String, Long> inLanguages(String metric) {
        Map<String, Long> said = rows(
                """
                SELECT ?kind ?code ?n {
                  <http://localhost:8080/releases/1> dcterms:language ?language .
                  BIND(REPLACE(STR(?language), "^.*/", "") AS ?code)
                  ?part void:class ?kind .
                  ?whole dqv:isMeasurementOf quality:%1$s ; dqv:computedOn ?part ; dqv:value ?all .
                  FILTER NOT EXISTS { ?whole dcterms:language ?some }
                  OPTIONAL { ?one dqv:isMeasurementOf quality:%1$s ; dqv:computedOn ?part ; dcterms:language ?language ; dqv:value ?single }
                  BIND(COALESCE(?single, ?all) AS ?n)
                  FILTER(STRSTARTS(STR(?kind), STR(st:)) || ?kind IN
                    (owl:Class, owl:ObjectProperty, owl:DatatypeProperty, skos:ConceptScheme, qb:Observation, qb:Slice))
                }"""
                        .formatted(metric));
        said.values().removeIf(number -> number == 0);
        return said;
    }

    private static Map<String, Long> counted(String property) {
        return rows(
                """
                SELECT ?kind ?code (COUNT(DISTINCT ?resource) AS ?n) {
                  VALUES (?tag ?code) { ("en" "ENG") ("nl" "NLD") ("fr" "FRA") ("de" "DEU") ("el" "ELL") ("pt" "POR")
                    ("es" "SPA") ("ca" "CAT") ("sv" "SWE") ("bg" "BUL") ("et" "EST") }
                  %s
                  ?resource %s ?text . FILTER(LANG(?text) = ?tag)
                } GROUP BY ?kind ?code"""
                        .formatted(OF_A_KIND, property));
    }

    @Test
    void asManyNameASourceAndAsManyRestOnOneAlone() {
        Map<String, Long> counted = rows("SELECT ?kind (COUNT(DISTINCT ?resource) AS ?n) {" + OF_A_KIND
                + " ?resource dcterms:source|st:saidBy ?document } GROUP BY ?kind");
        Map<String, Long> alone = rows(
                """
                SELECT ?kind (COUNT(?one) AS ?n) {
                  { SELECT ?kind (?resource AS ?one) { %s ?resource dcterms:source|st:saidBy ?document }
                    GROUP BY ?kind ?resource HAVING(COUNT(DISTINCT ?document) = 1) }
                } GROUP BY ?kind"""
                        .formatted(OF_A_KIND));

        assertThat(counted).hasSizeGreaterThan(30);
        assertThat(measured("sources", "")).containsAllEntriesOf(counted);
        assertThat(alone).hasSizeGreaterThan(20);
        assertThat(measured("one-source", "")).containsAllEntriesOf(alone);
    }

    @Test
    void asManyAreTrustedToEachDegreeAndAsManyAreConcluded() {
        assertThat(measured("confidence", "dcterms:subject"))
                .isEqualTo(rows("SELECT ?kind ?degree (COUNT(DISTINCT ?resource) AS ?n) {" + OF_A_KIND
                        + " ?resource st:confidence ?degree } GROUP BY ?kind ?degree"))
                .hasSizeGreaterThan(5);
        assertThat(measured("basis", "dcterms:subject"))
                .isEqualTo(rows("SELECT ?kind ?basis (COUNT(DISTINCT ?resource) AS ?n) {" + OF_A_KIND
                        + " ?resource st:basis ?basis } GROUP BY ?kind ?basis"))
                .isNotEmpty();
    }

    private static Map<String, Long> measured(String metric, String about) {
        return rows(
                "SELECT ?kind " + (about.isEmpty() ? "" : "?about ") + "?n { ?m dqv:isMeasurementOf quality:" + metric
                        + " ; dqv:computedOn/void:class ?kind ; dqv:value ?n "
                        + (about.isEmpty() ? "" : "; " + about + " ?about ") + "}");
    }

    @Test
    void asManyClaimsDisagree() {
        assertThat(rows("SELECT ?n { ?m dqv:isMeasurementOf quality:disagreements ; dqv:value ?n }"))
                .isEqualTo(rows(
                        "SELECT (COUNT(DISTINCT ?claim) AS ?n) { ?claim st:disagreesWith|^st:disagreesWith ?other }"))
                .doesNotContainValue(0L);
    }

    @Test
    void asManyLinksLeadOut() {
        String counted =
                """
                SELECT ?property (COUNT(*) AS ?n) {
                  VALUES ?property { owl:sameAs rdfs:seeAlso rdfs:subClassOf rdfs:subPropertyOf
                    skos:exactMatch skos:closeMatch skos:broadMatch skos:narrowMatch skos:relatedMatch }
                  ?resource ?property ?other .
                  FILTER(STRSTARTS(STR(?resource), "http://localhost:8080/"))
                  FILTER(isIRI(?other) && !STRSTARTS(STR(?other), "http://localhost:8080/"))
                } GROUP BY ?property""";
        assertThat(rows("SELECT ?property (SUM(?triples) AS ?n) { ?set a void:Linkset ; void:linkPredicate"
                        + " ?property ; void:triples ?triples } GROUP BY ?property"))
                .isEqualTo(rows(counted))
                .hasSizeGreaterThan(6);
        assertThat(rows("SELECT ?property ?n { ?set void:linkPredicate ?property ; void:objectsTarget"
                        + " <http://www.wikidata.org/entity/> ; void:triples ?n }"))
                .isEqualTo(rows(counted.replace(
                        "} GROUP", "FILTER(STRSTARTS(STR(?other), \"http://www.wikidata.org/\")) } GROUP")))
                .isNotEmpty();
    }

    @Test
    void asManyFiguresAreAboutEachArea() {
        assertThat(rows("SELECT ?area ?n { ?m dqv:isMeasurementOf quality:figures ; dcterms:spatial ?area ;"
                        + " dqv:value ?n }"))
                .isEqualTo(rows("SELECT ?area (COUNT(DISTINCT ?o) AS ?n) { ?o a qb:Observation ;"
                        + " sdmx-dimension:refArea ?area } GROUP BY ?area"))
                .hasSizeGreaterThan(20);
    }

    /** The rows of a query whose last column is a number, by the others. */
    private static Map<String, Long> rows(String query) {
        return Txn.calculateRead(SHELF, () -> {
            Map<String, Long> rows = new TreeMap<>();
            try (QueryExec execution =
                    QueryExec.dataset(SHELF).query(PREFIXES + query).build()) {
                var result = execution.select();
                List<Var> vars = result.getResultVars();
                for (Iterator<Binding> iterator = result; iterator.hasNext(); ) {
                    Binding row = iterator.next();
                    List<String> key = new ArrayList<>();
                    for (Var var : vars.subList(0, vars.size() - 1)) {
                        Node node = row.get(var);
                        key.add(node.isURI() ? node.getURI() : node.getLiteralLexicalForm());
                    }
                    long number =
                            Long.parseLong(row.get(vars.get(vars.size() - 1)).getLiteralLexicalForm());
                    assertThat(rows.put(String.join(" ", key), number))
                            .as("%s twice", key)
                            .isNull();
                }
            }
            return rows;
        });
    }
}
