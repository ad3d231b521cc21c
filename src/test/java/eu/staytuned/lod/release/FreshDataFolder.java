package eu.staytuned.lod.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Gives each service that a test starts a data folder of its own under {@code target}, unless the test names one: services
 * of several tests live in one process, and a data folder belongs to one service.
 */
final class FreshDataFolder implements EnvironmentPostProcessor {

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        try {
            Path parent = Files.createDirectories(Path.of("target", "test-data"));
            Path folder = Files.createTempDirectory(parent, "service-");
            // before application.yaml, after what a test says itself
            environment
                    .getPropertySources()
                    .addAfter(
                            org.springframework.core.env.StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                            new MapPropertySource(
                                    "fresh data folder",
                                    Map.of(
                                            "publication.data-dir",
                                            folder.toString(),
                                            // two cores have enough to do
                                            "publication.dumps.ahead",
                                            "false")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
