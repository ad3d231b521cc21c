package eu.staytuned.lod.web;

import static org.assertj.core.api.Assertions.assertThat;

import eu.staytuned.lod.rdf.Joining;
import eu.staytuned.lod.rdf.RdfSyntax;
import eu.staytuned.lod.store.Store;
import eu.staytuned.lod.web.LinksetReader.TypedLink;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.VOID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What we link to: the same links in whichever format, and those that were asked for. */
class OutgoingLinksTests extends PublishedSite {

    private static final String SAME = "http://www.w3.org/2002/07/owl#sameAs";
    private static final String GHENT = "http://www.wikidata.org/entity/Q1296";

    @Autowired
    Store store;

    private final HttpClient http = HttpClient.newHttpClient();

    private HttpResponse<String> send(String method, String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base() + path)).method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(path, e);
        }
    }

    private String get(String path) {
        HttpResponse<String> response = send("GET", path);
        assertThat(response.statusCode()).as(path).isEqualTo(200);
        return response.body();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Read from the release itself, in no other way than by its statements. */
    private Set<String> published(String space) {
        return store.read(shelf -> {
            Set<String> found = new TreeSet<>();
            for (Node property : Joining.PROPERTIES) {
                shelf.data()
                        .getDefaultGraph()
                        .find(Node.ANY, property, Node.ANY)
                        .filterKeep(triple -> triple.getSubject().isURI()
                                && triple.getSubject().getURI().startsWith(base())
                                && triple.getObject().isURI()
                                && !triple.getObject().getURI().startsWith(base())
                                && triple.getObject().getURI().startsWith(space))
                        .forEachRemaining(triple -> found.add(line(triple)));
            }
            return found;
        });
    }

    private static String line(Triple triple) {
        return triple.getSubject().getURI() + " " + triple.getPredicate().getURI() + " "
                + triple.getObject().getURI();
    }

    private static Set<String> csv(String table) {
        return table.lines()
                .skip(1)
                .map(OutgoingLinksTests::cells)
                .map(cells ->
                        cells.get(0) + " " + cells.get(2) + " " + cells.get(3).replace("\"", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> cells(String row) {
        return List.of(row.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1));
    }

    @Test
    void everythingThatLeadsOutIsThere() {
        Set<String> all = published("");

        assertThat(csv(get("links.csv"))).isEqualTo(all).hasSizeGreaterThan(300);
        assertThat(get("links").replaceAll("<[^>]*>", " "))
                .contains("Wikidata", "GeoNames", "DBpedia", "EuroVoc", "UNESCO Thesaurus", "STW Thesaurus");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "wd,                                                     http://www.wikidata.org/entity/",
        "wd:,                                                    http://www.wikidata.org/entity/",
        "http://www.wikidata.org/entity/,                        http://www.wikidata.org/entity/",
        "https://www.wikidata.org/entity/,                       http://www.wikidata.org/entity/",
        "http://www.wikidata.org/entity,                         http://www.wikidata.org/entity/",
        "www.wikidata.org,                                       http://www.wikidata.org/entity/",
        "wd:Q1296,                                               http://www.wikidata.org/entity/Q1296",
        "Q1296,                                                  http://www.wikidata.org/entity/Q1296",
        "<http://www.wikidata.org/entity/Q1296>,                 http://www.wikidata.org/entity/Q1296",
        "https://www.wikidata.org/wiki/Q1296,                    http://www.wikidata.org/entity/Q1296",
        "http://www.geonames.org/2797656/gent.html,              https://sws.geonames.org/2797656/",
        "geonames,                                               https://sws.geonames.org/",
        "nuts,                                                   http://data.europa.eu/nuts/code/",
        "nuts:BE23,                                              http://data.europa.eu/nuts/code/BE23",
        "http://publications.europa.eu/resource/authority/country/,"
                + " http://publications.europa.eu/resource/authority/country/",
        "eurovoc,                                                http://eurovoc.europa.eu/",
        "skos,                                                   http://www.w3.org/2004/02/skos/core#"
    })
    void aPlaceIsUnderstoodInEachWayThatPeopleNameIt(String to, String space) {
        Set<String> expected = published(space);
        if (space.matches(".*[A-Z0-9]")) {
            expected.removeIf(link -> !link.endsWith(" " + space));
        }

        assertThat(csv(get("links.csv?to=" + encoded(to)))).isEqualTo(expected).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(RdfSyntax.class)
    void theSyntaxesOfRdfSayTheSame(RdfSyntax syntax) {
        HttpResponse<String> named = send("GET", "links." + syntax.extension() + "?to=wd");
        HttpResponse<String> negotiated = send("GET", "links?to=wd", "Accept", syntax.mediaType());
        HttpResponse<String> parameter = send("GET", "links?to=wd&format=" + syntax.extension());

        assertThat(negotiated.body()).isEqualTo(named.body()).isEqualTo(parameter.body());
        assertThat(negotiated.headers().firstValue("Content-Location"))
                .contains(base() + "links." + syntax.extension() + "?to=wd");
        assertThat(named.headers().firstValue("Content-Type").orElseThrow()).startsWith(syntax.mediaType());
        Set<String> found = new TreeSet<>();
        Set<String> sources = new TreeSet<>();
        DatasetGraph data = DatasetGraphFactory.create();
        RDFParser.create()
                .source(new StringReader(named.body()))
                .lang(syntax.lang())
                .parse(data);
        data.find().forEachRemaining(quad -> {
            if (Joining.PROPERTIES.contains(quad.getPredicate())) {
                found.add(line(quad.asTriple()));
                sources.add(quad.getGraph().toString());
            } else {
                assertThat(quad.getSubject().getURI()).startsWith(base() + "links?to=");
            }
        });
        assertThat(found).isEqualTo(published("http://www.wikidata.org/"));
        if (syntax.hasGraphs()) {
            assertThat(sources).contains(base() + "graph/cities/ghent");
        }
    }

    @Test
    void aLinkSetSaysTheSameInBothItsFormats() {
        Set<TypedLink> json = LinksetReader.json(get("links.linkset.json?to=wd"));
        Set<TypedLink> text = LinksetReader.text(get("links.linkset?to=wd"));

        assertThat(json).isEqualTo(text).contains(new TypedLink(base() + "id/city/ghent", SAME, GHENT, ""));
        assertThat(json.stream()
                        .map(link -> link.anchor() + " " + link.relation() + " " + link.target())
                        .collect(Collectors.toSet()))
                .isEqualTo(published("http://www.wikidata.org/"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "?to=wd", "?to=geonames", "?to=eurovoc&relation=skos:exactMatch", "?to=skos", "?to=authority"
            })
    void mappingsKeepTheRulesOfSssom(String parameters) {
        HttpResponse<String> response = send("GET", "links.sssom.tsv" + parameters);
        assertThat(response.headers().firstValue("Content-Type")).contains("text/tab-separated-values;charset=utf-8");
        SssomReader set = SssomReader.read(response.body());

        assertThat(set.metadata())
                .containsEntry("license", "https://creativecommons.org/licenses/by/4.0/")
                .containsEntry("mapping_set_version", "1")
                .containsEntry("subject_source_version", base() + "releases/1")
                .containsEntry("subject_source", "dataset:stay-tuned");
        // It is to be had where its identifier says.
        assertThat(get(set.metadata().get("mapping_set_id").substring(base().length())))
                .isEqualTo(response.body());
        Set<String> mapped = set.mappings().stream()
                .map(mapping -> set.expand(mapping.get("subject_id")) + " " + set.expand(mapping.get("predicate_id"))
                        + " " + set.expand(mapping.get("object_id")))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(mapped).isEqualTo(csv(get("links.csv" + parameters)));
    }

    @Test
    void oneRelationCanBeHadAlone() {
        Set<String> same = csv(get("links.csv?to=wd&relation=owl:sameAs"));

        assertThat(same)
                .isNotEmpty()
                .isEqualTo(csv(get("links.csv?to=wd&relation=" + encoded(SAME))))
                .allMatch(link -> link.contains(" " + SAME + " "))
                .hasSizeLessThan(csv(get("links.csv?to=wd")).size());
    }

    @Test
    void theLinkSetsOfVoidLeadToWhatTheyCount() {
        Map<String, Integer> counts = new TreeMap<>();
        store.read(shelf -> {
            var graph = shelf.data().getDefaultGraph();
            graph.find(Node.ANY, RDF.type.asNode(), VOID.Linkset.asNode()).forEachRemaining(set -> {
                String dump = graph.find(set.getSubject(), VOID.dataDump.asNode(), Node.ANY)
                        .next()
                        .getObject()
                        .getURI();
                int triples = (Integer) graph.find(set.getSubject(), VOID.triples.asNode(), Node.ANY)
                        .next()
                        .getObject()
                        .getLiteralValue();
                counts.put(dump.substring(base().length()), triples);
            });
            return counts;
        });

        assertThat(counts).hasSizeGreaterThan(15);
        counts.forEach((dump, triples) -> assertThat(get(dump)
                        .lines()
                        .filter(line -> !line.startsWith("<" + base() + "links?"))
                        .count())
                .as(dump)
                .isEqualTo((long) triples));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "links?to=wdd                   | text/csv             | 404",
                "links?to=wdd                   | text/html            | 404",
                "links?to=http://example.org/x  | application/json     | 404",
                "links?to=wd:Q6                 | text/csv             | 404",
                "links?to=wd&relation=st:leads  | text/csv             | 400",
                "links?to=%00                   | text/csv             | 400",
                "links?to=wd&format=pdf         | */*                  | 400",
                "links.pdf?to=wd                | */*                  | 404",
                "links?to=wd                    | application/pdf      | 406",
                "links?to=wd                    | text/html            | 200",
                "links?to=wd&page=999           | text/html            | 200",
                "links?to=wd&release=1          | text/csv             | 200",
                "links?to=wd&release=99         | text/csv             | 404"
            })
    void whatCannotBeHadIsSaidInWords(String path, String accept, int status) {
        HttpResponse<String> answer = send("GET", path, "Accept", accept);

        assertThat(answer.statusCode()).isEqualTo(status);
        if (status != 200 && !accept.equals("text/html")) {
            assertThat(JsonMapper.shared().readTree(answer.body()).get("detail").asString())
                    .isNotBlank();
        }
    }

    @Test
    void whoeverMisspellsIsToldWhatComesNear() {
        JsonNode problem = JsonMapper.shared()
                .readTree(send("GET", "links?to=wdd", "Accept", "text/csv").body());
        String page = send("GET", "links?to=wdd", "Accept", "text/html").body();

        assertThat(problem.get("near").get(0).get("prefix").asString()).isEqualTo("wd");
        assertThat(page).contains("links?to=wd\"").contains("Wikidata");
    }

    @Test
    void whatIsHadAtOneAddressHasTagsOfItsOwn() {
        Set<String> tags = new TreeSet<>();
        List<String> types = List.of(
                "text/html",
                "text/csv",
                "text/tab-separated-values",
                "text/turtle",
                "application/linkset+json",
                "application/linkset");
        for (String type : types) {
            HttpResponse<String> answer = send("GET", "links?to=wd", "Accept", type);
            String tag = answer.headers().firstValue("ETag").orElseThrow();
            tags.add(tag);

            assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith(type);
            assertThat(answer.headers().allValues("Vary").toString()).contains("Accept");
            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
                    .contains("*");
            assertThat(answer.headers().firstValue("Link").orElseThrow())
                    .contains("rel=\"alternate\"", "rel=\"license\"");
            assertThat(send("GET", "links?to=wd", "Accept", type, "If-None-Match", tag)
                            .statusCode())
                    .isEqualTo(304);
            HttpResponse<String> head = send("HEAD", "links?to=wd", "Accept", type);
            assertThat(head.body()).isEmpty();
            assertThat(head.headers().firstValue("ETag")).contains(tag);
        }
        assertThat(tags).hasSameSizeAs(types);
    }
}
