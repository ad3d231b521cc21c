package eu.staytuned.lod.store.remote;

import eu.staytuned.lod.store.remote.StandingRelease.Topic;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.Quad;

/**
 * What a reader was told, one answer after the other. Whoever asks about something that an answer mentioned will ask about
 * what stood beside it, and about what others mentioned in the same way: a page names everything that it links to. So all of
 * that can be asked for at once.
 */
final class Trail {

    /** Of more answers the latest are looked at. */
    private static final int LONGEST = 2_000;

    private enum Role {
        SUBJECT,
        PROPERTY,
        OBJECT
    }

    /** In which way something is mentioned: as the subject or object of a property, or as a property. */
    private record Way(Role role, Node property) {}

    private final Map<Topic, List<Quad>> answers = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Topic, List<Quad>> eldest) {
            return size() > LONGEST;
        }
    };

    /** Somebody was told this. */
    void told(Topic topic, List<Quad> statements) {
        answers.put(topic, statements);
    }

    /**
     * The things to ask about together with one.
     *
     * @param wanted whether to ask about a thing
     * @param most so many of them
     */
    List<Node> beside(Node asked, Predicate<Node> wanted, int most) {
        Set<Way> ways = new HashSet<>();
        Set<Node> beside = new LinkedHashSet<>();
        answers.values().forEach(statements -> {
            int before = ways.size();
            boolean mentioned = false;
            for (Quad quad : statements) {
                mentioned |= isMentioned(asked, quad, ways);
            }
            if (mentioned || ways.size() > before) {
                statements.forEach(quad -> addAll(quad, beside));
            }
        });
        answers.values().forEach(statements -> statements.forEach(quad -> addThose(ways, quad, beside)));
        beside.remove(asked);
        return beside.stream()
                .filter(node -> !node.isLiteral())
                .filter(wanted)
                .limit(most)
                .toList();
    }

    private static boolean isMentioned(Node node, Quad quad, Set<Way> ways) {
        boolean mentioned = false;
        if (quad.getSubject().equals(node)) {
            ways.add(new Way(Role.SUBJECT, quad.getPredicate()));
            mentioned = true;
        }
        if (quad.getPredicate().equals(node)) {
            ways.add(new Way(Role.PROPERTY, Node.ANY));
            mentioned = true;
        }
        if (quad.getObject().equals(node)) {
            ways.add(new Way(Role.OBJECT, quad.getPredicate()));
            mentioned = true;
        }
        return mentioned;
    }

    private static void addAll(Quad quad, Set<Node> to) {
        to.add(quad.getSubject());
        to.add(quad.getPredicate());
        to.add(quad.getObject());
    }

    private static void addThose(Set<Way> ways, Quad quad, Set<Node> to) {
        if (ways.contains(new Way(Role.SUBJECT, quad.getPredicate()))) {
            to.add(quad.getSubject());
        }
        if (ways.contains(new Way(Role.OBJECT, quad.getPredicate()))) {
            to.add(quad.getObject());
        }
        if (ways.contains(new Way(Role.PROPERTY, Node.ANY))) {
            to.add(quad.getPredicate());
        }
    }
}
