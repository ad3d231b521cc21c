package eu.staytuned.lod.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.util.unit.DataSize;

class PublicationSettingsTests {

    @Test
    void withoutAnySettingTheDefaultsAreThoseOfTheDocumentation() {
        PublicationSettings settings = bind(Map.of("publication.watch", "false"));

        assertThat(settings.sources()).isEqualTo(List.of("ontology", "rdf-data"));
        assertThat(settings.dataDir()).isEqualTo("./var");
        assertThat(settings.maxFile()).isEqualTo(DataSize.ofMegabytes(256));
        assertThat(settings.maxLiteral()).isEqualTo(DataSize.ofMegabytes(1));
        assertThat(settings.checkTimeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(settings.publishPatience()).isEqualTo(Duration.ofSeconds(60));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "publication.sources          | ontology, ./ontology  | names the folder ./ontology twice",
                "publication.sources          | /                     | which is no folder to read from",
                "publication.data-dir         | rdf-data/var          | lies inside the source folder rdf-data",
                "publication.data-dir         | ontology              | lies inside the source folder ontology",
                "publication.max-file         | 0B                    | publication.max-file is 0B: give a size from",
                "publication.max-file         | 2TB                   | give a size from 1B to 1023MB",
                "publication.max-literal      | 300MB                 | is more than publication.max-file",
                "publication.check-timeout    | 0s                    | publication.check-timeout is PT0S: give a time",
                "publication.publish-patience | -1s                   | publication.publish-patience",
                "publication.watch            | perhaps               | perhaps"
            })
    void nonsenseIsRefusedWithAReason(String setting, String value, String reason) {
        assertThatThrownBy(() -> bind(Map.of(setting, value)))
                .isInstanceOf(BindException.class)
                .hasStackTraceContaining(reason);
    }

    private static PublicationSettings bind(Map<String, String> settings) {
        return new Binder(
                        List.of(new MapConfigurationPropertySource(settings)),
                        null,
                        ApplicationConversionService.getSharedInstance(),
                        null)
                .bind("publication", PublicationSettings.class)
                .get();
    }
}
