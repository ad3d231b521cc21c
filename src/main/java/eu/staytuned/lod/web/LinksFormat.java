package eu.staytuned.lod.web;

import eu.staytuned.lod.rdf.RdfSyntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.MediaType;

/**
 * A format in which links can be taken away.
 *
 * @param label the name people know it by
 * @param extension that its address ends in
 * @param aliases other names of the format in an address
 * @param contentType what we answer with
 * @param accepted the media types by which clients ask for it, the registered one first
 * @param syntax where it is one of RDF
 */
record LinksFormat(
        String label,
        String extension,
        List<String> aliases,
        MediaType contentType,
        List<MediaType> accepted,
        Optional<RdfSyntax> syntax) {

    static final LinksFormat CSV =
            of("CSV", "csv", List.of(), "text/csv;header=present;charset=utf-8", Optional.empty(), "text/csv");

    /** The extension is the one that SSSOM recommends; it has no media type of its own. */
    static final LinksFormat SSSOM = of(
            "SSSOM",
            "sssom.tsv",
            List.of("sssom", "tsv"),
            "text/tab-separated-values;charset=utf-8",
            Optional.empty(),
            "text/tab-separated-values",
            "text/tsv");

    static final LinksFormat LINKSET_JSON = of(
            "Linkset (JSON)",
            "linkset.json",
            List.of(),
            Linkset.JSON.toString(),
            Optional.empty(),
            Linkset.JSON.toString());

    static final LinksFormat LINKSET =
            of("Linkset", "linkset", List.of(), Linkset.TEXT.toString(), Optional.empty(), Linkset.TEXT.toString());

    /** All that there are, in order of preference. */
    static final List<LinksFormat> ALL = Stream.concat(
                    Stream.of(CSV, SSSOM),
                    Stream.concat(Stream.of(RdfSyntax.values()).map(LinksFormat::of), Stream.of(LINKSET_JSON, LINKSET)))
            .toList();

    private static LinksFormat of(RdfSyntax syntax) {
        Representation representation = Representation.ofExtension(syntax.extension());
        return new LinksFormat(
                syntax.label(),
                syntax.extension(),
                syntax == RdfSyntax.JSON_LD
                        ? List.of("json")
                        : syntax == RdfSyntax.RDF_XML ? List.of("xml") : List.of(),
                representation.contentType(),
                representation.accepted(),
                Optional.of(syntax));
    }

    private static LinksFormat of(
            String label,
            String extension,
            List<String> aliases,
            String contentType,
            Optional<RdfSyntax> syntax,
            String... types) {
        List<MediaType> accepted = new ArrayList<>();
        Stream.of(types).map(MediaType::parseMediaType).forEach(accepted::add);
        return new LinksFormat(
                label, extension, aliases, MediaType.parseMediaType(contentType), List.copyOf(accepted), syntax);
    }

    /** The media type without parameters. */
    String mediaType() {
        return accepted.get(0).toString();
    }

    /** The one that a name in an address, or a media type, stands for. */
    static Optional<LinksFormat> named(String name) {
        return ALL.stream()
                .filter(format -> format.extension().equals(name)
                        || format.aliases().contains(name)
                        || format.accepted().stream()
                                .anyMatch(type -> type.toString().equals(name)))
                .findFirst();
    }
}
