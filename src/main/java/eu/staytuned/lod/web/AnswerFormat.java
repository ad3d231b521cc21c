package eu.staytuned.lod.web;

import eu.staytuned.lod.queries.Example.Form;
import eu.staytuned.lod.rdf.RdfSyntax;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.MediaType;

/**
 * A format that the answer to a question can be taken away in.
 *
 * @param label the name people know it by
 * @param extension the file name extension by which an address names it
 * @param aliases other extensions that name it
 * @param accepted the media types by which clients ask for it, the registered one first
 */
record AnswerFormat(String label, String extension, List<String> aliases, List<MediaType> accepted) {

    /** For rows, and for a yes or no. */
    private static final List<AnswerFormat> ROWS = List.of(
            of("CSV", "csv", List.of(), "text/csv"),
            of("TSV", "tsv", List.of(), "text/tab-separated-values", "text/tsv"),
            of("JSON", "json", List.of("srj"), "application/sparql-results+json", "application/json"),
            of("XML", "xml", List.of("srx"), "application/sparql-results+xml", "application/xml", "text/xml"));

    private static final List<AnswerFormat> GRAPH =
            Stream.of(RdfSyntax.values()).map(AnswerFormat::of).toList();

    /** The text of the query itself. */
    static final AnswerFormat TEXT = of("SPARQL", "rq", List.of("sparql"), "application/sparql-query");

    static List<AnswerFormat> of(Form form) {
        return form.isGraph() ? GRAPH : ROWS;
    }

    private static AnswerFormat of(RdfSyntax syntax) {
        List<String> types = new ArrayList<>(List.of(syntax.mediaType()));
        types.addAll(syntax.aliases());
        return of(
                syntax.label(),
                syntax.extension(),
                syntax == RdfSyntax.JSON_LD
                        ? List.of("json")
                        : syntax == RdfSyntax.RDF_XML ? List.of("xml") : List.of(),
                types.toArray(String[]::new));
    }

    private static AnswerFormat of(String label, String extension, List<String> aliases, String... types) {
        return new AnswerFormat(
                label,
                extension,
                aliases,
                Stream.of(types).map(MediaType::parseMediaType).toList());
    }

    String mediaType() {
        return accepted.get(0).toString();
    }

    boolean isCalled(String name) {
        return extension.equals(name) || aliases.contains(name);
    }
}
