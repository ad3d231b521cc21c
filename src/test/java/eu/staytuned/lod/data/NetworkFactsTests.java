package eu.staytuned.lod.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.RDFNode;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table in {@code docs/network-facts.md} holds: every known fact is in the data or deliberately absent. */
class NetworkFactsTests {

    private static final Path TABLE = Path.of("docs", "network-facts.md");
    private static final Pattern FACT =
            Pattern.compile("\\| ([^ |]+) \\| ([^|]+) \\| `([^`]+)` \\| `([^`]+)` \\| `([^`]+)` \\|");
    private static final Pattern SOURCE = Pattern.compile("\\| ([SW]\\d+[a-d]?) \\| `([^`]+)` \\|");
    private static final Pattern ABSENT = Pattern.compile("\\| ([^ |]+) \\| ([^|]+) \\| ([^|]+\\.) \\|");
    private static final Pattern SECTION = Pattern.compile("#{2,3} (\\d+(?:\\.\\d+)?)\\b.*");
    private static final Pattern NUMBERED = Pattern.compile("\\| ([NPDROB]\\d+)\\b.*");
    private static final String RULE = "\\|[-| ]+\\|";

    record Row(String fact, String what, String resource, String property, String value) {
        @Override
        public String toString() {
            return fact + " " + what + ": " + resource + " " + property + " " + value;
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void eachRowIsInTheData(Row row) {
        StatementTable.assertInTheData(row.toString(), row.resource(), row.property(), row.value());
    }

    @Test
    void everyFactHasARowOrAReasonWhyNot() throws IOException {
        Set<String> covered = new HashSet<>(absent());
        rows().forEach(row -> covered.add(row.fact()));
        Set<String> known = facts(Files.readAllLines(factSheet(), StandardCharsets.UTF_8));
        assertThat(known).hasSizeGreaterThan(200);

        assertThat(covered).isEqualTo(known);
    }

    @Test
    void everySourceIsDescribedAsADocument() throws IOException {
        Model model = SourceFiles.model();
        Set<String> codes = new TreeSet<>();
        for (String line : lines("Sources")) {
            Matcher source = SOURCE.matcher(line);
            assertThat(source.matches()).as("A row that can be read: %s", line).isTrue();
            assertThat(model.contains(resource(source.group(2)), RDF.type, resource("st:Document")))
                    .as(line)
                    .isTrue();
            codes.add(source.group(1));
        }
        Matcher cited = Pattern.compile("\\b(W\\d+[a-d]?|S[12])\\b")
                .matcher(Files.readString(factSheet(), StandardCharsets.UTF_8));
        Set<String> missing = new TreeSet<>();
        while (cited.find()) {
            missing.add(cited.group(1));
        }
        missing.removeAll(codes);
        // W35 stands for W35a to W35d; the others are numbers that were never given out.
        assertThat(missing).isSubsetOf("W35", "W36", "W39", "W74", "W91");
    }

    /** Whatever is retold from documents says how far it is trusted, so that a reader can weigh it. */
    @ParameterizedTest
    @ValueSource(strings = {"st:Action", "st:LocalPolicy", "st:Event", "st:Funding"})
    void whatIsToldHasAConfidence(String kind) {
        Model model = SourceFiles.model();
        List<Resource> told =
                model.listSubjectsWithProperty(RDF.type, resource(kind)).toList();

        assertThat(told).isNotEmpty().allSatisfy(thing -> {
            assertThat(model.contains(thing, property("st:confidence")))
                    .as("confidence of %s", thing)
                    .isTrue();
            assertThat(model.contains(thing, DCTerms.source))
                    .as("source of %s", thing)
                    .isTrue();
        });
    }

    @Test
    void whatTheEditorsConcludeLiesInAGraphOfItsOwn() {
        Resource inferred = resource("statement-basis:inferred");
        Property basis = property("st:basis");
        Model inferences = SourceFiles.enriched().getNamedModel(SourceFiles.BASE + "graph/inferences/stay-tuned");

        assertThat(inferences.listSubjectsWithProperty(basis).toSet())
                .hasSizeGreaterThan(20)
                .isEqualTo(SourceFiles.model()
                        .listSubjectsWithProperty(basis, inferred)
                        .toSet());
    }

    /** Of persons, only the two contacts that the founding documents print are named. */
    @Test
    void nobodyElseIsNamed() {
        Model model = SourceFiles.model();

        assertThat(model.listSubjectsWithProperty(RDF.type, resource("vcard:Individual"))
                        .toSet())
                .containsExactlyInAnyOrder(
                        resource("contact-point:arwen-dewilde"), resource("contact-point:ian-graham"));
        assertThat(model.listObjects().toList().stream()
                        .filter(RDFNode::isURIResource)
                        .map(RDFNode::toString)
                        .filter(iri -> iri.startsWith("mailto:")))
                .hasSize(1);
    }

    static Stream<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (String line : SourceFiles.text(TABLE).split("\n")) {
            Matcher row = FACT.matcher(line);
            if (row.matches()) {
                rows.add(new Row(row.group(1), row.group(2), row.group(3), row.group(4), row.group(5)));
            } else {
                assertThat(line.startsWith("| ")
                                && !line.startsWith("| Fact ")
                                && !line.startsWith("| Code ")
                                && !SOURCE.matcher(line).matches()
                                && !ABSENT.matcher(line).matches())
                        .as("A row that can be read: %s", line)
                        .isFalse();
            }
        }
        assertThat(rows).hasSizeGreaterThan(500);
        return rows.stream();
    }

