package eu.staytuned.lod.catalog;

import eu.staytuned.lod.rdf.Sha256;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Since when each resource is as it is: a file with a line for each document, its path, a checksum of what is said about the
 * resource and its hash terms, and the time of the release that said so first. Made from the sorted statements of a release
 * and the file of the release before, line by line.
 */
final class ResourceChanges {

    static final String FILE = "changes.tsv.gz";

    private static final String DEPRECATED = "<http://www.w3.org/2002/07/owl#deprecated> \"true\"";

    /** Sorts before any checksum. */
    private static final String WITHDRAWN = "-";

    private static final int MEMORY = 8 << 20;
    private static final int CHECKSUM = 32;

    private final String base;
    private final Path folder;
    private final LineSorter subjects;
    private final MessageDigest digest = new Sha256().digest();
    private String path = "";
    private byte[] subject = {};
    private boolean ours;
    private boolean whole;
    private boolean withdrawn;

    /**
     * @param base of our IRIs
     * @param folder for the file
     */
    ResourceChanges(String base, Path folder) {
        this.base = "<" + base;
        this.folder = folder;
        this.subjects = new LineSorter(folder, "subjects", MEMORY);
    }

    /** Takes each document of the file. */
    interface Sink {

        /**
         * @param path below the base
         * @param since when it is as it is
         */
        void document(String path, Instant since) throws IOException;
    }

    /** Takes what is different from the release before, in the order of paths. */
    interface Difference {

        void change(Change.Kind kind, String path) throws IOException;
    }

    /** Takes a statement; those about one subject have to come together. */
    void statement(byte[] line) throws IOException {
        int end = 0;
        while (line[end] != ' ') {
            end++;
        }
        if (!Arrays.equals(line, 0, end, subject, 0, subject.length)) {
            endSubject();
            subject = Arrays.copyOf(line, end);
            String iri = new String(subject, StandardCharsets.UTF_8);
            ours = iri.startsWith(base);
            path = ours ? iri.substring(base.length(), iri.length() - 1) : "";
            int hash = path.indexOf('#');
            whole = hash < 0;
            path = hash < 0 ? path : path.substring(0, hash);
        }
        if (ours) {
            digest.update(line);
            digest.update((byte) '\n');
            withdrawn |= whole
                    && new String(line, end + 1, line.length - end - 1, StandardCharsets.UTF_8).startsWith(DEPRECATED);
        }
    }

    private void endSubject() throws IOException {
        if (ours) {
            String sum = HexFormat.of().formatHex(digest.digest()).substring(0, CHECKSUM);
            subjects.write((path + "\t" + sum + "\n" + (withdrawn ? path + "\t" + WITHDRAWN + "\n" : ""))
                    .getBytes(StandardCharsets.UTF_8));
        }
        ours = false;
        withdrawn = false;
    }

    /**
     * All statements have been taken: writes the file.
     *
     * @param before the file of the release before; empty where there is none
     * @param issued when this release was accepted
     * @param difference from the release before
     */
    void write(Optional<Path> before, Instant issued, Sink sink, Difference difference) throws IOException {
        endSubject();
        try (GzipFile file = new GzipFile(folder.resolve(FILE));
                Earlier earlier = new Earlier(before, difference)) {
            Documents documents = new Documents((path, sum) -> {
                if (!sum.isEmpty()) {
                    Instant since = earlier.find(path, sum).orElse(issued);
                    file.stream().write((path + "\t" + sum + "\t" + since + "\n").getBytes(StandardCharsets.UTF_8));
                    sink.document(path, since);
                }
            });
            subjects.merge(documents::line);
            documents.end();
            earlier.end();
            file.finish(0);
        }
    }

    /** Puts the lines of one document together. */
    private static final class Documents {

        interface Document {

            /** @param sum empty where the document is that of something withdrawn */
            void of(String path, String sum) throws IOException;
        }

        private final Document sink;
        private final MessageDigest digest = new Sha256().digest();
        private @Nullable String path;
        private boolean withdrawn;

        Documents(Document sink) {
            this.sink = sink;
        }

        void line(byte[] bytes) throws IOException {
            String line = new String(bytes, StandardCharsets.UTF_8);
            int tab = line.indexOf('\t');
            String next = line.substring(0, tab);
            if (!next.equals(path)) {
                end();
                path = next;
            }
            withdrawn |= line.substring(tab + 1).equals(WITHDRAWN);
            digest.update(bytes);
        }

        void end() throws IOException {
            String sum = HexFormat.of().formatHex(digest.digest()).substring(0, CHECKSUM);
            if (path != null) {
                sink.of(path, withdrawn ? "" : sum);
            }
            path = null;
            withdrawn = false;
        }
    }

    /** The file of the release before, read as far as it is needed. */
    private static final class Earlier implements AutoCloseable {

        private final Optional<BufferedReader> reader;
        private final Difference difference;
        private String[] line = {};

        Earlier(Optional<Path> file, Difference difference) throws IOException {
            this.difference = difference;
            this.reader = file.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new BufferedReader(new InputStreamReader(
                            new GZIPInputStream(Files.newInputStream(file.orElseThrow()), 1 << 14),
                            StandardCharsets.UTF_8)));
            advance();
        }

        private void advance() throws IOException {
            String next = reader.isPresent() ? reader.orElseThrow().readLine() : null;
            line = next == null ? new String[0] : next.split("\t");
        }

        /** Since when this document has this checksum; to be asked in the order of paths. */
        Optional<Instant> find(String path, String sum) throws IOException {
            byte[] wanted = key(path);
            while (line.length == 3 && Arrays.compareUnsigned(key(line[0]), wanted) < 0) {
                skip();
            }
            if (line.length < 3 || !line[0].equals(path)) {
                difference.change(Change.Kind.CREATED, path);
                return Optional.empty();
            }
            Optional<Instant> since = line[1].equals(sum) ? Optional.of(Instant.parse(line[2])) : Optional.empty();
            if (since.isEmpty()) {
                difference.change(Change.Kind.UPDATED, path);
            }
            advance();
            return since;
        }

        /** What is left was in the release before and is not in this one. */
        void end() throws IOException {
            while (line.length == 3) {
                skip();
            }
        }

        private void skip() throws IOException {
            difference.change(Change.Kind.DELETED, line[0]);
            advance();
        }

        /** As lines are sorted: the tab behind a path is less than any letter. */
        private static byte[] key(String path) {
            return (path + "\t").getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public void close() {
            reader.ifPresent(open -> {
                try {
                    open.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
