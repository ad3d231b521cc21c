package eu.staytuned.lod.lookup;

import static eu.staytuned.lod.lookup.Client.encoded;
import static org.assertj.core.api.Assertions.assertThat;

import eu.staytuned.lod.web.PublishedSite;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The Reconciliation Service API, asked as its clients ask. */
class ReconcileTests extends PublishedSite {

    private static final String JSON = "application/json";

    private final Client client = new Client(base());

    private JsonNode candidates(String query) {
        return client.json(client.form("reconcile", "queries", "{\"q0\":" + query + "}"))
                .get("q0")
                .get("result");
    }

    @Test
    void theManifestSaysAllThatTheServiceCan() {
        HttpResponse<String> answer =
                client.get("reconcile", "Accept", "application/json, text/javascript, */*; q=0.01");
        JsonNode manifest = client.json(answer);

        assertThat(answer.headers().firstValue("Content-Type")).contains(JSON);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
        assertThat(answer.headers().firstValue("ETag")).isPresent();
        ReconciliationRules.manifest(manifest);
        assertThat(manifest.get("identifierSpace").asString()).isEqualTo(base() + "id/");
        assertThat(manifest.get("defaultTypes").valueStream().map(type -> type.get("id")
                        .asString()))
                .contains("City", "Network", "Action", "skos:Concept");
        for (String path : List.of("reconcile/nl", "reconcile?lang=nl")) {
            ReconciliationRules.manifest(client.getJson(path));
        }
        assertThat(client.getJson("reconcile/nl").get("preview").get("url").asString())
                .isEqualTo(base() + "reconcile/nl/preview?id={{id}}");
    }

    @Test
    void aBatchIsAnsweredUnderTheNamesOfItsQueries() {
        String batch = "{\"q0\":{\"query\":\"Ghent\",\"type\":\"City\",\"type_strict\":\"should\"},"
                + "\"q1\":{\"query\":\"nothing at all like it xyzzy\"},\"any name\":{\"query\":\"Berlin\",\"limit\":2}}";
        for (HttpResponse<String> answer : List.of(
                client.form("reconcile", "queries", batch), client.get("reconcile?queries=" + encoded(batch)))) {
            JsonNode results = client.json(answer);
            ReconciliationRules.results(results);
            assertThat(results.propertyNames()).containsExactly("q0", "q1", "any name");
            JsonNode ghent = results.get("q0").get("result").get(0);
            assertThat(ghent.get("id").asString()).isEqualTo("city/ghent");
            assertThat(ghent.get("match").asBoolean()).isTrue();
            assertThat(ghent.get("score").asDouble()).isEqualTo(100);
            assertThat(ghent.get("type").get(0).get("id").asString()).isEqualTo("City");
            assertThat(results.get("any name").get("result")).hasSize(2);
        }
    }

    /** OpenRefine sends ten cells of a column with limit 3, and counts the types of what comes. */
    @Test
    void openRefineGuessesTheTypeOfAColumn() {
        List<String> cells = List.of(
                "Ghent", "Göteborg", "Sofia", "Tallinn", "Berlin", "Barcelona", "Nantes", "Aveiro", "Gent", "Sofija");
        Map<String, Object> queries = new LinkedHashMap<>();
        for (String cell : cells) {
            queries.put("q" + queries.size(), Map.of("query", cell, "limit", 3));
        }
        JsonNode results = client.json(client.form("reconcile", "queries", client.write(queries)));
        ReconciliationRules.results(results);

        assertThat(results.size()).isEqualTo(10);
        results.propertyStream().forEach(entry -> {
            JsonNode candidates = entry.getValue().get("result");
            assertThat(candidates.size()).isBetween(1, 3);
            assertThat(candidates.get(0).get("type").get(0).get("id").asString())
                    .isEqualTo("City");
            // OpenRefine reads each type as an object.
            candidates.forEach(candidate -> assertThat(candidate.get("type"))
                    .allMatch(type -> type.isObject() && type.get("name").isString()));
        });
    }

