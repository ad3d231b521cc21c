package eu.staytuned.lod.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.query.ResultSetRewindable;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.update.UpdateAction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a shape cannot say: the queries in {@code ontology/checks}, whose rows are faults. */
class ChecksTests {

    /** One update a check, of the same name, that puts the fault into the data. */
    private static final Path FAULTS = Path.of("src", "test", "resources", "faults");

    static List<Path> checks() {
        return SourceFiles.files(SourceFiles.ONTOLOGY.resolve("checks"), ".rq");
    }

    @ParameterizedTest
    @MethodSource("checks")
    void theDataHasNoFault(Path check) {
        assertThat(rows(check, SourceFiles.model())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("checks")
    void theCheckFindsTheFaultThatItIsFor(Path check) {
        Path fault = FAULTS.resolve(check.getFileName().toString().replace(".rq", ".ru"));
        Model spoilt = SourceFiles.copy();
        UpdateAction.parseExecute(SourceFiles.prologue() + SourceFiles.text(fault), spoilt);

        assertThat(rows(check, spoilt)).as("%s does not find %s", check, fault).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("checks")
    void itBeginsWithTheRuleAndNamesResourcePropertyAndValue(Path check) {
        String text = SourceFiles.text(check);
        Query query = QueryFactory.create(text);

        assertThat(text.lines().findFirst().orElseThrow()).startsWith("# ").endsWith(".");
        assertThat(query.isSelectType()).isTrue();
        assertThat(query.getResultVars()).containsExactly("resource", "property", "value");
    }

    @Test
    void noFaultIsLeftWithoutItsCheck() {
        assertThat(SourceFiles.files(FAULTS, ".ru").stream()
                        .map(Path::getFileName)
                        .map(Path::toString))
                .containsExactlyElementsOf(checks().stream()
                        .map(check -> check.getFileName().toString().replace(".rq", ".ru"))
                        .toList());
    }

    private static List<String> rows(Path check, Model model) {
        List<String> rows = new ArrayList<>();
        ResultSetRewindable results = SourceFiles.select(SourceFiles.text(check), model);
        results.forEachRemaining(row -> rows.add(row.toString()));
        return rows;
    }
}
