package eu.staytuned.lod.lookup;

import eu.staytuned.lod.lookup.Knowledge.Known;
import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.rdf.Labels;
import eu.staytuned.lod.rdf.Sha256;
import eu.staytuned.lod.store.Shelf;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.springframework.web.util.HtmlUtils;

/**
 * A thing at a glance, as clients show it in a frame beside a candidate: what it is, where, since when, which codes it has. It
 * runs nothing and fetches nothing, not even a style sheet.
 */
final class Preview {

    private static final String STYLE =
            """
            :root { color-scheme: light dark; }
            body { margin: 0; padding: .75rem 1rem; font: 15px/1.45 system-ui, sans-serif; overflow-wrap: anywhere;
              color: #1c2430; background: #fff; }
            h1 { margin: 0; font-size: 1.15rem; line-height: 1.25; }
            p { margin: .35rem 0; }
            dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .1rem .8rem; margin: .5rem 0; }
            dt, .kind { color: #55606f; }
            dd { margin: 0; }
            a { color: #00509d; }
            @media (prefers-color-scheme: dark) {
              body { color: #e8ecf1; background: #161b22; }
              dt, .kind { color: #a4b0be; }
              a { color: #8ec5ff; }
            }
            """;

    /** What a browser may do with it: show it, wherever a client wants it. */
    static final String CONTENT_SECURITY_POLICY = "default-src 'none'; style-src 'sha256-" + digest(STYLE)
            + "'; form-action 'none'; base-uri 'none'; frame-ancestors *";

    private static final int MOST_FACTS = 6;
    private static final int MOST_VALUES = 4;
    private static final int DESCRIBED = 200;

    private static final List<String> OURS = List.of("country", "region", "network", "city");
    private static final List<String> OTHERS = List.of("skos:inScheme", "skos:broader");

    private final Graph graph;
    private final Known known;
    private final IriSpace iris;
    private final List<String> languages;

    Preview(Shelf shelf, Known known, IriSpace iris, List<String> languages) {
        this.graph = shelf.data().getDefaultGraph();
        this.known = known;
        this.iris = iris;
        this.languages = languages;
    }

    /** As a page of its own. */
    String page(Node thing) {
        String language = Labels.of(graph, thing, languages)
                .map(Node::getLiteralLanguage)
                .filter(tag -> !tag.isEmpty())
                .orElse("en");
        return """
                <!DOCTYPE html>
                <html lang="%s">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width">
                <meta name="robots" content="noindex">
                <title>%s</title>
                <style>%s</style>
                </head>
                <body>
                <main>
                %s</main>
                </body>
                </html>
                """
                .formatted(
                        escaped(language),
                        escaped(Resolver.labelOf(graph, thing, languages)),
                        STYLE,
                        content(thing, "h1"));
    }

    /** As a piece of the client's own page. */
    String piece(Node thing) {
        return "<div>" + content(thing, "strong") + "</div>";
    }

    private String content(Node thing, String heading) {
        StringBuilder html = new StringBuilder();
        html.append('<')
                .append(heading)
                .append('>')
                .append(escaped(Resolver.labelOf(graph, thing, languages)))
                .append("</")
                .append(heading)
                .append(">\n");
        known.schema().kindOf(thing, graph).ifPresent(kind -> html.append("<p class=\"kind\">")
                .append(escaped(Resolver.labelOf(graph, kind.node(), languages)))
                .append("</p>\n"));
        // What tells namesakes apart comes first: a frame is small.
        String facts = facts(thing);
        if (!facts.isEmpty()) {
            html.append("<dl>\n").append(facts).append("</dl>\n");
        }
        Labels.best(graph, thing, Labels.DESCRIPTIONS, languages)
                .map(Node::getLiteralLexicalForm)
                .ifPresent(text -> html.append("<p>")
                        .append(escaped(Labels.shortened(text, DESCRIBED)))
                        .append("</p>\n"));
        return html.append("<p><a href=\"")
                .append(escaped(thing.getURI()))
                .append("\" target=\"_blank\" rel=\"noopener\">")
                .append(escaped(thing.getURI()))
                .append("</a></p>\n")
                .toString();
    }

    private String facts(Node thing) {
        StringBuilder facts = new StringBuilder();
        int told = 0;
        for (Node property : properties(thing)) {
            List<String> values = graph
                    .find(thing, property, Node.ANY)
                    .mapWith(Triple::getObject)
                    .filterDrop(Node::isBlank)
                    .toList()
                    .stream()
                    .map(value ->
                            value.isURI() ? Resolver.labelOf(graph, value, languages) : value.getLiteralLexicalForm())
                    .distinct()
                    .sorted()
                    .toList();
            if (!values.isEmpty() && told++ < MOST_FACTS) {
                facts.append("<dt>")
                        .append(escaped(Resolver.labelOf(graph, property, languages)))
                        .append("</dt><dd>")
                        .append(escaped(values.stream().limit(MOST_VALUES).collect(Collectors.joining(", "))))
                        .append(values.size() > MOST_VALUES ? ", …" : "")
                        .append("</dd>\n");
            }
        }
        return facts.toString();
    }

    private List<Node> properties(Node thing) {
        List<Node> properties = new java.util.ArrayList<>();
        OURS.forEach(name -> properties.add(iris.node("ontology#" + name)));
        OTHERS.forEach(name -> known.schema().property(name).ifPresent(properties::add));
        graph
                .find(thing, Node.ANY, Node.ANY)
                .filterKeep(triple -> triple.getObject().isLiteral() && isTold(triple))
                .mapWith(Triple::getPredicate)
                .toList()
                .stream()
                .distinct()
                .sorted(Comparator.comparing(Node::getURI))
                .forEach(properties::add);
        return properties;
    }

    private boolean isTold(Triple triple) {
        return triple.getObject().getLiteralDatatypeURI().matches(".*#(date|gYear|gYearMonth)")
                || known.links().isCode(triple, graph);
    }

    static String escaped(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }

    private static String digest(String style) {
        return Base64.getEncoder()
                .encodeToString(new Sha256().update(style).digest().digest());
    }

    /** The piece for what is no thing: a type or a property. */
    static String piece(String name, String description) {
        return "<div><strong>" + escaped(name) + "</strong><p>" + escaped(description) + "</p></div>";
    }
}
