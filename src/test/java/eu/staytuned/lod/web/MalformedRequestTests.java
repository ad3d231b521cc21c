package eu.staytuned.lod.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whatever is wrong with a request, the fault is never said to be ours, and the answer tells nothing about the inside. */
class MalformedRequestTests extends SiteTest {

    private static final long SEED = Long.getLong("malformed.seed", 20261126);
    private static final int REQUESTS = Integer.getInteger("malformed.requests", 1_000);

    private static final Pattern INSIDE = Pattern.compile(
            "(?i)tomcat|coyote|apache|exception|springframework|jakarta\\.|java\\.lang|\\bat [a-z]+\\.[a-z]+\\.");

    private static final Pattern BANNER =
            Pattern.compile("(?i)\n(Set-Cookie|Server|X-Powered-By|X-Application-Context):");

    private static final Pattern KIND =
            Pattern.compile("\r\nContent-Type: (application/problem\\+json|text/html;charset=(utf|UTF)-8)\r\n");

    /** How many faults are printed. */
    private static final int SHOWN = Integer.getInteger("malformed.shown", 5);

    /** How the head of an answer begins; whatever is no HTTP may be hung up on. */
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9][0-9]) [^\r\n]*\r\n");

    @Test
    void aThousandMalformedRequests() throws Exception {
        int[] kinds = new int[6];
        List<String> faults = new ArrayList<>();
        ExecutorService clients = Executors.newFixedThreadPool(8);
        try {
            List<Future<Outcome>> answers = new ArrayList<>();
            for (long seed = SEED; seed < SEED + REQUESTS; seed++) {
                long number = seed;
                answers.add(clients.submit(() -> send(number)));
            }
            for (Future<Outcome> answer : answers) {
                Outcome outcome = answer.get();
                kinds[outcome.status() / 100]++;
                if (!outcome.fault().isEmpty()) {
                    faults.add(outcome.fault() + System.lineSeparator() + outcome.exchange());
                }
            }
        } finally {
            clients.shutdownNow();
        }
        assertThat(faults.stream().limit(SHOWN)).as("%d faults", faults.size()).isEmpty();
        // Many are understood nevertheless; most are refused, few hung up on.
        assertThat(kinds[4]).as("refused").isGreaterThan(REQUESTS / 3);
        assertThat(kinds[0]).as("hung up on").isLessThan(REQUESTS / 20);
        assertThat(send("GET", "/doc/city/ghent.ttl").statusCode()).isEqualTo(200);
    }

    /**
     * What came of a request.
     *
     * @param status 0 where the server hung up
     * @param fault of the server; empty where there is none
     * @param exchange request and answer
     */
    private record Outcome(int status, String fault, String exchange) {}

    private Outcome send(long seed) throws IOException {
        byte[] request = MalformedRequests.of(seed);
        String answer = exchange(request);
        Matcher start = STATUS.matcher(answer);
        int status = start.lookingAt() ? Integer.parseInt(start.group(1)) : 0;
        return new Outcome(
                status,
                answer.isEmpty() ? "" : fault(status, answer),
                "-Dmalformed.seed=%d -Dmalformed.requests=1%n%s%n%s%n"
                        .formatted(
                                seed, shortened(new String(request, StandardCharsets.ISO_8859_1)), shortened(answer)));
    }

    private static String fault(int status, String answer) {
        String head = answer.substring(0, Math.max(0, answer.indexOf("\r\n\r\n")) + 2);
        if (status == 0) {
            // Where it is not even clear that HTTP is spoken, the reason comes without a head.
            return answer.matches(
                            "(?s)(\\{\"type\":\"about:blank\".*\"status\":400|<!DOCTYPE html>.*<h1>Bad Request</h1>).*")
                    ? ""
                    : "no HTTP";
        } else if (status >= 500 && status != 503) {
            return "a fault of ours";
        } else if (BANNER.matcher(head).find()) {
            return "a header that nobody needs";
        } else if (status < 400
                || head.contains("\r\nAllow: GET, HEAD, POST, PUT, DELETE, OPTIONS\r\nContent-Length: 0\r\n")) {
            // The second is Tomcat's word on "OPTIONS *": about no page, and without a body.
            return "";
        } else if (!head.contains("\r\nX-Content-Type-Options: nosniff\r\n")
                || !head.contains("\r\nContent-Security-Policy: default-src 'none'")) {
            return "no security headers";
        } else if (status != 412 && !KIND.matcher(head).find()) {
            return "neither problem nor page";
        }
        // What was asked for may be repeated; what we say ourselves names no part of us.
        return INSIDE.matcher(answer).find() ? "something internal" : "";
    }

    private static String shortened(String text) {
        return text.length() < 1_500 ? text : text.substring(0, 1_500) + "… (" + text.length() + ")";
    }

    private String exchange(byte[] request) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try (Socket socket = new Socket("localhost", URI.create(base()).getPort())) {
            socket.getOutputStream().write(request);
            socket.getOutputStream().flush();
            // Where more of the request is waited for, this is its end.
            socket.setSoTimeout(400);
            InputStream in = socket.getInputStream();
            try {
                in.transferTo(answer);
            } catch (SocketTimeoutException stillWaiting) {
                socket.shutdownOutput();
                socket.setSoTimeout(60_000);
                in.transferTo(answer);
            }
        } catch (SocketException hungUp) {
            // What was answered before counts.
        }
        return answer.toString(StandardCharsets.ISO_8859_1);
    }
}
