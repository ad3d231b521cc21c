package eu.staytuned.lod.rdf;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 checksums (FIPS 180-4) as {@code sha256sum} prints them: 64 lower-case hexadecimal digits. */
public final class Sha256 {

    private final MessageDigest digest;

    public Sha256() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    /** Of some bytes. */
    public static String of(byte[] bytes) {
        Sha256 sum = new Sha256();
        sum.digest.update(bytes);
        return sum.hex();
    }

    /**
     * Of a file, read in pieces.
     *
     * @throws IOException where it cannot be read
     */
    public static String of(Path file) throws IOException {
        Sha256 sum = new Sha256();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                sum.digest.update(buffer, 0, read);
            }
        }
        return sum.hex();
    }

    /** Takes in a text, in UTF-8. */
    public Sha256 update(String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** To be given bytes. */
    public MessageDigest digest() {
        return digest;
    }

    /** The checksum of all that it was given; to be asked once. */
    public String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
