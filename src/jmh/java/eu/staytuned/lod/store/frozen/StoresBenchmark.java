package eu.staytuned.lod.store.frozen;

import eu.staytuned.lod.Shipped;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.query.ReadWrite;
import org.apache.jena.riot.system.StreamRDFLib;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.exec.RowSetOps;
import org.apache.jena.system.Txn;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The frozen release beside Jena's transactional dataset: a lookup, a join and a count. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class StoresBenchmark {

    private static final Node GHENT = NodeFactory.createURI(Shipped.BASE + "id/city/ghent");
    private static final Query JOIN =
            QueryFactory.create("PREFIX st: <" + Shipped.BASE + "ontology#> SELECT * { ?action a st:Action ; st:city ?city ."
                    + " ?city st:country ?country . ?country <http://www.w3.org/2000/01/rdf-schema#label> ?name }");
    private static final Query COUNT = QueryFactory.create("SELECT ?c (COUNT(?s) AS ?n) { ?s a ?c } GROUP BY ?c");

    @Param({"frozen", "transactional"})
    public String store;

    private DatasetGraph data;

    @Setup
    public void load() {
        data = store.equals("frozen") ? new SwitchedDataset() : DatasetGraphFactory.createTxnMem();
        Txn.executeWrite(data, () -> Shipped.send(StreamRDFLib.dataset(data)));
        data.begin(ReadWrite.READ);
    }

    @TearDown
    public void end() {
        data.end();
    }

    @Benchmark
    public List<Triple> find() {
        return data.getDefaultGraph().find(GHENT, Node.ANY, Node.ANY).toList();
    }

    @Benchmark
    public long join() {
        return rows(JOIN);
    }

    @Benchmark
    public long count() {
        return rows(COUNT);
    }

    private long rows(Query query) {
        try (QueryExec execution = QueryExec.dataset(data).query(query).build()) {
            return RowSetOps.count(execution.select());
        }
    }
}
