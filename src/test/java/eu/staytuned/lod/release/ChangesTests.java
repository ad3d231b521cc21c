package eu.staytuned.lod.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who keeps a copy sees what came, what changed and what went. */
class ChangesTests {

    private static final String SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private static final String RESOURCESYNC = "http://www.openarchives.org/rs/terms/";

    @TempDir
    static Path folder;

    private static Sources sources;
    private static Service service;

    @BeforeAll
    static void start() {
        sources = Sources.small(folder);
        sources.write("rdf-data/cities/more.ttl", city("lyon", "Lyon") + city("porto", "Porto"));
        service = sources.serve();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static String city(String name, String label) {
        return """
                PREFIX city: <https://w3id.org/stay-tuned/id/city/>
                PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
                PREFIX st:   <https://w3id.org/stay-tuned/ontology#>
                city:%s a st:City ; rdfs:label "%s"@en ; rdfs:comment "A city."@en .
                """
                .formatted(name, label);
    }

    @Test
    void whatEachReleaseDidIsThereForGood() throws Exception {
        assertThat(activities()).hasSize(1).allSatisfy(page -> assertThat(page)
                .containsEntry("id/city/lyon", "Create"));
        assertThat(list(1)).containsEntry("id/city/lyon", "created");

        Thread.sleep(1100); // releases are told apart by the second
        sources.write("rdf-data/cities/more.ttl", city("porto", "Oporto") + city("nantes", "Nantes"));
        service.publish();
        List<Map<String, String>> second = activities();
        assertThat(second).hasSize(2);
        assertThat(second.get(1))
                .containsEntry("id/city/lyon", "Delete")
                .containsEntry("id/city/porto", "Update")
                .containsEntry("id/city/nantes", "Create")
                .doesNotContainKeys("id/city/ghent", "id/city/aveiro");
        assertThat(list(2))
                .containsEntry("id/city/lyon", "deleted")
                .containsEntry("id/city/porto", "updated")
                .containsEntry("id/city/nantes", "created");
        for (String path : List.of("id/city/lyon", "doc/city/lyon", "doc/city/lyon.ttl", "doc/city/lyon.html")) {
            HttpResponse<String> gone = service.get(path);
            assertThat(gone.statusCode()).as(path).isEqualTo(410);
            assertThat(gone.body())
                    .contains("release 2, published on " + issued().substring(0, 10), "\"withdrawn\":\"" + issued());
        }
        assertThat(service.get("doc/city/bonn").statusCode()).isEqualTo(404);
        HttpResponse<String> page = service.get("changes", "Accept", "text/html");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("changes/2/1.json", "changes.json", "changes.xml");

        Thread.sleep(1100);
        sources.write("rdf-data/cities/more.ttl", city("porto", "Oporto") + city("lyon", "Lyon"));
        service.publish();
        List<Map<String, String>> third = activities();
        assertThat(third.subList(0, 2)).isEqualTo(second);
        assertThat(third.get(2))
                .containsEntry("id/city/lyon", "Create")
                .containsEntry("id/city/nantes", "Delete")
                .doesNotContainKey("id/city/porto");
        assertThat(service.get("doc/city/lyon.ttl").statusCode()).isEqualTo(200);
        assertThat(service.get("doc/city/nantes.ttl").statusCode()).isEqualTo(410);
        assertThat(service.get("changes/9/1.json").statusCode()).isEqualTo(404);
        assertThat(service.get("changes/2/2.xml").statusCode()).isEqualTo(404);

        // What is known of earlier releases survives a restart, when there is nothing left to compare.
        service.close();
        service = sources.serve();
        assertThat(activities()).isEqualTo(third);
        assertThat(service.get("doc/city/nantes").statusCode()).isEqualTo(410);
    }

    /** As a client of change discovery does: from the last page back to the first. */
    private static List<Map<String, String>> activities() throws InterruptedException {
        JsonNode collection = json("changes.json");
        assertThat(collection.get("type").asString()).isEqualTo("OrderedCollection");
        assertThat(collection.get("id").asString()).isEqualTo(service.base() + "changes.json");
        List<Map<String, String>> pages = new ArrayList<>();
        int total = 0;
        String next = collection.get("last").get("id").asString();
        while (!next.isEmpty()) {
            JsonNode page = json(next.substring(service.base().length()));
            assertThat(page.get("id").asString()).isEqualTo(next);
            Map<String, String> changes = new TreeMap<>();
            for (JsonNode activity : page.get("orderedItems")) {
                total++;
                String path = activity.get("object")
                        .get("id")
                        .asString()
                        .substring(service.base().length());
                String type = activity.get("type").asString();
                assertThat(activity.get("object").has("deleted")).isEqualTo(type.equals("Delete"));
                assertThat(changes.put(path, type)).as(path).isNull();
            }
            pages.add(0, changes);
            if (!page.has("prev")) {
                assertThat(collection.get("first").get("id").asString()).isEqualTo(next);
            }
            next = page.has("prev") ? page.get("prev").get("id").asString() : "";
        }
        assertThat(collection.get("totalItems").asInt()).isEqualTo(total);
        return pages;
    }

    /** As a client of ResourceSync does: from the well-known address down. */
    private static Map<String, String> list(int release) throws Exception {
        Document source = xml(".well-known/resourcesync");
        assertThat(capability(source)).isEqualTo("description");
        Document capabilities = xml(location(source, "url", 0));
        assertThat(capability(capabilities)).isEqualTo("capabilitylist");
        Document index = xml(location(capabilities, "url", 0));
        assertThat(capability(index)).isEqualTo("changelist");
        Document list = xml(location(index, "sitemap", release - 1));
        assertThat(capability(list)).isEqualTo("changelist");
        Element described =
                (Element) list.getElementsByTagNameNS(RESOURCESYNC, "md").item(0);
        assertThat(described.getAttribute("until")).isEqualTo(issued());
        assertThat(described.getAttribute("from")).isNotEmpty().isLessThanOrEqualTo(issued());
        Map<String, String> changes = new TreeMap<>();
        var urls = list.getElementsByTagNameNS(SITEMAP, "url");
        for (int i = 0; i < urls.getLength(); i++) {
            Element change = (Element) ((Element) urls.item(i))
                    .getElementsByTagNameNS(RESOURCESYNC, "md")
                    .item(0);
            assertThat(change.getAttribute("datetime")).isEqualTo(issued());
            changes.put(location(list, "url", i), change.getAttribute("change"));
        }
        return changes;
    }

    private static String capability(Document document) {
        return ((Element) document.getElementsByTagNameNS(RESOURCESYNC, "md").item(0)).getAttribute("capability");
    }

    private static String location(Document document, String element, int number) {
        Element url =
                (Element) document.getElementsByTagNameNS(SITEMAP, element).item(number);
        return url.getElementsByTagNameNS(SITEMAP, "loc")
                .item(0)
                .getTextContent()
                .substring(service.base().length());
    }

    private static Document xml(String path) throws Exception {
        HttpResponse<String> response = ready(path);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/xml");
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder()
                .parse(new ByteArrayInputStream(response.body().getBytes(StandardCharsets.UTF_8)));
    }

    private static JsonNode json(String path) throws InterruptedException {
        HttpResponse<String> response = ready(path);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/activity+json");
        return JsonMapper.builder().build().readTree(response.body());
    }

    private static HttpResponse<String> ready(String path) throws InterruptedException {
        HttpResponse<String> response = service.get(path);
        for (int i = 0; i < 10 && response.statusCode() == 503; i++) {
            assertThat(response.headers().firstValue("Retry-After")).isPresent();
            Thread.sleep(2000);
            response = service.get(path);
        }
        assertThat(response.statusCode()).as(path).isEqualTo(200);
        return response;
    }

    private static String issued() {
        return service.edition().issued().toString();
    }
}
