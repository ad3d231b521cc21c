package eu.staytuned.lod.release;

import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.rdf.Sha256;
import eu.staytuned.lod.release.Manifest.DataEntry;
import eu.staytuned.lod.release.Manifest.FileEntry;
import eu.staytuned.lod.release.Manifest.GraphEntry;
import eu.staytuned.lod.release.Manifest.Summary;
import eu.staytuned.lod.release.Release.NamedGraph;
import eu.staytuned.lod.store.Edition;
import eu.staytuned.lod.store.LastingFiles;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.jena.graph.Node;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFFormat;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.lang.LabelToNode;
import org.apache.jena.riot.system.ErrorHandlerFactory;
import org.apache.jena.riot.system.FactoryRDFStd;
import org.apache.jena.riot.system.StreamRDF;
import org.apache.jena.riot.system.StreamRDFWrapper;
import org.apache.jena.riot.system.StreamRDFWriter;
import org.apache.jena.sparql.core.Quad;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every release ever accepted, each in a folder of its own: {@code releases/7/release.nq.gz} and {@code manifest.json},
 * with their {@code checksums} as {@code sha256sum -c} reads them.
 *
 * <p>A folder is written aside, forced to disk, and then takes its name in one atomic step: what has a number is whole,
 * whenever the process is killed. One process at a time owns the data folder.
 */
