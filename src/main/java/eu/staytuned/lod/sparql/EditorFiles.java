package eu.staytuned.lod.sparql;

import java.io.IOException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * What the query editor is made of: of YASGUI's WebJar the bundle, its licences and its
 * style alone, our scripts and style, and the
 * outlines that its map is drawn on.
 */
@Component
class EditorFiles implements WebMvcConfigurer {

    private static final String WEBJAR = "META-INF/resources/webjars/zazuko__yasgui/";
    private static final Pattern VERSION = Pattern.compile(Pattern.quote(WEBJAR) + "([^/]+)/");

    private final String version;

    EditorFiles() throws IOException {
        Resource[] bundles = new PathMatchingResourcePatternResolver()
                .getResources("classpath*:" + WEBJAR + "*/build/yasgui.min.js");
        Matcher place =
                VERSION.matcher(bundles.length == 1 ? bundles[0].getURL().toString() : "");
        if (!place.find()) {
            throw new IllegalStateException(
                    "The application needs YASGUI once and has it " + bundles.length + " times");
        }
        this.version = place.group(1);
    }

    /** The folder of YASGUI below the root of the site; another version has another. */
    String yasgui() {
        return "sparql/yasgui-" + version + "/";
    }

    /** Before the controllers, as all files. */
    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.setOrder(-1);
        registry.addResourceHandler("/" + yasgui() + "{file:yasgui\\.min\\.(?:js|css|js\\.LICENSE\\.txt)}")
                .addResourceLocations("classpath:/" + WEBJAR + version + "/build/")
                .setCacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable());
        registry.addResourceHandler("/sparql.css", "/sparql.js", "/sparql-code.js", "/sparql-views.js")
                .addResourceLocations("classpath:/static/")
                .setCacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePublic());
        registry.addResourceHandler("/sparql/{file:europe\\.json}")
                .addResourceLocations("classpath:/eu/staytuned/lod/web/")
                .setCacheControl(CacheControl.maxAge(Duration.ofDays(1)).cachePublic());
    }
}
