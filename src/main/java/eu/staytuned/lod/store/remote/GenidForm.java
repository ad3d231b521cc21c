package eu.staytuned.lod.store.remote;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.Quad;

/**
 * How blank nodes stand in a store elsewhere: as IRIs of their own (RDF 1.1 Concepts §3.5). A store gives a blank node
 * another label in each answer, and nobody could ask for what is said about it.
 */
final class GenidForm {

    private static final Node TRUE = NodeFactory.createLiteralDT("true", XSDDatatype.XSDboolean);
    private static final Node FALSE = NodeFactory.createLiteralDT("false", XSDDatatype.XSDboolean);

    private final String prefix;

    /** @param base of the IRIs that are ours; ends in a slash */
    GenidForm(String base) {
        this.prefix = base + ".well-known/genid/";
    }

    /** How the IRIs begin that stand for blank nodes. */
    String prefix() {
        return prefix;
    }

    /** A node as the store has it. */
    Node outwards(Node node) {
        if (!node.isBlank()) {
            return node;
        }
        String label = node.getBlankNodeLabel();
        return NodeFactory.createURI(prefix
                + (label.matches("[A-Za-z0-9]+")
                        ? "n" + label
                        : "x" + HexFormat.of().formatHex(label.getBytes(StandardCharsets.UTF_8))));
    }

    /** A node as we have it. Some stores know only that a truth is 1 or 0, which is written as true or false here. */
    Node inwards(Node node) {
        if (node.isLiteral() && XSDDatatype.XSDboolean.getURI().equals(node.getLiteralDatatypeURI())) {
            return switch (node.getLiteralLexicalForm()) {
                case "1" -> TRUE;
                case "0" -> FALSE;
                default -> node;
            };
        }
        if (!node.isURI() || !node.getURI().startsWith(prefix)) {
            return node;
        }
        String label = node.getURI().substring(prefix.length());
        if (label.startsWith("n")) {
            return NodeFactory.createBlankNode(label.substring(1));
        }
        try {
            return NodeFactory.createBlankNode(
                    new String(HexFormat.of().parseHex(label.replaceFirst("^x", "")), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notOurs) {
            return node;
        }
    }

    Triple outwards(Quad quad) {
        return Triple.create(outwards(quad.getSubject()), quad.getPredicate(), outwards(quad.getObject()));
    }
}
