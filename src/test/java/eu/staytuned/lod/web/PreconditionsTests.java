package eu.staytuned.lod.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;

class PreconditionsTests {

    private static final Instant MODIFIED = Instant.parse("2026-11-22T12:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "If-None-Match: \"a\"                                                      | 304",
                "If-None-Match: W/\"a\"                                                    | 304",
                "If-None-Match: \"b\", \"a\"                                               | 304",
                "If-None-Match: \"b,\"a\"                                                  | 200",
                "If-None-Match: *                                                          | 304",
                "If-None-Match: \"b\"                                                      | 200",
                "If-None-Match: a                                                          | 200",
                "If-None-Match: \"A\"                                                      | 200",
                "If-Modified-Since: Sun, 22 Nov 2026 12:00:00 GMT                          | 304",
                "If-Modified-Since: Mon, 23 Nov 2026 12:00:00 GMT                          | 304",
                "If-Modified-Since: Sun, 22 Nov 2026 11:59:59 GMT                          | 200",
                "If-Modified-Since: yesterday                                              | 200",
                "If-None-Match: \"b\"; If-Modified-Since: Mon, 23 Nov 2026 12:00:00 GMT    | 200",
                "If-None-Match: \"a\"; If-Modified-Since: Sun, 22 Nov 2026 11:59:59 GMT    | 304",
                "If-Match: \"a\"                                                           | 200",
                "If-Match: *                                                               | 200",
                "If-Match: W/\"a\"                                                         | 412",
                "If-Match: \"b\"                                                           | 412",
                "If-Unmodified-Since: Sun, 22 Nov 2026 12:00:00 GMT                        | 200",
                "If-Unmodified-Since: Sun, 22 Nov 2026 11:59:59 GMT                        | 412",
                "If-Match: \"b\"; If-None-Match: \"a\"                                     | 412",
                "If-Match: \"a\"; If-Unmodified-Since: Sun, 22 Nov 2026 11:59:59 GMT       | 200",
                "If-Match: \"a\"; If-None-Match: \"a\"                                     | 304",
            })
    void conditionsAreWeighedInTheOrderOfTheStandard(String headers, int status) {
        HttpHeaders request = new HttpHeaders();
        for (String header : headers.split("; ")) {
            int colon = header.indexOf(": ");
            request.add(header.substring(0, colon), header.substring(colon + 2));
        }

        assertThat(Preconditions.evaluate(request, "\"a\"", MODIFIED)
                        .map(answer -> answer.value())
                        .orElse(200))
                .isEqualTo(status);
    }
}
