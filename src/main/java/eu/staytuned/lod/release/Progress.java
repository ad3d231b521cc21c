package eu.staytuned.lod.release;

import eu.staytuned.lod.release.Undertaking.Step;
import java.time.Duration;
import java.time.Instant;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.system.StreamRDF;
import org.apache.jena.riot.system.StreamRDFWrapper;
import org.apache.jena.sparql.core.Quad;
import org.slf4j.Logger;

/** Tells how far a long load has come: the log every few seconds, and whoever asks at any time. */
final class Progress extends StreamRDFWrapper {

    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Logger log;
    private final Undertaking undertaking;
    private final String doing;
    private final long of;
    private final Instant begun = Instant.now();
    private Instant told = begun;
    private long statements;
    private double part;

    /** @param of how many statements will come; 0 where nobody knows */
    Progress(Logger log, Undertaking undertaking, String doing, long of, StreamRDF sink) {
        super(sink);
        this.log = log;
        this.undertaking = undertaking;
        this.doing = doing;
        this.of = of;
        undertaking.step(doing);
    }

    /** Where statements are not known beforehand: how much of what they are read from is done, from 0 to 1. */
    void part(double done) {
        part = done;
    }

    @Override
    public void triple(Triple triple) {
        super.triple(triple);
        tick();
    }

    @Override
    public void quad(Quad quad) {
        super.quad(quad);
        tick();
    }

    private void tick() {
        if (++statements % 4096 != 0) {
            return;
        }
        Step step = new Step(doing, begun, statements, of > 0 ? Math.min(1, (double) statements / of) : part);
        undertaking.step(step);
        Instant now = Instant.now();
        if (Duration.between(told, now).compareTo(PAUSE) >= 0) {
            told = now;
            log.info(
                    "{}: {} statements after {} s, {} a second{}",
                    doing,
                    String.format("%,d", statements),
                    Duration.between(begun, now).toSeconds(),
                    String.format("%,d", step.rate(now)),
                    step.left(now)
                            .map(left -> ", " + left.toSeconds() + " s to go")
                            .orElse(""));
        }
    }
}
