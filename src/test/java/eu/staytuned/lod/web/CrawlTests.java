package eu.staytuned.lod.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole site as it is published, read from the home page on, link by link. */
class CrawlTests extends PublishedSite {

    private static final int READERS = 2;

    /** Of each kind so many are read, which is enough to meet every template; all with {@code -Dcrawl=all}. */
    private static final int OF_A_KIND = "all".equals(System.getProperty("crawl")) ? Integer.MAX_VALUE : 6;

    private static final Pattern LINK = Pattern.compile("<a [^>]*?href=\"([^\"]*)\"[^>]*>(.*?)</a>", Pattern.DOTALL);
    private static final Pattern ID = Pattern.compile(" id=\"([^\"]*)\"");
    private static final Pattern DATA =
            Pattern.compile("<script type=\"application/ld\\+json\">(.*?)</script>", Pattern.DOTALL);

    private final HttpClient http =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.ALWAYS).build();
    private final JsonMapper json = JsonMapper.builder().build();

    @ParameterizedTest
    @ValueSource(strings = {"en", "el", "bg"})
    void nothingIsBrokenOrMissingOnAnyPage(String language) throws Exception {
        Map<String, String> faults = new TreeMap<>();
        Set<String> known = ConcurrentHashMap.newKeySet();
        Queue<String> waiting = new ConcurrentLinkedQueue<>(List.of(""));
        Map<String, Set<String>> fragments = new ConcurrentHashMap<>();
        Map<String, String> wanted = new ConcurrentHashMap<>();
        Map<String, Integer> kinds = new HashMap<>();
        known.add("");
        int pages = 0;
        ExecutorService readers = Executors.newFixedThreadPool(READERS);
        try {
            while (!waiting.isEmpty()) {
                List<Callable<Found>> round = new ArrayList<>();
                for (String path = waiting.poll(); path != null; path = waiting.poll()) {
                    String next = path;
                    round.add(() -> read(next, language));
                }
                for (Future<Found> future : readers.invokeAll(round)) {
                    Found found = future.get();
                    pages += found.page() ? 1 : 0;
                    found.faults().forEach(fault -> faults.put(found.path(), fault));
                    fragments.put(found.path(), found.ids());
                    for (String link : found.links()) {
                        int hash = link.indexOf('#');
                        String path = hash < 0 ? link : link.substring(0, hash);
                        if (hash >= 0) {
                            wanted.put(link, found.path());
                        }
                        if (known.add(path) && kinds.merge(kind(path), 1, Integer::sum) <= OF_A_KIND) {
                            waiting.add(path);
                        }
                    }
                }
            }
        } finally {
            readers.shutdownNow();
        }
        wanted.forEach((link, from) -> {
            String path = link.substring(0, link.indexOf('#'));
            String fragment = link.substring(link.indexOf('#') + 1);
            if (fragments.containsKey(path)
                    && !fragment.isEmpty()
                    // The editor reads a query there.
                    && !fragment.startsWith("query=")
                    && !fragments.get(path).contains(fragment)) {
                faults.put(from + " → " + link, "There is no such place on the page.");
            }
        });

        assertThat(faults).isEmpty();
        assertThat(pages).isGreaterThan(200);
        assertThat(kinds.keySet()).hasSizeGreaterThan(50);
    }

    /** Things and their documents by folder; what is not in a folder, and every collection, by itself. */
    private static String kind(String path) {
        String plain = path.replaceFirst("\\?.*", "");
        boolean list = plain.endsWith("/") || plain.indexOf('/') < 0;
        return list ? plain : plain.substring(0, plain.lastIndexOf('/'));
    }

    /**
     * What one address gave.
     *
     * @param page whether it is one
     * @param links to others of ours, below the base
     * @param ids of its elements
     */
    private record Found(String path, boolean page, List<String> faults, Set<String> links, Set<String> ids) {}

    private Found read(String path, String language) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(URI.create(base() + path))
                        .header("Accept", "text/html, */*;q=0.1")
                        .header("Accept-Language", language)
                        .build(),
                HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        List<String> faults = new ArrayList<>();
        Set<String> links = new HashSet<>();
        Set<String> ids = new HashSet<>();
        if (response.statusCode() != 200) {
            faults.add("answers " + response.statusCode());
        }
        String type = response.headers().firstValue("Content-Type").orElse("");
        if (!type.startsWith("text/html")) {
            return new Found(path, false, faults, links, ids);
        }
        String page = response.body();
        if (page.contains("??")) {
            faults.add("has no text for " + page.substring(page.indexOf("??"), page.indexOf("??") + 60));
        }
        Matcher id = ID.matcher(page);
        while (id.find()) {
            if (!ids.add(id.group(1))) {
                faults.add("has two places called " + id.group(1));
            }
        }
        Matcher link = LINK.matcher(page);
        while (link.find()) {
            String href = link.group(1).replace("&amp;", "&");
            String text = link.group(2).replaceAll("<[^>]*>", "").strip();
            URI target = response.uri().resolve(href);
            if (text.isEmpty()) {
                faults.add("has a link without words to " + href);
            }
            if (target.toString().startsWith(base())) {
                String below = target.toString().substring(base().length());
                links.add(below);
                // The address of a resource stands on its own page, as an address.
                boolean asAddress = link.group(0).contains("class=\"address\"")
                        || page.substring(Math.max(0, link.start() - 20), link.start())
                                .contains("class=\"iri\"");
                if (text.startsWith("http") && !asAddress) {
                    faults.add("calls a link " + text);
                }
            }
        }
        Matcher data = DATA.matcher(page);
        while (data.find()) {
            for (JsonNode entry : json.readTree(data.group(1)).path("@graph")) {
                if (entry.path("@type").asString("").equals("City")
                        && !entry.path("geo").path("latitude").isNumber()) {
                    faults.add("does not tell search engines where the city lies");
                }
            }
        }
        return new Found(path, true, faults, links, ids);
    }
}
