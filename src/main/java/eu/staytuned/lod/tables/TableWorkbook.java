package eu.staytuned.lod.tables;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.apache.jena.graph.Node;
import org.dhatim.fastexcel.HyperLink;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * The tables of a release as one workbook: what it is, what each column means, and a sheet for each table.
 *
 * <p>Every text is written as a text and never as a formula, whatever it begins with. Rows are handed to the file as they
 * come; only what a sheet links to is kept, and so only the first rows have links.
 */
final class TableWorkbook {

    private static final String MAKER = "Stay Tuned Linked Data";
    private static final String MAKER_VERSION = "1.0";
    private static final String HEADER_FILL = "1F3B57";
    private static final String QUIET = "5A6673";
    private static final String LINK = "0B5CAD";
    private static final int HELD = 500;

    /** A sheet cannot have more than 65,530; a link takes memory until the sheet is done. */
    private static final int MOST_LINKS = 5_000;

    private static final int LONGEST_CELL = 32_767;
    private static final String TOO_LONG = "(too long for a cell: the CSV has it)";
    private static final int MEASURED = 60;
    private static final int NARROW = 9;
    private static final int WIDE = 60;

    /** The first moment that an archive can name; the same wherever it is written. */
    private static final LocalDateTime BEGINNING = LocalDateTime.of(1980, 1, 1, 0, 0);

    private static final Pattern CREATED = Pattern.compile("(<dcterms:created[^>]*>)[^<]*(</dcterms:created>)");

    private final TableDescriptions descriptions;
    private final List<WrittenTable> tables;

    TableWorkbook(TableDescriptions descriptions, List<WrittenTable> tables) {
        this.descriptions = descriptions;
        this.tables = tables;
    }

    void write(Path file) throws IOException {
        Path timed = file.resolveSibling(file.getFileName() + ".part");
        try {
            writeTimed(timed);
            withoutClock(timed, file);
        } finally {
            Files.deleteIfExists(timed);
        }
    }

    /**
     * The library says in a workbook at which moment it was written. Whoever writes the same release again is to have the
     * same bytes, since their checksum is published; so it says when the release was.
     */
    private void withoutClock(Path timed, Path file) throws IOException {
        try (ZipFile from = new ZipFile(timed.toFile());
                ZipOutputStream to = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            for (ZipEntry part : Collections.list(from.entries())) {
                ZipEntry copy = new ZipEntry(part.getName());
                copy.setTimeLocal(BEGINNING);
                to.putNextEntry(copy);
                try (InputStream content = from.getInputStream(part)) {
                    if (part.getName().equals("docProps/core.xml")) {
                        String properties = new String(content.readAllBytes(), StandardCharsets.UTF_8);
                        to.write(CREATED.matcher(properties)
                                .replaceFirst("$1" + descriptions.edition().issued() + "$2")
                                .getBytes(StandardCharsets.UTF_8));
                    } else {
                        content.transferTo(to);
                    }
                }
                to.closeEntry();
            }
        }
    }

