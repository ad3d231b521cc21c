package eu.staytuned.lod.release;

import java.time.Duration;
import java.time.Instant;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.system.StreamRDF;
import org.apache.jena.riot.system.StreamRDFWrapper;
import org.apache.jena.sparql.core.Quad;
import org.slf4j.Logger;

/** Tells the log every few seconds how far a long load has come. */
final class Progress extends StreamRDFWrapper {

    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Logger log;
    private final String doing;
    private final Instant begun = Instant.now();
    private Instant told = begun;
    private long statements;

    Progress(Logger log, String doing, StreamRDF sink) {
        super(sink);
        this.log = log;
        this.doing = doing;
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
        Instant now = Instant.now();
        if (Duration.between(told, now).compareTo(PAUSE) >= 0) {
            told = now;
            long millis = Math.max(1, Duration.between(begun, now).toMillis());
            log.info(
                    "{}: {} statements after {} s, {} a second",
                    doing,
                    String.format("%,d", statements),
                    millis / 1000,
                    String.format("%,d", statements * 1000 / millis));
        }
    }
}
