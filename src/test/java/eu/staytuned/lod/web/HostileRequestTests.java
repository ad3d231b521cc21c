package eu.staytuned.lod.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests that no friend would send get a clean answer, and learn nothing about the inside. */
class HostileRequestTests extends SiteTest {

    private static final int HUNG_UP = 0;
    private static final String HOST = "Host: localhost";

    static Stream<Arguments> requests() {
        String deep = "/a".repeat(5_000);
        return Stream.of(
                // Where they lead out of the tree
                request("GET /id/../../etc/passwd HTTP/1.1", 400, 404),
                request("GET /..%2f..%2fetc/passwd HTTP/1.1", 400, 404),
                request("GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1", 400, 404),
                request("GET /id/city/..%2f..%2fapplication.yaml HTTP/1.1", 400, 404),
                request("GET /style.css/../application.yaml HTTP/1.1", 400, 404),
                request("GET /id/city/%252e%252e/ghent HTTP/1.1", 404),
                request("GET /WEB-INF/web.xml HTTP/1.1", 404),
                request("GET /application.yaml HTTP/1.1", 404),
                request("GET /templates/layout.html HTTP/1.1", 404),
                request("GET /actuator/env HTTP/1.1", 404),
                // Letters that no address has
                request("GET /id/city/%00 HTTP/1.1", 400),
                request("GET /id/city/ghent%00.ttl HTTP/1.1", 400),
                request("GET /id/city/% HTTP/1.1", 400),
                request("GET /id/city/%zz HTTP/1.1", 400),
                request("GET /id/city/%C3%28 HTTP/1.1", 400, 404),
                request("GET /id/city/%ED%A0%80 HTTP/1.1", 400, 404),
                request("GET /id/city/<script> HTTP/1.1", 400),
                request("GET /id/city/%3Cscript%3Ealert(1)%3C/script%3E HTTP/1.1", 404),
                request("GET /id/city/\"onload=\" HTTP/1.1", 400),
                request("GET /id/city/G\u00c3\u00b6teborg HTTP/1.1", 400),
                request("GET /id/city/[ HTTP/1.1", 400, 404),
                request("GET /id/city/| HTTP/1.1", 400),
                request("GET /id/city/%5C..%5C HTTP/1.1", 404),
                request("GET /id/city/%E2%80%AEtnehg HTTP/1.1", 404),
                // Places where one would like to put a header
                request("GET /id/city/ghent?lang=nl%0d%0aSet-Cookie:%20a=b HTTP/1.1", 303),
                request("GET /id/City/Ghent?x=%0d%0aSet-Cookie:%20a=b HTTP/1.1", 301),
                request("GET /id/city/ghent%0d%0aSet-Cookie:%20a=b HTTP/1.1", 404),
                request("GET /id/city/ghent?lang=<script> HTTP/1.1", 400),
                // Other ways to say where
                request("GET //evil.example/ HTTP/1.1", 404),
                request("GET ///evil.example/%2F.. HTTP/1.1", 400, 404),
                request("GET /%2F%2Fevil.example/ HTTP/1.1", 404),
                request("GET http://evil.example/id/city/ghent HTTP/1.1", 303, 400),
                request("GET /id/city/ghent HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: evil.example", 303),
                request("GET /id/City/Ghent HTTP/1.1\r\nHost: evil.example", 301),
                request("GET /id/city/ghent HTTP/1.1\r\nHost: a\r\nHost: b", 400),
                request("GET /id/city/ghent;a=b;jsessionid=1/x HTTP/1.1", 404),
                request("GET * HTTP/1.1", 400),
                request("GET id/city/ghent HTTP/1.1", 400),
                // Too much
                request("GET " + deep + " HTTP/1.1", 404),
                request("GET /id/" + "x".repeat(9_000) + " HTTP/1.1", 404),
                request("GET /id/" + "x".repeat(200_000) + " HTTP/1.1", 400, 414, 431),
                request("GET / HTTP/1.1\r\nX: " + "x".repeat(200_000), 400, 431),
                request("GET /id/city/ghent HTTP/1.1\r\nAccept: " + "a/b,".repeat(10_000), 406),
                request("GET /id/city/ghent HTTP/1.1\r\nAccept: " + "*/*;".repeat(10_000), 303, 406),
                request("GET /doc/city/ghent.html HTTP/1.1\r\nAccept-Language: " + "nl-".repeat(9_000), 200),
                request("GET /doc/city/ghent.html HTTP/1.1\r\nAccept-Language: \"><script>, */;q=9", 200),
                request("GET /doc/city/ghent.ttl HTTP/1.1\r\nIf-None-Match: " + "\"x\",".repeat(9_000), 200),
                request("GET /doc/city/ghent.ttl HTTP/1.1\r\nIf-Modified-Since: 99999999999999999999", 200),
                request("GET /doc/city/ghent.ttl HTTP/1.1\r\nRange: bytes=0-1,5-9,-9999999999999", 200),
                request("GET /doc/city/ghent?page=" + "9".repeat(5_000) + " HTTP/1.1", 400),
                request("GET /doc/city/ghent?page=-1&page=2 HTTP/1.1", 400),
                // Parameters that cannot be read
                request("GET /search?q=%FF HTTP/1.1", 400),
                request("GET /search?q=%FF HTTP/1.1\r\nAccept: text/html", 400),
                request("GET /search/suggestions?q=%C3%28 HTTP/1.1", 400),
                request("GET /compare?city=%FF HTTP/1.1\r\nAccept: text/html", 400),
                request("GET /explore?category=%ZZ HTTP/1.1\r\nAccept: text/html", 400),
                request("GET /doc/city/ghent.html?lang=%FF HTTP/1.1", 400, 200),
                request("GET /doc/city?page=%FF HTTP/1.1\r\nAccept: text/html", 400),
                request("GET /search?q=%00&kind=%0d%0aX:%20y HTTP/1.1\r\nAccept: text/html", 200, 400),
                // No method or protocol of ours
                request("TRACE / HTTP/1.1", 405),
                request("CONNECT / HTTP/1.1", 400, 405),
                request("G<T / HTTP/1.1", 400),
                request("GET / HTTP/9.9", 400),
                request("GET /\r\n", 400, HUNG_UP),
                request("\u0016\u0003\u0001\u0002", 400, HUNG_UP));
    }

