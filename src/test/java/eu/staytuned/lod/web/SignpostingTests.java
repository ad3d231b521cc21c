package eu.staytuned.lod.web;

import static org.assertj.core.api.Assertions.assertThat;

import eu.staytuned.lod.rdf.RdfSyntax;
import eu.staytuned.lod.web.LinksetReader.TypedLink;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A machine that knows the FAIR Signposting Profile, and nothing else of us, finds its way on both levels. */
class SignpostingTests extends PublishedSite {

    private final HttpClient http =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();

    private HttpResponse<String> send(String method, String address, String accept) {
        try {
            return http.send(
                    HttpRequest.newBuilder(URI.create(address))
                            .method(method, HttpRequest.BodyPublishers.noBody())
                            .header("Accept", accept)
                            .build(),
                    HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(address, e);
        }
    }

    private static List<TypedLink> links(HttpResponse<?> response) {
        return LinksetReader.field(response.headers().firstValue("Link").orElseThrow());
    }

    private static List<TypedLink> of(Iterable<TypedLink> links, String relation) {
        List<TypedLink> found = new ArrayList<>();
        links.forEach(link -> {
            if (link.relation().equals(relation)) {
                found.add(link);
            }
        });
        return found;
    }

    private static Set<String> targets(Iterable<TypedLink> links, String relation) {
        return of(links, relation).stream().map(TypedLink::target).collect(Collectors.toSet());
    }

    /** Named by what identifies them, persistently. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "id/city/ghent",
                "id/city/",
                "id/action/ghent-school-plans",
                "id/observation/early-leavers-bg4-f-2009",
                "id/policy-category/prevention",
                "id/document/cedefop-stay-tuned",
                "ontology",
                "catalog",
                "dataset/stay-tuned",
                "dataset/early-leavers",
                "releases/1",
                "quality"
            })
    void bothLevelsLeadAround(String path) {
        String identifier = base() + path;
        HttpResponse<String> page = send("GET", identifier, "text/html");
        String landingPage = page.uri().toString();
        List<TypedLink> links = links(page);

        assertThat(links(send("HEAD", identifier, "text/html"))).isEqualTo(links);
        // Level 1, §2.1.1
        assertThat(targets(links, "cite-as")).containsExactly(identifier);
        assertThat(of(links, "describedby"))
                .allSatisfy(metadata -> assertThat(metadata.type()).isNotEmpty())
                .filteredOn(metadata -> RdfSyntax.ofExtension(metadata.target().replaceFirst(".*\\.", ""))
                        .isPresent())
                .hasSize(6);
        assertThat(of(links, "type")).hasSize(2);
        assertThat(of(links, "type").get(1).target()).isEqualTo("https://schema.org/AboutPage");
        assertThat(targets(links, "license")).isNotEmpty();

        // Level 2, §2.2
        List<TypedLink> sets = of(links, "linkset");
        assertThat(sets).extracting(TypedLink::type).containsExactly("application/linkset+json", "application/linkset");
        HttpResponse<String> json = send("GET", sets.get(0).target(), "*/*");
        HttpResponse<String> text = send("GET", sets.get(1).target(), "*/*");
        assertThat(json.headers().firstValue("Content-Type")).contains("application/linkset+json");
        assertThat(text.headers().firstValue("Content-Type")).contains("application/linkset");
        Set<TypedLink> all = LinksetReader.json(json.body());
        assertThat(LinksetReader.text(text.body())).isEqualTo(all);

        List<TypedLink> ofPage =
                all.stream().filter(link -> link.anchor().equals(landingPage)).toList();
        for (String relation : List.of("author", "cite-as", "describedby", "license", "type")) {
            assertThat(targets(ofPage, relation)).as(relation).isEqualTo(targets(links, relation));
        }
        assertThat(targets(ofPage, "item")).containsAll(targets(links, "item"));
        assertThat(of(ofPage, "item")).allSatisfy(item -> assertThat(all)
                .contains(new TypedLink(item.target(), "collection", landingPage, "")));

        // Level 1, §2.1.2, and level 2, §2.2.3
        for (TypedLink metadata : of(links, "describedby")) {
            HttpResponse<String> description = send("HEAD", metadata.target(), "*/*");
            assertThat(description.statusCode()).as(metadata.target()).isEqualTo(200);
            assertThat(description.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith(metadata.type());
            if (RdfSyntax.ofExtension(metadata.target().replaceFirst(".*\\.", ""))
                    .isPresent()) {
                List<TypedLink> back = links(description);
                assertThat(targets(back, "describes")).containsExactly(landingPage);
                assertThat(back).noneMatch(link -> link.relation().equals("cite-as"));
                assertThat(of(back, "linkset")).isEqualTo(sets);
            }
            assertThat(all).contains(new TypedLink(metadata.target(), "describes", landingPage, ""));
        }
    }

    @Test
    void aDatasetHasItsFilesAsItemsWithTheirMediaTypes() {
        List<TypedLink> dataset = links(send("HEAD", base() + "dataset/stay-tuned", "text/html"));
        List<TypedLink> home = links(send("HEAD", base(), "text/html"));

        for (List<TypedLink> links : List.of(dataset, home)) {
            assertThat(of(links, "item"))
                    .anyMatch(item -> item.target().endsWith("stay-tuned.nq.gz")
                            && item.type().equals("application/gzip"));
        }
        assertThat(of(dataset, "item"))
                .anyMatch(item -> item.target().equals(base() + "data/cities.csv")
                        && item.type().equals("text/csv"))
                .allSatisfy(item -> assertThat(
                                send("HEAD", item.target(), "*/*").headers().firstValue("Content-Type"))
                        .get()
                        .asString()
                        .startsWith(item.type()));
        assertThat(targets(dataset, "author")).containsExactly(base() + "id/organisation/stay-tuned-linked-data");
        assertThat(of(dataset, "type").get(0).target()).isEqualTo("https://schema.org/Dataset");
    }

    @Test
    void aThingNamesItsLinkSetBeforeAnyoneFollows() throws Exception {
        HttpResponse<Void> thing = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(base() + "id/city/ghent"))
                                .build(),
                        HttpResponse.BodyHandlers.discarding());

        assertThat(thing.statusCode()).isEqualTo(303);
        assertThat(of(links(thing), "linkset")).hasSize(2);
    }

    @Test
    void theLinkSetOfAThingLeadsToItsEqualsElsewhere() {
        Set<TypedLink> all = LinksetReader.json(
                send("GET", base() + "linkset/doc/city/ghent.json", "*/*").body());

        assertThat(all)
                .contains(new TypedLink(
                        base() + "id/city/ghent",
                        "http://www.w3.org/2002/07/owl#sameAs",
                        "http://www.wikidata.org/entity/Q1296",
                        ""));
    }

    @Test
    void aLinkSetIsKeptAsLongAsTheReleaseLasts() throws Exception {
        HttpResponse<String> first = send("GET", base() + "linkset/doc/city/ghent.json", "*/*");
        String tag = first.headers().firstValue("ETag").orElseThrow();
        HttpResponse<Void> again = http.send(
                HttpRequest.newBuilder(first.uri()).header("If-None-Match", tag).build(),
                HttpResponse.BodyHandlers.discarding());

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(send("GET", base() + "linkset/doc/city/ghent.linkset", "*/*")
                        .headers()
                        .firstValue("ETag"))
                .isNotEqualTo(first.headers().firstValue("ETag"));
        assertThat(first.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
    }
}
