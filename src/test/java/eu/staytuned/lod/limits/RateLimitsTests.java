package eu.staytuned.lod.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class RateLimitsTests {

    private static RateSettings settings(int units, List<String> exempt) {
        return new RateSettings(
                units,
                Duration.ofSeconds(60),
                5,
                40,
                20,
                200,
                20_000,
                exempt,
                List.of(),
                "X-Forwarded-For",
                4,
                32,
                Duration.ofSeconds(5));
    }

    private static MockHttpServletRequest from(String client) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/doc/city/ghent");
        request.setRemoteAddr(client);
        return request;
    }

    /** Whoever divides what is left by the time that is said comes to no more than the policy says. */
    @Test
    void nobodyIsInvitedToTakeEverythingAtOnce() {
        AtomicLong now = new AtomicLong();
        RateLimits limits = new RateLimits(settings(600, List.of()), now::get);
        for (int i = 599; i >= 0; i--) {
            MockHttpServletResponse response = new MockHttpServletResponse();
            assertThat(limits.admit(from("198.51.100.1"), response)).isTrue();
            assertThat(response.getHeader("RateLimit-Policy")).isEqualTo("\"default\";q=600;w=60");
            String[] parts = String.valueOf(response.getHeader("RateLimit")).split("[;=]");
            int remaining = Integer.parseInt(parts[2]);
            int reset = Integer.parseInt(parts[4]);
            assertThat(remaining).isEqualTo(i);
            assertThat(reset).isBetween(1, 60);
            assertThat((double) remaining / reset).isLessThanOrEqualTo(10);
        }
        MockHttpServletResponse refused = new MockHttpServletResponse();
        MockHttpServletRequest request = from("198.51.100.1");
        assertThat(limits.admit(request, refused)).isFalse();
        assertThat(refused.getHeader("RateLimit")).isEqualTo("\"default\";r=0;t=1");
        assertThat(RateLimits.refusal(request)).hasValue(new RateLimits.Refusal(1, 600, 60));
        assertThat(limits.refused()).isEqualTo(1);
    }

    @Test
    void whoIsExemptIsNotCounted() {
        RateLimits limits = new RateLimits(settings(300, List.of("10.0.0.0/8")), Ticker.systemTicker());
        MockHttpServletResponse response = new MockHttpServletResponse();
        for (int i = 0; i < 1000; i++) {
            assertThat(limits.admit(from("10.1.1.1"), response)).isTrue();
        }
        assertThat(response.getHeader("RateLimit")).isNull();
        RateLimits none = new RateLimits(settings(0, List.of()), Ticker.systemTicker());
        assertThat(none.admit(from("198.51.100.1"), response)).isTrue();
        assertThat(none.charge(Cost.DUMP, from("198.51.100.1"), response)).isTrue();
        assertThat(response.getHeader("RateLimit-Policy")).isNull();
    }

    @Test
    void settingsThatMakeNoSenseStopTheStart() {
        assertThatThrownBy(() -> settings(100, List.of())).hasMessageContaining("publication.rate.units");
        assertThatThrownBy(() -> new RateLimits(settings(300, List.of("everybody")), Ticker.systemTicker()))
                .hasMessageContaining("publication.rate.exempt holds 'everybody'");
    }
}
