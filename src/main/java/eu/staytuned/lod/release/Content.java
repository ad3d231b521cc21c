package eu.staytuned.lod.release;

import eu.staytuned.lod.release.Release.Input;
import eu.staytuned.lod.release.Release.NamedGraph;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphMemFactory;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.system.StreamRDF;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphMapLink;
import org.apache.jena.sparql.core.Quad;

/**
 * What a release says: a named graph for each source file, and the default graph, in which the data and the vocabulary
 * stand together without shapes and earlier versions.
 */
final class Content {

    private final SortedMap<String, String> prefixes = new TreeMap<>();
    private final Map<Node, NamedGraph> graphs = new LinkedHashMap<>();
    private final Graph defaultGraph = GraphMemFactory.createDefaultGraphSameTerm();

    SortedMap<String, String> prefixes() {
        return prefixes;
    }

    Collection<NamedGraph> graphs() {
        return graphs.values();
    }

    /** How many of the graphs were read from files. */
    long documents() {
        return graphs.values().stream()
                .filter(graph -> graph.file().isPresent())
                .count();
    }

    Optional<NamedGraph> graph(String iri) {
        return Optional.ofNullable(graphs.get(NodeFactory.createURI(iri)));
    }

    Graph defaultGraph() {
        return defaultGraph;
    }

    /** Adds a statement to a graph of the release. */
    void add(NamedGraph graph, Triple triple) {
        graph.triples().add(triple);
        if (graph.inDefaultGraph()) {
            defaultGraph.add(triple);
        }
    }

    NamedGraph open(Node name, Optional<Input> file, boolean inDefaultGraph) {
        return graphs.computeIfAbsent(
                name, iri -> new NamedGraph(iri, file, inDefaultGraph, GraphMemFactory.createDefaultGraphSameTerm()));
    }

    /** Both kinds of graph as a dataset that queries can be asked of; the same data, not a copy. */
    DatasetGraph dataset() {
        DatasetGraph dataset = new DatasetGraphMapLink(defaultGraph);
        graphs.forEach((name, graph) -> dataset.addGraph(name, graph.triples()));
        prefixes.forEach(dataset.prefixes()::add);
        return dataset;
    }

    /** Sends the whole release to a sink: prefixes, default graph, named graphs. */
    void send(StreamRDF sink) {
        prefixes.forEach(sink::prefix);
        defaultGraph.find().forEachRemaining(sink::triple);
        for (NamedGraph graph : graphs.values()) {
            graph.triples().find().forEachRemaining(triple -> sink.quad(Quad.create(graph.name(), triple)));
        }
    }
}
