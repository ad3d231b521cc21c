package eu.staytuned.lod.web;

import eu.staytuned.lod.web.PageTexts.Text;
import eu.staytuned.lod.web.ResourcePage.Claim;
import eu.staytuned.lod.web.ResourcePage.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Node;

/** What sources say about things, and what the editors conclude from them. */
final class Claims {

    private static final int MOST = 500;
    private static final Node NOTE = Reading.iri("http://www.w3.org/2004/02/skos/core#note");

    private Claims() {}

    /** All claims about a thing: who wants to know whether sources agree must see every one. */
    static List<Claim> about(Node thing, Reading reading) {
        return about(List.of(thing), thing, reading);
    }

    /**
     * The claims about several things.
     *
     * @param page the thing that the page is about, which its claims need not name
     */
    static List<Claim> about(Collection<Node> things, Node page, Reading reading) {
        return things.stream()
                .distinct()
                .flatMap(thing -> reading.subjects("about", thing).stream()
                        .map(claim ->
                                claim(claim, thing.equals(page) ? Optional.empty() : Optional.of(thing), reading)))
                .limit(MOST)
                .sorted(inOrder(reading.letters()))
                .toList();
    }

    private static Comparator<Claim> inOrder(Comparator<String> letters) {
        Comparator<Claim> byThing = Comparator.comparing(
                claim -> claim.about().map(about -> about.text().text()).orElse(""), letters);
        return byThing.thenComparing(claim -> claim.property().text().text(), letters)
                .thenComparing(claim -> claim.claim().text().text(), letters);
    }

    private static Claim claim(Node claim, Optional<Node> about, Reading reading) {
        return new Claim(
                reading.link(claim),
                about.map(reading::link),
                reading.object(claim, "property").map(reading::link).orElse(Value.of(Text.of(""))),
                values(claim, reading),
                reading.objects(claim, "saidBy").stream().map(reading::link).toList(),
                reading.objects(claim, "confidence").stream().map(reading::link).toList(),
                reading.texts(claim, NOTE),
                reading.graph().contains(claim, reading.term("disagreesWith"), Node.ANY)
                        || reading.graph().contains(Node.ANY, reading.term("disagreesWith"), claim),
                Portraits.isInferred(claim, reading));
    }

    /** What a claim says: a value, or from when to when. */
    static List<Value> values(Node claim, Reading reading) {
        List<Value> values = new ArrayList<>(reading.values(claim, reading.term("value")));
        reading.objects(claim, "valueResource").stream().map(reading::link).forEach(values::add);
        Cards.When when = Cards.when(claim, reading);
        when.start().ifPresent(values::add);
        when.end().ifPresent(values::add);
        if (reading.object(claim, "start").isPresent()
                && reading.object(claim, "end").isEmpty()) {
            values.add(Value.of(Text.of("…")));
        }
        return values;
    }
}
