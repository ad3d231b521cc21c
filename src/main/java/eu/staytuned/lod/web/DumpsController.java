package eu.staytuned.lod.web;

import eu.staytuned.lod.catalog.Dump;
import eu.staytuned.lod.catalog.Dumps;
import eu.staytuned.lod.catalog.ReleaseDumps;
import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.rdf.Sha256;
import eu.staytuned.lod.store.Edition;
import eu.staytuned.lod.store.Store;
import eu.staytuned.lod.web.DocumentLinks.Link;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whole releases to download. Each file is what it is called: compressed bytes that can be checked, resumed in the middle and
 * kept, and no coding of something else (ADR 0028).
 */
@Controller
class DumpsController {

    private static final String ROOT = "/" + Dumps.PATH;
    private static final String NUMBER = "{release:[1-9][0-9]{0,8}}";
    private static final String LIST = "dumps.json";
    private static final String SUMS = "SHA256SUMS";

    /** A release never changes; nor may anybody on the way compress or unpack what has a checksum. */
    private static final String FOR_GOOD = "public, max-age=31536000, immutable, no-transform";

    /** By these attributes Tomcat has the system send a file, without a thread and without a copy of ours. */
    private static final String SENDFILE = "org.apache.tomcat.sendfile.";

    /** Who opens the page soon after a publication is not sent away; before the transaction, and of the current release alone. */
    private static final Duration WITH_THE_PAGE = Duration.ofSeconds(30);

    private final Dumps dumps;
    private final Store store;
    private final IriSpace iris;
    private final JsonMapper json;

    DumpsController(Dumps dumps, Store store, IriSpace iris, JsonMapper json) {
        this.dumps = dumps;
        this.store = store;
        this.iris = iris;
        this.json = json;
    }

    @GetMapping(ROOT)
    DesignedPage all() {
        store.edition().ifPresent(current -> of(current.number(), WITH_THE_PAGE));
        return new DesignedPage("dumps", reading -> {
            List<Edition> earlier = dumps.releases().stream()
                    .filter(edition -> edition.number() < reading.edition().number())
                    .sorted(Comparator.comparing(Edition::number).reversed())
                    .toList();
            return page(reading, of(reading.edition().number()), earlier);
        });
    }

    @GetMapping(ROOT + "/" + NUMBER)
    DesignedPage one(@PathVariable int release) {
        return new DesignedPage("dumps", reading -> page(reading, of(release), List.of()));
    }

    private static Map<String, Object> page(Reading reading, ReleaseDumps dumps, List<Edition> earlier) {
        Map<String, Object> content = new HashMap<>();
        int number = dumps.edition().number();
        content.put("page", new DumpsPages(reading).of(dumps, earlier));
        content.put("heading", reading.message("dumps.title", number));
        content.put("description", reading.message("dumps.lead"));
        return content;
    }

    /** For programs: what can be downloaded of the current release, and where the lists of others are. */
    @GetMapping(ROOT + ".json")
    DesignedFile list() {
        return new DesignedFile(MediaType.APPLICATION_JSON, Optional.empty(), reading -> {
            ReleaseDumps current = of(reading.edition().number());
            List<Map<String, Object>> releases = new ArrayList<>();
            dumps.releases().forEach(edition -> {
                Map<String, Object> entry = new LinkedHashMap<>();
                entry.put("release", edition.number());
                entry.put("issued", edition.issued().toString());
                entry.put("dumps", address(edition.number(), LIST));
                releases.add(entry);
            });
            Map<String, Object> all = list(current);
            all.put("releases", releases);
            return json.writeValueAsBytes(all);
        });
    }

    @GetMapping(ROOT + "/" + NUMBER + "/" + LIST)
    ResponseEntity<byte[]> list(@PathVariable int release) {
        return small(MediaType.APPLICATION_JSON, json.writeValueAsBytes(list(of(release))));
    }

    private static Map<String, Object> list(ReleaseDumps dumps) {
        Map<String, Object> list = new LinkedHashMap<>();
        list.put("release", dumps.edition().number());
        list.put("issued", dumps.edition().issued().toString());
        list.put(
                "files",
                dumps.files().stream()
                        .map(dump -> {
                            Map<String, Object> file = new LinkedHashMap<>();
                            file.put("name", dump.name());
                            file.put("url", dump.url());
                            file.put("format", dump.syntax().mediaType());
                            file.put("compression", "application/gzip");
                            file.put("graphs", dump.hasGraphs() ? "named" : "default");
                            file.put("statements", dump.statements());
                            file.put("bytes", dump.bytes());
                            file.put("sha256", dump.sha256());
                            return file;
                        })
                        .toList());
        return list;
    }

    @GetMapping(ROOT + "/" + NUMBER + "/" + SUMS)
    ResponseEntity<byte[]> sums(@PathVariable int release) {
        StringBuilder lines = new StringBuilder();
        of(release).files().forEach(dump -> lines.append(dump.checkLine()));
        return small(MediaType.TEXT_PLAIN, lines.toString().getBytes(StandardCharsets.US_ASCII));
    }

    @GetMapping(ROOT + "/" + NUMBER + "/{name:stay-tuned\\.[a-z]+\\.gz}.sha256")
    ResponseEntity<byte[]> sum(@PathVariable int release, @PathVariable String name) {
        return small(MediaType.TEXT_PLAIN, dump(release, name).checkLine().getBytes(StandardCharsets.US_ASCII));
    }

