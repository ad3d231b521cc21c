package eu.staytuned.lod.web;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.jena.graph.Node;
import org.springframework.stereotype.Component;

/** The page of a concept scheme: its concepts, one under the other, with what they mean and how often they are used. */
@Component
class SchemePortrait implements Portrait {

    private static final Node SCHEME = Portraits.skos("ConceptScheme");

    private final ConceptUses uses;

    SchemePortrait(ConceptUses uses) {
        this.uses = uses;
    }

    @Override
    public boolean suits(Node subject, Reading reading) {
        return reading.iris().contains(subject.getURI()) && reading.isA(subject, SCHEME);
    }

    @Override
    public String template() {
        return "scheme";
    }

    @Override
    public Map<String, Object> content(Node subject, Reading reading) {
        List<ConceptTree.Branch> tree = new ConceptTree(reading, uses).of(subject);
        Map<String, Object> content = new HashMap<>();
        content.put("tree", tree);
        content.put("concepts", count(tree));
        content.put("notes", reading.texts(subject, Portraits.EDITORIAL_NOTE));
        content.put("sources", reading.links(reading.objects(subject, Portraits.SOURCE)));
        content.put("elsewhere", Portraits.elsewhere(subject, reading));
        return content;
    }

    private static int count(List<ConceptTree.Branch> tree) {
        return tree.stream().mapToInt(branch -> 1 + count(branch.below())).sum();
    }
}
