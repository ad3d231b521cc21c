package eu.staytuned.lod.lookup;

import eu.staytuned.lod.lookup.Resolution.Thing;
import eu.staytuned.lod.store.Shelf;
import eu.staytuned.lod.store.Store;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.PostMapping;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Looks up many identifiers at once: a table comes back with three more columns, a list in JSON as a list in JSON. */
@Controller
class BulkController {

    static final int MOST_ROWS = 20_000;
    static final int MOST_BYTES = 5 * 1024 * 1024;

    static final List<String> COLUMNS = List.of("stay_tuned_iri", "stay_tuned_label", "match");

    private static final MediaType CSV = MediaType.parseMediaType("text/csv;charset=utf-8");
    private static final String ACCEPTED =
            "text/csv, text/tab-separated-values, application/json, application/x-www-form-urlencoded";

    /** What a column of identifiers may be called, best first. */
    private static final List<String> NAMES =
            List.of("identifier", "uri", "iri", "url", "notation", "code", "id", "wikidata", "geonames", "nuts", "lau");

    private static final Set<String> TABLES = Set.of("text/csv", "application/csv", "text/tab-separated-values");

    private final Store store;
    private final Resolver resolver;
    private final JsonMapper json;
    private final Turns turns;

    BulkController(Store store, Resolver resolver, JsonMapper json, Turns turns) {
        this.store = store;
        this.resolver = resolver;
        this.json = json;
        this.turns = turns;
    }

    private <T> T readInTurn(Function<Shelf, T> reading) {
        return turns.take(() -> store.read(reading));
    }

