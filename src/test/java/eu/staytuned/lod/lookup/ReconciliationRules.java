package eu.staytuned.lod.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What the Reconciliation Service API demands of answers, version 0.2 and the draft of 1.0, in our own words. */
final class ReconciliationRules {

    private static final Set<String> VALUE_KINDS = Set.of("id", "str", "float", "int", "date");

    private ReconciliationRules() {}

    static void manifest(JsonNode manifest) {
        assertThat(manifest.get("versions").valueStream().map(JsonNode::asString))
                .contains("0.2");
        for (String address : List.of("identifierSpace", "schemaSpace", "documentation", "logo")) {
            assertThat(manifest.get(address).asString()).as(address).matches("https?://\\S+");
        }
        assertThat(manifest.get("name").asString()).isNotBlank();
        for (String template : List.of("view", "feature_view", "preview")) {
            assertThat(manifest.get(template).get("url").asString()).contains("{{id}}");
        }
        assertThat(manifest.get("preview").get("width").isInt()).isTrue();
        assertThat(manifest.get("preview").get("height").isInt()).isTrue();
        assertThat(manifest.get("batchSize").asInt()).isPositive();
        types(manifest.get("defaultTypes"));
        for (String what : List.of("entity", "type", "property")) {
            JsonNode service = manifest.get("suggest").get(what);
            assertThat(service.get("service_url").asString()).matches("https?://\\S+[^/]");
            assertThat(service.get("service_path").asString()).startsWith("/");
            assertThat(service.get("flyout_service_path").asString()).contains("${id}");
        }
        settings(manifest.get("extend").get("property_settings"), "name", "label");
    }

    static void draftManifest(JsonNode manifest) {
        assertThat(manifest.get("versions").valueStream().map(JsonNode::asString))
                .contains("1.0-draft");
        assertThat(manifest.get("name").asString()).isNotBlank();
        assertThat(manifest.get("view").get("url").asString()).contains("{id}");
        assertThat(manifest.get("featureView").get("url").asString()).contains("{id}");
        for (String what : List.of("entity", "type", "property")) {
            assertThat(manifest.get("suggest").get(what).isBoolean()).isTrue();
        }
        assertThat(manifest.get("preview").get("width").isInt()).isTrue();
        assertThat(manifest.get("extend").get("proposeProperties").isBoolean()).isTrue();
        assertThat(manifest.get("standardizedScore").asBoolean()).isTrue();
        types(manifest.get("defaultTypes"));
        settings(manifest.get("extend").get("propertySettings"), "id", "name");
    }

    private static void settings(JsonNode settings, String id, String name) {
        for (JsonNode setting : settings) {
            assertThat(setting.get("type").asString()).isIn("number", "text", "checkbox", "select");
            assertThat(setting.get(id).isString()).isTrue();
            assertThat(setting.get(name).isString()).isTrue();
            assertThat(setting.get("default").isNumber())
                    .isEqualTo(setting.get("type").asString().equals("number"));
        }
    }

    private static void types(JsonNode types) {
        assertThat(types.isArray()).isTrue();
        for (JsonNode type : types) {
            // Clients put it into an address as it is.
            assertThat(type.get("id").asString()).isNotBlank().doesNotContain("#", " ", "&", "?");
            assertThat(type.get("name").asString()).isNotBlank();
        }
    }

    static void results(JsonNode batch) {
        assertThat(batch.isObject()).isTrue();
        batch.propertyStream().forEach(entry -> candidates(entry.getValue().get("result")));
    }

    static void draftResults(JsonNode answer) {
        assertThat(answer.get("results").isArray()).isTrue();
        answer.get("results").forEach(result -> candidates(result.get("candidates")));
    }

    private static void candidates(JsonNode candidates) {
        assertThat(candidates.isArray()).isTrue();
        int certain = 0;
        for (JsonNode candidate : candidates) {
            assertThat(candidate.get("id").asString()).isNotBlank();
            assertThat(candidate.get("name").asString()).isNotBlank();
            assertThat(candidate.get("score").isNumber()).isTrue();
            assertThat(candidate.get("score").asDouble()).isBetween(0.0, 100.0);
            assertThat(candidate.get("match").isBoolean()).isTrue();
            types(candidate.get("type"));
            for (JsonNode feature : candidate.get("features")) {
                assertThat(feature.get("id").isString()).isTrue();
                assertThat(feature.get("name").isString()).isTrue();
                assertThat(feature.get("value").isNumber()
                                || feature.get("value").isBoolean())
                        .isTrue();
            }
            certain += candidate.get("match").asBoolean() ? 1 : 0;
        }
        assertThat(certain).as("one thing is meant").isLessThanOrEqualTo(1);
    }

    static void suggestions(JsonNode answer) {
        for (JsonNode one : answer.get("result")) {
            assertThat(one.get("id").asString()).isNotBlank();
            assertThat(one.get("name").asString()).isNotBlank();
            if (one.has("notable")) {
                types(one.get("notable"));
            }
            if (one.has("broader")) {
                types(one.get("broader"));
            }
        }
    }

    static void extension(JsonNode answer) {
        answer.get("meta").forEach(column -> {
            assertThat(column.get("id").isString()).isTrue();
            assertThat(column.get("name").asString()).isNotBlank();
        });
        answer.get("rows").propertyStream().forEach(row -> {
            assertThat(row.getValue().size()).isEqualTo(answer.get("meta").size());
            row.getValue().propertyStream().forEach(cell -> cell.getValue().forEach(ReconciliationRules::value));
        });
    }

    private static void value(JsonNode value) {
        List<String> names = List.copyOf(value.propertyNames());
        assertThat(VALUE_KINDS).contains(names.get(0));
        if (names.get(0).equals("id")) {
            assertThat(names).containsExactly("id", "name");
        } else {
            assertThat(names).hasSize(1);
        }
        if (value.has("date")) {
            assertThat(value.get("date").asString()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\S*");
        }
        if (value.has("int")) {
            assertThat(value.get("int").isInt()).isTrue();
        }
    }
}
