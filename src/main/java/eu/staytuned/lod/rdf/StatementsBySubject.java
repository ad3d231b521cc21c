package eu.staytuned.lod.rdf;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;

/** Statements by subject, none twice, in the order in which subjects and what is said of each of them came. */
public final class StatementsBySubject {

    /** What is said of each subject: a list where it came at once, a set where more may come that was said before. */
    private final Map<Node, Collection<Triple>> bySubject = new LinkedHashMap<>();

    private Node lastSubject = Node.ANY;
    private Collection<Triple> aboutLast = List.of();
    private int size;

    /** Adds a statement; false where it was there. */
    public boolean add(Triple triple) {
        // Most statements have the subject of the one before.
        if (triple.getSubject() != lastSubject) {
            lastSubject = triple.getSubject();
            aboutLast = bySubject.computeIfAbsent(lastSubject, subject -> new LinkedHashSet<>());
            if (aboutLast instanceof List<Triple> whole) {
                aboutLast = new LinkedHashSet<>(whole);
                bySubject.put(lastSubject, aboutLast);
            }
        }
        boolean added = aboutLast.add(triple);
        size += added ? 1 : 0;
        return added;
    }

    /** Adds what is said of a subject. Where nothing was known of that, the list is kept as it is: none may stand in it twice. */
    public void addAbout(Node subject, List<Triple> statements) {
        if (statements.isEmpty()) {
            return;
        }
        if (bySubject.putIfAbsent(subject, statements) == null) {
            size += statements.size();
        } else {
            statements.forEach(this::add);
        }
    }

    /** Leaves out some of what is said of a subject. */
    public void drop(Node subject, Predicate<Triple> which) {
        Collection<Triple> about = bySubject.get(subject);
        if (about != null) {
            int before = about.size();
            about.removeIf(which);
            size -= before - about.size();
        }
    }

    /** What is said of a subject. */
    public Collection<Triple> about(Node subject) {
        return bySubject.getOrDefault(subject, List.of());
    }

    public boolean contains(Triple triple) {
        return about(triple.getSubject()).contains(triple);
    }

    /** All of which something is or was said. */
    public Set<Node> subjects() {
        return Collections.unmodifiableSet(bySubject.keySet());
    }

    Map<Node, Collection<Triple>> bySubject() {
        return bySubject;
    }

    /** How many statements there are. */
    public int size() {
        return size;
    }
}
