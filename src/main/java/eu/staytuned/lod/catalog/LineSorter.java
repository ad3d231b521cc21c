package eu.staytuned.lod.catalog;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Sorts any number of lines by their bytes, equal ones become one, with little memory: parts that fit are sorted and written
 * aside, and merged at the end.
 */
final class LineSorter extends OutputStream {

    /** Merging reads from so many files at once. */
    private static final int MOST_RUNS = 64;

    /** What a line takes in memory beside its bytes. */
    private static final int OVERHEAD = 24;

    private final Path folder;
    private final String name;
    private final int memory;
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
    private final List<Path> runs = new ArrayList<>();
    private List<byte[]> lines = new ArrayList<>();
    private long held;
    private int written;

    /**
     * @param folder for what is written aside; its files begin with the name, and are gone after {@link #merge}
     * @param memory for lines, in bytes
     */
    LineSorter(Path folder, String name, int memory) {
        this.folder = folder;
        this.name = name;
        this.memory = memory;
    }

    /** Takes each line. */
    interface Sink {

        /** @param line without its end */
        void line(byte[] line) throws IOException;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int start = offset;
        for (int i = offset; i < offset + length; i++) {
            if (bytes[i] == '\n') {
                if (begun.size() == 0) {
                    add(Arrays.copyOfRange(bytes, start, i));
                } else {
                    begun.write(bytes, start, i - start);
                    add(begun.toByteArray());
                    begun.reset();
                }
                start = i + 1;
            }
        }
        begun.write(bytes, start, offset + length - start);
    }

    private void add(byte[] line) throws IOException {
        lines.add(line);
        held += line.length + OVERHEAD;
        if (held >= memory) {
            spill();
        }
    }

    private void spill() throws IOException {
        Path run = nextRun();
        lines.sort(Arrays::compareUnsigned);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(run), 1 << 16)) {
            Sink distinct = distinct(line -> write(line, out));
            for (byte[] line : lines) {
                distinct.line(line);
            }
        }
        lines = new ArrayList<>();
        held = 0;
        runs.add(run);
        if (runs.size() == MOST_RUNS) {
            List<Path> full = List.copyOf(runs);
            Path one = nextRun();
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(one), 1 << 16)) {
                merge(full, Collections.emptyList(), line -> write(line, out));
            }
            for (Path merged : full) {
                Files.delete(merged);
            }
            runs.clear();
            runs.add(one);
        }
    }

    private Path nextRun() {
        return folder.resolve(name + "." + ++written + ".run");
    }

    private static void write(byte[] line, OutputStream out) throws IOException {
        out.write(line);
        out.write('\n');
    }

    /** Sends all lines, each once and in their order. To be called once. */
    void merge(Sink sink) throws IOException {
        lines.sort(Arrays::compareUnsigned);
        merge(runs, lines, sink);
        for (Path run : runs) {
            Files.delete(run);
        }
        runs.clear();
        lines = new ArrayList<>();
    }

    private static void merge(List<Path> files, List<byte[]> rest, Sink sink) throws IOException {
        Sink distinct = distinct(sink);
        List<Run> open = new ArrayList<>();
        try {
            PriorityQueue<Run> queue = new PriorityQueue<>();
            for (Path file : files) {
                open.add(new FileRun(file));
            }
            open.add(new ListRun(rest));
            for (Run run : open) {
                if (run.advance()) {
                    queue.add(run);
                }
            }
            for (Run next = queue.poll(); next != null; next = queue.poll()) {
                distinct.line(next.line);
                if (next.advance()) {
                    queue.add(next);
                }
            }
        } finally {
            for (Run run : open) {
                run.close();
            }
        }
    }

    private static Sink distinct(Sink sink) {
        return new Sink() {
            private byte @Nullable [] last;

            @Override
            public void line(byte[] line) throws IOException {
                if (last == null || !Arrays.equals(line, last)) {
                    sink.line(line);
                    last = line;
                }
            }
        };
    }

    /** Sorted lines, and the one that comes next. */
    private abstract static class Run implements Comparable<Run> {

        byte[] line = {};

        /** Whether there is another line. */
        abstract boolean advance() throws IOException;

        void close() throws IOException {}

        @Override
        public int compareTo(Run other) {
            return Arrays.compareUnsigned(line, other.line);
        }
    }

    private static final class ListRun extends Run {

        private final List<byte[]> lines;
        private int next;

        ListRun(List<byte[]> lines) {
            this.lines = lines;
        }

        @Override
        boolean advance() {
            if (next == lines.size()) {
                return false;
            }
            line = lines.get(next++);
            return true;
        }
    }

    private static final class FileRun extends Run {

        private final InputStream in;
        private final byte[] buffer = new byte[1 << 15];
        private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
        private int position;
        private int end;

        FileRun(Path file) throws IOException {
            in = Files.newInputStream(file);
        }

        @Override
        boolean advance() throws IOException {
            begun.reset();
            while (true) {
                if (position == end) {
                    end = Math.max(0, in.read(buffer));
                    position = 0;
                    if (end == 0) {
                        return false;
                    }
                }
                int start = position;
                while (position < end && buffer[position] != '\n') {
                    position++;
                }
                if (position < end) {
                    position++;
                    if (begun.size() == 0) {
                        line = Arrays.copyOfRange(buffer, start, position - 1);
                    } else {
                        begun.write(buffer, start, position - 1 - start);
                        line = begun.toByteArray();
                    }
                    return true;
                }
                begun.write(buffer, start, position - start);
            }
        }

        @Override
        void close() throws IOException {
            in.close();
        }
    }
}
