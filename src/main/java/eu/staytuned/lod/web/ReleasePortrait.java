package eu.staytuned.lod.web;

import eu.staytuned.lod.catalog.Dumps;
import eu.staytuned.lod.citation.Citations;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.springframework.stereotype.Component;

/** The page of a release: what the shapes describe, where to download it, and how to cite the one that is read. */
@Component
class ReleasePortrait implements Portrait {

    private final Citations citations;
    private final Dumps dumps;

    ReleasePortrait(Citations citations, Dumps dumps) {
        this.citations = citations;
        this.dumps = dumps;
    }

    @Override
    public boolean suits(Node subject, Reading reading) {
        return number(subject, reading).isPresent();
    }

    @Override
    public String template() {
        return "resource";
    }

    @Override
    public Map<String, Object> content(Node subject, Reading reading) {
        Map<String, Object> content = new HashMap<>();
        int number = number(subject, reading).orElseThrow();
        if (dumps.releases().stream().anyMatch(edition -> edition.number() == number)) {
            content.put("download", number);
        }
        if (number == reading.edition().number()) {
            content.put("citation", citations.release(reading.shelf()));
        }
        return content;
    }

    private static Optional<Integer> number(Node subject, Reading reading) {
        return reading.iris()
                .pathOf(subject.getURI())
                .filter(path -> path.matches("releases/[1-9][0-9]{0,8}"))
                .map(path -> Integer.valueOf(path.substring("releases/".length())));
    }
}
