package eu.staytuned.lod.web;

import eu.staytuned.lod.links.OutgoingLinks;
import eu.staytuned.lod.links.PublishedLinks;
import eu.staytuned.lod.links.Selection;
import eu.staytuned.lod.links.Target;
import eu.staytuned.lod.lookup.ForeignIri;
import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.rdf.Joining;
import eu.staytuned.lod.store.AnyRelease;
import eu.staytuned.lod.store.Store;
import eu.staytuned.lod.web.DocumentLinks.Link;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Controller;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * What we link to, and what of ours is linked to it.
 *
 * <pre>
 * links                        whom we link to, and how often
 * links?to=wd                  negotiated: a page of all that leads to Wikidata, or the links in some format
 * links.sssom.tsv?to=wd        in the format that its address names
 * links.csv                    all links
 * </pre>
 */
@Controller
class LinksController {

    private static final int LONGEST_NUMBER = 6;

    private final PublishedLinks published;
    private final LinkFiles files;
    private final Store store;
    private final IriSpace iris;
    private final Pages pages;

    LinksController(PublishedLinks published, LinkFiles files, Store store, IriSpace iris, Pages pages) {
        this.published = published;
        this.files = files;
        this.store = store;
        this.iris = iris;
        this.pages = pages;
    }

    @AnyRelease
    @GetMapping({"/" + LinksPages.PATH, "/" + LinksPages.PATH + ".{extension:[a-z.]{2,20}}"})
    @Nullable
    Object links(
            @PathVariable Optional<String> extension,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String relation,
            @RequestParam(defaultValue = "") String format,
            @RequestParam(defaultValue = "1") String page,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        if (to.length() > ForeignIri.LONGEST || to.chars().anyMatch(Character::isISOControl)) {
            throw WebProblems.problem(
                    HttpStatus.BAD_REQUEST,
                    "This is neither a prefix, such as wd, nor an IRI, nor what IRIs begin with: "
                            + WebProblems.shorten(to));
        }
        Parameters asked = Parameters.NONE.with(LinksPages.TO, to.strip()).with(LinksPages.RELATION, relation.strip());
        Optional<LinksFormat> wanted = wanted(extension, format, asked, request);
        Optional<Selection> selection = store.read(shelf -> select(published.of(shelf), to, relation));
        if (selection.isEmpty()) {
            if (wanted.isPresent()) {
                throw store.read(shelf -> nothing(to, published.of(shelf)));
            }
            sendNothing(to, request, response);
            return null;
        }
        response.addHeader(HttpHeaders.LINK, Link.header(around(asked, wanted)));
        if (wanted.isEmpty()) {
            int number = page.matches("[1-9][0-9]{0," + (LONGEST_NUMBER - 1) + "}") ? Integer.parseInt(page) : 1;
            return new DesignedPage("links", reading -> {
                OutgoingLinks links = published.of(reading.shelf());
                return new LinksPages(links, reading)
                        .of(select(links, to, relation).orElseGet(links::all), asked, number);
            });
        }
        LinksFormat file = wanted.get();
        if (extension.isEmpty()) {
            response.setHeader(HttpHeaders.CONTENT_LOCATION, LinksPages.address(file, asked, iris));
        }
        return new DesignedFile(
                file.contentType(),
                extension.map(any -> fileName(to) + "." + file.extension()),
                file.extension(),
                reading -> {
                    OutgoingLinks links = published.of(reading.shelf());
                    // The release may have changed since it was looked whether there are any.
                    Selection now = select(links, to, relation).orElseThrow(() -> nothing(to, links));
                    return files.written(now, links, file, reading);
                });
    }

    private Optional<Selection> select(OutgoingLinks links, String to, String relation) {
        Optional<Selection> selection = to.isBlank() ? Optional.of(links.all()) : links.to(to);
        return relation.isBlank()
                ? selection
                : selection
                        .map(found -> found.by(relation(relation.strip(), links)))
                        .filter(found -> !found.links().isEmpty());
    }

    /** By its IRI or a prefixed name. */
    private static Node relation(String name, OutgoingLinks links) {
        int colon = name.indexOf(':');
        String namespace = colon < 0 ? null : links.prefixes().get(name.substring(0, colon));
        String iri = namespace == null ? name : namespace + name.substring(colon + 1);
        return Joining.PROPERTIES.stream()
                .filter(property -> property.getURI().equals(iri))
                .findFirst()
                .orElseThrow(() -> WebProblems.problem(
                        HttpStatus.BAD_REQUEST,
                        "By " + WebProblems.shorten(name) + " nothing is linked. There are "
                                + Joining.PROPERTIES.stream()
                                        .map(property -> LinksPages.prefixed(property.getURI(), links.prefixes()))
                                        .collect(Collectors.joining(", "))
                                + "."));
    }