    private static Arguments request(String head, int... statuses) {
        return Arguments.of(head, statuses);
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("requests")
    void aCleanAnswerThatTellsNothingAboutTheInside(String head, int[] statuses) throws IOException {
        String answer = exchange(head.contains("Host:") ? head : head + "\r\n" + HOST);

        // What is no HTTP at all may be hung up on.
        int status = answer.startsWith("HTTP/1.1 ")
                ? Integer.parseInt(answer.substring("HTTP/1.1 ".length(), "HTTP/1.1 ".length() + 3))
                : HUNG_UP;
        assertThat(statuses).as(answer).contains(status);
        assertThat(answer)
                .doesNotContainIgnoringCase("exception")
                .doesNotContainIgnoringCase("tomcat")
                .doesNotContainIgnoringCase("apache")
                .doesNotContain("Whitelabel", "java.", "jakarta.", "at org.", "evil.example/id", "<script>alert")
                .doesNotContain("\nSet-Cookie", "\nServer:");
        if (status >= 400 && answer.contains("\r\n\r\n") && !answer.endsWith("\r\n\r\n")) {
            assertThat(answer).containsAnyOf("application/problem+json", "text/html;charset=utf-8");
        }
    }

    @Test
    void linksAndRedirectsAreMadeOfTheBaseAndNeverOfTheHost() throws IOException {
        assertThat(exchange("GET /id/city/ghent HTTP/1.1\r\nHost: evil.example\r\nAccept: text/turtle"))
                .contains("Location: " + base() + "doc/city/ghent.ttl")
                .doesNotContain("evil.example");
    }

    @Test
    void aBrokenRequestOfABrowserGetsAPage() throws IOException {
        assertThat(exchange("GET /id/city/%zz HTTP/1.1\r\nHost: localhost\r\nAccept: text/html"))
                .contains("text/html;charset=utf-8", "<title>Bad Request</title>", "Content-Security-Policy");
    }

    private String exchange(String head) throws IOException {
        try (Socket socket = new Socket("localhost", URI.create(base()).getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write((head + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
