package eu.staytuned.lod.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an editor completes queries with. */
class VocabularyTests extends RepositorySiteTest {

    private static final String PATH = "/sparql/vocabulary.json";

    @Test
    void classesPropertiesAndThingsAreThereAsAQueryWritesThemAndInTheLanguageOfTheReader() {
        JsonNode words = vocabulary("nl");

        assertThat(words.get("prefixes").get("st").asString()).isEqualTo(base() + "ontology#");
        JsonNode city = entry(words.get("classes"), "st:City");
        assertThat(city.get("iri").asString()).isEqualTo(base() + "ontology#City");
        assertThat(city.get("label").asString()).isEqualTo("stad");
        assertThat(city.get("comment").asString()).isNotBlank();
        assertThat(city.get("count").asInt()).isEqualTo(9);
        JsonNode country = entry(words.get("properties"), "st:country");
        assertThat(texts(country.get("domains"))).contains("st:City", "st:Municipality");
        assertThat(texts(country.get("ranges"))).containsExactly("st:Country");
        assertThat(texts(entry(words.get("properties"), "rdfs:label").get("ranges")))
                .contains("rdf:langString");
        JsonNode ghent = entry(words.get("individuals"), "city:ghent");
        assertThat(ghent.get("label").asString()).isEqualTo("Gent");
        assertThat(ghent.get("kind").asString()).isEqualTo("st:City");
    }

    @Test
    void thingsThatNobodyCallsByNameAreLeftOut() {
        JsonNode things = vocabulary("en").get("individuals");
        Set<String> kinds = new HashSet<>();
        things.forEach(thing -> kinds.add(thing.get("kind").asString()));

        assertThat(things.size()).isBetween(300, 5_000);
        assertThat(kinds).contains("st:City", "st:Action").doesNotContain("st:Claim", "qb:Observation", "qb:Slice", "");
        things.forEach(thing -> assertThat(thing.get("label").asString()).isNotBlank());
    }

    @Test
    void whoeverHasItIsNotSentItAgain() {
        HttpResponse<String> first = send("GET", PATH + "?lang=el");
        String tag = first.headers().firstValue("ETag").orElseThrow();

        assertThat(first.headers().firstValue("Content-Type")).contains("application/json;charset=UTF-8");
        assertThat(send("GET", PATH + "?lang=el", "If-None-Match", tag).statusCode())
                .isEqualTo(304);
        assertThat(send("GET", PATH + "?lang=en", "If-None-Match", tag).statusCode())
                .isEqualTo(200);
    }

    private JsonNode vocabulary(String language) {
        HttpResponse<String> answer = send("GET", PATH + "?lang=" + language);
        assertThat(answer.statusCode()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    private static JsonNode entry(JsonNode entries, String prefixed) {
        for (JsonNode entry : entries) {
            if (entry.get("prefixed").asString().equals(prefixed)) {
                return entry;
            }
        }
        throw new AssertionError("no " + prefixed);
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }
}
