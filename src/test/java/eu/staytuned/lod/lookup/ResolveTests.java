package eu.staytuned.lod.lookup;

import static eu.staytuned.lod.lookup.Client.encoded;
import static org.assertj.core.api.Assertions.assertThat;

import eu.staytuned.lod.web.PublishedSite;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Our things by the identifiers and codes of others. */
class ResolveTests extends PublishedSite {

    private static final String CSV = "text/csv";

    private final Client client = new Client(base());

    private String found(String parameters) {
        HttpResponse<String> answer = client.get("resolve?" + parameters);
        assertThat(answer.statusCode()).as(parameters).isEqualTo(303);
        return answer.headers().firstValue("Location").orElseThrow().substring(base().length());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "http://www.wikidata.org/entity/Q1296,                              id/city/ghent",
        "https://www.wikidata.org/wiki/Q1296,                               id/city/ghent",
        "Q1296,                                                             id/city/ghent",
        "wd:Q1296,                                                          id/city/ghent",
        "<http://www.wikidata.org/entity/Q1296>,                            id/city/ghent",
        "https://sws.geonames.org/2797656/,                                 id/city/ghent",
        "http://www.geonames.org/2797656,                                   id/city/ghent",
        "https://sws.geonames.org/2797657/,                                 id/municipality/ghent",
        "http://dbpedia.org/resource/Ghent,                                 id/city/ghent",
        "https://dbpedia.org/page/Ghent,                                    id/city/ghent",
        "http://dbpedia.org/resource/Belgium,                               id/country/belgium",
        "http://publications.europa.eu/resource/authority/country/BEL,      id/country/belgium",
        "https://publications.europa.eu/resource/authority/country/BEL,     id/country/belgium",
        "http://data.europa.eu/nuts/code/BE23,                              id/region/be23",
        "https://data.europa.eu/nuts/code/BE23,                             id/region/be23",
        "http://data.europa.eu/lau/BE_44021,                                id/municipality/ghent",
        "http://eurovoc.europa.eu/674,                                      id/education-level/adult-education",
        "http://vocabularies.unesco.org/thesaurus/concept1473,              id/education-level/adult-education",
        "https://w3id.org/stay-tuned/id/city/ghent,                         id/city/ghent",
        "http://w3id.org/stay-tuned/doc/city/ghent.ttl,                     id/city/ghent",
        "https://w3id.org/stay-tuned/doc/city/ghent?lang=nl,                id/city/ghent",
        "https://w3id.org/stay-tuned/ontology#City,                         ontology#City",
        "https://urbact.eu/node/769,                                        id/document/urbact-stay-tuned-node"
    })
    void anIriInAnySpellingLeadsToOurThing(String iri, String path) {
        assertThat(found("uri=" + encoded(iri))).isEqualTo(path);
    }

    @Test
    void ourOwnAddressesLeadToTheThingAsWell() {
        assertThat(found("uri=" + encoded(base() + "doc/city/ghent.jsonld"))).isEqualTo("id/city/ghent");
        assertThat(found("uri=" + encoded(base().replace("http:", "https:") + "id/city/ghent")))
                .isEqualTo("id/city/ghent");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "BE23,        '',                    id/region/be23",
        "be23,        nuts,                  id/region/be23",
        "BE,          nuts,                  id/region/be",
        "BE,          country,               id/country/belgium",
        "BE,          iso3166-1-alpha-2,     id/country/belgium",
        "GR,          '',                    id/country/greece",
        "BEL,         '',                    id/country/belgium",
        "BEL,         authority/country,     id/country/belgium",
        "BE_44021,    lau,                   id/municipality/ghent",
        "BE_44021,    lauCode,               id/municipality/ghent",
        "44021,       national,              id/municipality/ghent",
        "BE003C,      city,                  id/city/ghent",
        "EU27_2020,   '',                    id/area/eu27-2020"
    })
    void aCodeLeadsToOurThing(String code, String scheme, String path) {
        assertThat(found("notation=" + encoded(code) + "&scheme=" + encoded(scheme)))
                .isEqualTo(path);
    }

    @Test
    void severalThingsAreAListAndNotARedirection() {
        HttpResponse<String> answer = client.get("resolve?notation=BE");
        JsonNode list = client.json(answer);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(list.get("match").asString()).isEqualTo("several");
        assertThat(list.get("things").valueStream().map(one -> one.get("iri").asString()))
                .containsExactlyInAnyOrder(base() + "id/country/belgium", base() + "id/region/be");
        assertThat(list.get("things").get(0).propertyNames()).containsExactly("iri", "label", "type", "relation");
    }

    @Test
    void whatIsOnlyCloseIsAListToo() {
        JsonNode list = client.getJson("resolve?uri=" + encoded("http://www.wikidata.org/entity/Q9337"));

        assertThat(list.get("match").asString()).isEqualTo("close");
        assertThat(list.get("things").get(0).get("iri").asString()).isEqualTo(base() + "id/region/be2");
        assertThat(list.get("things").get(0).get("relation").asString()).isEqualTo("skos:closeMatch");
    }

    @Test
    void withoutRedirectionOneThingIsAListAsWell() {
        HttpResponse<String> answer = client.get(
                "resolve?redirect=false&lang=el&uri=" + encoded("http://www.wikidata.org/entity/Q1296"),
                "Accept",
                "application/json");
        JsonNode list = client.json(answer);

        assertThat(list.get("input").asString()).isEqualTo("http://www.wikidata.org/entity/Q1296");
        assertThat(list.get("things").get(0).get("label").asString()).isEqualTo("Γάνδη");
        assertThat(list.get("things").get(0).get("relation").asString()).isEqualTo("owl:sameAs");
        String tag = answer.headers().firstValue("ETag").orElseThrow();
        assertThat(client.get(
                                "resolve?redirect=false&lang=el&uri=" + encoded("http://www.wikidata.org/entity/Q1296"),
                                "If-None-Match",
                                tag)
                        .statusCode())
                .isEqualTo(304);
    }

    @Test
    void whatIsNotKnownIs404WithWhatComesNear() {
        HttpResponse<String> answer = client.get("resolve?uri=" + encoded("https://en.wikipedia.org/wiki/Ghent"));
        JsonNode problem = client.json(answer);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(problem.get("near").get(0).get("iri").asString()).isEqualTo(base() + "id/city/ghent");
        assertThat(client.getJson("resolve?notation=BE231")
                        .get("near")
                        .get(0)
                        .get("iri")
                        .asString())
                .isEqualTo(base() + "id/region/be23");
    }

    @Test
    void peopleGetAPageOfTheSame() {
        for (String language : new String[] {"en", "nl", "el", "bg"}) {
            HttpResponse<String> page = client.get("resolve?lang=" + language, "Accept", "text/html");
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.headers().firstValue("Content-Language")).contains(language);
            assertThat(page.body())
                    .contains("name=\"identifier\"", "name=\"list\"")
                    .doesNotContain("??");
        }
        HttpResponse<String> several = client.get("resolve?identifier=BE", "Accept", "text/html");
        assertThat(several.body()).contains("href=\"./id/country/belgium\"", "href=\"./id/region/be\"");
        HttpResponse<String> none =
                client.get("resolve?identifier=" + encoded("\"><script>alert(1)</script>"), "Accept", "text/html");
        assertThat(none.statusCode()).isEqualTo(404);
        assertThat(none.body()).contains("Nothing here goes by this name").doesNotContain("<script>alert");
        assertThat(client.get("resolve?identifier=Q1296&lang=nl", "Accept", "text/html")
                        .headers()
                        .firstValue("Location"))
                .contains(base() + "id/city/ghent?lang=nl");
    }

    @Test
    void headAndOtherSitesAreWelcome() {
        assertThat(client.method("HEAD", "resolve?notation=BE").statusCode()).isEqualTo(200);
        HttpResponse<String> head = client.method("HEAD", "resolve?notation=BE23");
        assertThat(head.statusCode()).isEqualTo(303);
        assertThat(head.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
        assertThat(client.get("resolve", "Accept", "application/json").statusCode())
                .isEqualTo(400);
        assertThat(client.get("resolve").statusCode()).isEqualTo(200);
        assertThat(client.method("DELETE", "resolve").statusCode()).isEqualTo(405);
    }

    @Test
    void aTableComesBackWithThreeMoreColumns() {
        HttpResponse<String> answer = client.post(
                "resolve",
                CSV,
                "name,uri,note\r\n"
                        + "Ghent,https://www.wikidata.org/wiki/Q1296,\"a, \"\"b\"\"\"\r\n"
                        + "East Flanders,BE23,=1+1\r\n"
                        + "\r\n"
                        + "Belgium,be\r\n"
                        + "Close,http://www.wikidata.org/entity/Q9337,\r\n"
                        + "Nowhere,http://www.wikidata.org/entity/Q1,@x\r\n"
                        + "Empty,,");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/csv;charset=utf-8");
        assertThat(answer.body())
                .isEqualTo("name,uri,note,stay_tuned_iri,stay_tuned_label,match\r\n"
                        + "Ghent,https://www.wikidata.org/wiki/Q1296,\"a, \"\"b\"\"\"," + base()
                        + "id/city/ghent,Ghent,exact\r\n"
                        + "East Flanders,BE23,=1+1," + base() + "id/region/be23,East Flanders,exact\r\n"
                        + "\r\n"
                        + "Belgium,be,," + base() + "id/country/belgium " + base()
                        + "id/region/be,Belgium | Belgium,several\r\n"
                        + "Close,http://www.wikidata.org/entity/Q9337,," + base()
                        + "id/region/be2,Flemish Region,close\r\n"
                        + "Nowhere,http://www.wikidata.org/entity/Q1,@x,,,none\r\n"
                        + "Empty,,,,,none");
    }

    @Test
    void aTableMayHaveNoHeaderAndSemicolons() {
        assertThat(client.post("resolve", CSV, "Q1296;x\nBE23;y\n").body())
                .isEqualTo("Q1296;x;" + base() + "id/city/ghent;Ghent;exact\nBE23;y;" + base()
                        + "id/region/be23;East Flanders;exact\n");
        assertThat(client.post("resolve", CSV + ";header=present", "Q1296\nBE23\n")
                        .body())
                .startsWith("Q1296,stay_tuned_iri")
                .contains("BE23," + base());
        assertThat(client.post("resolve?column=wd&lang=nl", CSV, "code,wd\nBE23,Q1296\n")
                        .body())
                .endsWith("BE23,Q1296," + base() + "id/city/ghent,Gent,exact\n");
        assertThat(client.post("resolve", CSV, "\uFEFFuri\nQ1296\n").body()).startsWith("\uFEFFuri,stay_tuned_iri");
    }

    @Test
    void aTableInAnotherCharsetIsReadWhereItSaysSo() {
        byte[] latin = "place,wd\nGöteborg,Q25287\n".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(client.post("resolve?column=wd", CSV + ";charset=windows-1252", latin)
                        .body())
                .contains("Göteborg,Q25287," + base() + "id/city/gothenburg,Gothenburg,exact");
        HttpResponse<String> unsaid = client.post("resolve?column=wd", CSV, latin);
        assertThat(unsaid.statusCode()).isEqualTo(400);
        assertThat(unsaid.body()).contains("charset");
    }

    @Test
    void aListInJsonComesBackInItsOrder() {
        JsonNode list = client.json(
                client.post(
                        "resolve",
                        "application/json",
                        "[\"Q64\", {\"notation\": \"be\", \"scheme\": \"nuts\"}, {\"uri\": \"http://example.org/\"}, 123456789, null]"));

        assertThat(list.valueStream().map(one -> one.get("match").asString()))
                .containsExactly("exact", "exact", "none", "none", "none");
        assertThat(list.get(1).get("things").get(0).get("iri").asString()).isEqualTo(base() + "id/region/be");
    }

    @Test
    void theFormOnThePageGivesATable() {
        HttpResponse<String> table = client.form("resolve", "list", "Q1296\r\n\r\nhttp://example.org/a,b\r\n");

        assertThat(table.headers().firstValue("Content-Disposition").orElse("")).startsWith("attachment");
        assertThat(table.body())
                .isEqualTo("identifier,stay_tuned_iri,stay_tuned_label,match\r\nQ1296," + base()
                        + "id/city/ghent,Ghent,exact\r\n\"http://example.org/a,b\",,,none\r\n");
    }

    @Test
    void whatIsTooMuchIsRefusedAndNotCut() {
        HttpResponse<String> rows = client.post("resolve", CSV, "uri\n" + "BE23\n".repeat(20_001));
        assertThat(rows.statusCode()).isEqualTo(413);
        assertThat(rows.body()).contains("20,000 rows", "in parts");
        assertThat(client.post("resolve", CSV, "x".repeat(6 * 1024 * 1024)).statusCode())
                .isEqualTo(413);
        assertThat(client.form("resolve", "list", "BE23\n".repeat(200_000)).statusCode())
                .isEqualTo(413);
        assertThat(client.post("resolve", CSV, "uri\n" + "BE23\n".repeat(5_000))
                        .body()
                        .lines())
                .hasSize(5_001);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/csv|a,\"b",
                "application/json|{",
                "application/json|{}",
                "application/json|5",
                "application/x-www-form-urlencoded|x=y",
                "text/csv;charset=nonsense|a",
                "image/png|a"
            })
    void whatCannotBeReadIsSaid(String typeAndBody) {
        String[] parts = typeAndBody.split("\\|");
        HttpResponse<String> answer = client.post("resolve", parts[0], parts[1]);

        assertThat(answer.statusCode()).isIn(400, 415);
        assertThat(client.json(answer).get("detail").asString()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "uri=javascript:alert(1)",
                "uri=http://%00",
                "uri=%3Cscript%3E",
                "uri=http://www.wikidata.org/entity/Q99999999999999999999",
                "uri=data:text/html,x",
                "uri=%0D%0ASet-Cookie:x=y",
                "notation=%F0%9F%8F%AB",
                "notation=%00",
                "identifier=..%2F..%2Fetc%2Fpasswd",
                "uri=http://op.europa.eu/x?uri=http://op.europa.eu/x?uri=x",
                "uri=https://w3id.org/stay-tuned/",
                "uri=https://w3id.org/stay-tuned/id/city/%22%3E"
            })
    void anythingMayBeAsked(String query) {
        HttpResponse<String> answer = client.get("resolve?" + query);

        assertThat(answer.statusCode()).isIn(404, 303);
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }
}
