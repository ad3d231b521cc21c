package eu.staytuned.lod.release;

import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.release.Footprint.Difference;
import eu.staytuned.lod.store.Edition;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.jena.riot.RiotException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What changed with a release, found by comparison with the one before.
 *
 * @param since the release since which each dataset consists of what it consists of, as the time of that release, by IRI
 * @param difference in resources; empty where there is nothing to compare with
 */
record Changes(Map<String, Instant> since, Optional<Difference> difference) {

    private static final Logger log = LoggerFactory.getLogger(Changes.class);

    /** Of a release that is compared with none. */
    static final Changes NONE = new Changes(Map.of(), Optional.empty());

    Changes {
        since = Objects.requireNonNullElse(since, Map.of());
        difference = Objects.requireNonNullElse(difference, Optional.empty());
    }

    /**
     * Compares a release that the publisher has not yet added anything to.
     *
     * @param previous the release before; one under another base has no resource in common with it
     */
    static Changes of(
            IriSpace iris, Content content, Edition edition, Optional<Manifest> previous, ReleaseArchive archive) {
        Footprint footprint = Footprint.of(iris, content);
        Optional<Footprint> before = previous.filter(
                        manifest -> manifest.base().equals(iris.base()) && archive.isWhole(manifest))
                .flatMap(manifest -> earlier(iris, archive, manifest));
        Map<String, Long> contentsBefore = before.map(Footprint::datasets).orElse(Map.of());
        Map<String, Instant> since = new HashMap<>();
        footprint.datasets().forEach((dataset, contents) -> {
            boolean same = contents.equals(contentsBefore.get(dataset));
            since.put(
                    dataset,
                    previous.filter(any -> same)
                            // a release that is older than this record is the beginning of what is known
                            .map(manifest -> manifest.changes().since().getOrDefault(dataset, manifest.issued()))
                            .orElse(edition.issued()));
        });
        return new Changes(
                Map.copyOf(since),
                before.map(earlier -> footprint.since(previous.orElseThrow().number(), earlier)));
    }

    private static Optional<Footprint> earlier(IriSpace iris, ReleaseArchive archive, Manifest manifest) {
        try {
            return Optional.of(Footprint.of(iris, archive, manifest));
        } catch (ArchiveException | RiotException e) {
            log.warn("What changed since release {} cannot be told: {}", manifest.number(), e.getMessage());
            return Optional.empty();
        }
    }
}
