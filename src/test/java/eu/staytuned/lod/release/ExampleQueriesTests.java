package eu.staytuned.lod.release;

import static org.assertj.core.api.Assertions.assertThat;

import eu.staytuned.lod.queries.Examples;
import eu.staytuned.lod.release.Fault.Severity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.exec.RowSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Example queries are read with the release, asked once before readers ask them, and editors are told what is wrong. */
class ExampleQueriesTests {

    private static final String FILE = "rdf-data/queries/names.ttl";
    private static final String PREFIXES =
            """
            PREFIX city:            <https://w3id.org/stay-tuned/id/city/>
            PREFIX query:           <https://w3id.org/stay-tuned/id/query/>
            PREFIX query-parameter: <https://w3id.org/stay-tuned/id/query-parameter/>
            PREFIX rdfs:            <http://www.w3.org/2000/01/rdf-schema#>
            PREFIX sh:              <http://www.w3.org/ns/shacl#>
            PREFIX spex:            <https://purl.expasy.org/sparql-examples/ontology#>
            PREFIX st:              <https://w3id.org/stay-tuned/ontology#>

            """;
    private static final String QUERY = PREFIXES
            + """
                    query:names a sh:SPARQLExecutable , sh:SPARQLSelectExecutable ;
                        rdfs:label "What is a city called?"@en ;
                        sh:parameter query-parameter:city ;
                        sh:select \"""PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
                    PREFIX st:   <https://w3id.org/stay-tuned/ontology#>
                    SELECT ?name
                    WHERE {
                      ?city a st:City ;
                            rdfs:label ?name .
                    }
                    ORDER BY ?name
                    \""" .

                    query-parameter:city a sh:Parameter ;
                        rdfs:label "City"@en ;
                        sh:path query-parameter:city ;
                        sh:class st:City ;
                        sh:defaultValue city:ghent .
                    """;

    @TempDir
    Path folder;

    private Sources sources;

    @BeforeEach
    void copy() {
        sources = Sources.small(folder).write(FILE, QUERY);
    }

    @Test
    void aGoodExampleHasNoFaults() {
        assertThat(sources.faults()).isEmpty();
    }

    @Test
    void theTextOfAQueryIsMovedToTheBaseOfTheInstance() {
        sources.write(
                "rdf-data/queries/more.ttl",
                PREFIXES.replaceAll("PREFIX (city|spex|query-p).*\n", "")
                        + """
                query:all a sh:SPARQLExecutable ;
                    rdfs:label "What is there about cities?"@en ;
                    sh:describe "DESCRIBE ?city WHERE { ?city a <https://w3id.org/stay-tuned/ontology#City> }" .
                query:any a sh:SPARQLExecutable , sh:SPARQLAskExecutable ;
                    rdfs:label "Is there a city?"@en ;
                    sh:ask "ASK { ?city a <https://w3id.org/stay-tuned/ontology#City> }" .
                query:types a sh:SPARQLExecutable , sh:SPARQLConstructExecutable ;
                    rdfs:label "Which things are cities?"@en ;
                    sh:construct "CONSTRUCT WHERE { ?city a <https://w3id.org/stay-tuned/ontology#City> }" .
                """);
        try (Desk desk = desk()) {
            Examples examples = desk.store.read(shelf -> Examples.of(shelf.data(), Sources.IRIS));

            assertThat(examples.unreadable()).isEmpty();
            assertThat(examples.all()).hasSize(4).allSatisfy(example -> assertThat(example.text())
                    .contains("<http://localhost:8080/ontology#")
                    .doesNotContain("w3id.org"));
        }
    }

    @Test
    void howManyRowsAnExampleHasIsAMeasurementOfTheRelease() {
        try (Desk desk = desk()) {
            assertThat(
                            rows(
                                    desk,
                                    """
                            PREFIX dqv: <http://www.w3.org/ns/dqv#>
                            SELECT ?rows {
                              GRAPH <http://localhost:8080/graph/quality> {
                                ?measurement dqv:computedOn <http://localhost:8080/id/query/names> ;
                                             dqv:isMeasurementOf <http://localhost:8080/quality#rows-of-an-example> ;
                                             dqv:value ?rows
                              }
                            }"""))
                    .containsExactly("2");
        }
    }

    @Test
    void theStatementOfHowLargeTheGraphOfQualityIsCountsTheExamples() {
        try (Desk desk = desk()) {
            desk.store.read(shelf -> {
                Node quality = NodeFactory.createURI("http://localhost:8080/graph/quality");
                Node triples = NodeFactory.createURI("http://rdfs.org/ns/void#triples");
                List<Triple> said = shelf.data()
                        .getDefaultGraph()
                        .find(quality, triples, Node.ANY)
                        .toList();
                assertThat(said).singleElement().satisfies(triple -> assertThat(
                                triple.getObject().getLiteralLexicalForm())
                        .isEqualTo("" + shelf.data().getGraph(quality).size()));
                return true;
            });
        }
    }

