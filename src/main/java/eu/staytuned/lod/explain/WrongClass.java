package eu.staytuned.lod.explain;

import eu.staytuned.lod.explain.Manuscript.Edit;
import eu.staytuned.lod.explain.Manuscript.Word;
import eu.staytuned.lod.explain.Part.Statement;
import eu.staytuned.lod.explain.Part.Use;
import eu.staytuned.lod.explain.Statistics.PropertyUse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;

/**
 * A property that things of this class never have: another property is meant, another class, or the property of
 * something one step away.
 */
final class WrongClass implements Suspect {

    private static final int MOST = 5;
    private static final int MOST_STEPS = 12;

    @Override
    public void look(Statement statement, boolean alone, Scene scene, Consumer<Suspicion> found) {
        Node property = statement.property().node();
        PropertyUse use = scene.statistics().properties().get(property);
        if (use == null || property.equals(Statistics.TYPE)) {
            return;
        }
        check(statement.subject(), use.subjects(), statement, scene, found, true);
        if (use.hasThings()) {
            check(statement.object(), use.objects(), statement, scene, found, false);
        }
    }

    private static void check(
            Use end,
            Map<Node, Integer> used,
            Statement statement,
            Scene scene,
            Consumer<Suspicion> found,
            boolean subject) {
        Set<Node> classes = scene.classesOf(end);
        if (classes.isEmpty() || classes.stream().anyMatch(used::containsKey)) {
            return;
        }
        Node property = statement.property().node();
        // Of the classes that a thing is, the narrowest says most.
        Node type = classes.stream()
                .min(Comparator.comparing(c -> scene.statistics().classes().getOrDefault(c, 0)))
                .orElseThrow();
        List<Node> owners = ownersFirst(used, Spelling.namespace(type.getURI()), scene);
        String names = owners.stream().limit(3).map(scene::shown).collect(Collectors.joining(", "));
        if (!names.isEmpty()) {
            found.accept(Suspicion.fact(
                    Kind.OTHER_CLASS,
                    statement.property().word(),
                    0.5,
                    scene.shown(property),
                    scene.shown(type),
                    names));
        }
        statement.property().word().ifPresent(word -> {
            otherProperties(type, property, word, subject, statement, scene, found);
            if (!statement.reversed()) {
                steps(type, property, used, word, subject, scene, found);
            }
        });
        for (Use said : scene.classUses().getOrDefault(end.node(), List.of())) {
            said.word().ifPresent(word -> owners.stream()
                    .limit(MOST)
                    .forEach(owner -> found.accept(scene.replacement(
                            Kind.OTHER_CLASS,
                            word,
                            owner,
                            0.66 - owners.indexOf(owner) / 100.0,
                            scene.shown(property),
                            scene.shown(type),
                            scene.shown(owner)))));
        }
    }

    /** Those of the same vocabulary first, and of them those whose members have the property most often. */
    private static List<Node> ownersFirst(Map<Node, Integer> used, String namespace, Scene scene) {
        return used.keySet().stream()
                .filter(Node::isURI)
                .sorted(Comparator.comparing((Node owner) -> !owner.getURI().startsWith(namespace))
                        .thenComparingDouble(owner -> -(double) used.get(owner)
                                / Math.max(1, scene.statistics().classes().getOrDefault(owner, 1)))
                        .thenComparing(owner -> -used.get(owner))
                        .thenComparing(Node::getURI))
                .toList();
    }

    private static void otherProperties(
            Node type,
            Node property,
            Word word,
            boolean subject,
            Statement statement,
            Scene scene,
            Consumer<Suspicion> found) {
        String name = Spelling.localName(property);
        Stream<Node> candidates = subject
                ? scene.statistics().propertiesOf(type).stream()
                : scene.statistics().properties().keySet().stream()
                        .filter(p ->
                                scene.statistics().properties().get(p).objects().containsKey(type));
        candidates
                .filter(other -> other.isURI() && !other.equals(property) && !other.equals(Statistics.TYPE))
                .filter(other -> !statement.object().isLiteral()
                        || scene.statistics().properties().get(other).hasTexts())
                .map(other -> Map.entry(
                        other, UnknownProperty.isSynonym(property, other) ? 1 : alike(name, Spelling.localName(other))))
                .filter(other -> other.getValue() > 0.4)
                .sorted(Map.Entry.<Node, Double>comparingByValue().reversed())
                .limit(MOST)
                .forEach(other -> found.accept(scene.replacement(
                        UnknownProperty.isSynonym(property, other.getKey()) ? Kind.OTHER_NAME : Kind.OTHER_PROPERTY,
                        word,
                        other.getKey(),
                        Math.min(0.9, 0.3 + 0.6 * other.getValue()),
                        scene.shown(property),
                        scene.shown(other.getKey()),
                        scene.shown(type))));
    }

    /** Names with the same beginning or end count as alike here: both belong to the same vocabulary. */
    private static double alike(String one, String other) {
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        boolean part = Math.min(a.length(), b.length()) > 3 && (a.contains(b) || b.contains(a));
        return Math.max(part ? 0.8 : 0, Spelling.likeness(one, other));
    }

    private static void steps(
            Node type,
            Node property,
            Map<Node, Integer> used,
            Word word,
            boolean subject,
            Scene scene,
            Consumer<Suspicion> found) {
        Map<Node, PropertyUse> properties = scene.statistics().properties();
        Stream<Node> between = subject
                ? scene.statistics().propertiesOf(type).stream()
                        .filter(step -> meets(properties.get(step).objects(), used))
                : properties.keySet().stream()
                        .filter(step -> properties.get(step).objects().containsKey(type)
                                && meets(properties.get(step).subjects(), used));
        between.filter(step -> step.isURI() && !step.equals(Statistics.TYPE))
                .sorted(Comparator.comparing(
                        (Node step) -> -properties.get(step).count()))
                .limit(MOST_STEPS)
                .forEach(step -> {
                    List<Edit> edits = new ArrayList<>();
                    String spelled =
                            scene.text().spell(step, word, scene.statistics().prefixes(), edits);
                    String by = subject ? spelled + "/" + word.text() : word.text() + "/" + spelled;
                    edits.add(new Edit(word.start(), word.end(), by));
                    found.accept(Suspicion.change(
                            Kind.STEP,
                            word,
                            by,
                            edits,
                            0.74 - detour(step, type, scene),
                            scene.shown(property),
                            scene.shown(type),
                            by));
                });
    }

    /** One value for each member of the class is likelier to be meant than many, or than one for a few. */
    private static double detour(Node step, Node type, Scene scene) {
        double each =
                (double) scene.statistics().properties().get(step).subjects().getOrDefault(type, 0)
                        / scene.statistics().classes().getOrDefault(type, 1);
        return Math.min(0.06, Math.abs(each - 1) / 50);
    }

    private static boolean meets(Map<Node, Integer> some, Map<Node, Integer> others) {
        Set<Node> common = new HashSet<>(some.keySet());
        common.retainAll(others.keySet());
        return !common.isEmpty();
    }
}
