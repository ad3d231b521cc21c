package eu.staytuned.lod.web;

import eu.staytuned.lod.rdf.RdfSyntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.MediaType;

/**
 * A form in which every document is published: the page, or one of the RDF syntaxes.
 *
 * @param label the name people know it by
 * @param extension the file name extension that its own URL ends in
 * @param contentType what we answer with
 * @param accepted the media types by which clients ask for it, the registered one first
 * @param syntax the RDF syntax; empty for the page
 */
record Representation(
        String label, String extension, MediaType contentType, List<MediaType> accepted, Optional<RdfSyntax> syntax) {

    /** For people. */
    static final Representation PAGE = new Representation(
            "HTML",
            "html",
            MediaType.parseMediaType("text/html;charset=utf-8"),
            List.of(MediaType.TEXT_HTML, MediaType.APPLICATION_XHTML_XML),
            Optional.empty());

    /** All that there are, in order of preference: who accepts several equally gets the first. */
    static final List<Representation> ALL = Stream.concat(
                    Stream.of(PAGE), Stream.of(RdfSyntax.values()).map(Representation::of))
            .toList();

    private static Representation of(RdfSyntax syntax) {
        List<MediaType> accepted = new ArrayList<>();
        accepted.add(MediaType.parseMediaType(syntax.mediaType()));
        syntax.aliases().forEach(alias -> accepted.add(MediaType.parseMediaType(alias)));
        // Only text/* has a default charset other than UTF-8 to argue with (RFC 6657).
        String charset = syntax.mediaType().startsWith("text/") ? ";charset=utf-8" : "";
        return new Representation(
                syntax.label(),
                syntax.extension(),
                MediaType.parseMediaType(syntax.mediaType() + charset),
                List.copyOf(accepted),
                Optional.of(syntax));
    }

    /** The representation that a URL with this extension names. */
    static Representation ofExtension(String extension) {
        return ALL.stream()
                .filter(representation -> representation.extension().equals(extension))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No representation has the extension " + extension));
    }

    /** The media type without parameters. */
    String mediaType() {
        return accepted.get(0).toString();
    }

    /**
     * How well it renders a document, from 0 to 1 (the source quality of RFC 2295 §5.3). A syntax of named graphs has the
     * statements of a release in graphs, where a client that reads a document into its default graph finds none of them:
     * who accepts other syntaxes nearly as gladly is better served with those. Comunica and its kin ask for N-Quads, and for
     * JSON-LD with 0.9.
     */
    double quality() {
        return syntax.filter(RdfSyntax::hasGraphs).isPresent() ? 0.85 : 1;
    }

    boolean isPage() {
        return syntax.isEmpty();
    }
}
