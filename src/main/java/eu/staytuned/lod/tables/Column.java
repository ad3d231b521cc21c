package eu.staytuned.lod.tables;

import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Node;

/**
 * A column of a table, as the data describe it (Metadata Vocabulary for Tabular Data §5.6).
 *
 * @param node its IRI
 * @param name in the header of the table; the variable of the query that fills it
 * @param titles what people call it, one for each language
 * @param descriptions what stands in it, one for each language
 * @param datatype of its values
 * @param format a regular expression that the values match
 * @param required whether each row has a value
 * @param separator between the values of a cell that is a list
 * @param language of its texts, a BCP 47 tag
 * @param about a URI template for what the value is said of; empty where that is what the row is about
 * @param property what the value is said with
 * @param table the one in which what its values are about has a row
 * @param unit of its numbers
 */
public record Column(
        Node node,
        String name,
        List<Node> titles,
        List<Node> descriptions,
        Datatype datatype,
        Optional<String> format,
        boolean required,
        Optional<String> separator,
        Optional<String> language,
        Optional<String> about,
        Optional<String> property,
        Optional<Node> table,
        Optional<Node> unit) {

    public boolean isList() {
        return separator.isPresent();
    }

    /** Whether each value is one address. */
    public boolean isLink() {
        return datatype == Datatype.ANY_URI && !isList();
    }
}
