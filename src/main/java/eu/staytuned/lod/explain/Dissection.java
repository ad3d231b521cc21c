package eu.staytuned.lod.explain;

import eu.staytuned.lod.explain.Manuscript.Word;
import eu.staytuned.lod.explain.Part.Given;
import eu.staytuned.lod.explain.Part.Statement;
import eu.staytuned.lod.explain.Part.Use;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.query.Query;
import org.apache.jena.sparql.core.TriplePath;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.expr.E_LogicalAnd;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprFunction;
import org.apache.jena.sparql.expr.ExprFunctionOp;
import org.apache.jena.sparql.expr.ExprVars;
import org.apache.jena.sparql.expr.NodeValue;
import org.apache.jena.sparql.path.P_Alt;
import org.apache.jena.sparql.path.P_Inverse;
import org.apache.jena.sparql.path.P_NegPropSet;
import org.apache.jena.sparql.path.P_Path0;
import org.apache.jena.sparql.path.P_Path1;
import org.apache.jena.sparql.path.P_Path2;
import org.apache.jena.sparql.path.P_Seq;
import org.apache.jena.sparql.path.Path;
import org.apache.jena.sparql.path.PathWriter;
import org.apache.jena.sparql.syntax.Element;
import org.apache.jena.sparql.syntax.ElementBind;
import org.apache.jena.sparql.syntax.ElementData;
import org.apache.jena.sparql.syntax.ElementFilter;
import org.apache.jena.sparql.syntax.ElementGroup;
import org.apache.jena.sparql.syntax.ElementMinus;
import org.apache.jena.sparql.syntax.ElementNamedGraph;
import org.apache.jena.sparql.syntax.ElementOptional;
import org.apache.jena.sparql.syntax.ElementPathBlock;
import org.apache.jena.sparql.syntax.ElementSubQuery;
import org.apache.jena.sparql.syntax.ElementTriplesBlock;
import org.apache.jena.sparql.syntax.ElementUnion;
import org.apache.jena.sparql.syntax.PatternVars;
import org.jspecify.annotations.Nullable;

/** Takes the pattern of a query apart, beside the same pattern with its terms marked, which says where each stands. */
final class Dissection {

    private final Manuscript text;
    private int steps;

    private Dissection(Manuscript text) {
        this.text = text;
    }

    /** The outermost group of a query. */
    static Group of(Manuscript text) {
        Dissection dissection = new Dissection(text);
        Element pattern = text.query().getQueryPattern();
        Element marked = text.marked().map(Query::getQueryPattern).orElse(null);
        if (pattern == null) {
            return new Group(List.of(), Optional.empty(), Optional.empty());
        }
        Group group = dissection.group(pattern, marked, Optional.empty());
        return text.query().hasValues() && text.query().getGroupBy().isEmpty() ? dissection.withValues(group) : group;
    }

    /** The values behind the pattern as one more part of it. */
    private Group withValues(Group group) {
        ElementData data =
                new ElementData(text.query().getValuesVariables(), text.query().getValuesData());
        ElementData marked = text.marked()
                .map(other -> new ElementData(other.getValuesVariables(), other.getValuesData()))
                .orElse(null);
        List<Part> parts = new ArrayList<>(group.parts());
        parts.add(new Given(data, new LinkedHashSet<>(data.getVars()), values(data, marked)));
        return new Group(List.copyOf(parts), group.graph(), group.query());
    }

    private Group group(Element element, @Nullable Element marked, Optional<Use> graph) {
        List<Part> parts = new ArrayList<>();
        if (element instanceof ElementSubQuery sub) {
            Element inner = sub.getQuery().getQueryPattern();
            Element innerMarked =
                    marked instanceof ElementSubQuery other ? other.getQuery().getQueryPattern() : null;
            Group group = group(inner, innerMarked, graph);
            return new Group(group.parts(), graph, Optional.of(sub.getQuery()));
        }
        if (element instanceof ElementGroup group) {
            List<Element> others = marked instanceof ElementGroup other
                            && other.getElements().size() == group.getElements().size()
                    ? other.getElements()
                    : Collections.nCopies(group.getElements().size(), null);
            for (int i = 0; i < group.getElements().size(); i++) {
                add(parts, group.getElements().get(i), others.get(i), graph);
            }
        } else {
            add(parts, element, marked, graph);
        }
        return new Group(List.copyOf(parts), graph, Optional.empty());
    }

