package eu.staytuned.lod.sparql;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An answer until it is whole. Small ones are in memory, large ones in a file; those beyond the limit are refused.
 *
 * <p>So a failure in the last row is still a failure to the client, never a short answer, and a slow client holds up
 * neither the store nor a place for queries.
 */
class AnswerBuffer extends OutputStream {

    /** Thrown while writing what is more than the limit. */
    static class OverflowException extends RuntimeException {

        OverflowException(long limit) {
            super("More than " + limit + " bytes", null, false, false);
        }
    }

    private static final int IN_MEMORY = 1024 * 1024;

    private final long limit;
    private final Path folder;
    private long size;
    private boolean overflown;
    private boolean nothing;
    private ByteArrayOutputStream memory = new ByteArrayOutputStream(8 * 1024);
    private @Nullable FileChannel file;

    AnswerBuffer(long limit, Path folder) {
        this.limit = limit;
        this.folder = folder;
    }

    /** An answer that was whole before. */
    static AnswerBuffer of(byte[] bytes, boolean nothing) {
        AnswerBuffer buffer = new AnswerBuffer(bytes.length, Path.of(""));
        buffer.memory = new ByteArrayOutputStream(0) {
            @Override
            public void writeTo(OutputStream out) throws IOException {
                out.write(bytes);
            }
        };
        buffer.size = bytes.length;
        buffer.nothing = nothing;
        return buffer;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        // Once too large, always too large: a writer that flushes while it fails must not get anything through.
        if (overflown || size + length > limit) {
            overflown = true;
            throw new OverflowException(limit);
        }
        try {
            if (file == null && size + length > IN_MEMORY) {
                file = open(folder);
                put(file, memory.toByteArray(), 0, memory.size());
                memory = new ByteArrayOutputStream(0);
            }
            if (file == null) {
                memory.write(bytes, offset, length);
            } else {
                put(file, bytes, offset, length);
            }
            size += length;
        } catch (IOException e) {
            throw new UncheckedIOException("An answer could not be kept in " + folder, e);
        }
    }

    private static FileChannel open(Path folder) throws IOException {
        Files.createDirectories(folder);
        // The system forgets the file with its last user, so even a killed process leaves none.
        return FileChannel.open(
                folder.resolve("answer-" + UUID.randomUUID()),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
    }

    private static void put(FileChannel file, byte[] bytes, int offset, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
        while (buffer.hasRemaining()) {
            file.write(buffer);
        }
    }

    /** Says of the answer that there are no rows in it, or no triples. */
    void holdsNothing() {
        nothing = true;
    }

    /** Whether there are no rows in it, or no triples. */
    boolean isNothing() {
        return nothing;
    }

    /** All of it, where it is in memory. */
    Optional<byte[]> bytes() {
        return file == null ? Optional.of(memory.toByteArray()) : Optional.empty();
    }

    /** How many bytes it has. */
    long size() {
        return size;
    }

    /** Sends it, whole. */
    void sendTo(OutputStream out) throws IOException {
        if (file == null) {
            memory.writeTo(out);
        } else {
            WritableByteChannel target = Channels.newChannel(out);
            long sent = 0;
            while (sent < size) {
                sent += file.transferTo(sent, size - sent, target);
            }
        }
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
