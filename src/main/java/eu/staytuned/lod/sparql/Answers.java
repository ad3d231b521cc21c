package eu.staytuned.lod.sparql;

import eu.staytuned.lod.front.Keeping;
import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.sparql.QueryExchange.Answer;
import eu.staytuned.lod.store.Edition;
import eu.staytuned.lod.store.Shelf;
import eu.staytuned.lod.store.Store;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.jena.fuseki.Fuseki;
import org.apache.jena.fuseki.server.DataAccessPoint;
import org.apache.jena.fuseki.server.Dispatcher;
import org.apache.jena.fuseki.server.Operation;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.util.Context;
import org.apache.jena.system.Txn;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.stereotype.Component;

/**
 * Answers queries: those that clients send to the endpoint, and those that another part of the site asks for them. All in
 * the same formats, within the same limits, with the same headers; each whole or an error.
 */
@Component
public class Answers {

    /** The parameters by which an address names a format, whatever the Accept header says. */
    public static final List<String> FORMAT_PARAMETERS = List.of("format", "output", "results", "accept");

    /** That of every page and document, though rows have no language: a problem may be a page, and that has one. */
    private static final String VARY = "Accept, Accept-Language, Accept-Encoding";

    /** Short, since the next release may come any moment; asking again costs little. */
    private static final String OF_CURRENT_RELEASE = "public, max-age=60, must-revalidate";

    /** What one release answers never changes. */
    private static final String OF_ONE_RELEASE = "public, max-age=31536000, immutable";

    private final Store store;
    private final IriSpace iris;
    private final QueryPlaces places;
    private final QueryEvaluation evaluation;
    private final KnownAnswers known;
    private final Context ofEndpoint;

    Answers(
            Store store,
            IriSpace iris,
            QueryPlaces places,
            QueryEvaluation evaluation,
            KnownAnswers known,
            DataAccessPoint sparqlEndpoint) {
        this.store = store;
        this.iris = iris;
        this.places = places;
        this.evaluation = evaluation;
        this.known = known;
        this.ofEndpoint = Context.mergeCopy(
                Fuseki.getContext(),
                sparqlEndpoint
                        .getDataService()
                        .getEndpoints(Operation.Query)
                        .get(0)
                        .getContext());
    }

    /** How long a query may take; zero for no limit. */
    public Duration timeLimit() {
        return QueryEvaluation.timeLimit(ofEndpoint);
    }

    /**
     * Answers a question from the release on the shelf.
     *
     * @throws SparqlProblem where there is no whole answer, or none in a format that the client accepts
     */
    public void send(Question question, HttpServletRequest request, HttpServletResponse response) throws IOException {
        begin(response);
        send(SparqlRequest.of(question, request), request, response);
    }

    /**
     * Answers a question from one release, for ever the same.
     *
     * @param release on the shelf or brought back from the archive; its data are transactional
     * @throws SparqlProblem where there is no whole answer, or none in a format that the client accepts
     */
    public void send(Question question, Shelf release, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        begin(response);
        SparqlRequest query = SparqlRequest.of(question, request);
        if (isKnown(query, release.edition(), request)) {
            confirm(query, release.edition(), OF_ONE_RELEASE, response);
            return;
        }
        AnswerBuffer body = places.taking(client -> Txn.calculateRead(
                release.data(), () -> evaluation.answer(query, release.data(), context(release.data()), client)));
        send(new Answer(body, release.edition()), query, OF_ONE_RELEASE, response);
    }

    /**
     * Answers a question from the release on the shelf as long as it is this one, for ever the same.
     *
     * @return whether it was; otherwise nothing is sent
     * @throws SparqlProblem where there is no whole answer, or none in a format that the client accepts
     */
    public boolean send(Question question, Edition edition, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        SparqlRequest query = SparqlRequest.of(question, request);
        if (isKnown(query, edition, request)) {
            begin(response);
            confirm(query, edition, OF_ONE_RELEASE, response);
            return true;
        }
        Optional<AnswerBuffer> body =
                places.taking(client -> store.read(shelf -> shelf.edition().equals(edition)
                        ? Optional.of(evaluation.answer(query, shelf.data(), context(shelf.data()), client))
                        : Optional.empty()));
        if (body.isEmpty()) {
            return false;
        }
        begin(response);
        send(new Answer(body.get(), edition), query, OF_ONE_RELEASE, response);
        return true;
    }

