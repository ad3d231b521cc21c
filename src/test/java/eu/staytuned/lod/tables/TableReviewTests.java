package eu.staytuned.lod.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a table is said before it goes out. */
class TableReviewTests {

    static final String TABLE =
            """
            PREFIX csvw:    <http://www.w3.org/ns/csvw#>
            PREFIX dcterms: <http://purl.org/dc/terms/>
            PREFIX ex:      <http://example.org/>
            PREFIX rdfs:    <http://www.w3.org/2000/01/rdf-schema#>
            PREFIX sh:      <http://www.w3.org/ns/shacl#>
            PREFIX xsd:     <http://www.w3.org/2001/XMLSchema#>

            ex:cities a csvw:Table ;
                csvw:tableSchema ex:schema ;
                sh:select "SELECT ?city ?name ?people ?since ?next { ?city <http://example.org/name> ?name \
            OPTIONAL { ?city <http://example.org/people> ?people } OPTIONAL { ?city <http://example.org/since> ?since } \
            OPTIONAL { ?city <http://example.org/next> ?next } } ORDER BY ?city" .
            ex:schema csvw:primaryKey "city" ; csvw:column ex:c1 , ex:c2 , ex:c3 , ex:c4 , ex:c5 .
            ex:c1 csvw:name "city" ; csvw:datatype xsd:anyURI ; csvw:required true .
            ex:c2 csvw:name "name" ; csvw:datatype xsd:string ; csvw:required true .
            ex:c3 csvw:name "people" ; csvw:datatype xsd:integer .
            ex:c4 csvw:name "since" ; csvw:datatype xsd:string ; csvw:format "^[0-9]{4}(-[0-9]{2})?$" .
            ex:c5 csvw:name "next" ; csvw:datatype xsd:anyURI ; dcterms:references ex:cities .

            ex:ghent ex:name "Ghent" ; ex:people 262219 ; ex:since "2016-10" ; ex:next ex:sofia .
            ex:sofia ex:name "София" .
            """;

    @Test
    void aGoodTableHasNoFaults() {
        assertThat(review(TABLE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // what stands there                                  | what stands there instead                      |
                // what is said of it
                "csvw:name \"people\"                                 | csvw:name \"inhabitants\"                       | a variable ?people and the table no column",
                "csvw:name \"people\"                                 | csvw:name \"inhabitants\"                       | a column \"inhabitants\" and its query no variable",
                "csvw:name \"people\"                                 | csvw:name \"name\"                              | two columns of the csvw:name \"name\"",
                "csvw:name \"people\" ;                               | ``                                              | A column has a csvw:name",
                "csvw:datatype xsd:integer                            | csvw:datatype xsd:double                        | one of xsd:string, xsd:anyURI, xsd:integer",
                "csvw:primaryKey \"city\" ;                           | ``                                              | csvw:primaryKey",
                "ORDER BY ?city                                       | ``                                              | with ORDER BY",
                "ORDER BY ?city                                       | ORDER BY city                                   | Not a SPARQL 1.1 query",
                "SELECT ?city ?name ?people ?since ?next {            | SELECT ?city ?name ?people ?since ?next { SERVICE <http://e.org/> {} | without FROM and SERVICE",
                "csvw:tableSchema ex:schema ;                         | ``                                              | one csvw:tableSchema",
                "ex:people 262219                                     | ex:people \"many\"                              | stands \"many\", which is no xsd:integer",
                "ex:since \"2016-10\"                                 | ex:since \"October 2016\"                       | not of the csvw:format",
                "ex:people 262219                                     | ex:people 262219 , 264143                       | two rows with the key http://example.org/ghent",
                "ex:next ex:sofia                                     | ex:next ex:lyon                                 | which has no row in the table cities",
                "ex:name \"Ghent\"                                    | ex:name \"\"                                    | this has none",
                "ex:name \"Ghent\"                                    | ex:name \"=HYPERLINK(1)\"                       | would compute it as a formula",
                "ex:name \"Ghent\"                                    | ex:name \"+1+cmd('calc')\"                    | would compute it as a formula",
                "ex:name \"Ghent\"                                    | ex:name \"-2+3\"                                | would compute it as a formula",
                "ex:name \"Ghent\"                                    | ex:name \"@SUM(1)\"                             | would compute it as a formula",
            })
    void whatIsWrongIsSaid(String there, String instead, String message) {
        assertThat(TABLE).contains(there);
        assertThat(review(TABLE.replace(there, instead)))
                .extracting(TableFault::message)
                .anyMatch(said -> said.contains(message));
    }

    @ParameterizedTest
    @CsvSource({"@StayTunedEU", "-8.65", "+32", "– a dash", "e = mc"})
    void aNameOrANumberIsNoFormula(String text) {
        assertThat(review(TABLE.replace("ex:name \"Ghent\"", "ex:name \"" + text + "\"")))
                .isEmpty();
    }

    @Test
    void aTableWithoutRowsIsPointedOut() {
        assertThat(review(TABLE.replaceAll("ex:name \"", "ex:label \"")))
                .singleElement()
                .satisfies(fault -> {
                    assertThat(fault.message()).isEqualTo("The table has no rows.");
                    assertThat(fault.isAdvice()).isTrue();
                });
    }

    private static List<TableFault> review(String turtle) {
        return TableReview.of(dataset(turtle), 10_000);
    }

    static DatasetGraph dataset(String turtle) {
        DatasetGraph data = DatasetGraphFactory.createGeneral();
        RDFParser.fromString(turtle, Lang.TURTLE).parse(data.getDefaultGraph());
        return data;
    }
}
