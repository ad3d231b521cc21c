package eu.staytuned.lod;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.system.StreamRDF;
import org.apache.jena.riot.system.StreamRDFWrapper;
import org.apache.jena.sparql.core.Quad;

/** The ontology and the data of this repository, for benchmarks; run them from its root. */
public final class Shipped {

    /** Under which the files are written. */
    public static final String BASE = "https://w3id.org/stay-tuned/";

    private Shipped() {}

    /** Sends all statements, each in the graph of its file and in the default graph. */
    public static void send(StreamRDF sink) {
        for (String folder : List.of("ontology", "rdf-data")) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                for (Path file : files.filter(path -> path.toString().endsWith(".ttl"))
                        .filter(path -> !path.toString().contains("history")
                                && !path.toString().contains("shapes"))
                        .sorted()
                        .toList()) {
                    var graph = NodeFactory.createURI(
                            BASE + "graph/" + file.toString().replaceFirst("^rdf-data/|\\.ttl$", ""));
                    RDFDataMgr.parse(
                            new StreamRDFWrapper(sink) {
                                @Override
                                public void triple(org.apache.jena.graph.Triple triple) {
                                    super.triple(triple);
                                    super.quad(Quad.create(graph, triple));
                                }
                            },
                            file.toString());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
