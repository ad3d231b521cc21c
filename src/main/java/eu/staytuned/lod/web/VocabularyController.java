package eu.staytuned.lod.web;

import eu.staytuned.lod.web.QueryVocabulary.Individual;
import eu.staytuned.lod.web.QueryVocabulary.Kind;
import eu.staytuned.lod.web.QueryVocabulary.Property;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import tools.jackson.databind.json.JsonMapper;

/** What a query about this release is written with, for the completion of an editor, in the reader's language. */
@Controller
class VocabularyController {

    private final JsonMapper json;
    private volatile @Nullable QueryVocabulary known;

    VocabularyController(JsonMapper json) {
        this.json = json;
    }

    @GetMapping("/sparql/vocabulary.json")
    DesignedFile vocabulary() {
        return new DesignedFile(
                new MediaType("application", "json", StandardCharsets.UTF_8),
                Optional.empty(),
                reading -> json.writeValueAsBytes(words(reading)));
    }

    private Vocabulary words(Reading reading) {
        QueryVocabulary vocabulary = known;
        if (vocabulary == null || !vocabulary.edition().equals(reading.edition())) {
            vocabulary = QueryVocabulary.of(reading.shelf(), reading.iris());
            known = vocabulary;
        }
        return new Vocabulary(
                reading.edition().number(),
                vocabulary.prefixes(),
                vocabulary.classes().stream()
                        .map(kind -> ClassEntry.of(kind, reading))
                        .toList(),
                vocabulary.properties().stream()
                        .map(property -> PropertyEntry.of(property, reading))
                        .toList(),
                vocabulary.individuals().stream()
                        .map(individual -> IndividualEntry.of(individual, reading))
                        .toList());
    }

    /**
     * The document, member by member.
     *
     * @param prefixes namespaces by prefix
     * @param classes those in use, most resources first
     * @param properties those in use, by how often they are
     * @param individuals things that have a name, those that most refers to first
     */
    record Vocabulary(
            int release,
            Map<String, String> prefixes,
            List<ClassEntry> classes,
            List<PropertyEntry> properties,
            List<IndividualEntry> individuals) {}

    /**
     * A class.
     *
     * @param prefixed its name as a query writes it; its IRI in angle brackets where no prefix fits
     * @param comment what it means; empty where nobody says so
     * @param count how many resources it has
     */
    record ClassEntry(String iri, String prefixed, String label, String comment, long count) {

        private static ClassEntry of(Kind kind, Reading reading) {
            return new ClassEntry(
                    kind.node().getURI(),
                    kind.prefixed(),
                    nameOf(kind.node(), reading),
                    meaningOf(kind.node(), reading),
                    kind.count());
        }
    }

    /**
     * A property.
     *
     * @param count of statements with it
     * @param domains the classes whose resources have it, as a query writes them
     * @param ranges the classes and datatypes that it leads to
     */
    record PropertyEntry(
            String iri,
            String prefixed,
            String label,
            String comment,
            long count,
            List<String> domains,
            List<String> ranges) {

        private static PropertyEntry of(Property property, Reading reading) {
            return new PropertyEntry(
                    property.node().getURI(),
                    property.prefixed(),
                    nameOf(property.node(), reading),
                    meaningOf(property.node(), reading),
                    property.count(),
                    property.domains(),
                    property.ranges());
        }
    }

    /**
     * A thing.
     *
     * @param kind the class that says best what it is, as a query writes it
     */
    record IndividualEntry(String iri, String prefixed, String label, String kind) {

        private static IndividualEntry of(Individual individual, Reading reading) {
            return new IndividualEntry(
                    individual.node().getURI(),
                    individual.prefixed(),
                    nameOf(individual.node(), reading),
                    individual.kind());
        }
    }

    private static String nameOf(Node node, Reading reading) {
        return reading.name(node).text();
    }

    private static String meaningOf(Node node, Reading reading) {
        return reading.description(node).map(PageTexts.Text::text).orElse("");
    }
}
