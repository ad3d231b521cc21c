package eu.staytuned.lod.sparql;

import eu.staytuned.lod.rdf.RdfSyntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.jena.query.Query;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFFormat;
import org.apache.jena.riot.RDFLanguages;
import org.apache.jena.riot.resultset.ResultSetLang;

/**
 * A format that answers come in.
 *
 * @param label the name people know it by
 * @param mediaType what we answer with, without parameters
 * @param aliases further media types that clients ask by and mean this format
 * @param names short names that clients send as {@code format=}, {@code output=} or {@code results=}
 * @param format how Jena writes it
 */
record ResultFormat(String label, String mediaType, List<String> aliases, List<String> names, RDFFormat format) {

    private static final String W3C_FORMATS = "http://www.w3.org/ns/formats/";

    /** The IRIs that W3C has given to formats. */
    private static final Map<Lang, String> W3C_IRIS = Map.ofEntries(
            Map.entry(ResultSetLang.RS_JSON, "SPARQL_Results_JSON"),
            Map.entry(ResultSetLang.RS_XML, "SPARQL_Results_XML"),
            Map.entry(ResultSetLang.RS_CSV, "SPARQL_Results_CSV"),
            Map.entry(ResultSetLang.RS_TSV, "SPARQL_Results_TSV"),
            Map.entry(Lang.TURTLE, "Turtle"),
            Map.entry(Lang.NTRIPLES, "N-Triples"),
            Map.entry(Lang.NQUADS, "N-Quads"),
            Map.entry(Lang.TRIG, "TriG"),
            Map.entry(Lang.RDFXML, "RDF_XML"),
            Map.entry(Lang.JSONLD, "JSON-LD"),
            Map.entry(Lang.RDFJSON, "RDF_JSON"));

    /** Short names beyond a syntax's extension. */
    private static final Map<RdfSyntax, List<String>> SYNTAX_NAMES = Map.of(
            RdfSyntax.TURTLE, List.of("turtle", "n3"),
            RdfSyntax.JSON_LD, List.of("json-ld", "json"),
            RdfSyntax.RDF_XML, List.of("rdf+xml", "rdfxml", "rdf-xml", "rdf/xml", "xml"),
            RdfSyntax.N_TRIPLES, List.of("ntriples", "n-triples", "text", "txt"),
            RdfSyntax.TRIG, List.of(),
            RdfSyntax.N_QUADS, List.of("nquads", "n-quads"));

    private static final ResultFormat JSON = rows(
            "JSON",
            ResultSetLang.RS_JSON,
            "application/sparql-results+json",
            List.of("application/json", "application/javascript", "text/javascript"),
            "json",
            "srj",
            "sparql-results+json");
    private static final ResultFormat XML = rows(
            "XML",
            ResultSetLang.RS_XML,
            "application/sparql-results+xml",
            List.of("application/xml", "text/xml"),
            "xml",
            "srx",
            "sparql-results+xml");
    private static final ResultFormat CSV =
            rows("CSV", ResultSetLang.RS_CSV, "text/csv", List.of("application/csv"), "csv");
    private static final ResultFormat TSV =
            rows("TSV", ResultSetLang.RS_TSV, "text/tab-separated-values", List.of("text/tsv"), "tsv");
    private static final ResultFormat TEXT =
            rows("plain text", ResultSetLang.RS_Text, "text/plain", List.of(), "text", "txt");
    private static final ResultFormat THRIFT = rows(
            "Thrift",
            ResultSetLang.RS_Thrift,
            "application/sparql-results+thrift",
            List.of("application/vnd.apache.thrift.binary"),
            "thrift",
            "srt");
    private static final ResultFormat PROTOBUF = rows(
            "Protobuf", ResultSetLang.RS_Protobuf, "application/sparql-results+protobuf", List.of(), "protobuf", "srp");

    /** For the rows of SELECT, in order of preference. */
    static final List<ResultFormat> ROWS = List.of(JSON, XML, CSV, TSV, TEXT, THRIFT, PROTOBUF);

