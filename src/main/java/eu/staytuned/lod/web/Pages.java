package eu.staytuned.lod.web;

import eu.staytuned.lod.rdf.GraphDocument;
import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.store.Edition;
import eu.staytuned.lod.store.Shelf;
import eu.staytuned.lod.template.Templates;
import eu.staytuned.lod.web.DocumentLinks.Link;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.graph.Graph;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes documents and problems as pages for people. */
@Component
class Pages {

    private final Templates templates;
    private final MessageSource messages;
    private final InterfaceLanguages interfaceLanguages;
    private final DocumentLinks addresses;
    private final IriSpace iris;
    private final Software software;
    private final List<Portrait> portraits;
    private final ProblemHelp help;
    private final Questions questions;
    private final JsonMapper json;
    private volatile @Nullable ShapesOfEdition shapes;

    Pages(
            Templates templates,
            MessageSource messages,
            InterfaceLanguages interfaceLanguages,
            DocumentLinks addresses,
            IriSpace iris,
            Software software,
            List<Portrait> portraits,
            ProblemHelp help,
            Questions questions,
            JsonMapper json) {
        this.templates = templates;
        this.messages = messages;
        this.interfaceLanguages = interfaceLanguages;
        this.addresses = addresses;
        this.iris = iris;
        this.software = software;
        this.portraits = portraits;
        this.help = help;
        this.questions = questions;
        this.json = json;
    }

    /** The page of a document; to be called within a transaction on the release it belongs to. */
    Page of(
            GraphDocument document,
            Graph graph,
            Shelf shelf,
            List<Link> links,
            List<String> languages,
            HttpServletRequest request) {
        Locale locale = interfaceLanguages.of(languages);
        // Whatever else stands in the address does not make another page of a document.
        Site site = site(request, Leaf.of(document).parameters(), languages);
        Reading reading = reading(shelf, languages, site);
        ResourcePage page = new ResourcePages(document, graph, reading, shapes(shelf), addresses).page();
        Optional<Portrait> portrait = document.page() == 1 && document.subject().isURI()
                ? portraits.stream()
                        .filter(one -> one.suits(document.subject(), reading))
                        .findFirst()
                : Optional.empty();
        Map<String, Object> context = new HashMap<>();
        context.put("site", site);
        context.put("links", links);
        context.put("page", page);
        if (document.release().isPresent()) {
            context.put("unlisted", true);
        }
        context.put("heading", page.title().text());
        context.put("description", PageDescription.of(page, reading));
        context.put("questions", questions.about(document.subject(), reading));
        portrait.ifPresent(one -> context.putAll(one.content(document.subject(), reading)));
        context.put(
                "structured",
                StructuredData.of(
                        document.subject(),
                        graph,
                        page,
                        reading,
                        addresses.negotiated(document.path(), document.page()),
                        String.valueOf(context.get("description")),
                        json));
        return write(portrait.map(Portrait::template).orElse("resource"), locale, context);
    }

    /** A page that no document stands behind; to be called within a transaction. */
    Page of(DesignedPage page, Shelf shelf, List<String> languages, HttpServletRequest request) {
        Site site = site(request, languages);
        Map<String, Object> context = new HashMap<>();
        context.put("site", site);
        Reading reading = reading(shelf, languages, site);
        context.put("heading", reading.message("site.name"));
        context.put("description", reading.message("home.intro"));
        context.putAll(page.content().apply(reading));
        context.put(
                "structured",
                StructuredData.ofTool(
                        String.valueOf(context.get("heading")),
                        String.valueOf(context.get("description")),
                        reading,
                        json));
        Page written = write(page.template(), site.locale(), context);
        return context.get(Leafing.LEAVES) instanceof ResourcePage.Paging leaves
                ? new Page(written.language(), written.content(), Leafing.links(leaves, site))
                : written;
    }

    /** A file that no document stands behind; to be called within a transaction. */
    Page of(DesignedFile file, Shelf shelf, List<String> languages, HttpServletRequest request) {
        Site site = site(request, languages);
        return new Page(
                site.locale().toLanguageTag(), file.content().apply(reading(shelf, languages, site)), List.of());
    }

    /** The release as the one who asks reads it; within a transaction. */
    Reading reading(Shelf shelf, List<String> languages, HttpServletRequest request) {
        return reading(shelf, languages, site(request, languages));
    }

    private Reading reading(Shelf shelf, List<String> languages, Site site) {
        return new Reading(
                shelf,
                new PageTexts(new RememberedGraph(shelf.data().getDefaultGraph()), languages, site.locale()),
                site,
                messages);
    }

    /** The page of a problem. */
    Page of(ProblemDetail problem, List<String> languages, HttpServletRequest request, String path) {
        Locale locale = interfaceLanguages.of(languages);
        Map<String, Object> context = new HashMap<>();
        Site site = Site.from(
                path,
                "",
                interfaceLanguages.chosen(ReaderLanguages.chosen(request)),
                iris,
                software.fingerprint(),
                locale,
                interfaceLanguages.all());
        context.put("site", site);
        String key = "problem." + problem.getStatus();
        context.put("problem", problem);
        context.put("more", problem.getProperties() == null ? Map.of() : problem.getProperties());
        context.put("ways", help.on(problem, path, languages, site));
        context.put("key", messages.getMessage(key + ".text", null, "", locale).isEmpty() ? "problem.other" : key);
        context.put("unlisted", true);
        return write("problem", locale, context);
    }

    /** The site as seen from the page that was asked for. */
    Site site(HttpServletRequest request, List<String> languages) {
        return site(request, Optional.ofNullable(request.getQueryString()).orElse(""), languages);
    }

    private Site site(HttpServletRequest request, String query, List<String> languages) {
        return Site.from(
                request.getRequestURI().substring(request.getContextPath().length()),
                query,
                interfaceLanguages.chosen(ReaderLanguages.chosen(request)),
                iris,
                software.fingerprint(),
                interfaceLanguages.of(languages),
                interfaceLanguages.all());
    }

    private Page write(String template, Locale locale, Map<String, Object> content) {
        return new Page(locale.toLanguageTag(), templates.write(template, locale, content), List.of());
    }

    private PropertyOrder shapes(Shelf shelf) {
        ShapesOfEdition known = shapes;
        if (known == null || !known.edition().equals(shelf.edition())) {
            known = new ShapesOfEdition(shelf.edition(), PropertyOrder.of(shelf));
            shapes = known;
        }
        return known.order();
    }

    private record ShapesOfEdition(Edition edition, PropertyOrder order) {}
}
