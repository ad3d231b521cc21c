package eu.staytuned.lod.web;

import eu.staytuned.lod.citation.Citations;
import java.util.Map;
import org.apache.jena.graph.Node;
import org.springframework.stereotype.Component;

/** The page of the release that is read: what the shapes describe, and how to cite the whole of it. */
@Component
class ReleasePortrait implements Portrait {

    private final Citations citations;

    ReleasePortrait(Citations citations) {
        this.citations = citations;
    }

    @Override
    public boolean suits(Node subject, Reading reading) {
        return subject.equals(reading.iris().node(reading.edition().path()));
    }

    @Override
    public String template() {
        return "resource";
    }

    @Override
    public Map<String, Object> content(Node subject, Reading reading) {
        return Map.of("citation", citations.release(reading.shelf()));
    }
}
