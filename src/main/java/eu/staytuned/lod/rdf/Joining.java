package eu.staytuned.lod.rdf;

import java.util.List;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/** How a resource says what it is in the words of others, or where else it is described. */
public final class Joining {

    private static final String OWL = "http://www.w3.org/2002/07/owl#";
    private static final String RDFS = "http://www.w3.org/2000/01/rdf-schema#";
    private static final String SKOS = "http://www.w3.org/2004/02/skos/core#";

    /** The properties that join what is ours to what is others', those that say the most first. */
    public static final List<Node> PROPERTIES = List.of(
            term(OWL + "sameAs"),
            term(OWL + "equivalentClass"),
            term(OWL + "equivalentProperty"),
            term(SKOS + "exactMatch"),
            term(SKOS + "closeMatch"),
            term(SKOS + "broadMatch"),
            term(SKOS + "narrowMatch"),
            term(SKOS + "relatedMatch"),
            term(RDFS + "subClassOf"),
            term(RDFS + "subPropertyOf"),
            term(RDFS + "seeAlso"));

    private Joining() {}

    private static Node term(String iri) {
        return NodeFactory.createURI(iri);
    }
}
