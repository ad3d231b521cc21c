package eu.staytuned.lod.explain;

import eu.staytuned.lod.explain.Manuscript.Word;
import eu.staytuned.lod.explain.Part.Use;
import eu.staytuned.lod.rdf.IriSpace;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.jena.datatypes.RDFDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.expr.NodeValue;

/** A value that a query wants beside those that there are: which of them it may have meant, and why it is none. */
final class Comparison {

    private static final int MOST = 5;
    private static final int SHOWN = 5;

    private final IriSpace iris;
    private final Scene scene;
    private final Use wanted;
    private final Collection<Node> values;
    private final Consumer<Suspicion> found;

    private record Near(Node value, String text, double likeness) {}

    /**
     * @param wanted a thing or a text, as it stands in the query
     * @param values what is there in its place
     */
    Comparison(IriSpace iris, Scene scene, Use wanted, Collection<Node> values, Consumer<Suspicion> found) {
        this.iris = iris;
        this.scene = scene;
        this.wanted = wanted;
        this.values = values;
        this.found = found;
    }

    void compare() {
        if (values.contains(wanted.node())) {
            return;
        }
        if (wanted.isLiteral()) {
            compareText();
        } else if (wanted.isIri()) {
            compareThing();
        }
    }

    private void compareText() {
        List<Node> texts = values.stream().filter(Node::isLiteral).toList();
        if (texts.isEmpty()) {
            thingsCalled();
            return;
        }
        String lexical = wanted.node().getLiteralLexicalForm();
        for (Node text : texts) {
            if (text.getLiteralLexicalForm().equals(lexical)) {
                otherForm(text, 0.96);
            }
        }
        asThese(texts);
        if (isOrdered(wanted.node())) {
            range(texts);
        } else {
            nearest(
                    texts.stream()
                            .filter(text -> !text.getLiteralLexicalForm().equals(lexical))
                            .map(text -> new Near(
                                    text,
                                    text.getLiteralLexicalForm(),
                                    Spelling.likeness(lexical, text.getLiteralLexicalForm())))
                            .toList(),
                    Kind.SPELLING);
        }
        others(texts);
    }

    /** The same letters with another language or datatype. */
    private void otherForm(Node text, double likeness) {
        String language = text.getLiteralLanguage();
        boolean sameLanguage = language.equals(wanted.node().getLiteralLanguage());
        wanted.word()
                .ifPresent(word -> found.accept(
                        sameLanguage
                                ? scene.replacement(
                                        Kind.DATATYPE,
                                        word,
                                        text,
                                        likeness,
                                        scene.shown(wanted),
                                        scene.shown(NodeFactory.createURI(text.getLiteralDatatypeURI())),
                                        scene.shown(text))
                                : scene.replacement(
                                        Kind.LANGUAGE_TAG,
                                        word,
                                        text,
                                        language.isEmpty() ? likeness - 0.01 : likeness,
                                        scene.shown(wanted),
                                        language.isEmpty() ? "—" : "@" + language,
                                        scene.shown(text))));
    }

    /** The same letters read as what the values are: a number in quotes, a year as a number. */
    void asThese(List<Node> texts) {
        if (!wanted.node().getLiteralLanguage().isEmpty() || wanted.word().isEmpty()) {
            return;
        }
        Set<RDFDatatype> datatypes = new LinkedHashSet<>();
        texts.stream()
                .filter(text -> text.getLiteralLanguage().isEmpty())
                .forEach(text -> datatypes.add(text.getLiteralDatatype()));
        String lexical = wanted.node().getLiteralLexicalForm();
        boolean number = NodeValue.makeNode(wanted.node()).isNumber();
        for (RDFDatatype datatype : datatypes) {
            Node read = NodeFactory.createLiteralDT(lexical, datatype);
            // Numbers are compared as numbers, whatever kind they are of.
            if (!datatype.equals(wanted.node().getLiteralDatatype())
                    && datatype.isValid(lexical)
                    && !(number && NodeValue.makeNode(read).isNumber())) {
                otherForm(read, 0.9);
            }
        }
    }

    private static boolean isOrdered(Node literal) {
        NodeValue value = NodeValue.makeNode(literal);
        return value.isNumber() || value.hasDateTime();
    }

    /** From where to where the values go, where what is wanted lies outside. */
    void range(List<Node> texts) {
        List<Node> ordered = texts.stream()
                .filter(Comparison::isOrdered)
                .sorted(Comparison::compare)
                .toList();
        if (!ordered.isEmpty()) {
            Node first = ordered.get(0);
            Node last = ordered.get(ordered.size() - 1);
            found.accept(Suspicion.fact(
                    Kind.RANGE,
                    wanted.word(),
                    0.55,
                    scene.shown(wanted),
                    first.getLiteralLexicalForm(),
                    last.getLiteralLexicalForm()));
        }
    }

    private static int compare(Node one, Node other) {
        try {
            return NodeValue.compare(NodeValue.makeNode(one), NodeValue.makeNode(other));
        } catch (RuntimeException notComparable) {
            return one.getLiteralLexicalForm().compareTo(other.getLiteralLexicalForm());
        }
    }

