package eu.staytuned.lod.web;

import eu.staytuned.lod.citation.Citation;
import eu.staytuned.lod.citation.Citations;
import eu.staytuned.lod.citation.CitedResult;
import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.sparql.Answers;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Controller;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import tools.jackson.databind.json.JsonMapper;

/**
 * Results that can be cited.
 *
 * <pre>
 * POST q                            keeps a query with the release on the shelf: 303 to its address, or JSON
 * q/abcdefghijkl                    negotiated: the page, or the rows
 * q/abcdefghijkl.csv                the rows, in the format that the address names
 * q/abcdefghijkl.rq                 the query
 * q/abcdefghijkl/citation?as=bibtex how to cite it
 * </pre>
 */
@Controller
class CitationController {

    private static final MediaType QUERY = new MediaType("application", "sparql-query", StandardCharsets.UTF_8);
    private static final MediaType PAGE = MediaType.TEXT_HTML;
    private static final MediaType XHTML = MediaType.APPLICATION_XHTML_XML;

    private final Citations citations;
    private final IriSpace iris;
    private final JsonMapper json;
    private final ResultPages pages;

    CitationController(Citations citations, Answers answers, IriSpace iris, JsonMapper json) {
        this.citations = citations;
        this.iris = iris;
        this.json = json;
        this.pages = new ResultPages(citations, answers);
    }

    /** What citations come as. */
    enum Form {
        TEXT("text", "text/x-bibliography", "txt", Citation::text),
        BIBTEX("BibTeX", "application/x-bibtex", "bib", Citation::bibtex),
        CFF("CFF", "text/yaml", "cff", Citation::cff),
        CSL("CSL-JSON", "application/vnd.citationstyles.csl+json", "json", Citation::csl);

        final String label;
        final MediaType type;
        final String extension;
        final Function<Citation, String> writer;

        Form(String label, String type, String extension, Function<Citation, String> writer) {
            this.label = label;
            this.type = new MediaType(MediaType.parseMediaType(type), StandardCharsets.UTF_8);
            this.extension = extension;
            this.writer = writer;
        }

        /** As the address calls it. */
        String parameter() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @PostMapping("/q")
    void keep(HttpServletRequest request, HttpServletResponse response) throws IOException {
        List<String> queries = values(request, "query");
        Citations.Kept kept = citations.keep(
                queries.size() == 1 ? queries.get(0) : "",
                values(request, "default-graph-uri"),
                values(request, "named-graph-uri"));
        CitedResult result = kept.result();
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.addHeader(HttpHeaders.VARY, DocumentResponses.VARY);
        boolean program = first(accepted(request), List.of(MediaType.APPLICATION_JSON, PAGE, XHTML))
                .filter(MediaType.APPLICATION_JSON::equals)
                .isPresent();
        if (program) {
            Map<String, Object> members = new LinkedHashMap<>();
            members.put("address", iris.resolve(result.path()));
            members.put("hash", result.hash());
            members.put("release", result.release());
            members.put("rows", result.rows());
            members.put("checksum", result.checksum());
            byte[] body = json.writeValueAsBytes(members);
            response.setStatus((kept.isNew() ? HttpStatus.CREATED : HttpStatus.OK).value());
            response.setHeader(HttpHeaders.LOCATION, iris.resolve(result.path()));
            response.setContentType("application/json");
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
            return;
        }
        String language = ReaderLanguages.linked(request);
        response.setStatus(HttpStatus.SEE_OTHER.value());
        response.setHeader(
                HttpHeaders.LOCATION,
                result.path() + (language.isEmpty() ? "" : "?" + ReaderLanguages.PARAMETER + "=" + language));
    }

    @GetMapping("/q/{file}")
    @Nullable
    Object one(@PathVariable String file, HttpServletRequest request, HttpServletResponse response) throws IOException {
        int dot = file.indexOf('.');
        CitedResult result = find(dot < 0 ? file : file.substring(0, dot));
        Optional<String> extension = dot < 0 ? Optional.empty() : Optional.of(file.substring(dot + 1));
        if (extension.equals(Optional.of("html")) || (extension.isEmpty() && isForReader(request))) {
            return new DesignedPage("result", reading -> pages.of(result, reading));
        }
        if (extension.equals(Optional.of("rq"))) {
            return new DesignedFile(
                    QUERY, Optional.empty(), reading -> result.query().getBytes(StandardCharsets.UTF_8));
        }
        List<String> formats = ResultPages.formats(result).stream()
                .map(AnswerFormat::extension)
                .toList();
        if (extension.isPresent() && !formats.contains(extension.get())) {
            throw notFound("There is no ." + WebProblems.shorten(extension.get()) + " of this result. There is: ."
                    + String.join(", .", formats) + ", .rq.");
        }
        citations.send(result, extension, request, response);
        return null;
    }

