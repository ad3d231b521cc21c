package eu.staytuned.lod.web;

import eu.staytuned.lod.web.PageTexts.Text;
import eu.staytuned.lod.web.ResourcePage.Row;
import eu.staytuned.lod.web.ResourcePage.Value;
import java.math.BigDecimal;
import java.text.BreakIterator;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;

/** What the portraits of several classes have in common. */
final class Portraits {

    static final Node CONCEPT = skos("Concept");
    static final Node NOTE = skos("note");
    static final Node EDITORIAL_NOTE = skos("editorialNote");
    static final Node SOURCE = Reading.iri("http://purl.org/dc/terms/source");

    private static final List<Node> ELSEWHERE = List.of(
            Reading.iri("http://www.w3.org/2002/07/owl#sameAs"),
            Reading.iri("http://www.w3.org/2000/01/rdf-schema#seeAlso"),
            skos("exactMatch"),
            skos("closeMatch"));

    private Portraits() {}

    /**
     * Concepts under the property by which they are given.
     *
     * @param property that leads to them
     */
    public record Chips(Value property, List<Chip> concepts) {}

    /**
     * A concept.
     *
     * @param inferred whether no source says so and the editors conclude it
     */
    public record Chip(Value concept, boolean inferred) {}

    static Node skos(String name) {
        return Reading.iri("http://www.w3.org/2004/02/skos/core#" + name);
    }

    /** A property and its values, if it has any. */
    static Optional<Row> row(Node subject, Node property, Reading reading) {
        List<Node> values = reading.objects(subject, property);
        if (values.isEmpty()) {
            return Optional.empty();
        }
        List<Value> shown = new ArrayList<>(
                reading.links(values.stream().filter(Node::isURI).toList()));
        List<Node> texts = values.stream()
                .filter(value ->
                        value.isLiteral() && !value.getLiteralLanguage().isEmpty())
                .toList();
        if (!texts.isEmpty()) {
            reading.texts(subject, property).stream()
                    .filter(text -> texts.stream()
                            .anyMatch(node -> node.getLiteralLexicalForm().equals(text.text())))
                    .forEach(text -> shown.add(Value.of(text)));
        }
        values.stream()
                .filter(value -> value.isLiteral() && value.getLiteralLanguage().isEmpty())
                .forEach(value -> shown.add(reading.literal(value)));
        return shown.isEmpty()
                ? Optional.empty()
                : Optional.of(new Row(reading.link(property), shown, List.of(), shown.size()));
    }

    /** Properties of our ontology and their values, those that there are. */
    static List<Row> rows(Node subject, List<String> properties, Reading reading) {
        return properties.stream()
                .map(property -> row(subject, reading.term(property), reading))
                .flatMap(Optional::stream)
                .toList();
    }

    /** The same thing, or nearly, in the data of others. */
    static List<Row> elsewhere(Node subject, Reading reading) {
        return ELSEWHERE.stream()
                .map(property -> row(subject, property, reading))
                .flatMap(Optional::stream)
                .toList();
    }

    /**
     * The concepts that a thing is classified by, what the editors conclude among them.
     *
     * @param first properties that come first, in this order; others follow by name
     * @param skipped properties that the page shows elsewhere
     */
    static List<Chips> classification(Node subject, List<String> first, Set<String> skipped, Reading reading) {
        List<Node> properties = new ArrayList<>();
        first.forEach(property -> properties.add(reading.term(property)));
        Set<Node> without = new HashSet<>();
        skipped.forEach(property -> without.add(reading.term(property)));
        List<Node> others = new ArrayList<>();
        reading.graph()
                .find(subject, Node.ANY, Node.ANY)
                .filterKeep(triple -> !properties.contains(triple.getPredicate())
                        && !without.contains(triple.getPredicate())
                        && isConcept(triple.getObject(), reading))
                .mapWith(Triple::getPredicate)
                .forEachRemaining(property -> {
                    if (!others.contains(property)) {
                        others.add(property);
                    }
                });
        reading.links(others).forEach(link -> properties.add(Reading.iri(link.note())));
        List<Chips> chips = new ArrayList<>();
        for (Node property : properties) {
            List<Node> stated = reading.objects(subject, property).stream()
                    .filter(value -> isConcept(value, reading))
                    .toList();
            List<Node> inferred = inferred(subject, property, reading);
            List<Chip> concepts = new ArrayList<>();
            reading.links(stated).forEach(link -> concepts.add(new Chip(link, false)));
            reading.links(inferred.stream()
                            .filter(value -> !stated.contains(value))
                            .toList())
                    .forEach(link -> concepts.add(new Chip(link, true)));
            if (!concepts.isEmpty()) {
                chips.add(new Chips(reading.link(property), concepts));
            }
        }
        return chips;
    }

    static boolean isConcept(Node node, Reading reading) {
        return node.isURI() && reading.isA(node, CONCEPT);
    }

    private static List<Node> inferred(Node subject, Node property, Reading reading) {
        return reading.subjects("about", subject).stream()
                .filter(claim -> reading.graph().contains(claim, reading.term("property"), property)
                        && isInferred(claim, reading))
                .flatMap(claim -> reading.objects(claim, "valueResource").stream())
                .toList();
    }

    /** Whether a claim is what the editors conclude and no source says. */
    static boolean isInferred(Node claim, Reading reading) {
        return reading.graph().contains(claim, reading.term("basis"), reading.thing("statement-basis", "inferred"));
    }

    /** The first sentence of a text. */
    static Text firstSentence(Text text, Locale locale) {
        BreakIterator sentences = BreakIterator.getSentenceInstance(
                text.language().isEmpty() ? locale : Locale.forLanguageTag(text.language()));
        sentences.setText(text.text());
        sentences.first();
        int end = sentences.next();
        return end == BreakIterator.DONE
                ? text
                : new Text(text.text().substring(0, end).strip(), text.language());
    }

    /** A sum of money, in the way of the reader's language. */
    static Optional<String> money(Optional<Node> amount, String currency, Locale locale) {
        return amount.filter(Node::isLiteral)
                .map(Node::getLiteralLexicalForm)
                .filter(lexical -> lexical.matches("\\d{1,15}(\\.\\d{1,6})?"))
                .map(lexical -> {
                    NumberFormat format = NumberFormat.getNumberInstance(locale);
                    BigDecimal number = new BigDecimal(lexical);
                    if (number.stripTrailingZeros().scale() > 0) {
                        format.setMinimumFractionDigits(2);
                    }
                    return format.format(number) + (currency.isEmpty() ? "" : "\u00a0" + currency);
                });
    }

    /** The text of a literal that has no language. */
    static String plain(Node subject, String property, Reading reading) {
        return reading.object(subject, property)
                .filter(Node::isLiteral)
                .map(Node::getLiteralLexicalForm)
                .orElse("");
    }

    /** Those of some things that are of a class of ours. */
    static List<Node> only(Collection<Node> things, String type, Reading reading) {
        return things.stream()
                .filter(thing -> reading.isA(thing, reading.term(type)))
                .distinct()
                .toList();
    }
}
