package eu.staytuned.lod.sparql;

import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.rdf.RdfSyntax;
import eu.staytuned.lod.sparql.QueryExchange.Answer;
import eu.staytuned.lod.store.Edition;
import eu.staytuned.lod.store.Store;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.jena.fuseki.server.DataAccessPoint;
import org.apache.jena.fuseki.server.Dispatcher;
import org.apache.jena.fuseki.server.Operation;
import org.apache.jena.riot.RDFWriter;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.ModelAndView;

/**
 * The endpoint as the outside sees it: queries go to Fuseki, a request without one gets the endpoint's description.
 *
 * <p>Fuseki decides nothing about HTTP here. It would answer a bare GET with 404, HEAD with 405, three of the format
 * names that SPARQLWrapper sends with 400, and an error in a script beyond Latin-1 with an empty body.
 */
@Controller
class SparqlController {

    /** That of every page and document, though rows have no language: a problem may be a page, and that has one. */
    private static final String VARY = "Accept, Accept-Language, Accept-Encoding";

    /** Short, since the next release may come any moment; asking again costs little. */
    private static final String CACHE_CONTROL = "public, max-age=60, must-revalidate";

    private static final ResultFormat HTML =
            new ResultFormat("HTML", "text/html", List.of("application/xhtml+xml"), List.of("html"), null);

    private static final List<ResultFormat> DESCRIPTION_FORMATS = Stream.concat(
                    Stream.of(RdfSyntax.values()).map(ResultFormat::of), Stream.of(HTML))
            .toList();

    private static final List<FormatsOfQuery> FORMATS_BY_QUERY = List.of(
            new FormatsOfQuery("SELECT, ASK", ResultFormat.ROWS),
            new FormatsOfQuery("CONSTRUCT, DESCRIBE", ResultFormat.GRAPH));

    /** What the form offers for the answer of one kind of query. */
    record FormatsOfQuery(String queries, List<ResultFormat> formats) {}

    private final Store store;
    private final IriSpace iris;
    private final SparqlSettings settings;
    private final QueryPlaces places;
    private final ServiceDescription.Terms terms;
    private final List<ExampleQuery> examples;
    private volatile @Nullable ServiceDescription description;

    SparqlController(
            Store store, IriSpace iris, SparqlSettings settings, QueryPlaces places, DataAccessPoint sparqlEndpoint) {
        this.store = store;
        this.iris = iris;
        this.settings = settings;
        this.places = places;
        this.terms = new ServiceDescription.Terms(
                iris.resolve("sparql"),
                settings,
                QueryOperation.timeLimit(sparqlEndpoint
                        .getDataService()
                        .getEndpoints(Operation.Query)
                        .get(0)
                        .getContext()));
        this.examples = ExampleQuery.all(iris);
    }