    /** There are things and not texts: one of them may be called so, or have this code. */
    private void thingsCalled() {
        String lexical = wanted.node().getLiteralLexicalForm();
        Graph graph = scene.bench().data().getDefaultGraph();
        List<Near> near = values.stream()
                .filter(Node::isURI)
                .map(thing -> graph
                        .find(thing, Node.ANY, Node.ANY)
                        .mapWith(triple -> triple.getObject())
                        .filterKeep(text ->
                                text.isLiteral() && text.getLiteralLexicalForm().length() < 100)
                        .mapWith(text -> new Near(
                                thing,
                                text.getLiteralLexicalForm(),
                                text.getLiteralLexicalForm().equals(lexical)
                                        ? 1.01
                                        : Spelling.likeness(lexical, text.getLiteralLexicalForm())))
                        .toList()
                        .stream()
                        .max(Comparator.comparingDouble(Near::likeness)))
                .flatMap(Optional::stream)
                .toList();
        boolean something = nearest(near, Kind.TEXT_FOR_THING);
        if (!something && !values.isEmpty()) {
            found.accept(Suspicion.fact(
                    Kind.TEXT_FOR_THING,
                    wanted.word(),
                    0.5,
                    scene.shown(wanted),
                    values.stream().limit(3).map(scene::shown).collect(Collectors.joining(", "))));
        }
    }

    private void compareThing() {
        Graph graph = scene.bench().data().getDefaultGraph();
        String iri = wanted.node().getURI();
        boolean known = scene.statistics().things().contains(wanted.node());
        if (!values.isEmpty() && values.stream().allMatch(Node::isLiteral)) {
            wanted.word().ifPresent(word -> values.stream()
                    .filter(text -> graph.contains(wanted.node(), Node.ANY, text))
                    .limit(MOST)
                    .forEach(text -> found.accept(scene.replacement(
                            Kind.THING_FOR_TEXT, word, text, 0.85, scene.shown(wanted), scene.shown(text)))));
            found.accept(Suspicion.fact(
                    Kind.THING_FOR_TEXT,
                    wanted.word(),
                    0.5,
                    scene.shown(wanted),
                    values.stream().limit(3).map(scene::shown).collect(Collectors.joining(", "))));
            return;
        }
        if (known) {
            sameNameElsewhere();
            return;
        }
        wanted.word().ifPresent(word -> Addresses.of(iri, IriSpace.CANONICAL_BASE, iris.base()).stream()
                .map(NodeFactory::createURI)
                .filter(other -> scene.statistics().things().contains(other))
                .forEach(other -> found.accept(
                        scene.replacement(Kind.ADDRESS, word, other, 0.97, scene.shown(wanted), scene.shown(other)))));
        if (!sameNameElsewhere()) {
            // Nothing here is called like it; maybe something anywhere is.
            nearest(named(scene.statistics().things(), 0.9), Kind.SPELLING);
        }
        others(values.stream().filter(Node::isURI).toList());
    }

    /** Things in its place whose names are nearly the same, whatever they are. */
    private boolean sameNameElsewhere() {
        return nearest(named(values, 1), Kind.SPELLING);
    }

    private List<Near> named(Collection<Node> things, double weight) {
        String namespace = Spelling.namespace(wanted.node().getURI());
        String name = Spelling.localName(wanted.node());
        return things.stream()
                .filter(thing -> thing.isURI() && !thing.equals(wanted.node()))
                .map(thing -> new Near(
                        thing,
                        "",
                        weight
                                * (Spelling.namespace(thing.getURI()).equals(namespace) ? 1 : 0.93)
                                * Spelling.likeness(name, Spelling.localName(thing))))
                .toList();
    }

    private boolean nearest(List<Near> candidates, Kind kind) {
        List<Near> near = candidates.stream()
                .filter(candidate -> candidate.likeness >= Spelling.NEAR)
                .sorted(Comparator.comparingDouble(Near::likeness).reversed())
                .limit(MOST)
                .toList();
        Optional<Word> word = wanted.word();
        near.forEach(candidate -> word.ifPresent(place -> found.accept(scene.replacement(
                kind,
                place,
                candidate.value,
                Math.min(0.97, candidate.likeness * 0.96),
                scene.shown(wanted),
                scene.shown(candidate.value),
                ""))));
        return !near.isEmpty();
    }

    private void others(List<Node> there) {
        if (there.isEmpty()) {
            return;
        }
        Set<String> some = new TreeSet<>();
        there.stream()
                .limit(2000)
                .map(scene::shown)
                .filter(text -> text.length() < 60)
                .forEach(some::add);
        if (!some.isEmpty()) {
            found.accept(Suspicion.fact(
                    Kind.VALUES,
                    wanted.word(),
                    0.3,
                    scene.shown(wanted),
                    some.stream().limit(SHOWN).collect(Collectors.joining(", "))));
        }
    }
}