    private void add(List<Part> parts, Element element, @Nullable Element marked, Optional<Use> graph) {
        Set<Var> variables = new LinkedHashSet<>(PatternVars.vars(element));
        if (element instanceof ElementPathBlock block) {
            List<TriplePath> others = marked instanceof ElementPathBlock other
                    ? other.getPattern().getList()
                    : List.of();
            List<TriplePath> patterns = block.getPattern().getList();
            for (int i = 0; i < patterns.size(); i++) {
                parts.add(pattern(patterns.get(i), others.size() == patterns.size() ? others.get(i) : null));
            }
        } else if (element instanceof ElementTriplesBlock block) {
            for (Triple triple : block.getPattern()) {
                parts.add(pattern(new TriplePath(triple), null));
            }
        } else if (element instanceof ElementData data) {
            parts.add(new Given(element, variables, values(data, marked instanceof ElementData other ? other : null)));
        } else if (element instanceof ElementBind bind) {
            variables.add(bind.getVar());
            parts.add(
                    bind.getExpr() instanceof NodeValue value
                            ? new Given(
                                    element,
                                    variables,
                                    List.of(new Given.Value(
                                            bind.getVar(),
                                            use(
                                                    value.asNode(),
                                                    marked instanceof ElementBind other
                                                                    && other.getExpr() instanceof NodeValue mark
                                                            ? mark.asNode()
                                                            : null))))
                            : new Part.Other(element, variables));
        } else if (element instanceof ElementFilter filter) {
            conditions(parts, filter.getExpr(), marked instanceof ElementFilter other ? other.getExpr() : null, graph);
        } else if (element instanceof ElementOptional optional) {
            parts.add(new Part.Optionally(
                    element,
                    variables,
                    group(
                            optional.getOptionalElement(),
                            marked instanceof ElementOptional other ? other.getOptionalElement() : null,
                            graph)));
        } else if (element instanceof ElementMinus minus) {
            parts.add(new Part.Without(
                    element,
                    variables,
                    group(
                            minus.getMinusElement(),
                            marked instanceof ElementMinus other ? other.getMinusElement() : null,
                            graph)));
        } else if (element instanceof ElementUnion union) {
            union(parts, union, marked, graph, variables);
        } else if (element instanceof ElementNamedGraph named) {
            ElementNamedGraph other = marked instanceof ElementNamedGraph same ? same : null;
            Use name = use(named.getGraphNameNode(), other == null ? null : other.getGraphNameNode());
            parts.add(new Part.Nested(
                    element,
                    variables,
                    group(named.getElement(), other == null ? null : other.getElement(), Optional.of(name)),
                    Optional.of(name)));
        } else if (element instanceof ElementGroup || element instanceof ElementSubQuery) {
            parts.add(new Part.Nested(element, variables, group(element, marked, graph), Optional.empty()));
        } else {
            parts.add(new Part.Other(element, variables));
        }
    }

    private void union(
            List<Part> parts, ElementUnion union, @Nullable Element marked, Optional<Use> graph, Set<Var> variables) {
        List<Element> others = marked instanceof ElementUnion other ? other.getElements() : List.of();
        List<Group> groups = new ArrayList<>();
        for (int i = 0; i < union.getElements().size(); i++) {
            groups.add(group(union.getElements().get(i), i < others.size() ? others.get(i) : null, graph));
        }
        parts.add(
                groups.size() == 1
                        ? new Part.Nested(union, variables, groups.get(0), Optional.empty())
                        : new Part.Union(union, variables, groups));
    }

    private Use use(Node node, @Nullable Node mark) {
        return new Use(node, mark == null ? Optional.empty() : text.word(mark));
    }

    private Part.Pattern pattern(TriplePath triple, @Nullable TriplePath marked) {
        ElementPathBlock block = new ElementPathBlock();
        block.addTriplePath(triple);
        Use subject = use(triple.getSubject(), marked == null ? null : marked.getSubject());
        Use object = use(triple.getObject(), marked == null ? null : marked.getObject());
        List<Statement> statements = new ArrayList<>();
        if (triple.isTriple() && triple.getPredicate().isVariable()) {
            Use property = new Use(triple.getPredicate(), variable(triple));
            statements.add(new Statement(subject, property, object, false, true));
        } else if (triple.isTriple()) {
            Use property =
                    use(triple.getPredicate(), marked == null || !marked.isTriple() ? null : marked.getPredicate());
            statements.add(new Statement(subject, property, object, false, true));
        } else {
            walk(subject, triple.getPath(), marked == null ? null : marked.getPath(), object, false, statements);
        }
        String property = triple.isTriple()
                ? triple.getPredicate().equals(Statistics.TYPE)
                        ? "a"
                        : Wording.of(triple.getPredicate(), text.prefixes())
                : PathWriter.asString(triple.getPath(), text.query().getPrologue());
        return new Part.Pattern(
                block,
                new LinkedHashSet<>(PatternVars.vars(block)),
                Wording.of(triple.getSubject(), text.prefixes()) + " " + property + " "
                        + Wording.of(triple.getObject(), text.prefixes()),
                triple,
                subject,
                object,
                List.copyOf(statements));
    }