    /** The format that suits; empty for a page. */
    private Optional<LinksFormat> wanted(
            Optional<String> extension, String format, Parameters asked, HttpServletRequest request) {
        String page = Representation.PAGE.extension();
        if (extension.isPresent()) {
            return extension.get().equals(page)
                    ? Optional.empty()
                    : Optional.of(LinksFormat.named(extension.get())
                            .orElseThrow(() -> noSuchFormat(HttpStatus.NOT_FOUND, extension.get(), asked)));
        }
        if (!format.isEmpty()) {
            return format.equals(page)
                    ? Optional.empty()
                    : Optional.of(LinksFormat.named(format)
                            .orElseThrow(() -> noSuchFormat(HttpStatus.BAD_REQUEST, format, asked)));
        }
        List<String> accept = Collections.list(request.getHeaders(HttpHeaders.ACCEPT));
        List<Optional<LinksFormat>> offers = Stream.concat(
                        Stream.of(Optional.<LinksFormat>empty()),
                        LinksFormat.ALL.stream().map(Optional::of))
                .toList();
        return Negotiation.choose(accept, offers, offer -> offer.map(LinksFormat::accepted)
                        .orElse(Representation.PAGE.accepted()))
                .orElseThrow(() -> WebProblems.notAcceptable(accept, available(asked)));
    }

    private List<WebProblems.Available> available(Parameters asked) {
        return Stream.concat(
                        Stream.of(new WebProblems.Available(
                                Representation.PAGE.mediaType(), iris.resolve(asked.of(LinksPages.PATH)))),
                        LinksFormat.ALL.stream()
                                .map(format -> new WebProblems.Available(
                                        format.mediaType(), LinksPages.address(format, asked, iris))))
                .toList();
    }

    private ErrorResponseException noSuchFormat(HttpStatus status, String name, Parameters asked) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                status,
                "Links are not to be had as " + WebProblems.shorten(name) + ". There is "
                        + LinksFormat.ALL.stream().map(LinksFormat::extension).collect(Collectors.joining(", "))
                        + ".");
        problem.setProperty("available", available(asked));
        return new ErrorResponseException(status, problem, null);
    }

    /** The same in other formats, the list of all, and the licence. */
    private List<Link> around(Parameters asked, Optional<LinksFormat> current) {
        List<Link> links = new ArrayList<>();
        links.add(new Link(iris.resolve(asked.of(LinksPages.PATH)), "canonical", Optional.empty()));
        LinksFormat.ALL.stream()
                .filter(format -> current.filter(format::equals).isEmpty())
                .forEach(format -> links.add(new Link(
                        LinksPages.address(format, asked, iris), "alternate", Optional.of(format.mediaType()))));
        if (!asked.all().isEmpty()) {
            links.add(new Link(iris.resolve(LinksPages.PATH), "collection", Optional.empty()));
        }
        links.add(new Link(files.license(), "license", Optional.empty()));
        return links;
    }

    private ErrorResponseException nothing(String to, OutgoingLinks links) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.NOT_FOUND, "Nothing here is linked to " + WebProblems.shorten(to) + " in this way.");
        problem.setProperty(
                "near",
                links.near(to).stream().map(target -> near(target, links)).toList());
        return new ErrorResponseException(HttpStatus.NOT_FOUND, problem, null);
    }

    private Map<String, Object> near(Target target, OutgoingLinks links) {
        Map<String, Object> near = new LinkedHashMap<>();
        near.put("to", target.space());
        target.prefixes().stream().findFirst().ifPresent(prefix -> near.put("prefix", prefix));
        near.put("links", target.links());
        near.put(
                "href",
                iris.resolve(Parameters.NONE.with(LinksPages.TO, target.space()).of(LinksPages.PATH)));
        return near;
    }

    /** Whom we do link to, with the status that programs get. */
    private void sendNothing(String to, HttpServletRequest request, HttpServletResponse response) throws IOException {
        DesignedPage page = new DesignedPage("links", reading -> {
            OutgoingLinks links = published.of(reading.shelf());
            return new LinksPages(links, reading).ofNothing(to);
        });
        Page written = store.read(shelf -> pages.of(page, shelf, ReaderLanguages.of(request), request));
        response.setStatus(HttpStatus.NOT_FOUND.value());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        response.setHeader(HttpHeaders.VARY, DocumentResponses.VARY);
        response.setHeader(HttpHeaders.CONTENT_LANGUAGE, written.language());
        response.setContentType(Representation.PAGE.contentType().toString());
        response.setContentLength(written.content().length);
        response.getOutputStream().write(written.content());
    }

    private static String fileName(String to) {
        String name = to.replaceFirst("^https?://", "")
                .replaceAll("[^A-Za-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        return name.isEmpty() || name.length() > 60 ? LinksPages.PATH : LinksPages.PATH + "-" + name;
    }
}
