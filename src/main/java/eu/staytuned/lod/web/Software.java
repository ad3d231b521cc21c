package eu.staytuned.lod.web;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
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

    private final String fingerprint;

    Software() throws IOException {
        this.fingerprint = digest();
    }

    /** Eight hexadecimal digits, equal on all servers that run the same build. */
    String fingerprint() {
        return fingerprint;
    }

    private static String digest() throws IOException {
        PathMatchingResourcePatternResolver resolver = new PathMatchingResourcePatternResolver();
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        for (String pattern : MADE_OF) {
            Resource[] parts = Stream.of(resolver.getResources(pattern))
                    .filter(Resource::isReadable)
                    .toArray(Resource[]::new);
            byte[][] digests = new byte[parts.length][];
            for (int i = 0; i < parts.length; i++) {
                try (InputStream content = parts[i].getInputStream()) {
                    digests[i] = content.readAllBytes();
                }
            }
            // In an order that does not depend on where the build lies.
            Arrays.stream(digests)
                    .sorted(Comparator.<byte[]>comparingInt(part -> part.length).thenComparing(Arrays::compare))
                    .forEach(digest::update);
        }
        return HexFormat.of().formatHex(digest.digest(), 0, 4);
    }
}
