package eu.staytuned.lod.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import eu.staytuned.lod.rdf.LanguagePreference;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.HttpHeaders;

/** Whatever stands in the headers by which a reader says what they want, they are read, in no more time than they are long. */
class HostileHeaderTests {

    private static final int HEADERS = 20_000;
    private static final Instant MODIFIED = Instant.parse("2026-11-22T12:00:00Z");
    private static final String TAG = "\"abc\"";

    /** Work that grows with the square of the length would take minutes for these: no measure of a machine. */
    private static final int LONG = 500_000;

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final List<String> PIECES = List.of(
            "text/turtle",
            "text/html",
            "text/*",
            "*/*",
            "*",
            "/",
            "application/ld+json",
            "application/*+json",
            "application/n-quads",
            "application/trig",
            "application/n-triples",
            "application/rdf+xml",
            "application/vnd.datacite.datacite+json",
            "image/png",
            ";q=0.5",
            ";q=0",
            ";q=1.0000",
            ";q=-1",
            ";q=NaN",
            ";q=1e400",
            "; q = 0.3",
            ";q=",
            ";q",
            ";q=\"0.1\"",
            ";charset=klingon",
            ";charset=utf-8",
            ";profile=\"http://www.w3.org/ns/json-ld#compacted\"",
            ";level=\"1,2\\\"\"",
            ";a=b",
            ";=",
            ";",
            ",",
            ", ",
            " ",
            "\t",
            "\"",
            "\\",
            "=",
            "+",
            "-",
            "_",
            "nl",
            "en-GB",
            "en_US",
            "zh-Hant-TW",
            "i-klingon",
            "x-private",
            "*-CH",
            "de-*",
            "accept-language:",
            "Accept:",
            "toolongforalanguage",
            "gzip",
            "x-gzip",
            "identity",
            "br",
            "W/\"abc\"",
            "\"abc\"",
            "bytes=",
            "0-",
            "99999999999999999999",
            "\u0000",
            "\u007f",
            "\u00e9",
            "\ud800",
            "\ufffe",
            "İ",
            "中文",
            "%00",
            "<script>");

    @Test
    void whateverStandsInThemTheyAreRead() {
        for (int seed = 0; seed < HEADERS; seed++) {
            List<String> lines = header(seed);

            assertThatCode(() -> assertThat(wishes(lines)).isEqualTo(wishes(List.copyOf(lines))))
                    .as("header %d: %s", seed, lines)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void someOfTheseHeadersSayWhatIsWanted() {
        List<List<Object>> wishes = Stream.iterate(0, seed -> seed + 1)
                .limit(HEADERS)
                .map(HostileHeaderTests::header)
                .map(HostileHeaderTests::wishes)
                .distinct()
                .toList();

        for (Representation each : Representation.ALL) {
            assertThat(wishes).anyMatch(wish -> wish.get(0).equals(Optional.of(each)));
        }
        assertThat(wishes).anyMatch(wish -> wish.get(0).equals(Optional.empty()));
    }

    static Stream<String> longHeaders() {
        return Stream.of(
                        "a/b,",
                        "text/turtle;q=0.5,",
                        "*/*;q=0,",
                        ";q=0.5",
                        ";a=b",
                        ",",
                        ";",
                        " ",
                        "\t",
                        "/",
                        "\"",
                        "\\\"",
                        "=",
                        "-",
                        "nl,",
                        "nl-",
                        "*-",
                        "gzip;q=0.5,",
                        "\"x\",",
                        "W/",
                        "bytes=",
                        "0",
                        "bytes=0-1,")
                .flatMap(piece -> Stream.of("", "text/\"", "bytes=")
                        .map(start -> start + piece.repeat(LONG / piece.length()) + "x"));
    }

    @Test
    void aLongHeaderOfManyLanguagesIsReadToItsFirstHundred() {
        StringBuilder many = new StringBuilder("nl;q=0.1");
        for (int i = 0; many.length() < LONG; i++) {
            many.append(",x").append(Integer.toString(i, 26)).append("-a;q=0.").append(1000 + i % 1000);
        }

        assertThat(assertTimeoutPreemptively(
                        PATIENCE, () -> LanguagePreference.of(List.of(), List.of(many.toString()))))
                .hasSizeLessThanOrEqualTo(6);
        assertThat(LanguagePreference.of(List.of(), List.of("pt;q=0.2, nl, en;q=0.5")))
                .containsExactly("nl", "en", "pt");
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("longHeaders")
    void aLongHeaderTakesNoMoreThanItsLength(String header) {
        assertTimeoutPreemptively(PATIENCE, () -> {
            wishes(List.of(header));
            ProblemHelp.words(header);
        });
    }

    /** All that is read out of a header, were it any of those that are. */
    private static List<Object> wishes(List<String> lines) {
        HttpHeaders conditions = new HttpHeaders();
        lines.forEach(line -> conditions.add(HttpHeaders.IF_NONE_MATCH, line));
        return List.of(
                Negotiation.choose(lines),
                DocumentResponses.isForRepository(lines),
                Negotiation.prefersPage(lines, List.of(DataCite.TYPE)),
                LanguagePreference.of(List.of(), lines),
                CompressionFilter.isGzipPreferred(lines),
                Preconditions.evaluate(conditions, TAG, MODIFIED),
                ByteRange.of(lines.get(0), null, TAG, 1_000),
                ByteRange.of("bytes=0-1", lines.get(0), TAG, 1_000));
    }

    private static List<String> header(long seed) {
        Random random = new Random(seed);
        List<String> lines = new ArrayList<>();
        for (int line = 1 + random.nextInt(10) / 9; line > 0; line--) {
            StringBuilder text = new StringBuilder();
            for (int piece = random.nextInt(8); piece >= 0; piece--) {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
                if (random.nextInt(4) == 0) {
                    text.append(", ");
                }
            }
            lines.add(text.toString());
        }
        return lines;
    }
}
