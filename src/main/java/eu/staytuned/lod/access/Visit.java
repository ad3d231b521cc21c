package eu.staytuned.lod.access;

import eu.staytuned.lod.front.FromMemory;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.coyote.Constants;

/**
 * A request and its answer, without anything of who asked: no address, no program, no words that were searched for, no thing
 * that was looked at.
 *
 * @param method of HTTP; OTHER for one that is none
 * @param route the part of the site, such as {@code doc}; {@code other} where there is none of that name
 * @param status of the answer
 * @param format media type of the answer; empty where it has none
 * @param bytes of the body as sent
 * @param nanos from the first byte of the request to the last of the answer, where that is not left to the system
 * @param fromMemory whether it was made before
 */
record Visit(String method, String route, int status, String format, long bytes, long nanos, boolean fromMemory) {

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "PATCH");

    private static final Pattern NOT_PLAIN = Pattern.compile("[^a-z0-9.+/-]");

    static Visit of(Request request, Response response, long nanos, Set<String> routes) {
        String method = Optional.ofNullable(request.getMethod()).orElse("");
        return new Visit(
                METHODS.contains(method) ? method : "OTHER",
                route(Optional.ofNullable(request.getRequestURI()).orElse(""), routes),
                response.getStatus(),
                Optional.ofNullable(response.getContentType())
                        .map(Visit::format)
                        .orElse(""),
                bytes(request, response),
                Math.max(0, nanos),
                request.getAttribute(FromMemory.ATTRIBUTE) != null);
    }

    /** The first step of a path, without an extension, where it is one of the site's. */
    static String route(String path, Set<String> routes) {
        if (path.equals("/")) {
            return "home";
        }
        int end = path.indexOf('/', 1);
        String step = path.substring(Math.min(1, path.length()), end < 0 ? path.length() : end);
        int dot = step.indexOf('.', 1);
        String name = dot < 0 ? step : step.substring(0, dot);
        return routes.contains(name) ? name : "other";
    }

    private static String format(String contentType) {
        int end = contentType.indexOf(';');
        String type = end < 0 ? contentType : contentType.substring(0, end);
        for (int i = 0; i < type.length(); i++) {
            if (!isPlain(type.charAt(i))) {
                return NOT_PLAIN.matcher(type.toLowerCase(Locale.ROOT)).replaceAll("");
            }
        }
        return type;
    }

    private static boolean isPlain(char letter) {
        return letter >= 'a' && letter <= 'z' || letter >= '0' && letter <= '9' || ".+/-".indexOf(letter) >= 0;
    }

    private static long bytes(Request request, Response response) {
        long written = response.getCoyoteResponse().getContentWritten();
        // The operating system sends files by itself, once the answer is over.
        return written == 0
                        && request.getAttribute(Constants.SENDFILE_FILE_START_ATTR) instanceof Long start
                        && request.getAttribute(Constants.SENDFILE_FILE_END_ATTR) instanceof Long end
                ? end - start
                : written;
    }

    /** A line of JSON. */
    String json(java.time.Instant time) {
        return "{\"time\":\"" + time + "\",\"method\":\"" + method + "\",\"route\":\"" + route + "\",\"status\":"
                + status
                + ",\"format\":\"" + format + "\",\"bytes\":" + bytes + ",\"ms\":"
                + String.format(Locale.ROOT, "%.3f", nanos / 1e6) + ",\"fromMemory\":" + fromMemory + "}";
    }
}
