package eu.staytuned.lod.web;

import eu.staytuned.lod.web.ResourcePage.Row;
import eu.staytuned.lod.web.ResourcePage.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.springframework.stereotype.Component;

/** The page of an action: what was done, by whom, where, when and for whom, and what came before and after. */
@Component
class ActionPortrait implements Portrait {

    private static final Node HOMEPAGE = Reading.iri("http://xmlns.com/foaf/0.1/homepage");
    private static final Node PAGE = Reading.iri("http://xmlns.com/foaf/0.1/page");
    private static final Node SUBJECT = Reading.iri("http://purl.org/dc/terms/subject");

    private static final List<String> WHO = List.of("city", "deliveryBody", "place");
    private static final List<String> FRAME = List.of("carriesOut", "journey", "network");
    private static final List<String> NUMBERS =
            List.of("schoolCount", "participantCount", "organisationCount", "staffCount");
    private static final List<String> CLASSIFIED_BY = List.of(
            "beneficiaryGroup",
            "policyCategory",
            "policyTheme",
            "implementationTheme",
            "educationLevel",
            "implementationScope",
            "implementationStage",
            "evidenceKind",
            "keyword");

    /** A number, large, with what it counts. */
    public record Figure(String number, Value property) {}

    @Override
    public boolean suits(Node subject, Reading reading) {
        return reading.isA(subject, reading.term("Action"));
    }

    @Override
    public String template() {
        return "action";
    }

    @Override
    public Map<String, Object> content(Node subject, Reading reading) {
        Map<String, Object> content = new HashMap<>();
        List<Timeline.Draft> events =
                Timeline.inTime(Portraits.only(reading.subjects(SUBJECT, subject), "Event", reading).stream()
                        .map(event -> Timeline.draft(event, "eventKind", reading))
                        .toList());
        Timeline.Draft own = Timeline.draft(subject, "actionKind", reading);
        content.put("when", own.entry());
        content.put("figures", figures(subject, reading));
        content.put("who", Portraits.rows(subject, WHO, reading));
        content.put("frame", Portraits.rows(subject, FRAME, reading));
        content.put("confidence", reading.links(reading.objects(subject, "confidence")));
        content.put("before", steps(subject, "followUpOf", "followedUpBy", reading));
        content.put("after", steps(subject, "followedUpBy", "followUpOf", reading));
        content.put("timeline", Timeline.of(events, List.of(own)));
        content.put("aims", reading.texts(subject, reading.term("aim")));
        content.put("approaches", reading.texts(subject, reading.term("approach")));
        content.put("lessons", reading.texts(subject, reading.term("lesson")));
        content.put("classification", Portraits.classification(subject, CLASSIFIED_BY, Set.of("confidence"), reading));
        List<Row> documents = new ArrayList<>();
        for (Node property : List.of(HOMEPAGE, PAGE, reading.term("output"), reading.term("evidence"))) {
            Portraits.row(subject, property, reading).ifPresent(documents::add);
        }
        Portraits.row(subject, reading.term("funding"), reading).ifPresent(documents::add);
        content.put("documents", documents);
        content.put("notes", reading.texts(subject, Portraits.EDITORIAL_NOTE));
        content.put("sources", reading.links(reading.objects(subject, Portraits.SOURCE)));
        content.put("elsewhere", Portraits.elsewhere(subject, reading));
        return content;
    }

    private static List<Figure> figures(Node subject, Reading reading) {
        List<Figure> figures = new ArrayList<>();
        for (String property : NUMBERS) {
            reading.objects(subject, property).stream()
                    .filter(Node::isLiteral)
                    .forEach(number -> figures.add(
                            new Figure(reading.literal(number).text().text(), reading.link(reading.term(property)))));
        }
        return figures;
    }

    /** Whichever end the link was written at. */
    private static List<Timeline.Entry> steps(Node subject, String property, String inverse, Reading reading) {
        List<Node> steps = new ArrayList<>(reading.objects(subject, property));
        reading.subjects(inverse, subject).stream()
                .filter(step -> !steps.contains(step))
                .forEach(steps::add);
        return Timeline.of(
                        Timeline.inTime(steps.stream()
                                .filter(Node::isURI)
                                .map(step -> Timeline.draft(step, "actionKind", reading))
                                .toList()),
                        List.of())
                .entries();
    }
}
