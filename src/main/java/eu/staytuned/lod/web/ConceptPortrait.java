package eu.staytuned.lod.web;

import eu.staytuned.lod.web.ConceptUses.Group;
import eu.staytuned.lod.web.ConceptUses.Uses;
import eu.staytuned.lod.web.PageTexts.Text;
import eu.staytuned.lod.web.ResourcePage.Counted;
import eu.staytuned.lod.web.ResourcePage.Row;
import eu.staytuned.lod.web.ResourcePage.Value;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.jena.graph.Node;
import org.springframework.stereotype.Component;

/** The page of a concept: what it means, where it stands, what is described with it and who says so. */
@Component
class ConceptPortrait implements Portrait {

    /** Of a longer list the page shows a few, and leads to the rest. */
    private static final int MOST_AT_ONCE = 24;

    private static final int FEW = 12;
    private static final int MOST_CLAIMS = 40;

    private static final List<String> MATCHES =
            List.of("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch");
    private static final List<String> NOTES = List.of("scopeNote", "example", "changeNote", "historyNote", "note");

    private static final Node ALSO_CALLED = Portraits.skos("altLabel");

    private final ConceptUses uses;

    ConceptPortrait(ConceptUses uses) {
        this.uses = uses;
    }

    /**
     * What refers to the concept by one property and is of one kind.
     *
     * @param total how many there are, of which some may be shown
     * @param more where all are listed; empty where all are shown
     */
    public record Used(Value property, Optional<Value> kind, List<Value> things, int total, String more) {}

    /** A concept of another vocabulary. */
    public record Match(Value concept, String vocabulary) {}

    /** Concepts elsewhere that stand in one relation to this one, which a message names. */
    public record Matches(String relation, List<Match> matches) {}

    /**
     * A claim that gives the concept as a value.
     *
     * @param inferred whether no source says so and the editors conclude it
     */
    public record Said(
            Value claim,
            Value about,
            Optional<Value> property,
            List<Value> saidBy,
            List<Value> confidence,
            List<Text> notes,
            boolean inferred) {}

    @Override
    public boolean suits(Node subject, Reading reading) {
        return reading.iris().contains(subject.getURI()) && reading.isA(subject, Portraits.CONCEPT);
    }

    @Override
    public String template() {
        return "concept";
    }

    @Override
    public Map<String, Object> content(Node subject, Reading reading) {
        Map<String, Object> content = new HashMap<>();
        Uses used = uses.of(subject, reading);
        content.put("facts", facts(subject, reading));
        content.put("notes", reading.texts(subject, Portraits.EDITORIAL_NOTE));
        content.put("tree", new ConceptTree(reading, uses).around(subject));
        content.put("schemes", reading.links(reading.objects(subject, ConceptTree.IN_SCHEME)));
        content.put("related", reading.links(reading.objects(subject, Portraits.skos("related"))));
        content.put("total", used.total());
        content.put(
                "used",
                used.groups().stream()
                        .map(group -> used(subject, group, reading))
                        .toList());
        content.put("cities", cities(used, reading));
        content.put("concluded", concluded(used, reading));
        content.put(
                "said",
                used.claims().stream()
                        .limit(MOST_CLAIMS)
                        .map(claim -> said(claim, reading))
                        .sorted(Comparator.comparing(Said::inferred).thenComparing(Said::about, reading.byText()))
                        .toList());
        content.put("claims", used.claims().size());
        content.put(
                "moreClaims", used.claims().size() > MOST_CLAIMS ? ConceptUsesPage.linkToClaims(subject, reading) : "");
        content.put("matches", matches(subject, reading));
        content.put("sources", reading.links(reading.objects(subject, Portraits.SOURCE)));
        return content;
    }

