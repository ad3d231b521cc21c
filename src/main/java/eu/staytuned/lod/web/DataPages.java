package eu.staytuned.lod.web;

import eu.staytuned.lod.rdf.Labels;
import eu.staytuned.lod.tables.Column;
import eu.staytuned.lod.tables.Datatype;
import eu.staytuned.lod.tables.Table;
import eu.staytuned.lod.tables.WrittenTable;
import eu.staytuned.lod.tables.WrittenTables;
import eu.staytuned.lod.web.DataPage.Card;
import eu.staytuned.lod.web.DataPage.Download;
import eu.staytuned.lod.web.DataPage.Field;
import eu.staytuned.lod.web.PageTexts.Text;
import eu.staytuned.lod.web.ResourcePage.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;

/** Turns the tables of a release into what their pages show. One for each page. */
final class DataPages {

    static final String PATH = WrittenTables.PATH;

    private static final Node NOTE = Reading.iri("http://www.w3.org/2004/02/skos/core#note");
    private static final int LONGEST = 160;
    private static final int MOST_OF_A_LIST = 3;
    private static final Pattern WEB = Pattern.compile("https?://.+");

    private final WrittenTables tables;
    private final Reading reading;

    DataPages(WrittenTables tables, Reading reading) {
        this.tables = tables;
        this.reading = reading;
    }

    /**
     * A page of tables.
     *
     * @param shown the tables
     * @param from the first row to be shown of each, counted from 0
     * @param most how many rows
     */
    DataPage of(List<WrittenTable> shown, long from, int most) {
        Site site = reading.site();
        Node release = reading.iris().node(tables.edition().path());
        return new DataPage(
                shown.stream().map(table -> card(table, from, most)).toList(),
                new Download(
                        site.file(PATH + "/" + WrittenTables.WORKBOOK),
                        WrittenTables.WORKBOOK,
                        reading.size(tables.workbookSize())),
                site.file(PATH + "/" + WrittenTables.GROUP),
                reading.link(release));
    }

    private Card card(WrittenTable written, long from, int most) {
        Table table = written.table();
        Site site = reading.site();
        String csv = PATH + "/" + table.file();
        String address = reading.iris().resolve(csv);
        return new Card(
                table.name(),
                title(table),
                best(table.descriptions()),
                site.link(PATH + "/" + table.name()),
                reading.link(table.node()),
                written.rows(),
                new Download(site.file(csv), table.file(), reading.size(written.size())),
                site.file(csv + WrittenTables.METADATA),
                site.file(Parameters.NONE.with("query", table.text()).of("sparql")),
                table.text(),
                "pandas.read_csv(\"" + address + "\")",
                "read.csv(\"" + address + "\")",
                reading.links(table.licences()),
                notes(table),
                table.columns().stream().map(this::field).toList(),
                written.rows(from, most).stream()
                        .map(cells -> row(table.columns(), cells))
                        .toList());
    }

    Text title(Table table) {
        return best(table.titles()).orElseGet(() -> reading.name(table.node()));
    }

    /** As the data call it, in English, as citations do. */
    static String englishTitle(Table table) {
        return Labels.best(table.titles(), List.of("en"))
                .map(Node::getLiteralLexicalForm)
                .orElse(table.name());
    }

    Optional<Text> best(List<Node> texts) {
        return Labels.best(texts, reading.texts().languages()).map(reading.texts()::text);
    }

    /** What to know before using it: of the table itself, and of the datasets that its rows come from. */
    private List<Text> notes(Table table) {
        return Stream.concat(
                        reading.texts(table.node(), NOTE).stream(),
                        table.origins().stream().flatMap(origin -> reading.texts(origin, NOTE).stream()))
                .distinct()
                .toList();
    }

    private Field field(Column column) {
        return new Field(
                column.name(),
                best(column.titles()).orElseGet(() -> reading.name(column.node())),
                meaning(column),
                reading.message("data.type." + column.datatype().label()),
                column.required(),
                column.separator(),
                column.table()
                        .flatMap(target -> tables.all().stream()
                                .map(WrittenTable::table)
                                .filter(table -> table.node().equals(target))
                                .findFirst())
                        .map(table -> Value.link(
                                Text.of(table.file()), reading.site().link(PATH + "/" + table.name()), false, "")),
                column.unit().map(reading::name),
                column.datatype().isNumber() && !column.isList());
    }

    /**
     * What stands in a column: in the reader's language, where the column or else what its values are said with is
     * explained in it.
     */
    private Optional<Text> meaning(Column column) {
        Optional<Text> own = best(column.descriptions());
        if (own.filter(text -> text.language().isEmpty()).isPresent()) {
            return own;
        }
        return column.property()
                .map(Reading::iri)
                .flatMap(reading::description)
                .filter(text -> text.language().isEmpty())
                .or(() -> own);
    }

    private List<List<Value>> row(List<Column> columns, List<String> cells) {
        List<List<Value>> row = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            Column column = columns.get(i);
            String cell = cells.get(i);
            List<String> values = cell.isEmpty()
                    ? List.of()
                    : column.separator()
                            .map(separator -> Arrays.asList(cell.split(Pattern.quote(separator))))
                            .orElse(List.of(cell));
            row.add(shown(column, values));
        }
        return row;
    }

    /** The first values of a list and how many more there are, so that a row stays low. */
    private List<Value> shown(Column column, List<String> values) {
        int first = values.size() > MOST_OF_A_LIST ? MOST_OF_A_LIST - 1 : values.size();
        List<Value> shown = new ArrayList<>(
                values.stream().limit(first).map(value -> value(column, value)).toList());
        if (values.size() > first) {
            shown.add(Value.of(Text.of("+ " + reading.number(values.size() - first))));
        }
        return shown;
    }

    /** A value as it stands in the file; of an address that what tells it from others, of a text the beginning. */
    private Value value(Column column, String value) {
        if (column.datatype() == Datatype.ANY_URI && WEB.matcher(value).matches()) {
            String path = reading.iris()
                    .pathOf(value)
                    .map(ours -> ours.replaceFirst("^id/", ""))
                    .orElseGet(() -> value.replaceFirst("^https?://(www\\.)?", ""));
            return Value.link(
                    Text.of(shortened(path)),
                    reading.site().href(value),
                    !reading.site().isOurs(value),
                    value);
        }
        return Value.of(new Text(shortened(value), language(column)));
    }

    private String language(Column column) {
        return column.language()
                .filter(language -> !language.equals(reading.locale().toLanguageTag()))
                .orElse("");
    }

    private static String shortened(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST - 1) + "…" : text;
    }
}
