package eu.staytuned.lod.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The site on a port of its own, with the ontology and the data of this repository on the shelf. */
@SpringBootTest(webEnvironment = WebEnvironment.DEFINED_PORT)
abstract class RepositorySiteTest extends ServedSite {

    private static final int PORT = PublishedFixture.freePort();

    @DynamicPropertySource
    static void address(DynamicPropertyRegistry settings) {
        settings.add("server.port", () -> PORT);
        settings.add("management.server.port", () -> -1);
        settings.add("publication.sources", () -> "ontology, rdf-data");
    }

    /** The page in a language. */
    String page(String path, String language) {
        HttpResponse<String> page = send("GET", path, "Accept", "text/html", "Accept-Language", language);
        assertThat(page.statusCode()).as(path).isEqualTo(200);
        return page.body();
    }

    /** The part of a page from the heading of this id to the end of its section. */
    static String section(String page, String id) {
        assertThat(page).contains("id=\"" + id + "\"");
        String rest = page.substring(page.indexOf("id=\"" + id + "\""));
        int end = rest.indexOf("</section>");
        return end < 0 ? rest : rest.substring(0, end);
    }

    /** What a page says, without its markup. */
    static String words(String html) {
        return html.replaceAll("<[^>]*>", " ")
                .replace("&#39;", "'")
                .replace("&amp;", "&")
                .replaceAll("\\s+", " ");
    }
}
