package eu.staytuned.lod.sparql;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the server tell of clients that leave. */
@Configuration(proxyBeanMethods = false)
class PresenceConfiguration {

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> presence() {
        return factory -> {
            factory.setProtocol(PresenceProtocol.class.getName());
            factory.addEngineValves(new PresenceProtocol.PresenceValve());
        };
    }
}
