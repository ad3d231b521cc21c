package eu.staytuned.lod.explain;

import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.store.Edition;
import eu.staytuned.lod.store.Shelf;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphUtil;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.graph.GraphFactory;

/** The ontology and the data of this repository as an instance on a laptop publishes them; read once. */
final class RepositoryRelease {

    static final IriSpace IRIS = new IriSpace("http://localhost:8080/");

    private static Shelf shelf;

    private RepositoryRelease() {}

    static synchronized Shelf shelf() {
        if (shelf == null) {
            DatasetGraph data = DatasetGraphFactory.create();
            for (Path file : files("ontology", ".ttl")) {
                read(file, "graph/" + name(file), data);
            }
            for (Path file : files("rdf-data", ".ttl")) {
                read(file, "graph/" + name(file).replaceFirst("^rdf-data/", ""), data);
            }
            for (Path rule : files("ontology/rules", ".rq")) {
                QueryExec.graph(data.getDefaultGraph())
                        .query(QueryFactory.create(moved(rule)))
                        .build()
                        .construct()
                        .stream()
                        .toList()
                        .forEach(data.getDefaultGraph()::add);
            }
            shelf = new Shelf(new Edition(1, "0".repeat(64), Instant.EPOCH), data);
        }
        return shelf;
    }

    private static void read(Path file, String graph, DatasetGraph data) {
        Graph triples = GraphFactory.createDefaultGraph();
        RDFParser.fromString(moved(file), Lang.TURTLE).parse(triples);
        triples.getPrefixMapping().getNsPrefixMap().forEach(data.prefixes()::add);
        data.addGraph(NodeFactory.createURI(IRIS.resolve(graph)), triples);
        if (!file.toString().contains("history") && !file.endsWith("shapes.ttl")) {
            GraphUtil.addInto(data.getDefaultGraph(), triples);
        }
    }

    private static String name(Path file) {
        return file.toString().replace('\\', '/').replaceFirst("\\.ttl$", "");
    }

    static List<Path> files(String folder, String ending) {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file with the IRIs of this instance. */
    static String moved(Path file) {
        try {
            return Files.readString(file).replace(IriSpace.CANONICAL_BASE, IRIS.base());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The prefixes of the release as the first lines of a query. */
    static String prologue() {
        StringBuilder lines = new StringBuilder();
        shelf().data()
                .prefixes()
                .forEach((prefix, namespace) -> lines.append("PREFIX " + prefix + ": <" + namespace + ">\n"));
        return lines.toString();
    }
}
