package eu.staytuned.lod.sparql;

import eu.staytuned.lod.explain.Explainer;
import eu.staytuned.lod.explain.Explanation;
import eu.staytuned.lod.explain.Explanation.Finding;
import eu.staytuned.lod.explain.Explanation.PatternMatches;
import eu.staytuned.lod.explain.Explanation.Phrase;
import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.store.Edition;
import eu.staytuned.lod.store.QueryMemory;
import eu.staytuned.lod.store.Store;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.apache.jena.sparql.core.DatasetDescription;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.util.Context;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Why a query finds nothing, for programs and for the editor: {@code explain=empty} beside the query. Within the same
 * limits as the query itself, and in the reader's language.
 */
@Component
class EmptyAnswers {

    private static final String PARAMETER = "explain";
    private static final String WORD = "empty";

    /** In each language's texts, its own tag. */
    private static final String LANGUAGE_KEY = "explain.language";

    /** A longer query is not repeated in a header. */
    private static final int LONGEST_LINK = 4 * 1024;

    private final Store store;
    private final Explainer explainer;
    private final Answers answers;
    private final QueryPlaces places;
    private final QueryClock clock;
    private final SparqlSettings settings;
    private final MessageSource messages;
    private final JsonMapper json;

    EmptyAnswers(
            Store store,
            Explainer explainer,
            Answers answers,
            QueryPlaces places,
            QueryClock clock,
            SparqlSettings settings,
            MessageSource messages,
            JsonMapper json) {
        this.store = store;
        this.explainer = explainer;
        this.answers = answers;
        this.places = places;
        this.clock = clock;
        this.settings = settings;
        this.messages = messages;
        this.json = json;
    }

    /** An explanation as it is sent; its patterns just as they were counted. */
    private record Document(
            boolean rows,
            int release,
            String summary,
            List<PatternMatches> patterns,
            List<FindingLine> findings,
            boolean complete) {}

    private record FindingLine(
            String kind,
            String message,
            String pattern,
            int line,
            int column,
            String replace,
            String by,
            String query,
            long rows,
            boolean sure) {}

    private record Explained(Explanation explanation, Edition edition) {}

    /**
     * Whether a request wants an explanation instead of the answer.
     *
     * @throws SparqlProblem where it wants one of something else
     */
    static boolean isAskedFor(HttpServletRequest request) {
        String what = request.getParameter(PARAMETER);
        if (what == null || what.isEmpty()) {
            return false;
        }
        if (!what.equals(WORD)) {
            throw SparqlProblem.badRequest("There is one explanation: " + PARAMETER + "=" + WORD + ".");
        }
        return true;
    }

    /** Says beside an answer without rows where its explanation is. */
    static void link(SparqlRequest query, IriSpace iris, HttpServletResponse response) {
        StringBuilder address = new StringBuilder(iris.resolve("sparql?query=")).append(encoded(query.text()));
        query.dataset().ifPresent(graphs -> append(graphs, address));
        address.append("&" + PARAMETER + "=" + WORD);
        if (address.length() <= LONGEST_LINK) {
            response.addHeader(HttpHeaders.LINK, "<" + address + ">; rel=\"help\"; type=\"application/json\"");
        }
    }

    private static void append(DatasetDescription graphs, StringBuilder address) {
        graphs.getDefaultGraphURIs()
                .forEach(graph -> address.append("&default-graph-uri=").append(encoded(graph)));
        graphs.getNamedGraphURIs()
                .forEach(graph -> address.append("&named-graph-uri=").append(encoded(graph)));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /**
     * Sends the explanation of a query.
     *
     * @throws SparqlProblem where the query cannot be evaluated at all, or there is no place for it
     */
    void explain(SparqlRequest query, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Explained explained = places.taking(client -> store.read(shelf -> {
            Context context = answers.context(shelf.data());
            OfferedFunctions.set(context);
            QueryMemory.limit(context, settings.queryMemory().toBytes());
            StoppableTexts.in(context);
            DatasetGraph data = query.dataset()
                    .map(wanted -> QueryEvaluation.selection(wanted, shelf.data()))
                    .orElse(shelf.data());
            try (QueryClock.Running time = clock.start(context, QueryEvaluation.shortest(query, context), client)) {
                return new Explained(
                        explainer.explain(query.query(), query.text(), shelf, data, context), shelf.edition());
            }
        }));
        Locale language = language(request);
        byte[] body = json.writeValueAsBytes(document(explained, language));
        answers.describeVersion(null, explained.edition(), response);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setHeader(HttpHeaders.CONTENT_LANGUAGE, language.toLanguageTag());
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private Document document(Explained explained, Locale language) {
        Explanation explanation = explained.explanation();
        return new Document(
                explanation.rows(),
                explained.edition().number(),
                sentence(explanation.summary(), language),
                explanation.patterns(),
                explanation.findings().stream()
                        .map(finding -> line(finding, language))
                        .toList(),
                explanation.whole());
    }

    private FindingLine line(Finding finding, Locale language) {
        return new FindingLine(
                finding.kind().key(),
                sentence(finding.sentence(), language),
                finding.pattern(),
                finding.line(),
                finding.column(),
                finding.replace(),
                finding.by(),
                finding.query(),
                finding.rows(),
                finding.isSure());
    }

    private String sentence(Phrase phrase, Locale language) {
        return messages.getMessage("explain." + phrase.key(), phrase.arguments().toArray(), phrase.key(), language);
    }

    /** The first of the reader's languages that the texts are in; else English. */
    private Locale language(HttpServletRequest request) {
        List<Locale> wanted = new ArrayList<>();
        String chosen = request.getParameter("lang");
        if (chosen != null) {
            wanted.add(Locale.forLanguageTag(chosen));
        }
        if (request.getHeader(HttpHeaders.ACCEPT_LANGUAGE) != null) {
            wanted.addAll(Collections.list(request.getLocales()));
        }
        return wanted.stream()
                .map(locale -> Locale.forLanguageTag(locale.getLanguage()))
                .filter(locale -> !locale.getLanguage().isEmpty()
                        && locale.getLanguage().equals(messages.getMessage(LANGUAGE_KEY, null, "", locale)))
                .findFirst()
                .orElse(Locale.ENGLISH);
    }
}
