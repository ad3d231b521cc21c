package eu.staytuned.lod.tables;

import eu.staytuned.lod.rdf.Federation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryException;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.query.Syntax;
import org.apache.jena.vocabulary.RDF;

/**
 * The tables that a release describes.
 *
 * <p>A table is a {@code csvw:Table} with the query that fills it. Its columns are those of its schema, in the order of the
 * variables of the query, so that the order is written once.
 *
 * @param all those that are described well, in the order that they have, then by name
 * @param faults what is wrong with the others
 */
public record Tables(List<Table> all, List<TableFault> faults) {

    /** The tables of a graph. */
    public static Tables of(Graph graph) {
        Reader reader = new Reader(graph);
        List<Table> tables = new ArrayList<>();
        graph
                .find(Node.ANY, RDF.type.asNode(), Csvw.TABLE)
                .mapWith(Triple::getSubject)
                .filterKeep(Node::isURI)
                .toList()
                .stream()
                .sorted(Comparator.comparingDouble(reader::place).thenComparing(Node::getURI))
                .forEach(node -> reader.table(node).ifPresent(tables::add));
        return new Tables(List.copyOf(tables), List.copyOf(reader.faults));
    }

    public Optional<Table> named(String name) {
        return all.stream().filter(table -> table.name().equals(name)).findFirst();
    }

    Optional<Table> of(Node node) {
        return all.stream().filter(table -> table.node().equals(node)).findFirst();
    }

    /** The columns with whose values a table points to rows, and the tables of these; a list points to none. */
    Map<Column, Table> references(Table table) {
        Map<Column, Table> references = new HashMap<>();
        for (Column column : table.columns()) {
            column.table()
                    .filter(node -> !column.isList())
                    .filter(node -> !node.equals(table.node()) || !table.key().contains(column.name()))
                    .flatMap(this::of)
                    .filter(target -> target.keyColumn().isPresent())
                    .ifPresent(target -> references.put(column, target));
        }
        return references;
    }

    /** Reads descriptions, and says what is wrong with them. */
    private static final class Reader {

        private final Graph graph;
        private final List<TableFault> faults = new ArrayList<>();

        Reader(Graph graph) {
            this.graph = graph;
        }

        /** Where it stands among the others; after them where it does not say. */
        double place(Node table) {
            try {
                return string(table, Csvw.ORDER).map(Double::valueOf).orElse(Double.MAX_VALUE);
            } catch (NumberFormatException notANumber) {
                return Double.MAX_VALUE;
            }
        }

        Optional<Table> table(Node table) {
            int before = faults.size();
            Optional<Node> schema = object(table, Csvw.SCHEMA);
            List<String> texts = strings(table, Csvw.QUERY);
            if (schema.isEmpty() || texts.size() != 1) {
                faults.add(TableFault.of(
                        table,
                        schema.isEmpty() ? Csvw.SCHEMA : Csvw.QUERY,
                        "A table has one csvw:tableSchema with its columns and one query, sh:select, that fills it."));
                return Optional.empty();
            }
            Optional<Query> query = query(table, texts.get(0));
            Map<String, Column> columns = columns(schema.get());
            if (query.isPresent()) {
                compare(table, schema.get(), query.get(), columns);
            }
            List<String> key = strings(schema.get(), Csvw.KEY).stream().sorted().toList();
            if (key.isEmpty() || !columns.keySet().containsAll(key)) {
                faults.add(TableFault.of(
                        schema.get(),
                        Csvw.KEY,
                        "Name the column, or columns, by which the rows can be told apart, with csvw:primaryKey."));
            }
            if (faults.size() > before || query.isEmpty()) {
                return Optional.empty();
            }
            String iri = table.getURI();
            return Optional.of(new Table(
                    table,
                    iri.substring(iri.lastIndexOf('/') + 1),
                    objects(table, Csvw.TITLE),
                    objects(table, Csvw.DESCRIPTION),
                    objects(table, Csvw.LICENCE),
                    objects(table, Csvw.ORIGIN),
                    objects(table, Csvw.NOTE),
                    query.get().getResultVars().stream().map(columns::get).toList(),
                    key,
                    string(schema.get(), Csvw.ABOUT),
                    query.get(),
                    texts.get(0)));
        }

