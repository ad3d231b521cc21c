import org.apache.jena.fuseki.main.FusekiServer;
import org.apache.jena.graph.Node;
import org.apache.jena.query.ARQ;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.system.StreamRDF;
import org.apache.jena.riot.system.StreamRDFLib;
import org.apache.jena.riot.system.StreamRDFWrapper;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.system.Txn;
import org.apache.jena.system.progress.MonitorOutputs;
import org.apache.jena.tdb2.DatabaseMgr;
import org.apache.jena.tdb2.loader.DataLoader;
import org.apache.jena.tdb2.loader.LoaderFactory;

/**
 * Plain Fuseki on an archived release, as its own documentation starts it from a program: port, file, and as options the time
 * that a query may take in seconds, {@code default} to leave out the named graphs ({@code all} to keep them), and a folder for
 * its store on disk (TDB2, filled by its bulk loader), where it is not to be in memory. The archive leaves out the default
 * graph, since it can be derived; here it is filled.
 */
public class PlainFuseki {

    public static void main(String[] args) {
        boolean named = args.length < 4 || !args[3].equals("default");
        DatasetGraph data = args.length > 4 ? DatabaseMgr.connectDatasetGraph(args[4]) : DatasetGraphFactory.createTxnMem();
        long start = System.nanoTime();
        if (args.length > 4) {
            DataLoader loader = LoaderFactory.phasedLoader(data, MonitorOutputs.nullOutput());
            loader.startBulk();
            RDFDataMgr.parse(filling(loader.stream(), named), args[1]);
            loader.finishBulk();
        } else {
            Txn.executeWrite(data, () -> RDFDataMgr.parse(filling(StreamRDFLib.dataset(data), named), args[1]));
        }
        System.out.printf("loaded in %.1f s%n", (System.nanoTime() - start) / 1e9);
        if (args.length > 2) {
            ARQ.getContext().set(ARQ.queryTimeout, Long.parseLong(args[2]) * 1000);
        }
        FusekiServer.create()
                .loopback(true)
                .port(Integer.parseInt(args[0]))
                .add("/ds", data, false)
                .build()
                .start();
    }

    private static StreamRDF filling(StreamRDF data, boolean named) {
        return new StreamRDFWrapper(data) {
            private Node graph = Node.ANY;
            private boolean published;

            @Override
            public void quad(Quad quad) {
                if (!quad.getGraph().equals(graph)) {
                    graph = quad.getGraph();
                    // shapes and earlier versions stand in their own graphs alone
                    published = !graph.getURI().matches(".*/graph/ontology/(shapes.*|.*/shapes)|.*/ontology/[0-9.]+");
                }
                if (named) {
                    super.quad(quad);
                }
                if (published) {
                    super.triple(quad.asTriple());
                }
            }
        };
    }
}
