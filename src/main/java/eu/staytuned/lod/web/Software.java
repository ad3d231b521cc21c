package eu.staytuned.lod.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.jar.JarEntry;
import java.util.zip.CRC32;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * Which programs, templates and texts make the representations. Part of every entity tag: after an update of the service
 * the same release may be written differently.
 */
@Component
class Software {

    private static final List<String> MADE_OF = List.of(
            "classpath*:eu/staytuned/lod/**/*.class",
            "classpath*:templates/**/*.html",
            "classpath*:messages*.properties",
            "classpath*:static/**");

    private final Supplier<String> fingerprint;

    /** Found out beside whatever else a start has to do. */
    Software() {
        // Whoever does it does not know by itself where the classes of an executable jar are.
        ResourcePatternResolver resolver = new PathMatchingResourcePatternResolver(Software.class.getClassLoader());
        CompletableFuture<String> found = CompletableFuture.supplyAsync(() -> digest(resolver));
        this.fingerprint = found::join;
    }

    /** Eight hexadecimal digits, equal on all servers that run the same build. */
    String fingerprint() {
        return fingerprint.get();
    }

    /** Of the lengths and checksums of all parts, in an order that does not depend on where the build lies. */
    static String digest(ResourcePatternResolver resolver) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String pattern : MADE_OF) {
                List<Part> parts = new ArrayList<>();
                for (Resource resource : resolver.getResources(pattern)) {
                    if (resource.isReadable()) {
                        parts.add(Part.of(resource));
                    }
                }
                parts.sort(Comparator.comparingLong(Part::length).thenComparingLong(Part::checksum));
                ByteBuffer numbers = ByteBuffer.allocate(2 * Long.BYTES * parts.size());
                parts.forEach(part -> numbers.putLong(part.length()).putLong(part.checksum()));
                digest.update(numbers.flip());
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 4);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One class, template or text: its length in bytes and its CRC-32, which a jar knows without being unpacked. */
    private record Part(long length, long checksum) {

        static Part of(Resource resource) throws IOException {
            if (resource.getURL().openConnection() instanceof JarURLConnection inJar) {
                JarEntry entry = inJar.getJarEntry();
                if (entry != null && entry.getCrc() != -1 && entry.getSize() != -1) {
                    return new Part(entry.getSize(), entry.getCrc());
                }
            }
            CRC32 sum = new CRC32();
            byte[] content = resource.getContentAsByteArray();
            sum.update(content);
            return new Part(content.length, sum.getValue());
        }
    }
}
