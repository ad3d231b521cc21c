package eu.staytuned.lod.explain;

import eu.staytuned.lod.explain.Explanation.Phrase;
import eu.staytuned.lod.explain.Manuscript.Word;
import eu.staytuned.lod.explain.Part.Condition;
import eu.staytuned.lod.explain.Part.Given;
import eu.staytuned.lod.explain.Part.Nested;
import eu.staytuned.lod.explain.Part.Optionally;
import eu.staytuned.lod.explain.Part.Pattern;
import eu.staytuned.lod.explain.Part.Statement;
import eu.staytuned.lod.explain.Part.Union;
import eu.staytuned.lod.rdf.IriSpace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.query.Query;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.expr.E_Exists;
import org.apache.jena.sparql.expr.ExprList;
import org.apache.jena.sparql.serializer.SerializationContext;
import org.apache.jena.sparql.syntax.Element;
import org.apache.jena.sparql.syntax.PatternVars;
import org.apache.jena.sparql.util.ExprUtils;

/**
 * Where in a query everything is lost, and what may be the matter there. Nothing of it has been tried yet.
 *
 * <p>A group finds nothing because a pattern of it matches nothing by itself; else because some of them never match
 * together; else because a condition takes everything away. The first of these that holds is looked into.
 */
final class Diagnosis {

    /**
     * Something that may be the matter, and the part of the query that it is about.
     *
     * @param alone whether that part by itself finds nothing
     */
    record Charge(Suspicion suspicion, String part, boolean alone) {}

    private static final int DEEPEST = 40;
    private static final int MOST_SHRINKING = 30;
    private static final int MOST_VALUES = 2000;
    private static final long MATCHES = 1000;

    private final IriSpace iris;
    private final Scene scene;
    private final Bench bench;
    private final List<Suspect> suspects =
            List.of(new UnknownProperty(), new UnknownClass(), new WrongDirection(), new WrongClass());
    private final WrongValue wrongValue;
    private final List<Charge> charges = new ArrayList<>();
    private Phrase summary = Phrase.of("summary.unknown");
    private int depth;

    private Diagnosis(IriSpace iris, Scene scene) {
        this.iris = iris;
        this.scene = scene;
        this.bench = scene.bench();
        this.wrongValue = new WrongValue(iris);
    }

    static Diagnosis of(IriSpace iris, Scene scene) {
        Diagnosis diagnosis = new Diagnosis(iris, scene);
        diagnosis.words();
        if (scene.query().parts().isEmpty()) {
            diagnosis.described();
        } else {
            diagnosis.examine(scene.query());
        }
        return diagnosis;
    }

    List<Charge> charges() {
        return charges;
    }

    Phrase summary() {
        return summary;
    }

    /** What the words say before anything is looked for. */
    private void words() {
        new WrongPrefix(iris).look(scene, charge("", true));
        new MistypedVariable().look(scene, charge("", true));
    }

    private Consumer<Suspicion> charge(String part, boolean alone) {
        return suspicion -> charges.add(new Charge(suspicion, part, alone));
    }

    /** Things that are to be described, without a pattern. */
    private void described() {
        List<Node> things = scene.text().query().getResultURIs();
        List<Node> marks = scene.text().marked().map(Query::getResultURIs).orElse(List.of());
        for (int i = 0; i < things.size(); i++) {
            Optional<Word> word = marks.size() == things.size() ? scene.text().word(marks.get(i)) : Optional.empty();
            Part.Use use = new Part.Use(things.get(i), word);
            String written = scene.shown(use);
            summary = Phrase.of("summary.pattern", written);
            new Comparison(iris, scene, use, Set.of(), charge(written, true)).compare();
            charge(written, true).accept(Suspicion.fact(Kind.NEVER, word, 0.1, written));
        }
    }

    private void examine(Group group) {
        if (depth == DEEPEST) {
            bench.effort().cut();
            return;
        }
        depth++;
        Element skeleton = group.with(part -> !Group.isRestriction(part));
        if (bench.isEmpty(skeleton)) {
            patterns(group);
        } else {
            restrictions(group, skeleton);
        }
        depth--;
    }

    // Patterns that match nothing by themselves

    private void patterns(Group group) {
        boolean found = false;
        for (Part part : group.required()) {
            if (bench.isEmpty(group.inGraph(Bench.group(List.of(part.element()))))) {
                found = true;
                alone(part, group);
            }
        }
        if (!found) {
            together(group);
        }
    }

    private void alone(Part part, Group group) {
        if (part instanceof Pattern pattern) {
            never(pattern, group);
        } else if (part instanceof Union union) {
            union.groups().forEach(this::examine);
        } else if (part instanceof Nested nested && nested.graph().isPresent()) {
            inGraph(nested);
        } else if (part instanceof Nested nested) {
            examine(nested.group());
        }
    }