    /**
     * The bytes of an answer as they would be sent, for another part of the site to read. The question names the format.
     *
     * @param most how many bytes are wanted; more are a problem
     * @throws SparqlProblem where there is no whole answer
     */
    public byte[] bytes(Question question, Shelf release, long most) {
        SparqlRequest query = SparqlRequest.named(question);
        AnswerBuffer body = places.taking(client -> Txn.calculateRead(
                release.data(), () -> evaluation.answer(query, release.data(), context(release.data()), client)));
        try (body) {
            if (body.size() > most) {
                throw SparqlProblem.tooLarge(most / 1024 + " KB");
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream((int) body.size());
            body.sendTo(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw SparqlProblem.internal(e);
        }
    }

    /**
     * The first rows of an answer, to be shown. To be called within a transaction on the data.
     *
     * @param most how many rows are wanted
     * @throws SparqlProblem where there is no whole answer
     */
    public Rows rows(Question question, DatasetGraph data, int most) {
        return places.taking(client -> evaluation.rows(SparqlRequest.of(question), data, context(data), client, most));
    }

    /** Answers what came to the endpoint itself. */
    void send(SparqlRequest query, HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean cacheable = isCacheable(query, request);
        if (cacheable) {
            Keeping.allow(request, Keeping.Accept.EVERYTHING, false, Optional.empty());
            Edition edition = store.edition().orElseThrow(SparqlProblem::nothingPublished);
            if (isKnown(query, edition, request)) {
                confirm(query, edition, OF_CURRENT_RELEASE, response);
                return;
            }
        }
        Answer answer = known.of(query, () -> places.taking(client -> evaluate(query, client, request, response)));
        send(answer, query, cacheable ? OF_CURRENT_RELEASE : null, response);
    }

    private void send(Answer answer, SparqlRequest query, @Nullable String cacheControl, HttpServletResponse response)
            throws IOException {
        try (AnswerBuffer body = answer.body()) {
            Edition edition = answer.edition();
            describeVersion(cacheControl == null ? null : query.entityTag(edition), cacheControl, edition, response);
            if (body.isNothing() && !OF_ONE_RELEASE.equals(cacheControl)) {
                EmptyAnswers.link(query, iris, response);
            }
            response.setContentType(query.format().contentType());
            response.setContentLengthLong(body.size());
            // To HEAD as well: the container keeps the body back and the headers are those of GET.
            body.sendTo(response.getOutputStream());
        }
    }

    /** Says that the client has this very answer. */
    private void confirm(SparqlRequest query, Edition edition, String cacheControl, HttpServletResponse response) {
        describeVersion(query.entityTag(edition), cacheControl, edition, response);
        response.setStatus(HttpStatus.NOT_MODIFIED.value());
    }

    /** By way of Fuseki, which counts queries. */
    private Answer evaluate(
            SparqlRequest query, ClientWatch.Client client, HttpServletRequest request, HttpServletResponse response) {
        QueryExchange exchange = new QueryExchange(query, client);
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

    /** For one evaluation: the settings of the endpoint and the data. */
    Context context(DatasetGraph data) {
        return Context.mergeCopy(ofEndpoint, data.getContext());
    }

    /** Before anything is known about the answer. */
    static void begin(HttpServletResponse response) {
        response.setHeader(HttpHeaders.VARY, VARY);
        // Until there is something to keep.
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
    }

    private static boolean isCacheable(SparqlRequest query, HttpServletRequest request) {
        return query.repeatable() && !request.getMethod().equals("POST");
    }

    private static boolean isKnown(SparqlRequest query, Edition edition, HttpServletRequest request) {
        return isKnown(query.entityTag(edition), edition, request);
    }

    /** Whether the client has this very answer (RFC 9110 §13.2.2, steps 3 and 4). */
    static boolean isKnown(String entityTag, Edition edition, HttpServletRequest request) {
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

    /** What the answer is, for the endpoint's own description as well. */
    void describeVersion(@Nullable String entityTag, Edition edition, HttpServletResponse response) {
        describeVersion(entityTag, OF_CURRENT_RELEASE, edition, response);
    }

    private void describeVersion(
            @Nullable String entityTag, @Nullable String cacheControl, Edition edition, HttpServletResponse response) {
        if (entityTag != null && cacheControl != null) {
            response.setHeader(HttpHeaders.ETAG, entityTag);
            response.setHeader(HttpHeaders.CACHE_CONTROL, cacheControl);
        }
        response.setDateHeader(HttpHeaders.LAST_MODIFIED, edition.issued().toEpochMilli());
        // Which release it is: the address that describes it has the number that cites it.
        response.addHeader(
                HttpHeaders.LINK,
                "<" + iris.resolve(edition.path()) + ">; rel=\"http://www.w3.org/ns/prov#wasDerivedFrom\"");
    }
}
