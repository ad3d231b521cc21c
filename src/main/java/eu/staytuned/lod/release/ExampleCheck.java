package eu.staytuned.lod.release;

import eu.staytuned.lod.queries.Example;
import eu.staytuned.lod.queries.Examples;
import eu.staytuned.lod.queries.Parameter;
import eu.staytuned.lod.rdf.Federation;
import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.release.Fault.Severity;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryException;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.query.QueryParseException;
import org.apache.jena.query.Syntax;
import org.apache.jena.shacl.vocabulary.SHACL;
import org.apache.jena.vocabulary.RDF;

/**
 * What a shape cannot say about the example queries in the data: that their texts are queries of the form they are given
 * as, that they have the variables of their parameters, and that defaults are among the values.
 */
final class ExampleCheck {

    private static final Node FEDERATES_WITH =
            NodeFactory.createURI("https://purl.expasy.org/sparql-examples/ontology#federatesWith");
    private static final Node VALUES = NodeFactory.createURI(SHACL.NS + "values");

    /** The properties that hold the text of a query, what it has to be, and the class of queries of that form. */
    private enum Form {
        SELECT(SHACL.select, Query::isSelectType, SHACL.SPARQLSelectExecutable),
        CONSTRUCT(SHACL.construct, Query::isConstructType, SHACL.SPARQLConstructExecutable),
        ASK(SHACL.ask, Query::isAskType, SHACL.SPARQLAskExecutable),
        DESCRIBE(NodeFactory.createURI(SHACL.NS + "describe"), Query::isDescribeType, SHACL.SPARQLExecutable);

        final Node property;
        final Predicate<Query> suits;
        final Node type;

        Form(Node property, Predicate<Query> suits, Node type) {
            this.property = property;
            this.suits = suits;
            this.type = type;
        }

        static Form of(Query query) {
            for (Form form : values()) {
                if (form.suits.test(query)) {
                    return form;
                }
            }
            throw new IllegalArgumentException("A query of an unknown form");
        }
    }

    private final Content content;
    private final IriSpace iris;
    private final FaultPlaces places;
    private final Graph graph;
    private final Set<Node> faulty = new HashSet<>();

    private ExampleCheck(Content content, IriSpace iris, FaultPlaces places) {
        this.content = content;
        this.iris = iris;
        this.places = places;
        this.graph = content.defaultGraph();
    }

    /** Adds what is wrong with the example queries of a release. */
    static void check(Content content, IriSpace iris, FaultPlaces places) {
        new ExampleCheck(content, iris, places).check();
    }

