package eu.staytuned.lod.rdf;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RdfConfiguration {

    @Bean
    IriSpace iriSpace(@Value("${publication.base-uri}") String base) {
        return new IriSpace(base);
    }
}
