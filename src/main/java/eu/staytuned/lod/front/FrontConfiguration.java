package eu.staytuned.lod.front;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.function.SingletonSupplier;

@Configuration(proxyBeanMethods = false)
class FrontConfiguration {

    /** Head and body of most compressed documents: one call of the system sends them. The server's own 8 KB take up to six. */
    private static final int WRITTEN_AT_ONCE = 32 * 1024;

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> front(ObjectProvider<KeptAnswers> answers) {
        SingletonSupplier<KeptAnswers> whenNeeded = SingletonSupplier.of(answers::getObject);
        return factory -> {
            factory.addEngineValves(new FrontValve(whenNeeded::obtain));
            factory.addConnectorCustomizers(connector -> {
                connector.setProperty("socket.appWriteBufSize", Integer.toString(WRITTEN_AT_ONCE));
                // Outside the heap, from where the system takes it without another copy.
                connector.setProperty("socket.directBuffer", "true");
            });
        };
    }
}
