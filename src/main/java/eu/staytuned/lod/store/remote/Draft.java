package eu.staytuned.lod.store.remote;

import eu.staytuned.lod.store.ReleaseGraph;
import eu.staytuned.lod.store.StoreAwayException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.out.NodeFmtLib;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.graph.GraphFactory;

/**
 * A release that is being written into a place, in batches. What the place holds counts for nothing from the first batch
 * on until the marker is there, which is the last.
 */
final class Draft {

    private static final Var FOUND = Var.alloc("found");

    private final Side side;
    private final ReleaseGraph form;
    private final GenidForm genids;
    private final Optional<Node> defaultGraph;
    private final int batch;
    private final Map<Node, List<Triple>> waiting = new LinkedHashMap<>();
    private final Set<Node> graphs = new LinkedHashSet<>();
    private final Map<String, String> prefixes = new TreeMap<>();
    private final Graph marker = GraphFactory.createDefaultGraph();
    private int statements;
    private boolean begun;

    /** @param batch so many statements are sent at once */
    Draft(Side side, ReleaseGraph form, GenidForm genids, Optional<Node> defaultGraph, int batch) {
        this.side = side;
        this.form = form;
        this.genids = genids;
        this.defaultGraph = defaultGraph;
        this.batch = batch;
    }

    Side side() {
        return side;
    }

    Map<String, String> prefixes() {
        return prefixes;
    }

    /** Takes everything out of the place, if it is ours. */
    void clear() {
        waiting.clear();
        graphs.clear();
        statements = 0;
        marker.clear();
        List<Node> there = graphsThere();
        requireOurs(there);
        withdraw();
        for (Node graph : there) {
            if (!graph.equals(form.name()) && (defaultGraph.isEmpty() || isOurs(graph))) {
                drop(Optional.of(graph));
            }
        }
        drop(defaultGraph);
        begun = true;
    }

    /** The place says that there is no release in it. */
    void withdraw() {
        replace(form.name(), List.of(Triple.create(form.series(), Marker.PREPARING, form.series())));
    }

    /** A store whose graphs are those of one dataset has graphs of its own, and others may. */
    private boolean isOurs(Node graph) {
        String base = form.name().getURI().substring(0, form.name().getURI().length() - "graph/release".length());
        return graph.isURI() && graph.getURI().startsWith(base);
    }

    private void requireOurs(List<Node> there) {
        boolean marked = there.contains(form.name());
        boolean foreign = defaultGraph.isPresent()
                ? there.stream().anyMatch(this::isOurs)
                : !there.isEmpty()
                        || !select("SELECT ?found { ?s ?p ?found } LIMIT 1").isEmpty();
        if (foreign && !marked) {
            throw new IllegalStateException(
                    "The place " + side.place().name() + " (" + side.place().query()
                            + ") holds data that are not a release under "
                            + form.name().getURI().replaceFirst("graph/release$", "")
                            + ". It is left as it is: empty it, or name another in publication.remote."
                            + side.place().name() + ".");
        }
    }

    private List<Node> graphsThere() {
        return select("SELECT DISTINCT ?found { GRAPH ?found { ?s ?p ?o } }");
    }

    private List<Node> select(String query) {
        List<Node> found = new ArrayList<>();
        try (PlaceClient.Rows rows = side.client().scan(query)) {
            while (rows.hasNext()) {
                found.add(rows.rows().next().get(FOUND));
            }
        }
        return found;
    }

    void add(Quad quad) {
        if (quad.getGraph().equals(form.name())) {
            marker.add(quad.asTriple());
            return;
        }
        if (!begun) {
            throw new UnsupportedOperationException("A release is written whole: clear the place first.");
        }
        boolean inDefaultGraph = quad.isDefaultGraph();
        if (!inDefaultGraph) {
            graphs.add(quad.getGraph());
        }
        waiting.computeIfAbsent(inDefaultGraph ? Quad.defaultGraphIRI : quad.getGraph(), any -> new ArrayList<>())
                .add(genids.outwards(quad));
        if (++statements >= batch) {
            send();
        }
    }

    /** Takes statements out of the graph that says which release it is; of no other. */
    void remove(Node graph, Node s, Node p, Node o) {
        if (!form.name().equals(graph)) {
            throw new UnsupportedOperationException("A release elsewhere is written whole and not changed.");
        }
        marker.find(s, p, o).toList().forEach(marker::delete);
    }

    /** Sends what is left, and then says that all is there. */
    Marker finish() {
        send();
        Node release = marker.find(form.series(), ReleaseGraph.CURRENT, Node.ANY)
                .mapWith(Triple::getObject)
                .nextOptional()
                .orElseThrow(() -> new IllegalStateException("Nobody said which release this is."));
        graphs.add(form.name());
        marker.add(Marker.contents(release, graphs, prefixes));
        replace(form.name(), marker.find().toList());
        return Marker.read(marker, form).orElseThrow();
    }

    private void send() {
        if (side.place().update().isPresent()) {
            if (!waiting.isEmpty()) {
                StringBuilder update = new StringBuilder("INSERT DATA {\n");
                waiting.forEach((graph, triples) -> {
                    Optional<Node> name = stored(graph);
                    name.ifPresent(
                            node -> update.append("GRAPH ").append(term(node)).append(" {\n"));
                    append(triples, update);
                    name.ifPresent(node -> update.append("}\n"));
                });
                update(update.append('}').toString());
            }
        } else {
            waiting.forEach((graph, triples) ->
                    side.client().put(graphStore(), stored(graph), append(triples, new StringBuilder()), false));
        }
        waiting.clear();
        statements = 0;
    }

    private Optional<Node> stored(Node graph) {
        return Quad.isDefaultGraph(graph) ? defaultGraph : Optional.of(graph);
    }

    private static String append(List<Triple> triples, StringBuilder to) {
        triples.forEach(triple -> to.append(term(triple.getSubject()))
                .append(' ')
                .append(term(triple.getPredicate()))
                .append(' ')
                .append(term(triple.getObject()))
                .append(" .\n"));
        return to.toString();
    }

    private static String term(Node node) {
        return NodeFmtLib.strNT(node);
    }

    private void replace(Node graph, List<Triple> triples) {
        if (side.place().update().isPresent()) {
            update("DROP SILENT GRAPH " + term(graph) + ";\nINSERT DATA { GRAPH " + term(graph) + " {\n"
                    + append(triples, new StringBuilder()) + "} }");
        } else {
            side.client().put(graphStore(), Optional.of(graph), append(triples, new StringBuilder()), true);
        }
    }

    private void drop(Optional<Node> graph) {
        if (side.place().update().isPresent()) {
            update("DROP SILENT " + graph.map(name -> "GRAPH " + term(name)).orElse("DEFAULT"));
        } else {
            // Not DELETE, to which a graph that is not there is a failure.
            side.client().put(graphStore(), graph, "", true);
        }
    }

    private void update(String update) {
        side.client().update(side.place().update().orElseThrow(), update);
    }

    private URI graphStore() {
        return side.place()
                .graphStore()
                .orElseThrow(() -> new StoreAwayException(
                        "Nothing can be written into " + side.place().name() + "."));
    }
}
