package eu.staytuned.lod.tables;

import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.rdf.Labels;
import eu.staytuned.lod.store.Edition;
import eu.staytuned.lod.store.Shelf;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.DCTerms;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is said about the tables of a release, for programs: the metadata of CSV on the Web (Metadata Vocabulary for Tabular
 * Data). Holds for one transaction.
 */
final class TableDescriptions {

    private static final List<String> ENGLISH = List.of("en");

    private final Edition edition;
    private final Graph graph;
    private final IriSpace iris;
    private final Tables tables;
    private final List<WrittenTable> written;

    TableDescriptions(Shelf shelf, IriSpace iris, Tables tables, List<WrittenTable> written) {
        this.edition = shelf.edition();
        this.graph = shelf.data().getDefaultGraph();
        this.iris = iris;
        this.tables = tables;
        this.written = written;
    }

    Edition edition() {
        return edition;
    }

    String release() {
        return iris.resolve(edition.path());
    }

    /** An address below the base of this instance. */
    String address(String path) {
        return iris.resolve(path);
    }

    /** The English name of anything. */
    String name(Node node) {
        return Labels.of(graph, node, ENGLISH)
                .map(Node::getLiteralLexicalForm)
                .orElseGet(() -> node.isURI() ? Labels.fromIri(node.getURI()) : "");
    }

    static String english(List<Node> texts) {
        return Labels.best(texts, ENGLISH).map(Node::getLiteralLexicalForm).orElse("");
    }

    /** What to know before using a table: of itself, and of the datasets that its rows come from. */
    List<String> notes(Table table) {
        return notes(graph, table).stream()
                .filter(note -> note.getLiteralLanguage().isEmpty()
                        || note.getLiteralLanguage().equals("en"))
                .map(Node::getLiteralLexicalForm)
                .toList();
    }

    static List<Node> notes(Graph graph, Table table) {
        return Stream.concat(
                        table.notes().stream(),
                        table.origins().stream()
                                .flatMap(
                                        origin -> graph
                                                .find(origin, Csvw.NOTE, Node.ANY)
                                                .mapWith(Triple::getObject)
                                                .toList()
                                                .stream()))
                .filter(Node::isLiteral)
                .distinct()
                .sorted(Comparator.comparing(Node::getLiteralLexicalForm))
                .toList();
    }

    /** The documents, by their names. */
    Map<String, byte[]> metadata(JsonMapper json) {
        Map<String, byte[]> documents = new LinkedHashMap<>();
        List<Map<String, Object>> all = new ArrayList<>();
        for (WrittenTable table : written) {
            Map<String, Object> document = context();
            document.putAll(table(table, false));
            documents.put(table.table().file() + WrittenTables.METADATA, bytes(document, json));
            all.add(table(table, true));
        }
        Map<String, Object> group = context();
        group.put("dc:title", "Stay Tuned Linked Data");
        release(group);
        group.put("tables", all);
        documents.put(WrittenTables.GROUP, bytes(group, json));
        return documents;
    }

    private static byte[] bytes(Map<String, Object> document, JsonMapper json) {
        return json.writerWithDefaultPrettyPrinter().writeValueAsBytes(document);
    }

