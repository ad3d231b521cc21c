package eu.staytuned.lod.rdf;

import java.util.Optional;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/**
 * The IRIs that are ours. Sources are written under {@link #CANONICAL_BASE}; this instance publishes under {@link #base()}.
 *
 * <p>The base comes from configuration and never from the {@code Host} header, so that one resource has one name
 * whoever asks.
 */
public final class IriSpace {

    /** The base that every file under {@code ontology/} and {@code rdf-data/} is written with. */
    public static final String CANONICAL_BASE = "https://w3id.org/stay-tuned/";

    private final String base;

    /**
     * @param base absolute http or https IRI ending in {@code /}
     * @throws IllegalArgumentException where it is not
     */
    public IriSpace(String base) {
        if (!base.matches("https?://[^\\s/?#\"<>\\\\^`{|}]+/([^\\s?#\"<>\\\\^`{|}]*/)?")) {
            throw new IllegalArgumentException(
                    "publication.base-uri is '" + base + "': give an absolute http or https IRI that ends in '/', "
                            + "such as https://data.example.org/stay-tuned/");
        }
        this.base = base;
    }

    /** The base under which this instance publishes; ends in {@code /}. */
    public String base() {
        return base;
    }

    /** Whether an IRI is one of those we publish, and so must dereference. */
    public boolean contains(String iri) {
        return iri.startsWith(base);
    }

    /** The IRI of a path below the base; the path has no leading slash. */
    public String resolve(String path) {
        return base + path;
    }

    /** As {@link #resolve}, as a node. */
    public Node node(String path) {
        return NodeFactory.createURI(base + path);
    }

    /** The path below the base, without a leading slash and with the fragment, of an IRI of ours. */
    public Optional<String> pathOf(String iri) {
        return contains(iri) ? Optional.of(iri.substring(base.length())) : Optional.empty();
    }

    /** Moves an IRI written under the canonical base to ours; any other stays as it is. */
    public String rebase(String iri) {
        return iri.startsWith(CANONICAL_BASE) ? base + iri.substring(CANONICAL_BASE.length()) : iri;
    }

    /** Whether {@link #rebase} changes anything. */
    public boolean isCanonical() {
        return base.equals(CANONICAL_BASE);
    }

    @Override
    public String toString() {
        return base;
    }
}
