package eu.staytuned.lod.web;

import eu.staytuned.lod.citation.Citations;
import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.store.AnyRelease;
import eu.staytuned.lod.tables.TablePress;
import eu.staytuned.lod.tables.WrittenTable;
import eu.staytuned.lod.tables.WrittenTables;
import eu.staytuned.lod.web.DocumentLinks.Link;
import eu.staytuned.lod.web.PageTexts.Text;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The release as tables to take away: pages that explain them, CSV with its metadata, and a workbook. */
@Controller
class DataController {

    private static final MediaType CSV = MediaType.parseMediaType("text/csv;header=present;charset=utf-8");
    private static final MediaType METADATA = MediaType.parseMediaType("application/csvm+json");
    private static final MediaType WORKBOOK =
            MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private static final int FIRST_ROWS = 5;
    private static final int ROWS = 50;

    private final TablePress press;
    private final IriSpace iris;
    private final Citations citations;

    DataController(TablePress press, IriSpace iris, Citations citations) {
        this.press = press;
        this.citations = citations;
        this.iris = iris;
    }

    @GetMapping("/" + DataPages.PATH)
    DesignedPage all() {
        return new DesignedPage("data", reading -> {
            WrittenTables tables = press.of(reading.shelf());
            String title = reading.message("data.title");
            Map<String, Object> content = new HashMap<>();
            content.put("page", new DataPages(tables, reading).of(tables.all(), 0, FIRST_ROWS));
            content.put("citation", citations.part(reading.shelf(), "Tables", "all tables", DataPages.PATH));
            content.put("heading", title);
            content.put("description", reading.message("data.lead"));
            return content;
        });
    }

    @AnyRelease
    @GetMapping("/" + DataPages.PATH + "/{name:[a-z0-9-]+}")
    DesignedPage one(@PathVariable String name, @RequestParam(defaultValue = "1") String page) {
        int wanted = page.matches("[1-9][0-9]{0,5}") ? Integer.parseInt(page) : 1;
        return new DesignedPage("table", reading -> {
            WrittenTables tables = press.of(reading.shelf());
            WrittenTable table = table(name, tables);
            int pages = (int) Math.max(1, (table.rows() + ROWS - 1) / ROWS);
            int number = Math.min(wanted, pages);
            long from = (number - 1L) * ROWS;
            String path = DataPages.PATH + "/" + name;
            DataPages writer = new DataPages(tables, reading);
            Text title = writer.title(table.table());
            DataPage shown = writer.of(List.of(table), from, ROWS);
            Map<String, Object> content = new HashMap<>();
            Optional<ResourcePage.Paging> paging = pages == 1
                    ? Optional.empty()
                    : Optional.of(Leafing.of(number, pages, Parameters.NONE, path, reading));
            content.put("page", Map.of("paging", paging));
            paging.ifPresent(leaves -> content.put(Leafing.LEAVES, leaves));
            content.put("data", shown);
            content.put(
                    "citation",
                    citations.part(reading.shelf(), DataPages.englishTitle(table.table()), "a table", path));
            content.put("table", shown.tables().get(0));
            content.put("from", Math.min(from + 1, table.rows()));
            content.put("to", Math.min(from + ROWS, table.rows()));
            content.put("heading", title.text());
            writer.best(table.table().descriptions()).ifPresent(text -> content.put("description", text.text()));
            return content;
        });
    }

    @GetMapping("/" + DataPages.PATH + "/{name:[a-z0-9-]+}.csv")
    StoredFile csv(@PathVariable String name) {
        String file = name + ".csv";
        return new StoredFile(
                CSV,
                Optional.of(file),
                List.of(new Link(
                        iris.resolve(DataPages.PATH + "/" + file + WrittenTables.METADATA),
                        "describedby",
                        Optional.of(METADATA.toString()))),
                reading -> table(name, press.of(reading.shelf())).csv());
    }

    /** Where programs look for it that have no link to follow (Model for Tabular Data §5.3). */
    @GetMapping({
        "/" + DataPages.PATH + "/{name:[a-z0-9-]+}.csv" + WrittenTables.METADATA,
        "/" + DataPages.PATH + "/" + WrittenTables.GROUP
    })
    DesignedFile metadata(@PathVariable(required = false) @Nullable String name) {
        return new DesignedFile(METADATA, Optional.empty(), reading -> {
            WrittenTables tables = press.of(reading.shelf());
            byte[] document =
                    tables.metadata().get(name == null ? WrittenTables.GROUP : name + ".csv" + WrittenTables.METADATA);
            if (document == null) {
                throw unknown(String.valueOf(name), tables);
            }
            return document;
        });
    }

    @GetMapping("/" + DataPages.PATH + "/" + WrittenTables.WORKBOOK)
    StoredFile workbook() {
        return new StoredFile(
                WORKBOOK,
                Optional.of(WrittenTables.WORKBOOK),
                List.of(new Link(iris.resolve(DataPages.PATH), "describedby", Optional.of(MediaType.TEXT_HTML_VALUE))),
                reading -> press.of(reading.shelf()).workbook());
    }

    private static WrittenTable table(String name, WrittenTables tables) {
        return tables.named(name).orElseThrow(() -> unknown(name, tables));
    }

    private static ErrorResponseException unknown(String name, WrittenTables tables) {
        String known = tables.all().stream().map(table -> table.table().name()).collect(Collectors.joining(", "));
        return WebProblems.problem(
                HttpStatus.NOT_FOUND,
                "There is no table " + WebProblems.shorten(name) + ". "
                        + (known.isEmpty() ? "This release has none." : "There are " + known + "."));
    }
}
