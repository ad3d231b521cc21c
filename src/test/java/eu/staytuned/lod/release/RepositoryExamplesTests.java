package eu.staytuned.lod.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import eu.staytuned.lod.queries.Binding;
import eu.staytuned.lod.queries.Example;
import eu.staytuned.lod.queries.Examples;
import eu.staytuned.lod.queries.Parameter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.query.Query;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.exec.RowSetOps;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The example queries of the repository have answers: as they are offered, and with whatever readers may choose. */
class RepositoryExamplesTests {

    private static final List<String> LANGUAGES =
            List.of("en", "nl", "fr", "de", "el", "pt", "es", "ca", "sv", "bg", "et");

    @TempDir
    static Path folder;

    private static Desk desk;
    private static Examples examples;

    @BeforeAll
    static void publish() {
        DatasetGraph shelf = DatasetGraphFactory.createTxnMem();
        desk = new Desk(Sources.ofTheRepository(folder).settings(), shelf);
        examples = desk.store.read(release -> Examples.of(release.data(), Sources.IRIS));
    }

    @AfterAll
    static void close() {
        desk.close();
    }

    @Test
    void thereAreAsManyAsAResearcherLooksFor() {
        assertThat(examples.unreadable()).isEmpty();
        assertThat(examples.all()).hasSizeGreaterThanOrEqualTo(28);
        assertThat(examples.all())
                .filteredOn(example -> !example.parameters().isEmpty())
                .hasSizeGreaterThanOrEqualTo(10);
        assertThat(examples.all())
                .filteredOn(example -> example.form() == Example.Form.CONSTRUCT)
                .hasSizeGreaterThanOrEqualTo(3);
        assertThat(examples.all()).filteredOn(Example::isFederated).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void theReleaseGoesOutWithoutAWarningAboutThem() {
        assertThat(desk.publisher().last().orElseThrow().outcome())
                .isInstanceOfSatisfying(Outcome.Published.class, published -> assertThat(published.warnings())
                        .isEmpty());
    }

    @TestFactory
    Stream<DynamicTest> everyExampleHasRows() {
        return answered()
                .map(example -> dynamicTest(example.name(), () -> assertThat(rows(example, Map.of()))
                        .isPositive()));
    }

    @TestFactory
    Stream<DynamicTest> everyValueOfEveryParameterHasRows() {
        return answered().flatMap(example -> example.parameters().stream()
                .map(parameter -> dynamicTest(example.name() + " by " + parameter.name(), () -> {
                    List<String> values = parameter.allowed().orElseThrow().names();
                    assertThat(values).isNotEmpty();
                    List<String> without = new ArrayList<>();
                    for (String value : values) {
                        // no is an answer too
                        if (rows(example, Map.of(parameter.name(), value)) == 0 && example.form() != Example.Form.ASK) {
                            without.add(value);
                        }
                    }
                    assertThat(without).as("values without rows").isEmpty();
                })));
    }

    @TestFactory
    Stream<DynamicTest> aTextThatIsPastedAsItStandsHasRows() {
        return answered()
                .map(example -> dynamicTest(
                        example.name(), () -> assertThat(rows(example.query())).isPositive()));
    }

    @TestFactory
    Stream<DynamicTest> anAnswerIsInOneOrder() {
        return examples.all().stream()
                .filter(example -> example.form() == Example.Form.SELECT)
                .map(example -> dynamicTest(
                        example.name(), () -> assertThat(example.query().hasOrderBy())
                                .as("ORDER BY")
                                .isTrue()));
    }

    @TestFactory
    Stream<DynamicTest> questionsAndParametersAreWrittenInEveryLanguage() {
        return Stream.concat(
                        examples.all().stream().map(Example::iri),
                        examples.all().stream()
                                .flatMap(example -> example.parameters().stream())
                                .map(Parameter::iri)
                                .distinct())
                .map(thing -> dynamicTest(
                        thing.getURI(),
                        () -> desk.store.read(shelf -> {
                            for (String property : List.of(
                                    "http://www.w3.org/2000/01/rdf-schema#label",
                                    thing.getURI().contains("/query-parameter/")
                                            ? "http://www.w3.org/ns/shacl#description"
                                            : "http://www.w3.org/2000/01/rdf-schema#comment")) {
                                List<String> languages = new ArrayList<>();
                                shelf.data()
                                        .getDefaultGraph()
                                        .find(thing, NodeFactory.createURI(property), Node.ANY)
                                        .forEachRemaining(triple ->
                                                languages.add(triple.getObject().getLiteralLanguage()));
                                assertThat(languages).as(property).containsExactlyInAnyOrderElementsOf(LANGUAGES);
                            }
                            return true;
                        })));
    }

    private static Stream<Example> answered() {
        return examples.all().stream().filter(example -> !example.isFederated());
    }

    private static long rows(Example example, Map<String, String> values) {
        Binding binding = example.bind(values);
        assertThat(binding).isInstanceOf(Binding.Bound.class);
        return rows(((Binding.Bound) binding).query());
    }

    private static long rows(Query query) {
        return desk.store.read(shelf -> {
            try (QueryExec execution =
                    QueryExec.dataset(shelf.data()).query(query).build()) {
                if (query.isAskType()) {
                    return execution.ask() ? 1L : 0L;
                } else if (query.isSelectType()) {
                    return RowSetOps.count(execution.select());
                }
                return (query.isConstructType() ? execution.construct() : execution.describe()).size() + 0L;
            }
        });
    }
}