    /** A variable for the property has no mark: it stands before what is its value. */
    private Optional<Word> variable(TriplePath triple) {
        String property = Wording.of(triple.getPredicate());
        String value = Wording.of(triple.getObject(), text.prefixes());
        List<Word> words = text.words();
        for (int i = 0; i + 1 < words.size(); i++) {
            if (words.get(i).text().equals(property) && words.get(i + 1).text().equals(value)) {
                return Optional.of(words.get(i));
            }
        }
        return Optional.empty();
    }

    /** The steps of a path; what may be walked any number of times counts as one whose ends are open. */
    private void walk(
            Use from, Path path, @Nullable Path marked, Use to, boolean reversed, List<Statement> statements) {
        if (path instanceof P_Path0 link) {
            boolean against = reversed != !link.isForward();
            Use property = use(link.getNode(), marked instanceof P_Path0 other ? other.getNode() : null);
            statements.add(
                    against
                            ? new Statement(to, property, from, true, false)
                            : new Statement(from, property, to, false, false));
        } else if (path instanceof P_Inverse inverse) {
            Path inner = marked instanceof P_Inverse other ? other.getSubPath() : null;
            walk(from, inverse.getSubPath(), inner, to, !reversed, statements);
        } else if (path instanceof P_Seq sequence) {
            P_Seq other = marked instanceof P_Seq same ? same : null;
            Use between = fresh();
            Path left = other == null ? null : other.getLeft();
            Path right = other == null ? null : other.getRight();
            walk(reversed ? between : from, sequence.getLeft(), left, reversed ? to : between, reversed, statements);
            walk(reversed ? from : between, sequence.getRight(), right, reversed ? between : to, reversed, statements);
        } else if (path instanceof P_NegPropSet) {
            // It says what the property is not; nothing in it can be misspelt into an empty answer.
            return;
        } else if (path instanceof P_Path2 two) {
            P_Path2 other = marked instanceof P_Path2 same ? same : null;
            boolean alternative = path instanceof P_Alt;
            Use left = alternative ? from : fresh();
            Use right = alternative ? to : fresh();
            walk(left, two.getLeft(), other == null ? null : other.getLeft(), right, reversed, statements);
            walk(left, two.getRight(), other == null ? null : other.getRight(), right, reversed, statements);
        } else if (path instanceof P_Path1 one) {
            Path inner = marked instanceof P_Path1 other ? other.getSubPath() : null;
            walk(fresh(), one.getSubPath(), inner, fresh(), reversed, statements);
        }
    }

    private Use fresh() {
        return new Use(Var.alloc("/" + steps++), Optional.empty());
    }

    private List<Given.Value> values(ElementData data, @Nullable ElementData marked) {
        List<Given.Value> values = new ArrayList<>();
        for (int i = 0; i < data.getRows().size(); i++) {
            Binding row = data.getRows().get(i);
            Binding marks = marked != null && i < marked.getRows().size()
                    ? marked.getRows().get(i)
                    : null;
            for (Var variable : data.getVars()) {
                if (row.contains(variable)) {
                    values.add(new Given.Value(
                            variable, use(row.get(variable), marks == null ? null : marks.get(variable))));
                }
            }
        }
        return List.copyOf(values);
    }

    /** One for each side of an "and": what fails is told apart. */
    private void conditions(List<Part> parts, Expr expression, @Nullable Expr marked, Optional<Use> graph) {
        if (expression instanceof E_LogicalAnd and) {
            E_LogicalAnd other = marked instanceof E_LogicalAnd same ? same : null;
            conditions(parts, and.getArg1(), other == null ? null : other.getArg1(), graph);
            conditions(parts, and.getArg2(), other == null ? null : other.getArg2(), graph);
            return;
        }
        Set<Var> variables = new LinkedHashSet<>();
        Optional<Group> existing = Optional.empty();
        if (expression instanceof ExprFunctionOp exists) {
            existing = Optional.of(group(
                    exists.getElement(), marked instanceof ExprFunctionOp other ? other.getElement() : null, graph));
        } else {
            ExprVars.varsMentioned(variables, expression);
        }
        parts.add(new Part.Condition(
                new ElementFilter(expression), variables, expression, constants(expression, marked), existing));
    }

    /** The constants of an expression in the order of its arguments. */
    private List<Use> constants(Expr expression, @Nullable Expr marked) {
        List<Node> nodes = new ArrayList<>();
        List<Node> marks = new ArrayList<>();
        collect(expression, nodes);
        if (marked != null) {
            collect(marked, marks);
        }
        List<Use> uses = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            uses.add(use(nodes.get(i), marks.size() == nodes.size() ? marks.get(i) : null));
        }
        return List.copyOf(uses);
    }

    private static void collect(Expr expression, List<Node> nodes) {
        if (expression instanceof NodeValue value) {
            nodes.add(value.asNode());
        } else if (expression instanceof ExprFunction function && !(expression instanceof ExprFunctionOp)) {
            function.getArgs().forEach(argument -> {
                if (argument != null) {
                    collect(argument, nodes);
                }
            });
        }
    }
}