    /** For the yes or no of ASK. */
    static final List<ResultFormat> YES_OR_NO = List.of(JSON, XML, CSV, TSV, TEXT);

    /** For Jena's own query form JSON. */
    static final List<ResultFormat> OBJECTS = List.of(new ResultFormat(
            "JSON", "application/json", List.of(), List.of("json"), new RDFFormat(ResultSetLang.RS_JSON)));

    /** For the graph of CONSTRUCT and DESCRIBE: all that we publish in, and those that only Jena writes. */
    static final List<ResultFormat> GRAPH = Stream.concat(
                    Stream.of(RdfSyntax.values()).map(ResultFormat::of),
                    Stream.of(
                            rdf("TriX", RDFFormat.TRIX, "application/trix+xml", List.of("application/trix"), "trix"),
                            rdf("RDF/JSON", RDFFormat.RDFJSON, "application/rdf+json", List.of(), "rj", "rdfjson"),
                            rdf(
                                    "RDF Thrift",
                                    RDFFormat.RDF_THRIFT,
                                    "application/rdf+thrift",
                                    List.of(),
                                    "thrift",
                                    "rt"),
                            rdf(
                                    "RDF Protobuf",
                                    RDFFormat.RDF_PROTO,
                                    "application/rdf+protobuf",
                                    List.of(),
                                    "protobuf",
                                    "rpb")))
            .toList();

    /** For CONSTRUCT with named graphs, which a triple syntax would lose; TriG first. */
    static final List<ResultFormat> DATASET = GRAPH.stream()
            .filter(format -> RDFLanguages.isQuads(format.lang()))
            .sorted((a, b) ->
                    Boolean.compare(b.lang().equals(Lang.TRIG), a.lang().equals(Lang.TRIG)))
            .toList();

    /** The formats that a query's answer can have, in order of preference. */
    static List<ResultFormat> of(Query query) {
        if (query.isSelectType()) {
            return ROWS;
        } else if (query.isAskType()) {
            return YES_OR_NO;
        } else if (query.isJsonType()) {
            return OBJECTS;
        }
        return query.isConstructQuad() ? DATASET : GRAPH;
    }

    static ResultFormat of(RdfSyntax syntax) {
        List<String> names = new ArrayList<>(SYNTAX_NAMES.getOrDefault(syntax, List.of()));
        names.add(syntax.extension());
        return new ResultFormat(
                syntax.label(), syntax.mediaType(), syntax.aliases(), List.copyOf(names), syntax.format());
    }

    private static ResultFormat rows(String label, Lang lang, String mediaType, List<String> aliases, String... names) {
        return new ResultFormat(label, mediaType, aliases, List.of(names), new RDFFormat(lang));
    }

    private static ResultFormat rdf(
            String label, RDFFormat format, String mediaType, List<String> aliases, String... names) {
        return new ResultFormat(label, mediaType, aliases, List.of(names), format);
    }

    Lang lang() {
        return format.getLang();
    }

    /** The media type and all that mean the same. */
    List<String> mediaTypes() {
        List<String> all = new ArrayList<>();
        all.add(mediaType);
        all.addAll(aliases);
        return all;
    }

    /** The header; text says its encoding, the others have only one. */
    String contentType() {
        return mediaType.startsWith("text/") ? mediaType + ";charset=utf-8" : mediaType;
    }

    /** The IRI of the format in a service description. */
    Optional<String> iri() {
        return Optional.ofNullable(W3C_IRIS.get(lang())).map(name -> W3C_FORMATS + name);
    }

    /** Whether a client that sends this word means this format: a short name or a media type. */
    boolean isCalled(String word) {
        // A plus sign that nobody encoded arrives as a space: format=rdf+xml.
        String name = word.strip().replace(' ', '+').toLowerCase(Locale.ROOT);
        return names.contains(name) || mediaTypes().contains(name.split(";", 2)[0].strip());
    }
}
