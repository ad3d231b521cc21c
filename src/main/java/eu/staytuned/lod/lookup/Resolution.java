package eu.staytuned.lod.lookup;

import eu.staytuned.lod.store.Edition;
import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Node;

/**
 * Our things for a name of somebody else.
 *
 * @param input as it was given
 * @param things those that are meant, or may be: the surest first
 * @param near where there are none: those that have to do with it, or are called similarly
 */
public record Resolution(Edition edition, String input, List<Thing> things, List<Thing> near) {

    public Resolution {
        things = List.copyOf(things);
        near = List.copyOf(near);
    }

    /** How well a name is known. */
    public enum Outcome {
        /** It is that of one thing. */
        EXACT,
        /** It is that of several things. */
        SEVERAL,
        /** It is near to that of one thing or more, and not quite the same. */
        CLOSE,
        /** It is not known. */
        NONE
    }

    /**
     * One of our things.
     *
     * @param kind what it is, as a type of the Reconciliation Service API; empty where that has none
     * @param type the same, as a class or a concept scheme
     * @param relation by which it goes by the name, as a prefixed name: {@code owl:sameAs}, {@code skos:notation}; {@code
     *     self} where the name is ours, {@code name} where it is only called similarly
     * @param certain whether it is the very thing
     */
    public record Thing(Node node, String label, String kind, Optional<Node> type, String relation, boolean certain) {

        public String iri() {
            return node.getURI();
        }
    }

    public Outcome outcome() {
        long certain = certain();
        return certain == 1
                ? Outcome.EXACT
                : certain > 1 ? Outcome.SEVERAL : things.isEmpty() ? Outcome.NONE : Outcome.CLOSE;
    }

    private long certain() {
        return things.stream().filter(Thing::certain).count();
    }

    /** The thing that is meant, where it is one. */
    public Optional<Thing> thing() {
        return certain() == 1 ? things.stream().filter(Thing::certain).findFirst() : Optional.empty();
    }
}
