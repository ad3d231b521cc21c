package eu.staytuned.lod.citation;

import static org.assertj.core.api.Assertions.assertThat;

import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.store.Edition;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A citation is well-formed in every form, whatever the texts in it. */
class CitationFormsTests {

    private static final IriSpace IRIS = new IriSpace("https://data.example.org/");
    private static final CitedSource SOURCE = new CitedSource(
            "Nine cities", List.of("The makers"), "The publishers", "https://creativecommons.org/licenses/by/4.0/");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Plain",
                "100% of {cities} & \"regions\" #1, $5_000, ~x^2 \\end{document}",
                "} @misc{evil, title = {x}",
                "two\nlines\r\n\tand a tab",
                "key: value # no remark\n- item",
                "---\n...\n%YAML 1.1",
                "\u0000\u0007\u0085\u2028\u2029\uFEFF\uFFFE control",
                "Άργος Белград 中文 😀 \uD800 lone",
                "'single' \\u0041 `tick` !tag &anchor *alias",
                "null"
            })
    void nastyTextsStayTexts(String nasty) {
        Citation citation = Citation.of(result(nasty, "SELECT * { ?s ?p " + "\"" + nasty + "\" }"), IRIS);

        assertThat(citation.text()).doesNotContain("\n").contains("release 7 of 3 May 2026");

        String bibtex = citation.bibtex();
        int depth = 0;
        for (int letter : bibtex.chars().toArray()) {
            depth += letter == '{' ? 1 : letter == '}' ? -1 : 0;
            assertThat(depth).isNotNegative();
        }
        assertThat(depth).isZero();
        assertThat(bibtex.lines().filter(line -> line.startsWith("@"))).hasSize(1);
        assertThat(bibtex.replaceAll("\\\\[%#&$_]", "").replace("_", "").replaceAll("url = .*", ""))
                .doesNotContainPattern("[%#&$]");

        Map<String, Object> cff = new Yaml().load(citation.cff());
        assertThat(cff)
                .containsEntry("cff-version", "1.2.0")
                .containsEntry("type", "dataset")
                .containsEntry("version", "7")
                .containsEntry("license", "CC-BY-4.0")
                .containsEntry("date-released", "2026-05-03")
                .containsEntry("authors", List.of(Map.of("name", "The makers")));
        assertThat(cff.keySet())
                .isSubsetOf(
                        "cff-version",
                        "message",
                        "type",
                        "title",
                        "abstract",
                        "authors",
                        "version",
                        "date-released",
                        "license",
                        "url",
                        "identifiers",
                        "references");
        assertThat(cff.get("abstract").toString())
                .contains(nasty.replace("\r", "").replace("\uD800", "").strip().substring(0, 1));
        assertThat(cff.get("references").toString()).contains("type=data", "title=Nine cities");

        JsonNode item = JsonMapper.shared().readTree(citation.csl()).get(0);
        assertThat(item.get("type").asString()).isEqualTo("dataset");
        assertThat(item.get("issued").toString()).isEqualTo("{\"date-parts\":[[2026,5,3]]}");
        assertThat(item.get("accessed").toString()).isEqualTo("{\"date-parts\":[[2026,6,1]]}");
        assertThat(item.get("author").toString()).isEqualTo("[{\"literal\":\"The makers\"}]");
        assertThat(item.get("URL").asString()).isEqualTo("https://data.example.org/q/abcdefghijkl");
    }

    @Test
    void aResultWithoutANameIsCalledByItsAddress() {
        assertThat(Citation.of(result("", "ASK {}"), IRIS).text())
                .isEqualTo(
                        "The makers (2026). Query result abcdefghijkl. In: Nine cities, release 7 of 3 May 2026, 41 rows of a "
                                + "SPARQL query. The publishers. https://data.example.org/q/abcdefghijkl (cited 1 June 2026). Licence: "
                                + "CC-BY-4.0, https://creativecommons.org/licenses/by/4.0/. SHA-256 of the sorted rows: "
                                + "b".repeat(64) + ".");
    }

    @Test
    void aReleaseIsCitedAsAWholeOrInPart() {
        Edition edition = new Edition(7, "a".repeat(64), Instant.parse("2026-05-03T10:00:00Z"));
        Citation whole = Citation.of(edition, SOURCE, SOURCE.title(), "", edition.path(), IRIS);
        Citation table = Citation.of(edition, SOURCE, "Cities", "a table", "data/cities", IRIS);

        assertThat(whole.text())
                .startsWith(
                        "The makers (2026). Nine cities. Release 7 of 3 May 2026 [data set]. The publishers. https://data.example.org/releases/7. Licence: ");
        assertThat(whole.bibtex() + whole.csl()).doesNotContain("urldate", "accessed");
        assertThat(whole.cff()).doesNotContain("references");
        assertThat(table.text()).contains("Cities. In: Nine cities, release 7 of 3 May 2026, a table. ");
        assertThat(table.bibtex()).startsWith("@misc{stay-tuned-release-7-data-cities,");
    }

    @Test
    void aLicenceWithoutAShortNameIsGivenByItsAddress() {
        CitedSource own = new CitedSource("T", List.of("A"), "A", "https://example.org/terms");
        Edition edition = new Edition(1, "a".repeat(64), Instant.EPOCH);

        assertThat(Citation.of(edition, own, "T", "", "releases/1", IRIS).cff())
                .contains("license-url: \"https://example.org/terms\"")
                .doesNotContain("license:");
    }

    @Test
    void theChecksumIsOfTheRowsWhateverTheirOrderAndTheNamesOfBlankNodes() {
        Checksum one = checksum("?a\t?b\n\"é\"@fr\t_:b0\n\t1\n\uD83D\uDE00\t_:b1\n", true);
        Checksum other = checksum("?x\t?y\n\uD83D\uDE00\t_:c\n\"é\"@fr\t_:d\n\t1\n", true);

        assertThat(one).isEqualTo(other);
        assertThat(one.rows()).isEqualTo(3);
        assertThat(checksum("?a\n", true).rows()).isZero();
        assertThat(checksum("<a> <b> _:x .\n<a> <b> _:y .\n", false).rows()).isEqualTo(2);
        assertThat(checksum("?a\n1\n1\n", true)).isNotEqualTo(checksum("?a\n1\n", true));
    }

    private static Checksum checksum(String answer, boolean head) {
        return Checksum.of(answer.getBytes(StandardCharsets.UTF_8), head);
    }

    private static CitedResult result(String title, String query) {
        return new CitedResult(
                "abcdefghijkl",
                query,
                List.of(),
                List.of(),
                7,
                "a".repeat(64),
                Instant.parse("2026-05-03T10:00:00Z"),
                "https://data.example.org/",
                "SELECT",
                41,
                "b".repeat(64),
                Instant.parse("2026-06-01T23:00:00Z"),
                title,
                "",
                SOURCE);
    }
}
