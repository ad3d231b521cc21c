package eu.staytuned.lod.tables;

import java.util.Optional;
import org.apache.jena.graph.Node;

/**
 * Something in the description or the rows of a table that an editor has to mend.
 *
 * @param resource the table, the column, or what a row is about
 * @param property of the resource, where the fault is in one
 * @param value of the property that is at fault
 * @param isAdvice whether a release may go out with it
 * @param message what is wrong and what to do
 */
public record TableFault(
        Node resource, Optional<Node> property, Optional<Node> value, boolean isAdvice, String message) {

    static TableFault of(Node resource, Node property, String message) {
        return new TableFault(resource, Optional.of(property), Optional.empty(), false, message);
    }
}
