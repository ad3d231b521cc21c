package eu.staytuned.lod.sparql;

import static org.assertj.core.api.Assertions.assertThat;

import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.release.Archive;
import eu.staytuned.lod.release.ArchivedReleases;
import eu.staytuned.lod.resource.Documents;
import eu.staytuned.lod.store.Edition;
import eu.staytuned.lod.store.Store;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.jena.riot.system.StreamRDF;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;

/** The endpoint on a real server, and a plain client for it. */
final class SparqlServer {

    /** Where to look for what has some ten thousand million solutions. */
    static final String ENDLESS = "{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o . "
            + "?a1 ?b1 ?c1 . ?d1 ?e1 ?f1 . ?g1 ?h1 ?i1 . ?j1 ?k1 ?l1 . ?m1 ?n1 ?o1 }";

    /** All that answers queries and nothing that reads releases from files. */
    @EnableAutoConfiguration
    @org.springframework.boot.context.properties.EnableConfigurationProperties(SparqlSettings.class)
    @ComponentScan(basePackageClasses = {IriSpace.class, Store.class, SparqlController.class})
    @ComponentScan({
        "eu.staytuned.lod.access",
        "eu.staytuned.lod.catalog",
        "eu.staytuned.lod.citation",
        "eu.staytuned.lod.explain",
        "eu.staytuned.lod.front",
        "eu.staytuned.lod.limits",
        "eu.staytuned.lod.links",
        "eu.staytuned.lod.lookup",
        "eu.staytuned.lod.queries",
        "eu.staytuned.lod.search",
        "eu.staytuned.lod.tables",
        "eu.staytuned.lod.web"
    })
    @ConfigurationPropertiesScan({"eu.staytuned.lod.citation", "eu.staytuned.lod.limits"})
    static class Parts {

        @Bean
        ArchivedReleases archivedReleases() {
            return new ArchivedReleases() {
                @Override
                public List<Edition> editions() {
                    return List.of();
                }

                @Override
                public void send(int number, StreamRDF sink) {
                    throw new IllegalStateException("There are no releases here.");
                }
            };
        }

        @Bean
        Documents documents() {
            return (path, shelf) -> Optional.empty();
        }

        @Bean
        Archive archive() {
            return number -> {
                throw new IllegalStateException("There are no releases here.");
            };
        }
    }

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private final String root;

    SparqlServer(int port) {
        this.root = "http://localhost:" + port;
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Asks a query by GET, with headers given as name and value in turn. */
    HttpResponse<byte[]> ask(String query, String... headers) {
        return send("GET", "/sparql?query=" + encoded(query), "", headers);
    }

    HttpResponse<byte[]> send(String method, String target, String body, String... headers) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(root + target))
                    .method(
                            method,
                            body.isEmpty()
                                    ? HttpRequest.BodyPublishers.noBody()
                                    : HttpRequest.BodyPublishers.ofString(body));
            if (headers.length > 0) {
                request.headers(headers);
            }
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new AssertionError(method + " " + target + " got no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    /** Goes on when something is so; for what is sure to come. */
    static void await(BooleanSupplier condition) {
        within(Duration.ofSeconds(20), condition);
    }

    /** Goes on when something is so, which has to be within a time. */
    static void within(Duration time, BooleanSupplier condition) {
        Instant deadline = Instant.now().plus(time);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("in time").isBefore(deadline);
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }
}
