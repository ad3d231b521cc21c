package eu.staytuned.lod.access;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.function.Supplier;
import org.apache.catalina.AccessLog;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.function.SingletonSupplier;

/** Where the server tells of each answer, also of those to requests that it could not read. */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> accessLog(ObjectProvider<Visits> visits) {
        SingletonSupplier<Visits> whenNeeded = SingletonSupplier.of(visits::getObject);
        return factory -> factory.addEngineValves(new AccessValve(whenNeeded::obtain));
    }

    private static final class AccessValve extends ValveBase implements AccessLog {

        private final Supplier<Visits> visits;

        AccessValve(Supplier<Visits> visits) {
            super(true);
            this.visits = visits;
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            getNext().invoke(request, response);
        }

        @Override
        public void log(Request request, Response response, long time) {
            visits.get().took(request, response, time);
        }

        @Override
        public void setRequestAttributesEnabled(boolean enabled) {
            // it reads none of those: they are about who asks
        }

        @Override
        public boolean getRequestAttributesEnabled() {
            return false;
        }
    }
}
