package eu.staytuned.lod.catalog;

import eu.staytuned.lod.rdf.Sha256;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/**
 * A compressed file that is written from end to end, and knows its checksum then. Java's gzip header has no time and no name,
 * so that the same content has the same bytes.
 */
final class GzipFile implements AutoCloseable {

    private final Path path;
    private final FileChannel channel;
    private final MessageDigest digest = new Sha256().digest();
    private final OutputStream out;

    GzipFile(Path path) throws IOException {
        this.path = path;
        this.channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        OutputStream raw = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
        this.out = new BufferedOutputStream(
                new GZIPOutputStream(new DigestOutputStream(raw, digest), 1 << 13) {
                    @Override
                    public void close() throws IOException {
                        finish(); // the channel stays open until it is forced
                        def.end();
                        out.flush();
                    }
                },
                1 << 15);
    }

    OutputStream stream() {
        return out;
    }

    /** All is written: forces it to the disk. */
    DumpRecord.File finish(long statements) throws IOException {
        out.close();
        channel.force(true);
        channel.close();
        return new DumpRecord.File(
                path.getFileName().toString(), Files.size(path), HexFormat.of().formatHex(digest.digest()), statements);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
