package eu.staytuned.lod.web;

import eu.staytuned.lod.rdf.UriForm;
import eu.staytuned.lod.web.DocumentLinks.Link;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * Typed links as a document of their own (RFC 9264), each with its context, so that it can be read anywhere.
 *
 * @param links by their context, an absolute URI
 */
record Linkset(Map<String, List<Link>> links) {

    static final MediaType JSON = new MediaType("application", "linkset+json");
    static final MediaType TEXT = new MediaType("application", "linkset");

    /** The formats of a link set by the extension that its address ends in, the one that programs want first. */
    static final Map<String, MediaType> FORMATS = formats();

    private static Map<String, MediaType> formats() {
        Map<String, MediaType> formats = new LinkedHashMap<>();
        formats.put("json", JSON);
        formats.put("linkset", TEXT);
        return formats;
    }

    /** In one of its formats. */
    byte[] as(MediaType type, JsonMapper json) {
        return type.equals(JSON) ? asJson(json) : asText().getBytes(StandardCharsets.US_ASCII);
    }

    /** §4.2: one object for each context, in it an array of targets for each relation. */
    private byte[] asJson(JsonMapper json) {
        List<Map<String, Object>> contexts = new ArrayList<>();
        links.forEach((anchor, from) -> {
            Map<String, List<Map<String, String>>> relations = new LinkedHashMap<>();
            for (Link link : from) {
                Map<String, String> target = new LinkedHashMap<>();
                target.put("href", UriForm.of(link.target()));
                link.type().ifPresent(type -> target.put("type", type));
                for (String relation : link.relation().split(" ")) {
                    relations
                            .computeIfAbsent(relation, any -> new ArrayList<>())
                            .add(target);
                }
            }
            Map<String, Object> context = new LinkedHashMap<>();
            context.put("anchor", UriForm.of(anchor));
            context.putAll(relations);
            contexts.add(context);
        });
        return json.writeValueAsBytes(Map.of("linkset", contexts));
    }

    /** §4.1: as in a {@code Link} field, where lines may be broken. */
    private String asText() {
        List<String> values = new ArrayList<>();
        links.forEach((anchor, from) -> from.forEach(link -> values.add("<" + UriForm.of(link.target()) + ">; rel=\""
                + link.relation() + "\"; anchor=\"" + UriForm.of(anchor) + "\""
                + link.type().map(type -> "; type=\"" + type + "\"").orElse(""))));
        return String.join(",\n", values) + "\n";
    }
}
