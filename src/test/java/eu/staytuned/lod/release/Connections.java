package eu.staytuned.lod.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Watches with whom a process speaks: every socket of it that Linux shows under {@code /proc}, many times a second, except
 * those on which others called it.
 */
final class Connections implements AutoCloseable {

    private static final String LISTENS = "0A";

    private final Path proc;
    private final Set<Integer> servers;
    private final Set<String> seen = new TreeSet<>();
    private final Thread watch = new Thread(this::watch, "connections of another process");
    private volatile boolean over;
    private volatile int looks;

    /**
     * @param process its number
     * @param servers ports on which the process is called
     */
    Connections(long process, Set<Integer> servers) {
        this.proc = Path.of("/proc/" + process);
        this.servers = servers;
        watch.setDaemon(true);
        watch.start();
    }

    /** Whether this system lets itself be watched. */
    static boolean canBeWatched() {
        return Files.isReadable(Path.of("/proc/self/net/tcp"));
    }

    private void watch() {
        while (!over) {
            try {
                look();
                looks++;
            } catch (IOException e) {
                return; // the process has ended
            }
            SeparateService.pause(10);
        }
    }

    private void look() throws IOException {
        Set<String> sockets = sockets();
        for (String kind : List.of("tcp", "tcp6", "udp", "udp6")) {
            List<String> lines = Files.readAllLines(proc.resolve("net").resolve(kind));
            for (String line : lines.subList(1, lines.size())) {
                String[] fields = line.strip().split("\\s+");
                if (sockets.contains(fields[9]) && !fields[3].equals(LISTENS) && !servers.contains(port(fields[1]))) {
                    synchronized (seen) {
                        seen.add(kind + " to " + fields[2]);
                    }
                }
            }
        }
    }

    private Set<String> sockets() throws IOException {
        Set<String> inodes = new HashSet<>();
        try (Stream<Path> files = Files.list(proc.resolve("fd"))) {
            for (Path file : files.toList()) {
                try {
                    String target = Files.readSymbolicLink(file).toString();
                    if (target.startsWith("socket:[")) {
                        inodes.add(target.substring("socket:[".length(), target.length() - 1));
                    }
                } catch (NoSuchFileException closedMeanwhile) {
                    continue;
                }
            }
        }
        return inodes;
    }

    private static int port(String address) {
        return Integer.parseInt(address.substring(address.indexOf(':') + 1), 16);
    }

    /** How often it was looked. */
    int looks() {
        return looks;
    }

    /** What the process called, in the words of the kernel. */
    Set<String> outgoing() {
        synchronized (seen) {
            return Set.copyOf(seen);
        }
    }

    @Override
    public void close() {
        over = true;
    }
}
