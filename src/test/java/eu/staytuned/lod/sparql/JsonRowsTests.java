package eu.staytuned.lod.sparql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.jena.query.ARQ;
import org.apache.jena.riot.resultset.ResultSetLang;
import org.apache.jena.riot.rowset.RowSetReaderRegistry;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.exec.RowSet;
import org.apache.jena.sparql.resultset.ResultsWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever reads our JSON reads what Jena would have written. */
class JsonRowsTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * { VALUES (?a ?b) { (<http://example.org/ü?a=1&b> 'x') (UNDEF 'two\\n"
                        + "lines\\t\\\\ and \\\"') (1 1.50) ('' UNDEF) } }",
                "SELECT * { VALUES ?a { 'gö'@de 'σο'@el-GR true '2020-01-01'^^<http://www.w3.org/2001/XMLSchema#date>"
                        + " '\\u0001\\u001f\\u007f😀' } }",
                "SELECT ?a ?b ?a { BIND(BNODE('x') AS ?a) BIND(BNODE('x') AS ?b) }",
                "SELECT ?t { BIND(<<( <urn:s> <urn:p> 'o'@en )>> AS ?t) }",
                "SELECT ?a { FILTER(false) }",
                "SELECT * { }"
            })
    void theSameRows(String query) {
        byte[] ours = write(query, true);
        byte[] jenas = write(query, false);
        RowSet expected = read(jenas);
        RowSet found = read(ours);
        assertThat(found.getResultVars()).isEqualTo(expected.getResultVars());
        assertThat(rows(found)).isEqualTo(rows(expected));
    }

    @Test
    void aRowIsALine() {
        assertThat(new String(write("SELECT ?n { VALUES ?n { 1 2 } }", true), StandardCharsets.UTF_8))
                .isEqualTo(
                        """
                        {"head":{"vars":["n"]},"results":{"bindings":[
                        {"n":{"type":"literal","datatype":"http://www.w3.org/2001/XMLSchema#integer","value":"1"}},
                        {"n":{"type":"literal","datatype":"http://www.w3.org/2001/XMLSchema#integer","value":"2"}}
                        ]}}
                        """);
    }

    private static byte[] write(String query, boolean ours) {
        try (QueryExec execution =
                QueryExec.dataset(DatasetGraphFactory.empty()).query(query).build()) {
            var out = new ByteArrayOutputStream();
            if (ours) {
                JsonRows.write(execution.select(), out);
            } else {
                ResultsWriter.create().lang(ResultSetLang.RS_JSON).write(out, execution.select());
            }
            return out.toByteArray();
        }
    }

    private static RowSet read(byte[] json) {
        return RowSetReaderRegistry.getFactory(ResultSetLang.RS_JSON)
                .create(ResultSetLang.RS_JSON)
                .read(new ByteArrayInputStream(json), ARQ.getContext().copy());
    }

    /** With blank nodes named by their place. */
    private static List<String> rows(RowSet rows) {
        return rows.stream()
                .map(row -> row.toString().replaceAll("_:\\w+", "_:x"))
                .toList();
    }
}
