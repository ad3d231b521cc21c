package eu.staytuned.lod.web;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The site as it is published: one server with the repository's own data, for all tests that extend this. */
@SpringBootTest(webEnvironment = WebEnvironment.DEFINED_PORT)
public abstract class PublishedSite {

    private static final int PORT = PublishedFixture.freePort();

    @DynamicPropertySource
    static void address(DynamicPropertyRegistry settings) {
        settings.add("server.port", () -> PORT);
        settings.add("management.server.port", () -> -1);
        settings.add("publication.dumps.ahead", () -> true);
    }

    /** The base of its IRIs. */
    protected static String base() {
        return "http://localhost:" + PORT + "/";
    }
}
