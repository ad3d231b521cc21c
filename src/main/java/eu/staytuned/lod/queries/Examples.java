package eu.staytuned.lod.queries;

import eu.staytuned.lod.queries.Example.Form;
import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.rdf.Terms;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.query.ARQ;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryException;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.query.Syntax;
import org.apache.jena.shacl.vocabulary.SHACL;
import org.apache.jena.shared.JenaException;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.exec.RowSet;
import org.apache.jena.sparql.util.graph.GNode;
import org.apache.jena.sparql.util.graph.GraphList;

/**
 * The example queries of a release, by name. They are data in the convention of the SIB: one {@code
 * sh:SPARQLExecutable} each, with labels, keywords and parameters ({@code sh:parameter}).
 *
 * @param all those that can be read, by name
 * @param unreadable those that cannot, with the reason
 */
public record Examples(List<Example> all, List<Unreadable> unreadable) {

    /** Where the names of queries are, below the base. */
    public static final String PATH = "id/query/";

    private static final String SPEX = "https://purl.expasy.org/sparql-examples/ontology#";
    private static final Node FEDERATES_WITH = NodeFactory.createURI(SPEX + "federatesWith");
    private static final List<Node> TEXTS = List.of(
            SHACL.select,
            SHACL.ask,
            SHACL.construct,
            NodeFactory.createURI(SHACL.NS + "describe"),
            NodeFactory.createURI(SPEX + "describe"));
    private static final Node VALUES = NodeFactory.createURI(SHACL.NS + "values");
    private static final List<Node> KEYWORDS = List.of(
            NodeFactory.createURI("https://schema.org/keywords"), NodeFactory.createURI("http://schema.org/keywords"));
    private static final Node NOTATION = NodeFactory.createURI("http://www.w3.org/2004/02/skos/core#notation");

    /** More values than this are no choice. */
    private static final long MOST_VALUES = 10_000;

    private static final long SECONDS_FOR_VALUES = 10;

    /**
     * A query that cannot be read.
     *
     * @param reason in a sentence
     */
    public record Unreadable(Node iri, String reason) {}

    /** The query of a name. */
    public Optional<Example> find(String name) {
        return all.stream().filter(example -> example.name().equals(name)).findFirst();
    }

    /** The query whose name is most like one that there is none of. */
    public Optional<Example> nearest(String name) {
        return Spelling.nearest(name, all.stream().map(Example::name).toList()).flatMap(this::find);
    }

    /**
     * All that a dataset has; to be called within a transaction. What it gives is free of the transaction and holds as long
     * as the release, so it is worth keeping.
     */
    public static Examples of(DatasetGraph data, IriSpace iris) {
        Reader reader = new Reader(data);
        List<Example> all = new ArrayList<>();
        List<Unreadable> unreadable = new ArrayList<>();
        String below = iris.resolve(PATH);
        reader
                .graph
                .find(Node.ANY, Terms.TYPE, SHACL.SPARQLExecutable)
                .mapWith(Triple::getSubject)
                .filterKeep(node -> node.isURI() && node.getURI().startsWith(below))
                .toList()
                .stream()
                .distinct()
                .sorted(Comparator.comparing(Node::getURI))
                .forEach(iri -> {
                    try {
                        all.add(reader.example(iri, iri.getURI().substring(below.length())));
                    } catch (UnreadableException e) {
                        unreadable.add(new Unreadable(iri, e.getMessage()));
                    }
                });
        return new Examples(List.copyOf(all), List.copyOf(unreadable));
    }

    private static final class UnreadableException extends RuntimeException {

        private static final long serialVersionUID = 1;

        UnreadableException(String message) {
            super(message, null, false, false);
        }
    }

    private static final class Reader {

        private final DatasetGraph data;
        private final Graph graph;
        /** Several queries have the same ones. */
        private final Map<Node, Parameter> parameters = new LinkedHashMap<>();

        Reader(DatasetGraph data) {
            this.data = data;
            this.graph = data.getDefaultGraph();
        }

        Example example(Node iri, String name) {
            List<Node> texts =
                    TEXTS.stream().flatMap(property -> objects(iri, property)).toList();
            if (texts.size() != 1 || !texts.get(0).isLiteral()) {
                throw new UnreadableException(
                        "A query has one text: sh:select, sh:ask, sh:construct or sh:describe. This one has "
                                + texts.size() + ".");
            }
            String text = texts.get(0).getLiteralLexicalForm().strip();
            Query query = parse(text);
            Words words = Words.of(text, query);
            List<Parameter> ofQuery = objects(iri, SHACL.parameter)
                    .sorted(Comparator.comparingInt(this::order).thenComparing(AllowedValues::plain))
                    .map(this::parameter)
                    .toList();
            Example example = new Example(
                    iri,
                    name,
                    form(query),
                    text,
                    query,
                    ofQuery,
                    Stream.concat(objects(iri, FEDERATES_WITH).map(AllowedValues::plain), words.services().stream())
                            .distinct()
                            .sorted()
                            .toList(),
                    KEYWORDS.stream()
                            .flatMap(property -> objects(iri, property))
                            .filter(Node::isLiteral)
                            .map(Node::getLiteralLexicalForm)
                            .distinct()
                            .sorted()
                            .toList(),
                    words.iris());
            checkParameters(example);
            return example;
        }

