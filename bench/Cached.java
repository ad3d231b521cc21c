import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * What an answer costs that was given before: CPU of the server process per request (user and system, from {@code /proc}), and
 * requests per second with the generator on the same machine.
 *
 * <pre>
 * java bench/Cached.java one.jar [another.jar …] [requests a round] [rounds]
 * </pre>
 *
 * Several builds run beside each other and their rounds alternate, so that a busy machine disturbs all alike: compare
 * figures of one run alone. The generator writes to plain sockets that stay open and reads lengths only.
 */
public class Cached {

    private static final int CONNECTIONS = 8;

    /** What is asked for, and with which header lines; {tag} is the entity tag of the same without it. */
    private static final Map<String, String[]> ASKED = new LinkedHashMap<>();

    static {
        ASKED.put("Turtle", new String[] {"doc/city/ghent.ttl", ""});
        ASKED.put("Turtle, negotiated, gzip", new String[] {
            "doc/city/ghent", "Accept: text/turtle\r\nAccept-Encoding: gzip\r\n"
        });
        ASKED.put("page, gzip", new String[] {
            "doc/city/ghent", "Accept: text/html,application/xhtml+xml,*/*;q=0.8\r\nAccept-Language: nl,en;q=0.5\r\nAccept-Encoding: gzip, deflate, br\r\n"
        });
        ASKED.put("page, not modified", new String[] {
            "doc/city/ghent", "Accept: text/html\r\nAccept-Language: en\r\nAccept-Encoding: gzip\r\nIf-None-Match: {tag}\r\n"
        });
        ASKED.put("Turtle, not modified", new String[] {"doc/city/ghent.ttl", "If-None-Match: {tag}\r\n"});
        ASKED.put("thing, 303", new String[] {"id/city/ghent", "Accept: text/turtle\r\n"});
        ASKED.put("search page, gzip", new String[] {
            "search?q=goteborg", "Accept: text/html\r\nAccept-Language: en\r\nAccept-Encoding: gzip\r\n"
        });
        ASKED.put("Turtle of a city, made anew", new String[] {"doc/city/ghent.ttl", "Authorization: none\r\n"});
        ASKED.put("Turtle of a claim, made anew", new String[] {
            "doc/claim/ghent-one-in-seven.ttl", "Authorization: none\r\n"
        });
        ASKED.put("query", new String[] {
            "sparql?query=SELECT%20%3Fp%20(COUNT(*)%20AS%20%3Fn)%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D%20GROUP%20BY%20%3Fp",
            "Accept: application/sparql-results+json\r\n"
        });
    }

    private record Server(Process process, int port) {}

