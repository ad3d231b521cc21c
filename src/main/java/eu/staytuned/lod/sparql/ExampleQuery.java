package eu.staytuned.lod.sparql;

import eu.staytuned.lod.queries.Example;
import eu.staytuned.lod.queries.Examples;
import eu.staytuned.lod.rdf.Labels;
import eu.staytuned.lod.store.Shelf;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Node;

/**
 * A question of the release, to start from.
 *
 * @param name the last part of its IRI
 * @param title the question in words
 * @param language of the title
 * @param text in SPARQL, with the defaults of its parameters
 */
record ExampleQuery(String name, String title, String language, String text) {

    /**
     * Those that this endpoint answers, by their titles; to be called within a transaction.
     *
     * @param languages the reader's, best first
     */
    static List<ExampleQuery> all(Examples examples, Shelf shelf, List<String> languages) {
        return examples.all().stream()
                .filter(example -> !example.isFederated())
                .flatMap(example -> of(example, shelf, languages).stream())
                .sorted(Comparator.comparing(ExampleQuery::title, String.CASE_INSENSITIVE_ORDER))
                .toList();
    }

    private static Optional<ExampleQuery> of(Example example, Shelf shelf, List<String> languages) {
        Optional<Node> title = Labels.of(shelf.data().getDefaultGraph(), example.iri(), languages);
        return title.map(words -> new ExampleQuery(
                example.name(), words.getLiteralLexicalForm(), words.getLiteralLanguage(), example.textToStartFrom()));
    }
}
