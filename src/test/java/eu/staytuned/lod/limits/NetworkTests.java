package eu.staytuned.lod.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTests {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1",
        "192.0.2.1:4711, 192.0.2.1",
        "::ffff:192.0.2.1, 192.0.2.1",
        "2001:db8:1:2::5, 2001:db8:1:2:ffff:1:2:3",
        "[2001:db8:1:2::5]:4711, 2001:db8:1:2::5",
        "fe80::1%eth0, fe80::2"
    })
    void oneClientHasOneNumber(String one, String other) {
        assertThat(client(one)).isEqualTo(client(other));
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.1, 192.0.2.2", "2001:db8:1:2::5, 2001:db8:1:3::5", "::1, 0.0.0.1", "::2:3, 0.2.0.3"})
    void differentClientsHaveDifferentNumbers(String one, String other) {
        assertThat(client(one)).isNotEqualTo(client(other));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "unknown",
                "_hidden",
                "localhost",
                "example.org",
                "1.2.3",
                "1.2.3.4.5",
                "256.1.1.1",
                "1..2.3",
                "0x7f.1.1.1",
                "1.2.3.4x",
                "[::1",
                "::g",
                ":::",
                "9999999999.1.1.1",
                "1.2.3.-4"
            })
    void whatIsNoAddressIsNone(String text) {
        assertThat(NetworkAddress.of(text)).isEmpty();
    }

    @Test
    void networksAreKnownByTheirFirstBits() {
        Networks networks =
                Networks.of(List.of("10.0.0.0/8", "192.0.2.128/25", "2001:db8::/33", "198.51.100.7"), "setting");
        assertThat(List.of("10.255.0.1", "192.0.2.200", "2001:db8:7fff::1", "198.51.100.7"))
                .allMatch(text -> networks.contains(NetworkAddress.of(text).orElseThrow()));
        assertThat(List.of("11.0.0.1", "192.0.2.127", "2001:db8:8000::1", "198.51.100.8", "::1"))
                .noneMatch(text -> networks.contains(NetworkAddress.of(text).orElseThrow()));
        for (String wrong : List.of("ten", "10.0.0.0/33", "10.0.0.0/x", "::/129")) {
            assertThatThrownBy(() -> Networks.of(List.of(wrong), "publication.rate.proxies"))
                    .hasMessageContaining("publication.rate.proxies holds '" + wrong);
        }
    }

    @Test
    void whatAClientSaysOfItselfIsNotBelieved() {
        ClientAddresses none = new ClientAddresses(Networks.of(List.of(), "s"), false);
        assertThat(none.of("203.0.113.9", () -> List.of("192.0.2.1"))).isEqualTo(NetworkAddress.of("203.0.113.9"));

        ClientAddresses behind = new ClientAddresses(Networks.of(List.of("10.0.0.0/8"), "s"), false);
        assertThat(behind.of("203.0.113.9", () -> List.of("192.0.2.1"))).isEqualTo(NetworkAddress.of("203.0.113.9"));
        assertThat(behind.of("10.0.0.1", () -> List.of("192.0.2.1, 203.0.113.7")))
                .isEqualTo(NetworkAddress.of("203.0.113.7"));
        assertThat(behind.of("10.0.0.1", () -> List.of("192.0.2.1, 203.0.113.7", "10.0.0.2")))
                .isEqualTo(NetworkAddress.of("203.0.113.7"));
        assertThat(behind.of("10.0.0.1", () -> List.of("192.0.2.1, unknown, 10.0.0.2")))
                .isEqualTo(NetworkAddress.of("10.0.0.2"));
        assertThat(behind.of("10.0.0.1", List::of)).isEqualTo(NetworkAddress.of("10.0.0.1"));
        assertThat(behind.of("nowhere", List::of)).isEqualTo(Optional.empty());
    }

    @Test
    void theStandardHeaderIsReadWhereProxiesWriteIt() {
        ClientAddresses behind = new ClientAddresses(Networks.of(List.of("10.0.0.0/8"), "s"), true);
        assertThat(behind.of(
                        "10.0.0.1", () -> List.of("for=192.0.2.1, for=\"[2001:db8::7]:4711\";proto=https;by=10.0.0.1")))
                .isEqualTo(NetworkAddress.of("2001:db8::7"));
        assertThat(behind.of("10.0.0.1", () -> List.of("proto=http;For=203.0.113.7, for=10.0.0.3")))
                .isEqualTo(NetworkAddress.of("203.0.113.7"));
        assertThat(behind.of("10.0.0.1", () -> List.of("for=192.0.2.1, for=_secret")))
                .isEqualTo(NetworkAddress.of("10.0.0.1"));
    }

    private static long client(String text) {
        return NetworkAddress.of(text).orElseThrow().client();
    }
}
