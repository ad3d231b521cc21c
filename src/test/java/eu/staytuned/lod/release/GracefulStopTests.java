package eu.staytuned.lod.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Told to end, the service first says so to whoever watches it, then finishes the answers it has begun, then ends. */
class GracefulStopTests {

    private static final String NOTE = "http://www.w3.org/2004/02/skos/core#changeNote";
    private static final String DUMP = "dumps/1/stay-tuned.nq.gz";
    private static final int TEXTS = 8;
    private static final int LENGTH = 1_000_000;

    @TempDir
    Path folder;

    @Test
    void answersThatAreBegunAreFinishedAndBalancersAreTold() throws IOException {
        Sources sources = Sources.small(folder);
        sources.write("rdf-data/long.nt", longTexts());
        try (SeparateService service =
                SeparateService.start(sources, "--publication.leave-time=3s").awaitReady()) {
            while (service.get(DUMP, "Range", "bytes=0-0").statusCode() == 503) {
                SeparateService.pause(100);
            }
            answersAreFinished(service);
        }
    }

    private static void answersAreFinished(SeparateService service) throws IOException {
        String query = "SELECT ?note { ?s <" + NOTE + "> ?note }";
        try (SlowReader download = new SlowReader(service, DUMP);
                SlowReader rows = new SlowReader(
                        service, "sparql?format=csv&query=" + URLEncoder.encode(query, StandardCharsets.UTF_8))) {
            assertThat(service.management("health/readiness").statusCode()).isEqualTo(200);

            service.terminate();
            service.awaitLog("No longer ready");
            assertThat(service.management("health/readiness").statusCode()).isEqualTo(503);
            assertThat(service.get("doc/city/ghent").statusCode())
                    .as("while balancers look elsewhere")
                    .isEqualTo(200);
            service.awaitLog("Commencing graceful shutdown");

            assertThat(rows.rest()).hasSizeGreaterThan(TEXTS * LENGTH);
            assertThat(download.rest()).hasSize(download.length());
            assertThat(service.awaitEnd()).as("SIGTERM").isEqualTo(128 + 15);
            assertThat(service.log()).contains("Graceful shutdown complete").doesNotContain("ERROR", "Exception");
        }
    }

    /** Texts that cannot be compressed, so that no buffer between two processes takes them whole. */
    private static String longTexts() {
        Random random = new Random(8);
        StringBuilder texts = new StringBuilder();
        for (int i = 0; i < TEXTS; i++) {
            byte[] bytes = new byte[LENGTH * 3 / 4];
            random.nextBytes(bytes);
            texts.append("<https://w3id.org/stay-tuned/graph/long> <" + NOTE + "> \"")
                    .append(Base64.getEncoder().encodeToString(bytes))
                    .append("\" .\n");
        }
        return texts.toString();
    }

    /** Has asked for something, read the head of the answer, and takes its time with the rest. */
    private static final class SlowReader implements AutoCloseable {

        private final Socket socket = new Socket();
        private final InputStream in;
        private final String head;

        SlowReader(SeparateService service, String path) throws IOException {
            socket.setReceiveBufferSize(8 * 1024);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), service.port()));
            socket.getOutputStream()
                    .write(("GET /" + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            in = new BufferedInputStream(socket.getInputStream(), 1024);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            while (!bytes.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
                int next = in.read();
                if (next < 0) {
                    throw new IOException("No answer to " + path + ": " + bytes);
                }
                bytes.write(next);
            }
            head = bytes.toString(StandardCharsets.US_ASCII);
            assertThat(head).startsWith("HTTP/1.1 200");
        }

        /** What the head says about the length of the rest. */
        int length() {
            return Integer.parseInt(head.lines()
                    .filter(line -> line.startsWith("Content-Length: "))
                    .findFirst()
                    .orElseThrow()
                    .substring("Content-Length: ".length()));
        }

        byte[] rest() throws IOException {
            return in.readAllBytes();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
