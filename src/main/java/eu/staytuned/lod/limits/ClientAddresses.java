package eu.staytuned.lod.limits;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who asks: the one at the other end of the connection, or, where that is a proxy of ours, whom it names. A client may write into
 * the header what it likes; only what a proxy of ours has added is believed, from the last entry to the first.
 */
final class ClientAddresses {

    private static final Logger log = LoggerFactory.getLogger(ClientAddresses.class);
    private static final Pattern FOR =
            Pattern.compile("(?:^|;)\\s*for\\s*=\\s*(?:\"([^\"]*)\"|([^;\"]*))", Pattern.CASE_INSENSITIVE);
    private static final int MOST_ENTRIES = 32;

    private final Networks proxies;
    private final boolean standard;
    private final AtomicBoolean told = new AtomicBoolean();

    /** @param standard whether proxies write {@code Forwarded} (RFC 7239); else {@code X-Forwarded-For} */
    ClientAddresses(Networks proxies, boolean standard) {
        this.proxies = proxies;
        this.standard = standard;
    }

    /**
     * The address of the one who asks; empty where the server knows none.
     *
     * @param peer at the other end of the connection
     * @param lines the header that proxies write, each line of it
     */
    Optional<NetworkAddress> of(String peer, Supplier<List<String>> lines) {
        Optional<NetworkAddress> connected = NetworkAddress.of(peer);
        if (connected.isEmpty()) {
            return connected;
        }
        if (proxies.isEmpty() || !proxies.contains(connected.orElseThrow())) {
            tellOfProxies(peer, lines);
            return connected;
        }
        NetworkAddress client = connected.orElseThrow();
        List<String> entries = entries(lines.get());
        for (String entry : entries) {
            Optional<NetworkAddress> named = standard ? forwarded(entry) : NetworkAddress.of(entry);
            if (named.isEmpty()) {
                // Unknown, hidden or nonsense: all of those that this proxy does not name are one.
                break;
            }
            client = named.orElseThrow();
            if (!proxies.contains(client)) {
                break;
            }
        }
        return Optional.of(client);
    }

    /** From the last to the first, as they were added. */
    private static List<String> entries(List<String> lines) {
        List<String> entries = new ArrayList<>();
        for (String line : lines) {
            Collections.addAll(entries, line.split(",", -1));
        }
        int size = entries.size();
        List<String> last = new ArrayList<>(entries.subList(Math.max(0, size - MOST_ENTRIES), size));
        Collections.reverse(last);
        return last;
    }

    private static Optional<NetworkAddress> forwarded(String entry) {
        Matcher named = FOR.matcher(entry);
        return named.find()
                ? NetworkAddress.of(named.group(1) == null ? named.group(2) : named.group(1))
                : Optional.empty();
    }

    private void tellOfProxies(String peer, Supplier<List<String>> lines) {
        if (!told.get() && !lines.get().isEmpty() && told.compareAndSet(false, true)) {
            log.info(
                    "{} says that it asks for others. If it is a proxy of yours, name it in publication.rate.proxies; all who "
                            + "come through it are counted as one until then.",
                    peer);
        }
    }
}
