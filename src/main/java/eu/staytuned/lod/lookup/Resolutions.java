package eu.staytuned.lod.lookup;

import eu.staytuned.lod.lookup.Resolution.Outcome;
import eu.staytuned.lod.lookup.Resolution.Thing;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;
import tools.jackson.databind.json.JsonMapper;

/** Sends what a look-up found: to the thing where it is one, and as a list in JSON where it is more. */
@Component
public class Resolutions {

    private final JsonMapper json;

    Resolutions(JsonMapper json) {
        this.json = json;
    }

    /**
     * Sends the client on to the one thing that is meant: 303, since what is there describes it and is not what was asked
     * for (RFC 9110 §15.4.4).
     */
    public void sendOn(Resolution resolution, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Thing thing = resolution.thing().orElseThrow();
        String language = request.getParameter("lang");
        String location = language == null
                        || !language.matches("[A-Za-z0-9-]{2,20}")
                        || thing.iri().contains("#")
                ? thing.iri()
                : thing.iri() + "?lang=" + language;
        response.setStatus(HttpStatus.SEE_OTHER.value());
        response.setHeader(HttpHeaders.LOCATION, location);
        response.setHeader(HttpHeaders.CACHE_CONTROL, Sending.CACHE_CONTROL);
        response.setHeader(HttpHeaders.VARY, Sending.VARY);
        byte[] body = ("303 See Other. " + thing.iri() + "\n").getBytes(StandardCharsets.UTF_8);
        response.setContentType("text/plain;charset=utf-8");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /**
     * Sends the list: 200 and not 300, since these are several things and not several representations of one (RFC 9110
     * §15.4.1), and the list is what was asked for.
     *
     * @throws ErrorResponseException 404, with those that come near, where there are none
     */
    public void send(Resolution resolution, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (resolution.outcome() == Outcome.NONE) {
            throw notFound(resolution);
        }
        Sending.send(
                json.writeValueAsBytes(asJson(resolution)),
                MediaType.APPLICATION_JSON,
                resolution.edition(),
                request,
                response);
    }

    private static ErrorResponseException notFound(Resolution resolution) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.NOT_FOUND, "Nothing here goes by " + Sending.shortened(resolution.input()) + ".");
        problem.setProperty("input", Sending.shortened(resolution.input()));
        problem.setProperty(
                "near", resolution.near().stream().map(Resolutions::asJson).toList());
        return new ErrorResponseException(HttpStatus.NOT_FOUND, problem, null);
    }

    /** As JSON has it. */
    static Map<String, Object> asJson(Resolution resolution) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("input", resolution.input());
        answer.put("match", name(resolution.outcome()));
        answer.put(
                "things", resolution.things().stream().map(Resolutions::asJson).toList());
        return answer;
    }

    private static Map<String, Object> asJson(Thing thing) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("iri", thing.iri());
        answer.put("label", thing.label());
        answer.put("type", thing.kind());
        answer.put("relation", thing.relation());
        return answer;
    }

    static String name(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }

    /** Those that a table names: the one that is meant, or else all that may be. */
    static List<Thing> told(Resolution resolution) {
        return resolution.thing().map(List::of).orElse(resolution.things());
    }
}
