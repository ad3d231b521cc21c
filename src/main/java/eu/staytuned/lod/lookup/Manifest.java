package eu.staytuned.lod.lookup;

import eu.staytuned.lod.lookup.Schema.Type;
import eu.staytuned.lod.rdf.IriSpace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the reconciliation service can do, as its clients read it. */
final class Manifest {

    static final int BATCH = 50;

    private static final String NAME = "Stay Tuned Linked Data";
    private static final int WIDTH = 420;
    private static final int HEIGHT = 300;

    /** What people reconcile most: offered first. */
    private static final List<String> DEFAULT_TYPES = List.of(
            "City",
            "Network",
            "Action",
            "Country",
            "Region",
            "Municipality",
            "LocalAuthority",
            "Document",
            "Event",
            "skos:Concept",
            "skos:ConceptScheme");

    private Manifest() {}

    /**
     * As version 0.2 has it.
     *
     * @param path of the service below the base, which says the language
     */
    static Map<String, Object> of(String path, IriSpace iris, Schema schema, Suggestions names) {
        String service = iris.resolve(path);
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("versions", List.of("0.2"));
        manifest.put("name", NAME);
        manifest.put("identifierSpace", iris.resolve("id/"));
        manifest.put("schemaSpace", iris.resolve("ontology#"));
        manifest.put("documentation", iris.resolve("resolve"));
        manifest.put("logo", iris.resolve("favicon.svg"));
        manifest.put("view", Map.of("url", service + "/view?id={{id}}"));
        manifest.put("feature_view", Map.of("url", service + "/feature?id={{id}}"));
        manifest.put("defaultTypes", types(schema, names));
        manifest.put("batchSize", BATCH);
        Map<String, Object> preview = new LinkedHashMap<>();
        preview.put("url", service + "/preview?id={{id}}");
        preview.put("width", WIDTH);
        preview.put("height", HEIGHT);
        manifest.put("preview", preview);
        Map<String, Object> suggest = new LinkedHashMap<>();
        for (String what : List.of("entity", "type", "property")) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("service_url", service);
            one.put("service_path", "/suggest/" + what);
            one.put("flyout_service_path", "/flyout/" + what + "?id=${id}");
            suggest.put(what, one);
        }
        manifest.put("suggest", suggest);
        Map<String, Object> extend = new LinkedHashMap<>();
        Map<String, Object> propose = new LinkedHashMap<>();
        propose.put("service_url", service);
        propose.put("service_path", "/extend/propose");
        extend.put("propose_properties", propose);
        extend.put(
                "property_settings",
                List.of(
                        setting("number", "name", "limit", "label", "Values at most", "help_text", LIMIT_HELP, 0),
                        setting("text", "name", "language", "label", "Language", "help_text", LANGUAGE_HELP, "")));
        manifest.put("extend", extend);
        return manifest;
    }

    /** As the draft of version 1.0 has it, in so far as that stands still. */
    static Map<String, Object> draft(String path, IriSpace iris, Schema schema, Suggestions names) {
        String service = iris.resolve(path);
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("versions", List.of("1.0-draft"));
        manifest.put("name", NAME);
        manifest.put("lang", "en");
        manifest.put("documentation", iris.resolve("resolve"));
        manifest.put("logo", iris.resolve("favicon.svg"));
        manifest.put("view", Map.of("url", service + "/view?id={id}"));
        manifest.put("featureView", Map.of("url", service + "/feature?id={id}"));
        manifest.put("defaultTypes", types(schema, names));
        manifest.put("batchSize", BATCH);
        manifest.put("standardizedScore", true);
        Map<String, Object> preview = new LinkedHashMap<>();
        preview.put("width", WIDTH);
        preview.put("height", HEIGHT);
        manifest.put("preview", preview);
        Map<String, Object> suggest = new LinkedHashMap<>();
        List.of("entity", "property", "type").forEach(what -> suggest.put(what, true));
        manifest.put("suggest", suggest);
        Map<String, Object> extend = new LinkedHashMap<>();
        extend.put("proposeProperties", true);
        extend.put(
                "propertySettings",
                List.of(
                        setting("number", "id", "limit", "name", "Values at most", "helpText", LIMIT_HELP, 0),
                        setting("text", "id", "language", "name", "Language", "helpText", LANGUAGE_HELP, "")));
        manifest.put("extend", extend);
        return manifest;
    }

    private static final String LIMIT_HELP = "How many values of each thing are fetched; 0 for all.";
    private static final String LANGUAGE_HELP =
            "Of texts: nl, fr, el …; * for all languages; empty for the one that suits you best.";

    private static Map<String, Object> setting(
            String type,
            String idField,
            String id,
            String nameField,
            String name,
            String helpField,
            String help,
            Object usual) {
        Map<String, Object> setting = new LinkedHashMap<>();
        setting.put("type", type);
        setting.put(idField, id);
        setting.put(nameField, name);
        setting.put(helpField, help);
        setting.put("default", usual);
        return setting;
    }

    private static List<Map<String, Object>> types(Schema schema, Suggestions names) {
        return DEFAULT_TYPES.stream()
                .map(schema::type)
                .flatMap(Optional::stream)
                .map((Type type) -> names.reference(type))
                .toList();
    }
}
