package eu.staytuned.lod.web;

import eu.staytuned.lod.template.Templates;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.ViewResolver;

/** The pages that other modules name by their template. */
@Component
class TemplateViews implements ViewResolver {

    private static final String TYPE = "text/html;charset=UTF-8";
    private static final String REDIRECT = "redirect:";

    private final Templates templates;

    TemplateViews(Templates templates) {
        this.templates = templates;
    }

    @Override
    public @Nullable View resolveViewName(String template, Locale locale) {
        return template.startsWith(REDIRECT) ? null : new TemplateView(template, locale);
    }

    private final class TemplateView implements View {

        private final String template;
        private final Locale locale;

        TemplateView(String template, Locale locale) {
            this.template = template;
            this.locale = locale;
        }

        @Override
        public String getContentType() {
            return TYPE;
        }

        @Override
        public void render(@Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            byte[] page = templates.write(template, locale, model == null ? Map.of() : model);
            response.setContentType(TYPE);
            response.setHeader(HttpHeaders.CONTENT_LANGUAGE, locale.toLanguageTag());
            response.setContentLength(page.length);
            response.getOutputStream().write(page);
        }
    }
}
