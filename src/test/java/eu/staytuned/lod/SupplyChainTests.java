package eu.staytuned.lod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the service is made of: known, free, and newer than what {@code advisories.csv} warns of. */
class SupplyChainTests {

    private static final Map<String, JsonNode> COMPONENTS = new HashMap<>();

    @BeforeAll
    static void readTheBillOfMaterials() throws IOException {
        ClassPathResource file = new ClassPathResource("META-INF/sbom/application.cdx.json");
        assumeTrue(file.exists() || System.getenv("CI") != null, "A build that is offline makes no bill of materials");
        JsonNode bill = JsonMapper.builder().build().readTree(file.getContentAsByteArray());
        for (JsonNode component : bill.path("components")) {
            COMPONENTS.put(
                    component.path("group").asString() + ":"
                            + component.path("name").asString(),
                    component);
        }
    }

    @Test
    void theBillNamesWhatTheServiceIsMadeOf() {
        assertThat(COMPONENTS)
                .containsKeys(
                        "org.apache.jena:jena-arq",
                        "org.springframework:spring-webmvc",
                        "org.apache.tomcat.embed:tomcat-embed-core")
                .doesNotContainKeys("org.junit.jupiter:junit-jupiter-api", "org.apache.jena:jena-fuseki-main");
        assertThat(COMPONENTS.values()).allSatisfy(component -> {
            assertThat(component.path("version").asString("")).isNotEmpty();
            assertThat(component.path("hashes").size()).isPositive();
        });
    }

    @Test
    void everyComponentMayBeGivenAway() {
        assertThat(COMPONENTS).allSatisfy((name, component) -> assertThat(
                        component.path("licenses").valueStream().map(JsonNode::toString))
                .as(name)
                .anyMatch(licence -> List.of("Apache-2.0", "MIT", "BSD", "EPL-2.0", "Unicode").stream()
                        .anyMatch(licence::contains)));
    }

    /**
     * An advisory.
     *
     * @param component group and name
     * @param fixedIn the first version that has it mended
     * @param why it does not reach us although our version is older; empty where it is not
     */
    record Advisory(String component, String fixedIn, String names, String source, String why) {}

    static List<Advisory> advisories() throws IOException {
        return new ClassPathResource("advisories.csv")
                .getContentAsString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split(",", 5))
                .map(cells -> new Advisory(cells[0], cells[1], cells[2], cells[3], cells[4]))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("advisories")
    void nothingIsOlderThanItMayBe(Advisory advisory) {
        assertThat(COMPONENTS).as("components that advisories are about").containsKey(advisory.component());
        assertThat(advisory.source()).startsWith("https://");
        String version = COMPONENTS.get(advisory.component()).path("version").asString();
        boolean older = compare(version, advisory.fixedIn()) < 0;
        assertThat(older)
                .as(
                        "%s %s, of which %s warns; an explanation is given where it does not reach us, and only there",
                        advisory.component(), version, advisory.names())
                .isEqualTo(!advisory.why().isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"1.9.0, 1.10.0", "2.0.0-M3, 2.0.0-M4", "3.1.4.RELEASE, 3.1.5", "0.22.0, 0.24.0", "1.5, 1.5.1"})
    void versionsAreComparedAsNumbers(String older, String newer) {
        assertThat(compare(older, newer)).isNegative();
        assertThat(compare(newer, older)).isPositive();
        assertThat(compare(older, older)).isZero();
    }

    /** By their numbers alone, which is enough for the versions in the list. */
    private static int compare(String one, String other) {
        return Arrays.compare(numbers(one), numbers(other));
    }

    private static int[] numbers(String version) {
        return Arrays.stream(version.split("\\D+"))
                .filter(number -> !number.isEmpty())
                .mapToInt(Integer::parseInt)
                .toArray();
    }
}
