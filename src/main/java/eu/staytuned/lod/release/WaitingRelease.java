package eu.staytuned.lod.release;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** Tells whoever watches the service that a release waits for its store. */
@Component
class WaitingRelease implements MeterBinder {

    private final Publisher publisher;

    WaitingRelease(Publisher publisher) {
        this.publisher = publisher;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("publication.release.waiting", publisher, it -> it.unplaced()
                        .map(waiting -> waiting.edition().number())
                        .orElse(0))
                .description("The release that is accepted and waits for its store; 0 for none")
                .register(registry);
    }
}
