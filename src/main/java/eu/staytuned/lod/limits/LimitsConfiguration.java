package eu.staytuned.lod.limits;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.util.function.SingletonSupplier;

@Configuration(proxyBeanMethods = false)
class LimitsConfiguration {

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> rates(
            ObjectProvider<RateLimits> limits, Environment environment) {
        SingletonSupplier<RateLimits> whenNeeded = SingletonSupplier.of(limits::getObject);
        String management = environment.getProperty("management.server.port", "");
        boolean shared = management.isEmpty() || management.equals(environment.getProperty("server.port", "8080"));
        return new Rates(new RateValve(whenNeeded::obtain, shared));
    }

    /**
     * Before what answers from memory: valves stand in the order in which they are added. An order that is written on a
     * bean's method is not heeded there; what the object says of itself is.
     */
    private record Rates(RateValve valve)
            implements WebServerFactoryCustomizer<TomcatServletWebServerFactory>, Ordered {

        @Override
        public void customize(TomcatServletWebServerFactory factory) {
            factory.addEngineValves(new ProtocolValve(), valve);
        }

        @Override
        public int getOrder() {
            return Ordered.HIGHEST_PRECEDENCE + 1;
        }
    }

    /** The places for batches of names and identifiers, which are CPU work as queries are. */
    @Bean
    FairPlaces batchPlaces(RateSettings settings) {
        return new FairPlaces(settings.batches(), settings.waitingBatches(), settings.waitingTime());
    }
}
