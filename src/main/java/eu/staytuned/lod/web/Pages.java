package eu.staytuned.lod.web;

import eu.staytuned.lod.rdf.GraphDocument;
import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.rdf.Labels;
import eu.staytuned.lod.store.Shelf;
import eu.staytuned.lod.web.DocumentLinks.Link;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.apache.jena.graph.Graph;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/** Writes documents as pages for people. */
@Component
class Pages {

    private final ITemplateEngine templates;
    private final IriSpace iris;

    Pages(ITemplateEngine templates, IriSpace iris) {
        this.templates = templates;
        this.iris = iris;
    }

    Page of(
            GraphDocument document,
            Graph graph,
            Shelf shelf,
            List<Link> links,
            List<String> languages,
            HttpServletRequest request) {
        Context context = new Context(Locale.ENGLISH);
        context.setVariable("site", Site.from(request.getRequestURI(), iris));
        context.setVariable(
                "title",
                Labels.of(graph, document.subject(), languages)
                        .map(l -> l.getLiteralLexicalForm())
                        .orElse("" + document.subject()));
        return new Page("en", templates.process("resource", context).getBytes(StandardCharsets.UTF_8));
    }
}
