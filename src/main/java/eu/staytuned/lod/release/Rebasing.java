package eu.staytuned.lod.release;

import eu.staytuned.lod.rdf.IriSpace;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.jena.datatypes.TypeMapper;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.shacl.vocabulary.SHACL;

/**
 * Moves what was written under the canonical base to the base of this instance.
 *
 * <p>Texts stay as they are, with two exceptions that are IRIs in all but form: the text of a SPARQL query kept in the
 * data, and literals of properties that are there to hold a namespace.
 */
final class Rebasing {

    private static final int REMEMBERED = 20_000;
    private static final Set<String> IRIS_IN_TEXT = Set.of(
            SHACL.select.getURI(),
            SHACL.ask.getURI(),
            SHACL.construct.getURI(),
            SHACL.NS + "describe",
            SHACL.namespace.getURI(),
            "http://www.w3.org/ns/csvw#aboutUrl",
            "http://www.w3.org/ns/csvw#propertyUrl",
            "http://purl.org/vocab/vann/preferredNamespaceUri",
            "http://rdfs.org/ns/void#uriSpace");

    private final IriSpace iris;
    private final Map<Node, Node> moved = new LinkedHashMap<>(256, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Node, Node> eldest) {
            return size() > REMEMBERED;
        }
    };

    Rebasing(IriSpace iris) {
        this.iris = iris;
    }

    Triple triple(Triple triple) {
        if (iris.isCanonical()) {
            return triple;
        }
        Node predicate = triple.getPredicate();
        return Triple.create(node(triple.getSubject()), node(predicate), object(predicate, triple.getObject()));
    }

    Node node(Node node) {
        if (node.isURI()) {
            String iri = node.getURI();
            if (!iri.startsWith(IriSpace.CANONICAL_BASE) || iris.isCanonical()) {
                return node;
            }
            return moved.computeIfAbsent(node, old -> NodeFactory.createURI(iris.rebase(old.getURI())));
        }
        if (node.isLiteral() && node.getLiteralDatatypeURI().startsWith(IriSpace.CANONICAL_BASE)) {
            String datatype = iris.rebase(node.getLiteralDatatypeURI());
            return NodeFactory.createLiteralDT(
                    node.getLiteralLexicalForm(), TypeMapper.getInstance().getSafeTypeByName(datatype));
        }
        return node;
    }

    /** A SPARQL query, or another text that is made of IRIs. */
    String text(String text) {
        return text.replace(IriSpace.CANONICAL_BASE, iris.base());
    }

    private Node object(Node predicate, Node object) {
        if (!object.isLiteral()) {
            return node(object);
        }
        String property = predicate.getURI();
        String text = object.getLiteralLexicalForm();
        if (IRIS_IN_TEXT.contains(property)) {
            return withText(object, text(text));
        }
        if (property.equals(SHACL.pattern.getURI())) {
            String regex = iris.base().replace(".", "\\.");
            return withText(object, text(text.replace(IriSpace.CANONICAL_BASE.replace(".", "\\."), regex)));
        }
        return node(object);
    }

    private static Node withText(Node literal, String text) {
        if (text.equals(literal.getLiteralLexicalForm())) {
            return literal;
        }
        return literal.getLiteralLanguage().isEmpty()
                ? NodeFactory.createLiteralDT(text, literal.getLiteralDatatype())
                : NodeFactory.createLiteralLang(text, literal.getLiteralLanguage());
    }
}
