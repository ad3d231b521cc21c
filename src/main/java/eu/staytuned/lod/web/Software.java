package eu.staytuned.lod.web;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.springframework.stereotype.Component;

/**
 * Which programs, templates and texts make the representations. Part of every entity tag: after an update of the service
 * the same release may be written differently.
 */
@Component
class Software {

    private static final String OURS = "eu/staytuned/lod/web/Software.class";

    private final Supplier<String> fingerprint;

    /** Found out beside whatever else a start has to do. */
    Software() {
        ClassLoader loader = Software.class.getClassLoader();
        CompletableFuture<String> found = CompletableFuture.supplyAsync(() -> digest(loader.getResource(OURS), OURS));
        this.fingerprint = found::join;
    }

    /** Eight hexadecimal digits, equal on all servers that run the same build. */
    String fingerprint() {
        return fingerprint.get();
    }

    /**
     * Of the lengths and checksums of all parts of a build, in an order that does not depend on where the build lies.
     *
     * @param file any of the build, in a folder or in a jar
     * @param name its path within the build
     */
    static String digest(URL file, String name) {
        try {
            List<Part> parts =
                    file.openConnection() instanceof JarURLConnection jar ? inJar(jar) : inFolder(file, name);
            parts.sort(Comparator.comparingLong(Part::length).thenComparingLong(Part::checksum));
            ByteBuffer numbers = ByteBuffer.allocate(2 * Long.BYTES * parts.size());
            parts.forEach(part -> numbers.putLong(part.length()).putLong(part.checksum()));
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(numbers.array());
            return HexFormat.of().formatHex(digest, 0, 4);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A jar knows of its files what is asked here, without one of them being unpacked. */
    private static List<Part> inJar(JarURLConnection connection) throws IOException {
        connection.setUseCaches(false);
        try (JarFile jar = connection.getJarFile()) {
            List<Part> parts = new ArrayList<>();
            jar.stream()
                    .filter(entry -> !entry.isDirectory() && isPart(entry.getName()))
                    .forEach(entry -> parts.add(new Part(entry.getSize(), entry.getCrc())));
            return parts;
        }
    }

    private static List<Part> inFolder(URL file, String name) throws IOException {
        Path folder = Path.of(URI.create(file.toString()));
        for (int depth = Path.of(name).getNameCount(); depth > 0; depth--) {
            folder = folder.getParent();
        }
        List<Part> parts = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                if (isPart(folder.relativize(each).toString().replace(File.separatorChar, '/'))) {
                    byte[] content = Files.readAllBytes(each);
                    CRC32 sum = new CRC32();
                    sum.update(content);
                    parts.add(new Part(content.length, sum.getValue()));
                }
            }
        }
        return parts;
    }

    private static boolean isPart(String name) {
        return !name.startsWith("META-INF/");
    }

    /** One file: its length in bytes and its CRC-32. */
    private record Part(long length, long checksum) {}
}
