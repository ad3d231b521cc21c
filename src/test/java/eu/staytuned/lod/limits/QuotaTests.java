package eu.staytuned.lod.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QuotaTests {

    /** Begins before zero, as the clock of a machine may. */
    private final AtomicLong now = new AtomicLong(-TimeUnit.SECONDS.toNanos(30));

    private final Quota quota = new Quota(60, Duration.ofSeconds(60), 100, now::get);

    @Test
    void unitsAreGivenBackEvenly() {
        for (int i = 59; i >= 0; i--) {
            assertThat(quota.take(1, 1)).isEqualTo(new Quota.Grant(true, i, 0));
        }
        assertThat(quota.take(1, 1)).isEqualTo(new Quota.Grant(false, 0, TimeUnit.SECONDS.toNanos(1)));
        assertThat(quota.take(2, 60)).isEqualTo(new Quota.Grant(true, 0, 0));
        pass(10);
        assertThat(quota.take(1, 11)).isEqualTo(new Quota.Grant(false, 10, TimeUnit.SECONDS.toNanos(1)));
        assertThat(quota.take(1, 10).granted()).isTrue();
        assertThat(quota.take(1, 1).granted()).isFalse();
        pass(1000);
        assertThat(quota.take(1, 1).remaining()).isEqualTo(59);
    }

    @Test
    void whatIsRefusedCostsNothing() {
        quota.take(1, 50);
        assertThat(quota.take(1, 20).granted()).isFalse();
        assertThat(quota.take(1, 10).granted()).isTrue();
    }

    @Test
    void thousandsOfAddressesTakeNoMoreMemoryThanTheSettingSays() {
        for (int i = 0; i < 10_000; i++) {
            quota.take(i, 1);
        }
        assertThat(quota.clients()).isLessThanOrEqualTo(100);
    }

    @Test
    void threadsOfOneClientGetNoMoreTogether() {
        AtomicInteger granted = new AtomicInteger();
        IntStream.range(0, 1000).parallel().forEach(i -> {
            if (quota.take(7, 1).granted()) {
                granted.incrementAndGet();
            }
        });
        assertThat(granted).hasValue(60);
    }

    private void pass(int seconds) {
        now.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }
}