    /** Each form has an address of its own; whoever asks by header alone is sent there. */
    @GetMapping("/q/{hash}/citation")
    @Nullable
    DesignedFile citation(@PathVariable String hash, HttpServletRequest request, HttpServletResponse response) {
        CitedResult result = find(hash);
        List<String> asked = values(request, "as");
        if (asked.isEmpty()) {
            response.setStatus(HttpStatus.SEE_OTHER.value());
            response.addHeader(HttpHeaders.VARY, DocumentResponses.VARY);
            response.setHeader(
                    HttpHeaders.LOCATION, "citation?as=" + negotiate(request).parameter());
            return null;
        }
        Form form = form(asked.get(0));
        Citation citation = Citation.of(result, iris);
        return new DesignedFile(form.type, Optional.empty(), reading -> form.writer
                .apply(citation)
                .getBytes(StandardCharsets.UTF_8));
    }

    private CitedResult find(String hash) {
        return citations
                .find(hash)
                .orElseThrow(() -> notFound("No result is kept under this address. Addresses of results are made at "
                        + iris.resolve("sparql") + " and never change; was it copied whole?"));
    }

    private static Form form(String name) {
        return Stream.of(Form.values())
                .filter(form -> form.parameter().equals(name))
                .findFirst()
                .orElseThrow(() -> problem(
                        HttpStatus.BAD_REQUEST,
                        "No such citation",
                        "as=" + WebProblems.shorten(name)
                                + " is no form of a citation. There are: text, bibtex, cff, csl."));
    }

    private static Form negotiate(HttpServletRequest request) {
        List<MediaType> types = Stream.concat(
                        Stream.of(Form.values()).map(form -> form.type.removeQualityValue()),
                        Stream.of(MediaType.TEXT_PLAIN, MediaType.APPLICATION_JSON))
                .toList();
        return first(accepted(request), types)
                .map(type -> Stream.of(Form.values())
                        .filter(form -> form.type.equals(type))
                        .findFirst()
                        .orElse(type.equals(MediaType.APPLICATION_JSON) ? Form.CSL : Form.TEXT))
                .orElse(Form.TEXT);
    }

    /** Whether it is a page that suits best: for browsers, and for whoever does not choose (ADR 0005). */
    private static boolean isForReader(HttpServletRequest request) {
        if (Collections.list(request.getParameterNames()).stream().anyMatch(Answers.FORMAT_PARAMETERS::contains)) {
            return false;
        }
        List<MediaType> accepted = accepted(request);
        return accepted.isEmpty()
                || accepted.get(0).includes(PAGE)
                || accepted.get(0).includes(XHTML);
    }

    /** Of some types the one that a client likes best. */
    private static Optional<MediaType> first(List<MediaType> accepted, List<MediaType> types) {
        return accepted.stream()
                .flatMap(range -> types.stream().filter(range::includes))
                .findFirst();
    }

    /** Media ranges, best first; none where the client says nothing that can be read. */
    private static List<MediaType> accepted(HttpServletRequest request) {
        try {
            List<MediaType> types = MediaType.parseMediaTypes(Collections.list(request.getHeaders(HttpHeaders.ACCEPT)));
            MimeTypeUtils.sortBySpecificity(types);
            types.removeIf(type -> type.getQualityValue() == 0);
            types.sort((one, other) -> Double.compare(other.getQualityValue(), one.getQualityValue()));
            return types;
        } catch (InvalidMediaTypeException unreadable) {
            return List.of();
        }
    }

    private static List<String> values(HttpServletRequest request, String parameter) {
        String[] values = request.getParameterValues(parameter);
        return values == null
                ? List.of()
                : Stream.of(values).filter(value -> !value.isBlank()).toList();
    }

    private static ErrorResponseException notFound(String detail) {
        return problem(HttpStatus.NOT_FOUND, "No such result", detail);
    }

    private static ErrorResponseException problem(HttpStatus status, String title, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setTitle(title);
        return new ErrorResponseException(status, problem, null);
    }
}
