package eu.staytuned.lod.release;

import eu.staytuned.lod.Application;
import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.web.PublishedFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.util.unit.DataSize;

/** Source folders of a test's own, copied from a fixture, to be spoilt at will. */
final class Sources {

    static final IriSpace IRIS = new IriSpace("http://localhost:8080/");

    private static final Path SMALL = Path.of("src/test/resources/release/small");

    private final Path home;
    private final int port = PublishedFixture.freePort();

    private Sources(Path home) {
        this.home = home;
    }

    /** The small fixture: two cities, a shape, a rule, a check. */
    static Sources small(Path home) {
        return copy(home, SMALL);
    }

    /** The repository's own ontology and data. */
    static Sources ofTheRepository(Path home) {
        return copy(home, Path.of(""));
    }

    /**
     * The same without the series of figures: most of the statements, all alike, which would make a hundred cases take
     * minutes.
     */
    static Sources ofTheRepositoryWithoutFigures(Path home) {
        Sources sources = ofTheRepository(home);
        for (Path file : sources.seriesOfFigures()) {
            sources.remove("rdf-data/observations/" + file.getFileName());
        }
        return sources;
    }

    private List<Path> seriesOfFigures() {
        try (Stream<Path> files = Files.list(file("rdf-data/observations"))) {
            return files.filter(
                            file -> file.getFileName().toString().matches("(eu27-2020|[a-z]{2}[a-z0-9]{0,3})\\.ttl"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Sources copy(Path home, Path from) {
        for (String folder : List.of("ontology", "rdf-data")) {
            copyFolder(from.resolve(folder), home.resolve("sources").resolve(folder));
        }
        return new Sources(home);
    }

    static void copyFolder(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.deleteIfExists(target);
                    Files.copy(file, target);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path file(String name) {
        return home.resolve("sources").resolve(name);
    }

    Sources write(String name, String text) {
        try {
            Files.createDirectories(file(name).getParent());
            Files.writeString(file(name), text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Sources write(String name, byte[] bytes) {
        try {
            Files.createDirectories(file(name).getParent());
            Files.write(file(name), bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Sources append(String name, String text) {
        return write(name, text(name) + text);
    }

    Sources replace(String name, String old, String text) {
        String before = text(name);
        if (!before.contains(old)) {
            throw new AssertionError(name + " does not contain: " + old);
        }
        return write(name, before.replace(old, text));
    }

    Sources remove(String name) {
        try {
            Files.delete(file(name));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String text(String name) {
        try {
            return Files.readString(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    Path dataDir() {
        return home.resolve("var");
    }

    /** The whole service, which publishes these: each time under the same IRIs. */
    Service serve(String... settings) {
        Map<String, String> all = new LinkedHashMap<>();
        Stream.concat(
                        Stream.of(
                                "--server.port=" + port,
                                "--management.server.port=-1",
                                "--publication.sources=" + file("ontology") + "," + file("rdf-data"),
                                "--publication.data-dir=" + dataDir()),
                        Stream.of(settings))
                // what a test says itself is said last
                .forEach(setting -> all.put(setting.substring(0, setting.indexOf('=')), setting));
        return new Service(
                new SpringApplicationBuilder(Application.class).run(all.values().toArray(String[]::new)), port);
    }

    PublicationSettings settings() {
        return settings(false, Duration.ofSeconds(30));
    }

    PublicationSettings settings(boolean watch, Duration publishPatience) {
        return new PublicationSettings(
                List.of(file("ontology").toString(), file("rdf-data").toString()),
                dataDir().toString(),
                watch,
                DataSize.ofMegabytes(64),
                DataSize.ofMegabytes(1),
                Duration.ofSeconds(30),
                publishPatience);
    }

    ReleaseReader.Reading read() {
        return new ReleaseReader(settings(), IRIS).read();
    }

    Verdict judge() {
        return new ReleaseValidator(settings(), IRIS).judge(read());
    }

    /** All that is found wrong; empty where nothing is. */
    List<Fault> faults() {
        Verdict verdict = judge();
        return verdict instanceof Verdict.Rejected rejected
                ? rejected.faults()
                : ((Verdict.Publishable) verdict).warnings();
    }
}
