package eu.staytuned.lod.web;

import eu.staytuned.lod.store.Store;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The site with the small release of the tests on the shelf. Each server of it needs a port of its own. */
abstract class SmallSite extends ServedSite {

    @Autowired
    Store store;

    @DynamicPropertySource
    static void sources(DynamicPropertyRegistry settings) {
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
