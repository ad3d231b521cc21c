package eu.staytuned.lod.release;

import static org.assertj.core.api.Assertions.assertThat;

import eu.staytuned.lod.store.Edition;
import eu.staytuned.lod.store.Store;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole service on {@link Sources}, and a plain client for it. */
final class Service implements AutoCloseable {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final ConfigurableApplicationContext context;
    private final int port;

    Service(ConfigurableApplicationContext context, int port) {
        this.context = context;
        this.port = port;
    }

    int port() {
        return port;
    }

    /** The base of its IRIs. */
    String base() {
        return "http://localhost:" + port + "/";
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    /** Publishes what its sources say now, which has to be accepted. */
    void publish() {
        assertThat(bean(Publisher.class).request().join()).isInstanceOf(Outcome.Published.class);
    }

    /** The release on its shelf. */
    Edition edition() {
        return bean(Store.class).edition().orElseThrow();
    }

    /**
     * Asks for a path below the base or a whole address; follows no redirect.
     *
     * @param headers names and values in turn
     */
    HttpResponse<String> get(String address, String... headers) {
        return get(address, HttpResponse.BodyHandlers.ofString(), headers);
    }

    /** The same with the bytes of the answer. */
    HttpResponse<byte[]> bytes(String address, String... headers) {
        return get(address, HttpResponse.BodyHandlers.ofByteArray(), headers);
    }

    private <T> HttpResponse<T> get(String address, HttpResponse.BodyHandler<T> body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address.startsWith("http:") ? address : base() + address));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build(), address, body);
    }

    /** Sends a form to a path below the base; asks for JSON. */
    HttpResponse<String> post(String path, String form) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base() + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        return send(request, path, HttpResponse.BodyHandlers.ofString());
    }

    private static <T> HttpResponse<T> send(HttpRequest request, String address, HttpResponse.BodyHandler<T> body) {
        try {
            return CLIENT.send(request, body);
        } catch (IOException e) {
            throw new AssertionError(address, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
