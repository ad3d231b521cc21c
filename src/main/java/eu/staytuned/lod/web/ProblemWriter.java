package eu.staytuned.lod.web;

import eu.staytuned.lod.rdf.UriForm;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes a problem (RFC 9457): as JSON for programs, and the same as a page for people. */
@Component
class ProblemWriter {

    private static final List<MediaType> FOR_PROGRAMS =
            List.of(MediaType.APPLICATION_PROBLEM_JSON, MediaType.APPLICATION_JSON);

    private final JsonMapper json;
    private final Pages pages;

    ProblemWriter(JsonMapper json, Pages pages) {
        this.json = json;
        this.pages = pages;
    }

    ResponseEntity<Object> write(
            ProblemDetail problem,
            HttpHeaders headers,
            HttpStatusCode status,
            HttpServletRequest request,
            String path) {
        if (problem.getInstance() == null) {
            instance(path).ifPresent(problem::setInstance);
        }
        HttpHeaders answer = new HttpHeaders();
        answer.putAll(headers);
        answer.set(HttpHeaders.VARY, DocumentResponses.VARY);
        // Whom we could not answer now is not told so later.
        answer.setCacheControl(
                status.is5xxServerError() || status.isSameCodeAs(HttpStatus.TOO_MANY_REQUESTS)
                        ? "no-store"
                        : "no-cache");
        List<String> accept = Collections.list(request.getHeaders(HttpHeaders.ACCEPT));
        byte[] body;
        if (Negotiation.prefersPage(accept, FOR_PROGRAMS)) {
            Page page = pages.of(problem, ReaderLanguages.of(request), request, path);
            answer.setContentType(Representation.PAGE.contentType());
            answer.setContentLanguage(Locale.forLanguageTag(page.language()));
            body = page.content();
        } else {
            answer.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
            body = json.writeValueAsBytes(problem);
        }
        return new ResponseEntity<>(body, answer, status);
    }

    /** Sends a problem from where no controller is reached. */
    void send(ProblemDetail problem, HttpHeaders headers, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        HttpStatusCode status = HttpStatusCode.valueOf(problem.getStatus());
        ResponseEntity<Object> answer = write(problem, headers, status, request, request.getRequestURI());
        response.setStatus(status.value());
        answer.getHeaders().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        if (answer.getBody() instanceof byte[] body) {
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
        }
    }

    /** The address that was asked for; none where no URI can be made of it. */
    private static Optional<URI> instance(String path) {
        try {
            return Optional.of(new URI(UriForm.of(path)));
        } catch (URISyntaxException hostile) {
            return Optional.empty();
        }
    }
}
