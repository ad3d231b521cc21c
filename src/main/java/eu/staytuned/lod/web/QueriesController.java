package eu.staytuned.lod.web;

import eu.staytuned.lod.front.Keeping;
import eu.staytuned.lod.queries.Binding;
import eu.staytuned.lod.queries.Binding.Bound;
import eu.staytuned.lod.queries.Example;
import eu.staytuned.lod.queries.Examples;
import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.rdf.UriForm;
import eu.staytuned.lod.sparql.Answers;
import eu.staytuned.lod.sparql.Question;
import eu.staytuned.lod.store.Store;
import eu.staytuned.lod.web.DocumentLinks.Link;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * The questions of the release as an interface: each an address that answers with a page, the text of the query, or the
 * answer in any format.
 *
 * <pre>
 * queries                                     all of them
 * queries/rates-of-a-region?region=be23       negotiated
 * queries/rates-of-a-region.csv?region=be23   in the format that its address names
 * queries/rates-of-a-region.rq?region=be23    the query, with the values in it
 * </pre>
 */
@Controller
class QueriesController {

    private static final MediaType QUERY_TYPE = new MediaType("application", "sparql-query", StandardCharsets.UTF_8);

    private final Store store;
    private final IriSpace iris;
    private final Questions questions;
    private final QueryPages pages;
    private final Answers answers;

    QueriesController(Store store, IriSpace iris, Questions questions, Answers answers) {
        this.store = store;
        this.iris = iris;
        this.questions = questions;
        this.answers = answers;
        this.pages = new QueryPages(questions, answers);
    }

    @GetMapping("/" + Questions.PATH)
    DesignedPage all() {
        return new DesignedPage("queries", pages::all);
    }

    @GetMapping("/" + Questions.PATH + "/{file}")
    @Nullable
    Object one(@PathVariable String file, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Examples examples = store.read(shelf -> questions.of(shelf));
        Asked asked = asked(file, examples);
        Example example = asked.example();
        Map<String, String> values = values(example, request);
        response.addHeader(
                HttpHeaders.LINK,
                Link.header(List.of(new Link(UriForm.of(example.iri().getURI()), "describedby", Optional.empty()))));
        Optional<AnswerFormat> format = asked.format().or(() -> negotiate(example, request));
        // A parameter that the query does not have is refused.
        Keeping.allParametersKnown(request);
        boolean page = asked.format().isEmpty() && (asked.page() || format.isEmpty() && !namesFormat(request));
        if (page) {
            return new DesignedPage("query", reading -> {
                Example current = questions
                        .of(reading)
                        .find(example.name())
                        .orElseThrow(() -> QueryProblems.unknown(example.name(), questions.of(reading), iris));
                return pages.one(current, bind(current, file, values), values, reading);
            });
        }
        Bound bound = bind(example, file, values);
        Optional<String> name =
                asked.format().map(named -> QueryPages.fileName(example, bound, values) + "." + named.extension());
        if (format.filter(AnswerFormat.TEXT::equals).isPresent()) {
            String text = example.textWith(bound);
            return new DesignedFile(QUERY_TYPE, name, reading -> text.getBytes(StandardCharsets.UTF_8));
        }
        if (example.isFederated()) {
            throw QueryProblems.federated(example, iris);
        }
        answers.send(
                new Question(example.textWith(bound), bound.query(), format.map(AnswerFormat::extension)),
                request,
                name.<HttpServletResponse>map(saved -> savedAs(saved, response)).orElse(response));
        return null;
    }

    /**
     * What an address names.
     *
     * @param format by extension; empty where it is to be negotiated, or a page
     * @param page whether the extension asks for the page
     */
    private record Asked(Example example, Optional<AnswerFormat> format, boolean page) {}

    private Asked asked(String file, Examples examples) {
        Optional<Example> negotiated = examples.find(file);
        if (negotiated.isPresent()) {
            return new Asked(negotiated.get(), Optional.empty(), false);
        }
        int dot = file.lastIndexOf('.');
        String name = dot < 0 ? file : file.substring(0, dot);
        String extension = file.substring(dot + 1);
        Example example = examples.find(name).orElseThrow(() -> QueryProblems.unknown(name, examples, iris));
        if (extension.equals(Representation.PAGE.extension())) {
            return new Asked(example, Optional.empty(), true);
        }
        return formats(example).stream()
                .filter(format -> format.isCalled(extension))
                .findFirst()
                .map(format -> new Asked(example, Optional.of(format), false))
                .orElseThrow(() -> QueryProblems.noSuchFormat(example, extension, formats(example), iris));
    }

    private static List<AnswerFormat> formats(Example example) {
        List<AnswerFormat> formats = new ArrayList<>(AnswerFormat.of(example.form()));
        formats.add(AnswerFormat.TEXT);
        return formats;
    }

    /** The format that suits; empty for a page, or where the address names one that the endpoint is to find. */
    private Optional<AnswerFormat> negotiate(Example example, HttpServletRequest request) {
        if (namesFormat(request)) {
            return Optional.empty();
        }
        List<String> accept = Collections.list(request.getHeaders(HttpHeaders.ACCEPT));
        List<Optional<AnswerFormat>> offers = new ArrayList<>();
        offers.add(Optional.empty());
        // Programs that take either want JSON before tables.
        AnswerFormat.of(example.form()).stream()
                .sorted((one, other) -> Boolean.compare(other.isCalled("json"), one.isCalled("json")))
                .forEach(format -> offers.add(Optional.of(format)));
        offers.add(Optional.of(AnswerFormat.TEXT));
        return Negotiation.choose(accept, offers, offer -> offer.map(AnswerFormat::accepted)
                        .orElse(Representation.PAGE.accepted()))
                .orElseThrow(() ->
                        WebProblems.notAcceptable(accept, QueryProblems.available(example, formats(example), iris)));
    }

    private static boolean namesFormat(HttpServletRequest request) {
        return Answers.FORMAT_PARAMETERS.stream().anyMatch(name -> request.getParameter(name) != null);
    }

    /** The values in the address, each parameter once. */
    private static Map<String, String> values(Example example, HttpServletRequest request) {
        Map<String, String> values = new LinkedHashMap<>();
        request.getParameterMap().forEach((name, given) -> {
            if (!isReserved(name)) {
                if (given.length > 1) {
                    throw QueryProblems.several(name, given.length);
                }
                values.put(name, given[0]);
            }
        });
        return values;
    }

    /** What the address may say beyond the parameters of a query: language, and what the endpoint understands. */
    private static boolean isReserved(String name) {
        return name.equals(ReaderLanguages.PARAMETER)
                || name.equals("timeout")
                || Answers.FORMAT_PARAMETERS.contains(name);
    }

    private Bound bind(Example example, String file, Map<String, String> values) {
        Binding binding = example.bind(values);
        if (binding instanceof Bound bound) {
            return bound;
        }
        throw QueryProblems.unsuitable(example, (Binding.Refused) binding, Questions.PATH + "/" + file, values, iris);
    }

    /** A browser saves it under a name; said only when there is an answer, since a problem is not to be saved. */
    private static HttpServletResponse savedAs(String name, HttpServletResponse response) {
        return new HttpServletResponseWrapper(response) {
            @Override
            public ServletOutputStream getOutputStream() throws IOException {
                setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"");
                return super.getOutputStream();
            }
        };
    }
}
