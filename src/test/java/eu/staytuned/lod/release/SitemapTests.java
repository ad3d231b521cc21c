package eu.staytuned.lod.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What search engines and harvesters learn of the site before they read it. */
class SitemapTests {

    private static final Pattern ENTRY =
            Pattern.compile("<url><loc>([^<]*)</loc>(?:<lastmod>([^<]*)</lastmod>)?</url>");

    @TempDir
    static Path folder;

    private static Sources sources;
    private static Service service;

    @BeforeAll
    static void start() {
        sources = Sources.small(folder);
        service = sources.serve();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void everyPageIsThereWithTheReleaseThatChangedIt() throws Exception {
        Map<String, Instant> first = pages();
        Instant issued = issued();
        assertThat(first).containsKeys("", "data", "doc/city/aveiro", "releases/1", "graph/quality");
        assertThat(first.values()).containsOnly(issued);
        for (String path : first.keySet()) {
            HttpResponse<String> page = service.get(path);
            assertThat(page.statusCode()).as(path).isEqualTo(200);
        }

        Thread.sleep(1100); // releases are told apart by the second
        sources.append("rdf-data/cities/aveiro.ttl", "# nothing but a remark\n");
        service.publish();
        Map<String, Instant> second = pages();
        assertThat(second).containsKey("releases/2");
        assertThat(second.get("releases/2")).isEqualTo(issued());
        assertThat(second.get("doc/city/aveiro")).isEqualTo(issued);

        Thread.sleep(1100);
        sources.append("rdf-data/cities/aveiro.ttl", "city:aveiro rdfs:label \"Aveirou\"@nl .\n");
        service.publish();
        Map<String, Instant> third = pages();
        assertThat(third.get("doc/city/aveiro")).isEqualTo(issued()).isAfter(issued);
        List<String> unchanged = new ArrayList<>(third.keySet());
        unchanged.removeIf(path -> !path.startsWith("doc/") || path.equals("doc/city/aveiro"));
        assertThat(unchanged).isNotEmpty().allSatisfy(path -> assertThat(third.get(path))
                .isEqualTo(second.get(path)));
        assertThat(service.get("sitemap/2.xml").statusCode()).isEqualTo(404);
    }

    @Test
    void crawlersAreToldWhatToLeaveAlone() {
        HttpResponse<String> robots = service.get("robots.txt");

        assertThat(robots.statusCode()).isEqualTo(200);
        assertThat(robots.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
        assertThat(robots.body().lines())
                .contains(
                        "User-agent: *",
                        "Disallow: /sparql?",
                        "Disallow: /compare?",
                        "Sitemap: " + service.base() + "sitemap.xml");
    }

    @Test
    void everyAddressInTheTextForLanguageModelsAnswers() {
        HttpResponse<String> text = service.get("llms.txt");
        assertThat(text.headers().firstValue("Content-Type").orElse("")).startsWith("text/markdown");
        Matcher links = Pattern.compile("\\]\\(([^)]*)\\)").matcher(text.body());
        int found = 0;
        while (links.find()) {
            assertThat(links.group(1)).startsWith(service.base());
            assertThat(service.get(links.group(1).substring(service.base().length()))
                            .statusCode())
                    .as(links.group(1))
                    .isEqualTo(200);
            found++;
        }
        assertThat(found).isGreaterThan(7);
    }

    private static Map<String, Instant> pages() throws InterruptedException {
        HttpResponse<String> index = service.get("sitemap.xml");
        for (int i = 0; i < 5 && index.statusCode() == 503; i++) {
            Thread.sleep(2000);
            index = service.get("sitemap.xml");
        }
        assertThat(index.statusCode()).isEqualTo(200);
        assertThat(index.headers().firstValue("Content-Type").orElse("")).startsWith("application/xml");
        assertThat(index.body())
                .contains("<sitemap><loc>" + service.base() + "sitemap/1.xml</loc><lastmod>" + issued());
        Map<String, Instant> pages = new LinkedHashMap<>();
        Matcher entries = ENTRY.matcher(service.get("sitemap/1.xml").body());
        while (entries.find()) {
            assertThat(entries.group(1)).startsWith(service.base());
            assertThat(pages.put(entries.group(1).substring(service.base().length()), Instant.parse(entries.group(2))))
                    .as(entries.group(1))
                    .isNull();
        }
        return pages;
    }

    private static Instant issued() {
        return service.edition().issued();
    }
}
