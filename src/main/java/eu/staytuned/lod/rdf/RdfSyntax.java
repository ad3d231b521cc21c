package eu.staytuned.lod.rdf;

import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Graph;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.RDFFormat;

/**
 * The RDF syntaxes we publish, in order of preference: where a client accepts several equally, it gets the first.
 *
 * <p>Adding a constant is all it takes to publish another syntax: negotiation, downloads and links follow.
 */
public enum RdfSyntax {
    TURTLE("Turtle", "ttl", "text/turtle", RDFFormat.TURTLE_PRETTY, "application/x-turtle", "text/n3", "text/rdf+n3"),
    JSON_LD("JSON-LD", "jsonld", "application/ld+json", RDFFormat.JSONLD11_PRETTY, "application/json"),
    RDF_XML("RDF/XML", "rdf", "application/rdf+xml", RDFFormat.RDFXML_PLAIN, "application/xml", "text/xml"),
    N_TRIPLES("N-Triples", "nt", "application/n-triples", RDFFormat.NTRIPLES_UTF8, "text/plain"),
    TRIG("TriG", "trig", "application/trig", RDFFormat.TRIG_PRETTY, "application/x-trig"),
    N_QUADS("N-Quads", "nq", "application/n-quads", RDFFormat.NQUADS_UTF8, "text/x-nquads");

    private final String label;
    private final String extension;
    private final String mediaType;
    private final RDFFormat format;
    private final List<String> aliases;

    RdfSyntax(String label, String extension, String mediaType, RDFFormat format, String... aliases) {
        this.label = label;
        this.extension = extension;
        this.mediaType = mediaType;
        this.format = format;
        this.aliases = List.of(aliases);
    }

    /** The name people know it by, such as {@code Turtle}. */
    public String label() {
        return label;
    }

    /** The file name extension, without the dot. */
    public String extension() {
        return extension;
    }

    /** The media type registered with IANA, without parameters; what we answer with. */
    public String mediaType() {
        return mediaType;
    }

    /** Further media types that clients ask by and mean this syntax. */
    public List<String> aliases() {
        return aliases;
    }

    /** How Jena writes it. */
    public RDFFormat format() {
        return format;
    }

    /** Writes a graph, pretty where the syntax can be. */
    public void write(Graph graph, OutputStream out) {
        if (this == TURTLE) {
            Turtle.write(graph, out);
        } else {
            RDFDataMgr.write(out, graph, format);
        }
    }

    /** How Jena reads it. */
    public Lang lang() {
        return format.getLang();
    }

    /** Whether it keeps named graphs apart; otherwise it holds one graph. */
    public boolean hasGraphs() {
        return this == TRIG || this == N_QUADS;
    }

    /** The syntax with this file name extension, given without the dot. */
    public static Optional<RdfSyntax> ofExtension(String extension) {
        for (RdfSyntax syntax : values()) {
            if (syntax.extension.equals(extension)) {
                return Optional.of(syntax);
            }
        }
        return Optional.empty();
    }
}
