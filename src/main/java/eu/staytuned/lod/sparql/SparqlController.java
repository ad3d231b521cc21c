package eu.staytuned.lod.sparql;

import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.rdf.RdfSyntax;
import eu.staytuned.lod.rdf.Sha256;
import eu.staytuned.lod.store.Edition;
import eu.staytuned.lod.store.Store;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.jena.riot.RDFWriter;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
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

    private static final ResultFormat HTML =
            new ResultFormat("HTML", "text/html", List.of("application/xhtml+xml"), List.of("html"), null);

    private static final List<ResultFormat> DESCRIPTION_FORMATS = Stream.concat(
                    Stream.of(RdfSyntax.values()).map(ResultFormat::of), Stream.of(HTML))
            .toList();

    private static final List<FormatsOfQuery> FORMATS_BY_QUERY = List.of(
            new FormatsOfQuery("SELECT, ASK", ResultFormat.ROWS),
            new FormatsOfQuery("CONSTRUCT, DESCRIBE", ResultFormat.GRAPH));

    /** What the form offers for the answer of one kind of query. */
    record FormatsOfQuery(String queries, List<ResultFormat> formats) {

        /** What kinds of answers a format is for, as the editor calls them. */
        public String kinds(ResultFormat format) {
            if (formats == ResultFormat.GRAPH) {
                return "graph";
            }
            return ResultFormat.YES_OR_NO.contains(format) ? "rows yes-or-no" : "rows";
        }

        /** How the name of a file in this format ends. */
        public String extension(ResultFormat format) {
            return formats == ResultFormat.GRAPH
                    ? format.lang().getFileExtensions().get(0)
                    : format.names().get(0);
        }
    }

    private final Store store;
    private final IriSpace iris;
    private final SparqlSettings settings;
    private final Answers answers;
    private final EmptyAnswers emptyAnswers;
    private final ExampleQueries examples;
    private final ServiceDescription.Terms terms;
    private final EditorFiles editor;
    private volatile @Nullable ServiceDescription description;

    SparqlController(
            Store store,
            IriSpace iris,
            SparqlSettings settings,
            Answers answers,
            EmptyAnswers emptyAnswers,
            ExampleQueries examples,
            EditorFiles editor) {
        this.store = store;
        this.iris = iris;
        this.settings = settings;
        this.answers = answers;
        this.emptyAnswers = emptyAnswers;
        this.examples = examples;
        this.terms = new ServiceDescription.Terms(iris.resolve("sparql"), settings, answers.timeLimit());
        this.editor = editor;
    }

    @RequestMapping(
            path = FusekiConfiguration.ENDPOINT,
            method = {RequestMethod.GET, RequestMethod.HEAD, RequestMethod.POST})
    @Nullable
    ModelAndView answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Answers.begin(response);
        Optional<SparqlRequest> query = SparqlRequest.read(request, iris.base(), settings);
        if (query.isEmpty()) {
            return describe(request, response);
        }
        if (EmptyAnswers.isAskedFor(request)) {
            emptyAnswers.explain(query.get(), request, response);
        } else {
            answers.send(query.get(), request, response);
        }
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

    private @Nullable ModelAndView describe(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        ResultFormat format = SparqlRequest.formatByName(request, DESCRIPTION_FORMATS)
                .or(() -> SparqlRequest.accepted(request).best(DESCRIPTION_FORMATS, ResultFormat::mediaTypes))
                .orElseThrow(() -> SparqlProblem.notAcceptable(
                        "description of the endpoint in that format", SparqlRequest.available(DESCRIPTION_FORMATS)));
        ServiceDescription current = description();
        if (format.equals(HTML)) {
            answers.describeVersion(null, current.edition(), response);
            List<String> languages =
                    List.of(LocaleContextHolder.getLocale().toLanguageTag(), Locale.ENGLISH.toLanguageTag());
            return new ModelAndView(
                    "sparql",
                    Map.of(
                            "terms",
                            terms,
                            "yasgui",
                            editor.yasgui(),
                            "examples",
                            store.read(shelf -> examples.of(shelf, languages)),
                            "formats",
                            FORMATS_BY_QUERY,
                            "release",
                            current.edition().number()));
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        RDFWriter.source(current.model()).format(format.format()).base(null).output(body);
        String entityTag = "\"" + Sha256.of(body.toByteArray()).substring(0, 32) + "\"";
        answers.describeVersion(entityTag, current.edition(), response);
        if (Answers.isKnown(entityTag, current.edition(), request)) {
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
}