    private static List<Row> facts(Node subject, Reading reading) {
        List<Row> facts = new ArrayList<>();
        Portraits.row(subject, ConceptTree.NOTATION, reading).ifPresent(facts::add);
        otherNames(subject, reading).ifPresent(facts::add);
        for (String property : NOTES) {
            Portraits.row(subject, Portraits.skos(property), reading).ifPresent(facts::add);
        }
        facts.addAll(Portraits.rows(subject, List.of("rank", "educationSector"), reading));
        return facts;
    }

    /** In the language of the page, and to be opened in all others. */
    private static Optional<Row> otherNames(Node subject, Reading reading) {
        List<Value> names = reading.objects(subject, ALSO_CALLED).stream()
                .filter(Node::isLiteral)
                .map(name -> Value.of(reading.texts().text(name)))
                .sorted(Comparator.comparing((Value name) -> name.text().language())
                        .thenComparing(reading.byText()))
                .toList();
        Map<Boolean, List<Value>> own = names.stream()
                .collect(
                        Collectors.partitioningBy(name -> name.text().language().isEmpty()));
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(new Row(reading.link(ALSO_CALLED), own.get(true), own.get(false), names.size()));
    }

    private static Used used(Node concept, Group group, Reading reading) {
        boolean all = group.things().size() <= MOST_AT_ONCE;
        List<Value> things = all
                ? reading.links(group.things())
                : group.things().stream().limit(FEW).map(reading::link).toList();
        return new Used(
                reading.link(group.property()),
                group.kind().map(reading::link),
                things,
                group.things().size(),
                all ? "" : ConceptUsesPage.link(concept, group, reading));
    }

    private static List<Counted> cities(Uses used, Reading reading) {
        return reading.links(used.cities().keySet()).stream()
                .map(link -> new Counted(link, used.cities().get(Reading.iri(link.note())), false))
                .toList();
    }

    /** The cities, or whatever else it is, that the editors alone put here. */
    private static List<Value> concluded(Uses used, Reading reading) {
        Set<Node> stated =
                used.groups().stream().flatMap(group -> group.things().stream()).collect(Collectors.toSet());
        return reading.links(used.claims().stream()
                .filter(claim -> Portraits.isInferred(claim, reading))
                .flatMap(claim -> reading.objects(claim, "about").stream())
                .filter(thing -> !stated.contains(thing))
                .toList());
    }

    private static Said said(Node claim, Reading reading) {
        return new Said(
                reading.link(claim),
                reading.object(claim, "about").map(reading::link).orElseGet(() -> reading.link(claim)),
                reading.object(claim, "property").map(reading::link),
                reading.links(reading.objects(claim, "saidBy")),
                reading.links(reading.objects(claim, "confidence")),
                reading.texts(claim, Portraits.NOTE),
                Portraits.isInferred(claim, reading));
    }

    private static List<Matches> matches(Node subject, Reading reading) {
        List<Matches> matches = new ArrayList<>();
        for (String relation : MATCHES) {
            List<Match> found = reading.links(reading.objects(subject, Portraits.skos(relation))).stream()
                    .map(link -> new Match(link, vocabulary(link, reading)))
                    .toList();
            if (!found.isEmpty()) {
                matches.add(new Matches(relation, found));
            }
        }
        return matches;
    }

    /** The name of the vocabulary that a concept belongs to; the host of its address where we know no better. */
    private static String vocabulary(Value concept, Reading reading) {
        Optional<Text> scheme = reading.object(Reading.iri(concept.note()), ConceptTree.IN_SCHEME)
                .flatMap(reading.texts()::label);
        if (scheme.isPresent()) {
            return scheme.get().text();
        }
        String host;
        try {
            host = Optional.ofNullable(URI.create(concept.note()).getHost()).orElse("");
        } catch (IllegalArgumentException notOne) {
            host = "";
        }
        String path = concept.note().contains("/kim/educationalLevel/") ? "isced" : host.replaceFirst("^www\\.", "");
        return Optional.ofNullable(reading.messages().getMessage("vocabulary." + path, null, host, reading.locale()))
                .orElse(host);
    }
}
