package eu.staytuned.lod.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import eu.staytuned.lod.web.PublishedSite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestInstance;

/** The site as it is published, in a browser: one server with the repository's own data for all tests. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BrowserTest extends PublishedSite {

    private static final double TIMEOUT = 20_000;

    /** What browsers report of the page itself where it is a problem page. */
    private static final String STATUS_OF_PAGE = "Failed to load resource: the server responded with a status of";

    private final List<BrowserContext> contexts = new ArrayList<>();

    /** What the pages of a test complained about and asked of others. */
    final List<String> complaints = new ArrayList<>();

    /** A page of each kind, by what people call it. */
    Stream<String> kindsOfPages() {
        return Stream.of(
                "",
                "id/",
                "id/city/",
                "doc/city/ghent",
                "doc/city/sofia",
                "doc/network/stay-tuned",
                "doc/journey/barcelona",
                "doc/action/ghent-school-plans",
                "doc/policy-category/prevention",
                "doc/beneficiary-group/early-leavers",
                "doc/scheme/policy-category",
                "doc/document/cedefop-stay-tuned",
                "doc/claim/barcelona-consortium-founders",
                "doc/region/be234",
                "doc/country/greece",
                "dataset/early-leavers",
                "doc/observation/early-leavers-bg4-f-2009",
                "doc/series/early-leavers-se-f",
                "ontology",
                "shapes",
                "graph/cities/ghent",
                "releases",
                "releases/1",
                "quality",
                "catalog",
                "how-you-see-us",
                "sparql",
                "search",
                "compare",
                "explore",
                "queries",
                "queries/rates-of-a-region",
                "api",
                "guides",
                "guides/python",
                "guides/jupyter",
                "data",
                "dumps",
                "changes",
                "data/cities",
                "data/observations",
                kept(),
                "links",
                "links?to=wd",
                "links?to=nowhere",
                "resolve",
                "resolve?identifier=BE",
                "resolve?identifier=zzzzzz",
                "search?q=sofia",
                "search?q=zzzzzz",
                "id/city/nowhere",
                "doc/city/ghent?page=99",
                "id/city/?page=none");
    }

    /** A result that is kept to be cited. */
    private String kept() {
        String query = "SELECT ?city { ?city a <" + base() + "ontology#City> } ORDER BY ?city";
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(base() + "q"))
                                    .header("Content-Type", "application/x-www-form-urlencoded")
                                    .header("Accept", "application/json")
                                    .POST(HttpRequest.BodyPublishers.ofString(
                                            "query=" + URLEncoder.encode(query, StandardCharsets.UTF_8)))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .headers()
                    .firstValue("Location")
                    .orElseThrow()
                    .substring(base().length());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A browser window of its own, without memory of others. */
    Page window(UnaryOperator<Browser.NewContextOptions> options) {
        BrowserContext context = Chromium.browser()
                .newContext(options.apply(new Browser.NewContextOptions()
                        .setLocale("en")
                        .setColorScheme(ColorScheme.LIGHT)
                        .setViewportSize(1280, 900)));
        context.setDefaultTimeout(TIMEOUT);
        contexts.add(context);
        Page page = context.newPage();
        page.onConsoleMessage(message -> {
            boolean itself = message.text().startsWith(STATUS_OF_PAGE)
                    && message.location().startsWith(page.url());
            if (List.of("error", "warning").contains(message.type()) && !itself) {
                complaints.add(page.url() + ": " + message.type() + ": " + message.text());
            }
        });
        page.onPageError(error -> complaints.add(page.url() + ": " + error));
        page.onRequest(request -> {
            if (!request.url().startsWith(base())) {
                complaints.add(page.url() + " asks for " + request.url());
            }
        });
        page.onResponse(response -> {
            if (response.status() >= 400 && !response.request().isNavigationRequest()) {
                complaints.add(page.url() + ": " + response.status() + " " + response.url());
            }
        });
        return page;
    }

    Page window() {
        return window(options -> options);
    }

    Page window(String language) {
        return window(options -> options.setLocale(language).setExtraHTTPHeaders(Map.of("Accept-Language", language)));
    }

    @AfterEach
    void close() {
        contexts.forEach(BrowserContext::close);
        contexts.clear();
        List<String> said = List.copyOf(complaints);
        complaints.clear();
        assertThat(said).isEmpty();
    }
}
