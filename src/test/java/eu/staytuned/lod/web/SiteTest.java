package eu.staytuned.lod.web;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The small site as it is shipped: one server for all tests that extend this. */
@SpringBootTest(webEnvironment = WebEnvironment.DEFINED_PORT)
abstract class SiteTest extends SmallSite {

    private static final int PORT = PublishedFixture.freePort();

    @DynamicPropertySource
    static void address(DynamicPropertyRegistry settings) {
        settings.add("server.port", () -> PORT);
    }
}
