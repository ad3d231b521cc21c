package eu.staytuned.lod.explain;

import eu.staytuned.lod.explain.Part.Condition;
import eu.staytuned.lod.explain.Part.Given;
import eu.staytuned.lod.explain.Part.Nested;
import eu.staytuned.lod.explain.Part.Optionally;
import eu.staytuned.lod.explain.Part.Pattern;
import eu.staytuned.lod.explain.Part.Union;
import eu.staytuned.lod.explain.Part.Without;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.jena.query.Query;
import org.apache.jena.sparql.syntax.Element;
import org.apache.jena.sparql.syntax.ElementGroup;
import org.apache.jena.sparql.syntax.ElementNamedGraph;

/**
 * A group of a query, taken apart.
 *
 * @param parts in the order of the text
 * @param graph the named graph that it is about
 * @param query where it is a query of its own
 */
record Group(List<Part> parts, Optional<Part.Use> graph, Optional<Query> query) {

    /** What must match for the group to match, conditions aside. */
    List<Part> required() {
        return parts.stream().filter(Group::isRequired).toList();
    }

    static boolean isRequired(Part part) {
        return part instanceof Pattern || part instanceof Given || part instanceof Nested || part instanceof Union;
    }

    /** What only takes away. */
    List<Part> restrictions() {
        return parts.stream().filter(Group::isRestriction).toList();
    }

    static boolean isRestriction(Part part) {
        return part instanceof Condition || part instanceof Without;
    }

    List<Optionally> optionals() {
        return of(Optionally.class).toList();
    }

    private <P> Stream<P> of(Class<P> kind) {
        return parts.stream().filter(kind::isInstance).map(kind::cast);
    }

    /** The group without some of its parts, to be tried. */
    Element with(Predicate<Part> wanted) {
        return inGraph(
                Bench.group(parts.stream().filter(wanted).map(Part::element).toList()));
    }

    /** Some patterns, where this group looks for them. */
    Element inGraph(ElementGroup group) {
        return graph.isPresent() ? new ElementNamedGraph(graph.get().node(), group) : group;
    }

    /** The patterns that must match, in groups inside it as well. */
    Stream<Pattern> requiredPatterns() {
        return parts.stream().flatMap(Group::requiredPatterns);
    }

    static Stream<Pattern> requiredPatterns(Part part) {
        if (part instanceof Pattern pattern) {
            return Stream.of(pattern);
        }
        return part instanceof Nested nested ? nested.group().requiredPatterns() : Stream.empty();
    }

    /** This group and all in it. */
    Stream<Group> all() {
        return Stream.concat(
                Stream.of(this), parts.stream().flatMap(Group::inside).flatMap(Group::all));
    }

    private static Stream<Group> inside(Part part) {
        if (part instanceof Nested nested) {
            return Stream.of(nested.group());
        }
        if (part instanceof Union union) {
            return union.groups().stream();
        }
        if (part instanceof Optionally optionally) {
            return Stream.of(optionally.group());
        }
        if (part instanceof Condition condition) {
            return condition.existing().stream();
        }
        return part instanceof Without without ? Stream.of(without.group()) : Stream.empty();
    }
}
