package eu.staytuned.lod.release;

import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.store.Edition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the publisher adds to a release that can go out: how good it is, what it is, and what its example queries give.
 *
 * @param statistics the release in numbers, before anything was added
 * @param quality how good it is
 * @param rehearsal what its example queries give
 * @param profile what the completed catalogue misses of the profiles that it keeps to
 */
record Colophon(Statistics statistics, Quality quality, Rehearsal rehearsal, List<Fault> profile) {

    /**
     * Adds it to a release.
     *
     * @param edition the release that this becomes
     * @param earlier the releases before it, oldest first
     * @param previous what the archive says about the last of them
     * @param changes what changed since that
     */
    static Colophon add(
            Release release,
            Edition edition,
            List<Manifest.Summary> earlier,
            Optional<Manifest> previous,
            Changes changes,
            IriSpace iris,
            PublicationSettings settings) {
        Content content = release.content();
        Statistics statistics = Statistics.of(content, iris);
        Partitions partitions = Partitions.of(content, iris);
        Quality quality = Quality.of(content, iris);
        QualityStatement statement = QualityStatement.write(iris, content, quality, edition);
        Manifest.Summary current = Manifest.Summary.of(edition, content.documents(), statistics, changes.difference());
        ReleaseDescription description =
                ReleaseDescription.describe(iris, content, statistics, partitions, earlier, current);
        List<Manifest.Summary> releases = new ArrayList<>(earlier);
        releases.add(current);
        CatalogueStatement.complete(iris, content, releases, changes);
        List<Fault> profile = ProfileCheck.of(release, iris, settings);
        content.settle();
        // The examples may ask for all this as well, so their rows are counted last.
        Rehearsal rehearsal = Rehearsal.of(release, previous, iris, settings);
        statement.examples(rehearsal);
        description.qualityGraph();
        return new Colophon(statistics, quality, rehearsal, profile);
    }

    /** Whether the completed release cannot go out. */
    boolean stopsTheRelease() {
        return profile.stream().anyMatch(Fault::stopsTheRelease);
    }

    /** What editors are advised to mend: in the files, in the catalogue, and in the example queries. */
    List<Fault> warnings(List<Fault> ofFiles) {
        List<Fault> all = new ArrayList<>(ofFiles);
        all.addAll(profile);
        all.addAll(rehearsal.warnings());
        return List.copyOf(all);
    }
}