    private void writeTimed(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                Workbook workbook = new Workbook(out, MAKER, MAKER_VERSION)) {
            workbook.properties()
                    .setTitle(MAKER + ", release " + descriptions.edition().number());
            readMe(workbook.newWorksheet("README"));
            columns(workbook.newWorksheet("columns"));
            for (WrittenTable table : tables) {
                if (fits(table)) {
                    sheet(workbook.newWorksheet(sheetName(table)), table);
                }
            }
        }
    }

    private static boolean fits(WrittenTable table) {
        return table.rows() < Worksheet.MAX_ROWS;
    }

    /** A name of a sheet has at most 31 characters. */
    private static String sheetName(WrittenTable table) {
        String name = table.table().name();
        return name.length() > 31 ? name.substring(0, 31) : name;
    }

    private void readMe(Worksheet sheet) throws IOException {
        String number = String.valueOf(descriptions.edition().number());
        String date = DateTimeFormatter.ofPattern("d MMMM y", Locale.UK)
                .format(descriptions.edition().issued().atZone(ZoneOffset.UTC));
        sheet.width(0, 26);
        sheet.width(1, 100);
        Lines lines = new Lines(sheet);
        lines.title(MAKER + ": tables of release " + number);
        lines.line(
                "What this is",
                "The tables that are published at " + descriptions.address("data")
                        + ", a sheet each. They hold what the linked data of the release say, and nothing else.");
        lines.line("Release", number + ", " + date);
        lines.link("Address of the release", descriptions.release());
        lines.line(
                "How to cite",
                "“Tables”. " + MAKER + ", release " + number + ", " + date + ". " + descriptions.release());
        licences(lines);
        lines.line(
                "How to read it",
                "The first row of a sheet names the columns; the sheet “columns” explains each. A cell without a value is empty. "
                        + "Several values in a cell are separated by a vertical bar. Numbers and days are numbers and days; months and "
                        + "years that a source does not know more exactly are texts. An address that begins with "
                        + descriptions.address("") + " leads to a page about the thing.");
        lines.line(
                "The same as CSV",
                descriptions.address("data") + " has each table as CSV with metadata (CSV on the Web).");
        lines.gap();
        lines.heading("Tables");
        for (WrittenTable table : tables) {
            lines.table(table);
        }
        lines.gap();
        lines.heading("Before you compare");
        for (WrittenTable table : tables) {
            for (String note : descriptions.notes(table.table())) {
                lines.line(table.table().name(), note);
            }
        }
        sheet.finish();
    }

    private void licences(Lines lines) {
        Set<Node> licences = new LinkedHashSet<>();
        tables.forEach(table -> licences.addAll(table.table().licences()));
        for (Node licence : licences) {
            List<String> under = tables.stream()
                    .filter(table -> table.table().licences().contains(licence))
                    .map(table -> table.table().name())
                    .toList();
            lines.line("Licence", licence.getURI() + " (" + String.join(", ", under) + ")");
        }
    }

    /** What is written below each other: a word on the left, what it is on the right. */
    private final class Lines {

        private final Worksheet sheet;
        private int row;

        Lines(Worksheet sheet) {
            this.sheet = sheet;
        }

        void title(String text) {
            text(sheet, row, 0, text);
            sheet.style(row, 0).bold().fontSize(16).set();
            row += 2;
        }

        void heading(String text) {
            text(sheet, row, 0, text);
            sheet.style(row, 0).bold().fontSize(13).set();
            row++;
        }

        void gap() {
            row++;
        }

        void line(String word, String text) {
            text(sheet, row, 0, word);
            text(sheet, row, 1, text);
            sheet.style(row, 0).bold().verticalAlignment("top").set();
            sheet.style(row, 1).wrapText(true).verticalAlignment("top").set();
            row++;
        }

        void link(String word, String address) {
            line(word, address);
            sheet.hyperlink(row - 1, 1, new HyperLink(address, address));
            sheet.style(row - 1, 1).fontColor(LINK).underlined().set();
        }

        void table(WrittenTable table) {
            String name = sheetName(table);
            String description = TableDescriptions.english(table.table().descriptions());
            line(
                    name,
                    TableDescriptions.english(table.table().titles()) + " ("
                            + String.format(Locale.UK, "%,d", table.rows())
                            + (table.rows() == 1 ? " row). " : " rows). ")
                            + description
                            + (fits(table) ? "" : " Too many rows for a sheet: take the CSV."));
            if (fits(table)) {
                sheet.hyperlink(row - 1, 0, HyperLink.internal("'" + name + "'!A1", name));
                sheet.style(row - 1, 0)
                        .fontColor(LINK)
                        .underlined()
                        .verticalAlignment("top")
                        .set();
            }
        }
    }

    private void columns(Worksheet sheet) throws IOException {
        List<String> header = List.of(
                "table", "column", "title", "description", "type", "required", "list separator", "unit", "property");
        int[] widths = {16, 24, 30, 70, 12, 10, 14, 12, 56};
        header(sheet, header);
        for (int i = 0; i < widths.length; i++) {
            sheet.width(i, widths[i]);
        }
        int row = 1;
        for (WrittenTable table : tables) {
            for (Column column : table.table().columns()) {
                List<String> cells = List.of(
                        table.table().name(),
                        column.name(),
                        TableDescriptions.english(column.titles()),
                        TableDescriptions.english(column.descriptions()),
                        column.datatype().label(),
                        column.required() ? "yes" : "",
                        column.separator().orElse(""),
                        column.unit().map(descriptions::name).orElse(""),
                        column.property().orElse(""));
                for (int i = 0; i < cells.size(); i++) {
                    text(sheet, row, i, cells.get(i));
                    sheet.style(row, i)
                            .wrapText(i == 3)
                            .verticalAlignment("top")
                            .set();
                }
                row++;
            }
        }
        sheet.setAutoFilter(0, 0, row - 1, header.size() - 1);
        sheet.finish();
    }

    private static void sheet(Worksheet sheet, WrittenTable table) throws IOException {
        List<Column> columns = table.table().columns();
        header(sheet, table.table().header());
        widths(sheet, table);
        Optional<Column> key = table.table().keyColumn().filter(Column::isLink);
        try (CsvReader reader = table.reader()) {
            int row = 1;
            for (Optional<List<String>> cells = reader.row(); cells.isPresent(); cells = reader.row()) {
                for (int i = 0; i < columns.size(); i++) {
                    cell(sheet, row, i, columns.get(i), cells.get().get(i));
                    if (row <= MOST_LINKS && key.filter(columns.get(i)::equals).isPresent()) {
                        sheet.hyperlink(row, i, new HyperLink(cells.get().get(i)));
                        sheet.inlineString(row, i, cells.get().get(i));
                        sheet.style(row, i).fontColor(LINK).underlined().set();
                    }
                }
                if (row++ % HELD == 0) {
                    sheet.flush();
                }
            }
        }
        sheet.setAutoFilter(0, 0, (int) table.rows(), columns.size() - 1);
        sheet.finish();
    }

    private static void header(Worksheet sheet, List<String> names) {
        for (int i = 0; i < names.size(); i++) {
            text(sheet, 0, i, names.get(i));
            sheet.style(0, i).bold().fillColor(HEADER_FILL).fontColor("FFFFFF").set();
        }
        sheet.freezePane(0, 1);
        sheet.repeatRows(0);
    }

    /** As wide as the first rows need. */
    private static void widths(Worksheet sheet, WrittenTable table) {
        List<String> header = table.table().header();
        int[] widths = header.stream().mapToInt(name -> name.length() + 4).toArray();
        for (List<String> cells : table.rows(0, MEASURED)) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], cells.get(i).length() + 2);
            }
        }
        for (int i = 0; i < widths.length; i++) {
            sheet.width(i, Math.max(NARROW, Math.min(WIDE, widths[i])));
        }
    }

    private static void cell(Worksheet sheet, int row, int place, Column column, String text) {
        if (text.isEmpty()) {
            return;
        }
        switch (column.isList() ? Datatype.STRING : column.datatype()) {
            case INTEGER, DECIMAL -> sheet.value(row, place, new BigDecimal(text));
            case YEAR -> sheet.value(row, place, Integer.valueOf(text));
            case BOOLEAN -> sheet.value(row, place, Boolean.valueOf(text));
            case DATE -> {
                sheet.value(row, place, LocalDate.parse(text));
                sheet.style(row, place).format("yyyy-mm-dd").set();
            }
            default -> text(sheet, row, place, text);
        }
    }

    /** A text, kept with its cell: a list of all texts of the workbook would have to stay in memory. */
    private static void text(Worksheet sheet, int row, int place, String text) {
        sheet.inlineString(row, place, text.length() > LONGEST_CELL ? TOO_LONG : text);
    }
}
