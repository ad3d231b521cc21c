package eu.staytuned.lod.web;

import static org.assertj.core.api.Assertions.assertThat;

import eu.staytuned.lod.store.Store;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.jena.datatypes.TypeMapper;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.exec.RowSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The tables of this repository's own release, as programs and people take them away. */
class DataTests extends RepositorySiteTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> LISTED = List.of(
            "cities",
            "actions",
            "observations",
            "local-figures",
            "claims",
            "documents",
            "partners",
            "regions",
            "concepts");

    @Autowired
    Store store;

    static List<String> tables() {
        return LISTED;
    }

    @ParameterizedTest
    @MethodSource("tables")
    void aTableIsTheAnswerToItsQueryRowByRow(String table) throws IOException {
        List<List<String>> rows = csv(table);
        List<List<String>> asked = store.read(shelf -> {
            Node described = iris.node("id/table/" + table);
            String query = shelf.data()
                    .getDefaultGraph()
                    .find(described, Reading.iri("http://www.w3.org/ns/shacl#select"), Node.ANY)
                    .next()
                    .getObject()
                    .getLiteralLexicalForm();
            assertThat(query).doesNotContain("https://w3id.org/stay-tuned/");
            try (QueryExec execution =
                    QueryExec.dataset(shelf.data()).query(query).build()) {
                return rows(execution.select());
            }
        });

        assertThat(rows).hasSizeGreaterThan(1).isEqualTo(asked);
    }

    private static List<List<String>> rows(RowSet answer) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(answer.getResultVars().stream().map(Var::getVarName).toList());
        while (answer.hasNext()) {
            Binding row = answer.next();
            rows.add(answer.getResultVars().stream()
                    .map(variable -> row.contains(variable) ? text(row.get(variable)) : "")
                    .toList());
        }
        return rows;
    }

    /** Lists have no order of their own in SPARQL. */
    private static String text(Node node) {
        String text = node.isURI() ? node.getURI() : node.getLiteralLexicalForm();
        return text.contains("|") ? Stream.of(text.split("\\|")).sorted().collect(Collectors.joining("|")) : text;
    }

    @Test
    void lettersOfEveryScriptArriveAndThereIsNoByteOrderMark() {
        String concepts = send("GET", "data/concepts.csv").body();

        assertThat(concepts).startsWith("concept,scheme,").contains("Πρόληψη", "Превенция");
        assertThat(send("GET", "data/cities.csv").body()).contains("Göteborg", "София", "Αμπελόκηποι");
    }

    @Test
    void theFileSaysWhatItIsWhereItIsExplainedAndThatItHasNotChanged() {
        HttpResponse<String> file = send("GET", "data/cities.csv");

        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.headers().firstValue("Content-Type")).hasValueSatisfying(type -> assertThat(type)
                .startsWith("text/csv")
                .contains("header=present")
                .containsIgnoringCase("charset=utf-8"));
        assertThat(file.headers().firstValue("Content-Disposition")).hasValue("attachment; filename=\"cities.csv\"");
        assertThat(file.headers().firstValue("Link"))
                .hasValue("<" + base()
                        + "data/cities.csv-metadata.json>; rel=\"describedby\"; type=\"application/csvm+json\"");
        String tag = file.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again = send("GET", "data/cities.csv", "If-None-Match", tag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(send("HEAD", "data/stay-tuned.xlsx").headers().firstValue("Content-Type"))
                .hasValue("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        assertThat(send("GET", "data/observations.csv", "Accept-Encoding", "gzip")
                        .headers()
                        .firstValue("Content-Encoding"))
                .hasValue("gzip");
    }

    @ParameterizedTest
    @MethodSource("tables")
    void theRowsKeepToTheirMetadata(String table) throws IOException {
        JsonNode document = metadata("data/" + table + ".csv-metadata.json");
        List<List<String>> rows = csv(table);

        // Metadata Vocabulary for Tabular Data §5.1.4, §5.4, §5.6
        assertThat(document.get("@context").get(0).asString()).isEqualTo("http://www.w3.org/ns/csvw");
        assertThat(document.get("url").asString()).isEqualTo(table + ".csv");
        assertThat(document.get("dc:license").get("@id").asString()).startsWith("http");
        assertThat(document.get("dc:isPartOf").get("@id").asString()).isEqualTo(base() + "releases/1");
        List<JsonNode> columns = list(document.get("tableSchema").get("columns"));
        assertThat(columns).hasSameSizeAs(rows.get(0));
        Set<String> names = new HashSet<>();
        for (int i = 0; i < columns.size(); i++) {
            JsonNode column = columns.get(i);
            assertThat(column.get("name").asString())
                    .isEqualTo(rows.get(0).get(i))
                    .matches("[a-z][a-z0-9_]*");
            assertThat(names.add(column.get("name").asString())).isTrue();
            assertThat(column.get("titles").get("und").asString())
                    .isEqualTo(rows.get(0).get(i));
            assertThat(column.get("titles").size())
                    .as("%s in eleven languages", column)
                    .isEqualTo(12);
            cells(table, column, i, rows);
        }
        List<Integer> key = keyColumns(document, names(columns));
        Set<List<String>> keys = new HashSet<>();
        for (List<String> row : rows.subList(1, rows.size())) {
            assertThat(row).hasSameSizeAs(columns);
            assertThat(keys.add(key.stream().map(row::get).toList()))
                    .as("the key of %s", row)
                    .isTrue();
        }
    }

    private static void cells(String table, JsonNode column, int place, List<List<String>> rows) {
        JsonNode datatype = column.get("datatype");
        String type =
                datatype.isString() ? datatype.asString() : datatype.get("base").asString();
        Pattern format = Pattern.compile(
                datatype.isString() ? "" : datatype.get("format").asString());
        XSDDatatype xsd = (XSDDatatype) TypeMapper.getInstance().getTypeByName(XSDDatatype.XSD + "#" + type);
        assertThat(xsd).isNotNull();
        for (List<String> row : rows.subList(1, rows.size())) {
            String cell = row.get(place);
            if (cell.isEmpty()) {
                assertThat(column.has("required"))
                        .as("%s: %s is required in %s", table, column.get("name"), row)
                        .isFalse();
                continue;
            }
            List<String> values = column.has("separator")
                    ? Arrays.asList(
                            cell.split(Pattern.quote(column.get("separator").asString()), -1))
                    : List.of(cell);
            for (String value : values) {
                assertThat(value).as("%s: %s", table, row).isNotEmpty().isEqualTo(value.strip());
                assertThat(xsd.isValid(value))
                        .as("%s: %s is xsd:%s", table, value, type)
                        .isTrue();
                assertThat(format.matcher(value).find()).isTrue();
            }
        }
    }

    @Test
    void theTablesPointToRowsThatExist() throws IOException {
        JsonNode group = metadata("data/csv-metadata.json");
        Map<String, List<List<String>>> files = new HashMap<>();
        for (String table : LISTED) {
            files.put(table + ".csv", csv(table));
        }
        List<JsonNode> tables = list(group.get("tables"));
        assertThat(tables)
                .extracting(table -> table.get("url").asString())
                .containsExactlyElementsOf(
                        LISTED.stream().map(table -> table + ".csv").toList());
        int keys = 0;
        for (JsonNode table : tables) {
            List<List<String>> rows = files.get(table.get("url").asString());
            JsonNode foreign = table.get("tableSchema").get("foreignKeys");
            for (JsonNode one : foreign == null ? List.<JsonNode>of() : list(foreign)) {
                keys++;
                Set<String> known = column(
                        files.get(one.get("reference").get("resource").asString()),
                        one.get("reference").get("columnReference").asString());
                assertThat(known)
                        .containsAll(column(rows, one.get("columnReference").asString()));
            }
        }
        assertThat(keys).isGreaterThan(8);
    }

    /** What the metadata say of each cell is what the release says. */
    @ParameterizedTest
    @MethodSource("tables")
    void aCellIsAStatementOfTheRelease(String table) throws IOException {
        JsonNode schema = metadata("data/" + table + ".csv-metadata.json").get("tableSchema");
        List<JsonNode> columns = list(schema.get("columns"));
        List<String> names = names(columns);
        List<List<String>> rows = csv(table);
        int[] statements = {0};
        store.read(shelf -> {
            for (List<String> row : rows.subList(1, rows.size())) {
                for (int i = 0; i < columns.size(); i++) {
                    JsonNode column = columns.get(i);
                    if (row.get(i).isEmpty() || column.has("suppressOutput")) {
                        continue;
                    }
                    String about = (column.has("aboutUrl") ? column : schema)
                            .get("aboutUrl")
                            .asString();
                    Node subject = Reading.iri(row.get(names.indexOf(about.substring(2, about.length() - 1))));
                    Node value = value(column, row.get(i));
                    Node property = Reading.iri(column.get("propertyUrl").asString());
                    assertThat(shelf.data().getDefaultGraph().contains(subject, property, value))
                            .as("%s: %s %s %s", table, subject, property, value)
                            .isTrue();
                    statements[0]++;
                }
            }
            return "";
        });
        assertThat(statements[0]).isGreaterThan(10);
    }

    private static Node value(JsonNode column, String cell) {
        if (column.has("valueUrl")) {
            return Reading.iri(cell);
        }
        if (column.has("lang")) {
            return NodeFactory.createLiteralLang(cell, column.get("lang").asString());
        }
        return NodeFactory.createLiteralDT(
                cell,
                TypeMapper.getInstance()
                        .getSafeTypeByName(
                                XSDDatatype.XSD + "#" + column.get("datatype").asString()));
    }

    @Test
    void theWorkbookHasASheetForEachTable() throws IOException {
        HttpResponse<String> page = send("GET", "data", "Accept-Language", "en");

        assertThat(words(page.body())).contains("All tables as one workbook", "The columns explained", "Cite as");
        assertThat(words(send("GET", "data/cities", "Accept-Language", "de").body()))
                .contains(
                        "Zitiervorschlag",
                        "Cities. In: Stay Tuned: nine cities against early leaving from education and training, release ",
                        "@misc{stay-tuned-release-")
                .doesNotContain("urldate");
        String release = page.body().replaceFirst("(?s).*?(releases/\\d+)\".*", "$1");
        assertThat(words(page(release, "en"))).contains("[data set]. ", "@misc{stay-tuned-release-", "Cite as");
        for (String table : LISTED) {
            assertThat(page.body()).contains("data/" + table + ".csv\"", "id=\"" + table + "\"");
        }
    }

    @Test
    void aTableHasAPageInEveryLanguageWithItsRowsAndColumns() {
        assertThat(words(page("data/cities", "el")))
                .contains("Πόλεις", "Οι στήλες με εξηγήσεις", "population", "Κάτοικοι", "pandas.read_csv");
        assertThat(words(page("data/observations", "en")))
                .contains("1 to 50 of 2,159", "Before you compare", "Berlin is a region of its own");
        assertThat(page("data/observations?page=44", "en"))
                .contains("rel=\"prev\"")
                .doesNotContain("rel=\"next\"");
        assertThat(words(page("", "bg"))).contains("Таблици с данни");
    }

    @Test
    void whatIsNoTableIsNotFoundAndSaysWhatThereIs() {
        for (String path : List.of("data/rivers", "data/rivers.csv", "data/rivers.csv-metadata.json")) {
            HttpResponse<String> answer = get(path, "application/problem+json");
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(answer.body()).contains("There is no table rivers", "observations");
        }
    }

    private List<List<String>> csv(String table) throws IOException {
        HttpResponse<String> file = send("GET", "data/" + table + ".csv");
        assertThat(file.statusCode()).isEqualTo(200);
        return parsed(file.body());
    }

    /** As RFC 4180 has it, by other means than the site's own. */
    private static List<List<String>> parsed(String csv) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        try (BufferedReader in = new BufferedReader(new StringReader(csv))) {
            StringBuilder record = new StringBuilder();
            for (int c = in.read(); c >= 0; c = in.read()) {
                record.append((char) c);
                long quotes = record.chars().filter(letter -> letter == '"').count();
                if (c == '\n' && quotes % 2 == 0) {
                    assertThat(record).endsWith("\r\n");
                    rows.add(Stream.of(record.substring(0, record.length() - 2)
                                    .split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1))
                            .map(cell -> cell.startsWith("\"")
                                    ? cell.substring(1, cell.length() - 1).replace("\"\"", "\"")
                                    : cell)
                            .toList());
                    record.setLength(0);
                }
            }
            assertThat(record).isEmpty();
        }
        return rows;
    }

    private JsonNode metadata(String path) {
        HttpResponse<String> document = send("GET", path);
        assertThat(document.statusCode()).isEqualTo(200);
        assertThat(document.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/csvm+json"));
        return JSON.readTree(document.body());
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    private static List<String> names(List<JsonNode> columns) {
        return columns.stream().map(column -> column.get("name").asString()).toList();
    }

    private static List<Integer> keyColumns(JsonNode document, List<String> names) {
        JsonNode key = document.get("tableSchema").get("primaryKey");
        return (key.isString() ? List.of(key) : list(key))
                .stream().map(name -> names.indexOf(name.asString())).toList();
    }

    private static Set<String> column(List<List<String>> rows, String name) {
        int place = rows.get(0).indexOf(name);
        assertThat(place).isNotNegative();
        Map<String, Boolean> values = new LinkedHashMap<>();
        rows.stream()
                .skip(1)
                .map(row -> row.get(place))
                .filter(value -> !value.isEmpty())
                .forEach(value -> values.put(value, true));
        return values.keySet();
    }
}
