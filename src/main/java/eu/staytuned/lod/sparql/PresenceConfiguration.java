package eu.staytuned.lod.sparql;

import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the server tell of clients that leave, and leave clients that take for ever. */
@Configuration(proxyBeanMethods = false)
class PresenceConfiguration {

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> presence(
            @Value("${publication.slow.sending:20s}") Duration sending,
            @Value("${publication.slow.reading:60s}") Duration reading) {
        SlowClients slow = new SlowClients(sending, reading);
        return factory -> {
            factory.setProtocol(PresenceProtocol.class.getName());
            factory.addConnectorCustomizers(connector -> {
                if (connector.getProtocolHandler() instanceof PresenceProtocol protocol) {
                    protocol.patience(slow);
                }
            });
            factory.addEngineValves(new PresenceProtocol.PresenceValve());
        };
    }
}
