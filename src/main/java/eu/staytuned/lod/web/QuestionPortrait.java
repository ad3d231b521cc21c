package eu.staytuned.lod.web;

import eu.staytuned.lod.queries.Examples;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.springframework.stereotype.Component;

/** The page of a question as a thing: what the shapes describe, and the way to its answer. */
@Component
class QuestionPortrait implements Portrait {

    private final Questions questions;

    QuestionPortrait(Questions questions) {
        this.questions = questions;
    }

    @Override
    public boolean suits(Node subject, Reading reading) {
        return name(subject, reading).isPresent();
    }

    @Override
    public String template() {
        return "resource";
    }

    @Override
    public Map<String, Object> content(Node subject, Reading reading) {
        return Map.of("ask", reading.site().link(name(subject, reading).orElseThrow()), "questions", List.of());
    }

    private Optional<String> name(Node subject, Reading reading) {
        return reading.iris()
                .pathOf(subject.getURI())
                .filter(path -> path.startsWith(Examples.PATH))
                .flatMap(path -> questions.of(reading).find(path.substring(Examples.PATH.length())))
                .map(Questions::path);
    }
}
