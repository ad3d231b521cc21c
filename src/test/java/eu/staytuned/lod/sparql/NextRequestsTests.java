package eu.staytuned.lod.sparql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever asks again at once is answered by the thread that answered before; all others as ever. */
class NextRequestsTests {

    private static final int THREADS = 8;

    @TempDir
    Path folder;

    private final Tomcat server = new Tomcat();
    private final PresenceProtocol protocol = new PresenceProtocol();
    private final List<Client> clients = new ArrayList<>();
    private final CountDownLatch slow = new CountDownLatch(1);

    @BeforeEach
    void start() throws Exception {
        protocol.setMaxThreads(THREADS);
        protocol.setMinSpareThreads(THREADS);
        protocol.setMaxKeepAliveRequests(-1);
        Connector connector = new Connector(protocol);
        connector.setPort(0);
        server.setBaseDir(folder.toString());
        server.setConnector(connector);
        Context context = server.addContext("", folder.toString());
        Tomcat.addServlet(context, "echo", new Echo());
        context.addServletMappingDecoded("/*", "echo");
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        slow.countDown();
        for (Client client : clients) {
            client.socket.close();
        }
        server.stop();
        server.destroy();
    }

    /** Says the path it was asked for and the thread that was asked. */
    private final class Echo extends HttpServlet {

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            if (request.getRequestURI().equals("/slow")) {
                try {
                    slow.await(60, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
            String text = request.getRequestURI() + " " + Thread.currentThread().getName();
            response.setContentLength(text.length());
            response.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        }
    }

    private final class Client {

        private final Socket socket;
        private final BufferedReader in;

        Client() throws IOException {
            socket = new Socket("localhost", server.getConnector().getLocalPort());
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(60_000);
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            clients.add(this);
        }

        void send(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        }

        void ask(String path) throws IOException {
            send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
        }

        /** Path and thread. */
        String[] answer() throws IOException {
            int length = -1;
            for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
                if (line.startsWith("Content-Length: ")) {
                    length = Integer.parseInt(line.substring("Content-Length: ".length()));
                }
            }
            char[] text = new char[length];
            for (int read = 0; read < length; ) {
                read += in.read(text, read, length - read);
            }
            return new String(text).split(" ");
        }
    }

    @Test
    void oneAfterTheOtherIsAnsweredInItsTurn() throws IOException {
        Client client = new Client();
        for (int i = 0; i < 500; i++) {
            client.ask("/" + i);
            assertThat(client.answer()[0]).isEqualTo("/" + i);
        }
    }

    @Test
    void whoeverTakesLongerIsAnsweredToo() throws Exception {
        Client client = new Client();
        for (int pause : new int[] {0, 1, 3, 4, 5, 10, 50}) {
            client.ask("/" + pause);
            assertThat(client.answer()[0]).isEqualTo("/" + pause);
            Thread.sleep(pause);
        }
    }

    @Test
    void headsThatComeInPartsAreReadWhole() throws Exception {
        Client client = new Client();
        client.ask("/first");
        client.answer();
        client.send("GET /sec");
        Thread.sleep(20);
        client.send("ond HTTP/1.1\r\nHost: local");
        Thread.sleep(20);
        client.send("host\r\n\r\nGET /third HTTP/1.1\r\nHost: localhost\r\n\r\nGET /fou");
        client.send("rth HTTP/1.1\r\nHost: localhost\r\n\r\n");

        assertThat(client.answer()[0]).isEqualTo("/second");
        assertThat(client.answer()[0]).isEqualTo("/third");
        assertThat(client.answer()[0]).isEqualTo("/fourth");
    }

    /** More than there are threads, and two of them are held up all the while. */
    @Test
    void manyAreAnsweredWhileSomeWait() throws IOException {
        for (int i = 0; i < 2; i++) {
            new Client().ask("/slow");
        }
        List<Client> many = new ArrayList<>();
        for (int i = 0; i < 8 * THREADS; i++) {
            many.add(new Client());
        }
        for (int round = 0; round < 20; round++) {
            for (Client client : many) {
                client.ask("/" + round);
            }
            for (Client client : many) {
                assertThat(client.answer()[0]).isEqualTo("/" + round);
            }
        }
    }

    @Test
    void nobodyWaitsForWhoeverLeft() throws Exception {
        for (int i = 0; i < 3 * THREADS; i++) {
            Client client = new Client();
            client.ask("/1");
            client.answer();
            client.ask("/2");
            client.answer();
            client.socket.close();
        }
        await().atMost(30, TimeUnit.SECONDS).until(() -> protocol.next().waiting() == 0);
        await().atMost(30, TimeUnit.SECONDS)
                .until(() -> protocol.getConnectionCount() <= 1); // the one it would take next

        Client client = new Client();
        client.ask("/after");
        assertThat(client.answer()[0]).isEqualTo("/after");
    }

    @Test
    void aStopWaitsForNobodyWhoAsksOnAndOn() throws Exception {
        List<Thread> askers = IntStream.range(0, 4)
                .mapToObj(i -> new Thread(() -> {
                    try {
                        Client client = new Client();
                        while (true) {
                            client.ask("/again");
                            client.answer();
                        }
                    } catch (IOException | RuntimeException stopped) {
                        // as it should be
                    }
                }))
                .toList();
        askers.forEach(Thread::start);
        await().atMost(30, TimeUnit.SECONDS).until(() -> protocol.next().waiting() > 0);

        server.getConnector().pause();
        server.stop();

        for (Thread asker : askers) {
            asker.join(30_000);
            assertThat(asker.isAlive()).isFalse();
        }
    }
}
