package eu.staytuned.lod.template;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templateresolver.AbstractConfigurableTemplateResolver;

/** The same templates as Thymeleaf writes them. */
final class Thymeleaf implements Templates {

    private final SpringTemplateEngine engine = new SpringTemplateEngine();

    Thymeleaf(AbstractConfigurableTemplateResolver templates, MessageSource messages) {
        templates.setSuffix(".html");
        templates.setCharacterEncoding(StandardCharsets.UTF_8.name());
        engine.setTemplateResolver(templates);
        engine.setTemplateEngineMessageSource(messages);
    }

    @Override
    public byte[] write(String template, Locale locale, Map<String, ?> values) {
        Context context = new Context(locale);
        values.forEach(context::setVariable);
        return engine.process(template, context).getBytes(StandardCharsets.UTF_8);
    }
}
