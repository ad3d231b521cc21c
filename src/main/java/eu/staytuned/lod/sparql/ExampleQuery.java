package eu.staytuned.lod.sparql;

import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.rdf.Labels;
import eu.staytuned.lod.rdf.Terms;
import eu.staytuned.lod.store.Shelf;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.shacl.vocabulary.SHACL;

/**
 * A question of the release, to start from.
 *
 * @param name the last part of its IRI
 * @param title the question in words
 * @param language of the title
 * @param text in SPARQL
 */
record ExampleQuery(String name, String title, String language, String text) {

    private static final List<Node> TEXTS = List.of(SHACL.select, SHACL.construct, SHACL.ask);
    private static final Node FEDERATES_WITH =
            NodeFactory.createURI("https://purl.expasy.org/sparql-examples/ontology#federatesWith");
    private static final String PATH = "id/query/";

    /**
     * Those that this endpoint answers, by their titles; to be called within a transaction.
     *
     * @param languages the reader's, best first
     */
    static List<ExampleQuery> all(Shelf shelf, IriSpace iris, List<String> languages) {
        Graph graph = shelf.data().getDefaultGraph();
        return graph
                .find(Node.ANY, Terms.TYPE, SHACL.SPARQLExecutable)
                .mapWith(Triple::getSubject)
                .filterKeep(query -> query.isURI()
                        && query.getURI().startsWith(iris.resolve(PATH))
                        && !graph.contains(query, FEDERATES_WITH, Node.ANY))
                .toList()
                .stream()
                .distinct()
                .flatMap(query -> read(graph, query, iris, languages).stream())
                .sorted((a, b) -> a.title().compareToIgnoreCase(b.title()))
                .toList();
    }

    private static Optional<ExampleQuery> read(Graph graph, Node query, IriSpace iris, List<String> languages) {
        Optional<Node> title = Labels.of(graph, query, languages);
        return TEXTS.stream()
                .flatMap(property -> texts(graph, query, property))
                .findFirst()
                .flatMap(text -> title.map(words -> new ExampleQuery(
                        query.getURI().substring(iris.resolve(PATH).length()),
                        words.getLiteralLexicalForm(),
                        words.getLiteralLanguage(),
                        text.strip())));
    }

    private static Stream<String> texts(Graph graph, Node query, Node property) {
        return graph
                .find(query, property, Node.ANY)
                .mapWith(Triple::getObject)
                .filterKeep(Node::isLiteral)
                .mapWith(Node::getLiteralLexicalForm)
                .toList()
                .stream();
    }
}
