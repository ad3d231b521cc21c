package eu.staytuned.lod.store.remote;

import eu.staytuned.lod.store.Edition;
import eu.staytuned.lod.store.ReleaseGraph;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.graph.GraphFactory;

/**
 * What a place says of the release in it, written when all the rest is there.
 *
 * @param edition which release it is
 * @param statements of the graph that says so
 * @param graphs the names of all named graphs of the release
 * @param prefixes of the release, which SPARQL has no place for
 */
record Marker(Edition edition, Graph statements, Set<Node> graphs, Map<String, String> prefixes) {

    /** From a release to its graphs and prefixes, a line for each. Only in stores elsewhere. */
    static final Node CONTENTS = NodeFactory.createURI("https://w3id.org/stay-tuned/store#contents");

    /** From the releases to the one that is being written into this place. */
    static final Node PREPARING = NodeFactory.createURI("https://w3id.org/stay-tuned/store#preparing");

    /** What the statements of the graph mean; empty where they do not speak of a whole release. */
    static Optional<Marker> read(Graph statements, ReleaseGraph form) {
        Optional<Edition> edition = form.edition(statements);
        Optional<String> contents = statements
                .find(Node.ANY, CONTENTS, Node.ANY)
                .mapWith(triple -> triple.getObject().getLiteralLexicalForm())
                .nextOptional();
        if (edition.isEmpty() || contents.isEmpty()) {
            return Optional.empty();
        }
        Set<Node> graphs = new LinkedHashSet<>();
        Map<String, String> prefixes = new TreeMap<>();
        contents.get().lines().map(line -> line.split(" ", 3)).forEach(words -> {
            if (words[0].equals("graph")) {
                graphs.add(NodeFactory.createURI(words[1]));
            } else if (words[0].equals("prefix")) {
                prefixes.put(words[1], words[2]);
            }
        });
        Graph visible = GraphFactory.createDefaultGraph();
        statements
                .find()
                .filterDrop(triple -> triple.getPredicate().equals(CONTENTS))
                .forEachRemaining(visible::add);
        return Optional.of(new Marker(edition.get(), visible, graphs, prefixes));
    }

    /** The statement in which graphs and prefixes are kept. */
    static Triple contents(Node release, Set<Node> graphs, Map<String, String> prefixes) {
        StringBuilder lines = new StringBuilder();
        graphs.forEach(graph -> lines.append("graph ").append(graph.getURI()).append('\n'));
        prefixes.forEach((prefix, namespace) -> lines.append("prefix ")
                .append(prefix)
                .append(' ')
                .append(namespace)
                .append('\n'));
        return Triple.create(release, CONTENTS, NodeFactory.createLiteralString(lines.toString()));
    }
}
