package eu.staytuned.lod.lookup;

import eu.staytuned.lod.lookup.Knowledge.Known;
import eu.staytuned.lod.lookup.Reconciliation.Candidate;
import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.search.Search;
import eu.staytuned.lod.store.Edition;
import eu.staytuned.lod.store.Shelf;
import eu.staytuned.lod.store.Store;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The Reconciliation Service API of the W3C Entity Reconciliation Community Group: version 0.2 at {@code /reconcile}, which is
 * what OpenRefine speaks, and the draft of 1.0 at {@code /reconcile/1.0-draft}. With a language behind it, as in {@code
 * /reconcile/nl}, names come in that language.
 */
@Controller
class ReconcileController {

    private static final String PATH = "reconcile";
    private static final String ROOT = "/" + PATH;
    private static final String SPOKEN = ROOT + "/{language:[a-z][a-z]}";
    private static final String DRAFT_PATH = PATH + "/1.0-draft";
    private static final String DRAFT = "/" + DRAFT_PATH;

    private static final long MOST_BYTES = 512 * 1024;
    private static final int SUGGESTED = 20;
    private static final int MOST_SUGGESTED = 100;
    private static final int PROPOSED = 200;

    private static final MediaType SCRIPT = new MediaType("application", "javascript", StandardCharsets.UTF_8);
    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);
    private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

    /** A function that a client has, and nothing else: its name becomes part of a script. */
    private static final Pattern CALLBACK =
            Pattern.compile("[A-Za-z_$][A-Za-z0-9_$]{0,100}(\\.[A-Za-z_$][A-Za-z0-9_$]{0,100}){0,3}");

    /** What makes a score, in words. */
    private static final Map<String, String> FEATURES = features();

    private final Store store;
    private final IriSpace iris;
    private final Search search;
    private final Knowledge knowledge;
    private final Resolver resolver;
    private final JsonMapper json;
    private final Turns turns;
    private final QueryReader reader;

    ReconcileController(
            Store store,
            IriSpace iris,
            Search search,
            Knowledge knowledge,
            Resolver resolver,
            JsonMapper json,
            Turns turns) {
        this.store = store;
        this.iris = iris;
        this.search = search;
        this.knowledge = knowledge;
        this.resolver = resolver;
        this.json = json;
        this.turns = turns;
        this.reader = new QueryReader(json, Manifest.BATCH);
    }

    private static Map<String, String> features() {
        Map<String, String> features = new LinkedHashMap<>();
        features.put(
                "name_similarity",
                "How alike the names are, from 0 to 100; 100 where they are the same but for case and "
                        + "diacritics, 98 where they are so in another script.");
        features.put("name_exact", "Whether the thing has this very name, code or identifier.");
        features.put("type_match", "Whether the thing is of a type that was asked for.");
        features.put(
                "properties_match",
                "The share of the properties that the thing has as they were given, from 0 to 100; "
                        + "one that nothing is known of counts by half.");
        return features;
    }

    /** What is known of the release that one answer is made from. */
    private record Desk(Shelf shelf, Known known, List<String> languages, Suggestions names) {}

    private record Answer(byte[] body, Edition edition) {}

    private <T> T read(List<String> languages, Function<Desk, T> reading) {
        return store.read(shelf -> {
            Known known = knowledge.of(shelf);
            Suggestions names = new Suggestions(shelf, known, iris, search, languages);
            return reading.apply(new Desk(shelf, known, languages, names));
        });
    }

    private <T> T readInTurn(List<String> languages, Function<Desk, T> reading) {
        return turns.take(() -> read(languages, reading));
    }

    private Reconciliation reconciliation(Desk desk) {
        return new Reconciliation(desk.shelf(), desk.known(), iris, search, resolver);
    }

    @GetMapping({ROOT, SPOKEN})
    void get(
            @PathVariable(required = false) @Nullable String language,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        List<String> languages = Languages.of(language, request);
        String path = language == null ? PATH : PATH + "/" + language;
        boolean asks = Stream.of("queries", "query", "extend").anyMatch(name -> request.getParameter(name) != null);
        send(
                asks,
                languages,
                desk -> asked(desk, request)
                        .orElseGet(() -> Manifest.of(path, iris, desk.known().schema(), desk.names())),
                request,
                response);
    }

    @PostMapping({ROOT, SPOKEN})
    void post(
            @PathVariable(required = false) @Nullable String language,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        limit(request);
        // Read to its end before it takes a place.
        request.getParameterMap();
        Object answer = readInTurn(
                Languages.of(language, request),
                desk -> asked(desk, request)
                        .orElseThrow(
                                () -> Sending.problem(
                                        HttpStatus.BAD_REQUEST,
                                        "Send a form with queries={\"q0\": {\"query\": \"Ghent\", \"type\": \"City\"}}, or with extend={…}.")));
        Sending.answer(json.writeValueAsBytes(answer), MediaType.APPLICATION_JSON, response);
    }

    private static void limit(HttpServletRequest request) {
        if (request.getContentLengthLong() > MOST_BYTES) {
            throw tooLarge();
        }
    }

    private static ErrorResponseException tooLarge() {
        return Sending.problem(
                HttpStatus.CONTENT_TOO_LARGE,
                "A request has at most " + MOST_BYTES / 1024 + " KB and " + Manifest.BATCH + " queries.");
    }

    /** What a form or an address asks; empty where it asks nothing. */
    private Optional<Object> asked(Desk desk, HttpServletRequest request) {
        String queries = request.getParameter("queries");
        String query = request.getParameter("query");
        String extend = request.getParameter("extend");
        if (queries != null) {
            Map<String, Object> answers = new LinkedHashMap<>();
            Reconciliation reconciliation = reconciliation(desk);
            reader.batch(queries)
                    .forEach((name, one) ->
                            answers.put(name, result(reconciliation.candidates(one, desk.languages()), desk)));
            return Optional.of(answers);
        }
        if (query != null) {
            return Optional.of(result(reconciliation(desk).candidates(reader.single(query), desk.languages()), desk));
        }
        return extend == null
                ? Optional.empty()
                : Optional.of(extension(desk).answer(reader.read(extend, "extend"), false));
    }

    private Extension extension(Desk desk) {
        return new Extension(desk.shelf(), desk.known(), iris, desk.languages(), reconciliation(desk)::thing);
    }

    private Map<String, Object> result(List<Candidate> candidates, Desk desk) {
        return Map.of(
                "result", candidates.stream().map(one -> asJson(one, desk)).toList());
    }

    private Map<String, Object> asJson(Candidate candidate, Desk desk) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("id", Reconciliation.id(candidate.thing(), iris));
        answer.put("name", candidate.name());
        if (!candidate.description().isEmpty()) {
            answer.put("description", candidate.description());
        }
        answer.put(
                "type", candidate.kinds().stream().map(desk.names()::reference).toList());
        answer.put("score", candidate.score());
        answer.put("match", candidate.match());
        List<Map<String, Object>> features = new ArrayList<>();
        features.add(feature("name_similarity", Math.round(candidate.likeness() * 1000) / 10.0));
        features.add(feature("name_exact", candidate.exact()));
        features.add(feature("type_match", candidate.ofType()));
        if (candidate.fit().asked() > 0) {
            features.add(feature("properties_match", Math.round(candidate.fit().share() * 1000) / 10.0));
        }
        answer.put("features", features);
        return answer;
    }

    private static Map<String, Object> feature(String id, Object value) {
        Map<String, Object> feature = new LinkedHashMap<>();
        feature.put("id", id);
        feature.put("name", id.replace('_', ' '));
        feature.put("value", value);
        return feature;
    }

    @GetMapping({
        ROOT + "/suggest/{what:entity|type|property}",
        SPOKEN + "/suggest/{what:entity|type|property}",
        DRAFT + "/suggest/{what:entity|type|property}"
    })
    void suggest(
            @PathVariable(required = false) @Nullable String language,
            @PathVariable String what,
            @RequestParam(defaultValue = "") String prefix,
            @RequestParam(defaultValue = "0") String cursor,
            @RequestParam(defaultValue = "0") String offset,
            @RequestParam(defaultValue = "" + SUGGESTED) String limit,
            @RequestParam Optional<String> type,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        int from = Math.max(number(cursor, "cursor"), number(offset, "offset"));
        int most = Math.min(Math.max(1, number(limit, "limit")), MOST_SUGGESTED);
        send(
                Languages.of(language, request),
                desk -> {
                    Suggestions.Part part =
                            switch (what) {
                                case "entity" ->
                                    desk.names().things(prefix, type.filter(one -> !one.isBlank()), from, most);
                                case "type" -> desk.names().types(prefix, from, most);
                                default -> desk.names().properties(prefix, from, most);
                            };
                    Map<String, Object> answer = new LinkedHashMap<>();
                    answer.put("prefix", prefix);
                    answer.put("result", part.items());
                    if (part.more()) {
                        answer.put("cursor", from + part.items().size());
                    }
                    return answer;
                },
                request,
                response);
    }

    private static int number(String text, String name) {
        if (!text.matches("[0-9]{1,6}")) {
            throw Sending.problem(HttpStatus.BAD_REQUEST, name + " is a whole number from 0.");
        }
        return Integer.parseInt(text);
    }

    @GetMapping({ROOT + "/flyout/{what:entity|type|property}", SPOKEN + "/flyout/{what:entity|type|property}"})
    void flyout(
            @PathVariable(required = false) @Nullable String language,
            @PathVariable String what,
            @RequestParam String id,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        List<String> languages = Languages.of(language, request);
        send(
                languages,
                desk -> {
                    Map<String, Object> answer = new LinkedHashMap<>();
                    answer.put("id", id);
                    answer.put("html", flyout(what, id, desk));
                    return answer;
                },
                request,
                response);
    }

    private String flyout(String what, String id, Desk desk) {
        if (what.equals("entity")) {
            return preview(desk).piece(thing(id, desk));
        }
        Map<String, Object> item = what.equals("type")
                ? desk.known().schema().type(id).map(desk.names()::described).orElseThrow(() -> unknown(id))
                : desk.names().properties(id, 0, MOST_SUGGESTED).items().stream()
                        .filter(one -> id.equals(one.get("id")))
                        .findFirst()
                        .orElseThrow(() -> unknown(id));
        return Preview.piece(String.valueOf(item.get("name")), String.valueOf(item.getOrDefault("description", "")));
    }

    private Preview preview(Desk desk) {
        return new Preview(desk.shelf(), desk.known(), iris, desk.languages());
    }

    private Node thing(String id, Desk desk) {
        return reconciliation(desk).thing(id).orElseThrow(() -> unknown(id));
    }

    private static ErrorResponseException unknown(String id) {
        return Sending.problem(HttpStatus.NOT_FOUND, "Nothing here has the identifier " + Sending.shortened(id) + ".");
    }

    /** A thing at a glance, for a frame. */
    @GetMapping({ROOT + "/preview", SPOKEN + "/preview", DRAFT + "/preview"})
    void preview(
            @PathVariable(required = false) @Nullable String language,
            @RequestParam String id,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Answer page = read(
                Languages.of(language, request),
                desk -> new Answer(
                        preview(desk).page(thing(id, desk)).getBytes(StandardCharsets.UTF_8),
                        desk.shelf().edition()));
        response.setHeader("Content-Security-Policy", Preview.CONTENT_SECURITY_POLICY);
        Sending.send(page.body(), HTML, page.edition(), request, response);
    }

    /** From an identifier to the thing. */
    @GetMapping({ROOT + "/view", SPOKEN + "/view", DRAFT + "/view"})
    void view(
            @PathVariable(required = false) @Nullable String language,
            @RequestParam String id,
            HttpServletRequest request,
            HttpServletResponse response) {
        Node thing = read(Languages.of(language, request), desk -> thing(id, desk));
        response.setStatus(HttpStatus.SEE_OTHER.value());
        response.setHeader(HttpHeaders.LOCATION, thing.getURI() + (language == null ? "" : "?lang=" + language));
        response.setHeader(HttpHeaders.CACHE_CONTROL, Sending.CACHE_CONTROL);
    }

    /** What a part of a score means. */
    @GetMapping({ROOT + "/feature", SPOKEN + "/feature", DRAFT + "/feature"})
    void feature(@RequestParam String id, HttpServletRequest request, HttpServletResponse response) throws IOException {
        String meaning = FEATURES.get(id);
        if (meaning == null) {
            throw unknown(id);
        }
        Edition edition = store.read(Shelf::edition);
        Sending.send((meaning + "\n").getBytes(StandardCharsets.UTF_8), TEXT, edition, request, response);
    }

    @GetMapping({ROOT + "/extend/propose", SPOKEN + "/extend/propose", DRAFT + "/extend/propose"})
    void propose(
            @PathVariable(required = false) @Nullable String language,
            @RequestParam(defaultValue = "") String type,
            @RequestParam(defaultValue = "" + PROPOSED) String limit,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        int most = number(limit, "limit");
        send(
                Languages.of(language, request),
                desk -> {
                    Map<String, Object> answer = new LinkedHashMap<>();
                    answer.put("type", type);
                    answer.put("limit", most);
                    answer.put(
                            "properties",
                            type.isBlank()
                                    ? desk.names().properties("", 0, most).items()
                                    : desk.names().proposed(type, most));
                    return answer;
                },
                request,
                response);
    }

    @GetMapping(DRAFT)
    void draft(HttpServletRequest request, HttpServletResponse response) throws IOException {
        send(
                Languages.of(null, request),
                desk -> Manifest.draft(DRAFT_PATH, iris, desk.known().schema(), desk.names()),
                request,
                response);
    }

    @PostMapping({DRAFT + "/match", ROOT + "/match"})
    void match(HttpServletRequest request, HttpServletResponse response) throws IOException {
        List<Query> queries = reader.draft(body(request));
        Object answer = readInTurn(Languages.of(null, request), desk -> {
            Reconciliation reconciliation = reconciliation(desk);
            return Map.of(
                    "results",
                    queries.stream()
                            .map(query -> Map.of(
                                    "candidates",
                                    reconciliation.candidates(query, desk.languages()).stream()
                                            .map(one -> asJson(one, desk))
                                            .toList()))
                            .toList());
        });
        Sending.answer(json.writeValueAsBytes(answer), MediaType.APPLICATION_JSON, response);
    }

    @PostMapping({DRAFT + "/extend", ROOT + "/extend"})
    void extend(HttpServletRequest request, HttpServletResponse response) throws IOException {
        JsonNode query = body(request);
        Object answer =
                readInTurn(Languages.of(null, request), desk -> extension(desk).answer(query, true));
        Sending.answer(json.writeValueAsBytes(answer), MediaType.APPLICATION_JSON, response);
    }

    private JsonNode body(HttpServletRequest request) throws IOException {
        limit(request);
        byte[] body = request.getInputStream().readNBytes((int) MOST_BYTES + 1);
        if (body.length > MOST_BYTES) {
            throw tooLarge();
        }
        JsonNode read = reader.read(new String(body, StandardCharsets.UTF_8), "The body");
        if (!read.isObject()) {
            throw Sending.problem(HttpStatus.BAD_REQUEST, "The body is a JSON object.");
        }
        return read;
    }

    private void send(
            List<String> languages,
            Function<Desk, Object> content,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        send(false, languages, content, request, response);
    }

    /** Answers a GET: as JSON, or as a call of the client's own function where it says which (JSONP). */
    private void send(
            boolean inTurn,
            List<String> languages,
            Function<Desk, Object> content,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        String callback = request.getParameter("callback");
        if (callback != null && !CALLBACK.matcher(callback).matches()) {
            throw Sending.problem(HttpStatus.BAD_REQUEST, "callback is the name of a function.");
        }
        Function<Desk, Answer> writing = desk -> new Answer(
                json.writeValueAsBytes(content.apply(desk)), desk.shelf().edition());
        Answer answer = inTurn ? readInTurn(languages, writing) : read(languages, writing);
        if (callback == null) {
            Sending.send(answer.body(), MediaType.APPLICATION_JSON, answer.edition(), request, response);
        } else {
            // The comment keeps what follows from being read as anything but a script.
            String script = "/**/" + callback + "("
                    + new String(answer.body(), StandardCharsets.UTF_8)
                            .replace("\u2028", "\\u2028")
                            .replace("\u2029", "\\u2029")
                    + ");";
            Sending.send(script.getBytes(StandardCharsets.UTF_8), SCRIPT, answer.edition(), request, response);
        }
    }
}
