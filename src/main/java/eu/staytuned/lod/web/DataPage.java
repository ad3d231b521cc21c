package eu.staytuned.lod.web;

import eu.staytuned.lod.web.PageTexts.Text;
import eu.staytuned.lod.web.ResourcePage.Value;
import java.util.List;
import java.util.Optional;

/**
 * What the pages of tables show, in the words of one reader.
 *
 * @param tables all of them on the page of all; one on its own page
 * @param workbook all of them in one file
 * @param metadata the address of what is said about all of them for programs
 * @param release which this is
 */
public record DataPage(List<Card> tables, Download workbook, String metadata, Value release) {

    /** A file: where it is, and how large. */
    public record Download(String href, String name, String size) {}

    /**
     * A table.
     *
     * @param name the last part of its address
     * @param page where all its rows are
     * @param thing its description, in RDF as well
     * @param csv its file
     * @param metadata the address of what is said about it for programs
     * @param ask the address at which its query can be asked
     * @param python a line that reads it
     * @param r a line that reads it
     * @param shown some of its rows
     */
    public record Card(
            String name,
            Text title,
            Optional<Text> description,
            String page,
            Value thing,
            long rows,
            Download csv,
            String metadata,
            String ask,
            String query,
            String python,
            String r,
            List<Value> licences,
            List<Text> notes,
            List<Field> columns,
            List<List<List<Value>>> shown) {}

    /**
     * A column.
     *
     * @param name as in the header
     * @param title what people call it
     * @param meaning what stands in it
     * @param type of its values, in words
     * @param table where what it points to has a row; empty where it points to no table
     * @param unit of its numbers
     * @param number whether its values are numbers
     */
    public record Field(
            String name,
            Text title,
            Optional<Text> meaning,
            String type,
            boolean required,
            Optional<String> separator,
            Optional<Value> table,
            Optional<Text> unit,
            boolean number) {}
}