    public static void main(String[] args) throws Exception {
        List<String> jars = Arrays.stream(args).filter(arg -> arg.endsWith(".jar")).toList();
        int[] numbers = Arrays.stream(args).filter(arg -> arg.matches("\\d+")).mapToInt(Integer::parseInt).toArray();
        int requests = numbers.length > 0 ? numbers[0] : 40_000;
        int rounds = numbers.length > 1 ? numbers[1] : 5;
        Path work = Files.createTempDirectory("cached");
        List<Server> servers = new ArrayList<>();
        try {
            for (String jar : jars) {
                int port = freePort();
                servers.add(new Server(
                        new ProcessBuilder(
                                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                        "-Xmx512m", "-jar", jar, "--server.port=" + port,
                                        "--management.server.port=" + freePort(),
                                        "--publication.rate.units=0",
                                        "--publication.data-dir=" + work.resolve("var" + servers.size()))
                                .redirectErrorStream(true)
                                .redirectOutput(work.resolve("service" + servers.size() + ".log").toFile())
                                .start(),
                        port));
                await(servers.get(servers.size() - 1));
            }
            System.out.printf("JDK %s, %d requests a round (a query, and what is made anew: a tenth), %d rounds, %d connections%n%n",
                    System.getProperty("java.version"), requests, rounds, CONNECTIONS);
            System.out.printf("%-28s", "µs CPU (requests/s)");
            jars.forEach(jar -> System.out.printf("%28s", Path.of(jar).getFileName()));
            System.out.println();
            for (String[] asked : ASKED.values()) {
                for (Server server : servers) {
                    load(server, head(server, asked), requests / 4); // so that the compiler is done with what all have in common
                }
            }
            for (Map.Entry<String, String[]> asked : ASKED.entrySet()) {
                int wanted = asked.getKey().matches("query|.*anew") ? requests / 10 : requests;
                double[][] micros = new double[servers.size()][rounds];
                double[][] rates = new double[servers.size()][rounds];
                List<byte[]> heads = new ArrayList<>();
                for (Server server : servers) {
                    heads.add(head(server, asked.getValue()));
                    load(server, heads.get(heads.size() - 1), asked.getKey().endsWith("anew") ? requests : wanted); // warm up: code that computes is compiled late
                }
                for (int round = 0; round < rounds; round++) {
                    for (int s = 0; s < servers.size(); s++) {
                        long before = cpu(servers.get(s).process());
                        long start = System.nanoTime();
                        load(servers.get(s), heads.get(s), wanted);
                        rates[s][round] = wanted * 1e9 / (System.nanoTime() - start);
                        micros[s][round] = (cpu(servers.get(s).process()) - before) * 1e3 / wanted;
                    }
                }
                System.out.printf("%-28s", asked.getKey());
                for (int s = 0; s < servers.size(); s++) {
                    System.out.printf("%28s", "%.1f (%.0f)".formatted(median(micros[s]), median(rates[s])));
                }
                System.out.println();
            }
        } finally {
            servers.forEach(server -> server.process().destroy());
        }
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    /** The request as it is sent, with the entity tag that the server gives. */
    private static byte[] head(Server server, String[] asked) throws IOException {
        String begin = "GET /" + asked[0] + " HTTP/1.1\r\nHost: localhost:" + server.port() + "\r\nUser-Agent: bench\r\n";
        String tag = "";
        if (asked[1].contains("{tag}")) {
            try (Socket socket = new Socket("localhost", server.port())) {
                String without = asked[1].replaceAll("If-None-Match.*\r\n", "");
                socket.getOutputStream().write((begin + without + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
                Answer answer = read(new BufferedInputStream(socket.getInputStream()));
                tag = answer.head().replaceAll("(?s).*\r\nETag: ([^\r]*)\r\n.*", "$1");
            }
        }
        return (begin + asked[1].replace("{tag}", tag) + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void load(Server server, byte[] request, int requests) throws Exception {
        CountDownLatch done = new CountDownLatch(CONNECTIONS);
        List<Exception> failures = java.util.Collections.synchronizedList(new ArrayList<>());
        for (int c = 0; c < CONNECTIONS; c++) {
            Thread thread = new Thread(() -> {
                try {
                    int left = requests / CONNECTIONS;
                    while (left > 0) {
                        left -= onOneConnection(server, request, left);
                    }
                } catch (IOException e) {
                    failures.add(e);
                } finally {
                    done.countDown();
                }
            });
            thread.start();
        }
        done.await();
        if (!failures.isEmpty()) {
            throw new IOException(failures.get(0));
        }
    }

    /** Asks until all is asked or the server ends the connection; says how often. */
    private static int onOneConnection(Server server, byte[] request, int most) throws IOException {
        try (Socket socket = new Socket("localhost", server.port())) {
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
            for (int i = 1; i <= most; i++) {
                out.write(request);
                Answer answer = read(in);
                if (answer.status() >= 400) {
                    throw new IOException("Status " + answer.status());
                }
                if (answer.head().contains("\r\nConnection: close")) {
                    return i;
                }
            }
            return most;
        }
    }

    private record Answer(int status, String head) {}

    private static Answer read(InputStream in) throws IOException {
        byte[] head = new byte[16 * 1024];
        int length = 0;
        while (length < 4 || head[length - 1] != '\n' || head[length - 3] != '\n') {
            int next = in.read();
            if (next < 0) {
                throw new EOFException();
            }
            head[length++] = (byte) next;
        }
        String text = new String(head, 0, length, StandardCharsets.ISO_8859_1);
        int at = text.indexOf("\r\nContent-Length: ");
        if (at >= 0) {
            in.skipNBytes(Integer.parseInt(text.substring(at + 18, text.indexOf('\r', at + 18))));
        } else if (text.contains("\r\nTransfer-Encoding: chunked")) {
            throw new IOException("An answer without length");
        }
        return new Answer(Integer.parseInt(text.substring(9, 12)), text);
    }

    /** Milliseconds; fields 14 and 15 of /proc/pid/stat, user and system time in ticks of 10 ms. */
    private static long cpu(Process process) throws IOException {
        String stat = Files.readString(Path.of("/proc", "" + process.pid(), "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return 10 * (Long.parseLong(fields[11]) + Long.parseLong(fields[12]));
    }

    private static void await(Server server) throws Exception {
        for (int tries = 0; tries < 2400 && server.process().isAlive(); tries++) {
            try (Socket socket = new Socket("localhost", server.port())) {
                socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
                if (read(new BufferedInputStream(socket.getInputStream())).status() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // The port is not open yet.
            }
            Thread.sleep(250);
        }
        throw new IllegalStateException("The service does not answer; see its log in the working folder.");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
