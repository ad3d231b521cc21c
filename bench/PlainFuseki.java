import org.apache.jena.fuseki.main.FusekiServer;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.system.Txn;

/** Plain Fuseki on an archived release, as its own documentation starts it from a program: port, file. */
public class PlainFuseki {

    public static void main(String[] args) {
        DatasetGraph data = DatasetGraphFactory.createTxnMem();
        Txn.executeWrite(data, () -> RDFDataMgr.read(data, args[1]));
        FusekiServer.create()
                .loopback(true)
                .port(Integer.parseInt(args[0]))
                .add("/ds", data, false)
                .build()
                .start();
    }
}
