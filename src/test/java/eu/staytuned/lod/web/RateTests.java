package eu.staytuned.lod.web;

import static org.assertj.core.api.Assertions.assertThat;

import eu.staytuned.lod.limits.Cost;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** A client that asks too much is told so, and how to go on; others do not notice. */
@TestPropertySource(
        properties = {
            "publication.rate.units=100",
            "publication.rate.time=1h",
            "publication.rate.page=10",
            "publication.rate.query=40",
            "publication.rate.batch=20",
            "publication.rate.dump=50",
            "publication.rate.exempt=",
            "publication.rate.proxies=127.0.0.1, ::1"
        })
@SpringBootTest(webEnvironment = WebEnvironment.DEFINED_PORT)
class RateTests extends SmallSite {

    private static final Pattern FIELD = Pattern.compile("\"default\";r=(\\d+);t=(\\d+)");
    private static final int PORT = PublishedFixture.freePort();

    /** A server beside that of the other tests, which is shipped with other limits. */
    @DynamicPropertySource
    static void address(DynamicPropertyRegistry settings) {
        settings.add("server.port", () -> PORT);
    }

    @Test
    void whatIsLeftIsSaidUntilNothingIs() {
        HttpResponse<String> first = ask("198.51.100.1", "doc/city/ghent.ttl");
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.headers().firstValue("RateLimit-Policy")).hasValue("\"default\";q=100;w=3600");
        assertThat(remaining(first)).isBetween(90, 91);
        HttpResponse<String> last = first;
        for (int i = 0; i < 20 && last.statusCode() == 200; i++) {
            // Another each time: what was answered before costs next to nothing.
            last = ask("198.51.100.1", "sparql?query=SELECT(" + i + "%20AS%20%3Fx)%7B%7D");
        }

        assertThat(last.statusCode()).isEqualTo(429);
        assertThat(last.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(last.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(last.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
        assertThat(last.headers().firstValue("Access-Control-Expose-Headers").orElse(""))
                .contains("RateLimit", "Retry-After");
        assertThat(last.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        long retry = Long.parseLong(last.headers().firstValue("Retry-After").orElseThrow());
        assertThat(retry).isBetween(1L, 3600L);
        assertThat(retry).isGreaterThanOrEqualTo(reset(last));
        assertThat(last.body())
                .contains("\"type\":\"https://iana.org/assignments/http-problem-types#quota-exceeded\"")
                .contains("\"status\":429")
                .contains("\"violated-policies\":[\"default\"]");

        // Somebody else notices nothing; not even another client of the same proxy.
        assertThat(ask("198.51.100.2", "sparql?query=ASK%7B%7D").statusCode()).isEqualTo(200);
    }

    @Test
    void peopleGetAPageInTheirLanguage() {
        HttpResponse<String> page = exhaust("2001:db8:5::1", "Accept", "text/html", "Accept-Language", "nl");
        assertThat(page.body()).contains("<h1>Te veel vragen tegelijk</h1>", "<html lang=\"nl\"");
        assertThat(page.headers().firstValue("Content-Security-Policy")).isPresent();
        assertThat(page.headers().firstValue("Retry-After")).isPresent();

        // The same household under another address, and what is in memory.
        assertThat(ask("2001:db8:5:0:1234::7", "doc/city/ghent.ttl").statusCode())
                .isEqualTo(429);
        assertThat(ask("2001:db8:5:1::1", "doc/city/ghent.ttl").statusCode()).isEqualTo(200);
    }

    @Test
    void whatIsInMemoryIsNoWayAroundTheLimit() {
        for (int i = 0; i < 3; i++) {
            assertThat(ask("198.51.100.3", "doc/country/belgium.ttl").statusCode())
                    .isEqualTo(200);
        }
        exhaust("198.51.100.3");
        HttpResponse<String> known = ask("198.51.100.3", "doc/country/belgium.ttl");
        assertThat(known.statusCode()).isEqualTo(429);
        assertThat(known.headers().firstValue("ETag")).isEmpty();
    }

    @Test
    void nobodyChoosesForWhomItCounts() {
        exhaust("198.51.100.4");
        assertThat(ask("203.0.113.1, 198.51.100.4", "style.css").statusCode()).isEqualTo(429);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /, , PAGE",
        "GET, /doc/city/ghent, page=2, PAGE",
        "GET, /style.css, v=1, KEPT",
        "OPTIONS, /sparql, query=x, KEPT",
        "GET, /sparql, , PAGE",
        "GET, /sparql, format=csv&query=ASK, QUERY",
        "POST, /sparql, , QUERY",
        "GET, //sparql, query=ASK, QUERY",
        "GET, /sparql.js, v=1, KEPT",
        "GET, /queries, , PAGE",
        "GET, /queries/rates.csv, , QUERY",
        "POST, /q, , QUERY",
        "GET, /reconcile, , PAGE",
        "GET, /reconcile, queries=x, BATCH",
        "POST, /reconcile/nl, , BATCH",
        "POST, /resolve, , BATCH",
        "GET, /resolve, uri=x, PAGE",
        "GET, /dumps, , PAGE",
        "GET, /dumps/7, , PAGE",
        "GET, /dumps/7/stay-tuned.nq.gz, , DUMP",
        "HEAD, /dumps/7/stay-tuned.nq.gz, , PAGE"
    })
    void dearerThingsCostMore(String method, String path, String query, Cost cost) {
        assertThat(Costs.of(method, path, query)).isEqualTo(cost);
    }

    private HttpResponse<String> ask(String client, String path, String... headers) {
        String[] all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 2, headers.length);
        all[0] = "X-Forwarded-For";
        all[1] = client;
        return send("GET", path, all);
    }

    /** Asks until there is nothing left for anything. */
    private HttpResponse<String> exhaust(String client, String... headers) {
        HttpResponse<String> last = ask(client, "style.css", headers);
        for (int i = 0; i < 200 && last.statusCode() != 429; i++) {
            last = ask(client, remaining(last) > 40 ? "sparql?query=ASK%7B%7D" : "style.css", headers);
        }
        assertThat(last.statusCode()).isEqualTo(429);
        return last;
    }

    private static int remaining(HttpResponse<String> answer) {
        return Integer.parseInt(field(answer).group(1));
    }

    private static int reset(HttpResponse<String> answer) {
        return Integer.parseInt(field(answer).group(2));
    }

    private static Matcher field(HttpResponse<String> answer) {
        Matcher field = FIELD.matcher(answer.headers().firstValue("RateLimit").orElse(""));
        assertThat(field.matches()).isTrue();
        return field;
    }
}
