package eu.staytuned.lod.web;

import eu.staytuned.lod.queries.Example;
import eu.staytuned.lod.queries.Examples;
import eu.staytuned.lod.queries.Parameter;
import eu.staytuned.lod.queries.PublishedExamples;
import eu.staytuned.lod.rdf.Terms;
import eu.staytuned.lod.store.Edition;
import eu.staytuned.lod.store.Shelf;
import eu.staytuned.lod.web.ResourcePage.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The questions of the release, and which of them have to do with a thing. Read once for each release. */
@Component
class Questions {

    /** Where the questions are, below the base. */
    static final String PATH = "queries";

    private static final String QUALITY = "http://www.w3.org/ns/dqv#";
    private static final Node COMPUTED_ON = Reading.iri(QUALITY + "computedOn");
    private static final Node MEASUREMENT_OF = Reading.iri(QUALITY + "isMeasurementOf");
    private static final Node VALUE = Reading.iri(QUALITY + "value");
    private static final String ROWS = "quality#rows-of-an-example";

    private static final int MOST = 5;

    private final PublishedExamples published;
    private volatile @Nullable Known known;

    Questions(PublishedExamples published) {
        this.published = published;
    }

    /** A question that takes a thing as the value of a parameter. */
    private record Taking(Example example, Parameter parameter) {}

    private record Known(Edition edition, Map<Node, List<Taking>> taking, Map<Node, List<Example>> touching) {}

    /** The questions of a release; to be called within a transaction. */
    Examples of(Shelf shelf) {
        return published.of(shelf);
    }

    Examples of(Reading reading) {
        return of(reading.shelf());
    }

    private Known known(Shelf shelf) {
        Known current = known;
        if (current == null || !current.edition().equals(shelf.edition())) {
            current = read(shelf.edition(), published.of(shelf));
            known = current;
        }
        return current;
    }

    private static Known read(Edition edition, Examples examples) {
        Map<Node, List<Taking>> taking = new HashMap<>();
        Map<Node, List<Example>> touching = new HashMap<>();
        for (Example example : examples.all()) {
            for (Parameter parameter : example.parameters()) {
                parameter.allowed().ifPresent(values -> values.nodes().stream()
                        .filter(Node::isURI)
                        .forEach(value -> taking.computeIfAbsent(value, any -> new ArrayList<>())
                                .add(new Taking(example, parameter))));
            }
            example.touches().forEach(iri -> touching.computeIfAbsent(iri, any -> new ArrayList<>())
                    .add(example));
        }
        return new Known(edition, taking, touching);
    }

    /**
     * The questions that have to do with a thing: first those that can be asked about this very thing, then those whose text
     * names it, then those whose text names its class.
     */
    List<Value> about(Node thing, Reading reading) {
        Known current = known(reading.shelf());
        Map<Example, String> found = new LinkedHashMap<>();
        current.taking()
                .getOrDefault(thing, List.of())
                .forEach(taking -> found.putIfAbsent(
                        taking.example(),
                        Parameters.NONE
                                .with(
                                        taking.parameter().name(),
                                        taking.parameter().nameOf(thing))
                                .of(path(taking.example()))));
        current.touching().getOrDefault(thing, List.of()).forEach(example -> found.putIfAbsent(example, path(example)));
        if (found.size() < MOST) {
            reading.objects(thing, Terms.TYPE).stream()
                    .filter(type -> type.isURI() && reading.iris().contains(type.getURI()))
                    .flatMap(type -> current.touching().getOrDefault(type, List.of()).stream())
                    .forEach(example -> found.putIfAbsent(example, path(example)));
        }
        return found.entrySet().stream()
                .limit(MOST)
                .map(one -> Value.link(
                        reading.name(one.getKey().iri()), reading.site().link(one.getValue()), false, ""))
                .toList();
    }

    /** How many rows a question has in this release with the values that it is shown with first, as was measured. */
    static Optional<Long> rows(Example example, Reading reading) {
        return reading.subjects(COMPUTED_ON, example.iri()).stream()
                .filter(measurement -> reading.graph()
                        .contains(measurement, MEASUREMENT_OF, reading.iris().node(ROWS)))
                .flatMap(measurement -> reading.objects(measurement, VALUE).stream())
                .filter(Node::isLiteral)
                .map(Node::getLiteralLexicalForm)
                .filter(number -> number.matches("\\d{1,15}"))
                .map(Long::valueOf)
                .findFirst();
    }

    static String path(Example example) {
        return PATH + "/" + example.name();
    }
}
