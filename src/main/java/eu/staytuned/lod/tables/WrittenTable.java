package eu.staytuned.lod.tables;

import eu.staytuned.lod.rdf.Sha256;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A table of a release as it was written, to be sent or leafed through.
 *
 * @param table what it is
 * @param csv its file
 * @param rows how many there are, the header not counted
 * @param size of the file in bytes
 * @param sha256 of the file, in hexadecimal digits
 * @param places where each {@link #STEP}th row begins in the file, so that none has to be read from the top
 */
public record WrittenTable(Table table, Path csv, long rows, long size, String sha256, List<Long> places) {

    static final int STEP = 100;

    /**
     * Some of the rows.
     *
     * @param from the first, counted from 0
     * @param most how many at most
     */
    public List<List<String>> rows(long from, int most) {
        List<List<String>> found = new ArrayList<>();
        if (from >= rows) {
            return found;
        }
        try (CsvReader reader = from(from - from % STEP)) {
            for (long skipped = from - from % STEP; skipped < from; skipped++) {
                reader.row();
            }
            Optional<List<String>> row = reader.row();
            while (row.isPresent() && found.size() < most) {
                found.add(row.get());
                row = found.size() < most ? reader.row() : Optional.empty();
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException("The table " + table.name() + " cannot be read", e);
        }
    }

    /** All rows, one by one. */
    CsvReader reader() throws IOException {
        return from(0);
    }

    private CsvReader from(long row) throws IOException {
        FileChannel file = FileChannel.open(csv, StandardOpenOption.READ);
        if (rows > 0) {
            file.position(places.get((int) (row / STEP)));
        } else {
            file.position(size);
        }
        InputStream in = Channels.newInputStream(file);
        return new CsvReader(in);
    }

    static WrittenTable write(Table table, Path csv, RowSource source) throws IOException {
        List<Long> places = new ArrayList<>();
        long[] count = {0};
        long size;
        Sha256 sum = new Sha256();
        try (CsvWriter writer = new CsvWriter(
                new BufferedOutputStream(new DigestOutputStream(Files.newOutputStream(csv), sum.digest())))) {
            writer.row(table.header());
            source.send(cells -> {
                if (count[0]++ % STEP == 0) {
                    places.add(writer.position());
                }
                writer.row(cells);
            });
            size = writer.position();
        }
        return new WrittenTable(table, csv, count[0], size, sum.hex(), List.copyOf(places));
    }

    /** Where rows come from. */
    interface RowSource {

        void send(Rows.Reader<IOException> reader) throws IOException;
    }
}
