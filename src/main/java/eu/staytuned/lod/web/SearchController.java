package eu.staytuned.lod.web;

import eu.staytuned.lod.rdf.Labels;
import eu.staytuned.lod.search.Findings;
import eu.staytuned.lod.search.Hit;
import eu.staytuned.lod.search.Match;
import eu.staytuned.lod.search.Match.Closeness;
import eu.staytuned.lod.search.Match.Part;
import eu.staytuned.lod.search.Question;
import eu.staytuned.lod.search.Search;
import eu.staytuned.lod.store.AnyRelease;
import eu.staytuned.lod.web.ResourcePage.Paging;
import eu.staytuned.lod.web.SearchPage.KindLink;
import eu.staytuned.lod.web.SearchPage.Result;
import eu.staytuned.lod.web.SearchPage.Snippet;
import eu.staytuned.lod.web.SearchPage.Why;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.json.JsonMapper;

/** Search: results as a page, suggestions while one types, and what a browser needs to search here by itself. */
@Controller
class SearchController {

    static final String QUERY = "q";
    static final String KIND = "kind";
    static final String PAGE = "page";

    private static final String PATH = "search";
    private static final String SUGGESTIONS = "search/suggestions";
    private static final String ONTOLOGY = "ontology#";
    private static final int RESULTS = 20;
    private static final int SUGGESTED = 8;
    private static final int DESCRIBED = 200;

    private final Search search;
    private final JsonMapper json;

    SearchController(Search search, JsonMapper json) {
        this.search = search;
        this.json = json;
    }

    @AnyRelease
    @GetMapping("/" + PATH)
    DesignedPage results(HttpServletRequest request) {
        String query = shown(request.getParameter(QUERY));
        String kind = shown(request.getParameter(KIND));
        int page = number(request.getParameter(PAGE));
        return new DesignedPage("search", reading -> {
            SearchPage results = results(query, kind, page, reading);
            return Leafing.with(
                    results.paging(),
                    Map.of(
                            "page",
                            results,
                            "searched",
                            query,
                            "heading",
                            query.isEmpty()
                                    ? reading.message("search.title")
                                    : reading.message("search.results.title", query)));
        });
    }

    /**
     * OpenSearch suggestions: what was typed, then names that begin so, then what each is, then its address.
     */
    @GetMapping("/" + SUGGESTIONS)
    DesignedFile suggestions(HttpServletRequest request) {
        String query = shown(request.getParameter(QUERY));
        return new DesignedFile(
                new MediaType("application", "x-suggestions+json", StandardCharsets.UTF_8),
                Optional.empty(),
                reading -> suggestions(query, reading));
    }

    @GetMapping("/opensearch.xml")
    DesignedFile description() {
        return new DesignedFile(
                new MediaType("application", "opensearchdescription+xml", StandardCharsets.UTF_8),
                Optional.empty(),
                reading -> description(reading).getBytes(StandardCharsets.UTF_8));
    }

    private SearchPage results(String query, String kind, int page, Reading reading) {
        Parameters asked = Parameters.NONE.with(QUERY, query);
        Question question = Question.of(query, reading.texts().languages())
                .among(kind.isEmpty() ? Set.of() : Set.of(kindOf(kind, reading)));
        Findings findings = search.find(question.from((page - 1) * RESULTS, RESULTS), reading.edition());
        int pages = Math.max(1, (findings.reachable() + RESULTS - 1) / RESULTS);
        int shown = Math.min(page, pages);
        if (shown < page) {
            findings = search.find(question.from((shown - 1) * RESULTS, RESULTS), reading.edition());
        }
        List<KindLink> kinds = findings.kinds().entrySet().stream()
                .map(count -> {
                    String name = nameOf(count.getKey(), reading);
                    return new KindLink(
                            PageTexts.capitalised(reading.name(count.getKey())),
                            count.getValue(),
                            reading.site().link(asked.with(KIND, name).of(PATH)),
                            name.equals(kind));
                })
                .toList();
        return new SearchPage(
                query,
                findings.total(),
                findings.near(),
                kinds,
                kind,
                reading.site().link(asked.of(PATH)),
                findings.kinds().values().stream().mapToInt(Integer::intValue).sum(),
                findings.hits().stream().map(hit -> result(hit, reading)).toList(),
                paging(shown, pages, asked.with(KIND, kind), reading),
                (shown - 1) * RESULTS + 1);
    }

    private static Optional<Paging> paging(int page, int pages, Parameters asked, Reading reading) {
        return pages == 1 ? Optional.empty() : Optional.of(Leafing.of(page, pages, asked, PATH, reading));
    }

