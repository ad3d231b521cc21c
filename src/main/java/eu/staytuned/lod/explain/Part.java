package eu.staytuned.lod.explain;

import eu.staytuned.lod.explain.Manuscript.Word;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.TriplePath;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.syntax.Element;

/** What a group of a query demands, one thing at a time. */
sealed interface Part {

    /** As it can be tried. */
    Element element();

    /** The variables that it binds or needs. */
    Set<Var> variables();

    /** A term where it stands in the query; the place is empty where it is not known. */
    record Use(Node node, Optional<Word> word) {

        boolean isVariable() {
            return node.isVariable();
        }

        boolean isIri() {
            return node.isURI();
        }

        boolean isLiteral() {
            return node.isLiteral();
        }
    }

    /**
     * A statement that must be there, at one step of a path.
     *
     * @param reversed whether the query walks it against its direction
     * @param whole whether it is the pattern itself, not a step of a longer path
     */
    record Statement(Use subject, Use property, Use object, boolean reversed, boolean whole) {}

    /**
     * A triple pattern, or a path.
     *
     * @param triple what it is for Jena
     * @param statements one for each step
     */
    record Pattern(
            Element element,
            Set<Var> variables,
            String text,
            TriplePath triple,
            Use subject,
            Use object,
            List<Statement> statements)
            implements Part {

        /** Where it begins, as far as that is known. */
        Optional<Word> place() {
            return statements.stream()
                    .flatMap(step -> Stream.of(step.subject(), step.property(), step.object()))
                    .flatMap(use -> use.word().stream())
                    .min(Comparator.comparingInt(Word::start));
        }
    }

    /** Values given in the query: VALUES, or BIND of a single one. */
    record Given(Element element, Set<Var> variables, List<Value> values) implements Part {

        /** One value of one variable. */
        record Value(Var variable, Use use) {}
    }

    /** A group inside the group, maybe in a named graph, or a subquery. */
    record Nested(Element element, Set<Var> variables, Group group, Optional<Use> graph) implements Part {}

    /** Groups of which one must match. */
    record Union(Element element, Set<Var> variables, List<Group> groups) implements Part {}

    /**
     * A condition; of several joined by "and", one.
     *
     * @param constants in the order of its arguments
     * @param existing what it wants to exist, or not to exist
     */
    record Condition(
            Element element, Set<Var> variables, Expr expression, List<Use> constants, Optional<Group> existing)
            implements Part {}

    /** What may match and need not. */
    record Optionally(Element element, Set<Var> variables, Group group) implements Part {}

    /** What must not match. */
    record Without(Element element, Set<Var> variables, Group group) implements Part {}

    /** Whatever else: it is tried and not looked into. */
    record Other(Element element, Set<Var> variables) implements Part {}
}
