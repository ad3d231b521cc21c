package eu.staytuned.lod.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.apache.jena.query.QueryExecution;
import org.apache.jena.query.QuerySolution;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.validation.ReportEntry;
import org.apache.jena.update.UpdateAction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the publication says in figures is what Eurostat and the cities say, and holds together as data cubes. */
class FiguresTests {

    private static final Path TABLE = Path.of("scripts/early-leavers.csv");
    private static final Path OBSERVATIONS = SourceFiles.DATA.resolve("observations");

    /** The program's entry; it is run as source by contributors, so it is no part of the build. */
    private static Method eurostatCube;

    @TempDir
    static Path folder;

    @BeforeAll
    static void compileTheProgram() throws Exception {
        int faults = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-d", folder.toString(), "scripts/EurostatCube.java");
        assertThat(faults).isZero();
        ClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()});
        eurostatCube = loader.loadClass("EurostatCube").getDeclaredMethod("main", String[].class);
        eurostatCube.setAccessible(true);
    }

    @Test
    void theFilesAreWhatTheProgramMakesOfTheTable() throws Exception {
        Path made = folder.resolve("made");

        eurostatCube.invoke(null, (Object) new String[] {TABLE.toString(), made.toString()});

        List<Path> files = SourceFiles.files(made, ".ttl");
        assertThat(files).hasSize(29);
        for (Path file : files) {
            assertThat(OBSERVATIONS.resolve(file.getFileName())).hasSameTextualContentAs(file);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "",
            value = {
                "BE23,NUTS2,2015,T,7.9,x,R,P  | :2: unknown flags: x",
                "BE23,NUTS2,2015,T,7,b,R,P    | :2: no rate with one decimal: 7",
                "BE23,NUTS2,2015,X,7.9,b,R,P  | :2: no sex: X",
                "be23,NUTS2,2015,T,7.9,b,R,P  | :2: no code of an area: be23",
                "BE23,NUTS2,15,T,7.9,b,R,P    | :2: no year: 15",
                "BE23,NUTS2,2015,T,7.9        | :2: eight fields are expected",
                "BE23,NUTS2,2015,T,7.9,b,R,P  | :2: no vintage is known for R,P",
            })
    void aFaultyTableIsRefusedWithTheLine(String line, String message) throws IOException {
        Path table = folder.resolve("faulty.csv");
        Files.writeString(table, Files.readAllLines(TABLE).get(0) + "\n" + line + "\n");
        Path refused = folder.resolve("refused");

        assertThatThrownBy(
                        () -> eurostatCube.invoke(null, (Object) new String[] {table.toString(), refused.toString()}))
                .rootCause()
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
        assertThat(refused).doesNotExist();
    }

    @Test
    void everyValueOfTheTableIsPublishedWithItsWarningsAndItsOrigin() throws IOException {
        Map<String, String> published = new TreeMap<>();
        select(
                """
                SELECT ?geo ?sex ?year ?rate ?copy (GROUP_CONCAT(?flag; SEPARATOR="") AS ?flags) WHERE {
                  ?observation qb:dataSet dataset:early-leavers ;
                               sdmx-dimension:refArea/skos:notation ?geo ;
                               sdmx-dimension:refPeriod ?year ;
                               st:sex/skos:notation ?sex ;
                               st:earlyLeavingRate ?rate ;
                               st:vintage/prov:wasDerivedFrom/dcterms:identifier ?copy .
                  OPTIONAL { ?observation st:observationStatus/skos:notation ?flag }
                }
                GROUP BY ?geo ?sex ?year ?rate ?copy""",
                row -> published.put(
                        text(row, "geo") + " " + text(row, "sex") + " " + text(row, "year"),
                        text(row, "rate") + " " + sorted(text(row, "flags")) + " " + text(row, "copy")));
        Map<String, String> table = new TreeMap<>();
        for (String[] value : table()) {
            table.put(
                    value[0] + " " + value[3] + " " + value[2],
                    value[4] + " " + sorted(value[5]) + " " + value[6] + ":" + value[7]);
        }

        assertThat(published).hasSize(2159).isEqualTo(table);
    }

    @Test
    void everyAreaAndSexHasAsManyValuesAsTheTableAndOneSeries() throws IOException {
        Map<String, Long> published = new TreeMap<>();
        select(
                """
                SELECT ?geo ?sex (COUNT(?observation) AS ?values) WHERE {
                  dataset:early-leavers qb:slice ?series .
                  ?series sdmx-dimension:refArea/skos:notation ?geo ;
                          st:sex/skos:notation ?sex ;
                          qb:observation ?observation .
                }
                GROUP BY ?series ?geo ?sex""",
                row -> assertThat(published.put(
                                text(row, "geo") + " " + text(row, "sex"),
                                row.getLiteral("values").getLong()))
                        .isNull());

        assertThat(published)
                .hasSize(85)
                .isEqualTo(table().stream()
                        .collect(Collectors.groupingBy(
                                value -> value[0] + " " + value[3], TreeMap::new, Collectors.counting())));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "EU27_2020 | 13.8    | 11.0 | 10.0    | 9.4    | 9.1",
                "BE        | 11.9    | 10.1 | 8.1     | 7.0 b  | 7.3",
                "BG        | 12.6 b  | 13.4 | 12.8    | 8.2 b  | 8.6",
                "DE        | 11.8 b  | 10.1 | 10.1 b  | 12.9 b | 13.1",
                "EE        | 11.0    | 13.7 | 8.5     | 11.0   | 10.2",
                "EL        | 13.5    | 7.9  | 3.8     | 3.0 b  | 3.0",
                "ES        | 28.2    | 20.0 | 16.0    | 13.0 d | 12.8 d",
                "FR        | 12.7    | 9.2  | 8.0     | 7.7 d  | 7.0 d",
                "PT        | 28.3    | 13.5 | 9.1     | 6.6    | 6.1",
                "SE        | 6.5     | 7.0  | 7.7     | 7.2    | 6.7",
                "BE23      | 10.2    | 7.9  | 5.7     | 4.7 b  | 6.1",
                "BG41      | 4.0 b   | 5.7  | 5.3 u   | 2.9 bu | 2.6 u",
                "DE30      | 14.4 b  | 13.9 | 10.4 bu | 15.5 b | 15.7",
                "EE00      | 11.0    | 13.7 | 8.5     | 11.0   | 10.2",
                "EL52      | 9.1     | 7.8  | 1.3 u   | 1.2 bu | 1.4 u",
                "ES51      | 28.9    | 18.9 | 17.4    | 13.7   | 13.5",
                "FRG0      | 10.2    | 7.0  | 8.2     | 7.0    | 7.5",
                "PT16      | 27.9    | 12.5 | 6.0     | –      | –",
                "PT19      | –       | –    | 5.9     | 6.2 u  | 4.0 u",
                "SE23      | 5.4     | 7.4  | 7.5     | 6.2    | 6.2",
            })
    void theRatesAreThoseOfEurostat(
            String geo, String in2010, String in2015, String in2020, String in2024, String in2025) {
        Map<String, String> expected =
                Map.of("2010", in2010, "2015", in2015, "2020", in2020, "2024", in2024, "2025", in2025);
        expected.forEach((year, value) ->
                assertThat(rate(geo, year)).as(geo + " " + year).isEqualTo(value));
    }

    @Test
    void theTwoCentrosAreTwoPlacesAndSayThatTheyCannotBeJoined() {
        assertThat(lines(
                        """
                        SELECT ?area WHERE {
                          VALUES ?area { region:pt16 region:pt19 }
                          ?area skos:editorialNote ?note .
                          ?series sdmx-dimension:refArea ?area ; skos:note ?warning .
                          FILTER(CONTAINS(?note, "must not be joined") && CONTAINS(?warning, "must not be joined"))
                        }
                        GROUP BY ?area""",
                        row -> row.getResource("area").getLocalName()))
                .containsExactlyInAnyOrder("pt16", "pt19");
        assertThat(lines(
                        "SELECT DISTINCT ?other WHERE { region:pt16 skos:exactMatch|owl:sameAs ?other }",
                        row -> row.getResource("other").getURI()))
                .doesNotContain("http://data.europa.eu/nuts/code/PT19");
    }

    @Test
    void figuresOfEurostatComeUnderItsReuseNotice() {
        assertThat(lines(
                        "SELECT ?licence WHERE { dataset:early-leavers dcterms:license ?licence }",
                        row -> row.getResource("licence").getURI()))
                .containsExactly("http://publications.europa.eu/resource/authority/licence/COM_REUSE");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "local-rate-ghent-2013-14             | localRate  | 17.4 | School year 2013–14 | High",
                "local-rate-ghent-2014-15             | localRate  | 12.6 | School year 2014–15 | High",
                "local-rate-ghent-2015-16             | localRate  | 14.4 | School year 2015–16 | High",
                "local-rate-ghent-2018-19             | localRate  | 16.8 | School year 2018–19 | High",
                "local-rate-ghent-2019-20             | localRate  | 12.2 | School year 2019–20 | High",
                "local-rate-berlin-stated-2015        | localRate  | 9.3  | As stated in April 2015 | Medium",
                "local-rate-germany-stated-2015       | localRate  | 6    | As stated in April 2015 | Medium",
                "local-rate-gothenburg-2018           | localRate  | 10   | 2018 | Medium",
                "local-rate-barcelona-stated-2010     | localRate  | 1.07 | As stated in 2010 | Medium",
                "local-count-ghent-2013-14            | localCount | 719  | School year 2013–14 | High",
                "local-count-ghent-2015-16            | localCount | 590  | School year 2015–16 | High",
                "local-count-berlin-stated-2017       | localCount | 2000 | A year, as stated in July 2017 | Medium",
                "local-count-gothenburg-about-2012    | localCount | 1000 | About 2012 | Medium",
                "local-count-barcelona-stated-2010    | localCount | 1831 | As stated in 2010 | Medium",
            })
    void localFiguresAreGivenAsStated(String name, String measure, String value, String when, String confidence) {
        assertThat(lines(
                        """
                        SELECT ?value ?when ?confidence WHERE {
                          observation:NAME st:MEASURE ?value ;
                            sdmx-dimension:refPeriod/rdfs:label ?when ;
                            st:confidence/skos:prefLabel ?confidence ;
                            dcterms:source/schema:url ?page .
                          FILTER(LANG(?when) = "en" && LANG(?confidence) = "en")
                        }"""
                                .replace("NAME", name)
                                .replace("MEASURE", measure),
                        row -> text(row, "value") + " | " + text(row, "when") + " | " + text(row, "confidence")))
                .containsExactly(value + " | " + when + " | " + confidence);
    }

    @Test
    void localFiguresAreFourteenAndNoneIsAnEarlyLeavingRate() {
        assertThat(lines(
                        """
                        SELECT ?observation WHERE {
                          ?observation st:localRate|st:localCount ?value .
                          FILTER NOT EXISTS { ?observation st:earlyLeavingRate ?rate }
                        }""",
                        row -> row.getResource("observation").getLocalName()))
                .hasSize(14);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DELETE WHERE { ?o st:earlyLeavingRate ?r } ; INSERT DATA { ?o st:earlyLeavingRate 101.0 } | percent, as a decimal number",
                "INSERT DATA { ?o st:earlyLeavingRate 7.8 }                         | Give one rate",
                "DELETE WHERE { ?o sdmx-dimension:refArea ?a } ; INSERT DATA { ?o sdmx-dimension:refArea city:ghent } | not the city",
                "DELETE WHERE { ?o sdmx-dimension:refPeriod ?p } ; INSERT DATA { ?o sdmx-dimension:refPeriod 2015 } | xsd:gYear",
                "DELETE WHERE { ?o st:vintage ?v }                                  | from which state of the table",
                "INSERT DATA { ?o st:observationStatus sex:total }                  | observation-status.ttl",
                "DELETE WHERE { ?o sdmx-attribute:unitMeasure ?u }                  | unit.ttl",
                "DELETE WHERE { ?o dcterms:source ?d }                              | which document gives the figure",
                "DELETE WHERE { ?l st:localDefinition ?d }                          | whom the figure counts",
                "DELETE WHERE { ?l st:confidence ?c }                               | how sure we are",
            })
    void aFaultInAFigureIsFoundAndExplained(String fault, String message) {
        Model spoilt = SourceFiles.copy();
        UpdateAction.parseExecute(
                SourceFiles.prologue()
                        + fault.replace("?o ", "observation:early-leavers-be23-t-2015 ")
                                .replace("?l ", "observation:local-rate-ghent-2013-14 "),
                spoilt);

        assertThat(ShaclValidator.get()
                        .validate(SourceFiles.shapes(), spoilt.getGraph())
                        .getEntries())
                .extracting(ReportEntry::message)
                .anyMatch(said -> said.contains(message));
    }

    private static String rate(String geo, String year) {
        List<String> found = lines(
                """
                SELECT ?rate (GROUP_CONCAT(?flag; SEPARATOR="") AS ?flags) WHERE {
                  ?observation sdmx-dimension:refArea/skos:notation "GEO" ;
                               sdmx-dimension:refPeriod "YEAR"^^xsd:gYear ;
                               st:sex sex:total ;
                               st:earlyLeavingRate ?rate .
                  OPTIONAL { ?observation st:observationStatus/skos:notation ?flag }
                }
                GROUP BY ?rate"""
                        .replace("GEO", geo)
                        .replace("YEAR", year),
                row -> (text(row, "rate") + " " + sorted(text(row, "flags"))).strip());
        assertThat(found).hasSizeLessThanOrEqualTo(1);
        return found.isEmpty() ? "–" : found.get(0);
    }

    private static List<String[]> table() throws IOException {
        return Files.readAllLines(TABLE).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .toList();
    }

    private static String sorted(String flags) {
        return flags.chars().sorted().mapToObj(Character::toString).collect(Collectors.joining());
    }

    private static String text(QuerySolution row, String variable) {
        return row.contains(variable) ? row.getLiteral(variable).getLexicalForm() : "";
    }

    private static List<String> lines(String query, Function<QuerySolution, String> line) {
        List<String> lines = new ArrayList<>();
        select(query, row -> lines.add(line.apply(row)));
        return lines;
    }

    private static void select(String query, Consumer<QuerySolution> row) {
        try (QueryExecution execution = QueryExecution.model(SourceFiles.model())
                .query(SourceFiles.prologue() + query)
                .build()) {
            execution.execSelect().forEachRemaining(row);
        }
    }
}
