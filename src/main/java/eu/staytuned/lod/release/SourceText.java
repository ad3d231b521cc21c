package eu.staytuned.lod.release;

import eu.staytuned.lod.rdf.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Locale;

/**
 * What a source file says: its bytes read once, so that what is hashed is what is parsed.
 *
 * @param text the file as text; empty where a fault says why it is none
 * @param sha256 of the bytes, 64 lower-case hexadecimal digits
 * @param size in bytes
 * @param faults why it is no UTF-8 text
 */
record SourceText(String text, String sha256, long size, List<Fault> faults) {

    static SourceText of(SourceFile file, long maxBytes) {
        byte[] bytes;
        try {
            long size = Files.size(file.path());
            if (size > maxBytes) {
                return refused(
                        file,
                        "The file is " + megabytes(size) + "; more than " + megabytes(maxBytes)
                                + " is not read (publication.max-file). Split it.");
            }
            bytes = Files.readAllBytes(file.path());
        } catch (NoSuchFileException e) {
            return refused(file, "It was removed while the release was read. Publish again.");
        } catch (IOException e) {
            return refused(file, "It cannot be read: " + Failures.explain(e));
        }
        String sha256 = Sha256.of(bytes);
        return decode(file, bytes, sha256);
    }

    boolean isText() {
        return faults.isEmpty();
    }

    private static SourceText decode(SourceFile file, byte[] bytes, String sha256) {
        if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
            Fault fault = Fault.in(
                            file.name(),
                            "It begins with a byte-order mark (EF BB BF), which other tools stumble over. Save it as "
                                    + "UTF-8 without a byte-order mark.")
                    .at(1, 1);
            return new SourceText("", sha256, bytes.length, List.of(fault));
        }
        if (startsWith(bytes, 0xFF, 0xFE) || startsWith(bytes, 0xFE, 0xFF)) {
            Fault fault = Fault.in(file.name(), "It is UTF-16 by its byte-order mark, not UTF-8. Save it as UTF-8.")
                    .at(1, 1);
            return new SourceText("", sha256, bytes.length, List.of(fault));
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError()) {
            int line = 1;
            for (int i = 0; i < in.position(); i++) {
                line += bytes[i] == '\n' ? 1 : 0;
            }
            Fault fault = Fault.in(
                            file.name(),
                            String.format(
                                    "Not UTF-8: the byte %02X at position %d belongs to no character. Save it as UTF-8.",
                                    bytes[in.position()] & 0xFF, in.position()))
                    .at(line, 0);
            return new SourceText("", sha256, bytes.length, List.of(fault));
        }
        return new SourceText(out.flip().toString(), sha256, bytes.length, List.of());
    }

    private static SourceText refused(SourceFile file, String why) {
        return new SourceText("", "", 0, List.of(Fault.in(file.name(), why)));
    }

    private static boolean startsWith(byte[] bytes, int... start) {
        if (bytes.length < start.length) {
            return false;
        }
        for (int i = 0; i < start.length; i++) {
            if ((bytes[i] & 0xFF) != start[i]) {
                return false;
            }
        }
        return true;
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / 1048576.0);
    }
}