    @RequestMapping(
            path = FusekiConfiguration.ENDPOINT,
            method = {RequestMethod.GET, RequestMethod.HEAD, RequestMethod.POST})
    @Nullable
    ModelAndView answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader(HttpHeaders.VARY, VARY);
        // Until there is something to keep.
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        Optional<SparqlRequest> query = SparqlRequest.read(request, iris.base(), settings);
        if (query.isEmpty()) {
            return describe(request, response);
        }
        answer(query.get(), request, response);
        return null;
    }

    @RequestMapping(path = FusekiConfiguration.ENDPOINT, method = RequestMethod.OPTIONS)
    void options(HttpServletResponse response) {
        response.setStatus(HttpStatus.NO_CONTENT.value());
        response.setHeader(HttpHeaders.ALLOW, SparqlProblem.METHODS);
        response.setHeader("Accept-Post", SparqlProblem.QUERY_TYPES);
    }

    /** Every other method, known or not, so that the Graph Store Protocol and its like are refused by name. */
    @RequestMapping(path = FusekiConfiguration.ENDPOINT)
    void refuse(HttpServletRequest request) throws HttpRequestMethodNotSupportedException {
        throw new HttpRequestMethodNotSupportedException(
                request.getMethod(), List.of(SparqlProblem.METHODS.split(", ")));
    }

    private void answer(SparqlRequest query, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        boolean cacheable = query.repeatable() && !request.getMethod().equals("POST");
        if (cacheable) {
            Edition edition = store.edition().orElseThrow(SparqlProblem::nothingPublished);
            if (isKnown(query.entityTag(edition), edition, request)) {
                describeVersion(query.entityTag(edition), edition, response);
                response.setStatus(HttpStatus.NOT_MODIFIED.value());
                return;
            }
        }
        Answer answer = places.taking(() -> evaluate(query, request, response));
        try (AnswerBuffer body = answer.body()) {
            Edition edition = answer.edition();
            describeVersion(cacheable ? query.entityTag(edition) : null, edition, response);
            response.setContentType(query.format().contentType());
            response.setContentLengthLong(body.size());
            // To HEAD as well: the container keeps the body back and the headers are those of GET.
            body.sendTo(response.getOutputStream());
        }
    }

    private Answer evaluate(SparqlRequest query, HttpServletRequest request, HttpServletResponse response) {
        QueryExchange exchange = new QueryExchange(query);
        boolean dispatched = Dispatcher.dispatch(exchange.towardsFuseki(request), QueryExchange.nowhere(response));
        exchange.problem().ifPresent(problem -> {
            throw problem;
        });
        return exchange.answer()
                .orElseThrow(() -> SparqlProblem.internal(new IllegalStateException(
                        dispatched
                                ? "Fuseki dispatched a query and brought neither answer nor problem."
                                : "Fuseki knows no endpoint " + FusekiConfiguration.ENDPOINT + ".")));
    }

    private @Nullable ModelAndView describe(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        ResultFormat format = SparqlRequest.formatByName(request, DESCRIPTION_FORMATS)
                .or(() -> SparqlRequest.accepted(request).best(DESCRIPTION_FORMATS, ResultFormat::mediaTypes))
                .orElseThrow(() -> SparqlProblem.notAcceptable(
                        "description of the endpoint in that format", SparqlRequest.available(DESCRIPTION_FORMATS)));
        ServiceDescription current = description();
        if (format.equals(HTML)) {
            describeVersion(null, current.edition(), response);
            return new ModelAndView(
                    "sparql",
                    Map.of(
                            "endpoint", terms.endpoint(),
                            "limits", terms.limits(),
                            "examples", examples,
                            "formats", FORMATS_BY_QUERY,
                            "release", current.edition().number()));
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        RDFWriter.source(current.model()).format(format.format()).base(null).output(body);
        String entityTag = digest(body.toByteArray());
        describeVersion(entityTag, current.edition(), response);
        if (isKnown(entityTag, current.edition(), request)) {
            response.setStatus(HttpStatus.NOT_MODIFIED.value());
            return null;
        }
        response.setContentType(format.contentType());
        response.setContentLength(body.size());
        body.writeTo(response.getOutputStream());
        return null;
    }

    /** Computed once for each release. */
    private ServiceDescription description() {
        Edition edition = store.edition().orElseThrow(SparqlProblem::nothingPublished);
        ServiceDescription current = description;
        if (current == null || !current.edition().equals(edition)) {
            current = store.read(shelf -> ServiceDescription.of(shelf, iris, terms));
            description = current;
        }
        return current;
    }

    /** Whether the client has this very answer (RFC 9110 §13.2.2, steps 3 and 4). */
    private static boolean isKnown(String entityTag, Edition edition, HttpServletRequest request) {
        HttpHeaders headers = new ServletServerHttpRequest(request).getHeaders();
        if (headers.containsHeader(HttpHeaders.IF_NONE_MATCH)) {
            return headers.getIfNoneMatch().stream()
                    .anyMatch(known -> known.equals("*") || opaque(known).equals(opaque(entityTag)));
        }
        try {
            return headers.getIfModifiedSince() >= edition.issued().getEpochSecond() * 1000;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String opaque(String entityTag) {
        return entityTag.startsWith("W/") ? entityTag.substring(2) : entityTag;
    }

    private void describeVersion(@Nullable String entityTag, Edition edition, HttpServletResponse response) {
        if (entityTag != null) {
            response.setHeader(HttpHeaders.ETAG, entityTag);
            response.setHeader(HttpHeaders.CACHE_CONTROL, CACHE_CONTROL);
        }
        response.setDateHeader(HttpHeaders.LAST_MODIFIED, edition.issued().toEpochMilli());
        // Which release it is: the address that describes it has the number that cites it.
        response.setHeader(
                HttpHeaders.LINK,
                "<" + iris.resolve(edition.path()) + ">; rel=\"http://www.w3.org/ns/prov#wasDerivedFrom\"");
    }

    private static String digest(byte[] body) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
            return "\"" + HexFormat.of().formatHex(digest, 0, 16) + "\"";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
