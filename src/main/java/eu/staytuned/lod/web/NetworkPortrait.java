package eu.staytuned.lod.web;

import eu.staytuned.lod.web.PageTexts.Text;
import eu.staytuned.lod.web.ResourcePage.Row;
import eu.staytuned.lod.web.ResourcePage.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.springframework.stereotype.Component;

/** The page of a network: who took part, when and according to whom, what they did, and what came of it. */
@Component
class NetworkPortrait implements Portrait {

    private static final Node ORGANISATION = Reading.iri("http://www.w3.org/ns/org#organization");
    private static final Node ROLE = Reading.iri("http://www.w3.org/ns/org#role");
    private static final Node ABSTRACT = Reading.iri("http://purl.org/dc/terms/abstract");
    private static final Node SUBJECT = Reading.iri("http://purl.org/dc/terms/subject");
    private static final Node ABOUT = Reading.iri("http://xmlns.com/foaf/0.1/primaryTopic");
    private static final Node HOMEPAGE = Reading.iri("http://xmlns.com/foaf/0.1/homepage");
    private static final Node PAGE = Reading.iri("http://xmlns.com/foaf/0.1/page");
    private static final String VCARD = "http://www.w3.org/2006/vcard/ns#";

    private static final List<String> FACTS = List.of(
            "programme",
            "programmePeriod",
            "networkType",
            "networkStatus",
            "leadPartner",
            "partnerCount",
            "start",
            "end",
            "predecessor");
    private static final List<String> CLASSIFIED_BY = List.of(
            "topic",
            "policyTheme",
            "policyCategory",
            "implementationTheme",
            "implementationChallenge",
            "beneficiaryGroup",
            "educationLevel",
            "implementationScope",
            "implementationStage",
            "evidenceKind",
            "keyword");
    private static final Set<String> CLASSIFIED_ABOVE = Set.of("networkType", "networkStatus");

    private final EuropeMap europe;

    NetworkPortrait(EuropeMap europe) {
        this.europe = europe;
    }

    /**
     * A city in the network.
     *
     * @param did what it did, in a sentence
     * @param journey where that is told
     */
    public record Partner(
            Value city, Optional<Value> country, List<Value> roles, Optional<Text> did, Optional<Value> journey) {}

    /**
     * When something was, according to several sources.
     *
     * @param of the network or one of its phases
     * @param disagree whether not all of them can be right
     */
    public record Accounts(Value of, boolean disagree, Timeline said) {}

    /** What one city did, or learned. */
    public record OfCity(Value city, List<Value> actions, List<Text> lessons) {}

    /**
     * Money.
     *
     * @param of what it is for
     * @param amounts each with the documents that give it; several where they differ
     */
    public record Money(
            Value what,
            Value of,
            Optional<Text> description,
            List<Amount> amounts,
            List<Value> funder,
            List<Value> confidence) {}

    /** A sum, and who says so; no one where it is not disputed. */
    public record Amount(String sum, List<Value> saidBy) {}

    /** Documents of one kind. */
    public record Documents(Text kind, List<Paper> papers) {}

    /**
     * A document.
     *
     * @param output whether the network made it
     */
    public record Paper(Value document, Optional<Text> description, boolean output) {}

    /** Whom to ask, as published. */
    public record Contact(Value contact, List<Text> roles, List<Text> organisations, List<Value> links) {}

    @Override
    public boolean suits(Node subject, Reading reading) {
        return reading.isA(subject, reading.term("Network"));
    }

    @Override
    public String template() {
        return "network";
    }