    private void never(Pattern pattern, Group group) {
        summary = Phrase.of("summary.pattern", pattern.text());
        Consumer<Suspicion> charge = charge(pattern.text(), true);
        for (Statement statement : pattern.statements()) {
            suspects.forEach(suspect -> suspect.look(statement, true, scene, charge));
        }
        wrongValue.look(pattern, true, relaxed -> group.inGraph(Bench.group(List.of(relaxed))), scene, charge);
        new TextAndThing().look(pattern.statements(), scene, charge);
        charge.accept(Suspicion.fact(Kind.NEVER, pattern.place(), 0.1, pattern.text()));
    }

    private void inGraph(Nested nested) {
        Group group = nested.group();
        Part.Use name = nested.graph().orElseThrow();
        List<Element> elements = group.parts().stream().map(Part::element).toList();
        new WrongGraph(iris).look(name, Bench.group(elements), scene, charge("GRAPH " + scene.shown(name), true));
        summary = Phrase.of("summary.graph", scene.shown(name));
        if (bench.isEmpty(Bench.group(elements))) {
            // Not only not there: nowhere.
            examine(group);
        }
    }

    // Patterns that never match together

    private void together(Group group) {
        List<Part> parts = group.required();
        Map<Part, Long> sizes = new IdentityHashMap<>();
        for (Part part : parts) {
            long size = bench.count(group.inGraph(Bench.group(List.of(part.element()))), MATCHES);
            sizes.put(part, size < 0 ? MATCHES : size);
        }
        Set<Part> core = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Part> left = new ArrayList<>(parts);
        while (!left.isEmpty() && !bench.effort().isSpent()) {
            Part next = next(left, core, sizes);
            left.removeIf(part -> part == next);
            core.add(next);
            if (core.size() > 1 && bench.isEmpty(group.with(core::contains))) {
                shrink(core, next, group);
                conflict(core, next, group);
                return;
            }
        }
        charge("", false).accept(Suspicion.fact(Kind.JOIN, Optional.empty(), 0.1, "…"));
    }

    /** The smallest of those that share a variable with what is there; the smallest of all where none does. */
    private static Part next(List<Part> left, Set<Part> core, Map<Part, Long> sizes) {
        Set<Var> known =
                core.stream().flatMap(part -> part.variables().stream()).collect(Collectors.toSet());
        return left.stream()
                .min(Comparator.comparing((Part part) -> Collections.disjoint(part.variables(), known))
                        .thenComparing(sizes::get))
                .orElseThrow();
    }

    /** Leaves out what the conflict does not need. */
    private void shrink(Set<Part> core, Part last, Group group) {
        int tries = 0;
        for (Part part : List.copyOf(core)) {
            if (part != last && core.size() > 2 && tries++ < MOST_SHRINKING) {
                core.remove(part);
                if (!bench.isEmpty(group.with(core::contains))) {
                    core.add(part);
                }
            }
        }
    }

    private void conflict(Set<Part> core, Part last, Group group) {
        List<Part> parts = group.parts().stream().filter(core::contains).toList();
        List<Pattern> patterns = parts.stream().flatMap(Group::requiredPatterns).toList();
        String text = patterns.stream().map(Pattern::text).collect(Collectors.joining(" . "));
        summary = Phrase.of("summary.join", text);
        List<Statement> statements = patterns.stream()
                .flatMap(pattern -> pattern.statements().stream())
                .toList();
        Consumer<Suspicion> charge = charge(text, false);
        for (Statement statement : statements) {
            suspects.forEach(suspect -> suspect.look(statement, false, scene, charge));
        }
        new TextAndThing().look(statements, scene, charge);
        for (Part part : parts) {
            if (part instanceof Pattern pattern) {
                wrongValue.look(pattern, false, relaxed -> replaced(group, core, part, relaxed), scene, charge);
            } else if (part instanceof Given given) {
                Element rest = group.with(other -> core.contains(other) && other != given);
                wrongValue.look(given, variable -> bench.values(rest, variable, MOST_VALUES), scene, charge);
            } else if (part instanceof Nested nested && nested.graph().isPresent()) {
                new WrongGraph(iris)
                        .look(
                                nested.graph().get(),
                                Bench.group(nested.group().parts().stream()
                                        .map(Part::element)
                                        .toList()),
                                scene,
                                charge);
            }
        }
        Optional<Word> place = last instanceof Pattern pattern
                ? pattern.place()
                : patterns.stream().findFirst().flatMap(Pattern::place);
        charge.accept(Suspicion.fact(Kind.JOIN, place, 0.1, text));
    }

