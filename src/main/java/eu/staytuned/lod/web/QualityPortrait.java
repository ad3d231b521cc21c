package eu.staytuned.lod.web;

import eu.staytuned.lod.rdf.Terms;
import eu.staytuned.lod.web.PageTexts.Text;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.springframework.stereotype.Component;

/** The page of the data quality statement, as tables. */
@Component
class QualityPortrait implements Portrait {

    private static final String DQV = "http://www.w3.org/ns/dqv#";

    @Override
    public boolean suits(Node subject, Reading reading) {
        return reading.graph().contains(subject, Terms.TYPE, Terms.QUALITY_METADATA);
    }

    @Override
    public String template() {
        return "quality";
    }

    @Override
    public Map<String, Object> content(Node subject, Reading reading) {
        return Map.of("quality", new QualityPages(subject, reading).page(), "measures", measures(subject, reading));
    }

    /**
     * What is measured, or a side of quality that measures belong to.
     *
     * @param id the fragment of its IRI
     */
    public record Measure(String id, Text name, Optional<Text> meaning) {}

    /** Each metric and dimension, so that its IRI leads to where it is explained. */
    private static List<Measure> measures(Node subject, Reading reading) {
        String prefix = subject.getURI() + "#";
        return Stream.of("Dimension", "Metric")
                .flatMap(type -> reading.links(reading.subjects(Terms.TYPE, Reading.iri(DQV + type))).stream())
                .filter(link -> link.note().startsWith(prefix))
                .map(link -> new Measure(
                        link.note().substring(prefix.length()),
                        link.text(),
                        reading.description(Reading.iri(link.note()))))
                .toList();
    }
}