    private void check() {
        Set<Node> parameters = new HashSet<>();
        for (Node query : instances(SHACL.SPARQLExecutable)) {
            for (Form form : Form.values()) {
                texts(query, form.property).forEach(text -> parse(query, form.property, text, text)
                        .ifPresent(parsed -> query(query, form, text, parsed)));
            }
        }
        for (Node parameter : instances(SHACL.Parameter)) {
            for (Node values : objects(parameter, VALUES)) {
                texts(values, SHACL.select).forEach(text -> parse(parameter, VALUES, values, text)
                        .filter(parsed -> !parsed.isSelectType())
                        .ifPresent(
                                parsed -> fault(parameter, VALUES, values, "Ask for the values by a SELECT query.")));
            }
        }
        Examples examples = Examples.of(content.dataset(), iris);
        examples.unreadable().stream()
                .filter(example -> !faulty.contains(example.iri()))
                .filter(example ->
                        objects(example.iri(), SHACL.parameter).stream().noneMatch(faulty::contains))
                .forEach(example -> places.add(
                        Severity.VIOLATION,
                        example.reason(),
                        Optional.of(example.iri()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        ""));
        for (Example example : examples.all()) {
            for (Parameter parameter : example.parameters()) {
                variable(example, parameter);
                if (parameters.add(parameter.iri())) {
                    defaultValue(parameter);
                }
            }
        }
    }

    private Optional<Query> parse(Node resource, Node property, Node value, Node text) {
        try {
            return Optional.of(QueryFactory.create(text.getLiteralLexicalForm(), Syntax.syntaxSPARQL_11));
        } catch (QueryParseException e) {
            faulty.add(resource);
            places.addInText(SourceQuery.explain(e), resource, property, value, e.getLine());
        } catch (QueryException e) {
            fault(resource, property, value, SourceQuery.explain(e));
        }
        return Optional.empty();
    }

    private void query(Node resource, Form form, Node text, Query query) {
        Form is = Form.of(query);
        if (is != form) {
            fault(
                    resource,
                    form.property,
                    text,
                    "This is a " + is + " query: give it as sh:" + name(is.property) + ", and the query the type sh:"
                            + name(is.type) + ".");
        } else if (!graph.contains(resource, RDF.type.asNode(), form.type)) {
            fault(resource, form.property, text, "Give the query the type sh:" + name(form.type) + " as well.");
        }
        Set<Node> called = Federation.services(query);
        Set<Node> named = new HashSet<>(objects(resource, FEDERATES_WITH));
        called.stream()
                .filter(endpoint -> !named.contains(endpoint))
                .forEach(endpoint -> fault(
                        resource,
                        form.property,
                        text,
                        endpoint.isURI()
                                ? "It calls <" + endpoint.getURI()
                                        + ">: say so with spex:federatesWith, so that nobody "
                                        + "expects an answer here."
                                : "It calls an endpoint that a variable names: write the address itself."));
        named.stream()
                .filter(endpoint -> !called.contains(endpoint))
                .forEach(endpoint -> fault(
                        resource,
                        FEDERATES_WITH,
                        endpoint,
                        "It does not call this endpoint: take spex:federatesWith away."));
    }

    private void variable(Example example, Parameter parameter) {
        if (!Pattern.compile("[?$]" + parameter.name() + "(?!\\w)")
                .matcher(example.query().serialize())
                .find()) {
            fault(
                    example.iri(),
                    SHACL.parameter,
                    parameter.iri(),
                    "The query has no variable ?" + parameter.name()
                            + ": use it in the text, or take the parameter away.");
        }
    }

    private void defaultValue(Parameter parameter) {
        List<Node> allowed = parameter.allowed().map(values -> values.nodes()).orElse(List.of());
        if (parameter.allowed().isPresent() && allowed.isEmpty()) {
            places.add(
                    Severity.WARNING,
                    "The data have no value for this parameter: correct the query that asks for them, or take it away.",
                    Optional.of(parameter.iri()),
                    Optional.of(VALUES),
                    Optional.empty(),
                    Optional.empty(),
                    "");
            return;
        }
        parameter
                .defaultValue()
                .filter(value -> !allowed.isEmpty() && !allowed.contains(value))
                .ifPresent(value -> fault(
                        parameter.iri(),
                        SHACL.defaultValue,
                        value,
                        "The default is not among the values, which are " + some(allowed) + ": choose one of them."));
    }

    private static String some(List<Node> values) {
        Set<String> names = values.stream()
                .map(value -> value.isURI() ? name(value) : value.getLiteralLexicalForm())
                .collect(Collectors.toCollection(TreeSet::new));
        return names.stream().limit(5).collect(Collectors.joining(", ")) + (names.size() > 5 ? ", …" : "");
    }

    private void fault(Node resource, Node property, Node value, String message) {
        faulty.add(resource);
        places.add(
                Severity.VIOLATION,
                message,
                Optional.of(resource),
                Optional.of(property),
                Optional.of(value),
                Optional.empty(),
                "");
    }

    private List<Node> instances(Node type) {
        return graph.find(Node.ANY, RDF.type.asNode(), type)
                .mapWith(Triple::getSubject)
                .filterKeep(Node::isURI)
                .toList();
    }

    private List<Node> objects(Node subject, Node property) {
        return graph.find(subject, property, Node.ANY)
                .mapWith(Triple::getObject)
                .toList();
    }

    private List<Node> texts(Node subject, Node property) {
        return objects(subject, property).stream().filter(Node::isLiteral).toList();
    }

    private static String name(Node node) {
        String iri = node.getURI();
        return iri.substring(Math.max(iri.lastIndexOf('/'), iri.lastIndexOf('#')) + 1);
    }
}
