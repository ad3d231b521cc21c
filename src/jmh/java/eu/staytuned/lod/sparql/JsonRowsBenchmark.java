package eu.staytuned.lod.sparql;

import eu.staytuned.lod.Shipped;
import eu.staytuned.lod.store.MemoryDataset;
import java.io.ByteArrayOutputStream;
import java.util.concurrent.TimeUnit;
import org.apache.jena.riot.resultset.ResultSetLang;
import org.apache.jena.riot.system.StreamRDFLib;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.exec.RowSet;
import org.apache.jena.sparql.exec.RowSetRewindable;
import org.apache.jena.sparql.resultset.ResultsWriter;
import org.apache.jena.system.Txn;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Two thousand rows as JSON, by our writer and by Jena's. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class JsonRowsBenchmark {

    private RowSetRewindable rows;

    @Setup
    public void ask() {
        DatasetGraph data = MemoryDataset.create();
        Txn.executeWrite(data, () -> Shipped.send(StreamRDFLib.dataset(data)));
        rows = Txn.calculateRead(data, () -> {
            try (QueryExec execution = QueryExec.dataset(data)
                    .query("SELECT * { ?s ?p ?o } LIMIT 2000")
                    .build()) {
                return execution.select().rewindable();
            }
        });
    }

    @Benchmark
    public int ours() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 19);
        JsonRows.write(rewound(), out);
        return out.size();
    }

    @Benchmark
    public int jenas() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 19);
        ResultsWriter.create().lang(ResultSetLang.RS_JSON).write(out, rewound());
        return out.size();
    }

    private RowSet rewound() {
        rows.reset();
        return rows;
    }
}
