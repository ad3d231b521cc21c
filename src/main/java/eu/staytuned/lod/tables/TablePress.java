package eu.staytuned.lod.tables;

import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.rdf.Sha256;
import eu.staytuned.lod.store.Background;
import eu.staytuned.lod.store.Edition;
import eu.staytuned.lod.store.MadeFile;
import eu.staytuned.lod.store.MadeFiles;
import eu.staytuned.lod.store.ReleasePublished;
import eu.staytuned.lod.store.Shelf;
import eu.staytuned.lod.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the tables of each release into files, once: in the background as soon as it is published, or for the first who
 * asks. Rows go from the query to the file one by one.
 */
@Component
public class TablePress implements MadeFiles, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(TablePress.class);

    /** Somebody may still be reading the release before. */
    private static final int KEPT = 2;

    private final Store store;
    private final IriSpace iris;
    private final JsonMapper json;
    private final Deque<Printed> printed = new ArrayDeque<>();

    /** The newest of them, for those who do not wait. */
    private volatile Optional<WrittenTables> newest = Optional.empty();

    private final AtomicInteger changes = new AtomicInteger();
    private final ExecutorService background = Background.inTurn("tables");

    private record Printed(WrittenTables tables, Path folder) {}

    TablePress(Store store, IriSpace iris, JsonMapper json) {
        this.store = store;
        this.iris = iris;
        this.json = json;
    }

    @EventListener
    void on(ReleasePublished published) {
        background.execute(() -> {
            try {
                store.read(this::of);
            } catch (RuntimeException e) {
                log.error(
                        "The tables of release {} cannot be written",
                        published.edition().number(),
                        e);
            }
        });
    }

    @Override
    public Optional<MadeFile> find(String url, Edition current) {
        return newest.filter(tables -> tables.edition().equals(current))
                .map(tables -> tables.made().get(url));
    }

    @Override
    public int changes() {
        return changes.get();
    }

    /** The tables of the release on the shelf; to be called within a transaction. */
    public synchronized WrittenTables of(Shelf shelf) {
        for (Printed known : printed) {
            if (known.tables().edition().equals(shelf.edition())) {
                return known.tables();
            }
        }
        Printed made = print(shelf);
        printed.addFirst(made);
        if (newest.filter(known -> known.edition().number() > shelf.edition().number())
                .isEmpty()) {
            newest = Optional.of(made.tables());
            changes.incrementAndGet();
        }
        while (printed.size() > KEPT) {
            // The newest is that on the shelf, or will be; somebody who asks for older ones must not take its place.
            Printed oldest = printed.stream()
                    .filter(one -> !one.tables().edition().equals(shelf.edition()))
                    .min(Comparator.comparingInt(one -> one.tables().edition().number()))
                    .orElseThrow();
            printed.remove(oldest);
            delete(oldest.folder());
        }
        return made.tables();
    }

    private Printed print(Shelf shelf) {
        long start = System.nanoTime();
        Edition edition = shelf.edition();
        Path folder = folder(edition);
        try {
            Tables tables = Tables.of(shelf.data().getDefaultGraph());
            List<WrittenTable> written = new ArrayList<>();
            for (Table table : tables.all()) {
                written.add(WrittenTable.write(
                        table, folder.resolve(table.file()), reader -> Rows.of(table, shelf.data(), 0, reader)));
            }
            TableDescriptions descriptions = new TableDescriptions(shelf, iris, tables, written);
            Path workbook = folder.resolve(WrittenTables.WORKBOOK);
            new TableWorkbook(descriptions, written).write(workbook);
            Map<String, MadeFile> made = new HashMap<>();
            Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
            for (WrittenTable table : written) {
                String url =
                        iris.resolve(WrittenTables.PATH + "/" + table.table().file());
                made.put(url, new MadeFile(url, table.size(), table.sha256(), now));
            }
            String url = iris.resolve(WrittenTables.PATH + "/" + WrittenTables.WORKBOOK);
            made.put(url, new MadeFile(url, Files.size(workbook), Sha256.of(workbook), now));
            WrittenTables all = new WrittenTables(
                    edition,
                    tables,
                    List.copyOf(written),
                    workbook,
                    Files.size(workbook),
                    Map.copyOf(made),
                    descriptions.metadata(json));
            log.info(
                    "Tables of release {}: {} with {} rows in {} ms",
                    edition.number(),
                    written.size(),
                    written.stream().mapToLong(WrittenTable::rows).sum(),
                    (System.nanoTime() - start) / 1_000_000);
            return new Printed(all, folder);
        } catch (IOException e) {
            delete(folder);
            throw new UncheckedIOException("The tables of release " + edition.number() + " cannot be written", e);
        } catch (RuntimeException e) {
            delete(folder);
            throw e;
        }
    }

    private static Path folder(Edition edition) {
        try {
            return Files.createTempDirectory("stay-tuned-tables-" + edition.number() + "-");
        } catch (IOException e) {
            throw new UncheckedIOException("There is no place for the tables of release " + edition.number(), e);
        }
    }

    private static void delete(Path folder) {
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            log.warn("The tables in {} cannot be deleted: {}", folder, e.getMessage());
        }
    }

    @Override
    public void destroy() {
        background.shutdownNow();
        synchronized (this) {
            printed.forEach(one -> delete(one.folder()));
            printed.clear();
        }
    }
}
