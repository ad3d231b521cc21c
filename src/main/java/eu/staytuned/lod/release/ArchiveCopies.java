package eu.staytuned.lod.release;

import eu.staytuned.lod.release.Manifest.Summary;
import eu.staytuned.lod.store.Edition;
import java.util.List;
import org.apache.jena.riot.RiotException;
import org.apache.jena.riot.system.StreamRDF;
import org.springframework.stereotype.Component;

/** Reads the archive that the publisher has in its possession. */
@Component
class ArchiveCopies implements ArchivedReleases {

    private final Publisher publisher;

    ArchiveCopies(Publisher publisher) {
        this.publisher = publisher;
    }

    @Override
    public List<Edition> editions() {
        return publisher
                .archive()
                .map(archive ->
                        archive.summaries().stream().map(Summary::edition).toList())
                .orElse(List.of());
    }

    @Override
    public void send(int number, StreamRDF sink) {
        ReleaseArchive archive = publisher
                .archive()
                .orElseThrow(() -> new ReleaseUnavailableException("The service is stopping.", false));
        try {
            Manifest manifest = archive.manifest(number)
                    .orElseThrow(() -> new ReleaseUnavailableException(
                            "Release " + number + " is not in the archive any more.", true));
            if (!archive.isWhole(manifest)) {
                throw new ReleaseUnavailableException(
                        "Release " + number
                                + " is damaged in the archive: its data have not the checksum that the manifest says.",
                        false);
            }
            archive.send(manifest, sink);
        } catch (ArchiveException | RiotException e) {
            throw new ReleaseUnavailableException(
                    "Release " + number + " cannot be read from the archive: " + Failures.explain(e), false);
        }
    }
}
