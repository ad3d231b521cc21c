package eu.staytuned.lod.sparql;

import eu.staytuned.lod.store.StoreAwayException;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.util.unit.DataSize;
import org.springframework.web.ErrorResponseException;

/** Why a request got no answer, in words that help the person who sent it (RFC 9457). */
public class SparqlProblem extends ErrorResponseException {

    /** What the endpoint understands, for {@code Allow}. */
    static final String METHODS = "GET, HEAD, POST, OPTIONS";

    /** The media types a query may be sent in, for {@code Accept-Post}. */
    static final String QUERY_TYPES = "application/x-www-form-urlencoded, application/sparql-query";

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration LATER = Duration.ofSeconds(30);

    private @Nullable QueryEnd end;

    private SparqlProblem(HttpStatus status, String title, String detail, @Nullable Throwable cause) {
        super(status, problem(status, title, detail), cause);
    }

    private static ProblemDetail problem(HttpStatus status, String title, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setTitle(title);
        problem.setInstance(URI.create(FusekiConfiguration.ENDPOINT));
        return problem;
    }

    private SparqlProblem header(String header, String value) {
        getHeaders().set(header, value);
        return this;
    }

    private SparqlProblem ends(QueryEnd reason) {
        end = reason;
        return this;
    }

    /** What ended the query, where there was nothing wrong with it. */
    Optional<QueryEnd> end() {
        return Optional.ofNullable(end);
    }

    private SparqlProblem property(String property, Object value) {
        getBody().setProperty(property, value);
        return this;
    }

    static SparqlProblem badRequest(String detail) {
        return new SparqlProblem(HttpStatus.BAD_REQUEST, "Not a SPARQL protocol request", detail, null);
    }

    static SparqlProblem malformed(SyntaxFault fault) {
        SparqlProblem problem = new SparqlProblem(HttpStatus.BAD_REQUEST, "Malformed query", fault.explanation(), null);
        if (fault.line() > 0) {
            problem.property("line", fault.line())
                    .property("column", fault.column())
                    .property("near", fault.near());
        }
        return problem;
    }

    static SparqlProblem unanswerable(String detail) {
        return new SparqlProblem(HttpStatus.BAD_REQUEST, "Query cannot be answered", detail, null);
    }

    static SparqlProblem unknownGraphs(Collection<String> graphs) {
        return new SparqlProblem(
                        HttpStatus.BAD_REQUEST,
                        "No such graph",
                        "The dataset has no graph "
                                + graphs.stream().map(g -> "<" + g + ">").collect(Collectors.joining(", "))
                                + ". Graphs are never fetched from elsewhere; the service description lists those"
                                + " there are.",
                        null)
                .property("graphs", List.copyOf(graphs));
    }

    static SparqlProblem readOnly() {
        return new SparqlProblem(
                HttpStatus.FORBIDDEN,
                "Read-only endpoint",
                "This endpoint answers queries and accepts no updates. What is published changes only by a new"
                        + " release.",
                null);
    }

    static SparqlProblem noFederation() {
        return new SparqlProblem(
                HttpStatus.FORBIDDEN,
                "SERVICE is not available",
                "This endpoint calls no other endpoint. Send a federated query to an endpoint of your own and name"
                        + " this one in its SERVICE clause.",
                null);
    }

    static SparqlProblem unsupportedMediaType(String type) {
        return new SparqlProblem(
                        HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                        "Not a query",
                        "A query comes as a form (application/x-www-form-urlencoded) or as application/sparql-query in"
                                + " UTF-8, not as " + type
                                + ". Nothing can be written here: the endpoint is read-only.",
                        null)
                .header("Accept-Post", QUERY_TYPES);
    }

    static SparqlProblem notAcceptable(String asked, Collection<String> available) {
        return new SparqlProblem(
                        HttpStatus.NOT_ACCEPTABLE,
                        "No such format",
                        "There is no " + asked + " of this. There is: " + String.join(", ", available) + ".",
                        null)
                .property("formats", List.copyOf(available));
    }

