package eu.staytuned.lod.web;

import eu.staytuned.lod.lookup.Resolution;
import eu.staytuned.lod.lookup.Resolution.Outcome;
import eu.staytuned.lod.lookup.Resolution.Thing;
import eu.staytuned.lod.lookup.Resolutions;
import eu.staytuned.lod.lookup.Resolver;
import eu.staytuned.lod.store.Store;
import eu.staytuned.lod.web.PageTexts.Text;
import eu.staytuned.lod.web.ResourcePage.Value;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Look-up: {@code /resolve?uri=http://www.wikidata.org/entity/Q1296}, {@code /resolve?notation=BE23&scheme=nuts}. One thing is
 * where the reader is sent; several, or none, are a page for people and JSON for programs.
 */
@Controller
class LookupController {

    private static final String PATH = "resolve";
    private static final List<MediaType> FOR_PROGRAMS =
            List.of(MediaType.APPLICATION_JSON, MediaType.APPLICATION_PROBLEM_JSON);

    /** What can be tried, each another way to say what is meant. */
    private static final List<String> EXAMPLES =
            List.of("http://www.wikidata.org/entity/Q1296", "https://www.geonames.org/3128760", "BE23", "BE003C");

    /**
     * A thing that was found.
     *
     * @param relation by which it goes by the name that was asked for
     */
    public record Found(Value link, Text kind, String relation) {}

    /** Something to try. */
    public record Example(String identifier, String href) {}

    private final Resolver resolver;
    private final Resolutions resolutions;
    private final Pages pages;
    private final Store store;

    LookupController(Resolver resolver, Resolutions resolutions, Pages pages, Store store) {
        this.resolver = resolver;
        this.resolutions = resolutions;
        this.pages = pages;
        this.store = store;
    }

    @GetMapping("/" + PATH)
    @Nullable
    Object resolve(
            @RequestParam(defaultValue = "") String uri,
            @RequestParam(defaultValue = "") String notation,
            @RequestParam(defaultValue = "") String identifier,
            @RequestParam(defaultValue = "") String scheme,
            @RequestParam(defaultValue = "true") String redirect,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        List<String> accept = Collections.list(request.getHeaders(HttpHeaders.ACCEPT));
        List<String> languages = ReaderLanguages.of(request);
        String asked = !uri.isBlank() ? uri : !notation.isBlank() ? notation : identifier;
        if (asked.isBlank()) {
            if (Negotiation.prefers(accept, FOR_PROGRAMS)) {
                throw nothingAsked();
            }
            return page("", Optional.empty());
        }
        Resolution found = !uri.isBlank()
                ? resolver.byIri(uri, languages)
                : !notation.isBlank()
                        ? resolver.byCode(notation, scheme, languages)
                        : resolver.byEither(identifier, scheme, languages);
        boolean forPeople = Negotiation.prefersPage(accept, FOR_PROGRAMS);
        if (found.outcome() == Outcome.EXACT && !redirect.equals("false")) {
            resolutions.sendOn(found, request, response);
        } else if (!forPeople) {
            resolutions.send(found, request, response);
        } else if (found.outcome() == Outcome.NONE) {
            sendNothing(page(asked, Optional.of(found)), languages, request, response);
        } else {
            return page(asked, Optional.of(found));
        }
        return null;
    }

    private static ErrorResponseException nothingAsked() {
        return WebProblems.problem(
                HttpStatus.BAD_REQUEST,
                "Say what to look up: uri=http://www.wikidata.org/entity/Q1296, or notation=BE23 and, where a code is in"
                        + " several lists, scheme=nuts. Many at once are sent by POST as text/csv.");
    }

    private static DesignedPage page(String asked, Optional<Resolution> found) {
        return new DesignedPage("resolve", reading -> {
            Map<String, Object> content = new LinkedHashMap<>();
            content.put("heading", reading.message("lookup.title"));
            content.put("description", reading.message("lookup.lead"));
            content.put("asked", SearchController.shown(asked));
            content.put("outcome", found.map(one -> one.outcome().name()).orElse(""));
            content.put("things", found.map(one -> found(one.things(), reading)).orElse(List.of()));
            content.put("near", found.map(one -> found(one.near(), reading)).orElse(List.of()));
            content.put("most", 20_000);
            content.put(
                    "examples",
                    EXAMPLES.stream()
                            .map(one -> new Example(
                                    one,
                                    reading.site()
                                            .link(Parameters.NONE
                                                    .with("identifier", one)
                                                    .of(PATH))))
                            .toList());
            return content;
        });
    }

    private static List<Found> found(List<Thing> things, Reading reading) {
        return things.stream()
                .map(thing -> new Found(
                        reading.link(thing.node()),
                        thing.type()
                                .map(type -> PageTexts.capitalised(reading.name(type)))
                                .orElse(Text.of("")),
                        thing.relation()))
                .toList();
    }

    /** The same page as a search that found nothing has, with the status that programs get. */
    private void sendNothing(
            DesignedPage page, List<String> languages, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Page written = store.read(shelf -> pages.of(page, shelf, languages, request));
        response.setStatus(HttpStatus.NOT_FOUND.value());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        response.setHeader(HttpHeaders.VARY, DocumentResponses.VARY);
        response.setHeader(HttpHeaders.CONTENT_LANGUAGE, written.language());
        response.setContentType(Representation.PAGE.contentType().toString());
        response.setContentLength(written.content().length);
        response.getOutputStream().write(written.content());
    }
}
