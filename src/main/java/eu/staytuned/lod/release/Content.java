package eu.staytuned.lod.release;

import eu.staytuned.lod.release.Release.Input;
import eu.staytuned.lod.release.Release.NamedGraph;
import eu.staytuned.lod.store.Gathering;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphMemFactory;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.graph.impl.GraphBase;
import org.apache.jena.riot.system.StreamRDF;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphMapLink;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.util.iterator.ExtendedIterator;

/**
 * What a release says: a named graph for each source file, and the default graph, in which the data and the vocabulary
 * stand together without shapes and earlier versions.
 *
 * <p>Most of it is read from the files and then stands still. So it is gathered, and frozen as soon as somebody looks;
 * the little that rules and the publisher add afterwards lies beside it until it is {@linkplain #settle settled}.
 */
final class Content {

    private final SortedMap<String, String> prefixes = new TreeMap<>();
    private final Map<Node, NamedGraph> graphs = new LinkedHashMap<>();
    private final Gathering gathering = new Gathering();
    private boolean saysSomething;
    private final Graph defaultGraph = new Layers(Quad.defaultGraphIRI);
    /** What is frozen; empty until somebody looks. */
    private Optional<DatasetGraph> settled = Optional.empty();
    /** What has been added since, by the name of the graph. */
    private final Map<Node, Graph> added = new HashMap<>();

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

    /** The graphs that say such a thing, in their order. */
    List<NamedGraph> saying(Node subject, Node property, Node object) {
        Set<Node> names = new HashSet<>();
        settled().find(Node.ANY, subject, property, object).forEachRemaining(quad -> names.add(quad.getGraph()));
        added.forEach((name, graph) -> {
            if (graph.contains(subject, property, object)) {
                names.add(name);
            }
        });
        return graphs.values().stream()
                .filter(graph -> names.contains(graph.name()))
                .toList();
    }

    Graph defaultGraph() {
        return defaultGraph;
    }

    /** Whether there is no statement in the default graph. */
    boolean saysNothing() {
        return !saysSomething;
    }

    /** Adds a statement to a graph of the release. */
    void add(NamedGraph graph, Triple triple) {
        saysSomething |= graph.inDefaultGraph();
        gathering.add(graph.name(), triple, graph.inDefaultGraph());
        if (settled.isPresent()) {
            addBeside(graph.name(), graph.triples(), triple);
            if (graph.inDefaultGraph()) {
                addBeside(Quad.defaultGraphIRI, defaultGraph, triple);
            }
        }
    }

    private void addBeside(Node name, Graph graph, Triple triple) {
        if (!graph.contains(triple)) {
            added.computeIfAbsent(name, any -> GraphMemFactory.createDefaultGraphSameTerm())
                    .add(triple);
        }
    }

    NamedGraph open(Node name, Optional<Input> file, boolean inDefaultGraph) {
        return graphs.computeIfAbsent(name, iri -> new NamedGraph(iri, file, inDefaultGraph, new Layers(iri)));
    }

    /** Makes one of what is frozen and what was added since, before many questions are asked. */
    void settle() {
        settled = Optional.empty(); // not two of them at once
        settled = Optional.of(gathering.read(prefixes));
        added.clear();
    }

    private DatasetGraph settled() {
        if (settled.isEmpty()) {
            settle();
        }
        return settled.orElseThrow();
    }

    /** Both kinds of graph as a dataset that queries can be asked of; the same data, not a copy. */
    DatasetGraph dataset() {
        DatasetGraph frozen = settled();
        if (added.isEmpty()) {
            return frozen;
        }
        DatasetGraph dataset = new DatasetGraphMapLink(defaultGraph);
        graphs.forEach((name, graph) -> dataset.addGraph(name, graph.triples()));
        prefixes.forEach(dataset.prefixes()::add);
        return dataset;
    }

    /** Keeps no second copy of the terms that another dataset in memory has as well, which will be most of them. */
    void shareTermsWith(DatasetGraph other) {
        gathering.shareTermsWith(other);
    }

    /** Gives away what was gathered: it stands on a shelf from now on, and can be read there alone. */
    Gathering handOver() {
        gathering.prefixes(prefixes);
        settled = Optional.empty();
        added.clear();
        return gathering;
    }

    /** How many statements are sent: those of the default graph, and those of the named graphs. */
    long size() {
        return defaultGraph.size()
                + graphs.values().stream()
                        .mapToLong(graph -> graph.triples().size())
                        .sum();
    }

    /** Sends the whole release to a sink: prefixes, default graph, named graphs. */
    void send(StreamRDF sink) {
        prefixes.forEach(sink::prefix);
        defaultGraph.find().forEachRemaining(sink::triple);
        for (NamedGraph graph : graphs.values()) {
            graph.triples().find().forEachRemaining(triple -> sink.quad(Quad.create(graph.name(), triple)));
        }
    }

    /** A graph of the release: what is frozen, and what was added since and is not there. */
    private final class Layers extends GraphBase {

        private final Node name;

        Layers(Node name) {
            this.name = name;
        }

        private Graph still() {
            DatasetGraph frozen = settled();
            return name.equals(Quad.defaultGraphIRI) ? frozen.getDefaultGraph() : frozen.getGraph(name);
        }

        private Optional<Graph> beside() {
            return Optional.ofNullable(added.get(name));
        }

        @Override
        protected ExtendedIterator<Triple> graphBaseFind(Triple pattern) {
            ExtendedIterator<Triple> found = still().find(pattern);
            return beside().map(graph -> found.andThen(graph.find(pattern))).orElse(found);
        }

        @Override
        protected boolean graphBaseContains(Triple pattern) {
            return still().contains(pattern)
                    || beside().map(graph -> graph.contains(pattern)).orElse(false);
        }

        @Override
        protected int graphBaseSize() {
            return still().size() + beside().map(Graph::size).orElse(0);
        }
    }
}