    @Override
    public Map<String, Object> content(Node subject, Reading reading) {
        Map<String, Object> content = new HashMap<>();
        List<Node> phases = inOrder(reading.objects(subject, "phase"), reading);
        List<Node> milestones = inOrder(reading.objects(subject, "milestone"), reading);
        List<Node> within = reading.subjects("network", subject);
        List<Node> journeys = Portraits.only(within, "ImplementationJourney", reading);
        List<Node> actions = Portraits.only(within, "Action", reading);
        List<Partner> partners = partners(subject, journeys, reading);
        List<Accounts> accounts = accounts(subject, phases, reading);

        content.put("tagline", reading.text(subject, "tagline"));
        content.put("abstracts", reading.texts(subject, ABSTRACT));
        List<Row> facts = new ArrayList<>(Portraits.rows(subject, FACTS, reading));
        Portraits.row(subject, HOMEPAGE, reading).ifPresent(facts::add);
        content.put("facts", facts);
        content.put("span", span(subject, reading));
        content.put("partners", partners);
        content.put("map", europe.with(partners.stream().map(Partner::city).toList(), reading));
        content.put("accounts", accounts);
        content.put("timeline", timeline(phases, milestones, Portraits.only(within, "Event", reading), reading));
        content.put("aims", reading.texts(subject, reading.term("aim")));
        content.put("approaches", reading.texts(subject, reading.term("approach")));
        content.put("classification", Portraits.classification(subject, CLASSIFIED_BY, CLASSIFIED_ABOVE, reading));
        List<OfCity> cities = byCity(actions, journeys, reading);
        content.put(
                "actions",
                cities.stream().filter(city -> !city.actions().isEmpty()).toList());
        content.put("actionCount", actions.size());
        content.put(
                "lessons",
                cities.stream().filter(city -> !city.lessons().isEmpty()).toList());
        content.put("money", money(subject, actions, journeys, reading));
        content.put("documents", documents(subject, journeys, milestones, reading));
        content.put("contacts", contacts(subject, reading));
        content.put("notes", reading.texts(subject, Portraits.EDITORIAL_NOTE));
        content.put("sources", reading.links(reading.objects(subject, Portraits.SOURCE)));
        content.put("elsewhere", Portraits.elsewhere(subject, reading));
        return content;
    }

    /** By the place in the order of the source; what has none last. */
    private static List<Node> inOrder(List<Node> things, Reading reading) {
        return things.stream()
                .distinct()
                .sorted(Comparator.comparingInt((Node thing) -> position(thing, reading))
                        .thenComparing(node -> node.toString()))
                .toList();
    }

    private static int position(Node thing, Reading reading) {
        String position = Portraits.plain(thing, "position", reading);
        return position.matches("\\d{1,8}") ? Integer.parseInt(position) : Integer.MAX_VALUE;
    }

    // Who

    private static List<Partner> partners(Node network, List<Node> journeys, Reading reading) {
        List<Node> partnerships =
                inOrder(Portraits.only(reading.subjects(ORGANISATION, network), "Partnership", reading), reading);
        Map<Node, List<Value>> roles = new LinkedHashMap<>();
        for (Node partnership : partnerships) {
            for (Node city : reading.objects(partnership, "city")) {
                roles.put(city, reading.links(reading.objects(partnership, ROLE)));
            }
        }
        Stream.of("leadPartner", "partner").forEach(property -> reading.objects(network, property)
                .forEach(city -> roles.putIfAbsent(
                        city,
                        property.equals("leadPartner")
                                ? List.of(Value.of(reading.name(reading.term(property))))
                                : List.of())));
        List<Partner> partners = new ArrayList<>();
        roles.forEach((city, role) -> {
            Optional<Node> journey = journeys.stream()
                    .filter(one -> reading.graph().contains(one, reading.term("city"), city))
                    .findFirst();
            partners.add(new Partner(
                    reading.link(city),
                    reading.object(city, "country").map(reading::link),
                    role,
                    journey.flatMap(reading::description).map(text -> Portraits.firstSentence(text, reading.locale())),
                    journey.map(reading::link)));
        });
        return partners;
    }

    // When

    private static List<Node> periodClaims(Node thing, Reading reading) {
        return reading.subjects("about", thing).stream()
                .filter(claim -> reading.graph().contains(claim, reading.term("property"), reading.term("period")))
                .toList();
    }

