package eu.staytuned.lod.web;

import eu.staytuned.lod.store.Store;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The site on a port of its own, with the small release of the tests on the shelf. */
@SpringBootTest(webEnvironment = WebEnvironment.DEFINED_PORT)
abstract class SiteTest extends ServedSite {

    private static final int PORT = PublishedFixture.freePort();

    @Autowired
    Store store;

    @DynamicPropertySource
    static void address(DynamicPropertyRegistry settings) {
        settings.add("server.port", () -> PORT);
        settings.add("management.server.port", () -> -1);
        settings.add(
                "publication.sources",
                () -> "src/test/resources/release/small/ontology, src/test/resources/release/small/rdf-data");
    }

    @BeforeEach
    void publish() {
        if (store.edition().filter(PublishedFixture.EDITION::equals).isEmpty()) {
            PublishedFixture.publish(store, iris);
        }
    }
}
