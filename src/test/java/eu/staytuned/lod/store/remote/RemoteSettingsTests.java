package eu.staytuned.lod.store.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** What an operator says of a store elsewhere is understood, or refused with a word about what is wrong. */
class RemoteSettingsTests {

    private static RemoteSettings settings(String... namesAndValues) {
        Map<String, String> given = new HashMap<>(Map.of(
                "publication.remote.blue.query", "http://localhost:3030/blue/sparql",
                "publication.remote.green.query", "http://localhost:3030/green/sparql?timeout=30"));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            given.put("publication.remote." + namesAndValues[i], namesAndValues[i + 1]);
        }
        return new Binder(new MapConfigurationPropertySource(given))
                .bind("publication.remote", RemoteSettings.class)
                .get();
    }

    @Test
    void twoAddressesAreEnoughToRead() {
        assertThat(settings().places())
                .extracting(place -> place.query().toString())
                .containsExactly("http://localhost:3030/blue/sparql", "http://localhost:3030/green/sparql?timeout=30");
        assertThat(settings().authorization()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "blue.query    | ftp://localhost/           | no address",
                "blue.query    | http://me:secret@host/     | no address",
                "green.query   | http://localhost:3030/blue/sparql | the same address",
                "green.update  | localhost:3030             | no address",
                "blue.graph-store | http://localhost/a#b    | no address",
                "user          | somebody                   | belong together",
                "default-graph | not an IRI                 | an absolute IRI",
                "answer-time   | 0s                         | from 10ms to 600s",
                "probe-time    | 2h                         | from 10ms to 60s",
                "interval      | 1ms                        | from 50ms to 600s",
                "start-time    | -1s                        | from 0ms to 3600s",
                "calls         | 0                          | from 1 to 1000",
                "batch         | 0                          | from 1 to 1000000",
                "memory        | -1B                        | from 0B to 1024GB"
            })
    void whatMakesNoSenseIsRefused(String name, String value, String why) {
        assertThatThrownBy(() -> settings(name, value))
                .rootCause()
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why)
                .message()
                .doesNotContain("secret");
    }

    @Test
    void aPlaceWithoutAnAddressIsMissed() {
        assertThatThrownBy(() -> settings("green.query", "").places())
                .hasMessageContaining("publication.remote.green.query is missing");
    }

    @Test
    void whoAsksIsSentAndNeverPrinted() {
        RemoteSettings settings = settings("user", "Aladdin", "password", "open sesame");
        // The example of RFC 7617 §2.
        assertThat(settings.authorization()).contains("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
        assertThat(settings.toString()).doesNotContain("sesame");
    }

    @ParameterizedTest
    @ValueSource(strings = {"b0", "1f2e3d", "with-hyphen", "äöü", "x", ""})
    void aBlankNodeComesBackAsItself(String label) {
        GenidForm form = new GenidForm("http://localhost:8080/");
        Node blank = NodeFactory.createBlankNode(label);
        Node there = form.outwards(blank);
        assertThat(there.getURI()).matches("http://localhost:8080/\\.well-known/genid/[A-Za-z0-9]+");
        assertThat(form.inwards(there)).isEqualTo(blank);
    }
}