    private static Element replaced(Group group, Set<Part> core, Part part, Element by) {
        return group.inGraph(Bench.group(group.parts().stream()
                .filter(core::contains)
                .map(other -> other == part ? by : other.element())
                .toList()));
    }

    // Conditions that take everything away

    private void restrictions(Group group, Element skeleton) {
        List<Part> restrictions = group.restrictions();
        Set<Part> kept = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Part> guilty = new ArrayList<>();
        for (Part restriction : restrictions) {
            if (bench.isEmpty(group.with(part -> !Group.isRestriction(part) || part == restriction))) {
                guilty.add(restriction);
            }
        }
        for (Part restriction : restrictions) {
            // None by itself: then the first that leaves nothing of what those before it leave.
            if (guilty.isEmpty()) {
                kept.add(restriction);
                if (bench.isEmpty(group.with(part -> !Group.isRestriction(part) || kept.contains(part)))) {
                    guilty.add(restriction);
                }
            }
        }
        for (Part restriction : guilty) {
            Element rest = group.with(part -> !Group.isRestriction(part) || kept.contains(part) && part != restriction);
            if (restriction instanceof Condition condition) {
                condition(condition, group, rest);
            } else {
                summary = Phrase.of("summary.minus");
                charge("MINUS", true)
                        .accept(Suspicion.fact(Kind.MINUS, Optional.empty(), 0.5, bench.count(skeleton, MATCHES)));
            }
        }
        if (guilty.isEmpty()) {
            clauses(group.query().orElse(scene.text().query()));
        }
    }

    private void condition(Condition condition, Group group, Element rest) {
        String expression = ExprUtils.fmtSPARQL(
                new ExprList(condition.expression()),
                new SerializationContext(scene.text().prefixes()));
        String text = "FILTER" + (expression.startsWith("( ") ? expression : "(" + expression + ")");
        summary = Phrase.of("summary.filter", text);
        Consumer<Suspicion> charge = charge(text, true);
        Optional<Word> place = condition.constants().stream()
                .flatMap(use -> use.word().stream())
                .findFirst();
        if (condition.existing().isPresent()) {
            if (condition.expression() instanceof E_Exists
                    && bench.isEmpty(condition.existing().get().with(part -> true))) {
                examine(condition.existing().get());
                summary = Phrase.of("summary.filter", "FILTER EXISTS { … }");
                return;
            }
            charge.accept(Suspicion.fact(
                    condition.expression() instanceof E_Exists ? Kind.FILTER : Kind.MINUS,
                    place,
                    0.3,
                    condition.expression() instanceof E_Exists
                            ? "FILTER EXISTS { … }"
                            : (Object) bench.count(rest, MATCHES)));
            return;
        }
        boolean bound = true;
        Set<Var> visible = new LinkedHashSet<>(PatternVars.vars(rest));
        for (Var variable : condition.variables()) {
            if (!visible.contains(variable)) {
                bound = false;
                new OutOfScope().look(variable, place, scene, charge);
            } else if (isOptional(variable, group)
                    && bench.values(rest, variable, MOST_VALUES).isEmpty()) {
                bound = false;
                charge.accept(Suspicion.fact(Kind.OPTIONAL, place, 0.6, "?" + variable.getName()));
                group.optionals().stream()
                        .filter(optional -> optional.variables().contains(variable))
                        .map(Optionally::group)
                        .forEach(this::examine);
            }
        }
        if (bound) {
            new FailedCondition(iris, scene, condition, rest, charge).look();
        }
        charge.accept(Suspicion.fact(Kind.FILTER, place, 0.2, text));
    }

    private static boolean isOptional(Var variable, Group group) {
        return group.required().stream().noneMatch(part -> part.variables().contains(variable));
    }

    // What follows the pattern

    private void clauses(Query query) {
        Consumer<Suspicion> charge = charge("", true);
        if (query.isConstructType()) {
            Set<Var> bound = new LinkedHashSet<>(PatternVars.vars(query.getQueryPattern()));
            query.getConstructTemplate().getQuads().stream()
                    .flatMap(quad -> Stream.of(quad.getSubject(), quad.getPredicate(), quad.getObject()))
                    .filter(node -> node.isVariable() && !bound.contains(Var.alloc(node)))
                    .distinct()
                    .forEach(node ->
                            charge.accept(Suspicion.fact(Kind.UNBOUND, Optional.empty(), 0.5, "?" + node.getName())));
        }
        int before = charges.size();
        new LeftOut(scene).look(query, charge);
        if (charges.size() > before) {
            summary = Phrase.of("summary.clause");
        }
    }
}
