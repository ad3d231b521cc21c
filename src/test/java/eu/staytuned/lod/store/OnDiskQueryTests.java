package eu.staytuned.lod.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.query.ARQ;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.exec.RowSetOps;
import org.apache.jena.sparql.util.Context;
import org.apache.jena.system.Txn;
import org.apache.jena.tdb2.DatabaseMgr;
import org.apache.jena.tdb2.sys.TDBInternal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A query of the store on disk keeps no more in memory than one of a release in memory. */
class OnDiskQueryTests {

    private static final long LIMIT = 500_000;

    /** Forty thousand rows. */
    private static final String MANY = "?a ?b ?c . ?d ?e ?f";

    @TempDir
    static Path folder;

    private static DatasetGraph data;

    @BeforeAll
    static void fill() {
        data = DatabaseMgr.connectDatasetGraph(folder.toString());
        OnDiskExecutor.use(data);
        Txn.executeWrite(data, () -> {
            for (int i = 0; i < 200; i++) {
                data.add(Quad.create(Quad.defaultGraphIRI, node("s" + i), node("p"), node("o" + i % 7)));
            }
        });
    }

    @AfterAll
    static void close() {
        TDBInternal.expel(data);
    }

    private static Node node(String name) {
        return NodeFactory.createURI("http://x/" + name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * { " + MANY + " } ORDER BY ?c ?f",
                "SELECT DISTINCT ?a ?d { " + MANY + " }",
                "SELECT ?a ?d (COUNT(*) AS ?n) { " + MANY + " } GROUP BY ?a ?d",
                "SELECT ?a ?d { " + MANY + " } GROUP BY ?a ?d",
                "SELECT (COUNT(DISTINCT ?x) AS ?n) { " + MANY + " BIND(CONCAT(STR(?a), STR(?d)) AS ?x) }",
                "SELECT (GROUP_CONCAT(?a) AS ?n) { " + MANY + " }",
                "SELECT (COUNT(*) AS ?n) { { SELECT ?a ?d { " + MANY + " } LIMIT 30000 } { SELECT ?a ?f { " + MANY
                        + " } LIMIT 30000 } }",
                "SELECT (COUNT(*) AS ?n) { ?a ?x ?y OPTIONAL { { SELECT ?a ?f { " + MANY + " } LIMIT 30000 } } }",
                "SELECT (COUNT(*) AS ?n) { ?a ?x ?y MINUS { " + MANY + " } }"
            })
    void whatKeepsTooMuchIsStopped(String query) {
        assertThatThrownBy(() -> rows(query, new Context())).isInstanceOf(QueryMemory.ExceededException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * { " + MANY + " }",
                "SELECT (COUNT(*) AS ?n) { " + MANY + " }",
                "SELECT DISTINCT ?a ?c { " + MANY + " }",
                "SELECT ?c (COUNT(*) AS ?n) { " + MANY + " } GROUP BY ?c",
                "SELECT ?a ?d { " + MANY + " } ORDER BY ?c LIMIT 10",
                "SELECT * { ?a ?b ?c OPTIONAL { ?c ?d ?e } MINUS { ?a ?b <http://x/o1> } }"
            })
    void whatPassesRowsOnOrKeepsFewIsAnswered(String query) {
        assertThat(rows(query, new Context())).isPositive();
    }

    @Test
    void whatGoesToTheDiskIsNotCounted() {
        Context spilling = new Context();
        spilling.set(ARQ.spillToDiskThreshold, 5_000L);
        assertThat(rows("SELECT * { " + MANY + " } ORDER BY ?c ?f", spilling)).isEqualTo(200 * 200);
    }

    private static long rows(String query, Context settings) {
        Context context = Context.setupContextForDataset(ARQ.getContext(), data);
        context.putAll(settings);
        QueryMemory.limit(context, LIMIT);
        return Txn.calculateRead(data, () -> {
            try (QueryExec execution =
                    QueryExec.dataset(data).query(query).context(context).build()) {
                return RowSetOps.count(execution.select());
            }
        });
    }
}