    @PostMapping("/resolve")
    void resolve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        MediaType type = contentType(request);
        String scheme = parameter(request, "scheme");
        String column = parameter(request, "column");
        List<String> languages = Languages.of(null, request);
        String kind = type.getType() + "/" + type.getSubtype();
        if (type.equalsTypeAndSubtype(MediaType.APPLICATION_FORM_URLENCODED)) {
            list(request, response, scheme, languages);
        } else if (type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON)) {
            json(read(request, StandardCharsets.UTF_8), scheme, languages, response);
        } else if (TABLES.contains(kind)) {
            String charset = type.getParameter("charset");
            String table = read(request, charset(charset));
            byte[] answer = table(table, type.getParameter("header"), column, scheme, languages);
            Sending.answer(answer, kind.equals("text/csv") ? CSV : charsetUtf8(type), response);
        } else {
            throw unsupported(kind);
        }
    }

    private static String parameter(HttpServletRequest request, String name) {
        try {
            String value = request.getParameter(name);
            return value == null ? "" : value;
        } catch (IllegalStateException more) {
            // A form is read by the server, and only so far.
            throw Sending.problem(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "A form of this length is not read. Send the identifiers as text/csv.");
        }
    }

    private static MediaType contentType(HttpServletRequest request) {
        String header = request.getContentType();
        try {
            if (header != null) {
                return MediaType.parseMediaType(header);
            }
        } catch (InvalidMediaTypeException unreadable) {
            throw unsupported(Sending.shortened(header));
        }
        throw unsupported("nothing that is named");
    }

    private static MediaType charsetUtf8(MediaType type) {
        return new MediaType(type.getType(), type.getSubtype(), StandardCharsets.UTF_8);
    }

    private static ErrorResponseException unsupported(String kind) {
        var problem = Sending.problem(
                HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                "Identifiers cannot be read from " + kind + ". Send " + ACCEPTED + ".");
        problem.getHeaders().set("Accept-Post", ACCEPTED);
        return problem;
    }

    private static Charset charset(@Nullable String name) {
        try {
            return name == null ? StandardCharsets.UTF_8 : Charset.forName(name.replace("\"", ""));
        } catch (IllegalArgumentException unknown) {
            throw Sending.problem(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    "charset=" + Sending.shortened(name) + " is not known here. Send UTF-8.");
        }
    }

    /** The whole body, up to the limit: an answer that breaks off in the middle of a table would be no answer. */
    private static String read(HttpServletRequest request, Charset charset) throws IOException {
        byte[] body = request.getInputStream().readNBytes(MOST_BYTES + 1);
        if (body.length > MOST_BYTES) {
            throw tooLarge();
        }
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Sending.problem(
                    HttpStatus.BAD_REQUEST,
                    "The body is not in " + charset + ". Say which charset it is in: Content-Type: text/csv;"
                            + "charset=windows-1252.");
        }
    }

    private static ErrorResponseException tooLarge() {
        return Sending.problem(
                HttpStatus.CONTENT_TOO_LARGE,
                "At most " + String.format(Locale.ROOT, "%,d", MOST_ROWS) + " rows and " + MOST_BYTES / 1024 / 1024
                        + " MB are looked up at once. Send the table in parts.");
    }

    private byte[] table(String text, @Nullable String header, String column, String scheme, List<String> languages) {
        try {
            return readInTurn(shelf -> written(new Table(text), text, header, column, scheme, languages, shelf))
                    .getBytes(StandardCharsets.UTF_8);
        } catch (Table.UnreadableException e) {
            throw Sending.problem(HttpStatus.BAD_REQUEST, e.getMessage());
        }
    }

    private String written(
            Table table,
            String text,
            @Nullable String header,
            String column,
            String scheme,
            List<String> languages,
            Shelf shelf) {
        StringBuilder out = new StringBuilder(text.length() * 2 + 64);
        if (text.startsWith("\uFEFF")) {
            out.append('\uFEFF');
        }
        Map<String, Resolution> known = new LinkedHashMap<>();
        int rows = 0;
        int width = 0;
        int which = -1;
        while (table.hasNext()) {
            Table.Row row = table.next();
            if (row.isBlank()) {
                out.append(row.text()).append(row.end());
                continue;
            }
            boolean first = which < 0;
            if (first) {
                width = row.cells().size();
                which = column(row.cells(), column);
                if (isHeader(row.cells(), which, header, column, scheme, languages, shelf)) {
                    which = Math.max(0, which);
                    append(row, width, COLUMNS, table, out);
                    continue;
                }
                which = 0;
            }
            if (++rows > MOST_ROWS) {
                throw tooLarge();
            }
            String identifier = which < row.cells().size() ? row.cells().get(which) : "";
            Resolution found = known.computeIfAbsent(identifier, one -> resolver.by(one, scheme, languages, shelf));
            append(row, width, cells(found), table, out);
        }
        return out.toString();
    }

    private static int column(List<String> cells, String column) {
        List<String> names = cells.stream()
                .map(cell -> cell.strip().toLowerCase(Locale.ROOT))
                .toList();
        if (!column.isEmpty()) {
            int which = names.indexOf(column.strip().toLowerCase(Locale.ROOT));
            if (which < 0) {
                throw Sending.problem(
                        HttpStatus.BAD_REQUEST,
                        "There is no column " + Sending.shortened(column) + ". There are "
                                + Sending.shortened(String.join(", ", cells)) + ".");
            }
            return which;
        }
        return NAMES.stream()
                .map(names::indexOf)
                .filter(which -> which >= 0)
                .findFirst()
                .orElse(-1);
    }

    /** Whether the first row names the columns: it says so, or is told to, or holds nothing that could be looked up. */
    private boolean isHeader(
            List<String> cells,
            int which,
            @Nullable String header,
            String column,
            String scheme,
            List<String> languages,
            Shelf shelf) {
        if (header != null) {
            return header.equals("present");
        }
        if (which >= 0 || !column.isEmpty()) {
            return true;
        }
        String first = Resolver.bare(cells.get(0));
        return !ForeignIri.isIri(first)
                && !ForeignIri.isWikidataNumber(first)
                && first.chars().noneMatch(Character::isDigit)
                && resolver.by(first, scheme, languages, shelf).things().isEmpty();
    }

    private static void append(Table.Row row, int width, List<String> cells, Table table, StringBuilder out) {
        out.append(row.text());
        // A short row is filled up, so that what is added stands below its name.
        out.append(String.valueOf(table.delimiter())
                .repeat(Math.max(0, width - row.cells().size())));
        for (String cell : cells) {
            out.append(table.delimiter()).append(table.written(cell));
        }
        out.append(row.end());
    }

    private static List<String> cells(Resolution found) {
        List<Thing> things = Resolutions.told(found);
        return List.of(
                things.stream().map(Thing::iri).collect(Collectors.joining(" ")),
                things.stream().map(Thing::label).collect(Collectors.joining(" | ")),
                Resolutions.name(found.outcome()));
    }

    /** What somebody put into the form: one identifier a line. */
    private void list(HttpServletRequest request, HttpServletResponse response, String scheme, List<String> languages)
            throws IOException {
        String list = request.getParameter("list");
        if (list == null || list.isBlank()) {
            throw Sending.problem(
                    HttpStatus.BAD_REQUEST,
                    "A form has the identifiers in its field list, one a line. A table is sent as text/csv.");
        }
        List<String> lines = list.lines().filter(line -> !line.isBlank()).toList();
        if (lines.size() > MOST_ROWS) {
            throw tooLarge();
        }
        Table table = new Table("identifier,");
        StringBuilder out = new StringBuilder("identifier," + String.join(",", COLUMNS) + "\r\n");
        readInTurn(shelf -> {
            for (String line : lines) {
                List<String> cells = new ArrayList<>(List.of(line.strip()));
                cells.addAll(cells(resolver.by(line, scheme, languages, shelf)));
                out.append(cells.stream().map(table::written).collect(Collectors.joining(",")))
                        .append("\r\n");
            }
            return out;
        });
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"stay-tuned-identifiers.csv\"");
        Sending.answer(out.toString().getBytes(StandardCharsets.UTF_8), CSV, response);
    }

    private void json(String body, String scheme, List<String> languages, HttpServletResponse response)
            throws IOException {
        JsonNode list;
        try {
            list = json.readTree(body);
        } catch (JacksonException e) {
            throw Sending.problem(HttpStatus.BAD_REQUEST, "The body is not JSON: " + e.getOriginalMessage());
        }
        if (!list.isArray()) {
            throw Sending.problem(
                    HttpStatus.BAD_REQUEST,
                    "The body is an array of identifiers, or of objects with uri, or notation and scheme: "
                            + "[\"http://www.wikidata.org/entity/Q1296\", {\"notation\": \"BE23\", \"scheme\": \"nuts\"}].");
        }
        if (list.size() > MOST_ROWS) {
            throw tooLarge();
        }
        List<Map<String, Object>> answers = readInTurn(shelf -> {
            List<Map<String, Object>> all = new ArrayList<>();
            for (JsonNode one : list) {
                all.add(Resolutions.asJson(resolve(one, scheme, languages, shelf)));
            }
            return all;
        });
        Sending.answer(json.writeValueAsBytes(answers), MediaType.APPLICATION_JSON, response);
    }

    private Resolution resolve(JsonNode one, String scheme, List<String> languages, Shelf shelf) {
        if (one.isObject()) {
            String own = text(one, "scheme");
            for (String field : List.of("uri", "iri", "identifier", "notation")) {
                String identifier = text(one, field);
                if (!identifier.isEmpty()) {
                    return resolver.by(identifier, own.isEmpty() ? scheme : own, languages, shelf);
                }
            }
        } else if (one.isValueNode() && !one.isNull()) {
            return resolver.by(one.asString(), scheme, languages, shelf);
        }
        return new Resolution(shelf.edition(), "", List.of(), List.of());
    }

    private static String text(JsonNode object, String field) {
        JsonNode value = object.get(field);
        return value == null || !value.isValueNode() || value.isNull() ? "" : value.asString();
    }
}