    /** §5.2: the first of two, and the language of whatever has none. */
    private static Map<String, Object> context() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("@context", List.of("http://www.w3.org/ns/csvw", Map.of("@language", "en")));
        return document;
    }

    private void release(Map<String, Object> to) {
        to.put("dc:isPartOf", Map.of("@id", release()));
        to.put("dcat:version", String.valueOf(edition.number()));
        to.put("dc:issued", edition.issued().toString());
        graph.find(iris.node("dataset/stay-tuned"), DCTerms.publisher.asNode(), Node.ANY)
                .mapWith(Triple::getObject)
                .filterKeep(Node::isURI)
                .nextOptional()
                .ifPresent(publisher -> to.put("dc:publisher", link(publisher)));
    }

    private Map<String, Object> table(WrittenTable written, boolean inGroup) {
        Table table = written.table();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("@id", table.node().getURI());
        document.put("url", table.file());
        document.put("dc:title", texts(table.titles()));
        document.put("dc:description", texts(table.descriptions()));
        document.put("dc:license", links(table.licences()));
        List<Object> sources = new ArrayList<>();
        table.origins().forEach(origin -> sources.add(link(origin)));
        sources.add(Map.of("@id", release()));
        document.put("dc:source", sources);
        if (!inGroup) {
            release(document);
        }
        document.put("schema:numberOfItems", written.rows());
        List<String> notes = notes(table);
        if (!notes.isEmpty()) {
            document.put("notes", notes);
        }
        document.put("tableSchema", schema(table, inGroup));
        return document;
    }

    private Map<String, Object> schema(Table table, boolean inGroup) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("columns", table.columns().stream().map(this::column).toList());
        schema.put("primaryKey", table.key().size() == 1 ? table.key().get(0) : table.key());
        table.about().ifPresent(about -> schema.put("aboutUrl", about));
        // A table may point only to one of its own group (§5.5.2.1).
        List<Map<String, Object>> keys = inGroup ? foreignKeys(table) : List.of();
        if (!keys.isEmpty()) {
            schema.put("foreignKeys", keys);
        }
        return schema;
    }

    private List<Map<String, Object>> foreignKeys(Table table) {
        Map<Column, Table> references = tables.references(table);
        List<Map<String, Object>> keys = new ArrayList<>();
        for (Column column : table.columns()) {
            Table target = references.get(column);
            if (target != null) {
                Map<String, Object> reference = new LinkedHashMap<>();
                reference.put("resource", target.file());
                reference.put("columnReference", target.key().get(0));
                Map<String, Object> foreign = new LinkedHashMap<>();
                foreign.put("columnReference", column.name());
                foreign.put("reference", reference);
                keys.add(foreign);
            }
        }
        return keys;
    }

    private Map<String, Object> column(Column column) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("@id", column.node().getURI());
        document.put("name", column.name());
        document.put("titles", titles(column));
        document.put("dc:description", texts(column.descriptions()));
        document.put(
                "datatype",
                column.format().isPresent()
                        ? Map.of(
                                "base",
                                column.datatype().label(),
                                "format",
                                column.format().get())
                        : column.datatype().label());
        if (column.required()) {
            document.put("required", true);
        }
        column.separator().ifPresent(separator -> document.put("separator", separator));
        column.language().ifPresent(language -> document.put("lang", language));
        column.unit().ifPresent(unit -> document.put("schema:unitText", name(unit)));
        column.about().ifPresent(about -> document.put("aboutUrl", about));
        column.property().ifPresent(property -> {
            document.put("propertyUrl", property);
            if (column.isLink()) {
                // With the plus, so that the address stays as it is (RFC 6570 §3.2.3).
                document.put("valueUrl", "{+" + column.name() + "}");
            }
        });
        if (column.property().isEmpty() || column.isList() || column.format().isPresent()) {
            // What is no statement of ours, or would be one of the wrong type, is not to become one.
            document.put("suppressOutput", true);
        }
        return document;
    }

    /** In each language what people call it, and in none what stands in the header, so that the two can be compared. */
    private static Map<String, Object> titles(Column column) {
        Map<String, Object> titles = new LinkedHashMap<>();
        titles.put("und", column.name());
        column.titles().stream()
                .filter(title -> !title.getLiteralLanguage().isEmpty())
                .sorted(Comparator.comparing(Node::getLiteralLanguage))
                .forEach(title -> titles.put(title.getLiteralLanguage(), title.getLiteralLexicalForm()));
        return titles;
    }

    private static List<Object> texts(List<Node> texts) {
        return texts.stream()
                .sorted(Comparator.comparing(Node::getLiteralLanguage))
                .map(text -> {
                    Map<String, Object> value = new LinkedHashMap<>();
                    value.put("@value", text.getLiteralLexicalForm());
                    if (!text.getLiteralLanguage().isEmpty()) {
                        value.put("@language", text.getLiteralLanguage());
                    }
                    return (Object) value;
                })
                .toList();
    }

    private static Object links(List<Node> nodes) {
        return nodes.size() == 1
                ? link(nodes.get(0))
                : nodes.stream().map(TableDescriptions::link).toList();
    }

    private static Map<String, Object> link(Node node) {
        return Map.of("@id", node.getURI());
    }
}
