package eu.staytuned.lod.release;

import eu.staytuned.lod.rdf.Sha256;
import eu.staytuned.lod.store.Edition;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/** What the publisher's own statements are made of. */
final class Nodes {

    private Nodes() {}

    static Node iri(String iri) {
        return NodeFactory.createURI(iri);
    }

    // named after what it is about, so that making the same release again makes the same node
    static Node blank(String about) {
        return NodeFactory.createBlankNode(
                Sha256.of(about.getBytes(StandardCharsets.UTF_8)).substring(0, 32));
    }

    static Node english(String text) {
        return NodeFactory.createLiteralLang(text, "en");
    }

    static Node number(long number) {
        return NodeFactory.createLiteralDT(Long.toString(number), XSDDatatype.XSDinteger);
    }

    /** When a release was accepted. */
    static Node time(Edition edition) {
        return time(edition.issued());
    }

    static Node time(Instant instant) {
        return NodeFactory.createLiteralDT(instant.toString(), XSDDatatype.XSDdateTime);
    }
}
