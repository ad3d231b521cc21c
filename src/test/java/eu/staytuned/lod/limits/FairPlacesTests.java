package eu.staytuned.lod.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class FairPlacesTests {

    private final FairPlaces places = new FairPlaces(2, 4, Duration.ofSeconds(20));
    private final List<Long> order = new CopyOnWriteArrayList<>();

    @Test
    void whoHasNoneComesBeforeWhoHasSome() {
        take(1);
        take(1);
        CompletableFuture<Boolean> second = waiting(1);
        waiting(1);
        CompletableFuture<Boolean> other = waiting(2);

        places.giveBack(1);
        assertThat(other.join()).isTrue();
        assertThat(order).containsExactly(1L, 1L, 2L);
        places.giveBack(1);
        assertThat(second.join()).isTrue();
        assertThat(places.taken()).isEqualTo(2);
    }

    @Test
    void nobodyFillsTheQueueAlone() {
        take(1);
        take(1);
        waiting(1);
        waiting(1);
        waiting(1);
        CompletableFuture<Boolean> last = waiting(1);
        assertThat(places.take(1, whenLeft -> {})).isFalse();

        CompletableFuture<Boolean> other = waiting(2);
        assertThat(last.join()).isFalse();
        assertThat(places.waiting()).isEqualTo(4);
        places.giveBack(1);
        assertThat(other.join()).isTrue();
    }

    @Test
    void whoLeavesLeavesTheQueue() {
        take(1);
        take(2);
        CompletableFuture<Runnable> leaving = new CompletableFuture<>();
        CompletableFuture<Boolean> turn = CompletableFuture.supplyAsync(() -> places.take(3, leaving::complete));
        leaving.join().run();
        assertThat(turn.join()).isFalse();
        assertThat(places.waiting()).isZero();
        places.giveBack(1);
        places.giveBack(2);
        assertThat(places.taken()).isZero();
    }

    @Test
    void nobodyWaitsForEver() {
        FairPlaces brief = new FairPlaces(1, 1, Duration.ofMillis(50));
        assertThat(brief.take(1, whenLeft -> {})).isTrue();
        assertThat(brief.take(2, whenLeft -> {})).isFalse();
        assertThat(brief.waiting()).isZero();
    }

    private void take(long client) {
        assertThat(places.take(client, whenLeft -> {})).isTrue();
        order.add(client);
    }

    private CompletableFuture<Boolean> waiting(long client) {
        CompletableFuture<Runnable> waits = new CompletableFuture<>();
        CompletableFuture<Boolean> turn = new CompletableFuture<>();
        new Thread(() -> {
                    boolean came = places.take(client, waits::complete);
                    if (came) {
                        order.add(client);
                    }
                    turn.complete(came);
                })
                .start();
        waits.join();
        return turn;
    }
}