    private static Result result(Hit hit, Reading reading) {
        Match match = hit.why();
        var link = reading.link(hit.node());
        boolean isTitle = match.text().equals(link.text().text());
        boolean isText = match.closeness() == Closeness.TEXT;
        Optional<Snippet> description = isText
                ? Optional.of(new Snippet(match.parts(), tag(match.language(), reading)))
                : reading.description(hit.node())
                        .map(text -> new Snippet(
                                List.of(new Part(Labels.shortened(text.text(), DESCRIBED), false)), text.language()));
        return new Result(
                link,
                isTitle ? match.parts() : List.of(new Part(link.text().text(), false)),
                reading.link(hit.kind()),
                isTitle || isText ? Optional.empty() : Optional.of(why(match, reading)),
                description);
    }

    private static Why why(Match match, Reading reading) {
        boolean isLike = match.closeness() == Closeness.FUZZY;
        boolean isCode = !isLike && match.language().isEmpty() && !Labels.PROPERTIES.contains(match.property());
        return new Why(
                isLike
                        ? reading.message("search.why.like")
                        : isCode
                                ? PageTexts.capitalised(reading.name(match.property()))
                                        .text()
                                : reading.message("search.why.name"),
                match.parts(),
                match.language().isEmpty()
                        ? ""
                        : Locale.forLanguageTag(match.language()).getDisplayName(reading.locale()),
                tag(match.language(), reading));
    }

    private static String tag(String language, Reading reading) {
        return language.equalsIgnoreCase(reading.locale().toLanguageTag()) ? "" : language;
    }

    private byte[] suggestions(String query, Reading reading) {
        List<String> names = new ArrayList<>();
        List<String> kinds = new ArrayList<>();
        List<String> addresses = new ArrayList<>();
        Question question = Question.of(query, reading.texts().languages()).byName();
        for (Hit hit :
                search.find(question.from(0, SUGGESTED), reading.edition()).hits()) {
            String name = reading.name(hit.node()).text();
            String kind = PageTexts.capitalised(reading.name(hit.kind())).text();
            boolean isName = hit.why().text().equals(name);
            names.add(hit.why().text());
            kinds.add(isName ? kind : name + " · " + kind);
            addresses.add(hit.node().getURI());
        }
        return json.writeValueAsBytes(List.of(query, names, kinds, addresses));
    }

    private static String description(Reading reading) {
        String base = reading.iris().base();
        String language = reading.site().chosen().isEmpty()
                ? ""
                : "&" + ReaderLanguages.PARAMETER + "=" + reading.site().chosen();
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
                    <ShortName>%s</ShortName>
                    <Description>%s</Description>
                    <Image height="32" width="32" type="image/svg+xml">%sfavicon.svg</Image>
                    <Url type="text/html" template="%s"/>
                    <Url type="application/x-suggestions+json" template="%s"/>
                    <Url type="application/opensearchdescription+xml" rel="self" template="%sopensearch.xml"/>
                    <Language>*</Language>
                    <InputEncoding>UTF-8</InputEncoding>
                    <OutputEncoding>UTF-8</OutputEncoding>
                </OpenSearchDescription>
                """
                .formatted(
                        escaped(shortName(reading.message("site.name"))),
                        escaped(reading.message("search.description")),
                        escaped(base),
                        escaped(base + PATH + "?" + QUERY + "={searchTerms}" + language),
                        escaped(base + SUGGESTIONS + "?" + QUERY + "={searchTerms}" + language),
                        escaped(base));
    }

    /** OpenSearch 1.1: sixteen letters at most. */
    private static String shortName(String name) {
        int space = name.lastIndexOf(' ', 16);
        return name.length() <= 16 ? name : name.substring(0, space > 0 ? space : 16);
    }

    private static String escaped(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }

    /** A kind in an address: the local name of one of ours, a prefixed name, or an IRI. */
    private static String nameOf(Node kind, Reading reading) {
        String terms = reading.iris().resolve(ONTOLOGY);
        if (kind.getURI().startsWith(terms)) {
            return kind.getURI().substring(terms.length());
        }
        String prefixed = reading.shelf().data().prefixes().abbreviate(kind.getURI());
        return prefixed == null ? kind.getURI() : prefixed;
    }

    private static Node kindOf(String name, Reading reading) {
        int colon = name.indexOf(':');
        if (colon < 0) {
            return reading.term(name);
        }
        String namespace = reading.shelf().data().prefixes().get(name.substring(0, colon));
        return NodeFactory.createURI(namespace == null ? name : namespace + name.substring(colon + 1));
    }

    /** What was typed, as far as it can be seen and read. */
    static String shown(@Nullable String typed) {
        if (typed == null) {
            return "";
        }
        StringBuilder letters = new StringBuilder();
        typed.codePoints()
                .limit(Question.LONGEST)
                .filter(letter -> switch (Character.getType(letter)) {
                    case Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED -> false;
                    default -> true;
                })
                .map(letter -> Character.isISOControl(letter) ? ' ' : letter)
                .forEach(letters::appendCodePoint);
        return letters.toString().strip();
    }

    /** A page number; the first where it is none. */
    static int number(@Nullable String page) {
        return page != null && page.matches("[1-9][0-9]{0,4}") ? Integer.parseInt(page) : 1;
    }
}
