package eu.staytuned.lod.sparql;

import static eu.staytuned.lod.sparql.SparqlServer.await;
import static eu.staytuned.lod.sparql.SparqlServer.within;
import static org.assertj.core.api.Assertions.assertThat;

import eu.staytuned.lod.store.Store;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A client that leaves ends its query, and only its own; one that stays is never cut. */
@SpringBootTest(
        classes = SparqlServer.Parts.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "publication.base-uri=" + PublishedFixture.BASE,
            "management.server.port=0",
            "publication.sparql.concurrent-queries=2",
            "publication.sparql.waiting-queries=4",
            "publication.sparql.waiting-time=25s",
            "server.tomcat.max-keep-alive-requests=-1"
        })
class ClientLeavingTests {

    /** How long a query may go on after its client has left. */
    private static final Duration AT_MOST = Duration.ofSeconds(10);

    /** Ends only at the time limit, which is thirty seconds. */
    private static final String ENDLESS = "SELECT (COUNT(*) AS ?count) " + SparqlServer.ENDLESS;

    /** Goes on for longer than it takes to look at its client more than once, and has an answer then. */
    private static final String SLOW = "SELECT (COUNT(*) AS ?count) { " + values("a") + values("b") + values("c")
            + values("d") + "FILTER(STRLEN(CONCAT(?a, ?b, ?c, ?d)) > 0) }";

    private static final String SLOW_ANSWER = "count\r\n3111696\r\n";

    @TempDir
    static Path dataDir;

    @LocalServerPort
    int port;

    @Autowired
    Store store;

    @Autowired
    QueryPlaces places;

    @Autowired
    ClientWatch watch;

    @Autowired
    MeterRegistry metrics;

    private final List<Socket> clients = new ArrayList<>();

    @DynamicPropertySource
    static void folder(DynamicPropertyRegistry registry) {
        registry.add("publication.data-dir", dataDir::toString);
    }

    private static String values(String variable) {
        StringBuilder values = new StringBuilder("VALUES ?" + variable + " {");
        for (int i = 0; i < 42; i++) {
            values.append(" '").append(i).append('\'');
        }
        return values.append(" } ").toString();
    }

    @BeforeEach
    void publish() {
        PublishedFixture.publish(store);
    }

    @AfterEach
    void everybodyLeaves() throws IOException {
        for (Socket client : clients) {
            client.close();
        }
        await(() -> places.taken() == 0 && places.waiting() == 0);
        await(() -> watch.watched() == 0);
    }

    /** How a query comes. */
    enum Way {
        GET {
            @Override
            String request(String query) {
                return "GET /sparql?query=" + SparqlServer.encoded(query) + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
            }
        },
        HEAD {
            @Override
            String request(String query) {
                return "HEAD /sparql?query=" + SparqlServer.encoded(query) + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
            }
        },
        FORM {
            @Override
            String request(String query) {
                return post("application/x-www-form-urlencoded", "query=" + SparqlServer.encoded(query));
            }
        },
        DIRECT {
            @Override
            String request(String query) {
                return post("application/sparql-query", query);
            }
        },
        IN_PIECES {
            @Override
            String request(String query) {
                return "POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n"
                        + "Transfer-Encoding: chunked\r\n\r\n"
                        + Integer.toHexString(query.length()) + "\r\n" + query + "\r\n0\r\n\r\n";
            }
        },
        /** With a body, which means nothing and which nobody reads. */
        GET_WITH_BODY {
            @Override
            String request(String query) {
                return GET.request(query).replace("\r\n\r\n", "\r\nContent-Length: 5\r\n\r\nhello");
            }
        };

        abstract String request(String query);

        private static String post(String type, String body) {
            return "POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + type + "\r\nContent-Length: "
                    + body.length() + "\r\n\r\n" + body;
        }
    }

    @ParameterizedTest
    @EnumSource(value = Way.class, names = "GET_WITH_BODY", mode = EnumSource.Mode.EXCLUDE)
    void whoeverLeavesEndsTheQuery(Way way) throws IOException {
        double before = endedByClients();
        Socket client = connect(way.request(ENDLESS));
        await(() -> places.taken() == 1);
        assertThat(metrics.get("publication.queries.running").gauge().value()).isEqualTo(1);
        pause();
        client.close();
        within(AT_MOST, () -> places.taken() == 0);
        assertThat(metrics.get("publication.queries.running").gauge().value()).isZero();
        within(AT_MOST, () -> endedByClients() == before + 1);
    }

    @Test
    void whoeverBreaksTheConnectionEndsTheQuery() throws IOException {
        Socket client = connect(Way.GET.request(ENDLESS));
        await(() -> places.taken() == 1);
        client.setSoLinger(true, 0);
        client.close();
        within(AT_MOST, () -> places.taken() == 0);
    }

    @Test
    void whoeverLeavesAtOnceEndsTheQuery() throws IOException {
        connect(Way.GET.request(ENDLESS)).close();
        await(() -> places.taken() == 1);
        within(AT_MOST, () -> places.taken() == 0);
    }

    @Test
    void whoeverLeavesTheQueueLeavesItToOthers() throws IOException {
        Socket first = connect(Way.GET.request(ENDLESS));
        Socket second = connect(Way.GET.request(ENDLESS));
        await(() -> places.taken() == 2);
        Socket waiting = connect(Way.FORM.request(ENDLESS));
        await(() -> places.waiting() == 1);
        Socket patient = connect(Way.GET.request("ASK {}"));
        await(() -> places.waiting() == 2);
        assertThat(metrics.get("publication.queries.waiting").gauge().value()).isEqualTo(2);
        waiting.close();
        within(AT_MOST, () -> places.waiting() == 1);
        assertThat(places.taken()).isEqualTo(2);
        first.close();
        assertThat(answer(patient).status()).isEqualTo(200);
        second.close();
        within(AT_MOST, () -> places.taken() == 0);
    }

