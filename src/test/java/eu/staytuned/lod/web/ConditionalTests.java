package eu.staytuned.lod.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever has an answer already gets 304 and nothing else, at every kind of address there is. */
class ConditionalTests extends PublishedSite {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private static final int PATIENCE = 30;

    static Stream<String> addresses() {
        List<String> resources = List.of(
                "doc/city/ghent",
                "doc/city",
                "doc",
                "doc/network/stay-tuned",
                "doc/policy-category/prevention",
                "doc/country/belgium",
                "ontology",
                "shapes",
                "graph/cities/ghent",
                "graph/release",
                "releases",
                "releases/1",
                "quality",
                "catalog",
                "index");
        Stream<String> described = resources.stream()
                .flatMap(path -> Stream.of("", ".html", ".ttl", ".jsonld", ".rdf", ".nt", ".nq", ".trig")
                        .filter(ending -> !path.equals("index") || !ending.isEmpty())
                        .map(path::concat));
        Stream<String> others = Stream.of(
                "",
                "doc/city?release=1",
                "doc/region.ttl?page=1&release=1",
                "search?q=ghent",
                "search/suggestions?q=gh",
                "opensearch.xml",
                "explore",
                "explore?list=cities",
                "explore.csv",
                "compare",
                "compare?city=ghent&city=nantes",
                "compare.csv?city=ghent&city=nantes",
                "data",
                "data/cities",
                "data/observations?page=2",
                "data/cities.csv",
                "data/cities.csv-metadata.json",
                "data/csv-metadata.json",
                "data/stay-tuned.xlsx",
                "dumps",
                "dumps.json",
                "dumps/1",
                "dumps/1/stay-tuned.nq.gz",
                "dumps/1/stay-tuned.nt.gz",
                "dumps/1/SHA256SUMS",
                "changes",
                "changes.json",
                "changes.xml",
                "changes/1/1.json",
                "changes/1/1.xml",
                "changes/capabilities.xml",
                ".well-known/resourcesync",
                "sitemap.xml",
                "sitemap/1.xml",
                "robots.txt",
                "llms.txt",
                "openapi.json",
                "api",
                "guides",
                "guides/python",
                "queries",
                "queries/rates-of-a-region",
                "queries/rates-of-a-region?region=be23",
                "queries/rates-of-a-region.csv?region=be23",
                "queries/rates-of-a-region.json",
                "sparql?query=ASK%7B%7D",
                "sparql?query=SELECT*%7B%3Fs%20a%20%3Ft%7DLIMIT%205&format=csv",
                "sparql?query=CONSTRUCT%20WHERE%7B%3Fs%20a%20%3Ft%7DLIMIT%205",
                "sparql",
                "sparql/vocabulary.json",
                "resolve",
                "resolve?identifier=BE&redirect=false",
                "reconcile",
                "reconcile?queries=%7B%22q0%22%3A%7B%22query%22%3A%22Gent%22%7D%7D",
                "reconcile/suggest/entity?prefix=gh",
                "reconcile/preview?id=city%2Fghent");
        return Stream.concat(described, others);
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void nothingIsSentTwice(String path) throws Exception {
        HttpResponse<byte[]> first = get(path);
        for (int i = 0; i < PATIENCE && first.statusCode() == 503; i++) {
            Thread.sleep(1000);
            first = get(path);
        }
        assertThat(first.statusCode()).as(path).isEqualTo(200);
        Optional<String> tag = first.headers().firstValue("ETag");
        assertThat(tag).as("entity tag of " + path).isPresent();
        String known = tag.orElseThrow();

        isNothingNew(path, known, get(path, "If-None-Match", known));
        isNothingNew(path, known, get(path, "If-None-Match", "\"another\", " + known));
        isNothingNew(path, known, send("HEAD", path, "If-None-Match", known));
        assertThat(get(path, "If-None-Match", "\"another\"").statusCode()).isEqualTo(200);

        HttpResponse<byte[]> compressed = get(path, "Accept-Encoding", "gzip");
        String itsTag = compressed.headers().firstValue("ETag").orElseThrow();
        assertThat(get(path, "Accept-Encoding", "gzip", "If-None-Match", itsTag).statusCode())
                .as("compressed " + path)
                .isEqualTo(304);
        HttpResponse<byte[]> head = send("HEAD", path);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("ETag")).hasValue(known);
    }

    private static void isNothingNew(String path, String tag, HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).as(path).isEqualTo(304);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValue("ETag")).hasValue(tag);
    }

    private static HttpResponse<byte[]> get(String path, String... headers) throws IOException, InterruptedException {
        return send("GET", path, headers);
    }

    private static HttpResponse<byte[]> send(String method, String path, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base() + path)).method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }
}