    private static ResponseEntity<byte[]> small(MediaType type, byte[] body) {
        return ResponseEntity.ok()
                .contentType(type)
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=3600")
                .eTag("\"" + Sha256.of(body).substring(0, 24) + "\"")
                .body(body);
    }

    /** The newest release has an address that stays. */
    @GetMapping({ROOT + "/latest", ROOT + "/latest/{name:[A-Za-z0-9.-]+}"})
    ResponseEntity<Void> latest(@PathVariable Optional<String> name) {
        int current = store.read(shelf -> shelf.edition().number());
        return ResponseEntity.status(HttpStatus.FOUND)
                .header(
                        HttpHeaders.LOCATION,
                        name.map(file -> address(current, file)).orElse(iris.resolve(Dumps.PATH + "/" + current)))
                .cacheControl(CacheControl.maxAge(Duration.ofMinutes(1)).cachePublic())
                .build();
    }

    private String address(int release, String name) {
        return iris.resolve(Dumps.PATH + "/" + release + "/" + name);
    }

    @GetMapping(ROOT + "/" + NUMBER + "/{name:stay-tuned\\.[a-z]+\\.gz}")
    void file(
            @PathVariable int release,
            @PathVariable String name,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        ReleaseDumps all = of(release);
        Dump dump = dump(all, name);
        String tag = "\"" + dump.sha256() + "\"";
        response.setHeader(HttpHeaders.ETAG, tag);
        response.setDateHeader(HttpHeaders.LAST_MODIFIED, all.edition().issued().toEpochMilli());
        response.setHeader(HttpHeaders.CACHE_CONTROL, FOR_GOOD);
        response.setHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
        response.setHeader("Repr-Digest", digest(dump));
        Optional<HttpStatus> instead = Preconditions.evaluate(
                new ServletServerHttpRequest(request).getHeaders(),
                tag,
                all.edition().issued());
        if (instead.isPresent()) {
            response.setStatus(instead.orElseThrow().value());
            return;
        }
        boolean head = request.getMethod().equals("HEAD");
        // A range is defined for GET alone (RFC 9110 §14.2).
        Optional<ByteRange> range = head
                ? Optional.empty()
                : ByteRange.of(
                        request.getHeader(HttpHeaders.RANGE),
                        request.getHeader(HttpHeaders.IF_RANGE),
                        tag,
                        dump.bytes());
        if (range.equals(Optional.of(ByteRange.NOTHING))) {
            response.reset();
            throw beyond(dump);
        }
        response.setHeader(
                HttpHeaders.LINK,
                Link.header(List.of(
                        new Link(
                                iris.resolve(Dumps.PATH + "/" + release),
                                "collection",
                                Optional.of(MediaType.TEXT_HTML_VALUE)),
                        new Link(iris.resolve(all.edition().path()), "describedby", Optional.empty()))));
        response.setContentType("application/gzip");
        // as the checksums call it
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"");
        ByteRange part = range.orElse(new ByteRange(0, dump.bytes()));
        if (range.isPresent()) {
            response.setStatus(HttpStatus.PARTIAL_CONTENT.value());
            response.setHeader(
                    HttpHeaders.CONTENT_RANGE, "bytes " + part.first() + "-" + (part.end() - 1) + "/" + dump.bytes());
        }
        response.setContentLengthLong(part.length());
        if (!head) {
            send(dump, part, request, response);
        }
    }

    private static void send(Dump dump, ByteRange part, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (Boolean.TRUE.equals(request.getAttribute(SENDFILE + "support"))) {
            request.setAttribute(SENDFILE + "filename", dump.file().toFile().getCanonicalPath());
            request.setAttribute(SENDFILE + "start", part.first());
            request.setAttribute(SENDFILE + "end", part.end());
            return;
        }
        try (FileChannel file = FileChannel.open(dump.file(), StandardOpenOption.READ)) {
            file.position(part.first());
            InputStream in = Channels.newInputStream(file);
            OutputStream out = response.getOutputStream();
            byte[] buffer = new byte[1 << 16];
            long left = part.length();
            while (left > 0) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    return; // the connection breaks, since less is written than was announced
                }
                out.write(buffer, 0, read);
                left -= read;
            }
        }
    }

    /** RFC 9530: of the whole file, also where a part is sent. */
    private static String digest(Dump dump) {
        return "sha-256=:" + Base64.getEncoder().encodeToString(HexFormat.of().parseHex(dump.sha256())) + ":";
    }

    private static ErrorResponseException beyond(Dump dump) {
        ErrorResponseException problem = WebProblems.problem(
                HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE, dump.name() + " has " + dump.bytes() + " bytes.");
        problem.getHeaders().set(HttpHeaders.CONTENT_RANGE, "bytes */" + dump.bytes());
        return problem;
    }

    private Dump dump(int release, String name) {
        return dump(of(release), name);
    }

    private static Dump dump(ReleaseDumps dumps, String name) {
        return dumps.named(name)
                .orElseThrow(() -> WebProblems.problem(
                        HttpStatus.NOT_FOUND,
                        "There is no " + WebProblems.shorten(name) + ". There are "
                                + String.join(
                                        ", ",
                                        dumps.files().stream().map(Dump::name).toList())
                                + "."));
    }

    private ReleaseDumps of(int release) {
        return of(release, Dumps.PATIENCE);
    }

    private ReleaseDumps of(int release, Duration patience) {
        return dumps.get(release, patience)
                .orElseThrow(() -> WebProblems.problem(
                        HttpStatus.NOT_FOUND, "There is no release " + release + " in the archive."));
    }
}
