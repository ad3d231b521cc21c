package eu.staytuned.lod.web;

import eu.staytuned.lod.template.Templates;
import java.time.Duration;
import java.util.List;
import org.apache.catalina.core.StandardHost;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.jackson.JacksonMixinModuleEntries;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ResourceLoader;
import org.springframework.http.CacheControl;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

    private static final String MIXINS = "jacksonMixinModuleEntries";

    private final DocumentResponses documents;
    private final PageModel pageModel;
    private final PinnedReleases releases;

    WebConfiguration(DocumentResponses documents, PageModel pageModel, PinnedReleases releases) {
        this.documents = documents;
        this.pageModel = pageModel;
        this.releases = releases;
    }

    /** Spring Boot would read every class of ours at each start, in search of an annotation that none of them has. */
    @Bean
    static BeanDefinitionRegistryPostProcessor withoutJacksonMixins() {
        return registry -> {
            if (registry.containsBeanDefinition(MIXINS)) {
                registry.removeBeanDefinition(MIXINS);
                registry.registerBeanDefinition(
                        MIXINS,
                        new RootBeanDefinition(
                                JacksonMixinModuleEntries.class, () -> JacksonMixinModuleEntries.create(none -> {})));
            }
        };
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(releases);
        registry.addInterceptor(pageModel);
    }

    @Override
    public void addReturnValueHandlers(List<HandlerMethodReturnValueHandler> handlers) {
        handlers.add(documents);
    }

    /** Before the controllers, because one of them answers at every address. */
    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.setOrder(-1);
        registry.addResourceHandler("/style.css", "/site.js", "/favicon.svg")
                .addResourceLocations("classpath:/static/")
                .setCacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePublic());
    }

    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        registry.setOrder(-1);
        registry.addRedirectViewController("/favicon.ico", "/favicon.svg").setKeepQueryParams(false);
    }

    @Bean
    static Templates templates(MessageSource messages, ResourceLoader resources) {
        return Templates.in("classpath:/templates/", resources, messages);
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> tomcat() {
        return factory -> {
            factory.addContextCustomizers(context -> {
                if (context.getParent() instanceof StandardHost host) {
                    host.setErrorReportValveClass(ProblemReportValve.class.getName());
                }
            });
            // An IRI may contain an escaped slash: it is for us to say whether it is known.
            factory.addConnectorCustomizers(connector -> {
                connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
                connector.setEncodedReverseSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
            });
        };
    }
}
