package eu.staytuned.lod.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Datasets and releases in the terms of DataCite, held against the lists of its kernel 4.7. */
class DataCiteTests extends RepositorySiteTest {

    private static final String TYPE = "application/vnd.datacite.datacite+json";

    /** Of these the kernel has lists; here are those that are used or could be. */
    private static final Set<String> RELATIONS = Set.of(
            "IsVersionOf",
            "HasVersion",
            "IsNewVersionOf",
            "IsPreviousVersionOf",
            "IsPartOf",
            "IsDerivedFrom",
            "IsDocumentedBy",
            "HasMetadata");

    private static final Set<String> DATES = Set.of("Issued", "Updated", "Coverage");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dataset/stay-tuned",
                "dataset/early-leavers",
                "dataset/concept-schemes",
                "dataset/ontology",
                "releases/1"
            })
    void aDatasetHasWhatIsMandatoryAndItsWordsAreThoseOfTheKernel(String path) {
        HttpResponse<String> answer = send("GET", path + ".datacite.json");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith(TYPE);
        JsonNode entry = new JsonMapper().readTree(answer.body());

        assertThat(entry.path("identifiers").get(0).path("identifier").asString())
                .isEqualTo(base() + path);
        assertThat(entry.path("identifiers").get(0).path("identifierType").asString())
                .isEqualTo("URL");
        assertThat(entry.has("doi")).isFalse();
        assertThat(texts(entry, "creators", "name"))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(name).isNotBlank().doesNotStartWith("http"));
        assertThat(texts(entry, "titles", "title")).isNotEmpty();
        assertThat(entry.path("titles").get(0).path("lang").asString()).isEqualTo("en");
        assertThat(entry.path("titles").get(0).has("titleType")).isFalse();
        assertThat(entry.path("publisher").path("name").asString()).isEqualTo("Stay Tuned Linked Data");
        assertThat(entry.path("publicationYear").asInt()).isBetween(2026, 2100);
        assertThat(entry.path("types").path("resourceTypeGeneral").asString()).isEqualTo("Dataset");
        assertThat(entry.path("types").path("resourceType").asString()).isNotBlank();
        assertThat(entry.path("schemaVersion").asString()).isEqualTo("http://datacite.org/schema/kernel-4");

        assertThat(texts(entry, "descriptions", "descriptionType")).isNotEmpty().containsOnly("Abstract");
        assertThat(texts(entry, "dates", "dateType")).isNotEmpty().isSubsetOf(DATES);
        assertThat(texts(entry, "relatedIdentifiers", "relationType"))
                .isNotEmpty()
                .isSubsetOf(RELATIONS);
        assertThat(texts(entry, "relatedIdentifiers", "relatedIdentifier"))
                .allSatisfy(address -> assertThat(address).matches("https?://.*"));
        assertThat(texts(entry, "rightsList", "rightsUri")).isNotEmpty().allSatisfy(address -> assertThat(address)
                .matches("https?://.*"));
        assertThat(texts(entry, "geoLocations", "geoLocationPlace"))
                .allSatisfy(place -> assertThat(place).isNotBlank().doesNotContain("/"));
    }

    @Test
    void aReleaseSaysWhichVersionItIsAndOfWhat() {
        JsonNode release = new JsonMapper()
                .readTree(send("GET", "releases/1.datacite.json").body());

        assertThat(release.path("version").asString()).isEqualTo("1");
        assertThat(texts(release, "relatedIdentifiers", "relatedIdentifier")).contains(base() + "dataset/stay-tuned");
        assertThat(texts(release, "rightsList", "rightsIdentifier")).containsExactly("cc-by-4.0");
        assertThat(texts(release, "dates", "date")).contains("1992/2025");
        assertThat(texts(release, "identifiers", "identifier")).anyMatch(text -> text.matches("[0-9a-f]{64}"));
    }

    @Test
    void whoAsksForItIsSentThereAndTheLandingPageLeadsThere() {
        for (String path : List.of("dataset/stay-tuned", "releases/1")) {
            HttpResponse<String> answer = send("GET", path, "Accept", TYPE);
            assertThat(answer.statusCode()).as(path).isEqualTo(303);
            assertThat(answer.headers().firstValue("Location")).contains(base() + path + ".datacite.json");
            assertThat(String.join(",", answer.headers().allValues("Vary"))).contains("Accept");
            assertThat(link(send("GET", path, "Accept", "text/html"))).contains(base() + path + ".datacite.json");
        }
        assertThat(send("GET", "dataset/stay-tuned", "Accept", "text/turtle, " + TYPE + ";q=0.5")
                        .statusCode())
                .isEqualTo(200);
        assertThat(send("GET", "catalog", "Accept", TYPE).statusCode()).isEqualTo(406);
        assertThat(link(send("GET", "", "Accept", "text/html"))).contains(base() + "dataset/stay-tuned.datacite.json");
        for (String nothing : List.of("releases/99.datacite.json", "dataset/nothing.datacite.json")) {
            assertThat(send("GET", nothing).statusCode()).as(nothing).isEqualTo(404);
        }
    }

    private static String link(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        return String.join(", ", answer.headers().allValues("Link"));
    }

    private static List<String> texts(JsonNode entry, String list, String name) {
        List<String> texts = new ArrayList<>();
        entry.path(list).forEach(one -> {
            if (one.has(name)) {
                texts.add(one.path(name).asString());
            }
        });
        return texts;
    }
}
