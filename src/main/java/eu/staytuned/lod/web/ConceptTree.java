package eu.staytuned.lod.web;

import eu.staytuned.lod.web.PageTexts.Text;
import eu.staytuned.lod.web.ResourcePage.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.jena.graph.Node;

/** Concepts under concepts, as a reader sees them. */
final class ConceptTree {

    static final Node BROADER = Portraits.skos("broader");
    static final Node NARROWER = Portraits.skos("narrower");
    static final Node IN_SCHEME = Portraits.skos("inScheme");
    static final Node TOP_CONCEPT_OF = Portraits.skos("topConceptOf");
    static final Node HAS_TOP_CONCEPT = Portraits.skos("hasTopConcept");
    static final Node NOTATION = Portraits.skos("notation");

    private static final int DEEPEST = 10;
    private static final int MOST_SIBLINGS = 60;

    private final Reading reading;
    private final ConceptUses uses;

    ConceptTree(Reading reading, ConceptUses uses) {
        this.reading = reading;
        this.uses = uses;
    }

    /**
     * A concept and what is below it.
     *
     * @param notation its code in the scheme; empty where it has none
     * @param uses how many things are described with it
     * @param current whether it is the one that the page is about
     */
    public record Branch(
            Value concept, String notation, Optional<Text> definition, int uses, boolean current, List<Branch> below) {}

    /** All concepts of a scheme. */
    List<Branch> of(Node scheme) {
        Set<Node> seen = new HashSet<>();
        return branches(tops(scheme), node -> whole(node, seen, 1));
    }

    private Branch whole(Node concept, Set<Node> seen, int depth) {
        List<Node> below = seen.add(concept) && depth < DEEPEST ? narrower(concept) : List.of();
        return branch(concept, false, true, branches(below, node -> whole(node, seen, depth + 1)));
    }

    /** The concept where it stands: what is above, beside and directly below it. */
    List<Branch> around(Node concept) {
        Branch current = branch(
                concept, true, false, branches(narrower(concept), node -> branch(node, false, false, List.of())));
        List<Node> above = broader(concept);
        if (above.isEmpty()) {
            Set<Node> beside = new LinkedHashSet<>();
            reading.objects(concept, IN_SCHEME).forEach(scheme -> beside.addAll(tops(scheme)));
            return withSiblings(beside, concept, current);
        }
        List<Branch> trees = new ArrayList<>();
        for (Node parent : above) {
            Branch branch = branch(parent, false, false, withSiblings(narrower(parent), concept, current));
            Set<Node> seen = new HashSet<>(Set.of(concept, parent));
            Optional<Node> next = broader(parent).stream().findFirst();
            while (next.isPresent() && seen.add(next.get())) {
                branch = branch(next.get(), false, false, List.of(branch));
                next = broader(next.get()).stream().findFirst();
            }
            trees.add(branch);
        }
        return trees;
    }

    private List<Branch> withSiblings(Collection<Node> siblings, Node concept, Branch current) {
        List<Node> shown = new ArrayList<>(siblings.size() > MOST_SIBLINGS ? List.of() : siblings);
        if (!shown.contains(concept)) {
            shown.add(concept);
        }
        return branches(shown, node -> node.equals(concept) ? current : branch(node, false, false, List.of()));
    }

    private List<Branch> branches(Collection<Node> concepts, Function<Node, Branch> branch) {
        Comparator<Branch> inOrder =
                Comparator.comparing(Branch::notation).thenComparing(Branch::concept, reading.byText());
        return concepts.stream().distinct().map(branch).sorted(inOrder).toList();
    }

    private Branch branch(Node concept, boolean current, boolean defined, List<Branch> below) {
        return new Branch(
                reading.link(concept),
                notation(concept),
                defined ? reading.description(concept) : Optional.empty(),
                uses.of(concept, reading).total(),
                current,
                below);
    }

    private String notation(Node concept) {
        return reading.object(concept, NOTATION)
                .filter(Node::isLiteral)
                .map(Node::getLiteralLexicalForm)
                .orElse("");
    }

    List<Node> broader(Node concept) {
        return both(concept, BROADER, NARROWER);
    }

    List<Node> narrower(Node concept) {
        return both(concept, NARROWER, BROADER);
    }

    /** Whichever end the link was written at. */
    private List<Node> both(Node concept, Node property, Node inverse) {
        Set<Node> found = new LinkedHashSet<>(reading.objects(concept, property));
        found.addAll(reading.subjects(inverse, concept));
        found.removeIf(node -> !node.isURI() || node.equals(concept));
        return List.copyOf(found);
    }

    /** The concepts that a scheme starts from: those that it names, and those that nothing is above of. */
    private Set<Node> tops(Node scheme) {
        Set<Node> tops = new LinkedHashSet<>(reading.objects(scheme, HAS_TOP_CONCEPT));
        tops.addAll(reading.subjects(TOP_CONCEPT_OF, scheme));
        reading.subjects(IN_SCHEME, scheme).stream()
                .filter(concept -> !tops.contains(concept) && broader(concept).isEmpty())
                .forEach(tops::add);
        return tops;
    }
}
