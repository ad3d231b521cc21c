package eu.staytuned.lod.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineSorterTests {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 300, 5_000, 10_000_000})
    void linesComeSortedAndOnceHoweverLittleMemoryThereIs(int memory) throws IOException {
        Random random = new Random(7);
        TreeSet<String> expected = new TreeSet<>();
        LineSorter sorter = new LineSorter(folder, "lines", memory);
        byte[] all = random.ints(700, 0, 500)
                .mapToObj(number -> "x".repeat(number % 90) + number)
                .peek(expected::add)
                .reduce("", (before, line) -> before + line + "\n")
                .getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < all.length; ) {
            int length = Math.min(all.length - i, random.nextInt(200));
            sorter.write(all, i, length);
            i += length;
        }

        List<String> lines = new ArrayList<>();
        sorter.merge(line -> lines.add(new String(line, StandardCharsets.US_ASCII)));

        assertThat(lines).containsExactlyElementsOf(expected);
        assertThat(folder).isEmptyDirectory();
    }
}
