package eu.staytuned.lod.explain;

import eu.staytuned.lod.explain.Part.Pattern;
import eu.staytuned.lod.explain.Part.Use;
import eu.staytuned.lod.rdf.IriSpace;
import java.util.Comparator;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.TriplePath;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.syntax.Element;
import org.apache.jena.sparql.syntax.ElementPathBlock;

/** A thing or a text that is never there, compared with what is there in its place. */
final class WrongValue {

    /** So many values are looked at; of more, the nearest may be missed. */
    private static final int MOST = 20_000;

    private static final int MOST_CLASSES = 4;
    private static final Var PLACE = Var.alloc("/place");
    private static final Var OTHER = Var.alloc("/other");

    private final IriSpace iris;

    WrongValue(IriSpace iris) {
        this.iris = iris;
    }

    /**
     * Takes the terms out of a pattern, one at a time, and looks what stands in their places.
     *
     * @param alone whether it matches nothing by itself: then what is of which class says nothing
     * @param within puts the pattern among the others that it must match together with
     */
    void look(
            Pattern pattern,
            boolean alone,
            Function<ElementPathBlock, Element> within,
            Scene scene,
            Consumer<Suspicion> found) {
        TriplePath triple = pattern.triple();
        boolean type = triple.isTriple() && triple.getPredicate().equals(Statistics.TYPE);
        if (!pattern.object().isVariable()) {
            Set<Node> values = values(with(triple, triple.getSubject(), PLACE), within, scene);
            if (values.isEmpty() && !pattern.subject().isVariable()) {
                values = values(with(triple, OTHER, PLACE), within, scene);
            }
            if (type && (!alone || !pattern.subject().isVariable())) {
                classes(pattern.object(), values, scene, found);
            } else if (!type) {
                compare(pattern.object(), values, scene, found);
            }
        }
        if (pattern.subject().isIri()) {
            Set<Node> values = values(with(triple, PLACE, triple.getObject()), within, scene);
            if (values.isEmpty() && !pattern.object().isVariable()) {
                values = values(with(triple, PLACE, OTHER), within, scene);
            }
            compare(pattern.subject(), values, scene, found);
        }
    }

    /** What a list of values in the query wants beside what the rest finds. */
    void look(Part.Given given, Function<Var, Set<Node>> there, Scene scene, Consumer<Suspicion> found) {
        given.values().stream()
                .limit(30)
                .forEach(value -> compare(value.use(), there.apply(value.variable()), scene, found));
    }

    private void compare(Use wanted, Set<Node> values, Scene scene, Consumer<Suspicion> found) {
        new Comparison(iris, scene, wanted, values, found).compare();
    }

    /** What is there is of these classes, the narrowest first. */
    private static void classes(Use wanted, Set<Node> classes, Scene scene, Consumer<Suspicion> found) {
        if (classes.contains(wanted.node())) {
            return;
        }
        wanted.word().ifPresent(word -> classes.stream()
                .filter(Node::isURI)
                .sorted(Comparator.comparing(
                        (Node type) -> scene.statistics().classes().getOrDefault(type, 0)))
                .limit(MOST_CLASSES)
                .forEach(type -> found.accept(scene.replacement(Kind.OTHER_CLASS, word, type, 0.62)
                        .saying("class-of-these", scene.shown(wanted), scene.shown(type)))));
    }

    private static Set<Node> values(ElementPathBlock pattern, Function<ElementPathBlock, Element> within, Scene scene) {
        return scene.bench().values(within.apply(pattern), PLACE, MOST);
    }

    private static ElementPathBlock with(TriplePath triple, Node subject, Node object) {
        ElementPathBlock block = new ElementPathBlock();
        block.addTriplePath(
                triple.isTriple()
                        ? new TriplePath(Triple.create(subject, triple.getPredicate(), object))
                        : new TriplePath(subject, triple.getPath(), object));
        return block;
    }
}
