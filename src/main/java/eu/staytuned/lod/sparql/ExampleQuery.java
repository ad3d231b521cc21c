package eu.staytuned.lod.sparql;

import eu.staytuned.lod.rdf.IriSpace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.core.io.ClassPathResource;

/**
 * A query to start from, shown beside the form.
 *
 * @param title the comment in its first line
 * @param text the query below it
 */
record ExampleQuery(String title, String text) {

    private static final List<String> NAMES = List.of("graphs", "cities", "about-a-city");

    /** All of them, with the IRIs of this instance. */
    static List<ExampleQuery> all(IriSpace iris) {
        return NAMES.stream().map(name -> read(name, iris)).toList();
    }

    private static ExampleQuery read(String name, IriSpace iris) {
        try {
            String file = new ClassPathResource("examples/" + name + ".rq", ExampleQuery.class)
                    .getContentAsString(StandardCharsets.UTF_8)
                    .replace(IriSpace.CANONICAL_BASE, iris.base());
            int firstLine = file.indexOf('\n');
            return new ExampleQuery(
                    file.substring(0, firstLine).replaceFirst("^#\\s*", ""),
                    file.substring(firstLine).strip());
        } catch (IOException e) {
            throw new UncheckedIOException("The example query " + name + " is missing from the application", e);
        }
    }
}
