package eu.staytuned.lod.web;

import eu.staytuned.lod.rdf.Terms;
import java.util.Map;
import org.apache.jena.graph.Node;
import org.springframework.stereotype.Component;

/** The page of the data quality statement, as tables. */
@Component
class QualityPortrait implements Portrait {

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
        return Map.of("quality", new QualityPages(subject, reading).page());
    }
}