    @Test
    void editorsThatReadExamplesAndPrefixesFromAnEndpointFindThem() {
        try (Desk desk = desk()) {
            assertThat(
                            rows(
                                    desk,
                                    """
                            PREFIX sh: <http://www.w3.org/ns/shacl#>
                            SELECT DISTINCT ?prefix ?namespace WHERE { [] sh:namespace ?namespace ; sh:prefix ?prefix }
                            ORDER BY ?prefix"""))
                    .contains("st http://localhost:8080/ontology#", "rdfs http://www.w3.org/2000/01/rdf-schema#");
            assertThat(
                            rows(
                                    desk,
                                    """
                            PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
                            PREFIX sh: <http://www.w3.org/ns/shacl#>
                            SELECT DISTINCT ?sq ?comment WHERE {
                              ?sq a sh:SPARQLExecutable ; rdfs:label|rdfs:comment ?comment ;
                                  sh:select|sh:ask|sh:construct|sh:describe ?query }"""))
                    .containsExactly("http://localhost:8080/id/query/names What is a city called?");
        }
    }

    @Test
    void aTextThatIsNoQueryIsFoundInTheLineOfItsFault() {
        sources.replace(FILE, "rdfs:label ?name .", "rdfs:label ?name ;;; }");

        assertThat(sources.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.place()).isEqualTo(FILE + ":" + line("rdfs:label ?name ;;; }"));
            assertThat(fault.message()).startsWith("Not a SPARQL 1.1 query: ");
            assertThat(fault.resource()).isEqualTo("id/query/names");
            assertThat(fault.stopsTheRelease()).isTrue();
        });
    }

    @Test
    void aQueryGivenInTheWrongFormIsFound() {
        sources.replace(FILE, "sh:select", "sh:construct");

        assertThat(sources.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.place()).isEqualTo(FILE + ":" + line("sh:construct"));
            assertThat(fault.message()).contains("This is a SELECT query: give it as sh:select");
        });
    }

    @Test
    void aQueryWithoutTheTypeOfItsFormIsFound() {
        sources.replace(FILE, " , sh:SPARQLSelectExecutable", "");

        assertThat(sources.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.place()).isEqualTo(FILE + ":" + line("sh:select"));
            assertThat(fault.message()).contains("sh:SPARQLSelectExecutable");
        });
    }

    @Test
    void aParameterWithoutAVariableIsFound() {
        sources.replace(FILE, "?city a", "?town a");

        assertThat(sources.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.place()).isEqualTo(FILE + ":" + line("sh:parameter"));
            assertThat(fault.message()).contains("no variable ?city");
        });
    }

    @Test
    void aDefaultThatIsNotAmongTheValuesIsFound() {
        sources.replace(FILE, "sh:defaultValue city:ghent", "sh:defaultValue city:atlantis");

        assertThat(sources.faults()).anySatisfy(fault -> {
            assertThat(fault.place()).isEqualTo(FILE + ":" + line("sh:defaultValue"));
            assertThat(fault.message()).contains("not among the values, which are aveiro, ghent");
            assertThat(fault.stopsTheRelease()).isTrue();
        });
    }

    @Test
    void valuesAreAskedForByAQueryThatIsOne() {
        sources.replace(
                FILE, "sh:class st:City ;", "sh:class st:City ;\n    sh:values [ sh:select \"SELEKT ?value\" ] ;");

        assertThat(sources.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.place()).isEqualTo(FILE + ":" + line("sh:values"));
            assertThat(fault.message()).startsWith("Not a SPARQL 1.1 query: ");
        });
    }

    @Test
    void aQueryThatAsksOthersSaysWhom() {
        sources.replace(
                FILE, "rdfs:label ?name .", "rdfs:label ?name . SERVICE <https://example.org/sparql> { ?city ?p ?o }");

        assertThat(sources.faults()).singleElement().satisfies(fault -> assertThat(fault.message())
                .contains("It calls <https://example.org/sparql>"));
    }

    @Test
    void aQueryThatAsksNobodyDoesNotSaySo() {
        sources.replace(FILE, "sh:parameter", "spex:federatesWith <https://example.org/sparql> ;\n    sh:parameter");

        assertThat(sources.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.place()).isEqualTo(FILE + ":" + line("spex:federatesWith"));
            assertThat(fault.message()).contains("It does not call this endpoint");
        });
    }

    @Test
    void aQueryThatAsksOthersIsNotAsked() {
        sources.replace(
                        FILE,
                        "rdfs:label ?name .",
                        "rdfs:label ?name . SERVICE <http://127.0.0.1:1/sparql> { ?city ?p ?o }")
                .replace(FILE, "sh:parameter", "spex:federatesWith <http://127.0.0.1:1/sparql> ;\n    sh:parameter");

        try (Desk desk = desk()) {
            assertThat(desk.publisher().last().orElseThrow().outcome())
                    .isInstanceOfSatisfying(Outcome.Published.class, published -> assertThat(published.warnings())
                            .isEmpty());
        }
    }

    @Test
    void whereNothingIsLeftOfTheRowsEditorsAreWarnedAndTheReleaseGoesOut() {
        try (Desk desk = desk()) {
            sources.replace(FILE, "rdfs:label ?name .", "rdfs:lable ?name .");
            Outcome outcome = desk.publish();

            assertThat(outcome).isInstanceOf(Outcome.Published.class);
            assertThat(((Outcome.Published) outcome).warnings()).singleElement().satisfies(fault -> {
                assertThat(fault.severity()).isEqualTo(Severity.WARNING);
                assertThat(fault.place()).startsWith(FILE + ":");
                assertThat(fault.message())
                        .startsWith("It gives no rows with its default values; release 1 had 2 rows.");
            });
            assertThat(desk.number()).isEqualTo(2);
            assertThat(check()).contains("It gives no rows", "release 2 had 0 rows", FILE);
        }
    }

    @Test
    void aNoThatWasAYesIsALoss() {
        sources.write(
                FILE,
                PREFIXES
                        + """
                query:twins a sh:SPARQLExecutable , sh:SPARQLAskExecutable ;
                    rdfs:label "Is Ghent a city?"@en ;
                    sh:ask "ASK { <https://w3id.org/stay-tuned/id/city/ghent> a <https://w3id.org/stay-tuned/ontology#City> }" .
                """);
        try (Desk desk = desk()) {
            sources.replace(FILE, "ghent> a", "bruges> a");

            assertThat(desk.publish().report()).contains("It answers no; release 1 answered yes.");
            sources.replace(FILE, "Is Ghent a city?", "Is Bruges a city?");
            assertThat(desk.publish().report()).doesNotContain("It answers no");
        }
    }

    @Test
    void theCheckOfTheFilesSaysHowTheExamplesFare() {
        assertThat(check()).contains("Example queries: 1 answered, with 2 rows in all; 0 ask other endpoints");
        assertThat(sources.dataDir()).doesNotExist();
    }

    @Test
    void anArchiveThatIsOlderThanTheExamplesIsRead() throws IOException {
        try (Desk desk = desk()) {
            assertThat(desk.number()).isEqualTo(1);
        }
        Path manifest = sources.dataDir().resolve("releases/1/manifest.json");
        String text = Files.readString(manifest);
        assertThat(text).contains("\"examples\"");
        Files.delete(manifest.resolveSibling("checksums"));
        Files.writeString(manifest, text.replaceFirst("(?s)\"examples\" : \\{.*?\\},\\s*", ""));
        sources.replace(FILE, "rdfs:label ?name .", "rdfs:lable ?name .");

        try (Desk desk = desk()) {
            assertThat(desk.number()).isEqualTo(2);
            assertThat(desk.publisher().last().orElseThrow().outcome().report())
                    .contains("It gives no rows with its default values. Correct");
        }
    }

    private Desk desk() {
        return new Desk(sources.settings(), DatasetGraphFactory.createTxnMem());
    }

    private String check() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ReleaseCheck.run(new PrintStream(out, true, StandardCharsets.UTF_8), sources.settings(), Sources.IRIS);
        return out.toString(StandardCharsets.UTF_8);
    }

    private long line(String start) {
        return 1
                + sources.text(FILE)
                        .lines()
                        .takeWhile(line -> !line.contains(start))
                        .count();
    }

    private static List<String> rows(Desk desk, String query) {
        return desk.store.read(shelf -> {
            List<String> rows = new ArrayList<>();
            try (QueryExec execution =
                    QueryExec.dataset(shelf.data()).query(query).build()) {
                RowSet found = execution.select();
                found.forEachRemaining(row -> rows.add(String.join(
                        " ",
                        found.getResultVars().stream()
                                .map(row::get)
                                .map(node -> node.isURI() ? node.getURI() : node.getLiteralLexicalForm())
                                .toList())));
            }
            return rows;
        });
    }
}
