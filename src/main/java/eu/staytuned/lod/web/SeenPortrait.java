package eu.staytuned.lod.web;

import eu.staytuned.lod.catalog.Harvests;
import java.util.Map;
import org.apache.jena.graph.Node;
import org.springframework.stereotype.Component;

/** The page about our own catalogue, as tables. */
@Component
class SeenPortrait implements Portrait {

    private final Harvests harvests;

    SeenPortrait(Harvests harvests) {
        this.harvests = harvests;
    }

    @Override
    public boolean suits(Node subject, Reading reading) {
        return subject.equals(reading.iris().node(SeenController.PATH));
    }

    @Override
    public String template() {
        return "seen";
    }

    @Override
    public Map<String, Object> content(Node subject, Reading reading) {
        return Map.of("seen", new SeenPages(reading, harvests.latest()).page());
    }
}
