package eu.staytuned.lod.links;

import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.rdf.Labels;
import eu.staytuned.lod.store.Shelf;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;

/**
 * Links as mappings in the Simple Standard for Sharing Ontological Mappings (SSSOM 1.0), in the canonical form of its
 * TSV: slots in the order of the schema, rows sorted, and nothing said that the release does not say.
 */
public final class MappingSet {

    private static final List<String> ENGLISH = List.of("en");

    private static final String RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
    private static final String OWL = "http://www.w3.org/2002/07/owl#";
    private static final Node TYPE = iri(RDF_TYPE);

    /** The kinds of entities that the standard knows ({@code entity_type_enum}), the most telling first. */
    private static final List<Map.Entry<Node, String>> ENTITY_TYPES = List.of(
            Map.entry(iri("http://www.w3.org/2004/02/skos/core#Concept"), "skos concept"),
            Map.entry(iri(OWL + "Class"), "owl class"),
            Map.entry(iri(OWL + "ObjectProperty"), "owl object property"),
            Map.entry(iri(OWL + "DatatypeProperty"), "owl data property"),
            Map.entry(iri(OWL + "AnnotationProperty"), "owl annotation property"),
            Map.entry(iri("http://www.w3.org/2000/01/rdf-schema#Class"), "rdfs class"),
            Map.entry(iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#Property"), "rdf property"));

    /** How a link was found, a release does not record; what its rules derived, it does. */
    private static final String UNSPECIFIED = "semapv:UnspecifiedMatching";

    private static final String REASONED = "semapv:LogicalReasoning";

    private static final List<String> COLUMNS = List.of(
            "subject_id",
            "subject_label",
            "predicate_id",
            "object_id",
            "object_label",
            "mapping_justification",
            "subject_type");

    private static final int SUBJECT_TYPE = COLUMNS.indexOf("subject_type");

    private final Selection selection;
    private final OutgoingLinks links;
    private final Shelf shelf;
    private final IriSpace iris;
    private final Graph published;
    private final Curies curies;

    private MappingSet(Selection selection, OutgoingLinks links, Shelf shelf, IriSpace iris) {
        this.selection = selection;
        this.links = links;
        this.shelf = shelf;
        this.iris = iris;
        this.published = shelf.data().getDefaultGraph();
        this.curies = new Curies(
                links.prefixes(), links.targets().stream().map(Target::space).toList());
    }

    /**
     * Writes links; to be called within a transaction.
     *
     * @param address at which the set is to be had
     * @param license that it is under
     */
    public static byte[] write(
            Selection selection, OutgoingLinks links, Shelf shelf, IriSpace iris, String address, String license) {
        return new MappingSet(selection, links, shelf, iris)
                .written(address, license)
                .getBytes(StandardCharsets.UTF_8);
    }

    private String written(String address, String license) {
        List<String[]> rows =
                selection.links().stream().map(this::row).sorted(byAllSlots()).toList();
        Set<String> types =
                Set.copyOf(rows.stream().map(row -> row[SUBJECT_TYPE]).toList());
        // What holds for all mappings is said once for the set ("condensed").
        Optional<String> type = types.size() == 1 ? types.stream().findFirst() : Optional.empty();
        List<String> metadata = metadata(address, license, type);
        StringBuilder text = new StringBuilder(rows.size() * 120 + 1024);
        if (!curies.used().isEmpty()) {
            text.append("#curie_map:\n");
            curies.used().forEach((prefix, namespace) -> text.append("#  ")
                    .append(prefix)
                    .append(": ")
                    .append(scalar(namespace))
                    .append('\n'));
        }
        metadata.forEach(line -> text.append('#').append(line).append('\n'));
        int[] columns = IntStream.range(0, COLUMNS.size())
                .filter(column -> rows.stream().anyMatch(row -> !row[column].isEmpty()))
                .filter(column -> column != SUBJECT_TYPE || type.isEmpty())
                .toArray();
        line(COLUMNS.toArray(String[]::new), columns, text);
        rows.forEach(row -> line(row, columns, text));
        return text.toString();
    }

    private static Comparator<String[]> byAllSlots() {
        return (one, other) -> Arrays.compare(one, other);
    }

    private String[] row(Link link) {
        return new String[] {
            curies.of(link.ours().getURI()),
            label(link.ours()),
            curies.of(link.relation().getURI()),
            curies.of(link.theirs().getURI()),
            label(link.theirs()),
            isDerived(link) ? REASONED : UNSPECIFIED,
            type(link.ours())
        };
    }

    private String label(Node node) {
        return Labels.of(published, node, ENGLISH)
                .map(Node::getLiteralLexicalForm)
                .map(label -> label.replaceAll("\\s+", " ").strip())
                .orElse("");
    }

    private boolean isDerived(Link link) {
        Node inferred = iris.node("graph/inferred");
        Triple triple = link.triple();
        return shelf.data().contains(inferred, triple.getSubject(), triple.getPredicate(), triple.getObject());
    }

    private String type(Node subject) {
        return ENTITY_TYPES.stream()
                .filter(known -> published.contains(subject, TYPE, known.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("owl named individual");
    }

    /** In the order of the slots of {@code MappingSet} in the schema of SSSOM. */
    private List<String> metadata(String address, String license, Optional<String> type) {
        Optional<Node> dataset = dataset();
        String release = iris.resolve(shelf.edition().path());
        List<String> lines = new ArrayList<>();
        lines.add("mapping_set_id: " + scalar(address));
        lines.add("mapping_set_version: \"" + shelf.edition().number() + "\"");
        lines.add("mapping_set_title: "
                + scalar("Links of release " + shelf.edition().number() + " to " + destination()));
        lines.add("mapping_set_description: "
                + scalar("Statements by which " + iris.base() + " joins its resources to those of others. How each was"
                        + " found is not recorded in the release, but for those that its rules derived."));
        List<String> creators = dataset.stream()
                .flatMap(node ->
                        published.find(node, iri("http://purl.org/dc/terms/creator"), Node.ANY).toList().stream())
                .map(Triple::getObject)
                .filter(Node::isURI)
                .map(creator -> curies.of(creator.getURI()))
                .sorted()
                .toList();
        if (!creators.isEmpty()) {
            lines.add("creator_id:");
            creators.forEach(creator -> lines.add("- " + scalar(creator)));
        }
        lines.add("license: " + scalar(license));
        type.ifPresent(one -> lines.add("subject_type: " + scalar(one)));
        dataset.ifPresent(node -> lines.add("subject_source: " + scalar(curies.of(node.getURI()))));
        lines.add("subject_source_version: " + scalar(release));
        lines.add("mapping_provider: " + scalar(release));
        lines.add("publication_date: "
                + shelf.edition().issued().atOffset(ZoneOffset.UTC).toLocalDate());
        return lines;
    }

    /** The dataset that our IRIs are those of. */
    private Optional<Node> dataset() {
        return published
                .find(Node.ANY, iri("http://rdfs.org/ns/void#uriSpace"), NodeFactory.createLiteralString(iris.base()))
                .mapWith(Triple::getSubject)
                .filterKeep(Node::isURI)
                .toList()
                .stream()
                .min(Comparator.comparing(Node::getURI));
    }

    private String destination() {
        if (selection.to().isEmpty()) {
            return "other datasets";
        }
        return links.targets().stream()
                .filter(target -> target.space().equals(selection.to()))
                .map(target -> label(target.node()))
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse(selection.to());
    }

    private static void line(String[] cells, int[] columns, StringBuilder text) {
        for (int i = 0; i < columns.length; i++) {
            String cell = cells[columns[i]];
            boolean quoted = cell.chars().anyMatch(letter -> letter == '"' || letter == '\t' || letter == '\n');
            text.append(i == 0 ? "" : "\t").append(quoted ? '"' + cell.replace("\"", "\"\"") + '"' : cell);
        }
        text.append('\n');
    }

    /** A text in YAML: plain where it can be, else in double quotes. */
    static String scalar(String text) {
        boolean plain = text.matches("[A-Za-z_][^\\n\\r\\t\\x00-\\x1f\\x7f]*")
                && !text.endsWith(" ")
                && !text.endsWith(":")
                && !text.contains(": ")
                && !text.contains(" #")
                && !text.matches("(?i)true|false|null|yes|no|on|off|y|n");
        return plain
                ? text
                : '"'
                        + text.replace("\\", "\\\\")
                                .replace("\"", "\\\"")
                                .replace("\n", "\\n")
                                .replace("\t", "\\t")
                        + '"';
    }

    private static Node iri(String iri) {
        return NodeFactory.createURI(iri);
    }
}
