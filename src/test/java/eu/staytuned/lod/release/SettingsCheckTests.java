package eu.staytuned.lod.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;

/** Every setting is documented with its default, and refused with a message when it makes no sense. */
class SettingsCheckTests {

    static Stream<String> settings() {
        return SettingsCheck.defaults().keySet().stream();
    }

    static Stream<String> settingsOfAKind() {
        return SettingsCheck.defaults().entrySet().stream()
                .filter(setting -> setting.getValue().matches("true|false|\\d+([KMG]?B|ms|s|m|h|d)?"))
                .map(Map.Entry::getKey);
    }

    @ParameterizedTest
    @MethodSource("settings")
    void isInTheDocumentationWithItsDefault(String setting) throws IOException {
        String standard = SettingsCheck.defaults().get(setting);
        int dot = setting.lastIndexOf('.');
        List<String> rows = Files.readAllLines(Path.of("docs/operations.md")).stream()
                .filter(line -> line.startsWith("| `publication."))
                .filter(line -> names(line.split("\\|")[1], setting, dot))
                .map(line -> line.split("\\|")[2])
                .toList();

        assertThat(rows).as("rows of " + setting).hasSize(1);
        if (!standard.isEmpty()) {
            assertThat(rows.get(0)).contains("`" + standard + "`");
        }
    }

    /** In full, or as {@code `a.b.c`, `.d`}. */
    private static boolean names(String cell, String setting, int dot) {
        return cell.contains("`" + setting + "`")
                || cell.contains("`" + setting.substring(0, dot + 1))
                        && cell.contains("`" + setting.substring(dot) + "`");
    }

    @ParameterizedTest
    @MethodSource("settingsOfAKind")
    void isRefusedWhereItIsNoneOfTheKind(String setting) {
        for (String nonsense : List.of("perhaps", "-1", "-5s", "1.5", "")) {
            assertThat(wrong(Map.of(setting, nonsense)))
                    .as("%s=%s", setting, nonsense)
                    .singleElement()
                    .asString()
                    .startsWith(setting + " is \"" + nonsense + "\": give ");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "publication.cach-size          | Is publication.cache-size meant?",
                "publication.rate.unit          | Is publication.rate.units meant?",
                "publication.dumps.kept         | Is publication.dumps.keep meant?",
                "publication.something.else     | is no setting."
            })
    void aNameThatIsNoneIsRefused(String name, String reason) {
        assertThat(wrong(Map.of(name, "1")))
                .singleElement()
                .asString()
                .startsWith(name)
                .endsWith(reason);
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        assertThat(wrong(Map.of("publication.watch", "perhaps", "publication.cache-size", "much")))
                .containsExactly(
                        "publication.cache-size is \"much\": give a size from 0B, such as 32MB.",
                        "publication.watch is \"perhaps\": give true or false.");
    }

    @Test
    void theDefaultsAreGoodAndSpellingsThatSpringKnowsAsWell() {
        assertThat(wrong(Map.of())).isEmpty();
        assertThat(wrong(Map.of(
                        "publication.cacheSize", "0",
                        "publication.CACHE_SIZE", "1GB",
                        "publication.sources[0]", "ontology",
                        "publication.rate.proxies[0]", "10.0.0.1",
                        "publication.check-timeout", "1m")))
                .isEmpty();
    }

    private static List<String> wrong(Map<String, Object> settings) {
        try {
            StandardEnvironment environment = new StandardEnvironment();
            new YamlPropertySourceLoader()
                    .load("application.yaml", new ClassPathResource("application.yaml"))
                    .forEach(environment.getPropertySources()::addLast);
            environment.getPropertySources().addFirst(new MapPropertySource("given", settings));
            return SettingsCheck.wrong(environment);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
