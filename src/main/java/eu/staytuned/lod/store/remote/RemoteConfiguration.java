package eu.staytuned.lod.store.remote;

import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.store.Elsewhere;
import eu.staytuned.lod.store.ReleaseGraph;
import eu.staytuned.lod.store.StoreChanged;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import org.apache.jena.graph.NodeFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The store elsewhere, where there is one. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "publication.store", havingValue = "remote")
@EnableConfigurationProperties(RemoteSettings.class)
class RemoteConfiguration {

    @Bean
    Elsewhere storeElsewhere(
            RemoteSettings settings, IriSpace iris, ApplicationEventPublisher events, MeterRegistry meters) {
        StoreCalls counted = (kind, outcome, nanos) -> Timer.builder("publication.store.calls")
                .description("Requests to the store elsewhere")
                .tag("kind", kind.label())
                .tag("outcome", outcome.label())
                .register(meters)
                .record(nanos, TimeUnit.NANOSECONDS);
        PlaceClient.Line line =
                new PlaceClient.Line(settings.patience(), settings.calls(), settings.authorization(), counted);
        Places places = new Places(
                settings.places(),
                line,
                settings.patience(),
                new ReleaseGraph(iris),
                iris.base(),
                settings.namedDefaultGraph().map(NodeFactory::createURI),
                settings.memory().toBytes(),
                settings.batch(),
                edition -> events.publishEvent(new StoreChanged(edition)));
        try {
            places.open(settings.startTime());
        } catch (RuntimeException e) {
            places.close();
            throw e;
        }
        return new RemoteDataset(places);
    }
}
