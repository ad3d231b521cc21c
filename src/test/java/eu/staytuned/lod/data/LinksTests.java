package eu.staytuned.lod.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.Statement;
import org.apache.jena.vocabulary.OWL;
import org.apache.jena.vocabulary.RDFS;
import org.apache.jena.vocabulary.SKOS;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table in {@code docs/links.md} and the links in the data are the same. */
class LinksTests {

    private static final Path TABLE = Path.of("docs", "links.md");
    private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\| `([^`]+)` \\| `([^`]+)` \\| ([AB]) \\|");
    private static final Pattern FORM = Pattern.compile("Form: `([^`]+)`");
    private static final List<Property> LINKS = List.of(
            OWL.sameAs,
            SKOS.exactMatch,
            SKOS.closeMatch,
            SKOS.broadMatch,
            SKOS.narrowMatch,
            SKOS.relatedMatch,
            RDFS.seeAlso);

    record Row(String resource, String property, String target, String form) {
        @Override
        public String toString() {
            return resource + " " + property + " " + target;
        }
    }

    @Test
    void everyLinkIsInTheTableAndEveryRowInTheData() {
        Set<String> inTheData = new TreeSet<>();
        LINKS.forEach(property -> SourceFiles.model().listStatements(null, property, (String) null).toList().stream()
                .filter(LinksTests::leadsOut)
                .forEach(link -> inTheData.add(link.getSubject() + " " + property + " " + link.getObject())));
        Set<String> inTheTable = new TreeSet<>();
        rows().forEach(row -> inTheTable.add(StatementTable.expand(row.resource()) + " "
                + StatementTable.expand(row.property()) + " " + row.target()));

        assertThat(inTheTable)
                .as("rows of docs/links.md")
                .hasSizeGreaterThan(200)
                .containsExactlyInAnyOrderElementsOf(inTheData);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theAddressHasTheFormThatItsOwnerPublishes(Row row) {
        assertThat(row.target()).matches(Pattern.quote(row.form()).replace("…", "\\E[A-Za-z0-9_.,-]+\\Q"));
    }

    private static boolean leadsOut(Statement link) {
        return link.getSubject().getURI().startsWith(SourceFiles.BASE + "id/")
                && link.getObject().isURIResource()
                && !link.getResource().getURI().startsWith(SourceFiles.BASE);
    }

    static Stream<Row> rows() {
        List<Row> rows = new ArrayList<>();
        String form = "";
        for (String line : SourceFiles.text(TABLE).split("\n")) {
            Matcher published = FORM.matcher(line);
            if (published.matches()) {
                form = published.group(1);
            } else if (line.startsWith("| ") && !line.startsWith("| Our ")) {
                Matcher row = ROW.matcher(line);
                assertThat(row.matches()).as("A row that can be read: %s", line).isTrue();
                rows.add(new Row(row.group(1), row.group(2), row.group(3), form));
            }
        }
        return rows.stream();
    }
}
