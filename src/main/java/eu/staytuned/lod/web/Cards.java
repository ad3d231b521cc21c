package eu.staytuned.lod.web;

import eu.staytuned.lod.web.PageTexts.Text;
import eu.staytuned.lod.web.ResourcePage.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Node;

/** Short accounts of what was done: actions, policies, journeys, events, with who says so and how sure it is. */
final class Cards {

    private static final Node ALTERNATIVE = Reading.iri("http://www.w3.org/2004/02/skos/core#altLabel");
    private static final Node SOURCE = Reading.iri("http://purl.org/dc/terms/source");

    /** What an account tells after how the work is sorted, in this order. */
    private static final List<String> FURTHER = List.of(
            "implementationStage",
            "eventKind",
            "carriesOut",
            "deliveryBody",
            "place",
            "venue",
            "schoolCount",
            "participantCount",
            "organisationCount",
            "staffCount",
            "measureCount",
            "aim",
            "approach",
            "lesson",
            "followUpOf",
            "followedUpBy",
            "output",
            "funding");

    private static final int MOST_NAMES = 6;

    private Cards() {}

    /**
     * From when to when, as precise as the sources are.
     *
     * @param start empty where nobody says
     * @param end empty where nobody says, or where it is the start
     */
    public record When(Optional<Value> start, Optional<Value> end) {

        public boolean isKnown() {
            return start.isPresent() || end.isPresent();
        }
    }

    /** A property and its values. */
    public record Field(Value property, List<Value> values) {}

    /**
     * An account.
     *
     * @param others further names
     * @param concluded what the editors conclude and no source says; the values lead to the claims
     */
    public record Card(
            Value link,
            List<Text> others,
            Optional<Text> description,
            When when,
            List<Field> fields,
            List<Field> concluded,
            List<Value> confidence,
            List<Value> sources) {}

    /** Accounts of things, in the order of time and then of the alphabet. */
    static List<Card> of(Collection<Node> things, Reading reading) {
        Comparator<Card> byTime = Comparator.comparing(Cards::firstTime);
        return things.stream()
                .map(thing -> of(thing, reading))
                .sorted(byTime.thenComparing(Card::link, reading.byText()))
                .toList();
    }

    private static String firstTime(Card card) {
        return card.when().start().or(card.when()::end).map(Value::time).orElse("9999");
    }

    static Card of(Node thing, Reading reading) {
        List<Field> fields = new ArrayList<>();
        List<Field> concluded = new ArrayList<>();
        List<Node> inferences = reading.subjects("about", thing).stream()
                .filter(claim -> Portraits.isInferred(claim, reading))
                .toList();
        for (String property : CityProfiles.SORTED_BY) {
            field(thing, property, reading).ifPresent(fields::add);
            List<Value> values = inferences.stream()
                    .filter(claim -> reading.objects(claim, "property").contains(reading.term(property)))
                    .flatMap(claim -> Claims.values(claim, reading).stream()
                            .map(value -> Value.link(
                                    value.text(),
                                    reading.site().href(claim.getURI()),
                                    false,
                                    reading.name(claim).text())))
                    .sorted(reading.byText())
                    .toList();
            if (!values.isEmpty()) {
                concluded.add(new Field(reading.link(reading.term(property)), values));
            }
        }
        FURTHER.forEach(property -> field(thing, property, reading).ifPresent(fields::add));
        Text name = reading.name(thing);
        return new Card(
                reading.link(thing),
                reading.objects(thing, ALTERNATIVE).stream()
                        .filter(Node::isLiteral)
                        .map(reading.texts()::text)
                        .filter(other -> !other.text().equals(name.text()))
                        .sorted(Comparator.comparing(Text::text))
                        .limit(MOST_NAMES)
                        .toList(),
                reading.description(thing),
                when(thing, reading),
                fields,
                concluded,
                reading.links(reading.objects(thing, "confidence")),
                reading.links(reading.objects(thing, SOURCE)));
    }

    static When when(Node thing, Reading reading) {
        Optional<Value> start = reading.object(thing, "start").map(reading::literal);
        Optional<Value> end = reading.object(thing, "end").map(reading::literal);
        return new When(start, end.equals(start) ? Optional.empty() : end);
    }

    private static Optional<Field> field(Node thing, String property, Reading reading) {
        List<Node> things =
                reading.objects(thing, property).stream().filter(Node::isURI).toList();
        List<Value> values = new ArrayList<>(reading.links(things));
        for (Value value : reading.values(thing, reading.term(property))) {
            values.add(qualifier(thing, property, reading)
                    .map(word -> Value.of(new Text(
                            value.text().text() + " (" + word.text() + ")",
                            value.text().language())))
                    .orElse(value));
        }
        return values.isEmpty()
                ? Optional.empty()
                : Optional.of(new Field(reading.link(reading.term(property)), values));
    }

    /** "More than", where a source says that a number is not exact. */
    private static Optional<Text> qualifier(Node thing, String property, Reading reading) {
        return property.endsWith("Count")
                ? reading.subjects("about", thing).stream()
                        .filter(claim -> reading.objects(claim, "property").contains(reading.term(property)))
                        .flatMap(claim -> reading.objects(claim, "valueQualifier").stream())
                        .findFirst()
                        .map(reading::name)
                : Optional.empty();
    }
}
