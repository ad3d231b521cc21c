package eu.staytuned.lod.sparql;

import eu.staytuned.lod.queries.Example;
import eu.staytuned.lod.queries.PublishedExamples;
import eu.staytuned.lod.rdf.Labels;
import eu.staytuned.lod.store.Edition;
import eu.staytuned.lod.store.Shelf;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The questions of the release that this endpoint answers, to start from. Their texts are written out once for each release. */
@Component
class ExampleQueries {

    private final PublishedExamples examples;
    private volatile @Nullable Known known;

    ExampleQueries(PublishedExamples examples) {
        this.examples = examples;
    }

    private record Known(Edition edition, List<Start> starts) {}

    /** What is the same for every reader. */
    private record Start(Example example, String text) {}

    /**
     * All of them, by their titles; to be called within a transaction.
     *
     * @param languages the reader's, best first
     */
    List<ExampleQuery> of(Shelf shelf, List<String> languages) {
        return starts(shelf).stream()
                .flatMap(start -> titled(start, shelf, languages).stream())
                .sorted(Comparator.comparing(ExampleQuery::title, String.CASE_INSENSITIVE_ORDER))
                .toList();
    }

    private static Optional<ExampleQuery> titled(Start start, Shelf shelf, List<String> languages) {
        Optional<Node> title =
                Labels.of(shelf.data().getDefaultGraph(), start.example().iri(), languages);
        return title.map(words -> new ExampleQuery(
                start.example().name(), words.getLiteralLexicalForm(), words.getLiteralLanguage(), start.text()));
    }

    private List<Start> starts(Shelf shelf) {
        Known current = known;
        if (current == null || !current.edition().equals(shelf.edition())) {
            List<Start> starts = examples.of(shelf).all().stream()
                    .filter(example -> !example.isFederated())
                    .map(example -> new Start(example, example.textToStartFrom()))
                    .toList();
            current = new Known(shelf.edition(), starts);
            known = current;
        }
        return current.starts();
    }
}