    static SparqlProblem addressTooLong(long limit) {
        return new SparqlProblem(
                HttpStatus.URI_TOO_LONG,
                "Query too long for an address",
                "An address may have up to " + limit + " bytes of query. Send longer queries by POST.",
                null);
    }

    static SparqlProblem queryTooLong(long limit) {
        return new SparqlProblem(
                HttpStatus.CONTENT_TOO_LARGE, "Query too long", "A query may have up to " + limit + " bytes.", null);
    }

    static SparqlProblem timeLimit(Duration limit) {
        return new SparqlProblem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "Query took too long",
                        "The query was stopped after " + readable(limit)
                                + " and nothing of its answer was sent. Make it more specific, or ask for one part at"
                                + " a time: one city, region or year instead of all.",
                        null)
                .property("limit", readable(limit))
                .ends(QueryEnd.TIME)
                .header(HttpHeaders.RETRY_AFTER, "" + LATER.toSeconds());
    }

    static SparqlProblem tooLarge(String limit) {
        return new SparqlProblem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "Answer too large",
                        "The answer has more than " + limit
                                + " and nothing of it was sent. Ask for less, or for one part at a time with ORDER BY,"
                                + " LIMIT and OFFSET.",
                        null)
                .property("limit", limit)
                .ends(QueryEnd.SIZE)
                .header(HttpHeaders.RETRY_AFTER, "" + LATER.toSeconds());
    }

    static SparqlProblem tooMuchMemory(DataSize limit) {
        String most = limit.toMegabytes() > 0 ? limit.toMegabytes() + " MB" : limit.toKilobytes() + " KB";
        return new SparqlProblem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "Query took too much memory",
                        "The query was stopped because it would have kept more than " + most
                                + " of rows or of one text, to sort, group, join or tell them apart. Nothing of its"
                                + " answer was sent. Ask for fewer rows before ORDER BY, GROUP BY or DISTINCT, or for"
                                + " one part at a time.",
                        null)
                .property("limit", most)
                .ends(QueryEnd.MEMORY)
                .header(HttpHeaders.RETRY_AFTER, "" + LATER.toSeconds());
    }

    static SparqlProblem busy(SparqlSettings settings) {
        return new SparqlProblem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "Too many queries at once",
                        "All places for queries are taken: " + settings.concurrentQueries()
                                + " are answered at once, and up to "
                                + settings.waitingQueries() + " wait for " + readable(settings.waitingTime())
                                + ". Try again in a few seconds.",
                        null)
                .ends(QueryEnd.CROWD)
                .header(HttpHeaders.RETRY_AFTER, "" + SOON.toSeconds());
    }

    /** Reaches those who have closed only their own direction. */
    static SparqlProblem clientLeft() {
        return new SparqlProblem(
                        HttpStatus.BAD_REQUEST,
                        "You have left",
                        "The query was stopped because your side of the connection was closed while it was being"
                                + " answered. Keep it open until the answer is there.",
                        null)
                .ends(QueryEnd.CLIENT);
    }

    static SparqlProblem nothingPublished() {
        return new SparqlProblem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "Nothing published yet",
                        "The first release is still being read. Try again in a moment.",
                        null)
                .header(HttpHeaders.RETRY_AFTER, "" + SOON.toSeconds());
    }

    /** An outage that ends by itself. */
    static SparqlProblem storeAway(StoreAwayException reason) {
        return new SparqlProblem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "The store is away",
                        reason.getMessage() + " Try again in a moment.",
                        reason)
                .header(HttpHeaders.RETRY_AFTER, "" + SOON.toSeconds());
    }

    static SparqlProblem internal(Throwable cause) {
        return new SparqlProblem(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "Query failed",
                "Something went wrong on our side while the query was answered. It is in our log.",
                cause);
    }

    private static String readable(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }
}