    @Test
    void openRefineSendsCellsOfOtherColumnsAsProperties() {
        String query = "{\"query\":\"Berlin\",\"type\":\"Region\",\"type_strict\":\"should\",\"properties\":["
                + "{\"pid\":\"skos:notation\",\"v\":\"DE30\"},{\"pid\":\"country\",\"v\":{\"id\":\"country/germany\",\"name\":\"Germany\"}}]}";
        JsonNode candidates = candidates(query);

        assertThat(candidates.get(0).get("id").asString()).isEqualTo("region/de30");
        assertThat(candidates.get(0).get("match").asBoolean()).isTrue();
        assertThat(candidates.get(0).get("score").asDouble())
                .isGreaterThan(candidates.get(1).get("score").asDouble());
        assertThat(candidates.get(1).get("match").asBoolean()).isFalse();
    }

    @ParameterizedTest(name = "{0} {1} {2}: {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "Ghent | country  | Belgium                                    | 100",
                "Ghent | country  | Belgique                                   | 100",
                "Ghent | country  | BE                                         | 100",
                "Ghent | country  | http://www.wikidata.org/entity/Q31         | 100",
                "Ghent | st:country | Белгия                                   | 100",
                "Ghent | region   | East Flanders                              | 100",
                "Ghent | region   | BE2                                        | 100",
                "Ghent | notation | BE003C                                     | 100",
                "Ghent | cityCode | be003c                                     | 100",
                "Ghent | country  | Spain                                      | 70",
                "Ghent | nonsense | whatever                                   | 100",
                "Ghent | country  | ''                                         | 100"
            })
    void whatElseIsKnownWeighsInTheScore(String name, String property, String value, double score) {
        JsonNode first = candidates(client.write(Map.of(
                        "query", name, "type", "City", "properties", List.of(Map.of("pid", property, "v", value)))))
                .get(0);

        assertThat(first.get("id").asString()).isEqualTo("city/ghent");
        assertThat(first.get("score").asDouble()).isEqualTo(score);
        assertThat(first.get("match").asBoolean()).isEqualTo(score == 100);
    }

    @Test
    void whatIsKnownIsEnoughWithoutAName() {
        assertThat(candidates("{\"type\":\"City\",\"properties\":[{\"pid\":\"country\",\"v\":\"Portugal\"}]}")
                        .get(0)
                        .get("id")
                        .asString())
                .isEqualTo("city/aveiro");
        assertThat(candidates("{\"properties\":[{\"pid\":\"notation\",\"v\":\"BE003C\"}]}")
                        .get(0)
                        .get("id")
                        .asString())
                .isEqualTo("city/ghent");
    }

    @Test
    void typesAreKeptToOrPreferred() {
        assertThat(candidates("{\"query\":\"Ghent\",\"type\":\"Country\"}")).isEmpty();
        JsonNode preferred = candidates("{\"query\":\"Ghent\",\"type\":\"Country\",\"type_strict\":\"should\"}");
        assertThat(preferred.get(0).get("id").asString()).isEqualTo("city/ghent");
        assertThat(preferred.get(0).get("score").asDouble()).isEqualTo(50);
        assertThat(candidates("{\"query\":\"Ghent\",\"type\":[\"City\",\"Municipality\"]}"))
                .hasSizeGreaterThan(1);
        assertThat(candidates("{\"query\":\"Ghent\",\"type\":[\"City\",\"Place\"],\"type_strict\":\"all\"}"))
                .hasSize(1);
        for (String type : List.of(
                base() + "ontology#City", "https://w3id.org/stay-tuned/ontology#City", "st:City", "schema:City")) {
            assertThat(candidates("{\"query\":\"Ghent\",\"type\":\"" + type + "\"}")
                            .get(0)
                            .get("id")
                            .asString())
                    .as(type)
                    .isEqualTo("city/ghent");
        }
    }

    @Test
    void namesComeInTheLanguageOfTheService() {
        String queries = "{\"q0\":{\"query\":\"Ghent\",\"type\":\"City\"}}";
        for (HttpResponse<String> answer : List.of(
                client.form("reconcile/el", "queries", queries),
                client.form("reconcile?lang=el", "queries", queries),
                client.post(
                        "reconcile",
                        "application/x-www-form-urlencoded",
                        "queries=" + encoded(queries),
                        "Accept-Language",
                        "el"))) {
            assertThat(client.json(answer)
                            .get("q0")
                            .get("result")
                            .get(0)
                            .get("name")
                            .asString())
                    .isEqualTo("Γάνδη");
        }
    }

    @Test
    void oneQueryIsAnsweredAsVersion01DoesIt() {
        for (String query : List.of("Ghent", "{\"query\":\"Ghent\"}")) {
            JsonNode result =
                    client.getJson("reconcile?query=" + encoded(query)).get("result");
            assertThat(result.get(0).get("id").asString()).isEqualTo("city/ghent");
        }
    }

    @Test
    void anOlderClientIsCalledBack() {
        HttpResponse<String> answer = client.get("reconcile?callback=jQuery350_1700000000000&query=Ghent");

        assertThat(answer.headers().firstValue("Content-Type")).contains("application/javascript;charset=UTF-8");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.body())
                .startsWith("/**/jQuery350_1700000000000({\"result\":")
                .endsWith(");");
        for (String hostile : List.of("alert(1)//", "a b", "<script>", "x;y", "", "1a", "a".repeat(2000), "é")) {
            HttpResponse<String> refused = client.get("reconcile?callback=" + encoded(hostile));
            assertThat(refused.statusCode()).as(hostile).isEqualTo(400);
            assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
        }
    }

    @Test
    void thingsAreSuggestedPartByPart() {
        JsonNode first = client.getJson("reconcile/suggest/entity?prefix=gen&limit=3");
        ReconciliationRules.suggestions(first);
        assertThat(first.get("result")).hasSize(3);
        assertThat(first.get("result").get(0).get("id").asString()).isEqualTo("city/ghent");
        assertThat(first.get("result").get(0).get("notable").get(0).get("id").asString())
                .isEqualTo("City");
        JsonNode next = client.getJson("reconcile/suggest/entity?prefix=gen&limit=3&cursor="
                + first.get("cursor").asString());
        assertThat(next.get("result").get(0)).isNotEqualTo(first.get("result").get(0));
        assertThat(client.getJson("reconcile/suggest/entity?prefix=ghent&type=Action")
                        .get("result")
                        .valueStream()
                        .map(one -> one.get("id").asString()))
                .isNotEmpty()
                .allMatch(id -> id.startsWith("action/"));
        assertThat(client.getJson("reconcile/suggest/entity?prefix=").get("result"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "type,     cit,      City",
        "type,     Stadt,    City",
        "type,     pol,      PolicyCategory",
        "type,     град,     City",
        "type,     concept,  skos:Concept",
        "type,     network,  Network",
        "property, count,    country",
        "property, Land,     country",
        "property, χώρα,     country",
        "property, not,      notation",
        "property, city c,   cityCode",
        "property, year,     year"
    })
    void typesAndPropertiesAreSuggestedInAnyLanguage(String what, String prefix, String id) {
        JsonNode answer = client.getJson("reconcile/suggest/" + what + "?prefix=" + encoded(prefix));

        ReconciliationRules.suggestions(answer);
        assertThat(answer.get("result").valueStream().map(one -> one.get("id").asString()))
                .contains(id);
    }

    @Test
    void typesKnowWhatIsAboveThem() {
        JsonNode concept = client.getJson("reconcile/suggest/type?prefix=PolicyCategory")
                .get("result")
                .get(0);

        assertThat(concept.get("broader").get(0).get("id").asString()).isEqualTo("skos:Concept");
        assertThat(client.getJson("reconcile/suggest/type?prefix=&limit=100").get("result"))
                .hasSizeGreaterThan(30);
    }

    @Test
    void aThingIsShownAtAGlanceInAFrame() {
        // As OpenRefine makes the address: the identifier as it is, for it escapes no slash.
        String template = client.getJson("reconcile").get("preview").get("url").asString();
        for (String id : List.of("city/ghent", "city%2Fghent")) {
            HttpResponse<String> page =
                    client.get(template.replace("{{id}}", id).substring(base().length()), "Accept-Language", "nl");
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.headers().firstValue("Content-Type")).contains("text/html;charset=UTF-8");
            assertThat(page.headers().allValues("Content-Security-Policy"))
                    .singleElement()
                    .asString()
                    .contains("frame-ancestors *", "default-src 'none'")
                    .doesNotContain("script-src");
            assertThat(page.headers().firstValue("X-Frame-Options")).isEmpty();
            assertThat(page.body())
                    .contains("<html lang=\"nl\">", "<h1>Gent</h1>", "België", "BE003C")
                    .doesNotContain("<script");
        }
        assertThat(client.get("reconcile", "Accept", "text/html")
                        .headers()
                        .firstValue("Content-Security-Policy")
                        .orElse(""))
                .contains("frame-ancestors 'none'");
        assertThat(client.get("reconcile/preview?id=city/atlantis").statusCode())
                .isEqualTo(404);
        assertThat(client.get("reconcile/preview?id=" + encoded("\"><script>")).statusCode())
                .isEqualTo(404);
        assertThat(client.getJson("reconcile/flyout/entity?id=city/ghent")
                        .get("html")
                        .asString())
                .contains("Ghent")
                .doesNotContain("<script");
        assertThat(client.getJson("reconcile/flyout/type?id=City").get("id").asString())
                .isEqualTo("City");
        assertThat(client.getJson("reconcile/flyout/property?id=country")
                        .get("html")
                        .asString())
                .contains("country");
    }

    @Test
    void anIdentifierLeadsToTheThing() {
        for (String id : List.of("city/ghent", "city%2Fghent", encoded(base() + "id/city/ghent"))) {
            HttpResponse<String> view = client.get("reconcile/view?id=" + id);
            assertThat(view.statusCode()).isEqualTo(303);
            assertThat(view.headers().firstValue("Location")).contains(base() + "id/city/ghent");
        }
        assertThat(client.get("reconcile/view?id=city/atlantis").statusCode()).isEqualTo(404);
        assertThat(client.get("reconcile/feature?id=name_similarity").body()).contains("100");
    }

    @Test
    void columnsAreFetchedAsOpenRefineDoes() {
        JsonNode answer = client.json(client.form(
                "reconcile",
                "extend",
                "{\"ids\":[\"city/ghent\",\"city/nowhere\"],\"properties\":[{\"id\":\"country\"},{\"id\":\"rdfs:label\","
                        + "\"settings\":{\"language\":\"*\",\"limit\":\"2\"}},{\"id\":\"wgs:lat\"},{\"id\":\"notation\"},"
                        + "{\"id\":\"owl:sameAs\"},{\"id\":\"unheard-of\"}]}"));

        ReconciliationRules.extension(answer);
        assertThat(answer.get("meta").valueStream().map(column -> column.get("id")
                        .asString()))
                .containsExactly("country", "rdfs:label", "wgs:lat", "notation", "owl:sameAs", "unheard-of");
        assertThat(answer.get("meta").get(0).get("type").get("id").asString()).isEqualTo("Country");
        JsonNode ghent = answer.get("rows").get("city/ghent");
        assertThat(ghent.get("country").get(0).get("id").asString()).isEqualTo("country/belgium");
        assertThat(ghent.get("rdfs:label")).hasSize(2);
        assertThat(ghent.get("wgs:lat").get(0).get("float").asDouble()).isEqualTo(51.05);
        assertThat(ghent.get("notation").get(0).get("str").asString()).isEqualTo("BE003C");
        assertThat(answer.get("rows").get("city/nowhere").get("country")).isEmpty();
        JsonNode proposed = client.getJson("reconcile/extend/propose?type=City");
        assertThat(proposed.get("properties").valueStream().map(one -> one.get("id")
                        .asString()))
                .contains("country", "region", "cityCode");
        assertThat(client.getJson("reconcile/extend/propose?type=City&limit=2").get("properties"))
                .hasSize(2);
        assertThat(client.getJson("reconcile/extend/propose?type=").get("properties"))
                .isNotEmpty();
    }

    @Test
    void everyProposedPropertyCanBeFetched() {
        for (String type : List.of("City", "Action", "Document", "Network", "Event", "Region")) {
            String id = client.getJson("reconcile/suggest/entity?prefix=ghent&type=" + type)
                    .get("result")
                    .valueStream()
                    .findFirst()
                    .map(one -> one.get("id").asString())
                    .orElse("network/stay-tuned");
            String properties = client.getJson("reconcile/extend/propose?type=" + type)
                    .get("properties")
                    .valueStream()
                    .limit(50)
                    .map(one -> "{\"id\":\"" + one.get("id").asString() + "\"}")
                    .collect(Collectors.joining(","));
            ReconciliationRules.extension(client.json(client.form(
                    "reconcile", "extend", "{\"ids\":[\"" + id + "\"],\"properties\":[" + properties + "]}")));
        }
    }

    @Test
    void theDraftOfTheNextVersionIsSpokenToo() {
        JsonNode manifest = client.getJson("reconcile/1.0-draft");
        ReconciliationRules.draftManifest(manifest);
        String body = "{\"queries\":[{\"type\":\"City\",\"limit\":3,\"lang\":\"nl\",\"conditions\":["
                + "{\"matchType\":\"name\",\"propertyValue\":\"Ghent\"},"
                + "{\"matchType\":\"property\",\"propertyId\":\"country\",\"propertyValue\":[\"France\",\"Belgium\"],"
                + "\"required\":true}]},"
                + "{\"conditions\":[{\"matchType\":\"id\",\"propertyValue\":\"region/be23\"}]},"
                + "{\"type\":\"City\",\"conditions\":[{\"matchType\":\"name\",\"propertyValue\":\"Ghent\"},"
                + "{\"matchType\":\"property\",\"propertyId\":\"country\",\"propertyValue\":\"Belgium\","
                + "\"required\":true,\"matchQuantifier\":\"none\"}]}]}";
        for (String path : List.of("reconcile/1.0-draft/match", "reconcile/match")) {
            JsonNode answer = client.json(client.post(path, JSON, body));
            ReconciliationRules.draftResults(answer);
            JsonNode results = answer.get("results");
            assertThat(results).hasSize(3);
            assertThat(results.get(0).get("candidates").get(0).get("name").asString())
                    .isEqualTo("Gent");
            assertThat(results.get(0).get("candidates").get(0).get("match").asBoolean())
                    .isTrue();
            assertThat(results.get(1).get("candidates").get(0).get("id").asString())
                    .isEqualTo("region/be23");
            assertThat(results.get(2).get("candidates").valueStream().map(one -> one.get("id")
                            .asString()))
                    .doesNotContain("city/ghent");
        }
        JsonNode extended = client.json(client.post(
                "reconcile/1.0-draft/extend",
                JSON,
                "{\"ids\":[\"city/ghent\"],\"properties\":[{\"id\":\"country\"}]}"));
        assertThat(extended.get("rows")
                        .get(0)
                        .get("properties")
                        .get(0)
                        .get("values")
                        .get(0)
                        .get("id")
                        .asString())
                .isEqualTo("country/belgium");
        assertThat(client.getJson("reconcile/1.0-draft/suggest/entity?prefix=gen&limit=2&offset=1")
                        .get("result"))
                .hasSize(2);
        assertThat(client.get("reconcile/1.0-draft/preview?id=city/ghent").statusCode())
                .isEqualTo(200);
        assertThat(client.getJson("reconcile/1.0-draft/extend/propose?type=City")
                        .get("properties"))
                .isNotEmpty();
    }

    @Test
    void whatIsTooMuchIsRefused() {
        String batch = IntStream.rangeClosed(0, 50)
                .mapToObj(i -> "\"q" + i + "\":{\"query\":\"Ghent\"}")
                .collect(Collectors.joining(",", "{", "}"));
        assertThat(client.form("reconcile", "queries", batch).statusCode()).isEqualTo(413);
        assertThat(client.form("reconcile", "queries", "{\"q0\":{\"query\":\"" + "x".repeat(600_000) + "\"}}")
                        .statusCode())
                .isEqualTo(413);
        assertThat(client.post("reconcile/match", JSON, " ".repeat(600_000)).statusCode())
                .isEqualTo(413);
        assertThat(candidates("{\"query\":\"" + "Ghent ".repeat(5_000) + "\"}").size())
                .isLessThanOrEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "5",
                "\"x\"",
                "null",
                "{\"q0\":5}",
                "{\"q0\":{}}",
                "{\"q0\":{\"query\":\"x\",\"limit\":-1}}",
                "{\"q0\":{\"query\":\"x\",\"limit\":1.5}}",
                "{\"q0\":{\"query\":\"x\",\"limit\":\"many\"}}",
                "{\"q0\":{\"query\":\"x\",\"type_strict\":\"perhaps\"}}",
                "{\"q0\":{\"query\":\"x\",\"properties\":{}}}",
                "{\"q0\":{\"query\":\"x\",\"properties\":[{\"v\":1}]}}",
                "{\"q0\":{\"query\":\"x\"}} and more"
            })
    void whatIsNoBatchIsSaidInJson(String queries) {
        HttpResponse<String> answer = client.form("reconcile", "queries", queries);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
        assertThat(client.json(answer).get("detail").asString()).isNotEmpty().hasSizeLessThan(500);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"query\":\"\\u0000\\u202e\\ud800\"}",
                "{\"query\":\"' OR 1=1 --\"}",
                "{\"query\":\"<script>alert(1)</script>\"}",
                "{\"query\":\"x\",\"type\":\"> } DROP ALL #\"}",
                "{\"query\":\"x\",\"type\":[[],{},5,null,\"\"]}",
                "{\"query\":\"Ghent\",\"properties\":[{\"pid\":\"country\",\"v\":{\"id\":\"../../x\"}},{\"pid\":\"year\",\"v\":1e99},"
                        + "{\"pid\":\"> }\",\"v\":[true,null,{}]},{\"pid\":\"wgs:lat\",\"v\":\"9999999999999999999999999e999999999\"}]}",
                "{\"query\":null,\"properties\":[{\"pid\":\"country\",\"v\":[]}]}",
                "{\"query\":12345}",
                "{\"query\":\"a*b?c~2^3 AND (x OR \\\"y\\\") NOT [1 TO 2]\"}",
                "{\"query\":\"http://[::1\"}",
                "{\"query\":\"city/../../etc\"}"
            })
    void anythingMayBeAsked(String query) {
        HttpResponse<String> answer = client.form("reconcile", "queries", "{\"q0\":" + query + "}");

        assertThat(answer.statusCode()).isEqualTo(200);
        ReconciliationRules.results(client.json(answer));
        assertThat(client.json(answer).get("q0").get("result").valueStream())
                .noneMatch(candidate -> candidate.get("match").asBoolean() && !query.contains("Ghent"));
    }

    @Test
    void everyAddressOfTheManifestAnswers() {
        JsonNode manifest = client.getJson("reconcile/fr");
        for (String what : List.of("entity", "type", "property")) {
            JsonNode service = manifest.get("suggest").get(what);
            String address = service.get("service_url").asString()
                    + service.get("service_path").asString();
            assertThat(client.get(URI.create(address).toString().substring(base().length()) + "?prefix=c")
                            .statusCode())
                    .isEqualTo(200);
        }
        JsonNode propose = manifest.get("extend").get("propose_properties");
        String address = propose.get("service_url").asString()
                + propose.get("service_path").asString();
        assertThat(client.get(address.substring(base().length()) + "?type=City").statusCode())
                .isEqualTo(200);
        for (String page : List.of("documentation", "logo")) {
            assertThat(client.get(manifest.get(page).asString().substring(base().length()))
                            .statusCode())
                    .isEqualTo(200);
        }
        assertThat(client.method("OPTIONS", "reconcile").statusCode()).isBetween(200, 204);
        assertThat(client.method("HEAD", "reconcile").statusCode()).isEqualTo(200);
        assertThat(client.post("reconcile", "application/x-www-form-urlencoded", "")
                        .statusCode())
                .isEqualTo(400);
    }
}