final class ReleaseArchive implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ReleaseArchive.class);
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final String DATA = "release.nq.gz";
    private static final String MANIFEST = "manifest.json";
    private static final String CHECKSUMS = "checksums";
    private static final String STAGING = ".staging";

    private final Path releases;
    private final Path highWater;
    private final IriSpace iris;
    private final Optional<FileChannel> lockFile;
    private final List<Summary> summaries = new CopyOnWriteArrayList<>();
    private int highest;
    private Optional<Manifest> newest = Optional.empty();

    /**
     * Takes possession of the data folder, removes what a killed process left half-written, reads the manifests.
     *
     * @throws ArchiveException where another process owns the folder, or it cannot be written
     */
    ReleaseArchive(Path dataDir, IriSpace iris) {
        this.iris = iris;
        this.releases = dataDir.resolve("releases");
        this.highWater = releases.resolve("last-number");
        try {
            Files.createDirectories(releases);
            this.lockFile = Optional.of(lock(dataDir.resolve("lock")));
        } catch (IOException e) {
            throw new ArchiveException("The data folder " + dataDir.toAbsolutePath() + " cannot be used:", e);
        }
        try {
            removeLeftovers();
            readManifests();
        } catch (IOException e) {
            close();
            throw new ArchiveException(
                    "The archive of releases in " + releases.toAbsolutePath() + " cannot be read:", e);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * The archive of another instance, to be read only; empty where there is none. What is half-written there is the other's.
     *
     * @throws ArchiveException where it cannot be read
     */
    static ReleaseArchive ofAnother(Path dataDir, IriSpace iris) {
        ReleaseArchive archive = new ReleaseArchive(iris, dataDir);
        if (Files.isDirectory(archive.releases)) {
            try {
                archive.readManifests();
            } catch (IOException e) {
                throw new ArchiveException(
                        "The archive of releases in " + archive.releases.toAbsolutePath() + " cannot be read:", e);
            }
        }
        return archive;
    }

    private ReleaseArchive(IriSpace iris, Path dataDir) {
        this.iris = iris;
        this.releases = dataDir.resolve("releases");
        this.highWater = releases.resolve("last-number");
        this.lockFile = Optional.empty();
    }

    private static FileChannel lock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        Optional<FileLock> lock;
        try {
            lock = Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException sameProcess) {
            lock = Optional.empty();
        }
        if (lock.isEmpty()) {
            channel.close();
            throw new ArchiveException("The data folder "
                    + file.toAbsolutePath().normalize().getParent()
                    + " belongs to another instance that is running. Stop it, or give this one a folder of its own with "
                    + "publication.data-dir.");
        }
        return channel;
    }

    private void removeLeftovers() throws IOException {
        for (Path folder : halfWritten()) {
            log.info("Removing {}, which a stopped process left half-written", folder);
            delete(folder);
        }
    }

    private void removeWhatIsHalfWritten() {
        try {
            for (Path each : halfWritten()) {
                delete(each);
            }
        } catch (IOException remains) {
            log.warn("Something half-written remains in {}: {}", releases, Failures.explain(remains));
        }
    }

    private List<Path> halfWritten() throws IOException {
        return children().stream()
                .filter(each -> each.getFileName().toString().startsWith(STAGING))
                .toList();
    }

    private void readManifests() throws IOException {
        if (Files.exists(highWater)) {
            String text = Files.readString(highWater).strip();
            highest = text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
        }
        List<Manifest> manifests = new ArrayList<>();
        int highestFolder = 0;
        for (Path folder : children()) {
            String name = folder.getFileName().toString();
            if (!name.matches("[1-9]\\d{0,8}") || !Files.isDirectory(folder)) {
                continue;
            }
            highestFolder = Math.max(highestFolder, Integer.parseInt(name));
            try {
                manifests.add(readManifest(folder));
            } catch (JacksonException | IOException | IllegalArgumentException | NullPointerException e) {
                log.error(
                        "The archived release {} is damaged: its manifest cannot be read ({}). Its number is not used "
                                + "again; put the folder back from a backup.",
                        folder,
                        String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
            }
        }
        if (highest > highestFolder) {
            log.error(
                    "The archived release {} is not in {} any more: put its folder back from a backup. Its number is not "
                            + "used again.",
                    highest,
                    releases.toAbsolutePath());
        }
        highest = Math.max(highest, highestFolder);
        manifests.sort(Comparator.comparing(Manifest::number));
        manifests.forEach(manifest -> summaries.add(manifest.summary()));
        if (!manifests.isEmpty() && manifests.get(manifests.size() - 1).number() == highestFolder) {
            newest = Optional.of(manifests.get(manifests.size() - 1));
        }
    }

    /** Releases that another instance accepted and that were copied here since, whole, under the numbers that come next. */
    void takeOver() {
        for (int next = highest + 1; Files.isRegularFile(folder(next).resolve(MANIFEST)); next++) {
            try {
                Manifest manifest = readManifest(folder(next));
                if (!isWhole(manifest)) {
                    return;
                }
                log.info("Release {} was accepted elsewhere and copied here", next);
                summaries.add(manifest.summary());
                newest = Optional.of(manifest);
                highest = next;
            } catch (JacksonException | IOException | IllegalArgumentException | NullPointerException notYetCopied) {
                return;
            }
        }
    }

    private static Manifest readManifest(Path folder) throws IOException {
        byte[] bytes = Files.readAllBytes(folder.resolve(MANIFEST));
        Path checksums = folder.resolve(CHECKSUMS);
        // older archives have none
        if (Files.exists(checksums) && !Files.readString(checksums).contains(line(Sha256.of(bytes), MANIFEST))) {
            throw new IOException("it has not its checksum");
        }
        Manifest manifest = JSON.readValue(bytes, Manifest.class);
        if (!folder.getFileName().toString().equals("" + manifest.number())) {
            throw new IOException("it is the manifest of release " + manifest.number());
        }
        manifest.edition();
        return manifest;
    }

    private static String line(String sha256, String file) {
        return sha256 + "  " + file + "\n";
    }

    /**
     * The manifest of a release as it is now on the disk; empty where there is no such release.
     *
     * @throws ArchiveException where it cannot be read
     */
    Optional<Manifest> manifest(int number) {
        if (number < 1 || !Files.isDirectory(folder(number))) {
            return Optional.empty();
        }
        try {
            return Optional.of(readManifest(folder(number)));
        } catch (JacksonException | IOException | IllegalArgumentException | NullPointerException e) {
            throw new ArchiveException("The manifest of release " + number + " cannot be read:", e);
        }
    }

    /** What a data folder says about its newest release, without taking possession of it; empty where that cannot be read. */
    static Optional<Manifest> newestIn(Path dataDir) {
        Path releases = dataDir.resolve("releases");
        if (!Files.isDirectory(releases)) {
            return Optional.empty();
        }
        try (Stream<Path> folders = Files.list(releases)) {
            return folders.filter(folder -> folder.getFileName().toString().matches("[1-9]\\d{0,8}"))
                    .max(Comparator.comparingInt(
                            folder -> Integer.parseInt(folder.getFileName().toString())))
                    .map(folder -> JSON.readValue(folder.resolve(MANIFEST).toFile(), Manifest.class));
        } catch (IOException | UncheckedIOException | JacksonException e) {
            log.warn("The newest release in {} cannot be read: {}", releases, Failures.explain(e));
            return Optional.empty();
        }
    }

    private List<Path> children() throws IOException {
        try (Stream<Path> list = Files.list(releases)) {
            return list.toList();
        }
    }

    /** The manifest of the newest release; empty where there is none, or where it is damaged. */
    Optional<Manifest> newest() {
        return newest;
    }

    /** What is known of all releases with a readable manifest, oldest first. */
    List<Summary> summaries() {
        return List.copyOf(summaries);
    }

    /** Whether no later release has been accepted, as far as the archive remembers. */
    boolean isLast(Manifest manifest) {
        return manifest.number() == highest;
    }

    /** The number that a release accepted now would have; never one that was used before. */
    int nextNumber() {
        return highest + 1;
    }

    /** Numbers that were given elsewhere, by a store that outlived its archive, are not given again either. */
    void neverBelow(int number) {
        highest = Math.max(highest, number);
    }

    /** Whether the data of a release are as they were written. */
    boolean isWhole(Manifest manifest) {
        Path file = folder(manifest.number()).resolve(DATA);
        try {
            return Files.isRegularFile(file)
                    && Sha256.of(file).equals(manifest.data().sha256());
        } catch (IOException e) {
            log.error("The archived release {} cannot be read: {}", file, Failures.explain(e));
            return false;
        }
    }

    /** What stands for the data and the manifest of a release as they are on the disk; empty where an old archive has no checksums. */
    Optional<String> seal(Manifest manifest) {
        try {
            Path checksums = folder(manifest.number()).resolve(CHECKSUMS);
            return Files.exists(checksums) ? Optional.of(Sha256.of(checksums)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Archives a release: when this returns, it is on the disk for good and has its number.
     *
     * @throws ArchiveException where it cannot be written; then there is no trace of it
     */
    Manifest write(
            Edition edition,
            Release release,
            Statistics statistics,
            Map<String, Long> examples,
            Changes changes,
            List<Fault> warnings) {
        Path staging = releases.resolve(STAGING + "-" + edition.number());
        try {
            delete(staging);
            Files.createDirectory(staging);
            Manifest manifest = manifest(
                    edition, release, statistics, examples, changes, warnings, writeData(staging, release.content()));
            byte[] json = JSON.writeValueAsBytes(manifest);
            LastingFiles.write(staging.resolve(MANIFEST), json);
            String checksums = line(manifest.data().sha256(), DATA) + line(Sha256.of(json), MANIFEST);
            LastingFiles.write(staging.resolve(CHECKSUMS), checksums.getBytes(StandardCharsets.UTF_8));
            LastingFiles.force(staging);
            putInPlace(staging, manifest);
            if (summaries.stream().noneMatch(summary -> summary.edition().number() == edition.number())) {
                summaries.add(manifest.summary());
            }
            newest = Optional.of(manifest);
            return manifest;
        } catch (IOException | UncheckedIOException | JacksonException e) {
            removeWhatIsHalfWritten();
            throw new ArchiveException(
                    "Release " + edition.number() + " could not be written to " + releases.toAbsolutePath() + ":",
                    e instanceof UncheckedIOException unchecked ? unchecked.getCause() : e);
        }
    }

    private void putInPlace(Path staging, Manifest manifest) throws IOException {
        int number = manifest.number();
        Path folder = folder(number);
        if (Files.exists(folder)) {
            // a damaged archive of the very same release: file by file, since a folder that is not empty cannot be
            // replaced; between the two the checksum does not fit, and the next start mends it again
            for (String file : List.of(DATA, MANIFEST, CHECKSUMS)) {
                Files.move(staging.resolve(file), folder.resolve(file), StandardCopyOption.ATOMIC_MOVE);
            }
            LastingFiles.force(folder);
            delete(staging);
            LastingFiles.force(releases);
            return;
        }
        // before the folder has its name, so that the disk cannot be full between the two
        Path mark = releases.resolve(STAGING + "-number");
        LastingFiles.write(mark, (Math.max(highest, number) + "\n").getBytes(StandardCharsets.UTF_8));
        Files.move(staging, folder, StandardCopyOption.ATOMIC_MOVE);
        highest = Math.max(highest, number);
        Files.move(mark, highWater, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        LastingFiles.force(releases);
    }

    private DataEntry writeData(Path staging, Content content) throws IOException {
        Path file = staging.resolve(DATA);
        long[] quads = {0};
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            OutputStream raw = java.nio.channels.Channels.newOutputStream(channel);
            try (OutputStream out = new BufferedOutputStream(
                    new GZIPOutputStream(raw, 1 << 16) {
                        @Override
                        public void close() throws IOException {
                            finish(); // the channel stays open until it is forced
                        }
                    },
                    1 << 16)) {
                StreamRDF writer = StreamRDFWriter.getWriterStream(out, RDFFormat.NQUADS_UTF8);
                writer.start();
                for (NamedGraph graph : content.graphs()) {
                    graph.triples().find().forEachRemaining(triple -> {
                        writer.quad(Quad.create(graph.name(), triple));
                        quads[0]++;
                    });
                }
                writer.finish();
            }
            channel.force(true);
        }
        return new DataEntry(
                DATA,
                Sha256.of(file),
                Files.size(file),
                quads[0],
                content.defaultGraph().size());
    }

    private Manifest manifest(
            Edition edition,
            Release release,
            Statistics statistics,
            Map<String, Long> examples,
            Changes changes,
            List<Fault> warnings,
            DataEntry data) {
        return new Manifest(
                edition.number(),
                edition.contentHash(),
                edition.issued(),
                iris.base(),
                ReleaseReader.FORMAT,
                release.inputs().stream()
                        .map(input -> new FileEntry(input.file().name(), input.sha256(), input.size()))
                        .toList(),
                release.content().graphs().stream()
                        .map(graph -> new GraphEntry(
                                graph.name().getURI(),
                                graph.file().map(input -> input.file().name()).orElse(""),
                                graph.triples().size(),
                                graph.inDefaultGraph()))
                        .toList(),
                release.content().prefixes(),
                statistics,
                examples,
                changes,
                warnings,
                data);
    }

    /**
     * Sends an archived release to a sink, as it was published: prefixes, named graphs, and the default graph made from
     * them.
     *
     * @throws ArchiveException where the data are not those of the manifest
     */
    void send(Manifest manifest, StreamRDF sink) {
        Set<Node> inDefaultGraph = new HashSet<>();
        for (GraphEntry graph : manifest.graphs()) {
            if (graph.inDefaultGraph()) {
                inDefaultGraph.add(org.apache.jena.graph.NodeFactory.createURI(graph.name()));
            }
        }
        manifest.prefixes().forEach(sink::prefix);
        long[] quads = {0};
        try (InputStream in = new BufferedInputStream(
                new GZIPInputStream(
                        Files.newInputStream(folder(manifest.number()).resolve(DATA)), 1 << 16),
                1 << 16)) {
            RDFParser.source(in)
                    .forceLang(Lang.NQUADS)
                    .factory(new FactoryRDFStd(LabelToNode.createUseLabelEncoded()))
                    .errorHandler(ErrorHandlerFactory.errorHandlerStrictNoLogging)
                    .checking(false)
                    .resolveURIs(false)
                    .parse(new StreamRDFWrapper(sink) {
                        @Override
                        public void quad(Quad quad) {
                            quads[0]++;
                            super.quad(quad);
                            if (inDefaultGraph.contains(quad.getGraph())) {
                                super.triple(quad.asTriple());
                            }
                        }
                    });
        } catch (IOException e) {
            throw new ArchiveException("The archived release " + manifest.number() + " cannot be read:", e);
        }
        if (quads[0] != manifest.data().quads()) {
            throw new ArchiveException("The archived release " + manifest.number() + " holds " + quads[0]
                    + " statements, its manifest says " + manifest.data().quads() + ".");
        }
    }

    Path folder(int number) {
        return releases.resolve(Integer.toString(number));
    }

    /** Gives the data folder free for another process. */
    @Override
    public void close() {
        try {
            if (lockFile.isPresent()) {
                lockFile.orElseThrow().close();
            }
        } catch (IOException e) {
            log.warn("The lock of {} could not be released: {}", releases.getParent(), Failures.explain(e));
        }
    }

    private static void delete(Path path) throws IOException {
        if (!Files.exists(path, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> all = Files.walk(path)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