        private static Query parse(String text) {
            try {
                return QueryFactory.create(text, Syntax.syntaxARQ);
            } catch (QueryException e) {
                throw new UnreadableException("It is not SPARQL: "
                        + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
            }
        }

        private static Form form(Query query) {
            if (query.isSelectType()) {
                return Form.SELECT;
            } else if (query.isAskType()) {
                return Form.ASK;
            } else if (query.isConstructType()) {
                return Form.CONSTRUCT;
            } else if (query.isDescribeType()) {
                return Form.DESCRIBE;
            }
            throw new UnreadableException("It is none of SELECT, ASK, CONSTRUCT and DESCRIBE.");
        }

        /** So that a parameter that cannot be bound is found when a release is made, not when somebody asks. */
        private static void checkParameters(Example example) {
            Map<Parameter, Node> values = new LinkedHashMap<>();
            for (Parameter parameter : example.parameters()) {
                Stream.concat(
                                parameter.defaultValue().stream(),
                                parameter.allowed().stream().flatMap(allowed -> allowed.nodes().stream()))
                        .findFirst()
                        .ifPresent(value -> values.put(parameter, value));
            }
            try {
                Substitution.of(example.query(), values);
            } catch (JenaException e) {
                throw new UnreadableException("Its parameters cannot be bound: " + e.getMessage()
                        + ". A parameter is a variable that the query does not assign (AS, VALUES).");
            }
        }

        private Parameter parameter(Node iri) {
            Parameter known = parameters.get(iri);
            if (known == null) {
                known = read(iri);
                parameters.put(iri, known);
            }
            return known;
        }

        private Parameter read(Node iri) {
            Node path = objects(iri, SHACL.path)
                    .filter(Node::isURI)
                    .findFirst()
                    .orElseThrow(() -> new UnreadableException(
                            "Parameter " + iri + " has no sh:path; its last part is the variable."));
            String name = AllowedValues.lastPart(path);
            if (!name.matches("[A-Za-z][A-Za-z0-9_]*")) {
                throw new UnreadableException("The last part of " + path + " is not the name of a variable.");
            }
            Optional<Node> type = objects(iri, SHACL.class_).findFirst();
            Optional<Node> datatype = objects(iri, SHACL.datatype).findFirst();
            Optional<List<Node>> values = values(iri, type);
            if (values.isEmpty() && datatype.isEmpty()) {
                throw new UnreadableException("Parameter " + iri + " has neither sh:class, sh:datatype nor values.");
            }
            return new Parameter(
                    iri,
                    name,
                    datatype,
                    type,
                    objects(iri, SHACL.defaultValue).findFirst(),
                    objects(iri, SHACL.optional)
                            .anyMatch(value -> value.isLiteral()
                                    && value.getLiteralLexicalForm().matches("true|1")),
                    values.map(nodes -> AllowedValues.of(nodes, notations(nodes))));
        }

        private Optional<List<Node>> values(Node parameter, Optional<Node> type) {
            Optional<List<Node>> listed =
                    objects(parameter, SHACL.in).findFirst().map(list -> GraphList.members(new GNode(graph, list)));
            return listed.or(() -> objects(parameter, VALUES)
                            .flatMap(values -> objects(values, SHACL.select))
                            .findFirst()
                            .map(select -> selected(parameter, select.getLiteralLexicalForm())))
                    .or(() -> type.map(this::instances));
        }

        private List<Node> instances(Node type) {
            return graph
                    .find(Node.ANY, Terms.TYPE, type)
                    .mapWith(Triple::getSubject)
                    .filterKeep(node -> node.isURI() && !graph.contains(node, Terms.DEPRECATED, Node.ANY))
                    .toList()
                    .stream()
                    .distinct()
                    .sorted(Comparator.comparing(Node::getURI))
                    .limit(MOST_VALUES)
                    .toList();
        }

        /** The first column of a query, in its order. */
        private List<Node> selected(Node parameter, String text) {
            Query query = parse(text);
            if (!query.isSelectType()) {
                throw new UnreadableException("The values of " + parameter + " are not asked for by a SELECT query.");
            }
            try (QueryExec evaluation = QueryExec.dataset(data)
                    .query(query)
                    .set(ARQ.httpServiceAllowed, false)
                    .timeout(SECONDS_FOR_VALUES, TimeUnit.SECONDS)
                    .build()) {
                RowSet rows = evaluation.select();
                Var column = rows.getResultVars().get(0);
                Set<Node> values = new LinkedHashSet<>();
                while (rows.hasNext() && values.size() < MOST_VALUES) {
                    Binding row = rows.next();
                    Node value = row.get(column);
                    if (value != null && !value.isBlank()) {
                        values.add(value);
                    }
                }
                return List.copyOf(values);
            } catch (QueryException e) {
                throw new UnreadableException("The values of " + parameter + " cannot be asked for: " + e.getMessage());
            }
        }

        private Map<Node, List<String>> notations(List<Node> values) {
            Map<Node, List<String>> notations = new LinkedHashMap<>();
            for (Node value : values) {
                if (value.isURI()) {
                    List<String> codes = objects(value, NOTATION)
                            .filter(Node::isLiteral)
                            .map(Node::getLiteralLexicalForm)
                            .toList();
                    if (!codes.isEmpty()) {
                        notations.put(value, codes);
                    }
                }
            }
            return notations;
        }

        private int order(Node parameter) {
            return objects(parameter, SHACL.order)
                    .filter(Node::isLiteral)
                    .map(Node::getLiteralLexicalForm)
                    .filter(order -> order.matches("-?\\d{1,9}"))
                    .map(Integer::valueOf)
                    .findFirst()
                    .orElse(0);
        }

        private Stream<Node> objects(Node subject, Node property) {
            return graph.find(subject, property, Node.ANY).mapWith(Triple::getObject).toList().stream()
                    .distinct();
        }
    }
}
