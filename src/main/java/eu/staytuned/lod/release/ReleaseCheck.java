package eu.staytuned.lod.release;

import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.store.Edition;
import java.io.PrintStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Validates the source folders and says what it found, without serving or writing anything: {@code --check}, or {@code
 * --check=ontology,rdf-data} for other folders than those of {@code publication.sources}.
 */
public final class ReleaseCheck {

    private static final String OPTION = "--check";

    private ReleaseCheck() {}

    /** Whether the program's arguments ask for a check instead of the service. */
    public static boolean isAskedFor(String... arguments) {
        return Stream.of(arguments).anyMatch(ReleaseCheck::isOption);
    }

    /**
     * Checks and prints a report.
     *
     * @param arguments the program's arguments; settings among them count as they do for the service
     * @param out where the report goes
     * @return the exit code: 0 where the files can be published, 1 where not
     */
    public static int run(PrintStream out, String... arguments) {
        List<String> settings = new ArrayList<>(List.of("--logging.level.root=warn"));
        for (String argument : arguments) {
            if (!isOption(argument)) {
                settings.add(argument);
            } else if (argument.length() > OPTION.length() + 1) {
                settings.add("--publication.sources=" + argument.substring(OPTION.length() + 1));
            }
        }
        // the settings of application.yaml, and none of the service's parts
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Parts.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .run(settings.toArray(String[]::new))) {
            IriSpace iris = new IriSpace(context.getEnvironment().getRequiredProperty("publication.base-uri"));
            return run(out, context.getBean(PublicationSettings.class), iris);
        }
    }

    static int run(PrintStream out, PublicationSettings settings, IriSpace iris) {
        Verdict verdict = new ReleaseValidator(settings, iris).judge(new ReleaseReader(settings, iris).read());
        if (verdict instanceof Verdict.Rejected rejected) {
            out.println(Report.refused(rejected.faults(), ""));
            return 1;
        }
        Verdict.Publishable publishable = (Verdict.Publishable) verdict;
        Release release = publishable.release();
        Optional<Manifest> previous = ReleaseArchive.newestIn(settings.dataFolder());
        // as the release that would come next; nobody sees it
        Edition edition = new Edition(
                previous.map(Manifest::number).orElse(0) + 1,
                release.contentHash(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS));
        Colophon colophon = Colophon.add(release, edition, List.of(), previous, Changes.NONE, iris, settings);
        List<Fault> warnings = colophon.warnings(publishable.warnings());
        if (colophon.stopsTheRelease()) {
            out.println(Report.refused(warnings, ""));
            return 1;
        }
        Statistics statistics = colophon.statistics();
        out.printf(
                "Good to publish: %,d triples in %d graphs, %,d resources, from %d files.%n",
                statistics.triples(),
                statistics.graphs(),
                statistics.resources(),
                release.inputs().size());
        colophon.quality().summary().forEach(out::println);
        colophon.rehearsal().summary().ifPresent(out::println);
        if (!warnings.isEmpty()) {
            out.println(Report.count(warnings) + ":" + Report.lines(warnings));
        }
        return 0;
    }

    private static boolean isOption(String argument) {
        return argument.equals(OPTION) || argument.startsWith(OPTION + "=");
    }

    @EnableConfigurationProperties(PublicationSettings.class)
    private static final class Parts {}
}
