package eu.staytuned.lod.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.util.HtmlUtils;

/** Tells of requests so broken that they do not get as far as the application, without naming the server. */
public class ProblemReportValve extends ErrorReportValve {

    private static final String JSON =
            """
            {"type":"about:blank","title":"%s","status":%d,"detail":"%s"}
            """;
    private static final String PAGE =
            """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>%1$s</title>\
            <meta name="viewport" content="width=device-width, initial-scale=1">\
            <link rel="stylesheet" href="/style.css"></head>
            <body><main class="plain"><h1>%1$s</h1><p>%2$d: %3$s</p><p><a href="/">Home</a></p></main></body></html>
            """;

    @Override
    protected void report(Request request, Response response, @Nullable Throwable fault) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        if (status == Response.SC_NOT_IMPLEMENTED || status == Response.SC_HTTP_VERSION_NOT_SUPPORTED) {
            // What a client does wrong is never counted as a fault of ours.
            status = Response.SC_BAD_REQUEST;
            response.setStatus(status);
        }
        HttpStatus known = Optional.ofNullable(HttpStatus.resolve(status)).orElse(HttpStatus.BAD_REQUEST);
        String accept = request.getHeader("Accept");
        boolean page = accept != null && accept.contains("text/html");
        String body = page
                ? PAGE.formatted(HtmlUtils.htmlEscape(known.getReasonPhrase()), status, detail(known))
                : JSON.formatted(known.getReasonPhrase(), status, detail(known));
        try {
            response.setContentType(page ? "text/html;charset=utf-8" : "application/problem+json");
            SecurityHeaders.write(response);
            response.setHeader("Vary", DocumentResponses.VARY);
            response.setHeader("Cache-Control", "no-store");
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            response.setContentLength(bytes.length);
            response.getOutputStream().write(bytes);
            response.finishResponse();
        } catch (IOException | IllegalStateException gone) {
            LoggerFactory.getLogger(ProblemReportValve.class).debug("Could not report {}", status, gone);
        }
    }

    private static String detail(HttpStatus status) {
        return switch (status) {
            case URI_TOO_LONG, REQUEST_HEADER_FIELDS_TOO_LARGE -> "The address or the headers are too long.";
            case METHOD_NOT_ALLOWED -> "This method is not allowed here.";
            case BAD_REQUEST ->
                "The request could not be read. Letters that an address may not contain must be percent-encoded; "
                        + "methods, transfer codings and versions of HTTP are those of RFC 9110 and RFC 9112.";
            default ->
                status.is5xxServerError()
                        ? "Something went wrong here, and it is not your fault."
                        : "The request could not be answered.";
        };
    }
}
