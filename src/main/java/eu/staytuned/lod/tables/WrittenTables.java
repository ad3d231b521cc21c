package eu.staytuned.lod.tables;

import eu.staytuned.lod.store.Edition;
import eu.staytuned.lod.store.MadeFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The tables of a release as they were written.
 *
 * @param edition the release
 * @param tables what they are
 * @param all in the order of their names
 * @param workbook the file with a sheet for each
 * @param workbookSize in bytes
 * @param made the files, by their addresses
 * @param metadata what CSV on the Web says about each, by the name of the file; and about all together
 */
public record WrittenTables(
        Edition edition,
        Tables tables,
        List<WrittenTable> all,
        Path workbook,
        long workbookSize,
        Map<String, MadeFile> made,
        Map<String, byte[]> metadata) {

    /** Where tables are published, below the base. */
    public static final String PATH = "data";

    /** The name of the workbook. */
    public static final String WORKBOOK = "stay-tuned.xlsx";

    /** The name of the metadata of all tables together. */
    public static final String GROUP = "csv-metadata.json";

    /** What follows the name of a table in the name of its metadata (Model for Tabular Data §5.3). */
    public static final String METADATA = "-metadata.json";

    public Optional<WrittenTable> named(String name) {
        return all.stream().filter(table -> table.table().name().equals(name)).findFirst();
    }
}
