package eu.staytuned.lod.lookup;

import eu.staytuned.lod.rdf.Sha256;
import eu.staytuned.lod.store.Edition;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.context.request.ServletWebRequest;

/** Sends an answer with an entity tag, to be kept as long as those of the rest of the site. */
final class Sending {

    static final String CACHE_CONTROL = "public, max-age=60, stale-if-error=86400";
    static final String VARY = "Accept, Accept-Language";

    private Sending() {}

    /** Answers a GET: with 304 where the reader has it already. */
    static void send(
            byte[] body, MediaType type, Edition edition, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setHeader(HttpHeaders.CACHE_CONTROL, CACHE_CONTROL);
        response.setHeader(HttpHeaders.VARY, VARY);
        String tag = "\"" + edition.number() + "-" + Sha256.of(body).substring(0, 24) + "\"";
        if (new ServletWebRequest(request, response)
                .checkNotModified(tag, edition.issued().toEpochMilli())) {
            return;
        }
        write(body, type, response);
    }

    /** Answers a POST, which nobody keeps. */
    static void answer(byte[] body, MediaType type, HttpServletResponse response) throws IOException {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(HttpHeaders.VARY, VARY);
        write(body, type, response);
    }

    private static void write(byte[] body, MediaType type, HttpServletResponse response) throws IOException {
        response.setContentType(type.toString());
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    static ErrorResponseException problem(HttpStatus status, String detail) {
        return new ErrorResponseException(status, ProblemDetail.forStatusAndDetail(status, detail), null);
    }

    /** What a client sent may be of any length and is repeated only so far as it helps to recognise it. */
    static String shortened(String text) {
        return text.length() <= 120 ? text : text.substring(0, 120) + "…";
    }
}
