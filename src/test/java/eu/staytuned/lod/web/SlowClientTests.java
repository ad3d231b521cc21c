package eu.staytuned.lod.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** Clients that stop in the middle are left behind; nobody waits for them. */
@TestPropertySource(
        properties = {
            "server.tomcat.connection-timeout=2s",
            "server.tomcat.keep-alive-timeout=3s",
            "publication.slow.sending=3s",
            "publication.slow.reading=8s"
        })
@SpringBootTest(webEnvironment = WebEnvironment.DEFINED_PORT)
class SlowClientTests extends SmallSite {

    private static final int PORT = PublishedFixture.freePort();
    private static final int MANY = 50;
    private static final int PATIENCE_MS = 60_000;

    private final List<Socket> clients = new ArrayList<>();

    /** A server beside that of the other tests, which waits longer. */
    @DynamicPropertySource
    static void address(DynamicPropertyRegistry settings) {
        settings.add("server.port", () -> PORT);
    }

    @AfterEach
    void leave() throws IOException {
        for (Socket client : clients) {
            client.close();
        }
        clients.clear();
    }

    @Test
    void whoeverSendsHalfAHeadIsHungUpOn() throws IOException {
        begin("GET /doc/city/ghent.ttl HTTP/1.1\r\nHost: loc");
        begin("GET /doc");
        begin("");

        assertAllAreLeft();
    }

    @Test
    void whoeverSendsHalfABodyIsToldOrHungUpOn() throws IOException {
        begin(post("sparql", "application/x-www-form-urlencoded", "query=ASK"));
        begin(post("sparql", "application/sparql-query", "ASK {"));
        begin(post("reconcile", "application/x-www-form-urlencoded", "queries={"));
        begin("POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n3\r\nASK\r\n5\r\n{");

        assertAllAreLeft();
    }

    /** Each of their letters comes long before the server would call a connection silent. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /doc/city/ghent.ttl HTTP/1.1\r\nHost: localhost\r\nX-Long: ",
                "GET /search?q=",
                "POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n"
                        + "Content-Length: 100000\r\n\r\nASK { # ",
                "POST /reconcile HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                        + "Content-Length: 100000\r\n\r\nqueries=",
                "PUT /doc/city/ghent.ttl HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/turtle\r\n"
                        + "Content-Length: 100000\r\n\r\n",
                "GET /doc/city/ghent.ttl HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n18000\r\n"
            })
    void whoeverSendsLetterByLetterIsHungUpOn(String beginning) throws Exception {
        Socket client = begin(beginning);
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MS);
        boolean leftAlone = false;
        try {
            while (System.nanoTime() < until) {
                client.getOutputStream().write('a');
                Thread.sleep(100);
            }
        } catch (SocketException hungUp) {
            leftAlone = true;
        }
        assertThat(leftAlone).isTrue();
    }

    /** A slow line, on which a third of the server's buffer takes longer than a client may be silent. */
    @Test
    void whoeverReadsSlowlyAndSteadilyGetsAll() throws Exception {
        String query = "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 12000";
        Socket client = begin("GET /sparql?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8)
                + " HTTP/1.0\r\nHost: localhost\r\nAccept: application/sparql-results+json\r\n\r\n");
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        byte[] part = new byte[64 * 1024];
        for (int more = client.getInputStream().read(part);
                more >= 0;
                more = client.getInputStream().read(part)) {
            answer.write(part, 0, more);
            Thread.sleep(more / 400); // 400 KB a second
        }
        assertThat(answer.size()).isGreaterThan(4_000_000);
        assertThat(answer.toString(StandardCharsets.UTF_8).strip()).endsWith("}");
    }

    @Test
    void aConnectionOnWhichNothingMoreIsAskedIsEnded() throws IOException {
        assertThat(rest(begin("GET /doc/city/ghent.ttl HTTP/1.1\r\nHost: localhost\r\n\r\n")))
                .isEqualTo("200");
    }

    @Test
    void othersDoNotWaitForThem() throws IOException {
        for (int i = 0; i < MANY; i++) {
            begin("GET /doc/city/ghent HTTP/1.1\r\nHost: loc");
            begin(post("sparql", "application/sparql-query", "ASK {"));
        }

        assertThat(get("doc/city/ghent.html", "text/html").statusCode()).isEqualTo(200);
        assertThat(get("doc/city/ghent.ttl", "").statusCode()).isEqualTo(200);
        assertThat(get("sparql?query=ASK%7B%7D", "").statusCode()).isEqualTo(200);
        assertAllAreLeft();
    }

    /** The pause grows until it was long enough for the server to give up, however slow the machine is. */
    @Test
    void whoeverDoesNotReadDoesNotGetTheRest() throws Exception {
        String query = "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 100000";
        String ask = "GET /sparql?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8)
                + " HTTP/1.1\r\n"
                + "Host: localhost\r\n"
                + "Accept: application/sparql-results+json\r\n"
                + "Connection: close\r\n\r\n";
        long whole = length(begin(ask));
        assertThat(whole).isGreaterThan(10_000_000);

        long got = whole;
        for (int pause = 4_000; got >= whole && pause < PATIENCE_MS; pause *= 2) {
            Socket client = begin(ask);
            assertThat(client.getInputStream().read()).isEqualTo('H');
            Thread.sleep(pause);
            got = 1 + length(client);
        }

        assertThat(got).isLessThan(whole);
        assertThat(get("sparql?query=ASK%7B%7D", "").statusCode()).isEqualTo(200);
    }

    private void assertAllAreLeft() throws IOException {
        for (Socket client : clients) {
            assertThat(rest(client)).isIn("", "400", "408");
        }
    }

    private static String post(String path, String type, String begun) {
        return "POST /" + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + type
                + "\r\nContent-Length: 1000\r\n\r\n" + begun;
    }

    /** A client that sends this, and then nothing. */
    private Socket begin(String text) throws IOException {
        Socket client = new Socket();
        clients.add(client);
        client.setReceiveBufferSize(16 * 1024);
        client.setSoTimeout(PATIENCE_MS);
        client.connect(new InetSocketAddress("localhost", PORT));
        client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        client.getOutputStream().flush();
        return client;
    }

    /** The status of what comes until the server hangs up; empty where nothing comes. */
    private static String rest(Socket client) throws IOException {
        StringBuilder head = new StringBuilder();
        try {
            InputStream in = client.getInputStream();
            for (int letter = in.read(); letter >= 0; letter = in.read()) {
                head.append((char) letter);
            }
        } catch (SocketException hungUp) {
            // as abruptly as may be
        }
        return head.toString().replaceFirst("(?s)^HTTP/1\\.1 (\\d{3}).*", "$1");
    }

    private static long length(Socket client) throws IOException {
        long length = 0;
        try {
            byte[] part = new byte[1 << 16];
            InputStream in = client.getInputStream();
            for (int more = in.read(part); more >= 0; more = in.read(part)) {
                length += more;
            }
        } catch (SocketException hungUp) {
            return length;
        }
        return length;
    }
}
