package eu.staytuned.lod.resource;

import java.util.Comparator;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;

/** The order in which a document says things: the same each time it is written. */
final class NodeOrder {

    /** IRIs before blank nodes before literals; literals by language, then by text. */
    static final Comparator<Node> NODES = NodeOrder::compare;

    static final Comparator<Triple> TRIPLES = Comparator.comparing(Triple::getSubject, NODES)
            .thenComparing(Triple::getPredicate, NODES)
            .thenComparing(Triple::getObject, NODES);

    private NodeOrder() {}

    private static int compare(Node one, Node other) {
        if (one == other) {
            return 0;
        }
        int byKind = kind(one) - kind(other);
        if (byKind != 0) {
            return byKind;
        }
        if (one.isURI()) {
            return one.getURI().compareTo(other.getURI());
        }
        if (one.isLiteral()) {
            int byLanguage = one.getLiteralLanguage().compareTo(other.getLiteralLanguage());
            int byText =
                    byLanguage != 0 ? byLanguage : one.getLiteralLexicalForm().compareTo(other.getLiteralLexicalForm());
            return byText != 0 ? byText : one.getLiteralDatatypeURI().compareTo(other.getLiteralDatatypeURI());
        }
        return one.toString().compareTo(other.toString());
    }

    private static int kind(Node node) {
        return node.isURI() ? 0 : node.isBlank() ? 1 : node.isLiteral() ? 2 : 3;
    }
}