    private static Set<String> absent() {
        return lines("Deliberately absent").stream()
                .map(line -> {
                    Matcher row = ABSENT.matcher(line);
                    assertThat(row.matches())
                            .as("A row with its reason: %s", line)
                            .isTrue();
                    return row.group(1);
                })
                .collect(Collectors.toSet());
    }

    /** The rows of the table below a heading. */
    private static List<String> lines(String heading) {
        String text = SourceFiles.text(TABLE);
        String below = text.substring(text.indexOf("\n## " + heading + "\n"));
        int next = below.indexOf("\n## ", 1);
        List<String> lines = (next < 0 ? below : below.substring(0, next))
                .lines()
                .filter(line -> line.startsWith("| "))
                .skip(1)
                .toList();
        assertThat(lines).isNotEmpty();
        return lines;
    }

    /** The facts of the sheet: those with a letter by it, the others by their section and their place within it. */
    private static Set<String> facts(List<String> lines) {
        Set<String> facts = new LinkedHashSet<>();
        String section = "";
        int place = 0;
        for (int at = 0; at < lines.size(); at++) {
            String line = lines.get(at);
            Matcher heading = SECTION.matcher(line);
            if (line.startsWith("#")) {
                if (heading.matches()) {
                    section = heading.group(1);
                    place = 0;
                } else if (line.startsWith("### Could NOT find")) {
                    section = "not-found";
                    place = 0;
                }
            } else if (!section.isEmpty()
                    && !section.equals("7")
                    && !line.isBlank()
                    && !line.strip().equals("---")) {
                Matcher numbered = NUMBERED.matcher(line);
                boolean header = line.startsWith("|")
                        && at + 1 < lines.size()
                        && lines.get(at + 1).matches(RULE);
                if (numbered.matches()) {
                    facts.add(numbered.group(1));
                } else if (!header && !line.matches(RULE)) {
                    place++;
                    facts.add(section + "-" + place);
                }
            }
        }
        return facts;
    }

    /** The sheet with the facts, which is no part of the repository. */
    private static Path factSheet() {
        Path sheet = Path.of(System.getProperty("network.facts", "../shared/facts/network.md"));
        assumeTrue(
                Files.isRegularFile(sheet),
                () -> "The list of facts is not at " + sheet + "; give it by -Dnetwork.facts=…");
        return sheet;
    }

    private static Resource resource(String name) {
        return SourceFiles.model().createResource(StatementTable.expand(name));
    }

    private static Property property(String name) {
        return SourceFiles.model().createProperty(StatementTable.expand(name));
    }
}
