package eu.staytuned.lod.catalog;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The site as its visitors get it: requests and answers, with no network between. */
public interface OwnSite {

    /**
     * Asks for an address of ours.
     *
     * @param address below the base, without leading slash, escaped as in a URI, with its query
     * @param headers by name
     */
    Reply ask(String method, String address, Map<String, String> headers);

    /**
     * What comes back.
     *
     * @param headers values by name, names in lower case
     * @param length how long the body is said to be; −1 where that is not said
     * @param body empty for HEAD
     */
    record Reply(int status, Map<String, List<String>> headers, long length, byte[] body) {

        public boolean isSuccess() {
            return status >= 200 && status < 300;
        }

        public Optional<String> header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                    .findFirst();
        }

        /** When what is there was changed last, as the header says. */
        public Optional<Instant> changed() {
            try {
                return header("last-modified")
                        .map(time -> Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(time)));
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }
}