    private static List<Accounts> accounts(Node network, List<Node> phases, Reading reading) {
        Map<Node, List<Timeline.Draft>> claimed = new LinkedHashMap<>();
        Stream.concat(Stream.of(network), phases.stream()).forEach(thing -> {
            List<Timeline.Draft> drafts = Timeline.inTime(periodClaims(thing, reading).stream()
                    .map(claim -> Timeline.claimed(claim, reading))
                    .toList());
            if (!drafts.isEmpty()) {
                claimed.put(thing, drafts);
            }
        });
        List<Timeline.Draft> all =
                claimed.values().stream().flatMap(List::stream).toList();
        List<Accounts> accounts = new ArrayList<>();
        claimed.forEach((thing, drafts) -> accounts.add(new Accounts(
                reading.link(thing),
                periodClaims(thing, reading).stream().anyMatch(claim -> isDisputed(claim, reading)),
                Timeline.of(drafts, all))));
        return accounts;
    }

    private static boolean isDisputed(Node claim, Reading reading) {
        Node disagrees = reading.term("disagreesWith");
        return reading.graph().contains(claim, disagrees, Node.ANY)
                || reading.graph().contains(Node.ANY, disagrees, claim);
    }

    /** The years in which it began and ended, of which there are several where sources disagree; empty where it has dates. */
    private static Optional<String> span(Node network, Reading reading) {
        if (reading.object(network, "start").isPresent()) {
            return Optional.empty();
        }
        String starts = years(network, "start", reading);
        String ends = years(network, "end", reading);
        return starts.isEmpty() && ends.isEmpty()
                ? Optional.empty()
                : Optional.of((starts.isEmpty() ? "…" : starts) + " – " + (ends.isEmpty() ? "…" : ends));
    }

    private static String years(Node network, String property, Reading reading) {
        return periodClaims(network, reading).stream()
                .flatMap(claim -> reading.object(claim, property).stream())
                .flatMap(date -> Timeline.Moment.of(date).stream())
                .map(moment -> moment.first().getYear())
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .map(String::valueOf)
                .collect(Collectors.joining(" / "));
    }

    private static Timeline timeline(List<Node> phases, List<Node> milestones, List<Node> events, Reading reading) {
        List<Timeline.Draft> drafts = new ArrayList<>();
        phases.forEach(phase -> drafts.add(Timeline.draft(phase, "phaseKind", reading)));
        milestones.forEach(milestone -> drafts.add(Timeline.draft(milestone, "milestoneKind", reading)));
        events.stream()
                .sorted(Comparator.comparing(node -> node.toString()))
                .forEach(event -> drafts.add(Timeline.draft(event, "eventKind", reading)));
        return Timeline.of(Timeline.inTime(drafts), List.of());
    }

    // What

    private static List<OfCity> byCity(List<Node> actions, List<Node> journeys, Reading reading) {
        Map<Node, List<Node>> actionsOf = new HashMap<>();
        Map<Node, Set<Text>> lessonsOf = new HashMap<>();
        Stream.concat(actions.stream(), journeys.stream())
                .forEach(thing -> reading.objects(thing, "city").forEach(city -> {
                    List<Node> known = actionsOf.computeIfAbsent(city, any -> new ArrayList<>());
                    if (actions.contains(thing)) {
                        known.add(thing);
                    }
                    lessonsOf
                            .computeIfAbsent(city, any -> new LinkedHashSet<>())
                            .addAll(reading.texts(thing, "lesson"));
                }));
        return reading.links(actionsOf.keySet()).stream()
                .map(link -> {
                    Node city = Reading.iri(link.note());
                    return new OfCity(link, reading.links(actionsOf.get(city)), List.copyOf(lessonsOf.get(city)));
                })
                .toList();
    }

    private static List<Money> money(Node network, List<Node> actions, List<Node> journeys, Reading reading) {
        List<Node> funded = new ArrayList<>(List.of(network));
        funded.addAll(reading.subjects(ORGANISATION, network));
        funded.addAll(actions);
        funded.addAll(journeys);
        funded.addAll(reading.objects(network, "programmePeriod"));
        List<Money> money = new ArrayList<>();
        for (Node of : funded) {
            for (Node funding : reading.objects(of, "funding")) {
                money.add(new Money(
                        reading.link(funding),
                        reading.link(of),
                        reading.description(funding),
                        amounts(funding, reading),
                        reading.links(reading.objects(funding, "funder")),
                        reading.links(reading.objects(funding, "confidence"))));
            }
        }
        return money;
    }

