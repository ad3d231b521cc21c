package eu.staytuned.lod.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads link sets in both formats of RFC 9264, and the {@code Link} field of RFC 8288, as strictly as these are written. */
final class LinksetReader {

    /** The target attributes of RFC 8288 that are strings in JSON (RFC 9264 §4.2.4.1). */
    private static final Set<String> STRINGS = Set.of("media", "title", "type");

    /**
     * A link.
     *
     * @param anchor its context; empty where that is the document it came with
     * @param type of what is there; empty where it is not said
     */
    record TypedLink(String anchor, String relation, String target, String type) {}

    private LinksetReader() {}

    /** §4.2: a JSON object with a sole member, an array of one object for each context. */
    static Set<TypedLink> json(String document) {
        JsonNode root = JsonMapper.shared().readTree(document);
        assertThat(root.isObject()).isTrue();
        assertThat(root.propertyNames()).containsExactly("linkset");
        assertThat(root.get("linkset").isArray()).isTrue();
        Set<TypedLink> links = new LinkedHashSet<>();
        Set<String> anchors = new LinkedHashSet<>();
        for (JsonNode context : root.get("linkset")) {
            String anchor = context.get("anchor").asString();
            assertThat(anchors.add(anchor)).as("one object for %s", anchor).isTrue();
            assertAbsolute(anchor);
            context.properties().forEach(member -> {
                if (!member.getKey().equals("anchor")) {
                    assertRelation(member.getKey());
                    assertThat(member.getValue().isArray()).isTrue();
                    member.getValue().forEach(target -> links.add(target(anchor, member.getKey(), target)));
                }
            });
        }
        return links;
    }

    private static TypedLink target(String anchor, String relation, JsonNode target) {
        assertThat(target.get("href").isString()).isTrue();
        assertAbsolute(target.get("href").asString());
        target.properties().forEach(attribute -> {
            if (STRINGS.contains(attribute.getKey())) {
                assertThat(attribute.getValue().isString())
                        .as(attribute.getKey())
                        .isTrue();
            } else if (!attribute.getKey().equals("href")) {
                assertThat(attribute.getValue().isArray())
                        .as(attribute.getKey())
                        .isTrue();
            }
        });
        return new TypedLink(
                anchor,
                relation,
                target.get("href").asString(),
                target.path("type").asString(""));
    }

    /** §4.1: as in a {@code Link} field, but that lines may be broken. */
    static Set<TypedLink> text(String document) {
        assertThat(document.chars()).allMatch(letter -> letter == '\n' || letter >= ' ' && letter < 0x7f);
        Set<TypedLink> links = new LinkedHashSet<>(field(document.replace('\n', ' ')));
        assertThat(links).allSatisfy(link -> assertAbsolute(link.anchor()));
        return links;
    }

    /** RFC 8288 §3, by its ABNF. */
    static List<TypedLink> field(String value) {
        List<TypedLink> links = new ArrayList<>();
        int[] at = {0};
        while (true) {
            blanks(value, at);
            assertThat(value.charAt(at[0])).isEqualTo('<');
            int end = value.indexOf('>', at[0]);
            String target = value.substring(at[0] + 1, end);
            at[0] = end + 1;
            Map<String, String> parameters = new HashMap<>();
            blanks(value, at);
            while (at[0] < value.length() && value.charAt(at[0]) == ';') {
                at[0]++;
                blanks(value, at);
                int equals = value.indexOf('=', at[0]);
                String name = value.substring(at[0], equals).strip().toLowerCase(Locale.ROOT);
                at[0] = equals + 1;
                parameters.putIfAbsent(name, parameter(value, at));
                blanks(value, at);
            }
            for (String relation : parameters.get("rel").split(" ")) {
                assertRelation(relation);
                links.add(new TypedLink(
                        parameters.getOrDefault("anchor", ""), relation, target, parameters.getOrDefault("type", "")));
            }
            if (at[0] >= value.length()) {
                return links;
            }
            assertThat(value.charAt(at[0])).isEqualTo(',');
            at[0]++;
        }
    }

    private static String parameter(String value, int[] at) {
        StringBuilder text = new StringBuilder();
        boolean quoted = value.charAt(at[0]) == '"';
        at[0] += quoted ? 1 : 0;
        while (at[0] < value.length()) {
            char letter = value.charAt(at[0]);
            if (quoted ? letter == '"' : letter == ';' || letter == ',' || letter == ' ') {
                break;
            }
            at[0] += quoted && letter == '\\' ? 1 : 0;
            text.append(value.charAt(at[0]++));
        }
        at[0] += quoted ? 1 : 0;
        return text.toString();
    }

    private static void blanks(String value, int[] at) {
        while (at[0] < value.length() && value.charAt(at[0]) == ' ') {
            at[0]++;
        }
    }

    private static void assertAbsolute(String uri) {
        assertThat(URI.create(uri).isAbsolute()).as(uri).isTrue();
    }

    /** A registered relation type is a lower-case name; any other is a URI (RFC 8288 §2.1). */
    private static void assertRelation(String relation) {
        if (!relation.matches("[a-z][a-z0-9.-]*")) {
            assertAbsolute(relation);
        }
    }
}
