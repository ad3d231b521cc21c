package eu.staytuned.lod.template;

import java.util.Locale;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.core.io.ResourceLoader;

/**
 * The templates of pages. They are written in the language of Thymeleaf and work without it: each becomes something that
 * writes bytes. What comes out is what Thymeleaf would write, to the byte; what is not known here of its language is
 * refused. Templates are ours: nothing that a reader sends is ever one.
 */
public interface Templates {

    /**
     * A page in UTF-8.
     *
     * @param template its name
     * @param locale of the service's own texts
     * @param values what it shows, by name
     */
    byte[] write(String template, Locale locale, Map<String, ?> values);

    /**
     * The templates of a folder.
     *
     * @param folder its address, with a slash at the end
     */
    static Templates in(String folder, ResourceLoader resources, MessageSource messages) {
        return new CompiledTemplates(messages, resources, folder);
    }
}
