package eu.staytuned.lod.tables;

import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.apache.jena.query.Query;

/**
 * A table to take away, as the data describe it (Metadata Vocabulary for Tabular Data §5.4).
 *
 * @param node its IRI
 * @param name the last part of it: {@code cities}
 * @param titles what people call it, one for each language
 * @param descriptions what stands in it, one for each language
 * @param licences of its rows
 * @param origins the datasets that its rows come from, whose notes are about it as well
 * @param notes what to know before using it
 * @param columns in the order of the query
 * @param key the names of the columns that tell rows apart
 * @param about a URI template for what a row is about
 * @param query that fills it
 * @param text of the query
 */
public record Table(
        Node node,
        String name,
        List<Node> titles,
        List<Node> descriptions,
        List<Node> licences,
        List<Node> origins,
        List<Node> notes,
        List<Column> columns,
        List<String> key,
        Optional<String> about,
        Query query,
        String text) {

    /** The name of its file. */
    public String file() {
        return name + ".csv";
    }

    public List<String> header() {
        return columns.stream().map(Column::name).toList();
    }

    /** The column by whose value other tables point to a row. */
    Optional<Column> keyColumn() {
        return key.size() == 1
                ? columns.stream()
                        .filter(column -> column.name().equals(key.get(0)))
                        .findFirst()
                : Optional.empty();
    }
}
