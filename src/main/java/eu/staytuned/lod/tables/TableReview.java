package eu.staytuned.lod.tables;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.query.QueryCancelledException;
import org.apache.jena.query.QueryException;
import org.apache.jena.sparql.core.DatasetGraph;

/**
 * Reads the tables of a release before it goes out, as a validator of CSV on the Web would read them: no table goes out
 * whose description its rows do not keep to.
 */
public final class TableReview {

    /** So many faults of a table show what is wrong with it. */
    private static final int MOST = 20;

    /**
     * What a spreadsheet that opens a CSV would compute. A number is a number, and a name that begins with @, as people have
     * on the web, calls nothing.
     */
    private static final Pattern FORMULA =
            Pattern.compile("[=\\t\\r].*|[+-](?![0-9.,\\s]*$).*|@.*[(!|].*", Pattern.DOTALL);

    private final DatasetGraph data;
    private final Tables tables;
    private final long timeoutMillis;
    private final List<TableFault> faults = new ArrayList<>();
    private final Map<Node, Set<String>> keys = new HashMap<>();
    private final Map<Place, Map<String, Node>> pointers = new HashMap<>();

    /** A column of a table that points to another; several tables may have the column. */
    private record Place(Table table, Column column) {}

    private TableReview(DatasetGraph data, long timeoutMillis) {
        this.data = data;
        this.tables = Tables.of(data.getDefaultGraph());
        this.timeoutMillis = timeoutMillis;
    }

    /**
     * What is wrong with the tables of a release.
     *
     * @param timeoutMillis how long the query of a table may take
     */
    public static List<TableFault> of(DatasetGraph data, long timeoutMillis) {
        TableReview review = new TableReview(data, timeoutMillis);
        review.faults.addAll(review.tables.faults());
        review.tables.all().forEach(review::rows);
        review.tables.all().forEach(review::references);
        return List.copyOf(review.faults);
    }

    private void rows(Table table) {
        Set<String> found = keys.computeIfAbsent(table.node(), any -> new HashSet<>());
        Map<Column, Pattern> formats = new HashMap<>();
        table.columns()
                .forEach(column -> column.format().ifPresent(format -> formats.put(column, Pattern.compile(format))));
        Set<Column> pointing = tables.references(table).keySet();
        int before = faults.size();
        try {
            Rows.of(table, data, timeoutMillis, cells -> {
                if (faults.size() - before >= MOST) {
                    return;
                }
                String key = key(table, cells);
                if (!found.add(key)) {
                    add(
                            table,
                            cells,
                            "The table " + table.name() + " has two rows with the key " + key
                                    + ": each thing has one value in a column that is no list.");
                }
                for (int i = 0; i < cells.size(); i++) {
                    Column column = table.columns().get(i);
                    cell(table, column, cells.get(i), cells, formats);
                    if (pointing.contains(column) && !cells.get(i).isEmpty()) {
                        pointers.computeIfAbsent(new Place(table, column), any -> new LinkedHashMap<>())
                                .putIfAbsent(cells.get(i), resource(table, cells));
                    }
                }
            });
        } catch (QueryCancelledException e) {
            faults.add(TableFault.of(
                    table.node(),
                    Csvw.QUERY,
                    "The query did not finish within " + timeoutMillis + " ms (publication.check-timeout)."));
            return;
        } catch (QueryException e) {
            faults.add(TableFault.of(table.node(), Csvw.QUERY, "The query cannot be run: " + e.getMessage()));
            return;
        }
        if (found.isEmpty()) {
            faults.add(new TableFault(
                    table.node(), Optional.of(Csvw.QUERY), Optional.empty(), true, "The table has no rows."));
        }
    }

    private void cell(Table table, Column column, String cell, List<String> cells, Map<Column, Pattern> formats) {
        String where = "In the column " + column.name() + " of the table " + table.name();
        if (cell.isEmpty()) {
            if (column.required()) {
                add(table, cells, where + " each row has a value (csvw:required); this has none.");
            }
            return;
        }
        for (String value : column.isList() ? values(column, cell) : List.of(cell)) {
            Pattern format = formats.get(column);
            if (!column.datatype().has(value)) {
                add(
                        table,
                        cells,
                        where + " stands " + shortened(value) + ", which is no xsd:"
                                + column.datatype().label() + ".");
            } else if (format != null && !format.matcher(value).find()) {
                add(table, cells, where + " stands " + shortened(value) + ", which is not of the csvw:format.");
            }
        }
        if (column.datatype() == Datatype.STRING && FORMULA.matcher(cell).matches()) {
            add(
                    table,
                    cells,
                    where + " stands " + shortened(cell)
                            + ": a spreadsheet would compute it as a formula. Begin the text with another letter.");
        }
    }

    /** Once all keys are known. */
    private void references(Table table) {
        tables.references(table).forEach((column, target) -> {
            Set<String> known = keys.getOrDefault(target.node(), Set.of());
            pointers.getOrDefault(new Place(table, column), Map.of()).entrySet().stream()
                    .filter(pointer -> !known.contains(pointer.getKey()))
                    .limit(MOST)
                    .forEach(pointer -> faults.add(new TableFault(
                            pointer.getValue(),
                            Optional.empty(),
                            Optional.empty(),
                            false,
                            "In the column " + column.name() + " of the table " + table.name() + " stands "
                                    + shortened(pointer.getKey()) + ", which has no row in the table " + target.name()
                                    + " (dcterms:references).")));
        });
    }

    private void add(Table table, List<String> cells, String message) {
        faults.add(new TableFault(resource(table, cells), Optional.empty(), Optional.empty(), false, message));
    }

    /** What a row is about, where that is a thing; else the table. */
    private static Node resource(Table table, List<String> cells) {
        return table.keyColumn()
                .filter(Column::isLink)
                .map(column -> cells.get(table.columns().indexOf(column)))
                .filter(iri -> !iri.isEmpty())
                .map(NodeFactory::createURI)
                .orElse(table.node());
    }

    private static String key(Table table, List<String> cells) {
        List<String> key = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            if (table.key().contains(table.columns().get(i).name())) {
                key.add(cells.get(i));
            }
        }
        return String.join(" ", key);
    }

    static List<String> values(Column column, String cell) {
        return List.of(cell.split(Pattern.quote(column.separator().orElseThrow())));
    }

    private static String shortened(String value) {
        return "\"" + (value.length() > 60 ? value.substring(0, 59) + "…" : value) + "\"";
    }
}
