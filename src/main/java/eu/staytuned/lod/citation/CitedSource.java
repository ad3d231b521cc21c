package eu.staytuned.lod.citation;

import eu.staytuned.lod.rdf.Labels;
import eu.staytuned.lod.rdf.Terms;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.VOID;

/**
 * What is published and by whom, as the catalogue of a release says it.
 *
 * @param title of the dataset, in English
 * @param authors those who made it; organisations, by the name they go by
 * @param publisher who publishes it
 * @param license the IRI of its licence
 */
public record CitedSource(String title, List<String> authors, String publisher, String license) {

    private static final List<String> ENGLISH = List.of("en");

    /**
     * As a release says it: that dataset of its catalogue that is one in RDF. To be called within a transaction.
     *
     * @param site the name of this publication, where the release says less
     * @param license of everything that names none
     */
    public static CitedSource of(Graph published, String site, String license) {
        Optional<Node> dataset = published
                .find(Node.ANY, iri(DCAT.NS + "dataset"), Node.ANY)
                .mapWith(Triple::getObject)
                .filterKeep(node -> node.isURI() && published.contains(node, Terms.TYPE, VOID.Dataset.asNode()))
                .toList()
                .stream()
                .min(Comparator.comparing(Node::getURI));
        if (dataset.isEmpty()) {
            return new CitedSource(site, List.of(site), site, license);
        }
        Node subject = dataset.get();
        List<String> publishers = names(published, subject, DCTerms.publisher.asNode());
        List<String> authors = names(published, subject, DCTerms.creator.asNode());
        String publisher = publishers.isEmpty() ? site : publishers.get(0);
        return new CitedSource(
                name(published, subject).orElse(site),
                authors.isEmpty() ? List.of(publisher) : authors,
                publisher,
                objects(published, subject, Terms.LICENSE)
                        .filter(Node::isURI)
                        .map(Node::getURI)
                        .sorted()
                        .findFirst()
                        .orElse(license));
    }

    private static List<String> names(Graph graph, Node subject, Node property) {
        return objects(graph, subject, property)
                .flatMap(node -> name(graph, node).stream())
                .sorted()
                .toList();
    }

    static Optional<String> name(Graph graph, Node node) {
        return node.isLiteral()
                ? Optional.of(node.getLiteralLexicalForm())
                : Labels.of(graph, node, ENGLISH).map(Node::getLiteralLexicalForm);
    }

    private static Stream<Node> objects(Graph graph, Node subject, Node property) {
        return graph.find(subject, property, Node.ANY).mapWith(Triple::getObject).toList().stream()
                .distinct();
    }

    private static Node iri(String iri) {
        return NodeFactory.createURI(iri);
    }
}
