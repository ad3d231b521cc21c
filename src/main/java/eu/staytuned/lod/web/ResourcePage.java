package eu.staytuned.lod.web;

import eu.staytuned.lod.rdf.RdfSyntax;
import eu.staytuned.lod.web.PageTexts.Text;
import java.util.List;
import java.util.Optional;

/**
 * What a page about a resource shows, in order, in the words of one reader.
 *
 * @param title the resource's name
 * @param iri the resource's IRI
 * @param kinds what it is
 * @param lead what it is in a sentence or two
 * @param trail the way from the home page
 * @param names its other names
 * @param groups what is said about it
 * @param disputed what sources say about it and others do not
 * @param claims what sources say about it and none denies
 * @param collections the collections below this one
 * @param members the members of this collection on this page
 * @param total how many members there are; 0 where this is no collection
 * @param chapters what else this document describes: the terms of an ontology, the content of a graph
 * @param incoming the links that point to it
 * @param paging where there are more links than on this page
 * @param downloads the other representations
 * @param colophon where the page comes from
 */
public record ResourcePage(
        Text title,
        String iri,
        List<Value> kinds,
        List<Text> lead,
        List<Value> trail,
        List<Text> names,
        List<Group> groups,
        List<Claim> disputed,
        List<Claim> claims,
        List<Counted> collections,
        List<Value> members,
        int total,
        List<Chapter> chapters,
        List<Row> incoming,
        Optional<Paging> paging,
        List<Download> downloads,
        Colophon colophon) {

    /**
     * One value.
     *
     * @param href where it leads; empty where it is no link, or not one to follow
     * @param external whether that is another site
     * @param note shown beside it: the datatype that is not obvious, the IRI behind the name
     * @param time the machine-readable form of a date; empty for anything else
     * @param rows what is said about a value that has no name of its own
     */
    public record Value(Text text, String href, boolean external, String note, String time, List<Row> rows) {

        /** Whether it is a text of several lines, such as a query, whose lines are to be kept. */
        public boolean lines() {
            return text.text().strip().indexOf('\n') >= 0;
        }

        static Value of(Text text) {
            return new Value(text, "", false, "", "", List.of());
        }

        static Value link(Text text, String href, boolean external, String note) {
            return new Value(text, href, external, note, "", List.of());
        }
    }

    /**
     * A property and its values.
     *
     * @param values those for this reader
     * @param others the same in other languages
     * @param total how many there are, on all pages
     */
    public record Row(Value property, List<Value> values, List<Value> others, int total) {}

    /**
     * Properties that belong together.
     *
     * @param name empty where they have none in common
     */
    public record Group(Optional<Text> name, List<Row> rows) {}

    /**
     * A value, who says so and how sure that is.
     *
     * @param about what it is about, where that is not the subject of the page
     * @param disputed whether another claim disagrees
     * @param inferred whether no source says so, and the editors conclude it
     */
    public record Claim(
            Value claim,
            Optional<Value> about,
            Value property,
            List<Value> values,
            List<Value> saidBy,
            List<Value> confidence,
            List<Text> notes,
            boolean disputed,
            boolean inferred) {}

    /**
     * A link and the number of what is behind it.
     *
     * @param concepts whether those are concepts, by which other things are sorted
     */
    public record Counted(Value link, int count, boolean concepts) {}

    /**
     * Several resources of one kind that the document describes.
     *
     * @param total of which this many are shown
     */
    public record Chapter(Text title, List<Section> sections, int total) {}

    /**
     * One of them.
     *
     * @param id the fragment by which it is reached
     */
    public record Section(String id, Value title, String iri, List<Text> lead, List<Row> rows) {}

    /** Which page of how many this is, and where the others are; empty where there is none. */
    public record Paging(int page, int pages, String first, String previous, String next, String last) {}

    /** A representation to take away. */
    public record Download(String label, String href, String type) {

        static Download of(RdfSyntax syntax, String href) {
            return new Download(syntax.label(), href, syntax.mediaType());
        }
    }

    /** The release, the licence and the sources that the page rests on. */
    public record Colophon(
            Value release, String issued, String issuedIso, List<Value> licenses, List<Value> sources, String cite) {}
}
