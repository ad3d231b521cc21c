package eu.staytuned.lod.sparql;

import eu.staytuned.lod.rdf.Sha256;
import eu.staytuned.lod.store.Edition;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.jena.query.Query;
import org.apache.jena.sparql.core.DatasetDescription;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/**
 * One query as the protocol brought it (SPARQL 1.1 Protocol §2.1).
 *
 * @param text the query as it was sent
 * @param query what it means
 * @param words what the query says, however it is laid out
 * @param repeatable whether a release always gives the same answer
 * @param dataset the graphs asked for, by the protocol or else by the query; empty where it is the whole dataset
 * @param format what the answer is written in
 * @param patience how long the client wants to wait at most
 */
record SparqlRequest(
        String text,
        Query query,
        String words,
        boolean repeatable,
        Optional<DatasetDescription> dataset,
        ResultFormat format,
        Optional<Duration> patience) {

    private static final MediaType SPARQL_QUERY = MediaType.valueOf("application/sparql-query");
    private static final MediaType SPARQL_UPDATE = MediaType.valueOf("application/sparql-update");

    /** An address longer than this is refused; the container's own limit for a whole head lies above. */
    private static final int MAX_ADDRESS = 64 * 1024;

    /**
     * Reads a request; empty where it has no query and so asks for the endpoint's description.
     *
     * @param base against which relative IRIs in the query are resolved
     * @throws SparqlProblem where it is not a request that this endpoint can answer
     */
    static Optional<SparqlRequest> read(HttpServletRequest request, String base, SparqlSettings settings) {
        String address = request.getQueryString();
        if (address != null && address.length() > MAX_ADDRESS) {
            throw SparqlProblem.addressTooLong(MAX_ADDRESS);
        }
        boolean post = request.getMethod().equals("POST");
        Optional<MediaType> type = contentType(request);
        if (post) {
            requireQueryType(type);
            // A form takes up to three bytes for one.
            if (request.getContentLengthLong() > 3 * settings.maxQuerySize().toBytes() + MAX_ADDRESS) {
                throw SparqlProblem.queryTooLong(settings.maxQuerySize().toBytes());
            }
        }
        boolean direct = post && type.filter(SPARQL_QUERY::equalsTypeAndSubtype).isPresent();
        Parameters parameters = new Parameters(request);
        if (parameters.has("update")) {
            throw SparqlProblem.readOnly();
        }
        Optional<String> text = direct ? Optional.of(body(request, parameters, settings)) : parameters.only("query");
        if (text.isEmpty()) {
            if (post) {
                throw SparqlProblem.badRequest(
                        "There is no query. Send it as the parameter query= of a form, or as the body with "
                                + "Content-Type: application/sparql-query.");
            }
            if (parameters.has("graph") || parameters.has("default")) {
                throw SparqlProblem.badRequest(
                        "The Graph Store Protocol is not offered here. Each named graph has an address of its own: its name.");
            }
            return Optional.empty();
        }
        if (text.get().getBytes(StandardCharsets.UTF_8).length
                > settings.maxQuerySize().toBytes()) {
            throw SparqlProblem.queryTooLong(settings.maxQuerySize().toBytes());
        }
        QueryText query = QueryText.parse(text.get(), base);
        return Optional.of(new SparqlRequest(
                text.get(),
                query.query(),
                query.words(),
                query.repeatable(),
                dataset(parameters, query.query()),
                format(request, parameters, ResultFormat.of(query.query())),
                patience(parameters)));
    }

    /** What another part of the site asks for a client, who chooses the format and how long to wait. */
    static SparqlRequest of(Question question, HttpServletRequest request) {
        List<ResultFormat> offers = ResultFormat.of(question.query());
        ResultFormat format = question.format()
                .map(name -> formatByName(List.of(name), offers))
                .orElseGet(() -> format(request, new Parameters(request), offers));
        return of(question, format, patience(new Parameters(request)));
    }

    /** What is asked in the format that the question names. */
    static SparqlRequest named(Question question) {
        List<ResultFormat> offers = ResultFormat.of(question.query());
        return of(
                question,
                question.format()
                        .map(name -> formatByName(List.of(name), offers))
                        .orElse(offers.get(0)),
                Optional.empty());
    }

    /** What is asked to be shown on a page. */
    static SparqlRequest of(Question question) {
        return of(question, ResultFormat.of(question.query()).get(0), Optional.empty());
    }

    private static SparqlRequest of(Question question, ResultFormat format, Optional<Duration> patience) {
        QueryText query = QueryText.inspect(question.text(), question.query());
        return new SparqlRequest(
                question.text(),
                query.query(),
                query.words(),
                query.repeatable(),
                Optional.ofNullable(DatasetDescription.create(query.query())),
                format,
                patience);
    }

    /** Whether a parameter names a format, and which of those on offer; none where the header decides. */
    static Optional<ResultFormat> formatByName(HttpServletRequest request, List<ResultFormat> offers) {
        return formatByName(new Parameters(request), offers);
    }

    private static Optional<MediaType> contentType(HttpServletRequest request) {
        String type = request.getContentType();
        try {
            return Optional.ofNullable(type).map(MediaType::parseMediaType);
        } catch (InvalidMediaTypeException e) {
            throw SparqlProblem.unsupportedMediaType(type);
        }
    }

    private static void requireQueryType(Optional<MediaType> type) {
        if (type.isEmpty()) {
            throw SparqlProblem.unsupportedMediaType("a body without Content-Type");
        }
        if (type.get().equalsTypeAndSubtype(SPARQL_UPDATE)) {
            throw SparqlProblem.readOnly();
        }
        if (!type.get().equalsTypeAndSubtype(SPARQL_QUERY)
                && !type.get().equalsTypeAndSubtype(MediaType.APPLICATION_FORM_URLENCODED)) {
            throw SparqlProblem.unsupportedMediaType(type.get().toString());
        }
        // §2.1.3: a query in the body is in UTF-8.
        if (type.get().getCharset() != null
                && !StandardCharsets.UTF_8.equals(type.get().getCharset())) {
            throw SparqlProblem.unsupportedMediaType(type.get().toString());
        }
    }

    private static String body(HttpServletRequest request, Parameters parameters, SparqlSettings settings) {
        if (parameters.has("query")) {
            throw SparqlProblem.badRequest("There is a query in the body and another in the address. Send one.");
        }
        int limit = Math.toIntExact(settings.maxQuerySize().toBytes());
        try (InputStream in = request.getInputStream()) {
            byte[] bytes = in.readNBytes(limit + 1);
            if (bytes.length > limit) {
                throw SparqlProblem.queryTooLong(limit);
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw SparqlProblem.badRequest("The query is not in UTF-8.");
        } catch (IOException e) {
            throw SparqlProblem.badRequest("The query did not arrive whole.");
        }
    }

    // §2.1.4: what the protocol says takes the place of what the query says.
    private static Optional<DatasetDescription> dataset(Parameters parameters, Query query) {
        List<String> defaultGraphs = parameters.all("default-graph-uri");
        List<String> namedGraphs = parameters.all("named-graph-uri");
        if (!defaultGraphs.isEmpty() || !namedGraphs.isEmpty()) {
            return Optional.of(DatasetDescription.create(defaultGraphs, namedGraphs));
        }
        return Optional.ofNullable(DatasetDescription.create(query));
    }

    private static ResultFormat format(HttpServletRequest request, Parameters parameters, List<ResultFormat> offers) {
        return formatByName(parameters, offers)
                .or(() -> accepted(request).best(offers, ResultFormat::mediaTypes))
                .orElseThrow(() -> SparqlProblem.notAcceptable(
                        "answer in " + String.join(", ", headers(request, "Accept")), available(offers)));
    }

    private static Optional<ResultFormat> formatByName(Parameters parameters, List<ResultFormat> offers) {
        List<String> words = Answers.FORMAT_PARAMETERS.stream()
                .flatMap(name -> parameters.all(name).stream())
                .toList();
        return words.isEmpty() ? Optional.empty() : Optional.of(formatByName(words, offers));
    }

    /** Clients that know several servers send the parameter of each: the first that is known here counts. */
    private static ResultFormat formatByName(List<String> words, List<ResultFormat> offers) {
        return words.stream()
                .flatMap(word -> offers.stream().filter(offer -> offer.isCalled(word)))
                .findFirst()
                .orElseThrow(() -> SparqlProblem.notAcceptable(
                        "answer in the format “" + String.join("”, “", words) + "”", available(offers)));
    }

    static Accept accepted(HttpServletRequest request) {
        return Accept.of(headers(request, "Accept"));
    }

    static List<String> available(List<ResultFormat> offers) {
        return offers.stream().map(ResultFormat::mediaType).toList();
    }

    private static List<String> headers(HttpServletRequest request, String name) {
        return Collections.list(request.getHeaders(name));
    }

    /** In seconds, as a Fuseki server takes it; it can shorten the time limit and not prolong it. */
    private static Optional<Duration> patience(Parameters parameters) {
        return parameters.all("timeout").stream()
                .filter(seconds -> seconds.matches("[0-9]{1,9}(\\.[0-9]{1,3})?"))
                .map(seconds -> Duration.ofMillis(Math.round(Double.parseDouble(seconds) * 1000)))
                .filter(wanted -> wanted.toMillis() > 0)
                .findFirst();
    }

    /**
     * What the answer depends on, as a weak entity tag. Weak because rows that nobody ordered may come in another order
     * from another instance.
     */
    String entityTag(Edition edition) {
        Sha256 sum = new Sha256();
        Stream.of(
                        edition.contentHash(),
                        "" + edition.number(),
                        format.mediaType(),
                        dataset.map(d -> d.getDefaultGraphURIs() + " " + d.getNamedGraphURIs())
                                .orElse(""),
                        text)
                .forEach(part -> sum.update(part).update("\0"));
        return "W/\"" + sum.hex().substring(0, 32) + "\"";
    }

    /** The parameters of the address and of a form alike. */
    private record Parameters(HttpServletRequest request) {

        List<String> all(String name) {
            try {
                String[] values = request.getParameterValues(name);
                return values == null
                        ? List.of()
                        : Stream.of(values).filter(value -> !value.isEmpty()).toList();
            } catch (IllegalStateException e) {
                // The container's word for parameters that cannot be decoded or are too many.
                throw SparqlProblem.badRequest("The parameters cannot be read. Encode them in UTF-8, percent-encoded.");
            }
        }

        boolean has(String name) {
            all(name);
            return request.getParameter(name) != null;
        }

        Optional<String> only(String name) {
            all(name);
            String[] values = request.getParameterValues(name);
            if (values == null) {
                return Optional.empty();
            }
            if (values.length > 1) {
                throw SparqlProblem.badRequest("There are " + values.length + " queries. Send one.");
            }
            return Optional.of(values[0]);
        }
    }
}
