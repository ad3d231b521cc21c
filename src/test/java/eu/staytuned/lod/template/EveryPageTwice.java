package eu.staytuned.lod.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** In all tests, each page that a service writes is written by Thymeleaf as well, and answered only if both are the same. */
@Component
class EveryPageTwice implements BeanPostProcessor {

    private final ObjectProvider<MessageSource> messages;

    EveryPageTwice(ObjectProvider<MessageSource> messages) {
        this.messages = messages;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof CompiledTemplates ours ? twice(ours) : bean;
    }

    private Templates twice(Templates ours) {
        ClassLoaderTemplateResolver templates = new ClassLoaderTemplateResolver();
        templates.setPrefix("templates/");
        Templates theirs = new Thymeleaf(templates, messages.getObject());
        return (template, locale, values) -> {
            byte[] page = ours.write(template, locale, values);
            assertThat(new String(page, StandardCharsets.UTF_8))
                    .as("page made of %s in %s", template, locale)
                    .isEqualTo(
                            new String(theirs.write(template, locale, new HashMap<>(values)), StandardCharsets.UTF_8));
            return page;
        };
    }
}
