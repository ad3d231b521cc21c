package eu.staytuned.lod.release;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What the operator decides about releases; {@code application.yaml} shows every setting with its default.
 *
 * @param sources folders that a release is read from, absolute or relative to the working directory; the one that is
 *     named {@code ontology} holds the vocabulary, shapes, rules and checks
 * @param dataDir where releases are archived
 * @param watch whether to publish again when a source file changes
 * @param maxFile the largest source file that is read
 * @param maxLiteral the longest text that one literal may hold, counted in UTF-8
 * @param checkTimeout how long one rule or check may run
 * @param publishPatience how long the management endpoint waits for the outcome before it answers "under way"
 */
@ConfigurationProperties("publication")
record PublicationSettings(
        @DefaultValue({"ontology", "rdf-data"}) List<String> sources,
        @DefaultValue("./var") String dataDir,
        @DefaultValue("false") boolean watch,
        @DefaultValue("256MB") DataSize maxFile,
        @DefaultValue("1MB") DataSize maxLiteral,
        @DefaultValue("60s") Duration checkTimeout,
        @DefaultValue("60s") Duration publishPatience) {

    PublicationSettings {
        sources = List.copyOf(sources);
        refuse(
                sources.isEmpty(),
                "publication.sources names no folder: give at least one, such as ontology, rdf-data.");
        refuse(dataDir.isBlank(), "publication.data-dir is empty: name a folder, such as ./var.");
        Path data = path("publication.data-dir", dataDir);
        Set<Path> folders = new HashSet<>();
        for (String source : sources) {
            Path folder = path("publication.sources", source);
            refuse(
                    source.isBlank() || folder.getFileName() == null,
                    "publication.sources holds '" + source + "', which is no folder to read from.");
            refuse(!folders.add(folder), "publication.sources names the folder " + source + " twice.");
            refuse(
                    data.startsWith(folder),
                    "publication.data-dir (" + dataDir + ") lies inside the source folder " + source
                            + ": releases would become part of the next release. Choose a folder outside.");
        }
        refuseSize("publication.max-file", maxFile);
        refuseSize("publication.max-literal", maxLiteral);
        refuse(
                maxLiteral.compareTo(maxFile) > 0,
                "publication.max-literal (" + maxLiteral + ") is more than publication.max-file (" + maxFile + ").");
        refuseTime("publication.check-timeout", checkTimeout);
        refuseTime("publication.publish-patience", publishPatience);
    }

    /** The source folders. */
    List<Path> sourceFolders() {
        return sources.stream().map(Path::of).toList();
    }

    /** The data folder. */
    Path dataFolder() {
        return Path.of(dataDir);
    }

    private static Path path(String setting, String text) {
        try {
            return Path.of(text).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(setting + " is no path: " + e.getMessage(), e);
        }
    }

    private static void refuseSize(String setting, DataSize size) {
        refuse(
                size.toBytes() < 1 || size.toBytes() > Integer.MAX_VALUE / 2,
                setting + " is " + size + ": give a size from 1B to 1023MB.");
    }

    private static void refuseTime(String setting, Duration time) {
        refuse(
                time.isNegative() || time.isZero() || time.compareTo(Duration.ofDays(1)) > 0,
                setting + " is " + time + ": give a time from 1ms to 1d, such as 60s.");
    }

    private static void refuse(boolean wrong, String why) {
        if (wrong) {
            throw new IllegalArgumentException(why);
        }
    }
}
