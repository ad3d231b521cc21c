package eu.staytuned.lod.store.remote;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Where a store elsewhere is, and how it is asked; of interest where {@code publication.store} is {@code remote}.
 *
 * @param blue one place for a release
 * @param green another, to be written while the first is read
 * @param user who asks, where the store wants to know (Basic authentication); empty for nobody
 * @param password of the user
 * @param defaultGraph the graph in which the default graph stands, for stores whose default graph is all graphs together
 * @param startTime how long a start waits for a store that does not answer
 * @param connectTime how long a connection may take
 * @param answerTime how long a small answer may take, or nothing come of a larger one
 * @param scanTime how long the largest answer may take
 * @param writeTime how long a batch of statements may take
 * @param probeTime how long the store may take to show that it is there
 * @param interval how often it is asked whether it is
 * @param calls how many answers may be on their way at once
 * @param batch how many statements are written at once
 * @param memory for what was asked of a release
 */
@ConfigurationProperties("publication.remote")
record RemoteSettings(
        @DefaultValue Addresses blue,
        @DefaultValue Addresses green,
        @DefaultValue("") String user,
        @DefaultValue("") String password,
        @DefaultValue("") String defaultGraph,
        @DefaultValue("30s") Duration startTime,
        @DefaultValue("1s") Duration connectTime,
        @DefaultValue("5s") Duration answerTime,
        @DefaultValue("10m") Duration scanTime,
        @DefaultValue("60s") Duration writeTime,
        @DefaultValue("700ms") Duration probeTime,
        @DefaultValue("400ms") Duration interval,
        @DefaultValue("32") int calls,
        @DefaultValue("5000") int batch,
        @DefaultValue("64MB") DataSize memory) {

    /**
     * The addresses of a place.
     *
     * @param query where it answers queries
     * @param update where it takes updates; or else
     * @param graphStore where it takes graphs
     */
    record Addresses(
            @DefaultValue("") String query, @DefaultValue("") String update, @DefaultValue("") String graphStore) {}

    RemoteSettings {
        place("blue", blue);
        place("green", green);
        refuse(
                !blue.query().isEmpty() && blue.query().equals(green.query()),
                "publication.remote.blue.query and publication.remote.green.query are the same address: a release is "
                        + "written into one place while the other is read.");
        refuse(
                user.isEmpty() != password.isEmpty(),
                "publication.remote.user and publication.remote.password belong together: give both or none.");
        refuse(
                !defaultGraph.isEmpty() && !defaultGraph.matches("[A-Za-z][A-Za-z0-9+.-]*:[^\\s<>\"{}|^`\\\\]+"),
                "publication.remote.default-graph is '" + defaultGraph + "': give an absolute IRI, or nothing.");
        refuseTime("start-time", startTime, Duration.ZERO, Duration.ofHours(1));
        refuseTime("connect-time", connectTime, Duration.ofMillis(10), Duration.ofMinutes(1));
        refuseTime("answer-time", answerTime, Duration.ofMillis(10), Duration.ofMinutes(10));
        refuseTime("scan-time", scanTime, Duration.ofSeconds(1), Duration.ofDays(1));
        refuseTime("write-time", writeTime, Duration.ofSeconds(1), Duration.ofDays(1));
        refuseTime("probe-time", probeTime, Duration.ofMillis(10), Duration.ofMinutes(1));
        refuseTime("interval", interval, Duration.ofMillis(50), Duration.ofMinutes(10));
        refuse(calls < 1 || calls > 1000, "publication.remote.calls is " + calls + ": give a number from 1 to 1000.");
        refuse(
                batch < 1 || batch > 1_000_000,
                "publication.remote.batch is " + batch + ": give a number from 1 to 1000000.");
        refuse(
                memory.isNegative() || memory.toGigabytes() > 1024,
                "publication.remote.memory is " + memory + ": give a size from 0B to 1024GB.");
    }

    private static void place(String name, Addresses addresses) {
        address("publication.remote." + name + ".query", addresses.query());
        address("publication.remote." + name + ".update", addresses.update());
        address("publication.remote." + name + ".graph-store", addresses.graphStore());
    }

    private static void address(String setting, String text) {
        refuse(
                !text.isEmpty() && !text.matches("https?://[A-Za-z0-9.:\\[\\]_-]+(/[!-~&&[^<>\"{}|^`\\\\#]]*)?"),
                setting + " is no address: give one that begins with http:// or https:// and has neither a user nor a "
                        + "fragment in it.");
    }

    private static void refuseTime(String setting, Duration time, Duration least, Duration most) {
        refuse(
                time.compareTo(least) < 0 || time.compareTo(most) > 0,
                "publication.remote." + setting + " is " + time + ": give a time from " + least.toMillis() + "ms to "
                        + most.toSeconds() + "s.");
    }

    private static void refuse(boolean wrong, String why) {
        if (wrong) {
            throw new IllegalArgumentException(why);
        }
    }

    List<Place> places() {
        return List.of(place(blue, "blue"), place(green, "green"));
    }

    private static Place place(Addresses addresses, String name) {
        refuse(
                addresses.query().isEmpty(),
                "publication.remote." + name
                        + ".query is missing: publication.store is remote, so give the SPARQL address "
                        + "of a place for releases, such as http://localhost:3030/" + name + "/sparql.");
        return new Place(
                name,
                URI.create(addresses.query()),
                given(addresses.update()).map(URI::create),
                given(addresses.graphStore()).map(URI::create));
    }

    private static Optional<String> given(String text) {
        return Stream.of(text).filter(setting -> !setting.isEmpty()).findFirst();
    }

    Optional<String> namedDefaultGraph() {
        return given(defaultGraph);
    }

    /** What each request says of who asks (RFC 7617). */
    Optional<String> authorization() {
        return given(user)
                .map(name -> "Basic "
                        + Base64.getEncoder().encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8)));
    }

    Patience patience() {
        return new Patience(connectTime, answerTime, scanTime, writeTime, probeTime, interval);
    }

    /** Without the password, since it may be logged. */
    @Override
    public String toString() {
        return "RemoteSettings[blue=" + blue + ", green=" + green + "]";
    }
}