    private static List<Amount> amounts(Node funding, Reading reading) {
        String currency = Portraits.plain(funding, "currency", reading);
        List<Amount> amounts = new ArrayList<>();
        Portraits.money(reading.object(funding, "amount"), currency, reading.locale())
                .ifPresent(sum -> amounts.add(new Amount(sum, List.of())));
        Portraits.money(reading.object(funding, "amountInEuro"), "EUR", reading.locale())
                .ifPresent(sum -> amounts.add(new Amount(sum, List.of())));
        if (amounts.isEmpty()) {
            for (Node claim : reading.subjects("about", funding)) {
                if (reading.graph().contains(claim, reading.term("property"), reading.term("amount"))) {
                    Portraits.money(reading.object(claim, "value"), currency, reading.locale())
                            .ifPresent(sum ->
                                    amounts.add(new Amount(sum, reading.links(reading.objects(claim, "saidBy")))));
                }
            }
        }
        return amounts;
    }

    private static List<Documents> documents(
            Node network, List<Node> journeys, List<Node> milestones, Reading reading) {
        Set<Node> outputs = new LinkedHashSet<>();
        Stream.of(Stream.of(network), journeys.stream(), milestones.stream())
                .flatMap(things -> things)
                .forEach(thing -> outputs.addAll(reading.objects(thing, "output")));
        Set<Node> documents = new LinkedHashSet<>(outputs);
        documents.addAll(reading.objects(network, HOMEPAGE));
        documents.addAll(reading.objects(network, PAGE));
        documents.addAll(reading.subjects(ABOUT, network));
        documents.addAll(Portraits.only(reading.subjects(SUBJECT, network), "Document", reading));
        Map<Optional<Node>, List<Node>> byKind = documents.stream()
                .filter(Node::isURI)
                .collect(Collectors.groupingBy(document -> reading.object(document, "documentKind")));
        List<Documents> kinds = new ArrayList<>();
        List<Node> known = byKind.keySet().stream().flatMap(Optional::stream).toList();
        reading.links(known)
                .forEach(kind -> kinds.add(new Documents(
                        kind.text(),
                        papers(
                                Objects.requireNonNull(byKind.get(Optional.of(Reading.iri(kind.note())))),
                                outputs,
                                reading))));
        Optional.ofNullable(byKind.get(Optional.<Node>empty()))
                .ifPresent(rest -> kinds.add(
                        new Documents(Text.of(reading.message("page.others")), papers(rest, outputs, reading))));
        return kinds;
    }

    private static List<Paper> papers(List<Node> documents, Set<Node> outputs, Reading reading) {
        return reading.links(documents).stream()
                .map(link -> {
                    Node document = Reading.iri(link.note());
                    return new Paper(link, reading.description(document), outputs.contains(document));
                })
                .toList();
    }

    private static List<Contact> contacts(Node network, Reading reading) {
        return reading.links(reading.objects(network, "contactPoint")).stream()
                .map(link -> {
                    Node contact = Reading.iri(link.note());
                    List<Value> ways = new ArrayList<>();
                    for (String property : List.of("hasEmail", "hasTelephone", "hasURL")) {
                        reading.objects(contact, Reading.iri(VCARD + property)).stream()
                                .filter(Node::isURI)
                                .map(reading::link)
                                .forEach(ways::add);
                    }
                    ways.addAll(reading.links(reading.objects(contact, PAGE)));
                    Text name = reading.text(contact, Reading.iri(VCARD + "fn")).orElse(link.text());
                    return new Contact(
                            Value.link(name, link.href(), link.external(), link.note()),
                            reading.texts(contact, Reading.iri(VCARD + "role")),
                            reading.texts(contact, Reading.iri(VCARD + "organization-name")),
                            ways);
                })
                .toList();
    }
}
