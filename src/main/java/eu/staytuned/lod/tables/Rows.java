package eu.staytuned.lod.tables;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.jena.datatypes.xsd.impl.XSDBaseNumericType;
import org.apache.jena.graph.Node;
import org.apache.jena.query.ARQ;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.exec.QueryExecBuilder;
import org.apache.jena.sparql.exec.RowSet;
import org.jspecify.annotations.Nullable;

/** The rows of a table, asked of a release and handed on one by one, as texts. */
final class Rows {

    /** What takes the rows. */
    interface Reader<E extends Exception> {

        /**
         * @param cells one for each column, empty where there is no value; good until the next row
         */
        void row(List<String> cells) throws E;
    }

    private Rows() {}

    /**
     * Asks for the rows.
     *
     * @param timeoutMillis how long it may take; 0 for as long as it takes
     */
    static <E extends Exception> void of(Table table, DatasetGraph data, long timeoutMillis, Reader<E> reader)
            throws E {
        QueryExecBuilder asked = QueryExec.dataset(data).query(table.query()).set(ARQ.httpServiceAllowed, false);
        if (timeoutMillis > 0) {
            asked.timeout(timeoutMillis); // to Jena 0 means at once
        }
        try (QueryExec execution = asked.build()) {
            RowSet rows = execution.select();
            List<String> cells = new ArrayList<>();
            while (rows.hasNext()) {
                Binding row = rows.next();
                cells.clear();
                for (Column column : table.columns()) {
                    cells.add(cell(row.get(Var.alloc(column.name())), column));
                }
                reader.row(cells);
            }
        }
    }

    /** A value as it stands in a cell; the values of a list in the order of their letters, each once. */
    static String cell(@Nullable Node value, Column column) {
        if (value == null) {
            return "";
        }
        String text = text(value);
        return column.separator()
                .map(separator -> Arrays.stream(text.split(Pattern.quote(separator)))
                        .filter(one -> !one.isEmpty())
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining(separator)))
                .orElse(text);
    }

    private static String text(Node value) {
        if (value.isURI()) {
            return value.getURI();
        }
        if (!value.isLiteral()) {
            return "";
        }
        String lexical = value.getLiteralLexicalForm();
        if (value.getLiteralDatatype() instanceof XSDBaseNumericType
                && value.getLiteral().isWellFormed()) {
            return new BigDecimal(lexical.strip()).toPlainString();
        }
        return lexical;
    }
}
