package eu.staytuned.lod.release;

import static org.assertj.core.api.Assertions.assertThat;

import eu.staytuned.lod.release.Undertaking.Step;
import java.time.Duration;
import java.time.Instant;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.system.StreamRDFLib;
import org.junit.jupiter.api.Test;
import org.slf4j.helpers.NOPLogger;

/** What is said of a long load while it lasts. */
class UndertakingTests {

    private static final Instant BEGUN = Instant.parse("2026-11-26T08:00:00Z");

    @Test
    void howLongItWillTakeFollowsFromHowFarItHasCome() {
        Step quarter = new Step("Reading", BEGUN, 50_000, 0.25);

        assertThat(quarter.rate(BEGUN.plusSeconds(10))).isEqualTo(5_000);
        assertThat(quarter.left(BEGUN.plusSeconds(10))).contains(Duration.ofSeconds(30));
    }

    @Test
    void nobodyGuessesWhereNothingIsKnown() {
        assertThat(new Step("Asking a check", BEGUN, 0, 0).left(BEGUN.plusSeconds(10)))
                .isEmpty();
    }

    @Test
    void aLoadOfKnownLengthSaysHowMuchOfItIsDone() {
        Undertaking undertaking = new Undertaking();
        Progress progress =
                new Progress(NOPLogger.NOP_LOGGER, undertaking, "Filling the shelf", 3 * 4096, StreamRDFLib.sinkNull());
        var node = NodeFactory.createURI("https://example.org/a");
        for (int i = 0; i < 2 * 4096; i++) {
            progress.triple(Triple.create(node, node, node));
        }

        Step reached = undertaking.step().orElseThrow();
        assertThat(reached.statements()).isEqualTo(8192);
        assertThat(reached.part()).isEqualTo(2 / 3.0);
    }
}