        private Optional<Query> query(Node table, String text) {
            try {
                Query query = QueryFactory.create(text, Syntax.syntaxSPARQL_11);
                if (!query.isSelectType() || query.hasDatasetDescription() || Federation.callsElsewhere(query)) {
                    faults.add(
                            TableFault.of(
                                    table,
                                    Csvw.QUERY,
                                    "The query of a table is a SELECT without FROM and SERVICE: it is asked of the release and nothing else."));
                    return Optional.empty();
                }
                if (!query.hasOrderBy()) {
                    faults.add(
                            TableFault.of(
                                    table,
                                    Csvw.QUERY,
                                    "Put the rows in order, with ORDER BY, so that the table of the next release differs in what changed alone."));
                }
                return Optional.of(query);
            } catch (QueryException e) {
                faults.add(TableFault.of(
                        table,
                        Csvw.QUERY,
                        "Not a SPARQL 1.1 query: "
                                + String.valueOf(e.getMessage())
                                        .lines()
                                        .findFirst()
                                        .orElse("")));
                return Optional.empty();
            }
        }

        private void compare(Node table, Node schema, Query query, Map<String, Column> columns) {
            for (String variable : query.getResultVars()) {
                if (!columns.containsKey(variable)) {
                    faults.add(TableFault.of(
                            table,
                            Csvw.QUERY,
                            "The query has a variable ?" + variable + " and the table no column of this csvw:name."));
                }
            }
            columns.forEach((name, column) -> {
                if (!query.getResultVars().contains(name)) {
                    faults.add(new TableFault(
                            schema,
                            Optional.of(Csvw.COLUMN),
                            Optional.of(column.node()),
                            false,
                            "The table has a column \"" + name + "\" and its query no variable ?" + name + "."));
                }
            });
        }

        private Map<String, Column> columns(Node schema) {
            Map<String, Column> columns = new HashMap<>();
            for (Node node : objects(schema, Csvw.COLUMN)) {
                column(node).ifPresent(column -> {
                    if (columns.put(column.name(), column) != null) {
                        faults.add(new TableFault(
                                schema,
                                Optional.of(Csvw.COLUMN),
                                Optional.of(node),
                                false,
                                "The table has two columns of the csvw:name \"" + column.name() + "\"."));
                    }
                });
            }
            return columns;
        }

        private Optional<Column> column(Node column) {
            Optional<String> name = string(column, Csvw.NAME);
            Optional<Datatype> datatype =
                    object(column, Csvw.DATATYPE).filter(Node::isURI).flatMap(type -> Datatype.of(type.getURI()));
            if (name.isEmpty() || datatype.isEmpty()) {
                faults.add(TableFault.of(
                        column,
                        name.isEmpty() ? Csvw.NAME : Csvw.DATATYPE,
                        "A column has a csvw:name, which is a variable of the query, and a csvw:datatype, one of "
                                + Datatype.names() + "."));
                return Optional.empty();
            }
            return Optional.of(new Column(
                    column,
                    name.get(),
                    objects(column, Csvw.TITLE),
                    objects(column, Csvw.DESCRIPTION),
                    datatype.get(),
                    string(column, Csvw.FORMAT),
                    string(column, Csvw.REQUIRED).filter("true"::equals).isPresent(),
                    string(column, Csvw.SEPARATOR),
                    string(column, Csvw.LANGUAGE),
                    string(column, Csvw.ABOUT),
                    string(column, Csvw.PROPERTY),
                    object(column, Csvw.REFERENCES),
                    object(column, Csvw.UNIT)));
        }

        /** In one order, whatever the store. */
        private List<Node> objects(Node subject, Node property) {
            Set<Node> objects = new LinkedHashSet<>();
            graph.find(subject, property, Node.ANY).mapWith(Triple::getObject).toList().stream()
                    .sorted(Comparator.comparing(Node::toString))
                    .forEach(objects::add);
            return List.copyOf(objects);
        }

        private Optional<Node> object(Node subject, Node property) {
            return objects(subject, property).stream().findFirst();
        }

        private List<String> strings(Node subject, Node property) {
            return objects(subject, property).stream()
                    .filter(Node::isLiteral)
                    .map(Node::getLiteralLexicalForm)
                    .toList();
        }

        private Optional<String> string(Node subject, Node property) {
            return strings(subject, property).stream().findFirst();
        }
    }
}
