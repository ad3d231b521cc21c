package eu.staytuned.lod.citation;

import eu.staytuned.lod.rdf.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/**
 * By which anybody can see that rows are the same, whatever their order: the lines of the answer as TSV without the
 * head, or as N-Triples; blank nodes, whose names mean nothing, all called {@code _:b}; sorted by their bytes; SHA-256.
 *
 * <pre>curl -s …/q/abcdefghijkl.tsv | tail -n +2 | sed 's/_:[A-Za-z0-9]*&#47;_:b/g' | LC_ALL=C sort | sha256sum</pre>
 *
 * @param rows how many lines that are
 * @param sha256 64 lower-case hexadecimal digits
 */
record Checksum(long rows, String sha256) {

    private static final Pattern BLANK = Pattern.compile("_:[A-Za-z0-9]*");

    /** @param head whether the first line names the columns */
    static Checksum of(byte[] answer, boolean head) {
        List<byte[]> lines = new ArrayList<>();
        int from = 0;
        boolean first = head;
        for (int at = 0; at < answer.length; at++) {
            if (answer[at] == '\n') {
                if (!first) {
                    lines.add(anonymous(answer, from, at));
                }
                first = false;
                from = at + 1;
            }
        }
        if (from < answer.length && !first) {
            lines.add(anonymous(answer, from, answer.length));
        }
        lines.sort(Arrays::compareUnsigned);
        MessageDigest digest = new Sha256().digest();
        for (byte[] line : lines) {
            digest.update(line);
            digest.update((byte) '\n');
        }
        return new Checksum(lines.size(), HexFormat.of().formatHex(digest.digest()));
    }

    private static byte[] anonymous(byte[] answer, int from, int to) {
        String line = new String(answer, from, to - from, StandardCharsets.UTF_8);
        return line.contains("_:")
                ? BLANK.matcher(line).replaceAll("_:b").getBytes(StandardCharsets.UTF_8)
                : Arrays.copyOfRange(answer, from, to);
    }
}
