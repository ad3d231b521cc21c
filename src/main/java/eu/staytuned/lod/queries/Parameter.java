package eu.staytuned.lod.queries;

import java.util.Optional;
import org.apache.jena.datatypes.RDFDatatype;
import org.apache.jena.datatypes.TypeMapper;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/**
 * What can be chosen in a query: a variable that a value takes the place of.
 *
 * @param iri of the parameter; several queries may have it
 * @param name of the variable
 * @param datatype of its values, where they are literals
 * @param type the class of its values, where they are things
 * @param defaultValue where no value is given
 * @param optional whether it may be left open
 * @param allowed its values in this release; empty where any of the datatype will do
 */
public record Parameter(
        Node iri,
        String name,
        Optional<Node> datatype,
        Optional<Node> type,
        Optional<Node> defaultValue,
        boolean optional,
        Optional<AllowedValues> allowed) {

    private static final int LONGEST = 1_000;

    /** The value that a reader means by a text: a whole IRI, its last part, a notation, a literal. */
    public Optional<Node> value(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        if (allowed.isPresent()) {
            return allowed.get().find(text);
        }
        // A thing that no list has is not one of this release.
        return datatype.flatMap(type -> literal(text, type));
    }

    /** The text by which a value is named in an address. */
    public String nameOf(Node value) {
        return allowed.map(values -> values.nameOf(value)).orElseGet(() -> AllowedValues.plain(value));
    }

    private static Optional<Node> literal(String text, Node type) {
        RDFDatatype datatype = TypeMapper.getInstance().getSafeTypeByName(type.getURI());
        if (datatype.equals(XSDDatatype.XSDstring)) {
            return Optional.of(NodeFactory.createLiteralString(text));
        }
        String lexical = text.strip();
        return datatype.isValid(lexical)
                ? Optional.of(NodeFactory.createLiteralDT(lexical, datatype))
                : Optional.empty();
    }
}