    @Test
    void aClientThatClosesItsOwnDirectionIsToldWhyItGetsNoAnswer() throws IOException {
        Socket client = connect(Way.GET.request(ENDLESS));
        await(() -> places.taken() == 1);
        client.shutdownOutput();
        within(AT_MOST, () -> places.taken() == 0);
        Answer answer = answer(client);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("You have left", "Keep it open");
        assertThat(client.getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void aQuickAnswerReachesAClientThatHasClosedItsOwnDirection() throws IOException {
        Socket client = connect(Way.GET.request("ASK {}"));
        client.shutdownOutput();
        assertThat(answer(client).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(value = Way.class, names = "HEAD", mode = EnumSource.Mode.EXCLUDE)
    void aClientThatStaysIsNotCutHoweverOftenWeLook(Way way) throws IOException {
        Instant start = Instant.now();
        Socket client = connect(csv(way.request(SLOW)));
        Answer answer = answer(client);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(SLOW_ANSWER);
        // Else this test would show nothing.
        assertThat(Duration.between(start, Instant.now())).isGreaterThan(ClientWatch.INTERVAL.multipliedBy(2));
        send(client, csv(way.request("SELECT (1 AS ?one) {}")));
        assertThat(answer(client).body()).isEqualTo("one\r\n1\r\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 700})
    void theNextRequestsMayComeWhileTheFirstIsAnswered(int later) throws Exception {
        Socket client = connect(csv(Way.GET.request(SLOW)) + (later == 0 ? two() : ""));
        if (later > 0) {
            Thread.sleep(later);
            // In pieces, so that the connection is looked at between them.
            String requests = two();
            send(client, requests.substring(0, 30));
            Thread.sleep(300);
            send(client, requests.substring(30));
        }
        assertThat(answer(client).body()).isEqualTo(SLOW_ANSWER);
        assertThat(answer(client).body()).isEqualTo("two\r\n2\r\n");
        assertThat(answer(client).body()).isEqualTo("three\r\n" + "3".repeat(20_000) + "\r\n");
    }

    private static String two() {
        // The second is larger than what the server reads at once.
        return csv(Way.GET.request("SELECT (2 AS ?two) {}"))
                + csv(Way.DIRECT.request("SELECT ('" + "3".repeat(20_000) + "' AS ?three) {}"));
    }

    @Test
    void aThousandQueriesOnOneConnectionAreAnswered() throws IOException {
        Socket client = connect("");
        for (int i = 0; i < 1_000; i++) {
            Way way = Way.values()[i % Way.values().length];
            if (way == Way.HEAD) {
                way = Way.GET;
            }
            send(client, csv(way.request("SELECT (" + i + " AS ?number) {}")));
            assertThat(answer(client).body()).isEqualTo("number\r\n" + i + "\r\n");
        }
    }

    @Test
    void twoHundredClientsThatComeAndGoLeaveNothingBehind() throws IOException {
        for (int i = 0; i < 200; i++) {
            Way way = Way.values()[i % Way.values().length];
            Socket client = connect(way.request(i % 3 == 0 ? ENDLESS : "SELECT * { ?s ?p ?o }"));
            if (i % 2 == 0) {
                client.setSoLinger(true, 0);
            }
            client.close();
        }
        // Some may have come so late that they are noticed only at the next look.
        await(() -> places.taken() == 0 && places.waiting() == 0);
        Socket client = connect(csv(Way.GET.request("SELECT (1 AS ?one) {}")));
        assertThat(answer(client).body()).isEqualTo("one\r\n1\r\n");
        await(() -> watch.watched() == 0);
        Path answers = dataDir.resolve("answers");
        if (Files.exists(answers)) {
            try (var files = Files.list(answers)) {
                assertThat(files).isEmpty();
            }
        }
    }

    private double endedByClients() {
        return metrics.get("publication.queries.ended")
                .tag("by", "client")
                .functionCounter()
                .count();
    }

    private static String csv(String request) {
        return request.replaceFirst("\r\n", "\r\nAccept: text/csv\r\n");
    }

    private Socket connect(String request) throws IOException {
        Socket client = new Socket("localhost", port);
        client.setSoTimeout(40_000);
        client.setTcpNoDelay(true);
        clients.add(client);
        send(client, request);
        return client;
    }

    private static void send(Socket client, String request) throws IOException {
        OutputStream out = client.getOutputStream();
        out.write(request.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private record Answer(int status, String body) {}

    /** The next answer on a connection, which tells how long it is. */
    private static Answer answer(Socket client) throws IOException {
        InputStream in = client.getInputStream();
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
            int next = in.read();
            assertThat(next).as("end after " + head).isNotEqualTo(-1);
            head.write(next);
        }
        String headers = head.toString(StandardCharsets.US_ASCII);
        int length = headers.lines()
                .map(line -> line.toLowerCase(Locale.ROOT))
                .filter(line -> line.startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No length: " + headers));
        return new Answer(
                Integer.parseInt(headers.substring(9, 12)), new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }

    /** Long enough that the client has been looked at while it was there. */
    private static void pause() {
        try {
            Thread.sleep(ClientWatch.INTERVAL.multipliedBy(2).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
