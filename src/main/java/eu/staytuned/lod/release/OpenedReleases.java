package eu.staytuned.lod.release;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import eu.staytuned.lod.store.MemoryDataset;
import eu.staytuned.lod.store.Shelf;
import org.apache.jena.riot.RiotException;
import org.apache.jena.riot.system.StreamRDF;
import org.apache.jena.riot.system.StreamRDFLib;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.system.Txn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Earlier releases in memory, the few that were asked for last: up to a number of statements, and only while memory is
 * not needed for something else.
 */
@Component
class OpenedReleases implements Archive {

    private static final Logger log = LoggerFactory.getLogger(OpenedReleases.class);

    private final Publisher publisher;
    private final long most;
    private final Cache<Integer, Opened> opened;

    /** @param most how many statements of earlier releases are kept in memory, and how many one may have */
    OpenedReleases(Publisher publisher, @Value("${publication.opened-statements:2000000}") long most) {
        this.publisher = publisher;
        this.most = most;
        this.opened = Caffeine.newBuilder()
                .maximumWeight(Math.max(1, most))
                .weigher((Integer number, Opened release) -> weight(release))
                .softValues()
                .executor(Runnable::run)
                .build();
    }

    private static int weight(Opened release) {
        DatasetGraph data = release.shelf().data();
        return Txn.calculateRead(
                data, () -> (int) Math.min(Integer.MAX_VALUE, data.stream().count()));
    }

    @Override
    public Opened open(int number) {
        return opened.get(number, this::read);
    }

    // One at a time, so that many who ask for many do not fill the memory.
    private synchronized Opened read(int number) {
        ReleaseArchive archive = publisher
                .archive()
                .orElseThrow(() -> new ReleaseUnavailableException("The service is stopping.", false));
        DatasetGraph data = MemoryDataset.create();
        try {
            Manifest manifest = archive.manifest(number)
                    .orElseThrow(() -> new ReleaseUnavailableException(
                            "Release " + number + " is not in the archive any more.", true));
            if (!archive.isWhole(manifest)) {
                throw damaged(number, "its data have not the checksum that the manifest says");
            }
            long statements = manifest.data().quads() + manifest.data().defaultGraphTriples();
            if (statements > most) {
                throw new ReleaseUnavailableException(
                        "Release " + number + " has " + statements
                                + " statements, more than this instance opens again (" + most
                                + ", publication.opened-statements).",
                        false);
            }
            Txn.executeWrite(data, () -> {
                StreamRDF sink = StreamRDFLib.dataset(data);
                archive.send(manifest, sink);
                sink.finish();
            });
            log.info(
                    "Opened release {} from the archive: {} statements",
                    number,
                    manifest.data().quads());
            return new Opened(new Shelf(manifest.edition(), data), manifest.base());
        } catch (ArchiveException | RiotException e) {
            throw damaged(
                    number, String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
    }

    private static ReleaseUnavailableException damaged(int number, String why) {
        log.error("The archived release {} is damaged: {}. Put its folder back from a backup.", number, why);
        return new ReleaseUnavailableException(
                "Release " + number
                        + " is damaged in the archive and cannot be read. The operator can put it back from a "
                        + "backup.",
                false);
    }
}
